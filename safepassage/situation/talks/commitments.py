"""Commitments: what was undertaken or affirmed in a call, and whether it had been before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..claim import Claim
from ..record import Held
from ..views.standing import word_of
from ..views.terms import pieces_of
from ..views.word import Word
from .likeness import same_topic, speaks_of

Calls = dict[str, list[Claim]]
_COMMITS = re.compile(
    r"\b(?:re)?(?:affirm|iterat|commit|pledg|promis|undert[ao]k|assur|vow|guarantee)\w*",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:reaffirm|reiterat|repeat)\w*|\bagain\b|\bcontinu\w+ to\b|\bunchanged\b"
    r"|\b(?:has|have) ?n[o']t changed\b|\bremains?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Commitment:
    """What one of them undertook or affirmed. `said_again`: the words themselves say that it is a
    repetition; `before`: the claim of an earlier contact of the pair that it repeats.
    """

    word: Word
    said_again: bool
    before: str | None


class Promises:
    """The calls of each text in order, and what the texts say that sounds like a promise."""

    def __init__(self, calls: Iterable[Claim]) -> None:
        self._calls = _calls(calls)
        self._spoken: dict[str, list[Claim]] = {document: [] for document in self._calls}

    def hear(self, claim: Claim) -> None:
        """Take in a statement or position if it stands in the text of a call and commits to it."""
        here = self._spoken.get(claim.document or "")
        if here is not None and _COMMITS.search(claim.words()):
            here.append(claim)

    def of(
        self,
        held: Held,
        group: Sequence[Claim],
        names: Sequence[str],
        earlier: Sequence[Commitment],
    ) -> tuple[Commitment, ...]:
        """Commitments of one call, by words of its text and by hand.

        `names`: of the two and their roles; `earlier`: the commitments of their last call.
        """
        found = [(one, one.words()) for one in self._spoken_there(group, names)]
        return tuple(_commitment(held, *one, earlier) for one in (*found, *_noted(group)))

    def _spoken_there(self, group: Iterable[Claim], names: Sequence[str]) -> list[Claim]:
        """What the same text says that one of the two undertook or affirmed.

        It names one of them, and no other call of the text stands closer before it.
        """
        found: list[Claim] = []
        for call in group:
            for claim in self._spoken.get(call.document or "", ()):
                if _closest(claim, self._calls) is call and speaks_of(claim.words(), names):
                    found.append(claim)
        return [claim for claim in found if not any(_within(claim, other) for other in found)]


def _calls(claims: Iterable[Claim]) -> Calls:
    """The contacts of each text, in the order in which they stand there."""
    found: Calls = defaultdict(list)
    for claim in claims:
        if claim.document is not None:
            found[claim.document].append(claim)
    for here in found.values():
        here.sort(key=lambda claim: claim.evidence.start if claim.evidence else 0)
    return found


def _closest(claim: Claim, calls: Calls) -> Claim:
    """The last call that ends before a claim's words begin; where none does, the text's first."""
    here = calls[claim.document or ""]
    start = claim.evidence.start if claim.evidence else 0
    before = [call for call in here if call.evidence and call.evidence.end <= start]
    return before[-1] if before else here[0]


def _within(claim: Claim, other: Claim) -> bool:
    """Whether the words of a claim are a part of those of another one."""
    one, whole = claim.evidence, other.evidence
    if claim is other or one is None or whole is None or claim.document != other.document:
        return False
    return whole.start <= one.start and one.end <= whole.end and one != whole


def _noted(group: Iterable[Claim]) -> Iterator[tuple[Claim, str]]:
    """What whoever wrote the contact down by hand noted as undertaken in it."""
    for claim in group:
        for words in pieces_of(claim, "commitments"):
            yield claim, words


def _commitment(held: Held, claim: Claim, words: str, earlier: Sequence[Commitment]) -> Commitment:
    repeated = (
        one.word.claim.id
        for one in earlier
        if one.word.claim.id != claim.id and same_topic(one.word.says, words)
    )
    again = _AGAIN.search(words) is not None
    return Commitment(word_of(held, claim, words), again, next(repeated, None))
