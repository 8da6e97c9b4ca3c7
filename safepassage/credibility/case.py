"""Case: a bundle before the criteria: its plan, and what the check made of each claim and rule."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from safepassage.check import Report
from safepassage.plan.plan import Plan, Shortfall
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
