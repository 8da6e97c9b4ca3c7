"""Passages: crossings with their gates, and corridors."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import cast

from safepassage.scenario import inputs
from safepassage.scenario.convert.consents import consents
from safepassage.scenario.convert.facts import Facts
from safepassage.scenario.convert.hours import hours, less
from safepassage.scenario.convert.legs import days
from safepassage.scenario.convert.roads import half_up
from safepassage.scenario.crossing import Crossing, Gate
from safepassage.scenario.link import BACK
from safepassage.scenario.scenario import Scenario
from safepassage.scenario.values import Unknown

IF_OPEN = "if-open"  # the source of hours that are taken for this answer alone


def crossings(facts: Facts) -> tuple[inputs.Crossing, ...]:
    """All crossings."""
    return tuple(_crossing(facts, crossing) for crossing in facts.scenario.crossings)


def _crossing(facts: Facts, crossing: Crossing) -> inputs.Crossing:
    return inputs.Crossing(
        crossing.id,
        crossing.name,
        crossing.from_node,
        crossing.to_node,
        half_up(Fraction(crossing.transit_min) * 60),
        tuple(
            _gate(facts, gate, f"crossing/{crossing.id}/gate/{gate.id}") for gate in crossing.gates
        ),
    )


def _gate(facts: Facts, gate: Gate, address: str) -> inputs.Gate:
    rates = facts.known(
        gate.rate_source, f"{address}/rate_persons_per_hour", "the rates of the gate are not known"
    )
    eligible = facts.known(
        gate.eligibility_source,
        f"{address}/eligibility",
        "who may pass is not known, so nobody may",
    )
    eligibility = gate.eligibility
    if eligibility is not None and not eligible:
        eligibility = ()
    return inputs.Gate(
        gate.id,
        gate.side,
        gate.holder,
        less(
            gate_hours(facts, gate, address), hours(facts, gate.closed, f"{address}/closed") or ()
        ),
        _rate(gate.rate_persons_per_hour) if rates else None,
        _rate(gate.rate_vehicles_per_hour) if rates else None,
        _rate(gate.rate_trucks_per_hour) if rates else None,
        eligibility,
        gate.eligibility_source,
        consents(facts, gate.consents, address),
    )


def gate_hours(facts: Facts, gate: Gate, address: str) -> tuple[inputs.Interval, ...] | None:
    """When a gate was said to be open; None = not known, or all the time if that is asked."""
    known = hours(facts, gate.open, f"{address}/open")
    if known is not None or not facts.if_open:
        return known
    facts.opened.append(f"{address}/open")
    whole = days(facts, facts.end_s)  # whole days, as aid counts by them
    return (inputs.Interval(whole[0].from_s, whole[-1].to_s, IF_OPEN),)


def _rate(rate: Decimal | Unknown | None) -> Fraction | None:
    return Fraction(rate) if isinstance(rate, Decimal) else None


def corridors(facts: Facts) -> tuple[inputs.Corridor, ...]:
    """All corridors, with the instant from which movement is notified."""
    found = []
    for corridor in facts.scenario.corridors:
        address = f"corridor/{corridor.id}"
        told = facts.as_of if corridor.notified is None else corridor.notified
        notice_s = half_up(Fraction(corridor.notice_hours) * 3600)
        found.append(
            inputs.Corridor(
                corridor.id,
                corridor.name,
                corridor.holder,
                both_ways(facts.scenario, corridor.links),
                cast("tuple[inputs.Mode, ...]", corridor.modes),
                hours(facts, corridor.hours, f"{address}/hours"),
                max(0, facts.seconds(told) + notice_s) if notice_s else 0,
                consents(facts, corridor.consents, address),
            )
        )
    return tuple(found)


def both_ways(scenario: Scenario, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The links meant: the name of a road that goes both ways means both directions."""
    two_way = {link.link_id for link in scenario.links if not link.directed}
    meant: dict[str, None] = {}
    for id_ in ids:
        meant[id_] = None
        if id_ in two_way:
            meant[id_ + BACK] = None
    return tuple(meant)
