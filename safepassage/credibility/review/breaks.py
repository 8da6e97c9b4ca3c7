"""Breaks: what happens to a plan without each thing it rests on, one at a time."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.credibility.rests import Rest, rests
from safepassage.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Break:
    """Without this so many people, by so many instructions, and so many trucks lose their way.

    `with_other_way`: people among them whose instruction names another way that does without
    this; its room is not tested. `share`: of all who arrive.
    """

    address: str
    what: str
    people: int
    instructions: int
    share: float
    with_other_way: int
    trucks: int


def breaks_when(plan: Plan) -> tuple[Break, ...]:
    """Every gate, consent, corridor, departure, place and road that the plan depends on.

    Counted by taking each away from the plan as it is; what another plan could do instead is
    not said here (`safepassage value` says it). The greatest loss first.
    """
    found = [_break(plan, row) for row in rests(plan)]
    return tuple(sorted(found, key=lambda row: (-row.people, -row.trucks, row.address)))


def _break(plan: Plan, rest: Rest) -> Break:
    rows = [plan.instructions[number] for number in sorted(rest.instructions)]
    people = sum(row.people for row in rows)
    other = sum(
        row.people
        for row in rows
        if row.fallback is not None
        and rest.steps.isdisjoint(row.fallback.route)
        and f"destination/{row.fallback.destination}" not in rest.steps
    )
    return Break(
        rest.address,
        rest.loss,
        people,
        len(rows),
        people / max(1, plan.figures.people_arrived),
        other,
        rest.trucks,
    )
