"""Curves: how many people of a start point are ready by which second, in whole people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Context, Decimal
from fractions import Fraction
from itertools import pairwise

from safepassage.scenario.departure_curve import DepartureCurve

EVERY_S = 300
LONGEST_S = 30 * 86400
# exp of decimals is rounded right on every machine, so the same scenario gives the same people
_EXACT = Context(prec=40)
Share = tuple[int, int, int]  # second, and the share ready by then as a fraction
_SHARES: dict[DepartureCurve, tuple[list[Share], Iterator[Share]]] = {}


def ready(curve: DepartureCurve, people: int) -> tuple[tuple[int, int], ...]:
    """Steps (second since people are told, people ready so far), never ahead of the curve.

    The last step holds everybody: a curve that never ends is cut where less than one is missing.
    """
    if people == 0:
        return ()
    if curve.form == "at_once":
        return ((0, people),)
    steps: list[tuple[int, int]] = []
    so_far = 0
    for second, above, below in _shares(curve):
        count = min(people, above * people // below)
        if people * (below - above) < below and (above == below or curve.form != "table"):
            count = people
        if count > so_far:
            steps.append((second, count))
            so_far = count
        if so_far == people:
            break
    else:
        steps.append((second + 1, people))
    return tuple(steps)


def _shares(curve: DepartureCurve) -> Iterator[Share]:
    """The shares at the samples; each is computed once, as many groups have one curve."""
    if curve not in _SHARES:
        share = _share(curve)
        _SHARES[curve] = (
            [],
            ((second, *share(second).as_integer_ratio()) for second in _samples(curve)),
        )
    done, more = _SHARES[curve]
    yield from done
    for item in more:
        done.append(item)
        yield item


def _samples(curve: DepartureCurve) -> Iterator[int]:
    """The seconds at which a curve is looked at: every five minutes and at the table's points."""
    if curve.points is None:
        yield from range(0, LONGEST_S, EVERY_S)
        return
    own = {-int(-(minute * 60) // 1) for minute, _ in curve.points}
    yield from sorted(own | set(range(0, max(own), EVERY_S)))


def _share(curve: DepartureCurve) -> Callable[[int], Fraction]:
    """The share ready at a second."""
    if curve.points is not None:
        points = [(Fraction(minute) * 60, Fraction(share)) for minute, share in curve.points]
        return lambda second: _between(points, second)
    if curve.scale_min is not None:
        scale = curve.scale_min * 60
        return lambda second: Fraction(
            1 - _EXACT.exp(-_EXACT.divide(Decimal(second) ** 2, 2 * scale**2))
        )
    assert curve.rate_per_min is not None
    assert curve.half_min is not None
    rate, half = curve.rate_per_min, curve.half_min
    return lambda second: Fraction(
        _EXACT.divide(
            Decimal(1), 1 + _EXACT.exp(-rate * (_EXACT.divide(Decimal(second), Decimal(60)) - half))
        )
    )


def _between(points: list[tuple[Fraction, Fraction]], second: int) -> Fraction:
    """The share on the straight line between two points; 0 before the first."""
    if second < points[0][0]:
        return Fraction(0)
    for (first, low), (last, high) in pairwise(points):
        if second < last:
            return low + (high - low) * (second - first) / (last - first)
    return points[-1][1]
