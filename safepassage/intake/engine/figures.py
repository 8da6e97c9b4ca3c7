"""Figures: numbers that count people, vehicles, aid or harm, with what they measure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ...situation.span import Span
from ..proposal import Proposal
from .counted import counted_words, unit_of
from .measures import Measures
from .nearest import bare_measure, fitting_measure, nearest_measure, usual_measure
from .numbers import Count
from .reading import Reading
from .sentences import Piece

WHY = "a number with the thing that it counts"


_MONEY = re.compile(r"[$€£]\s?$")


def figures(measures: Measures, reading: Reading, piece: Piece) -> list[Proposal]:
    """Figures of a sentence, one for each number that counts something."""
    found: list[Proposal] = []
    dates = reading.days_in(piece.start, piece.end)
    for count in reading.numbers.counts(reading.text, piece.start, piece.end):
        if any(day.start < count.end and count.start < day.end for day in dates):
            continue
        figure = _figure(measures, reading, piece, count)
        if figure is None or (not found and _is_anew(reading, count)):
            continue
        found.append(_like_whole(reading, figure, found))
    return found


def _is_anew(reading: Reading, count: Count) -> bool:
    """Whether a number only makes sense beside one before it: "it is now 2,300"."""
    before = reading.text[max(0, count.first - 40) : count.first]
    return reading.pattern("said_anew").search(before) is not None


def _like_whole(reading: Reading, figure: Proposal, found: list[Proposal]) -> Proposal:
    """ "including four children": a part counts what the whole before it counts."""
    start = figure.evidence.start
    if (
        not found
        or reading.pattern("part_of").search(reading.text[max(0, start - 40) : start]) is None
    ):
        return figure
    if figure.norm.get("measure") not in (None, "present") or "measure" not in found[-1].norm:
        return figure
    norm = {**figure.norm, "measure": found[-1].norm["measure"]}
    return replace(figure, norm=norm, rule=f"figure/{norm['measure']}")


def _figure(measures: Measures, reading: Reading, piece: Piece, count: Count) -> Proposal | None:
    text = reading.text
    money = _MONEY.search(text[max(piece.start, count.start - 3) : count.start])
    what = counted_words(measures, reading, piece, count)
    words = "" if what is None else what.text
    unit = "usd" if money is not None else unit_of(measures, reading, words)
    if unit is None:
        measure = bare_measure(measures, reading, piece, count, words)
        unit = "persons"
        if measure is None:
            return None
        what = None if reading.pattern("bare_more").match(words) is None else what
    else:
        measure = fitting_measure(nearest_measure(measures, reading, piece, count, what), unit)
        if measure is None and what is not None:
            measure = usual_measure(measures, what.text) or _DEFAULTS.get(unit)
        if unit == "seats":
            unit, measure = "persons", "capacity"
    if _is_year(text, count, words) or (count.low == 1 == count.high and measure in _WEAK):
        return None
    fields: dict[str, tuple[Span, ...]] = {"value": (reading.span(count.start, count.end),)}
    if what is not None:
        fields["what"] = (what,)
    if count.qualifier_at is not None:
        fields["qualifier"] = (reading.span(*count.qualifier_at),)
    norm: dict[str, Any] = {
        name: value
        for name, value in (("low", count.low), ("high", count.high), ("approx", count.approx))
        if value is not None
    }
    norm |= {"qualifier": count.qualifier, "unit": unit}
    if measure is not None:
        norm["measure"] = measure
    evidence = reading.trimmed(count.first, max(count.last, 0 if what is None else what.end))
    assert evidence is not None
    return Proposal("figure", evidence, fields, norm, f"figure/{measure or 'counted'}", WHY)


_WEAK = (None, "present", "vehicles", "flights", "residents", "available", "capacity", "other")
_DEFAULTS = {
    "persons": "present",
    "households": "present",
    "trucks": "vehicles",
    "vehicles": "vehicles",
    "vessels": "vehicles",
    "flights": "flights",
    "percent": "share",
    "usd": "cost",
    "tonnes": "stock",
    "litres": "stock",
    "beds": "capacity",
}


def _is_year(text: str, count: Count, words: str) -> bool:
    value = text[count.start : count.end]
    return bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", value)) and not words
