"""Aid window: the seconds in which a stream's trucks may pass, and what a passing takes."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from ..clock import intersection
from ..scenario.inputs import AidStream, Consent, Crossing
from .windows import Spans, intervals

SECONDS_PER_HOUR = 3600


def aid_window(crossing: Crossing, stream: AidStream) -> Spans:
    """Seconds in which a stream's trucks may pass: hours and consents of all gates, its own too.

    Not cut at the horizon.
    """
    window: Spans | None = None
    for gate in crossing.gates:
        hours = () if gate.open is None else intervals(gate.open)
        window = hours if window is None else intersection(window, hours)
        window = _agreed(window, gate.consents)
    return _agreed(window or (), stream.consents)


def _agreed(window: Spans, consents: Iterable[Consent]) -> Spans:
    for consent in consents:
        if consent.asked_of_aid:
            spans = ((consent.from_s, consent.to_s),) if consent.counts else ()
            window = intersection(window, spans)
    return window


def truck_passings_s(crossing: Crossing) -> tuple[Fraction, ...] | None:
    """Seconds of one truck's passing at each gate; None if some gate passes no truck."""
    found = []
    for gate in crossing.gates:
        if not gate.rate_trucks_per_hour:
            return None
        found.append(SECONDS_PER_HOUR / gate.rate_trucks_per_hour)
    return tuple(found)
