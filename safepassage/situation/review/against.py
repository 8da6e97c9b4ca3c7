"""Against: what stands and does not fit a claim, so that nobody accepts a contradiction unseen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..claim import Claim
from ..figure import Figure, agree
from ..record import Held
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
}


@dataclass(frozen=True, slots=True)
class Against:
    """A claim that stands, and why it may not fit the one that is looked at."""

    claim: Claim
    why: str


def against(held: Held, claim: Claim) -> tuple[Against, ...]:
    """Claims that stand and conflict: by a link, or with another value for the same thing.

    Only claims about the same address are compared, or those that name the same thing in the same
    words where neither has one. Nothing is resolved here: both may be accepted and both are shown.
    """
    found = {
        other: f"marked as a conflict{f': {link.reason}' if link.reason else ''}"
        for link in held.links_of(claim.id)
        if link.kind == "conflicts"
        for other in (link.b if link.a == claim.id else link.a,)
        if other in held.claims and held.state(other) == "accepted"
    }
    replaced = {claim.id, *claim.supersedes}
    for other in held.standing((claim.type,)):
        if other.id in replaced or other.id in found:
            continue
        why = _figures(claim, other) if claim.type == "figure" else _values(claim, other)
        if why is not None:
            found[other.id] = why
    return tuple(Against(held.claims[name], why) for name, why in found.items())


def _values(claim: Claim, other: Claim) -> str | None:
    name, same = _DECIDES.get(claim.type, ("", ()))
    if not name or not _one_thing(claim, other, same):
        return None
    ours, theirs = shown_value(claim, name), shown_value(other, name)
    if not ours or not theirs or ours.casefold() == theirs.casefold():
        return None
    return f"{name} is {theirs} there, {ours} here"


def _figures(claim: Claim, other: Claim) -> str | None:
    """Two counts of the same measure that no number fits both of."""
    measure = claim.norm.get("measure")
    if measure is None or measure != other.norm.get("measure"):
        return None
    if claim.norm.get("unit") != other.norm.get("unit"):
        return None
    if not _one_thing(claim, other, ("what",)):
        return None
    ours, theirs = (Figure.of(each.norm, shown_value(each, "value")) for each in (claim, other))
    if agree(ours, theirs):
        return None
    return f"{measure} is {theirs.words()} there, {ours.words()} here"


def _one_thing(claim: Claim, other: Claim, same: tuple[str, ...]) -> bool:
    """The same address; or, where neither has one, the same words wherever both have any."""
    if claim.subject is not None or other.subject is not None:
        if claim.subject != other.subject:
            return False
        # of one address, the consents and positions of two parties do not contradict one another
        same = tuple(name for name in same if name == "party")
        return all(_words(claim, name) == _words(other, name) for name in same)
    said = [(_words(claim, name), _words(other, name)) for name in same]
    both = [(ours, theirs) for ours, theirs in said if ours and theirs]
    return bool(both) and all(ours == theirs for ours, theirs in both)


def _words(claim: Claim, name: str) -> str:
    return shown_value(claim, name).casefold().removeprefix("the ")
