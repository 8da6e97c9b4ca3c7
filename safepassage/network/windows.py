"""Entry windows: the seconds in which an element may be entered (docs/concepts/rules.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

from ..clock import Span, intersection, subtract, union
from ..scenario.inputs import Closure, Consent, Corridor, Gate, Interval

Spans = tuple[Span, ...]

# What a "what if" may lift; each name is also the rule that blocks (plan/rules.py).
LIFTABLE = frozenset(
    {
        "gate_hours",
        "gate_consent",
        "gate_rate",
        "corridor_hours",
        "corridor_consent",
        "closure",
        "leg_consent",
        "eligibility",
        "departure_deadline",
        "destination_room",
        "walking_limit",
    }
)


def intervals(rows: Iterable[Interval]) -> Spans:
    """Spans of sourced intervals."""
    return union((row.from_s, row.to_s) for row in rows)


def consent_span(consent: Consent, criteria: frozenset[str]) -> Spans:
    """When a consent lets people with these criteria pass; empty where it does not count."""
    if not consent.counts:
        return ()
    if consent.only_for is not None and not criteria.intersection(consent.only_for):
        return ()
    return ((consent.from_s, consent.to_s),)


def consents_window(window: Spans, consents: Iterable[Consent], criteria: frozenset[str]) -> Spans:
    """`window` cut with every consent that people going out need."""
    for consent in consents:
        if consent.asked_of_people:
            window = intersection(window, consent_span(consent, criteria))
    return window


def gate_window(
    gate: Gate, criteria: frozenset[str], horizon_s: int, lift: frozenset[str]
) -> Spans:
    """Seconds in which people with these criteria may pass a gate."""
    window: Spans = ((0, horizon_s),)
    if "gate_hours" not in lift:
        window = () if gate.open is None else intersection(window, intervals(gate.open))
    if "gate_consent" not in lift:
        window = consents_window(window, gate.consents, criteria)
    barred = gate.eligibility is not None and not criteria.intersection(gate.eligibility)
    if barred and "eligibility" not in lift:
        return ()
    return window


def link_window(
    travel_s: int,
    closures: Sequence[Closure],
    corridors: Sequence[Corridor],
    criteria: frozenset[str],
    horizon_s: int,
    lift: frozenset[str],
) -> Spans:
    """Seconds in which a link may be entered so that its end is reached before it closes.

    `closures` and `corridors` are those that hold this link for this mode.
    """
    window: Spans = ((0, horizon_s),)
    if "closure" not in lift:
        shut = union((row.from_s, row.to_s) for row in closures if row.remaining_share == 0)
        window = subtract(window, shut)
    for corridor in corridors:
        if "corridor_hours" not in lift:
            hours = () if corridor.hours is None else intervals(corridor.hours)
            window = intersection(window, hours)
            window = intersection(
                window, [(corridor.notified_from_s, max(horizon_s, corridor.notified_from_s + 1))]
            )
        if "corridor_consent" not in lift:
            window = consents_window(window, corridor.consents, criteria)
    # who enters is off the link before it closes; the end of the horizon closes nothing
    return tuple(
        (low, high if high >= horizon_s else high - travel_s)
        for low, high in window
        if high >= horizon_s or high - travel_s > low
    )


def weighted_seconds(
    window: Spans, closures: Sequence[Closure], step_s: int, periods: int
) -> list[tuple[int, Fraction]]:
    """Open seconds per period, times the smallest remaining share of the partial closures.

    Returns (period, seconds > 0) ascending; periods that are not listed have none.
    """
    partial = [row for row in closures if 0 < row.remaining_share < 1]
    if not partial:  # whole seconds are quicker, and nearly always enough
        whole: dict[int, int] = {}
        for low, high in window:
            for period in range(low // step_s, min(periods, (high - 1) // step_s + 1)):
                inside = min(high, (period + 1) * step_s) - max(low, period * step_s)
                whole[period] = whole.get(period, 0) + inside
        return [(period, Fraction(value)) for period, value in sorted(whole.items())]
    cuts = sorted({edge for row in partial for edge in (row.from_s, row.to_s)})
    seconds: dict[int, Fraction] = {}
    for low, high in window:
        edges = [low, *(cut for cut in cuts if low < cut < high), high]
        for a, b in pairwise(edges):
            share = min(
                (row.remaining_share for row in partial if row.from_s <= a < row.to_s),
                default=Fraction(1),
            )
            for period in range(a // step_s, min(periods, (b - 1) // step_s + 1)):
                inside = min(b, (period + 1) * step_s) - max(a, period * step_s)
                seconds[period] = seconds.get(period, Fraction(0)) + inside * share
    return sorted(seconds.items())
