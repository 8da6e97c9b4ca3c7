"""Page: a sitrep as one HTML file that opens from disk, runs nothing and asks for nothing."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from pathlib import Path
from string import Template

from ..report.html.page import PARTS
from ..report.html.parts import LONGEST, bullets, code, named, paragraph, section, table
from ..report.language.language import ENGLISH, INSTANT, Language
from .facts import Sitrep
from .glance import glance_lines
from .say import Sayer
from .sheet import (
    Cell,
    Line,
    Piece,
    Sheet,
    change_sheet,
    gap_lines,
    section_sheets,
    source_sheet,
    spaced,
    title_of,
)

TEMPLATE = Path(__file__).resolve().parent / "page.html"
GENERATOR = '<meta name="generator" content="safepassage sitrep">'
TONES = {"good": "open", "bad": "closed", "unknown": "unknown"}
# what the style of the report does not have
STYLE = """
.state.neutral { color: var(--ink); }
td bdi.at, th bdi.at { white-space: nowrap; }
.badge.mark { color: #6b4e00; background: #fff6d6; white-space: normal; }
nav ol { padding-inline-start: 34px; column-gap: 30px; }
@media (min-width: 721px) { table { table-layout: fixed; } th, td { overflow-wrap: break-word; } }
@media (max-width: 720px) {
  tbody th::before, td:empty { display: none; }
  tbody th { font-weight: 700; }
}
"""
# of the width of a table, in hundredths, by the head of a column
WIDTHS = {
    "sit-what": 26,
    "sit-state": 16,
    "sit-details": 22,
    "sit-by-whom": 34,
    "sit-since": 13,
    "sit-ends": 18,
    "sit-change": 10,
    "sit-now": 22,
    "sit-before": 22,
    "sit-text": 6,
    "sit-outlet": 30,
    "sit-published-on": 18,
}


def sitrep_page(sitrep: Sitrep, language: Language) -> str:
    """The page as text; the same facts give the same text."""
    sayer = Sayer(language, sitrep)
    sheets = (change_sheet(sayer), *section_sheets(sayer))
    style = (PARTS / "page.css").read_text(encoding="utf-8") + STYLE
    style += _widths((*sheets, source_sheet(sayer)))
    bodies = [(sheet.id, sheet.title, _sheet(sayer, sheet)) for sheet in sheets]
    bodies += _closing(sayer)
    shown = [row for row in bodies if row[2]]
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        lang=language.code,
        direction=language.direction,
        title=escape(title_of(sayer)),
        style=style,
        style_hash=_hash(style),
        skip=language.html("sit-skip"),
        warning=_warnings(sayer),
        heading=_heading(sayer),
        as_of=head_lines(sayer),
        grade=language.html(f"sit-grade-{sitrep.grade}"),
        glance=_glance(sayer),
        contents=escape(language.say("sit-contents")),
        toc="".join(f'<li><a href="#{id_}">{escape(title)}</a></li>' for id_, title, _ in shown),
        notice=f'<p class="notice">{named(sitrep.notice)}</p>' if sitrep.notice else "",
        sections="\n".join(_titled(id_, title, body) for id_, title, body in shown),
        footer=_footer(sayer),  # last: it counts what was not translated
    )


def head_lines(sayer: Sayer) -> str:
    """As of when, for which period, and until when the record was read."""
    sitrep, language = sayer.sitrep, sayer.language
    at = sayer.at(sitrep.as_of)
    lines = [language.html("sit-as-of", as_of=at, timezone=sitrep.timezone)]
    if sitrep.since is not None and sitrep.since < sitrep.as_of:
        lines.append(language.html("sit-period", since=sayer.at(sitrep.since), as_of=at))
    if sitrep.grade == "planners":
        lines.append(language.html("sit-known", known=sayer.at(sitrep.known)))
    return "<br>".join([*lines, next_line(sayer)])


def next_line(sayer: Sayer) -> str:
    """When the next report is planned."""
    at = sayer.sitrep.next_at
    if at is None:
        return sayer.language.html("sit-next-unset")
    return sayer.language.html("sit-next", when=sayer.at(at))


def _heading(sayer: Sayer) -> str:
    title = sayer.sitrep.title
    number = sayer.language.html("sit-title", number=sayer.sitrep.number)
    return f"{number}: {named(title[:300])}" if title else number


def _warnings(sayer: Sayer) -> str:
    sitrep, language = sayer.sitrep, sayer.language
    lines = []
    if sitrep.draft:
        lines.append(f'<p class="if-open">{language.html("sit-draft")}</p>')
    if sitrep.unreviewed:
        text = language.html("sit-unreviewed-top", count=sitrep.unreviewed)
        lines.append(f'<p class="verdict bad">{text}</p>')
    return "\n".join(lines)


def _glance(sayer: Sayer) -> str:
    """The first screen: the whole in a few sentences, and what it is made of."""
    sitrep, language = sayer.sitrep, sayer.language
    body = bullets(_spoken(line) for line in glance_lines(sayer))
    if sitrep.grade == "public":
        rows = [
            f"{named(row.name)}: <strong>{named(row.contact)}</strong>"
            + (f" ({named(row.hours)})" if row.hours else "")
            for row in sitrep.help
        ]
        body += paragraph(language.html("r-voluntary"))
        body += bullets(rows) or paragraph(language.html("r-no-help"))
    if not sitrep.unreviewed:
        body += paragraph(language.html("sit-only-reviewed"), "quiet")
    if sitrep.waiting:
        body += paragraph(language.html("sit-waiting", count=sitrep.waiting), "quiet")
    if sitrep.hides_numbers:
        body += paragraph(language.html("sit-hides-numbers"), "withheld")
    body += paragraph(language.html("sit-lead"), "quiet")
    return section(language, "glance", "sit-glance", body)


def _closing(sayer: Sayer) -> list[tuple[str, str, str]]:
    """Gaps, sources and how they are graded."""
    language, sitrep = sayer.language, sayer.sitrep
    gaps = bullets(_spoken(line) for line in gap_lines(sayer))
    sources = source_sheet(sayer)
    rows = [
        ("gaps", language.say("sit-sec-gaps"), gaps or f"<p>{language.html('sit-no-gaps')}</p>")
    ]
    rows.append((sources.id, sources.title, _sheet(sayer, sources)))
    if sitrep.grade != "public":
        body = paragraph(language.html("sit-a-reliability"))
        body += paragraph(language.html("sit-a-credibility"))
        rows.append(("grades", language.say("sit-sec-grades"), body))
    return rows


def _titled(id_: str, title: str, body: str) -> str:
    return (
        f'<section id="{id_}" aria-labelledby="{id_}-h"><h2 id="{id_}-h">{_spoken(title)}</h2>'
        f"{body}</section>"
    )


def _sheet(sayer: Sayer, sheet: Sheet) -> str:
    if not sheet.rows:
        if sheet.id != "changes":
            return ""
        key = "sit-first" if sayer.sitrep.since is None else "sit-no-change"
        return paragraph(sayer.language.html(key))
    rows = [[_cell(cell) for cell in row] for row in sheet.rows]
    return table(sayer.language, sheet.caption, sheet.heads, rows, id_=f"t-{sheet.id}")


def _widths(sheets: Iterable[Sheet]) -> str:
    """Columns of one kind are alike in all tables, whichever columns a table has."""
    rules = (
        f"#t-{sheet.id} thead th:nth-child({number}) {{ width: {WIDTHS[head]}%; }}"
        for sheet in sheets
        for number, head in enumerate(sheet.heads, 1)
    )
    return "@media (min-width: 721px) {\n" + "\n".join(rules) + "\n}\n"


def _cell(cell: Cell) -> str:
    return "<br>".join(_line(line) for line in cell)


def _line(line: Line) -> str:
    return spaced((piece, _piece(piece)) for piece in line)


def _piece(piece: Piece) -> str:
    match piece.look:
        case "name":
            return named(piece.text)
        case "label":
            return f"{escape(piece.text)}:"
        case "state":
            tone = TONES.get(piece.tone, "neutral")
            return f'<span class="state {tone}"><strong>{_spoken(piece.text)}</strong></span>'
        case "mark":
            return f'<span class="badge mark">{escape(piece.text)}</span>'
        case "quote":
            # the marks turn with the words that they enclose
            return f"<small>{named(f'“{piece.text}”')}</small>"
        case "code":
            return code(piece.text)
        case _:
            return _spoken(piece.text)


def _spoken(text: str) -> str:
    """Words of the language: escaped, cut where a name has no end, instants in one piece."""
    said = text if len(text) <= LONGEST else f"{text[:LONGEST]} [...]"
    return INSTANT.sub(r'<bdi class="at" dir="ltr">\g<0></bdi>', escape(said))


def _footer(sayer: Sayer) -> str:
    language, sitrep = sayer.language, sayer.sitrep
    lines = [language.html("r-voluntary"), next_line(sayer)]
    if sitrep.grade == "planners":
        lines.append(code(sitrep.mark[:16]))
    if language.code != ENGLISH:
        lines += [language.html("r-other-languages-in"), language.html("r-not-reviewed")]
    if language.untranslated:
        lines.append(language.html("r-untranslated", count=len(language.untranslated)))
    return "<br>".join(lines)


def _hash(text: str) -> str:
    """The hash by which the page lets its own style in, and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}"
