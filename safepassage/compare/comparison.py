"""Comparison: two bundles side by side; every part is counted from what the bundles hold."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from pathlib import Path

from safepassage.compare.apart import Apart, things_apart
from safepassage.compare.input_changes import InputChange, input_changes
from safepassage.compare.instruction_changes import InstructionChange, instruction_changes
from safepassage.compare.pairs import (
    AidPair,
    FigurePair,
    Pair,
    RulePair,
    StartPair,
    UsePair,
    aid_pairs,
    figure_pairs,
    rule_pairs,
    start_pairs,
    use_pairs,
)
from safepassage.compare.people_changes import PeopleChange, people_changes
from safepassage.plan.plan import Plan
from safepassage.report.facts.sealed import Sealed, read_sealed


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two plans differ in; `before` is of the first bundle, `after` of the other.

    `apart`: what keeps them from being compared part by part. Of different scenarios only the
    figures stand side by side, and `inputs`, `people`, `instructions`, `uses`, `rules` and
    `starts` are empty; `aid` also where local days are not the same (another time zone).
    `arrived_by`: people arrived by the end of the plan that ends first, None where the ends agree.
    """

    one: Sealed
    other: Sealed
    apart: tuple[Apart, ...]
    inputs: tuple[InputChange, ...]
    figures: tuple[FigurePair, ...]
    aid: tuple[AidPair, ...]
    people: tuple[PeopleChange, ...]
    rules: tuple[RulePair, ...]
    uses: tuple[UsePair, ...]
    starts: tuple[StartPair, ...]
    instructions: tuple[InstructionChange, ...]
    arrived_by: tuple[datetime, Pair[int]] | None

    @property
    def of_one_scenario(self) -> bool:
        """Whether the parts can be compared at all."""
        return all(row.what != "scenario" for row in self.apart)

    @property
    def same_answer(self) -> bool:
        """Whether nothing that people would do or see is different."""
        return self.of_one_scenario and not (
            self.instructions
            or any(row.value.differs for row in self.figures)
            or any(row.figures.differs for row in self.aid)
            or any(row.differs for row in self.people)
            or any(row.people.differs or row.proved.differs for row in self.rules)
            or any(row.trucks.differs for row in self.uses)
            or any(row.instant.differs for row in self.starts)
        )

    @property
    def same(self) -> bool:
        """Whether there is no difference: not in the inputs, nor in the answer."""
        return self.same_answer and not self.inputs and not self.apart

    def figure(self, name: str) -> FigurePair:
        """A figure by its name; KeyError for another one."""
        for row in self.figures:
            if row.name == name:
                return row
        raise KeyError(name)


def compare_plans(one: str | Path, other: str | Path) -> Comparison:
    """Lay two bundles side by side: inputs, answer, and for whom it differs.

    Both are checked on the way (`one.passed`, `other.passed`); one that fails its check is compared
    all the same, as it says it, and everything made from the comparison says so first. Counts are
    whole people, times are aware instants (`datetime`), minutes later are of instants, not of time
    since either start.

    Parameters
    ----------
    one, other
        Folders of bundles; differences are read from the first to the other.

    Raises
    ------
    UsageError
        A folder is no bundle, or one of another version.
    BundleError
        A bundle cannot be read.

    Source
    ------
    Own method, docs/how-to/compare.md.
    """
    first, second = read_sealed(one), read_sealed(other)
    return compare_sealed(first, second)


def compare_sealed(one: Sealed, other: Sealed) -> Comparison:
    """The same of bundles that have been read and checked."""
    apart = things_apart(one, other)
    a, b = one.plan, other.plan
    alike = all(row.what != "scenario" for row in apart)
    days = alike and all(row.what != "timezone" for row in apart)
    return Comparison(
        one=one,
        other=other,
        apart=apart,
        inputs=input_changes(a.inputs, b.inputs) if alike else (),
        figures=figure_pairs(a, b),
        aid=aid_pairs(a, b) if days else (),
        people=people_changes(a, b) if alike else (),
        rules=rule_pairs(a, b) if alike else (),
        uses=use_pairs(a, b) if alike else (),
        starts=start_pairs(a, b) if alike else (),
        instructions=instruction_changes(a, b) if alike else (),
        arrived_by=_arrived_by(a, b) if alike and _end(a) != _end(b) else None,
    )


def notices(found: Comparison) -> tuple[str, ...]:
    """What the scenarios want said before every answer, each text once."""
    told = (found.one.plan.inputs.notice, found.other.plan.inputs.notice)
    return tuple(dict.fromkeys(text for text in told if text))


def _end(plan: Plan) -> datetime:
    return plan.inputs.start + timedelta(seconds=plan.inputs.periods * plan.inputs.step_s)


def _arrived_by(one: Plan, other: Plan) -> tuple[datetime, Pair[int]]:
    """People arrived by the end of the one that ends first."""
    until = min(_end(one), _end(other))
    return until, Pair(_arrived(one, until), _arrived(other, until))


def _arrived(plan: Plan, until: datetime) -> int:
    inputs = plan.inputs
    ends = [
        inputs.start + timedelta(seconds=(p + 1) * inputs.step_s)
        for p, _ in plan.arrivals_by_period
    ]
    so_far = [0, *accumulate(people for _, people in plan.arrivals_by_period)]
    return so_far[bisect_right(ends, until)]
