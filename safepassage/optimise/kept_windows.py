"""Kept windows: a part that leaves over too long a time becomes several, one window each.

People cannot be told to leave "in the next five hours": so a share of the start leaves in a first
window and the others in later ones, each at least 50 people with an instruction of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ..demand.demand import Origin
from ..network.network import Network
from ..plan.limits import LEAST_PEOPLE
from .part import Part

I64 = npt.NDArray[np.int64]


def longest_window(origin: Origin, window_periods: int, step_s: int) -> int:
    """The longest window of an origin: the one asked for, and the time in which people get ready.

    Who is ready is not kept waiting for days only so that all can leave within three hours.
    """
    if window_periods <= 0 or not origin.start.ready:
        return 0
    first, last = origin.start.ready[0][0], origin.start.ready[-1][0]
    return window_periods + max(0, last - max(0, first)) // step_s


def within_windows(
    network: Network, origins: Sequence[Origin], parts: Sequence[Part], window_periods: int
) -> list[Part]:
    """The same movements, parts cut where their window is longer than the longest.

    Left whole: parts that ride on legs, and those that would leave a piece of fewer than 50 people.
    """
    found: list[Part] = []
    for part in parts:
        longest = longest_window(origins[part.origin], window_periods, network.inputs.step_s)
        rides = any(network.arcs[arc].times is not None for arc in part.route.arcs)
        cuts = [] if not longest or rides else _cuts(part, longest)
        found += _pieces(part, cuts) if cuts else [part]
    return found


def _cuts(part: Part, longest: int) -> list[int]:
    """How many people have left at the end of each window but the last; empty = leave it whole."""
    leaving = part.leaving[0].astype(np.int64)
    periods = leaving.nonzero()[0]
    so_far = leaving.cumsum()
    if periods[-1] - periods[0] < longest:
        return []
    forth = _ends(periods, longest)
    back = [periods[-1] - p for p in _ends((periods[-1] - periods)[::-1], longest)]
    for last_periods in (forth, [p - 1 for p in back[::-1]]):
        counts = [int(so_far[p]) for p in last_periods]
        if min(np.diff([0, *counts, int(so_far[-1])])) >= LEAST_PEOPLE:
            return counts
    return []


def _ends(periods: I64, longest: int) -> list[int]:
    """Last period of each window but the last, each window as long as may be."""
    ends: list[int] = []
    first = int(periods[0])
    for before, period in pairwise(periods):
        if period - first >= longest:
            ends.append(int(before))
            first = int(period)
    return ends


def _pieces(part: Part, cuts: Sequence[int]) -> list[Part]:
    """The part in pieces: who leaves home first goes first in every stage."""
    gone = part.leaving.astype(np.int64).cumsum(axis=1)
    found: list[Part] = []
    for low, high in zip((0, *cuts), (*cuts, part.people), strict=True):
        in_piece = np.clip(gone, low, high) - low
        leaving = np.diff(in_piece, axis=1, prepend=0).astype(np.int32)
        found.append(Part(part.origin, part.route, leaving))
    return found
