"""Not planned: legs, fleets, aid streams and what else is read but not planned in this version."""

from __future__ import annotations

from safepassage import clock
from safepassage.scenario.convert.facts import Facts

LATER = "planned with the two-reports work; not planned yet"


def list_not_planned(facts: Facts) -> None:
    """List every noun that this version reads and does not plan."""
    zone = facts.scenario.zone_info
    for leg in facts.scenario.legs:
        address = f"leg/{leg.id}"
        if facts.known(leg.source, address, "the leg is not used"):
            departs = clock.format_instant(leg.departs, zone)
            facts.later(address, f"{leg.name}: {leg.seats} seats, leaves {departs}", LATER)
    for stream in facts.scenario.aid_streams:
        address = f"aid_stream/{stream.id}"
        if facts.known(stream.source, address, "the aid stream is not used"):
            trucks = f"{stream.trucks_minimum_per_day:f} trucks a day"
            facts.later(address, f"{stream.name}: at least {trucks}", LATER)
    for fleet in facts.scenario.fleets:
        address = f"fleet/{fleet.id}"
        if facts.known(fleet.source, address, "the fleet is not used"):
            what = f"{fleet.name}: {fleet.vehicles} of {fleet.seats} seats"
            facts.later(address, what, "fleets are not planned yet")
