"""Norms: what the words of a fact make of its norm, beyond what its rule gives."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class NormWords:
    """A name of the norm of a type, with its values and the words for each, in order."""

    type: str
    name: str
    values: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=4)
def read_norms(language: str) -> dict[str, tuple[NormWords, ...]]:
    """The words of a language's folder, by type."""
    folder = files("safepassage.intake") / language
    raw = tomllib.loads((folder / "norms.toml").read_text(encoding="utf-8"))
    found: dict[str, tuple[NormWords, ...]] = {}
    for row in raw["norm"]:
        words = NormWords(
            row["type"],
            row["name"],
            tuple((value, re.compile(words, re.IGNORECASE)) for value, words in row["values"]),
        )
        found[row["type"]] = (*found.get(row["type"], ()), words)
    return found


def by_words(
    norms: dict[str, tuple[NormWords, ...]], kind: str, evidence: str, norm: dict[str, Any]
) -> None:
    """Put into a norm what the evidence says; where no words do, it stays as it is."""
    for row in norms.get(kind, ()):
        for value, words in row.values:
            if words.search(evidence) is not None:
                norm[row.name] = value
                break
