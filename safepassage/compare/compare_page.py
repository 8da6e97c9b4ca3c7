"""Compare page: a comparison as one HTML file that opens from disk and asks for nothing."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from pathlib import Path
from string import Template

from safepassage.compare.compare_map import OSM, compare_map
from safepassage.compare.compare_text import way_lines
from safepassage.compare.comparison import Comparison, notices
from safepassage.compare.public_changes import public_changes
from safepassage.compare.sentences import sentences, warnings
from safepassage.compare.span_words import span_words
from safepassage.compare.table import Table, head_text, tables
from safepassage.report.grade import Grade
from safepassage.report.html.parts import bullets, fold, named, paragraph, section
from safepassage.report.language.language import ENGLISH, Language

PARTS = Path(__file__).resolve().parent / "page"
REPORT_STYLE = PARTS.parents[1] / "report" / "html" / "page.css"  # the same look
FIRST_SHOWN = 20  # rows of a table, before the rest is folded
MOST_SHOWN = 500  # rows of a table; the JSON has them all
LONGEST_NAME = 120
WIDE_TABLES = ("inputs", "people", "instructions")  # on a phone their rows become cards


def compare_page(found: Comparison, language: Language, grade: Grade) -> str:
    """The page as text; the same bundles give the same text."""
    style = REPORT_STYLE.read_text(encoding="utf-8") + _part("compare.css")
    if grade.name == "public":
        body = _public(found, language)
        plans, warned = "", _public_warnings(found, language, grade)
    else:
        body = _sections(found, language, grade)
        plans, warned = _plans(found, language), _warnings(found, language, grade)
    return Template(_part("compare.html")).substitute(
        lang=language.code,
        direction=language.direction,
        title=escape(
            language.say(
                "c-title",
                one=found.one.name[:LONGEST_NAME],
                other=found.other.name[:LONGEST_NAME],
            )
            if grade.name != "public"
            else language.say("c-heading")
        ),
        style=style,
        style_hash=_hash(style),
        skip=language.html("r-skip"),
        warnings=warned,
        heading=language.html("c-heading"),
        plans=plans,
        grade=language.html(f"r-grade-{grade.name}"),
        sections=body,
        footer=_footer(found, language),  # last: it counts what was not translated
    )


def _sections(found: Comparison, language: Language, grade: Grade) -> str:
    said = [named(row.say(language, grade)) for row in sentences(found, grade)]
    words = f'<ul class="lead">{"".join(f"<li>{text}</li>" for text in said)}</ul>' if said else ""
    parts = [section(language, "answer", "c-words", words)]
    if not found.same:
        made = {table.id: _section(table, language) for table in tables(found, language, grade)}
        order = ("inputs", "figures", "people", "map", "rules", "aid", "uses", "starts")
        flows = compare_map(found, language, grade)
        made["map"] = section(language, "map", "c-map", flows)
        parts += [made.get(name, "") for name in (*order, "instructions")]
    return "\n".join(part for part in parts if part)


def _section(table: Table, language: Language) -> str:
    """A table with its first rows; the rest can be unfolded."""
    body = _table(table, table.rows[:FIRST_SHOWN], language)
    rest = table.rows[FIRST_SHOWN:MOST_SHOWN]
    if rest:
        more = language.html("r-more-rows", count=len(rest))
        body += fold(more, _table(table, rest, language))
    beyond = len(table.rows) - MOST_SHOWN
    if beyond > 0:
        said = language.html("c-rows-more", count=beyond)
        body += paragraph(f'{said} (<code dir="ltr">--json</code>)')
    return section(language, table.id, table.heading, body)


def _table(table: Table, rows: tuple[list[str], ...], language: Language) -> str:
    heads = [head_text(language, head) for head in table.heads]
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = ""
    for row in rows:
        cells = [_cell(text) for text in row]
        line = f'<th scope="row" data-label="{escape(heads[0])}">{cells[0]}</th>'
        for text, head in zip(cells[1:], heads[1:], strict=True):
            line += f'<td data-label="{escape(head)}">{text}</td>'
        body += f"<tr>{line}</tr>"
    caption = language.html(table.caption)
    kind = "" if table.id in WIDE_TABLES else ' class="narrow"'
    return (
        f"<table{kind}><caption>{caption}</caption><thead><tr>{top}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _cell(text: str) -> str:
    return "<br>".join(named(line) for line in text.split("\n")) if text else "-"


def _warnings(found: Comparison, language: Language, grade: Grade) -> str:
    """A failed check in red, before anything else; then what keeps the plans apart."""
    text = ""
    for row in warnings(found):
        said = named(row.say(language, grade))
        if row.key == "c-failed":
            text += f'<p class="verdict bad" role="alert"><strong>{said}</strong></p>'
        else:
            text += f'<p class="apart">{said}</p>'
    return text


def _plans(found: Comparison, language: Language) -> str:
    """Which plan is A and which is B."""
    rows = []
    for letter, side in (("A", found.one), ("B", found.other)):
        inputs = side.plan.inputs
        span = span_words(side, language)
        checked = named(language.say("c-passed", plan=letter)) if side.passed else ""
        rows.append(
            f"<strong>{letter}</strong> = {named(side.name)}: {named(inputs.title)}<br>"
            f"<small>{named(span)} {checked}</small>"
        )
    told = "".join(f'<p class="notice">{named(text)}</p>' for text in notices(found))
    return told + bullets(rows)


def _public(found: Comparison, language: Language) -> str:
    """Ways that are gone or new, and whom to ask; no count, no party, no hour of a gate."""
    changes = public_changes(found)
    helpers = bullets(f"{named(row.name)}: {named(row.contact)}" for row in changes.help)
    if not (found.one.passed and found.other.passed):
        return section(language, "answer", "r-help", helpers)
    key = "c-public-lead" if changes.gone or changes.added else "c-public-same"
    body = paragraph(language.html(key), "answer")
    for kind, ways in (("c-public-gone", changes.gone), ("c-public-new", changes.added)):
        if ways:
            lines = ["<br>".join(map(named, way_lines(way, language))) for way in ways]
            body += f"<h3>{language.html(kind)}</h3>{bullets(lines)}"
    return section(language, "answer", "c-words", body) + section(
        language, "help", "r-help", helpers
    )


def _public_warnings(found: Comparison, language: Language, grade: Grade) -> str:
    """A failed check without its details; gates taken as open."""
    text = ""
    if not (found.one.passed and found.other.passed):
        said = language.html("r-verdict-failed")
        text = f'<p class="verdict bad" role="alert"><strong>{said}</strong></p>'
    for row in warnings(found):
        if row.key == "c-if-open":
            text += f'<p class="apart">{named(row.say(language, grade))}</p>'
    return text


def _footer(found: Comparison, language: Language) -> str:
    lines = [language.html("r-voluntary")]
    if language.code != ENGLISH:
        lines += [language.html("r-other-languages-in"), language.html("r-not-reviewed")]
    if language.untranslated:
        lines.append(language.html("r-untranslated", count=len(language.untranslated)))
    sources = (*found.one.plan.inputs.sources, *found.other.plan.inputs.sources)
    if any("openstreetmap" in row.publisher.lower() for row in sources):
        lines.append(OSM)
    return "<br>".join(lines)


def _part(name: str) -> str:
    return (PARTS / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """The hash by which the page lets its own style act, and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}"
