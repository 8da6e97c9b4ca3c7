"""Values sheets: what each single change is worth."""

from __future__ import annotations

from collections.abc import Callable

from safepassage.frames.sheet import Sheet, sheet
from safepassage.optimise.value import Values


def rows(values: Values) -> Sheet:
    """One row for each change; hours NA unless everyone arrives with and without it."""
    return sheet(
        "what address change hours_earlier:number people_more:whole people_hours_less:number kind "
        "within_gap:yes_no set",
        (
            (
                row.change.what,
                row.change.address,
                row.change.change,
                row.worth.hours_earlier,
                row.worth.people_more,
                row.worth.people_hours_less,
                row.kind,
                row.within_gap,
                "\n".join(row.change.set),
            )
            for row in values.rows
        ),
    )


def not_valued(values: Values) -> Sheet:
    """What was left out, and why."""
    return sheet("what address because", (tuple(row) for row in values.not_valued))


VALUES_SHEETS: dict[str, Callable[[Values], Sheet]] = {"rows": rows, "not_valued": not_valued}
