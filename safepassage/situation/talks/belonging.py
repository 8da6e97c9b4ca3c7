"""Belonging: which facts are about which talks, and why; found by index, not by comparing all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ..claim import Claim
from ..record import Held
from ..views.content import content
from ..views.groups import same_things
from ..views.terms import thing, words_of

SAME = ("same_event", "repeats")
_TALKS = re.compile(r"([^\W_]+)\s+(?:talks?|negotiations?|deal|discussions?)\b", re.IGNORECASE)
_TALKS_ABOUT = re.compile(r"(?:the |a |an )?(.+?)\s+(?:talks?|negotiations?|deal)", re.IGNORECASE)


def topic_of(claim: Claim) -> str:
    """What talks are about, as far as the words name it: "hostage talks" are about hostages."""
    said = thing(words_of(claim, "topic"))
    if said:
        return match[1] if (match := _TALKS_ABOUT.fullmatch(said)) else said
    found = (match[1] for match in _TALKS.finditer(claim.words()))
    return next((word for word in found if content(word)), "")


class Talks:
    """The claims about some talks, and what tells whether another fact belongs to them."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.subjects: set[str] = set()
        self.topic: set[str] = set()
        self.linked: set[str] = set()
        self._texts: dict[str, list[tuple[int, int]]] = defaultdict(list)

    def add(self, claim: Claim) -> None:
        """One more claim about these talks."""
        self.claims.append(claim)
        self.topic |= content(topic_of(claim))
        if claim.subject is not None:
            self.subjects.add(claim.subject)
        if claim.document is not None and claim.evidence is not None:
            self._texts[claim.document].append((claim.evidence.start, claim.evidence.end))

    def takes(self, claim: Claim) -> bool:
        """Whether a claim of the same text may be about them: no other topic or address."""
        if claim.subject is not None and self.subjects and claim.subject not in self.subjects:
            return False
        own = content(topic_of(claim))
        return not own or not self.topic or bool(own & self.topic)

    def why(self, claim: Claim) -> str | None:
        """Why a fact belongs to them; None where nothing says so."""
        if claim.id in self.linked:
            return "linked"
        if claim.subject is not None and claim.subject in self.subjects:
            return f"about {claim.subject}"
        spans = self._texts.get(claim.document or "")
        if spans is None or claim.evidence is None:
            return None
        start, end = claim.evidence.start, claim.evidence.end
        if any(first < end and start < last for first, last in spans):
            return "the same words"
        shared = sorted(self.topic & content(claim.evidence.text))
        return f"the same text speaks of {', '.join(shared)}" if shared else None


def talks_of(held: Held, claims: Sequence[Claim]) -> tuple[Talks, ...]:
    """Talks by what joins the claims about them: a link, an address, or one text."""
    same = same_things(held, (claim.id for claim in claims), SAME)
    found: list[Talks] = []
    by_link: dict[str, Talks] = {}
    by_subject: dict[str, Talks] = {}
    by_text: dict[str, dict[int, Talks]] = defaultdict(dict)
    for claim in claims:
        first = same.get(claim.id, "")
        talks = by_link.get(first) or by_subject.get(claim.subject or "")
        if talks is None and claim.document is not None:
            here = by_text[claim.document].values()
            talks = next((one for one in here if one.takes(claim)), None)
        if talks is None:
            talks = Talks()
            found.append(talks)
        talks.add(claim)
        if first:
            by_link.setdefault(first, talks)
        if claim.subject:
            by_subject.setdefault(claim.subject, talks)
        if claim.document is not None:
            by_text[claim.document].setdefault(id(talks), talks)
    return tuple(found)


class Belonging:
    """For any fact the talks that it belongs to."""

    def __init__(self, held: Held, talks: Sequence[Talks]) -> None:
        self._by: dict[str, list[int]] = defaultdict(list)
        self._talks = talks
        links = _links(held)
        for number, one in enumerate(talks):
            keys: dict[str, None] = {}
            for claim in one.claims:
                one.linked |= links.get(claim.id, set())
                keys.update(dict.fromkeys((claim.subject or "", claim.document or "")))
            for key in (*keys, *one.linked):
                if key:
                    self._by[key].append(number)

    def of(self, claim: Claim) -> Mapping[int, str]:
        """The numbers of the talks that a fact belongs to, each with why."""
        numbers: dict[int, None] = {}
        for key in (claim.id, claim.subject or "", claim.document or ""):
            numbers.update(dict.fromkeys(self._by.get(key, ())))
        found = ((number, self._talks[number].why(claim)) for number in numbers)
        return {number: why for number, why in found if why is not None}

    def of_any(self, claims: Iterable[Claim]) -> set[int]:
        """The numbers of the talks that one of several claims belongs to."""
        return {number for claim in claims for number in self.of(claim)}


def _links(held: Held) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for link in held.links:
        if link.kind in SAME:
            found[link.a].add(link.b)
            found[link.b].add(link.a)
    return found
