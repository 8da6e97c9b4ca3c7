"""Compare text: a comparison as lines for the terminal."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap

from safepassage.compare.comparison import Comparison, notices
from safepassage.compare.public_changes import PublicChanges, public_changes
from safepassage.compare.sentences import sentences, warnings
from safepassage.compare.span_words import span_words
from safepassage.compare.table import Table, head_text, tables
from safepassage.plan.lines import WIDTH, para
from safepassage.report.facts.public_facts import PublicWay
from safepassage.report.grade import Grade
from safepassage.report.language.language import Language

MOST_ROWS = 16  # of a table; all of them stand on the page and in the JSON
LEAST_CELL = 9
MOST_WORD = 64  # of a column; a longer word is cut


def compare_text(found: Comparison, language: Language, grade: Grade) -> str:
    """Warnings, the answer in words, then the tables."""
    if grade.name == "public":
        return "\n".join(_public_lines(found, language, grade)) + "\n"
    lines = _head(found, language, grade)
    for sentence in sentences(found, grade):
        lines += _bullet(sentence.say(language, grade))
    if not found.same:
        for table in tables(found, language, grade):
            lines += ["", *_table_lines(table, language)]
    return "\n".join(lines) + "\n"


def _head(found: Comparison, language: Language, grade: Grade) -> list[str]:
    """Which plan is which, and what is said before anything else."""
    first = [sentence.say(language, grade) for sentence in warnings(found)]
    lines: list[str] = []
    for text in first:
        lines += [*wrap(text, WIDTH), ""]
    for notice in notices(found):
        lines += [*wrap(notice, WIDTH), ""]
    for letter, side in (("A", found.one), ("B", found.other)):
        inputs = side.plan.inputs
        lines += wrap(
            language.say("c-of-plan", plan=letter, name=side.name, title=inputs.title), WIDTH
        )
        span = span_words(side, language)
        lines += para(span, 4, 4)
        if side.passed:
            lines += para(language.say("c-passed", plan=letter), 4, 4)
    return [*lines, ""]


def _bullet(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="* ", subsequent_indent="  ", break_on_hyphens=False)


def _table_lines(table: Table, language: Language) -> list[str]:
    """Columns as wide as their text, narrowed together to fit; cells may take several lines."""
    heads = [head_text(language, head) for head in table.heads]
    rows = [heads, *table.rows[:MOST_ROWS]]
    widths = _widths(rows)
    lines = [language.say(table.heading)]
    for number, row in enumerate(rows):
        cells = [_wrapped(cell, width) for cell, width in zip(row, widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            text = "  ".join(part.ljust(w) for part, w in zip(parts, widths, strict=True))
            lines.append(f"  {text}".rstrip())
        if number == 0:
            lines.append("  " + "  ".join("-" * width for width in widths))
    if len(table.rows) > MOST_ROWS:
        more = language.say("c-rows-more", count=len(table.rows) - MOST_ROWS)
        lines.append(f"  {more} (--json, --out)")
    return lines


def _wrapped(cell: str, width: int) -> list[str]:
    return [
        part
        for line in cell.split("\n")
        for part in wrap(line, width, break_on_hyphens=False) or [""]
    ]


def _widths(rows: list[list[str]]) -> list[int]:
    """The widest columns give way until the table fits, first those that need not cut a word."""
    columns = list(zip(*rows, strict=True))
    widths = [max(_longest(cell.split("\n")) for cell in column) for column in columns]
    words = [max(_longest(cell.split()) for cell in column) for column in columns]
    for least in ([min(word, MOST_WORD) for word in words], [LEAST_CELL] * len(words)):
        while sum(widths) > WIDTH - 2 * len(widths):
            spare = [width - low for width, low in zip(widths, least, strict=True)]
            if max(spare) <= 0:
                break
            wide = [width if left > 0 else 0 for width, left in zip(widths, spare, strict=True)]
            widths[wide.index(max(wide))] -= 1
    return widths


def _longest(texts: list[str]) -> int:
    return max((len(text) for text in texts), default=0)


def _public_lines(found: Comparison, language: Language, grade: Grade) -> list[str]:
    """Only zone, window, way, and whom to ask."""
    lines: list[str] = []
    first: list[str] = []
    for sentence in warnings(found):
        if sentence.key == "c-failed":
            lines += wrap(language.say("r-verdict-failed"), WIDTH)
        elif sentence.key == "c-if-open":
            first += wrap(sentence.say(language, grade), WIDTH)
    changes: PublicChanges = public_changes(found)
    if not lines:
        key = "c-public-lead" if changes.gone or changes.added else "c-public-same"
        lines += wrap(language.say(key), WIDTH)
    for key, ways in (("c-public-gone", changes.gone), ("c-public-new", changes.added)):
        for way in ways:
            lines += _bullet(f"{language.say(key)}: {'; '.join(way_lines(way, language))}")
    lines += [f"{row.name}: {row.contact}" for row in changes.help]
    return first + lines


def way_lines(way: PublicWay, language: Language) -> tuple[str, str, str, str]:
    """A public way: zone and start, window, route with destination, and the way otherwise."""
    start = way.zone if way.zone == way.start else f"{way.zone}, {way.start}"
    other = language.say("c-public-no-other")
    if way.fallback is not None:
        other = language.say("c-public-otherwise", way=" > ".join(way.fallback))
    route = " > ".join((*way.route, way.destination))
    return start, f"{way.from_} - {way.to}", route, other
