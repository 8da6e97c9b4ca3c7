"""Table: the 25 criteria of credibility for one bundle (docs/concepts/credibility.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from safepassage.check import Report
from safepassage.credibility.by_people import (
    c02_voluntary,
    c04_covered,
    c05_can_be_followed,
    c08_reception,
    c10_specific_needs,
)
from safepassage.credibility.by_rules import (
    c06_feasible,
    c07_both_gates,
    c11_on_the_way,
    c12_aid,
    c13_hazards,
    c15_consents,
)
from safepassage.credibility.by_time import c03_warning, c18_clearance, c24_triggers
from safepassage.credibility.by_words import (
    c09_families,
    c19_disruption,
    c20_behaviour,
    nothing,
    seats_taken,
    stated,
    zones_moved,
)
from safepassage.credibility.case import Case
from safepassage.credibility.row import Row, State, lack
from safepassage.plan.plan import Plan

JUDGES: dict[str, Callable[[Case], Row]] = {
    "C01": stated("C01", nothing),
    "C02": c02_voluntary,
    "C03": c03_warning,
    "C04": c04_covered,
    "C05": c05_can_be_followed,
    "C06": c06_feasible,
    "C07": c07_both_gates,
    "C08": c08_reception,
    "C09": c09_families,
    "C10": c10_specific_needs,
    "C11": c11_on_the_way,
    "C12": c12_aid,
    "C13": c13_hazards,
    "C14": stated("C14", nothing),
    "C15": c15_consents,
    "C16": stated("C16", nothing),
    "C17": stated("C17", nothing),
    "C18": c18_clearance,
    "C19": c19_disruption,
    "C20": c20_behaviour,
    "C21": stated("C21", zones_moved),
    "C22": stated("C22", seats_taken),
    "C23": stated("C23", nothing),
    "C24": c24_triggers,
    "C25": stated("C25", nothing),
}
STATES: tuple[State, ...] = ("met", "not_met", "stated", "no_evidence")


@dataclass(frozen=True, slots=True)
class CredibilityTable:
    """25 rows in order; `checked`: whether the bundle passes, without which no number counts."""

    rows: tuple[Row, ...]
    checked: bool

    def count(self, state: State) -> int:
        """How many criteria are in a state."""
        return Counter(row.state for row in self.rows)[state]


def credibility_table(plan: Plan, check: Report) -> CredibilityTable:
    """Every criterion on the numbers of this bundle; never one verdict over all of them.

    A bundle that fails its check gives no evidence: only what somebody states is left.
    """
    case = Case(plan, check)
    rows = tuple(judge(case) for judge in JUDGES.values())
    if not case.passed:
        rows = tuple(_without_numbers(row) for row in rows)
    return CredibilityTable(rows, case.passed)


def _without_numbers(row: Row) -> Row:
    texts = tuple(piece for piece in row.evidence if piece.status == "STATED")
    if row.state == "stated":
        return row
    return Row(row.id, "no_evidence", texts, (lack("cred-lacks-check"),))
