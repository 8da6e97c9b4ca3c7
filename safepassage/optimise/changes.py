"""Changes: one resource alone that somebody could give more of, as inputs and in words of --set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ..scenario.address import BY_HAND
from ..scenario.inputs import Crossing, Gate, Inputs, Interval

STEP_S = 300  # longer hours and later instants come in steps of five minutes


class Said(NamedTuple):
    """A change in words: the address that it is about, how much, and what `--set` needs."""

    change: str
    amount: str
    unit: str
    set: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lever:
    """One resource that somebody could give more of, by whole steps from 1 to `most`.

    `on`: the elements (or groups) that it is about; `prices`: the resources and rooms that it adds
    to, by address; `grain`: steps that the engine's grid can tell apart. `inputs_with(inputs, k)`
    and `say(k)` are the same change, once as inputs and once as what `--set` needs.
    """

    kind: str
    on: frozenset[str]
    most: int
    inputs_with: Callable[[Inputs, int], Inputs]
    say: Callable[[int], Said]
    prices: tuple[str, ...] = ()
    grain: int = 1


def end_s(inputs: Inputs) -> int:
    """The end of the horizon."""
    return inputs.periods * inputs.step_s


def grain(inputs: Inputs) -> int:
    """Steps of five minutes in a period."""
    return max(1, inputs.step_s // STEP_S)


def instant(inputs: Inputs, second: int) -> str:
    """A second of the model as --set takes it, in the local time of the scenario."""
    zone = ZoneInfo(inputs.timezone)
    return (inputs.start + timedelta(seconds=second)).astimezone(zone).isoformat()


def left_out(inputs: Inputs, address: str) -> bool:
    """Whether a fact was left out because its source is later than the answer.

    Then what stands in the scenario may already be what is set, which alone changes nothing, so
    the source has to be set too.
    """
    return any(row.address == address for row in inputs.not_used)


def by_hand(inputs: Inputs, address: str, source: str) -> tuple[str, ...]:
    """The --set that takes a fact from its later source, where that is needed."""
    return (f"{source}={BY_HAND}",) if left_out(inputs, address) else ()


def hours_set(inputs: Inputs, address: str, rows: Sequence[Interval]) -> tuple[str, ...]:
    """The --set of the hours of a gate or corridor as a whole; a gate's are not taken back."""
    parts = [
        f"{{from: {instant(inputs, row.from_s)}, to: {instant(inputs, row.to_s)}, "
        f"source: {BY_HAND}}}"
        for row in rows
    ]
    place, _, field = address.rpartition("/")
    more = (f"{place}/closed=[]",) if field == "open" else ()
    return (f"{address}=[{', '.join(parts)}]", *more)


def with_gate(
    inputs: Inputs, crossing: Crossing, gate: Gate, change: Callable[[Gate], Gate]
) -> Inputs:
    """The inputs with one gate changed."""
    return replace(
        inputs,
        crossings=tuple(
            replace(row, gates=tuple(change(g) if g.id == gate.id else g for g in row.gates))
            if row.id == crossing.id
            else row
            for row in inputs.crossings
        ),
    )
