"""CSV: one line a claim, in columns that are named here and that a spreadsheet takes as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ...situation.disclosure.grade import PLANNERS, PUBLIC
from ...situation.document import Document
from ...situation.when import When
from ..export.csv_text import table
from .claim_line import ClaimLine

Cell = str | int | float | None
# a spreadsheet takes a cell that begins with one of these as a formula (OWASP, "CSV Injection")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@dataclass(frozen=True, slots=True)
class Column:
    """`name` heads it; `says` what it holds; `grades` who gets it."""

    name: str
    says: str
    cell: Callable[[ClaimLine, Document | None], Cell]
    grades: tuple[str, ...] = (PLANNERS, "partners", PUBLIC)


INSIDE, OUTLETS = (PLANNERS,), (PLANNERS, "partners")


def _first(when: When | None) -> str | None:
    return None if when is None else _iso(when.earliest)


def _last(when: When | None) -> str | None:
    return None if when is None else _iso(when.latest)


def _iso(at: datetime) -> str:
    return at.isoformat()


def _of_figure(name: str) -> Callable[[ClaimLine, Document | None], Cell]:
    def cell(line: ClaimLine, text: Document | None) -> Cell:
        value: Cell = None if line.figure is None else getattr(line.figure, name)
        return value

    return cell


def _of_text(name: str) -> Callable[[ClaimLine, Document | None], Cell]:
    def cell(line: ClaimLine, text: Document | None) -> Cell:
        value: Cell = None if text is None else getattr(text, name)
        return value

    return cell


def _outlet(line: ClaimLine, text: Document | None) -> Cell:
    return None if text is None else text.outlet or text.name or None


COLUMNS = (
    Column("id", "the claim; outside a number of this table", lambda c, d: c.id),
    Column("type", "type of fact", lambda c, d: c.type),
    Column("says", "status, state, kind, stance or form", lambda c, d: c.says),
    Column("subject", "address in the scenario, if joined", lambda c, d: c.subject),
    Column("name", "what the scenario calls it", lambda c, d: c.name),
    Column("low", "lowest number that fits the words", _of_figure("low"),
           OUTLETS),
    Column("high", "highest number that fits the words", _of_figure("high"),
           OUTLETS),
    Column("approx", "number that the words name as about or an estimate",
           _of_figure("approx"), OUTLETS),
    Column("qualifier", "exact, about, more_than and so on; hidden: not shown",
           _of_figure("qualifier"), OUTLETS),
    Column("measure", "what is counted", _of_figure("measure"), OUTLETS),
    Column("unit", "unit of the number", _of_figure("unit"), OUTLETS),
    Column("words", "the exact words", lambda c, d: c.words, OUTLETS),
    Column("reported_by", "who says so; empty: the outlet itself",
           lambda c, d: c.speaker and c.speaker[0], OUTLETS),
    Column("role", "role as the text gave it", lambda c, d: c.speaker and c.speaker[1], OUTLETS),
    Column("party", "party of the scenario", lambda c, d: c.speaker and c.speaker[2], OUTLETS),
    Column("via", "from the first to the outlet, with > between", lambda c, d: " > ".join(c.via)),
    Column("said_from", "when it was said, at the earliest", lambda c, d: _first(c.said), OUTLETS),
    Column("said_to", "when it was said, at the latest", lambda c, d: _last(c.said), OUTLETS),
    Column("published_from", "when it was published, at the earliest",
           lambda c, d: _first(c.published)),
    Column("published_to", "when it was published, at the latest",
           lambda c, d: _last(c.published)),
    Column("since_from", "holds since, at the earliest", lambda c, d: _first(c.since)),
    Column("since_to", "holds since, at the latest", lambda c, d: _last(c.since)),
    Column("until_from", "holds until, at the earliest", lambda c, d: _first(c.until)),
    Column("until_to", "holds until, at the latest", lambda c, d: _last(c.until)),
    Column("state", "accepted, or proposed: nobody has reviewed it", lambda c, d: c.state),
    Column("graded", "source A-F and what it says 1-6; F6: nobody could judge",
           lambda c, d: c.judged, OUTLETS),
    Column("outlet", "who published the text; inside its file if nobody knows", _outlet),
    Column("title", "title of the text", _of_text("title"), INSIDE),
    Column("url", "address of the text", _of_text("url"), INSIDE),
    Column("sha256", "hash of the text's bytes", lambda c, d: c.document, OUTLETS),
    Column("start", "first character of the words in the text",
           lambda c, d: c.span and c.span[0], OUTLETS),
    Column("end", "the character after their last", lambda c, d: c.span and c.span[1], OUTLETS),
    Column("supersedes", "ids of claims that it replaces", lambda c, d: " ".join(c.supersedes),
           OUTLETS),
    Column("conflicts_with", "ids of claims that say otherwise",
           lambda c, d: " ".join(c.conflicts_with), OUTLETS),
    Column("same_event", "ids of claims on the same event", lambda c, d: " ".join(c.same_event),
           OUTLETS),
    Column("rule", "what proposed it", lambda c, d: c.rule, INSIDE),
    Column("why", "why the rule proposed it", lambda c, d: c.why, INSIDE),
    Column("withheld", "why it stays inside", lambda c, d: c.withheld, INSIDE),
    Column("norm", "what a reviewer stores, as JSON", lambda c, d: c.norm, INSIDE),
)  # fmt: skip


def columns(grade: str) -> tuple[Column, ...]:
    """The columns that readers of a grade get."""
    return tuple(column for column in COLUMNS if grade in column.grades)


def claims_csv(lines: Iterable[ClaimLine], documents: Mapping[str, Document], grade: str) -> bytes:
    """The table as UTF-8, the first line its columns; instants with their offset."""
    heads = columns(grade)
    rows = (
        [safe_cell(head.cell(line, documents.get(line.document or ""))) for head in heads]
        for line in lines
    )
    return table([head.name for head in heads], rows)


def safe_cell(value: Cell) -> Cell:
    """A text that a spreadsheet does not run: an apostrophe before what begins like a formula."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA):
        return f"'{value}"
    return value
