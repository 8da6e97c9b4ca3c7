"""Not planned: what is read but not planned in this version."""

from __future__ import annotations

from safepassage.scenario.convert.facts import Facts


def list_not_planned(facts: Facts) -> None:
    """List every noun that this version reads and does not plan."""
    for fleet in facts.scenario.fleets:
        address = f"fleet/{fleet.id}"
        if facts.known(fleet.source, address, "the fleet is not used"):
            what = f"{fleet.name}: {fleet.vehicles} of {fleet.seats} seats"
            facts.later(address, what, "round trips are not planned yet; give timetabled legs")
