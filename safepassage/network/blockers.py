"""Blockers: what exactly keeps a group from passing an element, on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..clock import intersection
from ..scenario.inputs import Consent, Group, Inputs
from .network import Network
from .windows import Spans, consent_span, intervals


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing in the way: its address, the rule, a sentence, who holds it, and the source."""

    address: str
    rule: str
    sentence: str
    party: str | None
    source: str | None


def blockers_on(network: Network, route: Sequence[int], group: Group) -> list[Blocker]:
    """Everything on a route (arcs) that blocks this group for the whole horizon."""
    inputs = network.inputs
    found: list[Blocker] = []
    for index in route:
        kind, _, name = network.arcs[index].element.partition("/")
        if kind == "crossing":
            found += _crossing_blockers(inputs, name, group)
        elif kind == "link":
            found += _link_blockers(inputs, name, group)
        else:
            found += _room_blockers(inputs, name)
    return found


def _party(inputs: Inputs, party: str) -> str:
    return next((row.name for row in inputs.parties if row.id == party), party)


def _consents(
    inputs: Inputs, consents: Iterable[Consent], group: Group, at: str, rule: str
) -> list[Blocker]:
    found: list[Blocker] = []
    horizon = ((0, inputs.periods * inputs.step_s),)
    for consent in consents:
        if not consent.asked_of_people:
            continue
        span = consent_span(consent, frozenset(group.criteria))
        if intersection(span, horizon):
            continue
        name = _party(inputs, consent.party)
        if not consent.counts:
            state: str = consent.state
            if consent.state == "conditional":
                state = f"conditional ({consent.condition or 'condition not stated'}; not met)"
            why = f"consent of {name} at {at} is {state}"
        elif not span:
            why = f"consent of {name} at {at} is given only for {', '.join(consent.only_for or ())}"
        else:
            why = f"consent of {name} at {at} does not hold at any time of the plan"
        address = f"{at}/consent/{consent.id}"
        found.append(Blocker(address, rule, why, consent.party, consent.source))
    return found


def _crossing_blockers(inputs: Inputs, crossing_id: str, group: Group) -> list[Blocker]:
    crossing = next(row for row in inputs.crossings if row.id == crossing_id)
    horizon = ((0, inputs.periods * inputs.step_s),)
    found: list[Blocker] = []
    for gate in crossing.gates:
        at = f"crossing/{crossing.id}/gate/{gate.id}"
        holder = _party(inputs, gate.holder)
        found += _consents(inputs, gate.consents, group, at, "gate_consent")
        if gate.open is None:
            why = f"whether {gate.side} of {crossing.name} ({holder}) is open is not known"
            found.append(Blocker(f"{at}/open", "gate_hours", why, gate.holder, None))
        elif not intersection(intervals(gate.open), horizon):
            why = f"{gate.side} of {crossing.name} ({holder}) is not open at any time of the plan"
            source = gate.open[0].source if gate.open else None
            found.append(Blocker(f"{at}/open", "gate_hours", why, gate.holder, source))
        if gate.eligibility is not None and not set(group.criteria) & set(gate.eligibility):
            allowed = ", ".join(gate.eligibility)
            why = f"{holder} admits at {at} only: {allowed}"
            row = Blocker(
                f"{at}/eligibility", "eligibility", why, gate.holder, gate.eligibility_source
            )
            found.append(row)
        if not gate.rate_persons_per_hour and not gate.rate_vehicles_per_hour:
            why = f"how many people can pass {at} is not known, or none can"
            found.append(
                Blocker(f"{at}/rate_persons_per_hour", "gate_rate", why, gate.holder, None)
            )
    if not found:
        common: Spans = horizon
        for gate in crossing.gates:
            common = intersection(common, intervals(gate.open or ()))
        if not common:
            why = f"the gates of {crossing.name} are never open at one time"
            found.append(Blocker(f"crossing/{crossing.id}", "gate_hours", why, None, None))
    return found


def _link_blockers(inputs: Inputs, link_id: str, group: Group) -> list[Blocker]:
    found: list[Blocker] = []
    horizon_s = inputs.periods * inputs.step_s
    for corridor in inputs.corridors:
        if link_id not in corridor.links:
            continue
        at = f"corridor/{corridor.id}"
        found += _consents(inputs, corridor.consents, group, at, "corridor_consent")
        if corridor.hours is None:
            why = f"the movement hours of {corridor.name} are not known"
            found.append(Blocker(f"{at}/hours", "corridor_hours", why, corridor.holder, None))
        elif not intersection(intervals(corridor.hours), ((0, horizon_s),)):
            why = f"{corridor.name} has no movement hours in the plan"
            found.append(Blocker(f"{at}/hours", "corridor_hours", why, corridor.holder, None))
    for closure in inputs.closures:
        if link_id in closure.links and closure.remaining_share == 0:
            why = f"link/{link_id} is closed by {closure.because}"
            found.append(Blocker(closure.because, "closure", why, None, closure.source))
    return found


def _room_blockers(inputs: Inputs, destination_id: str) -> list[Blocker]:
    row = next(row for row in inputs.destinations if row.id == destination_id)
    if row.room is None:
        why = f"the room of {row.name} is not known, and unknown room does not count"
    elif row.room == 0:
        why = f"{row.name} has no room" + (
            f" (short of {row.short_need})" if row.short_need else ""
        )
    else:
        return []
    return [Blocker(f"destination/{row.id}/room", "destination_room", why, None, None)]
