"""Find: the pieces of a text that are furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from safepassage.intake.documents.furniture.anywhere import RULES as ANYWHERE
from safepassage.intake.documents.furniture.english import RULES as ENGLISH
from safepassage.intake.documents.furniture.rule import FurnitureRule, Mark
from safepassage.situation.span import span_of

LONGEST = 420  # characters of a line that may be furniture as a whole
TAIL = 200  # characters at a line's end in which something may be glued on
PIECES = 5  # glued one behind the other
LINES = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]+")
AROUND = " \t\xa0\ufeff•·|▶►→›»«[]_*#"
# Where a glued piece may begin: behind a sentence's end, or a capital right behind a small letter.
JOINT = re.compile(r"(?<=[.!?…”\"'’»)\]])\s*(?=\w)|(?<=[^\W\d_A-Z])(?=[A-Z])")
SENTENCE_END = re.compile(r"[.!…][”\"’')\]]*$")
LONGEST_TITLE = 140  # characters
TITLE_WHY = "the title of another text, below a heading such as Related stories"
BY_LANGUAGE = {"en": ENGLISH}
HEADINGS = frozenset(r.name for rules in BY_LANGUAGE.values() for r in rules if r.heads)
Compiled = Sequence[tuple[FurnitureRule, re.Pattern[str]]]


def find_furniture(text: str, language: str = "en") -> tuple[Mark, ...]:
    """Pieces of a text that yield no fact, in order: whole lines and pieces glued to lines.

    For a language without rules only those are found that look alike everywhere.
    """
    whole = _compiled(language, "whole")
    glued, ahead = _compiled(language, "glued"), _compiled(language, "ahead")
    marks: list[Mark] = []
    if text.startswith("\ufeff"):
        span = span_of(text, 0, 1)
        marks.append(Mark(span, "byte_order_mark", "the mark of UTF-8 that some programs write"))
    begun = listed = False
    for line in LINES.finditer(text):
        start, end = _trimmed(text, line.start(), line.end())
        if start == end:
            continue
        found, end = _pieces(text, start, end, whole, glued)
        head = _head(text, start, end, ahead) if start < end else None
        marks += [*([] if head is None else [head]), *reversed(found)]
        if start == end:
            listed = begun and (listed or found[-1].rule in HEADINGS)
        elif listed and not found and _is_title(text[start:end]):
            marks.append(Mark(span_of(text, start, end), "title_of_another", TITLE_WHY))
        else:
            listed = False
            begun = begun or SENTENCE_END.search(text, start, end) is not None
    return tuple(marks)


def _pieces(
    text: str, start: int, end: int, whole: Compiled, glued: Compiled
) -> tuple[list[Mark], int]:
    """Furniture at the end of a line, last piece first, and where the rest of the line ends."""
    found: list[Mark] = []
    while start < end and len(found) < PIECES:
        mark = _whole(text, start, end, whole) or _tail(text, start, end, glued)
        if mark is None:
            break
        found.append(mark)
        start, end = _trimmed(text, start, mark.span.start)
    return found, end


def _is_title(line: str) -> bool:
    return len(line) <= LONGEST_TITLE and SENTENCE_END.search(line) is None


def without_furniture(text: str, language: str = "en") -> str:
    """The text without the pieces that yield no fact: what is held against other texts."""
    pieces, at = [], 0
    for mark in find_furniture(text, language):
        pieces.append(text[at : mark.span.start])
        at = mark.span.end
    return "".join([*pieces, text[at:]])


def is_furniture(line: str, language: str = "en") -> bool:
    """Whether a line as a whole is furniture."""
    start, end = _trimmed(line, 0, len(line))
    return start < end and _whole(line, start, end, _compiled(language, "whole")) is not None


@cache
def _compiled(language: str, use: Literal["whole", "glued", "ahead"]) -> Compiled:
    rules = (*ANYWHERE, *BY_LANGUAGE.get(language, ()))
    if use != "whole":
        rules = tuple(rule for rule in rules if getattr(rule, use))
    return [(rule, rule.compiled()) for rule in rules]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start] in AROUND or text[start].isspace()):
        start += 1
    while start < end and (text[end - 1] in AROUND or text[end - 1].isspace()):
        end -= 1
    return start, end


def _whole(text: str, start: int, end: int, rules: Compiled) -> Mark | None:
    if end - start > LONGEST and text[start] != ">":
        return None
    for rule, pattern in rules:
        if pattern.fullmatch(text, start, end):
            return Mark(span_of(text, start, end), rule.name, rule.why)
    return None


def _tail(text: str, start: int, end: int, rules: Compiled) -> Mark | None:
    for joint in JOINT.finditer(text, max(start + 1, end - TAIL), end):
        at = joint.end()
        for rule, pattern in rules:
            if pattern.fullmatch(text, at, end):
                return Mark(span_of(text, at, end), rule.name, rule.why)
    return None


def _head(text: str, start: int, end: int, rules: Compiled) -> Mark | None:
    """Something glued to a line's beginning: "AdvertisementThe minister said"."""
    for joint in JOINT.finditer(text, start, min(end, start + 80)):
        at = joint.start()
        if at <= start or text[at - 1] in ".!?":
            continue
        for rule, pattern in rules:
            if pattern.fullmatch(text, start, at):
                return Mark(span_of(text, start, at), rule.name, rule.why)
    return None
