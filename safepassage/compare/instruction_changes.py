"""Instruction changes: what people would be told otherwise: added, gone, another window or way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from safepassage.plan.plan import Instruction, Plan

Part = Literal["people", "window", "route", "destination", "fallback", "pace"]


@dataclass(frozen=True, slots=True)
class InstructionChange:
    """An instruction of one plan beside the one for the same people in the other; None = none.

    `differs`: what is not the same. `pace`: the same window, but others leave at other minutes.
    """

    before: Instruction | None
    after: Instruction | None
    differs: tuple[Part, ...]

    @property
    def kind(self) -> Literal["added", "gone", "changed"]:
        """Whether there is one in both plans."""
        return "added" if self.before is None else "gone" if self.after is None else "changed"

    @property
    def either(self) -> Instruction:
        """The one that is there."""
        row = self.before or self.after
        assert row is not None
        return row


def instruction_changes(one: Plan, other: Plan) -> tuple[InstructionChange, ...]:
    """All instructions that are not the same in both plans, by group and start.

    Of the same group and start those with one route belong together, in the order of their
    windows; what is left is paired in the same way whatever its route.
    """
    before, after = _by_start(one), _by_start(other)
    found: list[InstructionChange] = []
    for key in dict.fromkeys([*before, *after]):
        for mine, theirs in _pairs(before[key], after[key]):
            parts = _parts(one, mine, other, theirs)
            if mine is None or theirs is None or parts:
                found.append(InstructionChange(mine, theirs, parts))
    return tuple(found)


def _by_start(plan: Plan) -> dict[tuple[str, str], list[Instruction]]:
    found: dict[tuple[str, str], list[Instruction]] = defaultdict(list)
    for row in sorted(plan.instructions, key=lambda row: row.from_s):
        found[(row.group, row.start)].append(row)
    return found


def _pairs(
    mine: Sequence[Instruction], theirs: Sequence[Instruction]
) -> list[tuple[Instruction | None, Instruction | None]]:
    left, right = list(mine), list(theirs)
    found: list[tuple[Instruction | None, Instruction | None]] = []
    for alike in (lambda a, b: a.route == b.route, lambda a, b: True):
        for row in list(left):
            partner = next((other for other in right if alike(row, other)), None)
            if partner is not None:
                left.remove(row)
                right.remove(partner)
                found.append((row, partner))
    return found + [(row, None) for row in left] + [(None, row) for row in right]


def _parts(
    one: Plan, mine: Instruction | None, other: Plan, theirs: Instruction | None
) -> tuple[Part, ...]:
    if mine is None or theirs is None:
        return ()
    found: list[Part] = []
    if mine.people != theirs.people:
        found.append("people")
    if window(one, mine) != window(other, theirs):
        found.append("window")
    if mine.route != theirs.route:
        found.append("route")
    if mine.destination != theirs.destination:
        found.append("destination")
    if mine.fallback != theirs.fallback:
        found.append("fallback")
    if not {"people", "window", "route"} & set(found) and _leaving(one, mine) != _leaving(
        other, theirs
    ):
        found.append("pace")
    return tuple(found)


def window(plan: Plan, row: Instruction) -> tuple[datetime, datetime]:
    """When people of an instruction leave, as instants."""
    start = plan.inputs.start
    return start + timedelta(seconds=row.from_s), start + timedelta(seconds=row.to_s)


def _leaving(plan: Plan, row: Instruction) -> list[tuple[datetime, int]]:
    """Instants at which people leave their start, and how many."""
    step_s, start = plan.inputs.step_s, plan.inputs.start
    return [(start + timedelta(seconds=p * step_s), n) for p, n in row.leaving[0]]
