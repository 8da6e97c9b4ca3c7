"""Lines: instants, paragraphs and tables of the text of a plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from textwrap import wrap
from zoneinfo import ZoneInfo

from ..clock import format_instant
from ..scenario.inputs import Inputs

WIDTH = 100


def when(inputs: Inputs, second: int) -> str:
    """A second of the model as local time."""
    return at(inputs, inputs.start + timedelta(seconds=second))


def at(inputs: Inputs, instant: datetime) -> str:
    """An instant as local time."""
    return format_instant(instant, ZoneInfo(inputs.timezone))


def para(text: str, first: int, rest: int) -> list[str]:
    """Lines of one paragraph, indented by `first` and then by `rest` blanks."""
    return wrap(text, WIDTH, initial_indent=" " * first, subsequent_indent=" " * rest)


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Left-aligned columns, two blanks between, indented by two."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]

    def line(row: Iterable[str]) -> str:
        return "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip()

    return ["  " + line(row) for row in rows]
