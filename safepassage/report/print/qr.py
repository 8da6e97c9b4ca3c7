"""QR: a card's words as a code that a telephone reads from paper."""

from __future__ import annotations

import io
from dataclasses import dataclass

MOST_BYTES = 1273  # that version 25 (117 modules) holds at the lowest level of error correction
MOST_ON_THE_BACK = 2953  # that version 40 (177 modules), the largest, holds at that level
LEFT_OUT = "…"


@dataclass(frozen=True, slots=True)
class Qr:
    """The code as SVG and the text in it; `cut`: not all of the text went in."""

    svg: str
    text: str
    cut: bool
    modules: int  # along a side, with the quiet zone of 4 on both


def qr_of(rows: list[tuple[str, int]], most_bytes: int = MOST_BYTES) -> Qr:
    """The code of rows of text in UTF-8, in the smallest version that holds them.

    At most `most_bytes` go in: as many as version 25 holds on the front of a card, as many as the
    largest code holds on its back.

    Each row comes with its `spare`. Where not all fit, whole rows are left out, those of the
    highest `spare` first and never those of 0, and "…" stands before the last row. Where that is
    not enough the longest row is cut. The level of error correction is the best that the version
    has room for, L at least (7 % of the code may be lost).
    """
    import segno

    kept, cut = list(rows), False
    while _size(_joined(kept, cut)) > most_bytes:
        cut = True
        spare = max(spare for _, spare in kept)
        if spare:
            last = max(i for i, row in enumerate(kept) if row[1] == spare)
            kept.pop(last)
        else:
            longest = max(range(len(kept)), key=lambda i: len(kept[i][0]))
            text = kept[longest][0]
            kept[longest] = (text[: len(text) * 4 // 5] + LEFT_OUT, 0)
    said = _joined(kept, cut)
    code = segno.make(said, version=None, error="l", micro=False, encoding="utf-8")
    svg = io.BytesIO()
    code.save(svg, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True)
    return Qr(svg.getvalue().decode("utf-8"), said, cut, int(code.symbol_size(border=4)[0]))


def _joined(rows: list[tuple[str, int]], cut: bool) -> str:
    texts = [text for text, _ in rows]
    return "\n".join([*texts[:-1], LEFT_OUT, texts[-1]] if cut else texts)


def _size(text: str) -> int:
    return len(text.encode("utf-8"))
