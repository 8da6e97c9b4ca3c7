"""Standing: the claims that a view speaks of, and what each voice says last."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from ..claim import Claim
from ..document import Document
from ..record import Held
from .terms import key_of
from .word import Word

Value = Callable[[Claim], str]


def told_at(held: Held, claim: Claim) -> datetime:
    """When it was said or else published, at the earliest; a note without either: when recorded."""
    told = claim.said or claim.published
    return told.earliest if told is not None else held.recorded[claim.id]


def starts(held: Held, claim: Claim) -> datetime:
    """From when on it may hold: its stated start at the earliest, or when it was told."""
    since = claim.valid.since
    return told_at(held, claim) if since is None else since.earliest


def holds(held: Held, claim: Claim, at: datetime) -> bool:
    """Whether a claim speaks of an instant: it may have begun, and may not have ended."""
    until = claim.valid.until
    return (until is None or at <= until.latest) and starts(held, claim) <= at


def heard(held: Held, claim: Claim, at: datetime) -> bool:
    """Whether it was said by an instant: for what was said, and not what it is about."""
    return told_at(held, claim) <= at


def voice(held: Held, claim: Claim) -> str:
    """Whose word it is, in a form to compare.

    Copies of one text are one voice. A headline is another one than the body of its text, so that
    neither replaces the other.
    """
    speaker = claim.speaker
    if speaker is not None:
        return speaker.party or key_of(speaker.name)
    source = claim.norm.get("source")
    if isinstance(source, str) and source:
        return key_of(source)
    document = held.documents.get(claim.document) if claim.document else None
    if document is None:
        return key_of(claim.chain[-1]) if claim.chain else ""
    head = "headline of " if in_headline(claim, document) else ""
    if document.copy_of in held.documents:
        document = held.documents[document.copy_of]
    return head + key_of(document.outlet or document.name)


def in_headline(claim: Claim, document: Document | None) -> bool:
    """Whether the words of a claim stand in the headline, with which its text begins."""
    if document is None or document.title is None or claim.evidence is None:
        return False
    # the same words may stand in the body as well: only the place tells
    start, title = claim.evidence.start, document.title
    return start < len(title) and title[start : claim.evidence.end] == claim.evidence.text


def last_words(held: Held, claims: Iterable[Claim], says: Value) -> tuple[Word, ...]:
    """What each voice says last, in the order in which they last spoke.

    `claims` in the order of the log. Of one voice the claim told last counts; of those told at
    one time the one about the latest start, then the one recorded last. Where one text says two
    things of one time, both stand: nothing tells which of them counts. Different voices stand
    side by side.
    """
    by_voice: dict[str, list[Claim]] = {}
    for claim in claims:
        by_voice.setdefault(voice(held, claim), []).append(claim)
    words = [word for one in by_voice.values() for word in _last(held, one, says)]
    if len(words) > 1:
        words.sort(key=lambda word: told_at(held, word.claim))
    return tuple(words)


def _last(held: Held, claims: list[Claim], says: Value) -> list[Word]:
    """The newest of one voice; older ones say the same or are replaced."""
    if len(claims) == 1:
        return [word_of(held, claims[0], says(claims[0]))]
    timed = [((told_at(held, claim), starts(held, claim)), claim) for claim in claims]
    timed.sort(key=_time)  # stable: the log decides between equals
    newest, last = timed[-1]
    values: dict[str, Claim] = {}
    older: list[tuple[str, str]] = []
    for time, claim in reversed(timed):
        value = says(claim)
        beside = claim.document is not None and claim.document == last.document
        if claim is last or (time == newest and beside and value not in values):
            values[value] = claim
        else:
            older.append((claim.id, value))
    return [
        word_of(
            held,
            claim,
            value,
            tuple([name for name, said in older if said == value]),
            tuple([name for name, said in older if said not in values]),
        )
        for value, claim in values.items()
    ]


def _time(timed: tuple[tuple[datetime, datetime], Claim]) -> tuple[datetime, datetime]:
    return timed[0]


def word_of(
    held: Held,
    claim: Claim,
    says: str,
    also: tuple[str, ...] = (),
    replaced: tuple[str, ...] = (),
) -> Word:
    """The word of a claim, with whether it was reviewed and why it stays inside."""
    return Word(
        claim,
        says,
        held.states[claim.id] == "accepted",
        held.withheld.get(claim.id),
        also,
        replaced,
        claim.document is not None and in_headline(claim, held.documents.get(claim.document)),
    )
