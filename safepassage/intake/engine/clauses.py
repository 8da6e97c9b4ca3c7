"""Clauses: a sentence cut where one thing that happened ends and another begins."""

from __future__ import annotations

import re

_FINITE = (
    r"(?:was|were|is|are|has|have|had|will|would|could|can|may|must|said|says|\w{3,}ed|left|fled|sank|"
    r"hit|struck|began|came|went|took|gave|met|held|sent|told|saw|fell|shut|broke|brought|drove)"
)
_CUT = re.compile(
    r";\s|\s[—–-]{1,2}\s|:\s"
    r"|,\s(?=(?:but|and|while|whilst|after|before|when|as|who|which|where|although|though|because|"
    r"since|until|unless|adding|saying|so|with|including|among|or else|leaving|killing|wounding|injuring|"
    r"forcing|causing|prompting|despite|following|amid|preventing|holding|blocking|citing)\b)"
    r"|[,.!?][”\"]\s"
    r"|,\s(?=(?:[\w'’.-]+\s){1,9}?(?:said|says|told|reported|added|announced|replied|wrote)\b[^,]{0,60}$)"
    r"|,\s(?=according\sto\b)"
    rf"|\sand\s(?=(?:[\w'’,-]+\s){{0,5}}?(?:{_FINITE})\b)"
    r"|\s(?=(?:while|whilst|but|because|although|whereas|until|unless|after|before|when)\s)"
)


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches of a sentence, in order, without the commas between them."""
    found: list[tuple[int, int]] = []
    first = start
    for cut in _CUT.finditer(text, start, end):
        if cut.start() - first >= 3:
            found.append((first, cut.start()))
            first = cut.end()
    found.append((first, end))
    return [_trimmed(text, a, b) for a, b in found if text[a:b].strip()]


def clause_around(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """The clause that holds a match; from the first to the last one where it reaches over several."""
    parts = clauses(text, start, end)
    begins = [a for a, b in parts if a <= first < b]
    ends = [b for a, b in parts if a < last <= b]
    low = begins[0] if begins else first
    high = ends[-1] if ends else last
    return _trimmed(text, min(low, first), max(high, last))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start].isspace() or text[start] in ",;:“”\"'‘"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ',;:.“”"!?…'):
        end -= 1
    return start, end
