"""QR: a card's words as a code that a telephone reads from paper."""

from __future__ import annotations

import io
from dataclasses import dataclass

LARGEST = 24  # QR version: 113 modules, on 40 mm 0.35 mm each
MOST_BYTES = 1171  # that version 24 holds at the lowest level of error correction


@dataclass(frozen=True, slots=True)
class Qr:
    """The code as SVG and the text in it; `cut`: not all of the text went in."""

    svg: str
    text: str
    cut: bool


def qr_of(text: str) -> Qr:
    """The code of a text in UTF-8, in the smallest version that holds it.

    A text too long for version 24 loses whole lines from before its last one, then letters, and
    "..." stands there: the first lines say who, when and where, the last one which card it is.
    """
    import segno

    *lines, last = text.split("\n")
    said, cut = text, False
    while len(said.encode("utf-8")) > MOST_BYTES and len(lines) > 1:
        lines, cut = lines[:-1], True
        said = "\n".join([*lines, "...", last])
    while len(said.encode("utf-8")) > MOST_BYTES:
        lines, cut = [lines[0][: len(lines[0]) * 9 // 10]], True
        said = "\n".join([*lines, "...", last])
    code = segno.make(said, version=None, error="l", micro=False, encoding="utf-8")
    svg = io.BytesIO()
    code.save(svg, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True)
    return Qr(svg.getvalue().decode("utf-8"), said, cut)
