"""Passings: who enters which element of the network in which period, and who arrives when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from ..scenario.inputs import Inputs, Mode
from .plan import Instruction, Plan


class Passing(NamedTuple):
    """People of an instruction who enter an element in a period, in the mode they pass it in."""

    address: str  # link/<id>, crossing/<id> or leg/<id>
    mode: Mode
    period: int
    people: int
    instruction: str


class Part(NamedTuple):
    """An element of a stage: entered `after` periods later by all that leave the stage's start."""

    address: str
    mode: Mode
    after: int
    leaving: tuple[tuple[int, int], ...]  # (period, people) at the beginning of the stage
    instruction: Instruction


class Arrival(NamedTuple):
    """People of an instruction who have arrived at the end of a period."""

    destination: str
    period: int
    people: int
    instruction: str


class _Element(NamedTuple):
    """How long an element takes by mode, and whether people get off their cars for it."""

    seconds: dict[Mode, int]
    gets_off: bool
    leaves: tuple[int, int] | None  # a leg's periods of boarding and of arrival


def parts(plan: Plan) -> Iterator[Part]:
    """Every element that an instruction passes, stage by stage.

    Rule 2 of docs/concepts/rules.md: who leaves in period d enters element k in period
    d + S_0 - S_k, S_k the periods from there to the end of the stage, rounded up. A leg is entered
    in its own period of boarding.
    """
    elements = _elements(plan.inputs)
    for row in plan.instructions:
        for walked, _, leaving in _stages(plan.inputs, row, elements):
            for address, mode, after in walked:
                yield Part(address, mode, after, leaving, row)


def passings(plan: Plan) -> Iterator[Passing]:
    """Every entry into an element: `parts` written out period by period."""
    for part in parts(plan):
        for period, people in part.leaving:
            yield Passing(part.address, part.mode, period + part.after, people, part.instruction.id)


def arrivals(plan: Plan) -> Iterator[Arrival]:
    """Everybody who arrives, by destination and period; a leg keeps its own time."""
    elements = _elements(plan.inputs)
    for row in plan.instructions:
        stages = list(_stages(plan.inputs, row, elements))
        walked, length, leaving = stages[-1]
        timetable = elements[walked[0][0]].leaves if walked else None
        coming: Counter[int] = Counter()
        for period, people in leaving:
            coming[period + length if timetable is None else timetable[1]] += people
        for period, people in sorted(coming.items()):
            if period < plan.inputs.periods:
                yield Arrival(row.destination, period, people, row.id)


_Entry = tuple[str, Mode, int]  # address, mode, periods from leaving to entering it


def _stages(
    inputs: Inputs, row: Instruction, elements: dict[str, _Element]
) -> Iterator[tuple[list[_Entry], int, tuple[tuple[int, int], ...]]]:
    """The entries of each stage, its length in periods, and who leaves its beginning."""
    mode = next(group.mode for group in inputs.groups if group.id == row.group)
    step_s = inputs.step_s
    for (first, after), leaving in zip(
        pairwise((*row.stages, len(row.route))), row.leaving, strict=True
    ):
        walked: list[tuple[str, Mode, int]] = []
        for address in row.route[first:after]:
            element = elements[address]
            if element.gets_off and mode == "car":
                mode = "foot"
            walked.append((address, mode, element.seconds[mode]))
        left_s = sum(seconds for _, _, seconds in walked)
        length = -(-left_s // step_s)
        entries: list[_Entry] = []
        for address, manner, seconds in walked:
            entries.append((address, manner, length - -(-left_s // step_s)))
            left_s -= seconds
        yield entries, length, leaving


def _elements(inputs: Inputs) -> dict[str, _Element]:
    found: dict[str, _Element] = {}
    for link in inputs.links:
        seconds: dict[Mode, int] = {}
        if link.car_s is not None:
            seconds["car"] = link.car_s
        if link.foot_s is not None:
            seconds["foot"] = link.foot_s
        found[f"link/{link.id}"] = _Element(seconds, False, None)
    for crossing in inputs.crossings:
        gets_off = any(gate.rate_vehicles_per_hour is None for gate in crossing.gates)
        found[f"crossing/{crossing.id}"] = _Element(
            {"foot": crossing.transit_s, "car": crossing.transit_s}, gets_off, None
        )
    for leg in inputs.legs:
        takes = leg.arrives_s - leg.departs_s
        found[f"leg/{leg.id}"] = _Element(
            {"foot": takes, "seat": takes},
            True,
            (leg.cut_off_s // inputs.step_s - 1, leg.arrives_s // inputs.step_s),
        )
    return found
