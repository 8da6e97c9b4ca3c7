"""Number said: "more than 1,400" of an entry by hand as bounds and qualifier, its words kept."""

from __future__ import annotations

from ...intake.engine.lexicon import read_lexicon
from ...intake.engine.numbers import NumberReader
from ...problems import Refusal, quoted

BY_HAND = ("low", "high", "approx", "qualifier")
LANGUAGE = "english"


def number_said(kind: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """The values of a figure, with what its `value=` says in words read into bounds.

    Nothing is read where bounds or a qualifier were typed as well. Refusal for words that hold no
    number or several.
    """
    names = {text.partition("=")[0].strip() for text in values}
    if kind != "figure" or "value" not in names or names & set(BY_HAND):
        return values
    words = next(text.partition("=")[2] for text in values if text.startswith("value="))
    counts = NumberReader(read_lexicon(LANGUAGE)).counts(words, 0, len(words))
    if len(counts) != 1:
        found = "no number" if not counts else f"{len(counts)} numbers"
        allowed = "give one as it was said (1,400; more than 1,400; 500 to 600; hundreds)"
        raise Refusal(
            f"value={quoted(words)} holds {found} that can be read",
            allowed,
            "or type low=, high=, approx= and qualifier= yourself",
        )
    (count,) = counts
    read = {"low": count.low, "high": count.high, "approx": count.approx}
    bounds = (f"{name}={number}" for name, number in read.items() if number is not None)
    return (*values, *bounds, f"qualifier={count.qualifier}")
