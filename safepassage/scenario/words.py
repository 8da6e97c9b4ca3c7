"""Words: what is said beside the numbers of the inputs; shown to readers, never used by a rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

Hours = tuple[tuple[int, int, str | None], ...]  # (from second, to second, source)


@dataclass(frozen=True, slots=True)
class PopulationWords:
    """People kept apart in every answer; `withheld`: why their number stays inside, or None."""

    id: str
    name: str
    withheld: str | None


@dataclass(frozen=True, slots=True)
class CriterionWords:
    """A party's condition on who may pass."""

    id: str
    kind: str
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class Said:
    """A claim: who said what, when, about which address; and which claims it contradicts."""

    id: str
    speaker: str
    role: str
    said: datetime
    subject: str
    text: str
    source: str
    span: str | None
    contradicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatementWords:
    """A text towards a criterion of credibility; `by`: the role of whoever states it."""

    criterion: str
    field: str | None
    text: str
    by: str
    source: str | None


@dataclass(frozen=True, slots=True)
class HelpWords:
    """Whom people can ask."""

    name: str
    contact: str
    hours: str | None
    languages: tuple[str, ...]
    source: str | None


@dataclass(frozen=True, slots=True)
class CardWords:
    """What a zone card says in one language beside the instruction."""

    language: str
    bring: tuple[str, ...]
    leaving: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class NameWords:
    """A name in another language, by the address of what it names."""

    address: str
    language: str
    name: str


@dataclass(frozen=True, slots=True)
class TakenBackWords:
    """Hours of a gate as first said (None = not known), and what a later word took back."""

    address: str
    open: Hours | None
    closed: Hours


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that is said beside the numbers, as far as known as of the answer.

    `word_for`: (address, source id) of figures whose sources the inputs do not carry. `shapes`:
    (link id, WKT) of roads that are not straight, in the direction in which link.csv has them.
    """

    summary: str | None = None
    end_source: str | None = None
    populations: tuple[PopulationWords, ...] = ()
    criteria: tuple[CriterionWords, ...] = ()
    claims: tuple[Said, ...] = ()
    statements: tuple[StatementWords, ...] = ()
    help: tuple[HelpWords, ...] = ()
    card_texts: tuple[CardWords, ...] = ()
    names: tuple[NameWords, ...] = ()
    word_for: tuple[tuple[str, str], ...] = ()
    taken_back: tuple[TakenBackWords, ...] = ()
    shapes: tuple[tuple[str, str], ...] = ()

    def name_in(self, address: str, language: str) -> str | None:
        """The name of something in a language, or None where nobody gave one."""
        for row in self.names:
            if row.address == address and row.language == language:
                return row.name
        return None

    def source_of(self, address: str) -> str | None:
        """On whose word a figure stands that the inputs carry without its source."""
        return next((source for where, source in self.word_for if where == address), None)

    def population_name(self, population: str) -> str:
        """The name of a population; its id where there is none."""
        return next((row.name for row in self.populations if row.id == population), population)


NOTHING_SAID = Words()
