"""Against: what does not fit a claim, so that nobody accepts a contradiction unseen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..claim import Claim
from ..figure import Figure, agree
from ..record import Held
from ..views.contradictions import contradictions
from ..views.gate_board import PLANS, REMARKS, SHUT
from ..views.standing import voice
from .claim_line import shown_value

# The name whose value decides, and the names that have to agree for two claims to be about one
# thing, where neither has an address of the scenario.
_DECIDES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "place_status": ("status", ("place", "side")),
    "service_status": ("status", ("operator",)),
    "consent": ("state", ("party", "about")),
    "negotiation": ("state", ("topic",)),
    "position": ("stance", ("party", "about")),
    "transport": ("state", ("origin", "dest")),
    "deadline": ("when", ("what",)),
    "party_role": ("party", ("role",)),
    "capability": ("state", ("party", "purpose")),
    "figure": ("value", ("what",)),
}
_IN_ONE_PICTURE = {
    "headline": "a headline against the body of its text",
    "whole_and_sides": "a crossing as a whole against one of its sides",
    "retelling": "two tellings of one incident",
}


@dataclass(frozen=True, slots=True)
class Against:
    """A claim that stands, or `waits`, and why it may not fit the one that is looked at."""

    claim: Claim
    why: str
    waits: bool = False


class Stands:
    """What stands, at hand for many claims; built once for a record as it is held."""

    def __init__(self, held: Held) -> None:
        self._held = held
        self._about: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
        for claim in held.standing(_DECIDES):
            for key in _keys(claim):
                self._about[key].append(claim)
        self._linked: dict[str, dict[str, str]] = defaultdict(dict)
        for link in held.links:
            if link.kind == "conflicts":
                why = f"marked as a conflict{f': {link.reason}' if link.reason else ''}"
                self._linked[link.a][link.b] = self._linked[link.b][link.a] = why
        for row in contradictions(held, held.known, with_unreviewed=True):
            if row.kind in _IN_ONE_PICTURE:
                why = f"{row.about}: " + " / ".join(version.value for version in row.versions)
                for version in row.versions:
                    ours = {word.claim.id for word in version.words}
                    for one in ours:
                        others = set(row.claims) - ours
                        told = f"{_IN_ONE_PICTURE[row.kind]}: {why}"
                        self._linked[one] |= dict.fromkeys(others, told)

    def against(self, claim: Claim) -> tuple[Against, ...]:
        """Claims that conflict: by a link, in a picture of the whole, or with another value.

        Only claims about the same address are compared, or those that name the same thing in the
        same words where neither has one. Nothing is resolved here: both may be accepted, and both
        are then shown.
        """
        states = self._held.states
        found = {
            other: why
            for other, why in self._linked.get(claim.id, {}).items()
            if states.get(other) in ("accepted", "proposed")
        }
        skipped = {claim.id, *claim.supersedes, *found}
        for key in _keys(claim):
            for other in self._about.get(key, ()):
                if other.id not in skipped:
                    skipped.add(other.id)
                    why = self._why(claim, other)
                    if why is not None:
                        found[other.id] = why
        claims = self._held.claims
        return tuple(Against(claims[n], why, states[n] == "proposed") for n, why in found.items())

    def alike(self, claim: Claim) -> tuple[Claim, ...]:
        """Claims that stand and say the same of the same thing."""
        skipped = {claim.id, *claim.supersedes}
        found: dict[str, Claim] = {}
        for key in _keys(claim):
            for other in self._about.get(key, ()):
                if other.id not in skipped and _one_thing(claim, other) and _agree(claim, other):
                    found[other.id] = other
        return tuple(found.values())

    def _why(self, claim: Claim, other: Claim) -> str | None:
        if not _one_thing(claim, other):
            return None
        why = _figures(claim, other) if claim.type == "figure" else _values(claim, other)
        if why is not None and voice(self._held, claim) == voice(self._held, other):
            return f"{why} (the same voice; of its words the latest counts)"
        return why


def against(held: Held, claim: Claim) -> tuple[Against, ...]:
    """What does not fit one claim; for many, build `Stands` once."""
    return near(held, claim).against(claim)


def near(held: Held, claim: Claim) -> Stands:
    """What stands of all that can touch one claim."""
    return Stands(_near(held, claim))


def _near(held: Held, claim: Claim) -> Held:
    """The part of what is held that can be in conflict with a claim: so much quicker to look at.

    The same text (headlines), the same crossing (a whole and its sides), the same thing by `_keys`,
    and whatever links join to it.
    """
    linked = {claim.id}
    for link in held.links:
        if claim.id in (link.a, link.b):
            linked |= {link.a, link.b}
    root, keys = _root(claim), set(_keys(claim))
    kept = {
        name: other
        for name, other in held.claims.items()
        if name in linked
        or (claim.document is not None and other.document == claim.document)
        or (root is not None and _root(other) == root)
        or (other.type == claim.type and not keys.isdisjoint(_keys(other)))
    }
    links = tuple(link for link in held.links if link.a in kept and link.b in kept)
    return replace(held, claims=kept, links=links)


def _root(claim: Claim) -> str | None:
    """The crossing of a gate: the first two words of an address."""
    return None if claim.subject is None else "/".join(claim.subject.split("/", 2)[:2])


def _keys(claim: Claim) -> Iterator[tuple[str, ...]]:
    """What two claims have to share to be about one thing at all."""
    if claim.type not in _DECIDES:
        return
    if claim.subject is not None:
        yield claim.type, claim.subject
        return
    for name in _DECIDES[claim.type][1]:
        words = _words(claim, name)
        if words:
            yield claim.type, name, words


def _one_thing(claim: Claim, other: Claim) -> bool:
    """The same address; or, where neither has one, the same words wherever both have any."""
    same = _DECIDES[claim.type][1]
    if claim.subject is not None or other.subject is not None:
        if claim.subject != other.subject:
            return False
        # of one address, the consents and positions of two parties do not contradict one another
        parties = (name for name in same if name == "party")
        return all(_words(claim, name) == _words(other, name) for name in parties)
    said = [(_words(claim, name), _words(other, name)) for name in same]
    both = [(ours, theirs) for ours, theirs in said if ours and theirs]
    return bool(both) and all(ours == theirs for ours, theirs in both)


def _agree(claim: Claim, other: Claim) -> bool:
    """Whether both give the deciding value, and the same; of figures, one that fits both."""
    if claim.type == "figure":
        same = ("measure", "unit")
        numbers = any(claim.norm.get(name) is not None for name in ("low", "high", "approx"))
        return (
            numbers
            and all(claim.norm.get(n) == other.norm.get(n) for n in same)
            and (_figures(claim, other) is None)
        )
    name = _DECIDES[claim.type][0]
    ours, theirs = shown_value(claim, name), shown_value(other, name)
    return bool(ours) and ours.casefold() == theirs.casefold()


def _values(claim: Claim, other: Claim) -> str | None:
    name = _DECIDES[claim.type][0]
    ours, theirs = shown_value(claim, name), shown_value(other, name)
    if not ours or not theirs or ours.casefold() == theirs.casefold():
        return None
    if claim.type == "place_status" and _both_may_hold(ours, theirs):
        return None
    return f"{name} is {theirs} there, {ours} here"


def _both_may_hold(ours: str, theirs: str) -> bool:
    """A remark or a plan beside a state ("the only exit", "closed"); two words for shut."""
    beside = frozenset((*REMARKS, *PLANS))
    return {ours, theirs} <= SHUT or (ours in beside) != (theirs in beside)


def _figures(claim: Claim, other: Claim) -> str | None:
    """Two counts of the same measure that no number fits both of."""
    measure = claim.norm.get("measure")
    if measure is None or measure != other.norm.get("measure"):
        return None
    if claim.norm.get("unit") != other.norm.get("unit"):
        return None
    ours, theirs = (Figure.of(each.norm, shown_value(each, "value")) for each in (claim, other))
    if agree(ours, theirs):
        return None
    return f"{measure} is {theirs.words()} there, {ours.words()} here"


def _words(claim: Claim, name: str) -> str:
    return shown_value(claim, name).casefold().removeprefix("the ")
