"""Part: what one claim says of one thing, and the names that it gives."""

from __future__ import annotations

from dataclasses import dataclass

from ..situation.claim import Claim
from ..situation.figure import Figure
from ..situation.when import When
from ..visible import visible
from .names import Names
from .row import Detail
from .told import words_of

MOST_WORDS = 160  # letters of a text's words that stand as a name
PRONOUNS = frozenset({"we", "i", "us", "he", "she", "it", "they", "our", "my", "who"})
# what a note by hand may name, the most telling first
NAMING = ("what", "action", "place", "zones", "operator", "about", "requirement", "party", "topic")


@dataclass(frozen=True, slots=True)
class Part:
    """Section, key and name of the thing, and what the claim says of it."""

    section: str
    key: str
    name: str
    under: str | None = None
    state: str | None = None
    figure: Figure | None = None
    details: tuple[Detail, ...] = ()
    until: When | None = None


def key_of(*parts: object) -> str:
    """A key of words, the same however they are spaced and whether in capitals."""
    return "/".join(" ".join(str(part).lower().split()) for part in parts if part)


def name_of(claim: Claim, names: Names, *fields: str) -> str:
    """The scenario's name of the subject, else the first of the fields with words.

    Without them the words of the text, and for a note by hand whatever it names.
    """
    found = (words_of(claim, field) for field in fields)
    said = names.of(claim.subject) or next((words for words in found if words), "")
    return short(said or note_words(claim))


def note_words(claim: Claim) -> str:
    """The words of the text; of a note by hand what it names, at least the one who speaks."""
    named = (words_of(claim, field) for field in NAMING)
    words = visible(claim.words()) or next((words for words in named if words), "")
    return words or visible(claim.by_whom()) or claim.type


def short(words: str) -> str:
    """Words that can stand as a name."""
    return words if len(words) <= MOST_WORDS else words[: MOST_WORDS - 1] + "…"


def thing_of(claim: Claim, *fields: str) -> str:
    """What tells this thing from others: its address, or the words that name it."""
    return claim.subject or next(
        (words for field in fields if (words := words_of(claim, field))), note_words(claim)
    )


def party_of(claim: Claim, names: Names, *fields: str) -> str:
    """The party by its id where somebody joined it, else as the text calls it.

    Whoever says "we" speaks of the own party.
    """
    joined = names.party(claim.norm.get("party_id") or claim.norm.get("by_id"))
    named = next((words for field in fields if (words := words_of(claim, field))), "")
    own = names.party(claim.speaker.party) if claim.speaker else None
    told = "" if named.casefold() in PRONOUNS else named
    return joined or told or own or visible(claim.by_whom())


def details_of(claim: Claim, **labels: str) -> tuple[Detail, ...]:
    """A detail for each field or norm that has words, in the order given."""
    found = ((label, words_of(claim, field)) for label, field in labels.items())
    return tuple(Detail(label, words) for label, words in found if words)
