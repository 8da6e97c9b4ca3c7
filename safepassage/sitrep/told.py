"""Told: a claim's words and the one on whose word it stands."""

from __future__ import annotations

from ..situation.claim import Claim
from ..situation.record import Held
from .plain import plain, plain_or_none
from .row import Told


def told_of(held: Held, claim: Claim, *, inside: bool) -> Told:
    """On whose word a claim stands; `inside`: the readers may know why something is withheld."""
    speaker = claim.speaker
    name = speaker.name if speaker else ""
    withheld = held.withheld.get(claim.id) if inside else None
    return Told(
        claim=claim.id,
        by=plain(name),
        role=plain_or_none(speaker.role) if speaker else None,
        party=speaker.party if speaker else None,
        via=tuple(plain(part) for part in claim.chain if part != name),
        document=original(held, claim.document),
        said=claim.said,
        published=claim.published,
        judged=claim.reliability + claim.credibility,
        reviewed=held.state(claim.id) == "accepted",
        quote=plain(claim.words()),
        withheld=plain_or_none(withheld),
    )


def original(held: Held, sha256: str | None) -> str | None:
    """The text that a document repeats, or the document itself."""
    seen = {sha256}
    while sha256 is not None and sha256 in held.documents:
        earlier = held.documents[sha256].copy_of
        if earlier is None or earlier in seen or earlier not in held.documents:
            break
        seen.add(earlier)
        sha256 = earlier
    return sha256


def voice(told: Told) -> str:
    """Who speaks, in a form to compare: the party, the person, or the outlet."""
    return (told.party or told.by or (told.via[-1] if told.via else "")).lower()


def words_of(claim: Claim, field: str) -> str:
    """The exact words of a field; where it has none, what a reviewer noted under that name."""
    spans = claim.fields.get(field, ())
    if spans:
        return plain(", ".join(span.text for span in spans))
    return noted(claim, field)


def noted(claim: Claim, name: str) -> str:
    """A word or number of the norm as text; an empty text where it has none."""
    value = claim.norm.get(name)
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, list | tuple):
        return plain(", ".join(str(part) for part in value))
    return plain(str(value)) if isinstance(value, str | int | float) else ""
