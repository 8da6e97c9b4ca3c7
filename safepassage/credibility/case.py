"""Case: a bundle before the criteria: its plan, and what the check made of each claim and rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from safepassage.check import Report
from safepassage.credibility.rests import rests_on
from safepassage.credibility.row import ASSERTED, CHECKED, Evidence, Value, evidence
from safepassage.plan.plan import Plan, Shortfall
from safepassage.scenario.inputs import Group
from safepassage.scenario.words import StatementWords


@dataclass(frozen=True)
class Case:
    """What the criteria look at; they ask here and read no file."""

    plan: Plan
    check: Report

    @cached_property
    def statuses(self) -> dict[str, str]:
        """By claim: PROVED, CHECKED, ASSERTED or FAILED."""
        return {row.claim: row.status for row in self.check.claims}

    @cached_property
    def kept(self) -> dict[str, bool | None]:
        """By rule: kept, broken, or None where there was nothing to test."""
        return {row.rule: row.kept for row in self.check.rules}

    @cached_property
    def margins(self) -> dict[str, str]:
        """By rule: the smallest margin with its unit."""
        return {row.rule: f"{row.margin} {row.unit}" for row in self.check.rules if row.kept}

    @property
    def passed(self) -> bool:
        """Whether the bundle passes its check."""
        return self.check.verdict == "passed"

    def number(
        self, key: str, where: str, sources: Iterable[str | None] = (), **values: Value
    ) -> Evidence:
        """A number as evidence, with the status that the check itself gave its claim or rule.

        `where`: a claim, or a rule that replayed what is counted. A rule that had nothing to test
        confirms nothing: the number then stands on its source's word.
        """
        status = self.statuses.get(where) or (CHECKED if self.kept.get(where) else ASSERTED)
        return evidence(key, status, where, joined(sources), **values)

    def short(self, *rules: str) -> tuple[Shortfall, ...]:
        """Rows of the shortfall by one of these rules."""
        return tuple(row for row in self.plan.short_of if row.rule in rules)

    def statements(self, criterion: str) -> tuple[StatementWords, ...]:
        """What somebody states towards a criterion."""
        return tuple(row for row in self.plan.inputs.words.statements if row.criterion == criterion)

    @cached_property
    def arriving(self) -> Counter[str]:
        """People with an instruction, by group."""
        found: Counter[str] = Counter()
        for row in self.plan.instructions:
            found[row.group] += row.people
        return found

    @cached_property
    def staying(self) -> dict[str, str]:
        """Zones where people stay after the plan, by id, with their names.

        Those who are counted as staying, and those who are expected to go and do not arrive.
        """
        return {row.zone: row.zone_name for row in self.plan.inputs.groups if self._stay(row)}

    @cached_property
    def resting(self) -> dict[str, frozenset[int]]:
        """Numbers of the instructions that rest on each gate, consent, departure or place."""
        return rests_on(self.plan)

    def when(self, second: int) -> str:
        """A second of the model in local time: 2031-05-05 08:00."""
        inputs = self.plan.inputs
        instant = inputs.start + timedelta(seconds=second)
        return f"{instant.astimezone(ZoneInfo(inputs.timezone)):%Y-%m-%d %H:%M}"

    def _stay(self, row: Group) -> bool:
        return row.staying > 0 or self.arriving[row.id] < row.people


def joined(sources: Iterable[str | None]) -> str | None:
    """Source ids, once each; None if there is none."""
    return ", ".join(dict.fromkeys(row for row in sources if row)) or None
