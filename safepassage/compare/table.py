"""Table: rows of a comparison as plain text, the same on the page and in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from safepassage.compare.cells import Cells, Row
from safepassage.compare.comparison import Comparison
from safepassage.report.grade import Grade
from safepassage.report.language.language import Language

PEOPLE_HEADS = (
    "c-zone",
    "c-arrive A",
    "c-arrive B",
    "c-open-way",
    "c-later-head",
    "c-moved",
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table by the keys of its texts; `rows` hold only what is not the same (of figures all).

    A head is a key, the letter of a plan, or a key and a letter.
    """

    id: str
    heading: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def tables(found: Comparison, language: Language, grade: Grade) -> tuple[Table, ...]:
    """All tables that have rows, in the order of reading."""
    words = Cells(found, language, grade)
    made = (
        _table("inputs", "c-inputs", ("c-what", "A", "B", "c-source"), words.inputs()),
        _table("figures", "c-figures", ("c-figure", "A", "B", "c-difference"), words.figures()),
        _table(
            "people",
            "c-people",
            PEOPLE_HEADS,
            words.people(),
        ),
        _table("rules", "c-rules", ("c-rule", "A", "B"), words.rules()),
        _table("aid", "c-aid", ("c-day", "A", "B"), words.aid()),
        _table("uses", "c-uses", ("c-where", "A", "B", "c-difference"), words.uses()),
        _table("starts", "c-starts", ("c-where", "A", "B", "c-difference"), words.starts()),
        _table(
            "instructions",
            "c-instructions-head",
            ("c-zone", "c-differs", "A", "B"),
            words.instructions(),
        ),
    )
    return tuple(table for table in made if table.rows)


def _table(id_: str, heading: str, heads: tuple[str, ...], rows: Iterator[Row]) -> Table:
    caption = f"{heading.removesuffix('-head')}-caption"
    return Table(id_, heading, caption, heads, tuple(rows))


def head_text(language: Language, head: str) -> str:
    """The head of a column: a text by its key, a plan's letter, or both."""
    key, _, plan = head.rpartition(" ")
    if not key:
        return plan if plan in ("A", "B") else language.say(plan)
    return f"{language.say(key)} ({plan})"
