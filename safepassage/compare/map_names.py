"""Map names: signs of crossings, destinations and starts, and as many of their names as fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from math import ceil, hypot
from typing import NamedTuple

from safepassage.compare.pairs import UsePair
from safepassage.report.map_frame import Frame, Pixel
from safepassage.report.map_line import Position

LONGEST = 28
LETTER, LINE = 7.2, 16.0  # about how much room a letter takes, in pixels
ORDER = ("crossing", "place", "zone")  # names of these are set first
EVERY = 10.0  # pixels between the points of a line that a name should not cover
MOST_POINTS = 4000
MANY = 40  # marks: more are drawn smaller, and not all are named
MOST_NAMES = 50


class Use(NamedTuple):
    """An element with its line on the ground, and people who pass it in each plan."""

    kind: str  # a, b, both
    row: UsePair
    line: tuple[Position, ...]


class Mark(NamedTuple):
    """A named place: zone, place (a destination) or crossing."""

    kind: str
    name: str
    at: Position


class Box(NamedTuple):
    """Left, top, right and bottom in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, point: Pixel) -> bool:
        """Whether a point lies in it."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def meets(self, other: Box) -> bool:
        """Whether they have a point in common."""
        apart = self.right < other.left or self.left > other.right
        return not (apart or self.bottom < other.top or self.top > other.bottom)


def names_svg(marks: Sequence[Mark], uses: Sequence[Use], frame: Frame) -> str:
    """Each sign in a form of its own; a name stands where it covers least of the ways."""
    lines = [point for use in uses for point in _points(frame.pixels(use.line))][:MOST_POINTS]
    signs = [_around(*frame.pixel(mark.at)) for mark in marks]
    size = 7 if len(marks) <= MANY else 4
    first = sorted(marks, key=lambda mark: ORDER.index(mark.kind))
    text = "".join(sign_svg(mark.kind, *frame.pixel(mark.at), size) for mark in reversed(first))
    taken: list[Box] = []
    for mark in first:
        if len(taken) >= MOST_NAMES:
            break
        name = mark.name if len(mark.name) <= LONGEST else f"{mark.name[: LONGEST - 1]}…"
        wide = LETTER * len(name)
        best: tuple[int, Box] | None = None
        for left, down in _spots(*frame.pixel(mark.at), wide):
            box = Box(left, down - LINE, left + wide, down + 4)
            if _free(box, taken, frame):
                covered = sum(box.holds(point) for point in lines)
                covered += 5 * sum(box.meets(sign) for sign in signs)
                if best is None or covered < best[0]:
                    best = (covered, box)
        if best is not None:
            box = best[1]
            taken.append(box)
            text += (
                f'<text class="{mark.kind}" x="{(box.left + box.right) / 2:.1f}" '
                f'y="{box.bottom - 4:.1f}" text-anchor="middle">{escape(name)}</text>'
            )
    return text


def _points(line: Sequence[Pixel]) -> Iterator[Pixel]:
    """Points along a line, not far from one another."""
    for (x0, y0), (x1, y1) in pairwise(line):
        pieces = max(1, ceil(hypot(x1 - x0, y1 - y0) / EVERY))
        for piece in range(pieces):
            share = piece / pieces
            yield x0 + share * (x1 - x0), y0 + share * (y1 - y0)


def _around(x: float, y: float) -> Box:
    return Box(x - 8, y - 8, x + 8, y + 8)


def _spots(x: float, y: float, wide: float) -> Iterator[tuple[float, float]]:
    """Where a name may stand: right, left, above, below its sign, and at its corners."""
    for left in (x + 12, x - 12 - wide):
        yield left, y + 5
    for down in (y - 15, y + 27):
        yield x - wide / 2, down
        yield x + 6, down
        yield x - 6 - wide, down


def _free(box: Box, taken: Sequence[Box], frame: Frame) -> bool:
    if box.left < 0 or box.top < 0 or box.right > frame.width or box.bottom > frame.height:
        return False
    return not any(box.meets(other) for other in taken)


def sign_svg(kind: str, x: float, y: float, size: float = 7) -> str:
    """The sign of a kind of place; `size`: half its width in pixels."""
    if kind == "zone":
        return f'<circle class="sign zone" cx="{x:.1f}" cy="{y:.1f}" r="{size:g}"/>'
    if kind == "place":
        corner, side = f"{x - size:.1f} {y - size:.1f}", f"{2 * size:g}"
        return f'<path class="sign place" d="M{corner}h{side}v{side}h-{side}z"/>'
    half = size + 2
    turns = f"l{half:g} {half:g}l-{half:g} {half:g}l-{half:g} -{half:g}z"
    return f'<path class="sign crossing" d="M{x:.1f} {y - half:.1f}{turns}"/>'
