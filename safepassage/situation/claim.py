"""Claim: who said what, when, about what, in which exact words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from .span import Span
from .when import When

Fields = Mapping[str, tuple[Span, ...]]
RELIABILITY = {
    "A": "reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by others",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}


@dataclass(frozen=True, slots=True)
class Speaker:
    """On whose word: a name as it stood, the role it was given, and the party's id if known."""

    name: str
    role: str | None = None
    party: str | None = None

    def words(self) -> str:
        """Name and role in one line."""
        return f"{self.name} ({self.role})" if self.role else self.name


@dataclass(frozen=True, slots=True)
class Valid:
    """Since when and until when a claim says that something holds; None is not known."""

    since: When | None = None
    until: When | None = None


def frozen(mapping: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """A copy of a mapping that cannot be changed."""
    return MappingProxyType(dict(mapping or {}))


@dataclass(frozen=True, slots=True)
class Claim:
    """One fact of one of the types of `fact_types`, as somebody said it.

    Four times: `valid` (since, until), `said`, `published`, and `recorded`, which the event holds.
    `subject` is an address of the scenario (crossing/rafah/gate/gaza), or None where nobody has
    joined it yet. `norm` holds what a reviewer stores; `fields` and `evidence` the exact words.
    `reliability` (of the source, A to F) and `credibility` (of what it says, 1 to 6) are the two
    grades of the Admiralty code; F and 6 say that nobody could judge.
    `chain`: from the one who said it to the outlet that printed it.
    """

    id: str
    type: str
    norm: Mapping[str, Any] = field(default_factory=lambda: frozen({}))
    subject: str | None = None
    evidence: Span | None = None
    document: str | None = None
    fields: Fields = field(default_factory=lambda: frozen({}))
    speaker: Speaker | None = None
    chain: tuple[str, ...] = ()
    valid: Valid = Valid()
    said: When | None = None
    published: When | None = None
    reliability: str = "F"
    credibility: str = "6"
    rule: str | None = None
    why: str | None = None
    supersedes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "norm", frozen(self.norm))
        object.__setattr__(self, "fields", frozen(self.fields))
        if self.reliability not in RELIABILITY or self.credibility not in CREDIBILITY:
            raise ValueError("a source is graded A to F and what it says 1 to 6")

    def by_whom(self) -> str:
        """Who says so, in words; a text that speaks in its own voice is its outlet."""
        return self.speaker.words() if self.speaker else (self.chain[-1] if self.chain else "")

    def words(self) -> str:
        """The exact words, or what was noted by hand; an empty text where there is neither."""
        if self.evidence is not None:
            return self.evidence.text
        note = self.norm.get("note")
        return note if isinstance(note, str) else ""
