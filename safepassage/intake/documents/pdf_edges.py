"""PDF edges: headers and footers, told from rows of tables that look alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from safepassage.intake.documents.furniture.find import is_furniture
from safepassage.intake.documents.pdf_lines import PdfLine

EDGE = 3  # lines from the top and from the bottom of a page
FEWEST_PAGES = 2  # on which the very same line comes back
FEWEST_COUNTED = 3  # on which a line comes back with a number that grows with the page
COUNTED = "\0"  # in a key, before what a number is above the page's
STEP = 3  # points: lines that far apart stand at different heights
Key = tuple[str, int]


def without_edges(pages: Sequence[Sequence[PdfLine]]) -> tuple[list[list[PdfLine]], int]:
    """The pages without headers and footers, and how many kinds of them there were.

    One stands at the same height near the edge of more than half of the pages, with the same
    words; or, on all pages but one, with a number that grows with the page. Rows of a table with
    other numbers stay.
    "Page 2 of 3" and the like go wherever they stand at an edge.
    """
    counts: Counter[Key] = Counter()
    for number, page in enumerate(pages):
        for place in _edges(page):
            counts.update(_keys(page[place], number, len(pages)))
    most = max(FEWEST_COUNTED, len(pages) - 1)  # a first page may have no number
    back = {
        key
        for key, count in counts.items()
        if (count >= most if COUNTED in key[0] else 2 * count > len(pages) >= FEWEST_PAGES)
    }
    kept, kinds = [], set[Key]()
    for number, page in enumerate(pages):
        edges = set(_edges(page))
        lines = []
        for place, line in enumerate(page):
            found = back & _keys(line, number, len(pages)) if place in edges else set()
            if place in edges and is_furniture(line.text, language=""):
                found = found or {("", 0)}
            kinds |= set(sorted(found)[:1])
            if not found:
                lines.append(line)
        kept.append(lines)
    return kept, len(kinds)


def _edges(page: Sequence[PdfLine]) -> list[int]:
    """Places of the lines at the top and bottom of a page that are not blank."""
    full = [place for place, line in enumerate(page) if line.text.strip()]
    return full if len(full) <= 2 * EDGE else [*full[:EDGE], *full[-EDGE:]]


def _keys(line: PdfLine, page: int, pages: int) -> set[Key]:
    """What a line is known by on other pages: its words, and its words with one number counted."""
    if line.height is None:
        return set()
    words = " ".join(line.text.split())
    height = round(line.height / STEP)
    keys = {(words, height)}
    if pages >= FEWEST_COUNTED:
        for found in re.finditer(r"\d{1,4}(?!\d)", words):
            above = f"{COUNTED}{int(found.group()) - page}"
            keys.add((words[: found.start()] + above + words[found.end() :], height))
    return keys
