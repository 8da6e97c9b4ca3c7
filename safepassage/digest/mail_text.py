"""Mail text: a digest as plain text, which reads well in any mail program."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ..report.language.language import RIGHT_TO_LEFT
from .point import Point
from .say import Part, Spoken

WIDTH = 72  # of a line below a heading
SIGNATURE = "-- "  # the usual sign that a foot follows
RIGHT_MARK = "\u200f"  # a line that begins with it runs from the right whatever its first word is
OPEN, CLOSE = "\u2068", "\u2069"  # what lies between does not turn the words around it
FROM_THE_RIGHT = ("R", "AL")
_APART = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_LINE = re.compile(rf"^(?!{SIGNATURE}$)(?=.)", re.MULTILINE)


def mail_text(spoken: Spoken, language: str) -> str:
    """The whole as lines; those of a language from the right say so, each on its own."""
    return turned((*spoken.head, *_warnings(spoken), *_body(spoken), *_foot(spoken)), language)


def body_text(spoken: Spoken, language: str) -> str:
    """What does not change as long as nothing that is said changes: without the head."""
    return turned((*_warnings(spoken), *_body(spoken)), language)


def apart(text: str) -> str:
    """Words of others between signs that keep their direction to themselves, if none do yet."""
    return text if OPEN in text else f"{OPEN}{text}{CLOSE}"


def turned(lines: Iterable[str], language: str) -> str:
    """Lines as long as they are: each mail program breaks them where its own window ends."""
    text = "".join(f"{line}\n" for line in lines)
    if language in RIGHT_TO_LEFT:
        return _LINE.sub(rf"{RIGHT_MARK}\g<0>", text)
    return _APART.sub(_only_if_it_turns, text)


def _only_if_it_turns(match: re.Match[str]) -> str:
    """In a mail from the left the signs stand only around what runs from the right."""
    inside = match[1]
    turns = any(unicodedata.bidirectional(sign) in FROM_THE_RIGHT for sign in inside)
    return match[0] if turns else inside


def _warnings(spoken: Spoken) -> tuple[str, ...]:
    notice = (apart(spoken.notice),) if spoken.notice else ()
    return (*notice, *(f"!! {line}" for line in spoken.warnings))


def _body(spoken: Spoken) -> Iterator[str]:
    yield ""
    if spoken.changes is not None:
        yield from _section(spoken.changes)
    elif spoken.no_change is not None:
        yield spoken.no_change
        yield ""
    if spoken.parts:
        yield from _heading(spoken.stands, "=")
        yield ""
    for part in spoken.parts:
        yield from _section(part, "-")
    if spoken.sources:
        yield from _heading(spoken.sources_heading, "-")
        for words, url in spoken.sources:
            yield f"* {apart(words)}"
            if url:
                yield f"  {url}"
        yield ""


def _foot(spoken: Spoken) -> tuple[str, ...]:
    return (SIGNATURE, *spoken.foot, *(line for line, _ in spoken.leave))


def _heading(text: str, line: str) -> Iterator[str]:
    yield text
    yield line * min(len(text), WIDTH)


def _section(part: Part, line: str = "=") -> Iterator[str]:
    yield from _heading(part.heading, line)
    for point in part.points:
        yield from point_lines(point)
    if part.more is not None:
        yield f"* {part.more}"
    yield ""


def point_lines(point: Point) -> Iterator[str]:
    """One thing as lines: what it is, what is said of it, on whose word."""
    name = apart(point.name)
    marks = "" if point.differ is None else f" [{point.differ}]"
    yield f"* {point.kind}: {name}{marks}" if point.kind else f"* {name}{marks}"
    for one in point.sayings:
        if one.state or one.rest:
            yield "  " + " – ".join(part for part in (one.state, one.rest) if part)
        for word in one.words:
            yield "    " + " ".join([word.by, *(f"[{mark}]" for mark in word.marks)])
            if word.quote:
                yield f'    {OPEN}"{word.quote}"{CLOSE}'
    for text in point.before:
        yield f"  ({text})"
