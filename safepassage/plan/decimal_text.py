"""Decimal text: a fraction written as the decimal it is."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def decimal_text(value: Fraction) -> str:
    """`Fraction(19, 20)` -> `"0.95"`.

    Raises
    ------
    ValueError
        The fraction is no finite decimal (never the case for what a scenario gives).
    """
    power = 0
    while (value * 10**power).denominator != 1:
        power += 1
        if power > 30:
            raise ValueError(f"{value} is no finite decimal")
    return format(Decimal(int(value * 10**power)).scaleb(-power), "f")
