"""Text: a sitrep as plain text, for a terminal or a message."""

from __future__ import annotations

from textwrap import wrap

from ..report.language.language import ENGLISH, Language
from .facts import Sitrep
from .glance import glance_lines
from .say import Sayer
from .sheet import (
    Cell,
    Piece,
    Sheet,
    change_sheet,
    gap_lines,
    section_sheets,
    source_sheet,
    spaced,
    title_of,
)

WIDTH = 78
LONGEST = 1000  # letters of one piece


def sitrep_text(sitrep: Sitrep, language: Language) -> str:
    """The same words as the page, line by line; nothing in them steers a terminal."""
    sayer = Sayer(language, sitrep)
    blocks = [_head(sayer), _sheet(sayer, change_sheet(sayer))]
    blocks += [_sheet(sayer, sheet) for sheet in section_sheets(sayer)]
    gaps = gap_lines(sayer) or (language.say("sit-no-gaps"),)
    blocks.append([*_title(language.say("sit-sec-gaps")), *_bullets(gaps)])
    blocks.append(_sheet(sayer, source_sheet(sayer)))
    blocks.append(_foot(sayer))
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _head(sayer: Sayer) -> list[str]:
    sitrep, say = sayer.sitrep, sayer.language.say
    at = sayer.at(sitrep.as_of)
    lines = _wrapped(title_of(sayer))
    if sitrep.draft:
        lines += _wrapped(say("sit-draft"))
    lines += _wrapped(say("sit-as-of", as_of=at, timezone=sitrep.timezone))
    if sitrep.since is not None and sitrep.since < sitrep.as_of:
        lines += _wrapped(say("sit-period", since=sayer.at(sitrep.since), as_of=at))
    lines += _wrapped(next_words(sayer)) + _wrapped(say(f"sit-grade-{sitrep.grade}"))
    if sitrep.unreviewed:
        lines += ["", *_wrapped(say("sit-unreviewed-top", count=sitrep.unreviewed))]
    if sitrep.waiting:
        lines += _wrapped(say("sit-waiting", count=sitrep.waiting))
    if sitrep.hides_numbers:
        lines += _wrapped(say("sit-hides-numbers"))
    lines += ["", *_wrapped(say("sit-lead"))]
    for row in sitrep.help if sitrep.grade == "public" else ():
        hours = f" ({row.hours})" if row.hours else ""
        lines += _wrapped(f"{row.name}: {row.contact}{hours}")
    if sitrep.notice:
        lines += ["", *_wrapped(sitrep.notice)]
    glance = glance_lines(sayer)
    return [*lines, "", *_title(say("sit-glance")), *_bullets(glance)] if glance else lines


def next_words(sayer: Sayer) -> str:
    """When the next report is planned."""
    at = sayer.sitrep.next_at
    if at is None:
        return sayer.language.say("sit-next-unset")
    return sayer.language.say("sit-next", when=sayer.at(at))


def _foot(sayer: Sayer) -> list[str]:
    say, sitrep = sayer.language.say, sayer.sitrep
    lines = []
    if sitrep.grade != "public":
        lines += [*_wrapped(say("sit-a-reliability")), *_wrapped(say("sit-a-credibility")), ""]
    lines += [*_wrapped(say("r-voluntary")), *_wrapped(next_words(sayer))]
    if sayer.language.code != ENGLISH:
        lines += [*_wrapped(say("r-other-languages-in")), *_wrapped(say("r-not-reviewed"))]
    return lines


def _sheet(sayer: Sayer, sheet: Sheet) -> list[str]:
    lines = _title(sheet.title)
    if not sheet.rows:
        if sheet.id != "changes":
            return []
        key = "sit-first" if sayer.sitrep.since is None else "sit-no-change"
        return [*lines, *_wrapped(sayer.language.say(key))]
    first = 2 if sheet.id == "changes" else 1  # what changed stands beside how
    for row in sheet.rows:
        names = [line for cell in row[:first] for line in _lines(cell) if line]
        lines += _wrapped(" | ".join(names), "- ", "  ")
        for head, cell in zip(sheet.heads[first:], row[first:], strict=True):
            words = _lines(cell)
            if words:
                label = sayer.language.say(head)
                lines += _wrapped(f"{label}: " + "; ".join(words), "    ", "      ")
    return lines


def _lines(cell: Cell) -> list[str]:
    return [spaced((piece, _words(piece)) for piece in line) for line in cell]


def _words(piece: Piece) -> str:
    text = piece.text if len(piece.text) <= LONGEST else f"{piece.text[:LONGEST]} [...]"
    match piece.look:
        case "label":
            return f"{text}:"
        case "mark":
            return f"[{text}]"
        case "quote":
            return f"“{text}”"
        case _:
            return text


def _title(text: str) -> list[str]:
    return [*_wrapped(text.upper()), ""]


def _bullets(lines: tuple[str, ...]) -> list[str]:
    return [part for line in lines for part in _wrapped(line, "- ", "  ")]


def _wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    return wrap(text, WIDTH, initial_indent=first, subsequent_indent=rest or first,
                break_on_hyphens=False)  # fmt: skip
