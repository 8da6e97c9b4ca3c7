"""Lexicon: the words of a language that the engine needs, read from that language's folder."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class Lexicon:
    """Word lists of one language; see `english/lexicon.toml` for what each is."""

    abbreviations: frozenset[str]
    stops: frozenset[str]
    titles: frozenset[str]
    pronouns: frozenset[str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    numbers: dict[str, int]
    qualifiers: dict[str, str]
    behind: dict[str, str]
    function_words: frozenset[str]
    prepositions: frozenset[str]
    glue: frozenset[str]
    openers: frozenset[str]
    may_end: frozenset[str]
    vague: str
    patterns: dict[str, re.Pattern[str]]

    @cached_property
    def number_words(self) -> str:
        """A pattern for one number word."""
        return "|".join(sorted(self.numbers, key=len, reverse=True))

    @cached_property
    def before_number(self) -> re.Pattern[str]:
        """A qualifier that ends where a number begins."""
        words = "|".join(re.escape(w) for w in sorted(self.qualifiers, key=len, reverse=True))
        return re.compile(rf"(?<![\w-])({words})\s+(?:the\s+)?$", re.IGNORECASE)

    @cached_property
    def behind_number(self) -> re.Pattern[str]:
        """A qualifier that stands behind a number."""
        words = "|".join(re.escape(w) for w in sorted(self.behind, key=len, reverse=True))
        return re.compile(rf"\s+({words})\b", re.IGNORECASE)


@lru_cache(maxsize=4)
def read_lexicon(language: str) -> Lexicon:
    """The word lists of a language's folder."""
    folder = files("safepassage.intake") / language
    raw = tomllib.loads((folder / "lexicon.toml").read_text(encoding="utf-8"))
    return Lexicon(
        abbreviations=frozenset(raw["abbreviations"]),
        stops=frozenset(raw["stops"]),
        titles=frozenset(raw["titles"]),
        pronouns=frozenset(raw["pronouns"]),
        months=tuple(raw["months"]),
        weekdays=tuple(raw["weekdays"]),
        numbers=raw["numbers"],
        qualifiers=raw["qualifiers"],
        behind=raw["behind"],
        function_words=frozenset(raw["function_words"]),
        prepositions=frozenset(raw["prepositions"]),
        glue=frozenset(raw["glue"]),
        openers=frozenset(raw["openers"]),
        may_end=frozenset(raw["may_end"]),
        vague="|".join(raw["vague"]),
        patterns=_patterns((folder / "patterns.toml").read_text(encoding="utf-8")),
    )


def _patterns(text: str) -> dict[str, re.Pattern[str]]:
    """Patterns by name; lines are joined as they are."""
    raw = tomllib.loads(text)
    found = {}
    for table, flags in (("patterns", re.IGNORECASE), ("exact", re.NOFLAG)):
        for name, pattern in raw[table].items():
            found[name] = re.compile("".join(pattern.splitlines()), flags)
    return found
