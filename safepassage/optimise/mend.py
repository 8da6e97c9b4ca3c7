"""Mend: one change that would bring people who do not arrive, tried by planning again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ..canonical import decimal_text
from ..demand.demand import Origin
from ..network.exits import minimal_needs, reachable
from ..network.passages import PassageBook
from ..plan.plan import Mend, Shortfall
from ..scenario.inputs import Consent, Crossing, Destination, Gate, Inputs, Interval

MOST_ROWS = 5  # rows for which a mend is sought, those with most people first


@dataclass(frozen=True, slots=True)
class Change:
    """One change of the inputs: its address, how much, and the inputs with it."""

    address: str
    amount: str
    unit: str
    inputs: Inputs


def find_mends(
    inputs: Inputs,
    origins: Sequence[Origin],
    rows: Sequence[Shortfall],
    arrived: int,
    people_arriving: Callable[[Inputs], int],
) -> list[Shortfall]:
    """The rows, each with the best single change found (most people, first tried wins ties).

    `people_arriving` plans changed inputs and counts who arrives, so `people_more` is what the same
    planner does with the change, not an estimate.
    """
    tried: dict[tuple[str, str], int] = {}
    mended: list[Shortfall] = []
    chosen = sorted(range(len(rows)), key=lambda i: -rows[i].people)[:MOST_ROWS]
    for index, row in enumerate(rows):
        best: Mend | None = None
        if index in chosen:
            for change in _changes(inputs, origins, row):
                key = (change.address, change.amount)
                if key not in tried:
                    tried[key] = people_arriving(change.inputs) - arrived
                if tried[key] > 0 and (best is None or tried[key] > best.people_more):
                    best = Mend(change.address, change.amount, change.unit, tried[key])
        mended.append(replace(row, mend=best, mend_sought=index in chosen))
    return mended


def _changes(inputs: Inputs, origins: Sequence[Origin], row: Shortfall) -> Iterator[Change]:
    """Changes worth trying for a row: one opening or consent, more room, longer hours."""
    origin = next(o for o in origins if o.key == (row.group, row.start))
    span = (0, inputs.periods * inputs.step_s)
    start = (row.start, origin.group.mode)
    passages = PassageBook(inputs, (), origin.group, span).all()
    for need in minimal_needs(passages, start):
        if len(need) == 1:
            yield from _lift(inputs, next(iter(need)))
    if row.rule not in ("destination_room", "gate_rate", "gate_hours"):
        return
    reached = reachable(passages, start)
    if row.rule == "destination_room":
        for destination in inputs.destinations:
            if f"destination/{destination.id}" in reached:
                yield from _more_room(inputs, destination, row.people)
    else:
        for crossing in inputs.crossings:
            if f"crossing/{crossing.id}" in reached:
                yield from _longer_hours(inputs, crossing, row.people)


def _lift(inputs: Inputs, address: str) -> Iterator[Change]:
    """The change that gives one consent or opens one gate or corridor."""
    horizon = (Interval(0, inputs.periods * inputs.step_s, None),)
    always = "open from the start to the end"
    place = address.removesuffix("/state").removesuffix("/open").removesuffix("/hours")
    gates = {f"crossing/{row.id}/gate/{gate.id}" for row in inputs.crossings for gate in row.gates}
    if address.endswith("/open") and place in gates:
        changed = _with_gates(
            inputs, lambda at, gate: replace(gate, open=horizon) if at == place else gate
        )
        yield Change(address, always, "", changed)
    elif address.startswith("crossing/"):
        changed = _with_gates(inputs, lambda at, gate: _given(at, gate, place))
        yield Change(address, "given", "", changed)
    else:
        corridors = tuple(
            replace(
                row,
                hours=horizon if address == f"corridor/{row.id}/hours" else row.hours,
                consents=tuple(
                    _agreed(c) if f"corridor/{row.id}/consent/{c.id}" == place else c
                    for c in row.consents
                ),
            )
            for row in inputs.corridors
        )
        amount = always if address.endswith("/hours") else "given"
        yield Change(address, amount, "", replace(inputs, corridors=corridors))


def _with_gates(inputs: Inputs, change: Callable[[str, Gate], Gate]) -> Inputs:
    return replace(
        inputs,
        crossings=tuple(
            replace(
                row,
                gates=tuple(change(f"crossing/{row.id}/gate/{g.id}", g) for g in row.gates),
            )
            for row in inputs.crossings
        ),
    )


def _agreed(consent: Consent) -> Consent:
    return replace(consent, state="given")


def _given(at: str, gate: Gate, address: str) -> Gate:
    return replace(
        gate,
        consents=tuple(
            _agreed(c) if f"{at}/consent/{c.id}" == address else c for c in gate.consents
        ),
    )


def _more_room(inputs: Inputs, destination: Destination, people: int) -> Iterator[Change]:
    """So much more of the need that is short that `people` more fit, as far as it is the least."""
    if destination.room is None or destination.room == "unlimited":
        return
    needs = destination.needs
    wanted = destination.room + people
    at = f"destination/{destination.id}"
    short = next((n for n in needs if n.need == destination.short_need), None)
    if short is None:
        changed = replace(destination, room=wanted)
        change = (f"{at}/room", str(wanted), "people")
    else:
        others = [n.room for n in needs if n.need != short.need and n.room is not None]
        room = min([wanted, *others])
        have = Fraction(room) * short.per_person
        changed = replace(destination, room=room)
        change = (f"{at}/need/{short.need}/have", decimal_text(have), short.unit)
    rows = tuple(changed if d.id == destination.id else d for d in inputs.destinations)
    yield Change(*change, replace(inputs, destinations=rows))


def _longer_hours(inputs: Inputs, crossing: Crossing, people: int) -> Iterator[Change]:
    """The gates of a crossing, one by one, open so much longer that `people` more can pass."""
    horizon_s = inputs.periods * inputs.step_s
    for gate in crossing.gates:
        if not gate.open or not gate.rate_persons_per_hour:
            continue
        more_s = int(-(-people * 3600 // gate.rate_persons_per_hour))
        more_s = -(-more_s // 60) * 60
        last = max(gate.open, key=lambda row: row.to_s)
        to_s = min(horizon_s, last.to_s + more_s)
        if to_s <= last.to_s:
            continue
        rows = tuple(row._replace(to_s=to_s) if row is last else row for row in gate.open)
        at = f"crossing/{crossing.id}/gate/{gate.id}"

        def longer(
            address: str,
            row: Gate,
            at: str = at,
            rows: tuple[Interval, ...] = rows,
        ) -> Gate:
            return replace(row, open=rows) if address == at else row

        minutes = str((to_s - last.to_s) // 60)
        yield Change(f"{at}/open", minutes, "min longer", _with_gates(inputs, longer))
