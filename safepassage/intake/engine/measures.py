"""Measures: what a number may count, by words of a language around it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class Measure:
    """What is counted, by words behind and before a number in its clause."""

    name: str
    behind: re.Pattern[str] | None
    before: re.Pattern[str] | None
    noun: re.Pattern[str] | None
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True)
class Measures:
    """The measures of a language, and nouns: of people, of other units, and of no figure.

    `usual`: what a noun is counted for where no word says it. `bare`: words beside a number that
    stands alone, and what it then counts.
    """

    measures: tuple[Measure, ...]
    persons: re.Pattern[str]
    units: tuple[tuple[str, re.Pattern[str]], ...]
    excluded: re.Pattern[str]
    bare: tuple[tuple[re.Pattern[str], str], ...]
    usual: tuple[tuple[re.Pattern[str], str], ...]


@lru_cache(maxsize=4)
def read_measures(language: str) -> Measures:
    """The measures in a language's folder."""
    folder = files("safepassage.intake") / language
    raw = tomllib.loads((folder / "measures.toml").read_text(encoding="utf-8"))
    return Measures(
        tuple(
            Measure(
                row["name"],
                _words(row["behind"]),
                _words(row["before"]),
                _words(row.get("noun", [])),
                tuple(row["positive"]),
                tuple(row["negative"]),
            )
            for row in raw["measure"]
        ),
        _whole(raw["persons"]),
        tuple((unit, _whole(words)) for unit, words in raw["units"].items()),
        _whole(raw["exclude_nouns"]),
        tuple((re.compile(words), name) for words, name in raw["bare"]),
        tuple((re.compile(words, re.IGNORECASE), name) for words, name in raw["usual"]),
    )


def _words(words: list[str]) -> re.Pattern[str] | None:
    if not words:
        return None
    pattern = "|".join(re.sub(" +", lambda _: r"\s+", word) for word in words)
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)


def _whole(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(words)})", re.IGNORECASE)
