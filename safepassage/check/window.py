"""Windows: sets of seconds, cut with one another and spread over periods."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

Window = tuple[tuple[int, int], ...]  # seconds [a, b), sorted, apart from one another
EVER = 10**15


def joined(intervals: Iterable[tuple[int, int]]) -> Window:
    """The seconds that lie in any of the intervals."""
    out: list[tuple[int, int]] = []
    for a, b in sorted(intervals):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        elif a < b:
            out.append((a, b))
    return tuple(out)


def both(one: Window, other: Window) -> Window:
    """The seconds that lie in both windows."""
    out = []
    i = j = 0
    while i < len(one) and j < len(other):
        a, b = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if a < b:
            out.append((a, b))
        if one[i][1] <= other[j][1]:
            i += 1
        else:
            j += 1
    return tuple(out)


def without(window: Window, closed: Window) -> Window:
    """The seconds of the window that are not closed."""
    borders = [-EVER, *(second for interval in closed for second in interval), EVER]
    return both(window, tuple(zip(borders[::2], borders[1::2], strict=True)))


def spread(seconds: list[int], a: int, b: int, weight: int, step_s: int) -> None:
    """Add the seconds [a, b), each times `weight`, to the periods in which they lie."""
    first, last = a // step_s, (b - 1) // step_s
    if first == last:
        seconds[first] += (b - a) * weight
        return
    seconds[first] += ((first + 1) * step_s - a) * weight
    seconds[first + 1 : last] = [had + step_s * weight for had in seconds[first + 1 : last]]
    seconds[last] += (b - last * step_s) * weight


def pieces(
    window: Window, slowed: list[tuple[int, int, Fraction]]
) -> Iterable[tuple[int, int, Fraction]]:
    """The window in pieces of one remaining share each."""
    for a, b in window:
        borders = {second for f, t, _ in slowed for second in (f, t) if a < second < b}
        points = sorted({a, b} | borders)
        for x, y in pairwise(points):
            shares = [share for f, t, share in slowed if f <= x < t]
            yield x, y, min(shares, default=Fraction(1))
