"""Check sheets: claims, rules and what rests on somebody's word, as the check found them."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from safepassage.check import Report
from safepassage.frames.sheet import Sheet, sheet


def claims(report: Report) -> Sheet:
    """Every claim with its status; `value` NA: never, or no number (then `value_text` has it)."""
    return sheet(
        "claim status value:whole value_text note",
        (
            (
                row.claim,
                row.status,
                row.value if type(row.value) is int else None,
                None if row.value is None else str(row.value),
                row.note or None,
            )
            for row in report.claims
        ),
    )


def rules(report: Report) -> Sheet:
    """Every rule with its smallest margin, in `unit`; `kept` NA: there was nothing to test."""
    return sheet(
        "rule kept:yes_no margin:number unit where",
        (
            (
                row.rule,
                row.kept,
                None if row.margin is None else float(Fraction(row.margin)),
                row.unit or None,
                row.where or None,
            )
            for row in report.rules
        ),
    )


def asserted(report: Report) -> Sheet:
    """What rests on a source's word; a source NA: the inputs name none."""
    rows = ((row.address, str(row.value), row.source) for row in report.asserted)
    return sheet("address value source", rows)


CHECK_SHEETS: dict[str, Callable[[Report], Sheet]] = {
    "claims": claims,
    "rules": rules,
    "asserted": asserted,
}
