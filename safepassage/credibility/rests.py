"""Rests: what a plan rests on: gates, consents, hours, departures, places, roads; and who on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from safepassage.plan.plan import Plan
from safepassage.scenario.inputs import Consent, Inputs

Rows = frozenset[int]  # numbers of instructions
NOBODY: Rows = frozenset()


@dataclass(frozen=True, slots=True)
class Rest:
    """Something a plan needs: what its loss is called, whose instructions and trucks it carries.

    `steps`: what can no longer be on a route without it: link/..., crossing/..., leg/...,
    destination/....
    """

    address: str
    loss: str
    instructions: Rows
    steps: frozenset[str]
    trucks: int = 0


def rests(plan: Plan) -> tuple[Rest, ...]:
    """Everything that somebody or some truck in the plan depends on, in no order of weight.

    Counted from the routes of the plan as it is: a consent counts for all who pass its place,
    since every consent that is asked of people there has to hold.
    """
    passing: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(plan.instructions):
        for address in row.route:
            passing[address].add(number)
    at = {address: frozenset(rows) for address, rows in passing.items()}
    found = [
        *_crossings(plan, at),
        *_corridors(plan.inputs, at),
        *_legs(plan.inputs, at),
        *_places(plan),
        *_roads(plan.inputs, at),
    ]
    return tuple(row for row in found if row.instructions or row.trucks)


def rests_on(plan: Plan) -> dict[str, Rows]:
    """Numbers of the instructions that rest on each address."""
    return {row.address: row.instructions for row in rests(plan)}


def _crossings(plan: Plan, at: dict[str, Rows]) -> Iterator[Rest]:
    inputs = plan.inputs
    streams = {row.id: row for row in inputs.aid_streams}
    trucks: dict[str, int] = defaultdict(int)
    for row in plan.aid:
        if row.direction == "in":
            trucks[row.aid_stream] += row.trucks
    for crossing in inputs.crossings:
        rows = at.get(f"crossing/{crossing.id}", NOBODY)
        here = {row: n for row, n in trucks.items() if streams[row].crossing == crossing.id}
        for gate in crossing.gates:
            address = f"crossing/{crossing.id}/gate/{gate.id}"
            name = f"{crossing.name}, {gate.side}"
            holder = _party(inputs, gate.holder)
            loss = f"{name} (held by {holder}) stays closed"
            steps = frozenset((f"crossing/{crossing.id}",))
            yield Rest(f"{address}/open", loss, rows, steps, sum(here.values()))
            yield from _consents(
                inputs, address, name, gate.consents, (rows, steps), sum(here.values())
            )
    for stream in inputs.aid_streams:
        address = f"aid_stream/{stream.id}"
        yield from _consents(
            inputs, address, stream.name, stream.consents, (NOBODY, frozenset()), trucks[stream.id]
        )


def _corridors(inputs: Inputs, at: dict[str, Rows]) -> Iterator[Rest]:
    for corridor in inputs.corridors:
        rows = NOBODY.union(*(at.get(f"link/{link}", NOBODY) for link in corridor.links))
        address = f"corridor/{corridor.id}"
        steps = frozenset(f"link/{link}" for link in corridor.links)
        yield Rest(f"{address}/hours", f"movement stops on {corridor.name}", rows, steps)
        yield from _consents(inputs, address, corridor.name, corridor.consents, (rows, steps))


def _legs(inputs: Inputs, at: dict[str, Rows]) -> Iterator[Rest]:
    """A daily leg is one thing to rest on, on all its days."""
    daily: dict[tuple[str, str], tuple[Rows, frozenset[str]]] = {}
    for leg in inputs.legs:
        id_, _, day = leg.id.partition("@")
        name = leg.name.removesuffix(f", {day}") if day else leg.name
        step = frozenset((f"leg/{leg.id}",))
        rows = at.get(f"leg/{leg.id}", NOBODY)
        for one in (
            Rest(
                f"leg/{id_}", f"{name} does not leave" + (" on any day" if day else ""), rows, step
            ),
            *_consents(inputs, f"leg/{id_}", name, leg.consents, (rows, step)),
        ):
            key = (one.address, one.loss)
            known, steps = daily.get(key, (NOBODY, frozenset()))
            daily[key] = (known | one.instructions, steps | step)
    for (address, loss), (rows, steps) in daily.items():
        yield Rest(address, loss, rows, steps)


def _places(plan: Plan) -> Iterator[Rest]:
    for place in plan.inputs.destinations:
        rows = frozenset(
            n for n, row in enumerate(plan.instructions) if row.destination == place.id
        )
        address = f"destination/{place.id}"
        yield Rest(address, f"{place.name} cannot take anybody in", rows, frozenset((address,)))


def _roads(inputs: Inputs, at: dict[str, Rows]) -> Iterator[Rest]:
    """Roads one after the other that carry the very same instructions are one thing to lose."""
    names = {row.id: row.name or row.id for row in inputs.links}
    alike: dict[Rows, list[str]] = defaultdict(list)
    for address, rows in at.items():
        kind, _, id_ = address.partition("/")
        if kind == "link":
            alike[rows].append(id_)
    for rows, links in alike.items():
        called = list(dict.fromkeys(names[link] for link in links))
        shown = ", ".join(called[:3]) + (f" (+{len(called) - 3})" if len(called) > 3 else "")
        loss = f"{shown} is cut" if len(called) == 1 else f"any one of these is cut: {shown}"
        yield Rest(f"link/{links[0]}", loss, rows, frozenset(f"link/{link}" for link in links))


def _consents(
    inputs: Inputs,
    at: str,
    place: str,
    consents: Iterable[Consent],
    on_it: tuple[Rows, frozenset[str]],
    trucks: int = 0,
) -> Iterator[Rest]:
    for row in consents:
        loss = f"{_party(inputs, row.party)} does not hold to its consent for {place}"
        yield Rest(
            f"{at}/consent/{row.id}",
            loss,
            on_it[0] if row.asked_of_people else NOBODY,
            on_it[1],
            trucks if row.asked_of_aid else 0,
        )


def _party(inputs: Inputs, id_: str) -> str:
    return next((row.name for row in inputs.parties if row.id == id_), id_)
