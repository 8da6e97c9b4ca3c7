"""Legs: departures with seats in seconds since the start, one for each day if they are daily."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from safepassage import clock
from safepassage.scenario import inputs
from safepassage.scenario.convert.consents import consents
from safepassage.scenario.convert.facts import Facts
from safepassage.scenario.leg import Leg


def legs(facts: Facts) -> tuple[inputs.Leg, ...]:
    """Every leg whose source was known, also those that have left: `exits` says that they have."""
    scenario = facts.scenario
    nodes = {row.id: row.node for row in scenario.destinations}
    found: list[inputs.Leg] = []
    for leg in scenario.legs:
        address = f"leg/{leg.id}"
        if not facts.known(leg.source, address, "the leg is not used"):
            continue
        asked = consents(facts, leg.consents, address)
        for suffix, shift in _days(facts, leg):
            cut_off = leg.departs if leg.cut_off is None else leg.cut_off
            day = f", {suffix}" if suffix else ""
            found.append(
                inputs.Leg(
                    id=f"{leg.id}@{suffix}" if suffix else leg.id,
                    name=f"{leg.name}{day}",
                    from_node=leg.node,
                    to_node=nodes.get(leg.to, leg.to),
                    cut_off_s=facts.seconds(_moved(facts, cut_off, shift)),
                    departs_s=facts.seconds(_moved(facts, leg.departs, shift)),
                    arrives_s=facts.seconds(_moved(facts, leg.arrives, shift)),
                    seats=int(leg.seats),
                    last_departure=leg.last_departure,
                    eligibility=leg.eligibility,
                    serves=leg.serves,
                    consents=asked,
                    source=leg.source,
                )
            )
    return tuple(found)


def _days(facts: Facts, leg: Leg) -> Iterator[tuple[str, int]]:
    """Day and days after the first departure; one unnamed day if the leg leaves once."""
    if leg.last_day is None:
        yield "", 0
        return
    first = leg.departs.astimezone(facts.scenario.zone_info).date()
    for shift in range((leg.last_day - first).days + 1):
        yield (first + timedelta(days=shift)).isoformat(), shift


def _moved(facts: Facts, instant: datetime, days: int) -> datetime:
    """The same local time some days later, right where the clocks change in between."""
    if days == 0:
        return instant
    local = instant.astimezone(facts.scenario.zone_info)
    return (local + timedelta(days=days)).astimezone(UTC)


def days(facts: Facts, horizon_s: int) -> tuple[inputs.Day, ...]:
    """The local calendar days that the horizon touches."""
    zone = facts.scenario.zone_info
    end = facts.start + timedelta(seconds=horizon_s)
    return tuple(
        inputs.Day(
            day.isoformat(),
            facts.seconds(clock.local_instant(day, 0, zone)),
            facts.seconds(clock.local_instant(day, 1440, zone)),
        )
        for day in clock.local_days(facts.start, end, zone)
    )
