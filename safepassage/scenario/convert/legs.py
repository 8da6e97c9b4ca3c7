"""Legs: departures with seats in seconds since the start, as known at an instant."""

from __future__ import annotations

from datetime import datetime

from safepassage.scenario import inputs
from safepassage.scenario.convert.facts import Facts
from safepassage.scenario.convert.passages import consents
from safepassage.scenario.scenario import Scenario


def make_legs(scenario: Scenario, start: datetime, as_of: datetime) -> tuple[inputs.Leg, ...]:
    """Every leg whose source was known at `as_of`, also those that have left."""
    facts = Facts(scenario, start, as_of)
    nodes = {row.id: row.node for row in scenario.destinations}
    return tuple(
        inputs.Leg(
            id=leg.id,
            name=leg.name,
            node=leg.node,
            to_node=nodes.get(leg.to, leg.to),
            cut_off_s=facts.seconds(leg.departs if leg.cut_off is None else leg.cut_off),
            departs_s=facts.seconds(leg.departs),
            arrives_s=facts.seconds(leg.arrives),
            seats=int(leg.seats),
            last_departure=leg.last_departure,
            eligibility=leg.eligibility,
            source=leg.source,
            consents=consents(facts, leg.consents, f"leg/{leg.id}"),
        )
        for leg in scenario.legs
        if facts.quietly_known(leg.source)
    )
