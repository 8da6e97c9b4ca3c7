"""Clauses: a sentence cut where one thing that happened ends and another begins."""

from __future__ import annotations

from .lexicon import Lexicon


def clauses(text: str, start: int, end: int, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Stretches of a sentence, in order, without the commas between them."""
    found: list[tuple[int, int]] = []
    first = start
    for cut in lexicon.patterns["clause_cut"].finditer(text, start, end):
        if cut.start() - first >= 3:
            found.append((first, cut.start()))
            first = cut.end()
    found.append((first, end))
    return [_trimmed(text, a, b) for a, b in found if text[a:b].strip()]


def clause_around(
    text: str, start: int, end: int, first: int, last: int, lexicon: Lexicon
) -> tuple[int, int]:
    """The clause that holds a match; from the first to the last where it reaches over several."""
    parts = clauses(text, start, end, lexicon)
    begins = [a for a, b in parts if a <= first < b]
    ends = [b for a, b in parts if a < last <= b]
    low = begins[0] if begins else first
    before = [a for a, b in parts if a < low]
    if before and lexicon.patterns["depends"].match(text, low) is not None:
        low = before[-1]  # "..., killing two" belongs to what was told before it
    high = ends[-1] if ends else last
    return _trimmed(text, min(low, first), max(high, last))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",;:“”\"'‘"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ',;:.“”"!?…'):
        end -= 1
    return start, end
