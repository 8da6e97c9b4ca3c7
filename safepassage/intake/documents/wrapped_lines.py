"""Wrapped lines: paragraphs of mails and PDFs whose lines were broken to fit a width."""

from __future__ import annotations

import re
from collections.abc import Sequence

from safepassage.intake.documents.furniture.find import is_furniture

LIST_ITEM = re.compile(r"\s*(?:[-–—*•·▪●◦‣]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+")
SENTENCE_END = re.compile(r"[.!?…:;][”\"’')\]]*$")
SHORT = 0.7  # of the width: a shorter line ends its paragraph
SHORT_NARROW = 0.55  # in a column so narrow that one long word leaves a gap
NARROW = 60  # characters
NARROWEST = 40  # characters; narrower texts are lists or verses


def unwrap(text: str, narrowest: int = NARROWEST) -> str:
    """Join lines that one paragraph was broken into; blank lines and short lines end it.

    A word cut by a hyphen at a line's end is joined only where the text has it whole elsewhere.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")
    width = _width(lines)
    whole = set(re.findall(r"\w+", text.lower()))
    paragraphs: list[str] = []
    open_one = False
    for line in lines:
        words = " ".join(line.split())
        if not words:
            open_one = False
            continue
        alone = is_furniture(words, language="")  # a page's number, a quoted line, an address
        if open_one and not alone and not LIST_ITEM.match(line):
            paragraphs[-1] = _joined(paragraphs[-1], words, whole)
        else:
            paragraphs.append(words)
        full = len(line.rstrip()) >= (SHORT if width >= NARROW else SHORT_NARROW) * width
        open_one = width >= narrowest and full and not alone
    return "\n".join(paragraphs) + ("\n" if paragraphs else "")


def joined_lines(lines: Sequence[str]) -> str:
    """Lines of one heading as one."""
    tidy = [" ".join(line.split()) for line in lines]
    whole = set(re.findall(r"\w+", " ".join(tidy).lower()))
    found = tidy[0]
    for words in tidy[1:]:
        found = _joined(found, words, whole)
    return found


def _width(lines: Sequence[str]) -> int:
    """The width that lines were broken to: that of the longest but for a few; 0 if unbroken."""
    lengths = sorted(len(line.rstrip()) for line in lines if len(line.split()) > 1)
    if not lengths:
        return 0
    width = lengths[-1 - len(lengths) // 20]
    return width if width <= 200 else 0


def _joined(before: str, after: str, whole: set[str]) -> str:
    if before.endswith("\u00ad"):
        return before[:-1] + after
    cut = re.search(r"(\w+)-$", before)
    rest = re.match(r"\w+", after)
    if cut is not None and rest is not None and after[0].islower():
        joined = cut.group(1) + rest.group()
        return (before[:-1] if joined.lower() in whole else before) + after
    return f"{before} {after}"
