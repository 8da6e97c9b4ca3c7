"""Whole people: a total over parts by weight, so that the sum is exact."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from safepassage.scenario.convert.people import largest_remainder

SHARE_PLACES = 3  # decimals of a share of a zone's people


def split_people(total: int, weights: Sequence[float]) -> list[int]:
    """People of each part by largest remainder; they add up to the total."""
    exact = [Fraction(weight) for weight in weights]
    whole = sum(exact, Fraction(0))
    if whole <= 0:
        raise ValueError("parts without any weight cannot share people")
    return largest_remainder([total * part / whole for part in exact], total)


def shares(weights: Sequence[float]) -> list[Decimal]:
    """Shares with three decimals; they add up to 1 exactly, and one may be 0."""
    parts = split_people(10**SHARE_PLACES, weights)
    return [Decimal(part).scaleb(-SHARE_PLACES) for part in parts]
