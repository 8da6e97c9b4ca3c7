"""Figure: a number with its wording; ranges stay ranges and nothing is averaged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Number = int | float
LARGEST = 10**15  # a number beyond it is a slip, and counts nothing that anybody reports


@dataclass(frozen=True, slots=True)
class Figure:
    """`low` and `high` are bounds that the words give (None: the words leave it open).

    `approx` is what "about" and estimates name. `qualifier` is one of `fact_types.QUALIFIERS`;
    `wording` the exact words of the value ("hundreds"), where there are any.
    """

    low: Number | None
    high: Number | None
    approx: Number | None
    qualifier: str
    measure: str | None = None
    unit: str | None = None
    wording: str | None = None

    @classmethod
    def of(cls, norm: Mapping[str, Any], wording: str | None = None) -> Figure:
        """The figure that a norm holds; what is no number or no word is not known."""
        return cls(
            _number(norm.get("low")),
            _number(norm.get("high")),
            _number(norm.get("approx")),
            _word(norm.get("qualifier")) or "exact",
            _word(norm.get("measure")),
            _word(norm.get("unit")),
            wording,
        )

    def words(self) -> str:
        """The number as it was said, in English: "more than 1,400", "500 to 600", "hundreds"."""
        match self.qualifier:
            case "vague_plural":
                return self.wording or "an unknown number"
            case "between":
                return f"{_text(self.low)} to {_text(self.high)}"
            case "more_than":
                return f"more than {_text(self.low)}"
            case "at_least":
                return f"at least {_text(self.low)}"
            case "less_than":
                return f"less than {_text(self.high)}"
            case "at_most":
                return f"at most {_text(self.high)}"
            case "about":
                return f"about {_text(self.approx)}"
            case "estimated":
                return f"{_text(self.approx)} (estimate)"
            case _:
                return _text(self.low)


def _number(value: Any) -> Number | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if -LARGEST <= value <= LARGEST else None


def _word(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _text(value: Number | None) -> str:
    return "not known" if value is None else f"{value:,}"


def agree(a: Figure, b: Figure) -> bool:
    """Whether some number fits both: two wordings of what may be one count.

    "about" and estimates fit anything within a tenth of what they name, which is our own
    reading of the word and no standard.
    """
    a_low, a_high = reach(a)
    b_low, b_high = reach(b)
    return a_low <= b_high and b_low <= a_high


def reach(figure: Figure) -> tuple[float, float]:
    """The lowest and highest number that the words may mean; infinite where it is left open."""
    if figure.qualifier in ("about", "estimated") and figure.approx is not None:
        return figure.approx * 0.9, figure.approx * 1.1
    low = 0.0 if figure.low is None else float(figure.low)
    if figure.qualifier == "more_than":
        low += 1
    high = float("inf") if figure.high is None else float(figure.high)
    return low, high
