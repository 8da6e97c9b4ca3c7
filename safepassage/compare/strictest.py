"""Strictest: the grade of a page on two plans: what either of them withholds is withheld."""

from __future__ import annotations

from safepassage.compare.comparison import Comparison
from safepassage.report.grade import Grade, read_grade


def strictest_grade(name: str, found: Comparison) -> Grade:
    """The grade by its name; UsageError for another one."""
    one = read_grade(name, found.one.plan.inputs)
    other = read_grade(name, found.other.plan.inputs)
    return one if one.hides_parts else other
