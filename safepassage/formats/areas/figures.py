"""Figures: headcounts as files give them, read strictly."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

from safepassage.problems import Refusal, quoted

Figure = Fraction | Literal["unknown"]
UNKNOWN: Literal["unknown"] = "unknown"
MOST_PEOPLE = 1_000_000_000  # in one place
PLAIN = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
# 1,234 and 1 234 567, also with the narrow spaces that spreadsheets write
GROUPED = re.compile(r"[+-]?\d{1,3}([,'’_ \u00a0\u202f\u2009]\d{3})+(\.\d+)?", re.ASCII)
DOTTED = re.compile(r"[1-9]\d{0,2}(\.\d{3})+", re.ASCII)  # 1.234: a fraction, or thousands?
ALLOWED = "give people as a whole number, 0 or more, or unknown"


def dots_are_decimal(texts: Iterable[object]) -> bool:
    """Whether some text of a column shows that a dot is no thousands separator, as 0.5 does."""
    return any(
        isinstance(text, str)
        and "." in text
        and PLAIN.fullmatch(text.strip())
        and not DOTTED.fullmatch(text.strip())
        for text in texts
    )


def read_figure(value: object, *, texts: bool, decimal_dots: bool = False) -> Figure | None:
    """A headcount, `unknown`, or None for an empty cell.

    `texts` says that the file has nothing but texts (a table); elsewhere a number is a number.

    Raises
    ------
    Refusal
        It is no headcount.
    """
    if isinstance(value, str):
        text = value.strip()
        if not text:
            return None
        if text.lower() == UNKNOWN:
            return UNKNOWN
        return _in_range(_from_text(text, texts, decimal_dots), text)
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refusal(f"{quoted(value)} is not a number", ALLOWED)
    if isinstance(value, float) and math.isinf(value):
        raise Refusal(f"{value} is not a number", ALLOWED)
    # the decimal as it is written, not the binary fraction next to it
    return _in_range(Fraction(repr(value)), str(value))


def _in_range(figure: Fraction, text: str) -> Fraction:
    if figure < 0:
        mend = "if it stands for nobody knows, write unknown"
        raise Refusal(f"{text} is less than nobody", ALLOWED, mend)
    if figure > MOST_PEOPLE:
        raise Refusal(f"{text} is more people than a place can have", ALLOWED)
    return figure


def _from_text(text: str, texts: bool, decimal_dots: bool) -> Fraction:
    """The number in a text, where a text may hold one."""
    if PLAIN.fullmatch(text):
        if not texts:
            mend = f"write {text} without quotes, or make the column one of numbers"
            raise Refusal(f"{quoted(text)} is a text", ALLOWED, mend)
        if DOTTED.fullmatch(text) and not decimal_dots:
            plain = text.replace(".", "")
            mend = f"write {plain} if that is meant, or {text}0 for the fraction"
            raise Refusal(f"{quoted(text)} may have a thousands separator", ALLOWED, mend)
        return Fraction(text)
    if GROUPED.fullmatch(text):
        plain = re.sub(r"[^\d.+-]", "", text)
        raise Refusal(f"{quoted(text)} has a thousands separator", ALLOWED, f"write {plain}")
    if re.fullmatch(r"[+-]?\d+,\d+", text, re.ASCII):
        mend = f"write {text.replace(',', '.')}"
        raise Refusal(f"{quoted(text)} has a comma", ALLOWED, mend)
    if text.isdecimal():
        plain = str(int(text))
        raise Refusal(f"{quoted(text)} has other digits than 0 to 9", ALLOWED, f"write {plain}")
    if re.fullmatch(r"[+-]?\d+(\.\d*)?[eE][+-]?\d+", text, re.ASCII):
        mend = "write all its digits: a spreadsheet has cut it short"
        raise Refusal(f"{quoted(text)} is cut short", ALLOWED, mend)
    if text.lower() in {"nan", "null", "none", "na", "n/a", "-", "?"}:
        raise Refusal(f"{quoted(text)} stands here", ALLOWED, "write unknown if nobody knows")
    raise Refusal(f"{quoted(text)} is not a number", ALLOWED)
