"""Rule: what makes a stretch of text a fact, with sentences that it is for and not for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ...situation.fact_types import FACT_TYPES

SCOPES = ("match", "clause", "sentence", "onward")
_MACRO = re.compile(r"\{([A-Z_]+)\}")


@dataclass(frozen=True)
class Rule:
    """`trigger` is searched in every sentence; its named groups are fields.

    `subject`: the field that the noun phrase before the trigger goes to; a rule with
    `needs_subject` proposes nothing where there is none; with `subject_behind` it is the phrase
    behind. `object`: the field for what follows. `scope`: how far the evidence reaches: the match,
    its clause, the sentence, or from the subject onward to the end of the clause. `needs` and
    `unless` are searched in the sentence. `subject_has` and `object_has` are searched in those
    phrases: a road can be closed, an inquiry cannot. A rule that is `alone` counts only where no
    other rule of its type found anything in the sentence.
    """

    name: str
    type: str
    why: str
    trigger: re.Pattern[str]
    scope: str
    subject: str | None
    needs_subject: bool
    subject_behind: bool
    object: str | None
    subject_has: re.Pattern[str] | None
    object_has: re.Pattern[str] | None
    alone: bool
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    norm: Mapping[str, Any]
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@lru_cache(maxsize=4)
def read_rules(language: str) -> tuple[Rule, ...]:
    """The rules of a language, in the order of its files."""
    folder = files("safepassage.intake") / language
    macros = read_macros(language)
    found: list[Rule] = []
    for name in sorted(entry.name for entry in (folder / "rules").iterdir()):
        if not name.endswith(".toml"):
            continue
        raw = tomllib.loads((folder / "rules" / name).read_text(encoding="utf-8"))
        found += [_rule(row, macros, name) for row in raw.get("rule", ())]
    return tuple(found)


def read_macros(language: str) -> dict[str, str]:
    """Macros may use those above them; a list of words becomes a choice of them."""
    folder = files("safepassage.intake") / language
    raw = tomllib.loads((folder / "macros.toml").read_text(encoding="utf-8"))
    macros: dict[str, str] = {}
    for name, value in raw.items():
        pattern = value if isinstance(value, str) else "(?:" + "|".join(value) + ")"
        macros[name] = expand(pattern, macros, f"macros.toml: {name}")
    return macros


def expand(pattern: str, macros: Mapping[str, str], where: str) -> str:
    """A pattern with its macros written out."""

    def put(match: re.Match[str]) -> str:
        if match[1] not in macros:
            raise ValueError(f"{where}: no macro {match[1]}")
        return macros[match[1]]

    return _MACRO.sub(put, pattern)


def flexible(pattern: str) -> str:
    """Lines are joined as they are; a space stands for white space, " ?" for perhaps some."""
    joined = "".join(line.strip() for line in pattern.splitlines())
    # "(?:[a-z]+ ?){1,9}" could split a word in hundreds of ways, and would try them all
    joined = joined.replace("+ ?){", r"+(?:\s+|(?![\w'’-]))){")
    return re.sub(r" +(\?)?", lambda gap: r"\s*" if gap[1] else r"\s+", joined)


def _rule(raw: Mapping[str, Any], macros: Mapping[str, str], file: str) -> Rule:
    name = f"{file.removesuffix('.toml')}/{raw['name']}"
    if raw["type"] not in FACT_TYPES:
        raise ValueError(f"{name}: {raw['type']} is no type of fact")
    scope = raw.get("scope", "clause")
    if scope not in SCOPES:
        raise ValueError(f"{name}: scope {scope}; allowed: {', '.join(SCOPES)}")
    unknown = set(raw) - {
        "name", "type", "why", "trigger", "scope", "subject", "needs_subject", "subject_behind",
        "object", "subject_has", "object_has", "alone", "needs", "unless", "norm", "positive",
        "negative",
    }  # fmt: skip
    if unknown:
        raise ValueError(f"{name}: {', '.join(sorted(unknown))} is no part of a rule")

    def pattern(key: str) -> re.Pattern[str] | None:
        if key not in raw:
            return None
        begins = r"(?<![\w])" if key == "trigger" else ""
        try:
            return re.compile(
                f"{begins}(?:{flexible(expand(raw[key], macros, name))})", re.IGNORECASE
            )
        except re.error as error:
            raise ValueError(f"{name}: {key}: {error}") from error

    trigger = pattern("trigger")
    assert trigger is not None
    return Rule(
        name=name,
        type=raw["type"],
        why=raw["why"],
        trigger=trigger,
        scope=scope,
        subject=raw.get("subject"),
        needs_subject=raw.get("needs_subject", False),
        subject_behind=raw.get("subject_behind", False),
        object=raw.get("object"),
        subject_has=pattern("subject_has"),
        object_has=pattern("object_has"),
        alone=raw.get("alone", False),
        needs=pattern("needs"),
        unless=pattern("unless"),
        norm=raw.get("norm", {}),
        positive=tuple(raw["positive"]),
        negative=tuple(raw["negative"]),
    )
