"""PDF lines: the lines of a page with their size and height, and the paragraphs that they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import Any

from safepassage.intake.documents.wrapped_lines import SENTENCE_END, joined_lines, unwrap

SIZE_STEP = 1.04  # letters that much larger are another kind of line
GAP = 1.3  # of the usual distance of lines: a larger one is a paragraph's end
# The distance of lines is counted in sizes of their letters, since titles stand further apart;
# beyond this nothing is usual, as in a table that fills its page.
MOST_USUAL = 1.9
HEADING_LINES = 5  # a heading has at most so many
NARROWEST = 20  # characters of a column whose lines are joined


@dataclass(frozen=True, slots=True)
class PdfLine:
    """`size` of its first letters and `height` of its base line, in points; None if not known."""

    text: str
    size: float | None
    height: float | None


def lines_of(page: Any) -> list[PdfLine]:
    """The lines of a page of pypdf, in the order in which the page draws them."""
    lines: list[PdfLine] = []
    text: list[str] = []
    place: tuple[float | None, float | None] = (None, None)

    def take(words: str, cm: Any, tm: Any, font: Any, size: Any) -> None:
        nonlocal place
        for number, part in enumerate(words.replace("\x00", "").split("\n")):
            if number:
                lines.append(PdfLine("".join(text).rstrip(), *place))
                text.clear()
                place = (None, None)
            if part.strip() and place[0] is None:
                # only the first line of a piece stands where the piece begins
                scale = abs(tm[3] or tm[1]) * abs(cm[3] or cm[1])
                height = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                place = (float(size or 0) * scale, None if number else float(height))
            text.append(part)

    page.extract_text(visitor_text=take)
    return [*lines, PdfLine("".join(text).rstrip(), *place)]


def paragraphs(pages: Sequence[Sequence[PdfLine]]) -> str:
    """One line a paragraph. A paragraph may go on over a page's end; a heading stands alone."""
    lines = [line for page in pages for line in page if line.text.strip()]
    body = _body_size(lines)
    usual = _usual_gap(lines)
    found = []
    for _, group in groupby(_with_run(lines, usual), key=lambda pair: pair[0]):
        run = [line for _, line in group]
        texts = [line.text for line in run]
        if (run[0].size or 0) > SIZE_STEP * body and len(run) <= HEADING_LINES:
            found.append(joined_lines(texts) + "\n")
        else:
            found.append(unwrap("\n".join(texts), NARROWEST))
    return "".join(found)


def _with_run(lines: Sequence[PdfLine], usual: float | None) -> list[tuple[int, PdfLine]]:
    """Each line with the number of its run: lines of one size without a larger gap."""
    numbered, run = [], 0
    for before, line in pairwise([None, *lines]):
        assert line is not None
        if before is not None and _apart(before, line, usual):
            run += 1
        numbered.append((run, line))
    return numbered


def _apart(before: PdfLine, line: PdfLine, usual: float | None) -> bool:
    if before.size and line.size:
        larger, smaller = max(before.size, line.size), min(before.size, line.size)
        if larger > SIZE_STEP * smaller:
            return True
    gap = _gap(before, line)
    if gap is None:
        return not _goes_on(before, line)
    return usual is not None and gap > GAP * usual


def _goes_on(before: PdfLine, line: PdfLine) -> bool:
    """Whether a sentence goes on over the end of a page or column: only a small letter says so."""
    return not SENTENCE_END.search(before.text.rstrip()) and line.text.lstrip()[:1].islower()


def _gap(before: PdfLine, line: PdfLine) -> float | None:
    """How far a line stands below another, in sizes of letters; None where it does not stand
    below, as in a new column or on a new page, or where nobody knows."""
    size = max(before.size or 0, line.size or 0)
    if not size or before.height is None or line.height is None or before.height <= line.height:
        return None
    return (before.height - line.height) / size


def _usual_gap(lines: Sequence[PdfLine]) -> float | None:
    gaps = [gap for a, b in pairwise(lines) if (gap := _gap(a, b)) is not None]
    return min(median(gaps), MOST_USUAL) if gaps else None


def _body_size(lines: Sequence[PdfLine]) -> float:
    """The size that most letters have."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size or 0, 1)] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0
