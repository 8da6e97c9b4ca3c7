"""Label room: finds a free spot beside a place, so that no label of a picture covers another."""

from __future__ import annotations

from typing import NamedTuple


class Spot(NamedTuple):
    """The left and upper edge of a label, in pixels."""

    left: float
    top: float


class LabelRoom:
    """The room of a picture in pixels, and what of it is taken."""

    def __init__(self, width: float, height: float) -> None:
        self._size = (width, height)
        self._taken: list[tuple[float, float, float, float]] = []

    def keep_free(self, x: float, y: float, across: float, down: float) -> None:
        """Let no label come nearer to a sign than so many pixels."""
        self._taken.append((x - across, y - down, x + across, y + down))

    def place(self, x: float, y: float, gap: float, width: float, height: float) -> Spot | None:
        """Take room to the right, left, below or above; None if there is none."""
        for spot in (
            Spot(x + gap, y - height / 2),
            Spot(x - gap - width, y - height / 2),
            Spot(x - width / 2, y + gap),
            Spot(x - width / 2, y - gap - height),
        ):
            box = (spot.left, spot.top, spot.left + width, spot.top + height)
            if self._is_free(box):
                self._taken.append(box)
                return spot
        return None

    def _is_free(self, box: tuple[float, float, float, float]) -> bool:
        left, top, right, bottom = box
        if left < 0 or top < 0 or right > self._size[0] or bottom > self._size[1]:
            return False
        return not any(
            left < other[2] and right > other[0] and top < other[3] and bottom > other[1]
            for other in self._taken
        )
