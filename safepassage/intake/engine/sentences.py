"""Sentences: a text cut where sentences end, quotations kept with the words that attribute them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .lexicon import Lexicon

OPEN, CLOSE = "“«„", "”»"
_END = re.compile(r"[.!?…]+[”’\"')\]»]*(?=\s|$)")
_BREAK = re.compile(r"\n\s*")
_INITIAL = re.compile(r"(?:^|[\s(.])[A-Z]$")
_SMALL = re.compile(r"[a-z,;]")
# no sentence is as long as this; what is (tables, lists, rubbish) is read in parts, because the
# time that rules take grows with the square of a sentence
_LONGEST = 1500


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that says one thing: a sentence, or one of several in a quotation."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """From its first to its last character; `quotes` are the insides of its quotation marks.

    `pieces`: the sentence itself, or its parts where a quotation holds several sentences.
    """

    start: int
    end: int
    quotes: tuple[tuple[int, int], ...]
    pieces: tuple[Piece, ...]


def sentences(text: str, lexicon: Lexicon) -> tuple[Sentence, ...]:
    """All sentences of a text in order; abbreviations of the language end none."""
    found: list[Sentence] = []
    for start, end in _paragraphs(text):
        quotes = quotations(text, start, end)
        cuts = _cuts(text, start, end, lexicon)
        outer = [cut for cut in cuts if not _inside(cut, quotes)]
        for first, last in _between(text, start, end, outer):
            held = tuple(q for q in quotes if first <= q[0] and q[1] <= last)
            inner = [cut for cut in cuts if first < cut < last]
            pieces = tuple(Piece(a, b) for a, b in _between(text, first, last, inner))
            found.append(Sentence(first, last, held, pieces))
    return tuple(found)


def quotations(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The insides of quotation marks between two characters, in pairs.

    A mark that is never closed runs to the end of its paragraph, as printed quotations do.
    """
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for at in range(start, end):
        mark = text[at]
        if mark in OPEN or (mark == '"' and opened is None):
            opened = at + 1 if opened is None else opened
        elif opened is not None and (mark in CLOSE or mark == '"'):
            found.append((opened, at))
            opened = None
    if opened is not None and opened < end:
        found.append((opened, end))
    return tuple(found)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Lines, joined where a line goes on in the next: it begins with a small letter."""
    found: list[tuple[int, int]] = []
    start = 0
    for gap in _BREAK.finditer(text):
        goes_on = (
            "\n" not in gap[0][1:]
            and _SMALL.match(text, gap.end()) is not None
            and gap.start() - start > 40
        )
        if not goes_on:
            found.append((start, gap.start()))
            start = gap.end()
    found.append((start, len(text)))
    return [(a, b) for a, b in (_trimmed(text, a, b) for a, b in found) if a < b]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _cuts(text: str, start: int, end: int, lexicon: Lexicon) -> list[int]:
    """Places behind the mark that ends a sentence."""
    found = []
    for mark in _END.finditer(text, start, end):
        if not _ends(text, mark, start, end, lexicon):
            continue
        found.append(mark.end())
    return found


def _ends(text: str, mark: re.Match[str], start: int, end: int, lexicon: Lexicon) -> bool:
    follows = text[mark.end() : end].lstrip()
    if follows and (follows[0].islower() or follows[0] in ",;"):
        return False
    if mark[0][0] != ".":
        return True
    word = text[start : mark.start()].rsplit(None, 1)
    last = word[-1].lstrip("(\"'“‘") if word else ""
    if last.lower() in lexicon.abbreviations and follows:
        # "U.S. The" ends a sentence where "U.S. Navy" does not
        opens = follows[0].isupper() and follows.split(None, 1)[0].lower() in lexicon.openers
        return last.lower() in lexicon.may_end and opens
    return _INITIAL.search(f" {last}") is None or not follows


def _inside(cut: int, quotes: Sequence[tuple[int, int]]) -> bool:
    """Whether a cut lies within a quotation, its closing mark not yet passed."""
    return any(a <= cut - 1 and cut <= b for a, b in quotes)


def _between(text: str, start: int, end: int, cuts: Sequence[int]) -> list[tuple[int, int]]:
    ends = [*cuts, end]
    starts = [start, *cuts]
    parts = (_trimmed(text, a, b) for a, b in zip(starts, ends, strict=True))
    return [part for a, b in parts if a < b for part in _short(text, a, b)]


def _short(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretch itself, or parts of it of at most `_LONGEST`, cut at spaces where there are."""
    found = []
    while end - start > _LONGEST:
        cut = max(text.rfind(" ", start + 1, start + _LONGEST), start)
        cut = start + _LONGEST if cut == start else cut
        found.append((start, cut))
        start = _trimmed(text, cut, end)[0]
    return [*found, (start, end)] if start < end else found
