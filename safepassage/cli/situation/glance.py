"""At a glance: three lines that say what to look at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from zoneinfo import ZoneInfo

from ...situation.views.contradictions import Contradiction
from ...situation.views.deadlines import PASSED, DeadlineRow
from ...situation.views.gate_board import DISPUTED, UNKNOWN, GateRow
from ...visible import visible
from ..exits_text import wrap
from .when_text import left_text, when_text
from .word_text import label

# what needs a person first, in this order; then whatever else is said
FIRST = (DISPUTED, UNKNOWN)


def glance(
    gates: Sequence[GateRow],
    deadlines: Sequence[DeadlineRow],
    contradictions: Sequence[Contradiction],
    zone: ZoneInfo,
) -> list[str]:
    """How many sides are in which state, what ends next, and how much is told in two ways."""
    return [
        line
        for text in (_gates(gates), _next(deadlines, zone), _differ(contradictions))
        for line in wrap(visible(text), "", "  ")
    ]


def _gates(rows: Sequence[GateRow]) -> str:
    counts = Counter(row.status for row in rows)
    order = [*FIRST, *sorted(counts.keys() - set(FIRST))]
    said = [
        f"{counts[name]} {'not known' if name == UNKNOWN else label(name)}"
        for name in order
        if counts[name]
    ]
    return f"Gates and places: {', '.join(said) if said else 'nothing is held of any'}."


def _next(rows: Sequence[DeadlineRow], zone: ZoneInfo) -> str:
    row = next((row for row in rows if row.due is not None and row.state != PASSED), None)
    if row is None:
        return "Next to end: nothing that anybody can tell."
    left = left_text(row.least_left, row.most_left)
    return f"Next to end: {row.action or row.what}, {when_text(row.due, zone)}; {left}."


def _differ(rows: Sequence[Contradiction]) -> str:
    if not rows:
        return "Told in two ways: nothing that was found."
    return f"Told in two ways: {len(rows)} thing(s); see WHERE THOSE WHO SPEAK DIFFER."
