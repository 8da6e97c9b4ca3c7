"""Told: a claim's words and the one on whose word it stands."""

from __future__ import annotations

from ..situation.claim import Claim
from ..situation.disclosure.kept_inside import root
from ..situation.record import Held
from ..situation.views import terms
from ..situation.views.word import Word
from ..visible import visible, visible_or_none
from .row import Told


def told_of(held: Held, word: Word, *, inside: bool) -> Told:
    """On whose word a claim stands; `inside`: the readers may know why something is withheld."""
    claim = word.claim
    speaker = claim.speaker
    document = held.documents.get(claim.document or "")
    # the name of a file is a matter of this house
    hidden = document.name if document and document.outlet is None and not inside else None
    name = speaker.name if speaker else terms.noted(claim, "source")
    return Told(
        claim=claim.id,
        by=visible(name),
        role=visible_or_none(speaker.role) if speaker else None,
        party=speaker.party if speaker else None,
        via=tuple(visible(part) for part in claim.chain if part not in (name, hidden)),
        document=None if claim.document is None else root(held, claim.document),
        said=claim.said,
        published=claim.published,
        judged=word.judged,
        reviewed=word.reviewed,
        quote=visible(claim.words()),
        withheld=visible_or_none(word.withheld) if inside else None,
        headline=word.headline,
    )


def words_of(claim: Claim, field: str) -> str:
    """The exact words of a field; where it has none, what a reviewer noted under that name."""
    return visible(terms.words_of(claim, field))


def noted(claim: Claim, name: str) -> str:
    """A word or number of the norm as text; an empty text where it has none."""
    return visible(terms.noted(claim, name))
