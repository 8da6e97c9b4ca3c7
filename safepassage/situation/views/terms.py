"""Terms: the words and names that a claim's fields and norm hold."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ..claim import Claim

PRONOUNS = frozenset({"he", "i", "it", "she", "they", "us", "we"})
TIES = frozenset({"about", "for", "from", "of", "on", "over", "to", "with"})


def words_of(claim: Claim, field: str) -> str:
    """The exact words of a field in one line; where it has none, what its norm notes there."""
    spans = claim.fields.get(field)
    if not spans:
        return noted(claim, field)
    if len(spans) == 1:
        return one_line(spans[0].text)
    return ", ".join([one_line(span.text) for span in spans])


@lru_cache(maxsize=65536)
def one_line(text: str) -> str:
    """A text with single spaces in place of any white space."""
    return " ".join(text.split())


def noted(claim: Claim, name: str) -> str:
    """A word or number of the norm as text; an empty text where it has none."""
    value: Any = claim.norm.get(name)
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)
    return str(value) if isinstance(value, int | float) else ""


def pieces_of(claim: Claim, name: str) -> tuple[str, ...]:
    """Each piece of a field by itself, or else of the list that the norm has under that name."""
    spans = claim.fields.get(name)
    if spans:
        return tuple(one_line(span.text) for span in spans)
    value = claim.norm.get(name)
    parts = value if isinstance(value, list | tuple) else (value,)
    return tuple(one_line(part) for part in parts if isinstance(part, str) and part)


def named(claim: Claim, field: str) -> str:
    """A party or person by its id where somebody joined it, else as the text calls it."""
    return noted(claim, f"{field}_id") or words_of(claim, field)


def party_of(claim: Claim, field: str = "party") -> str:
    """The party that a claim is about, to compare: its id where somebody joined it, else its name.

    Where the words name none or say "we", it is the one who speaks, of itself.
    """
    found = named(claim, field)
    if found and found.casefold() not in PRONOUNS:
        return found
    speaker = claim.speaker
    return (speaker.party or speaker.name) if speaker else found


def called(claim: Claim, field: str = "party") -> str:
    """The same party as people read it: as the text calls it, else the speaker, else the id."""
    words = words_of(claim, field)
    if words and words.casefold() not in PRONOUNS:
        return words
    return claim.speaker.name if claim.speaker else noted(claim, f"{field}_id") or words


def thing(words: str) -> str:
    """Words that name a thing, without the small word that tied them to their sentence."""
    first, _, rest = words.partition(" ")
    return rest if rest and first.casefold() in TIES else words


@lru_cache(maxsize=65536)
def key_of(words: str) -> str:
    """Words in a form to compare: case, articles and spaces do not tell things apart."""
    parts = words.casefold().split()
    return " ".join(parts[1:] if len(parts) > 1 and parts[0] in ("the", "a", "an") else parts)
