"""Breaks: on which gates, consents, departures and rooms a plan rests, and who is lost without."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from safepassage.plan.plan import Plan
from safepassage.scenario.inputs import Consent


@dataclass(frozen=True, slots=True)
class Break:
    """Without this so many people of so many instructions have no way in this plan."""

    address: str
    what: str
    people: int
    instructions: int
    share: float


def breaks_when(plan: Plan) -> tuple[Break, ...]:
    """Every gate, consent, departure and limited room that somebody in the plan depends on.

    Counted from the routes of the plan as it is; what another plan could do instead is not said.
    The greatest loss first.
    """
    inputs = plan.inputs
    parties = {row.id: row.name for row in inputs.parties}
    passing: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(plan.instructions):
        for address in row.route:
            passing[address].add(number)
    rests: dict[tuple[str, str], set[int]] = {}
    for crossing in inputs.crossings:
        rows = passing.get(f"crossing/{crossing.id}", set())
        for gate in crossing.gates:
            at = f"crossing/{crossing.id}/gate/{gate.id}"
            name = f"{gate.side} of {crossing.name}"
            holder = parties.get(gate.holder, gate.holder)
            rests[f"{at}/open", f"{name} ({holder}) closes"] = rows
            for consent in gate.consents:
                rests[_consent(at, name, consent, parties)] = rows if _asked(consent) else set()
    for corridor in inputs.corridors:
        rows = set().union(*(passing.get(f"link/{link}", set()) for link in corridor.links))
        at = f"corridor/{corridor.id}"
        rests[f"{at}/hours", f"{corridor.name} is closed to movement"] = rows
        for consent in corridor.consents:
            rests[_consent(at, corridor.name, consent, parties)] = (
                rows if _asked(consent) else set()
            )
    for leg in inputs.legs:  # a daily leg is one thing to rest on, on all its days
        id_, _, day = leg.id.partition("@")
        name = leg.name.removesuffix(f", {day}") if day else leg.name
        key = (f"leg/{id_}", f"{name} does not leave" + (" on any day" if day else ""))
        rests[key] = rests.get(key, set()) | passing.get(f"leg/{leg.id}", set())
    for place in inputs.destinations:
        rows = {n for n, row in enumerate(plan.instructions) if row.destination == place.id}
        rests[f"destination/{place.id}", f"{place.name} cannot take anybody in"] = rows
    return _ranked(plan, rests)


def _asked(consent: Consent) -> bool:
    return consent.asked_of_people


def _consent(at: str, place: str, row: Consent, parties: dict[str, str]) -> tuple[str, str]:
    party = parties.get(row.party, row.party)
    return f"{at}/consent/{row.id}", f"{party} withdraws its consent for {place}"


def _ranked(plan: Plan, rests: dict[tuple[str, str], set[int]]) -> tuple[Break, ...]:
    arrived = max(1, plan.figures.people_arrived)
    found = []
    for (address, what), rows in rests.items():
        people = sum(plan.instructions[number].people for number in rows)
        if people:
            found.append(Break(address, what, people, len(rows), people / arrived))
    return tuple(sorted(found, key=lambda row: (-row.people, row.address)))
