"""Told number: the number of a figure, read from the text; what a model says of it must agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...situation.fact_types import QUALIFIERS
from ...situation.span import Span
from ..engine.numbers import Count, Number, bounds
from ..engine.reading import Reading
from .answer import shown

BOUNDS = ("low", "high", "approx")


class Untrue(Exception):
    """What a model said and the text does not bear out."""


@dataclass(frozen=True, slots=True)
class ToldNumber:
    """`norm`: bounds and qualifier; `fields`: where value and qualifier stand."""

    norm: dict[str, Any]
    fields: dict[str, tuple[Span, ...]]


def told_number(
    reading: Reading,
    evidence: Span,
    fields: Mapping[str, tuple[Span, ...]],
    norm: Mapping[str, Any],
    *,
    has_rules: bool,
) -> ToldNumber:
    """The number at the place of the value. Raises Untrue where the words do not say it.

    In a language with rules, bounds and qualifier are read from the words alone. In one without,
    only its digits can be read: words such as "million" or "more than" cannot. So there the model
    has to give qualifier and bounds, the bounds have to be those of the digits, and what qualifies
    them has to stand in the text.
    """
    value = next(iter(fields.get("value", ())), None)
    if value is None:
        raise Untrue("a figure needs the words of its value")
    counts = reading.numbers.counts(reading.text, evidence.start, evidence.end)
    count = next((c for c in counts if c.first < value.end and value.start < c.last), None)
    if count is None:
        raise Untrue(f"no number can be read from {shown(value.text)} within the evidence")
    if has_rules:
        return _by_words(reading, count, value, norm)
    return _by_digits(reading, count, value, fields, norm)


def _by_words(reading: Reading, count: Count, value: Span, norm: Mapping[str, Any]) -> ToldNumber:
    read = {"low": count.low, "high": count.high, "approx": count.approx}
    _refuse_others(norm, tuple(read.values()), value)
    where: dict[str, tuple[Span, ...]] = {"value": (reading.span(count.start, count.end),)}
    if count.qualifier_at is not None:
        where["qualifier"] = (reading.span(*count.qualifier_at),)
    return ToldNumber({**_known(read), "qualifier": count.qualifier}, where)


def _by_digits(
    reading: Reading,
    count: Count,
    value: Span,
    fields: Mapping[str, tuple[Span, ...]],
    norm: Mapping[str, Any],
) -> ToldNumber:
    digits = reading.span(count.start, count.end)
    qualifier = norm.get("qualifier")
    if qualifier not in QUALIFIERS or qualifier == "vague_plural":
        raise Untrue("in a language without rules a figure needs its qualifier")
    if qualifier != "exact" and count.qualifier != "between" and "qualifier" not in fields:
        raise Untrue(f"the words that make it {qualifier} are not given, or do not stand there")
    if not any(name in norm for name in BOUNDS):
        raise Untrue("in a language without rules a figure needs its bounds")
    if count.qualifier == "between":
        low, high, approx = count.low, count.high, None
        if qualifier != "between":
            raise Untrue(f"two numbers stand there, which is not {qualifier}")
    elif qualifier == "between" or count.low is None:
        raise Untrue(f"one number stands there, which is not {qualifier}")
    else:
        low, high, approx = bounds(count.low, qualifier)
    read = {"low": low, "high": high, "approx": approx}
    _refuse_others(norm, (low, high, approx), value)
    where: dict[str, tuple[Span, ...]] = {"value": (digits,)}
    if "qualifier" in fields:
        where["qualifier"] = fields["qualifier"]
    return ToldNumber({**_known(read), "qualifier": qualifier}, where)


def _refuse_others(norm: Mapping[str, Any], read: tuple[Number | None, ...], value: Span) -> None:
    """A number that a model gives has to be one of those that the words give."""
    numbers = [float(number) for number in read if number is not None]
    for name in BOUNDS:
        said = norm.get(name)
        if said is None:
            continue
        try:
            agrees = float(str(said).replace(",", "")) in numbers
        except ValueError:
            agrees = False
        if not agrees:
            raise Untrue(f"{name} {shown(str(said))}, but the words say {shown(value.text)}")


def _known(read: Mapping[str, Number | None]) -> dict[str, Any]:
    return {name: number for name, number in read.items() if number is not None}
