"""Talk parts: what claims say of talks, contacts, positions, roles and what is not known."""

from __future__ import annotations

from ..situation.claim import Claim
from .names import Names
from .part import Part, details_of, key_of, note_words, party_of, short, thing_of
from .row import Detail
from .told import noted, words_of


def contact(claim: Claim, names: Names) -> Part:
    """Two who called or met; the day and the topics tell one contact from another."""
    both = [words for field in ("a", "b") if (words := words_of(claim, field))]
    return Part(
        "talks",
        key_of("contact", *both, words_of(claim, "date"), words_of(claim, "topics")),
        " – ".join(both) or short(note_words(claim)),
        state=noted(claim, "form") or "contact",
        details=details_of(claim, topics="topics", place="place", when="date"),
    )


def negotiation(claim: Claim, names: Names) -> Part:
    """Talks, by their topic or else by who takes part."""
    parties = words_of(claim, "parties") or words_of(claim, "party")
    topic = words_of(claim, "topic")
    return Part(
        "talks",
        key_of("negotiation", claim.subject or topic or parties or note_words(claim)),
        names.of(claim.subject) or topic or parties or short(note_words(claim)),
        state=noted(claim, "state") or "unknown",
        details=details_of(claim, parties="parties", mediator="mediator", when="date"),
    )


def role(claim: Claim, names: Names) -> Part:
    """A role of a party in talks or at a gate."""
    party = party_of(claim, names, "party")
    return Part(
        "talks",
        key_of("role", party, noted(claim, "role")),
        party,
        state="role",
        details=details_of(claim, role="role"),
    )


def position(claim: Claim, names: Names) -> Part:
    """What a party wants, opposes, offers or intends."""
    party = party_of(claim, names, "party")
    about = words_of(claim, "about") or note_words(claim)
    return Part(
        "talks",
        key_of("position", party, claim.subject or about),
        party,
        state=noted(claim, "stance") or "unknown",
        details=(Detail("about", about),),
    )


def capability(claim: Claim, names: Names) -> Part:
    """Forces or teams that are said to be ready, sent or on alert: a statement, no plan."""
    party = party_of(claim, names, "party")
    return Part(
        "talks",
        key_of("capability", party, words_of(claim, "purpose")),
        party,
        state=noted(claim, "state") or "unknown",
        details=details_of(claim, about="purpose", place="place"),
    )


def unknown(claim: Claim, names: Names) -> Part:
    """What is said not to be known, confirmed or given."""
    return Part(
        "unknowns",
        key_of("unknown", thing_of(claim, "what")),
        words_of(claim, "what") or short(note_words(claim)),
        under=names.of(claim.subject),
        state="not_known",
        details=details_of(claim, reason="reason"),
    )
