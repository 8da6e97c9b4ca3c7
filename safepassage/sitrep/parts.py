"""Parts: what a claim of each type says; a function for each type of fact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..situation.claim import Claim
from ..situation.figure import Figure
from ..situation.views.due import due_of
from . import talk_parts
from .names import Names
from .part import Part, details_of, key_of, name_of, note_words, party_of, short, thing_of
from .row import Detail
from .told import noted, words_of


def part_of(claim: Claim, names: Names) -> Part | None:
    """What a claim adds to a sitrep; None for types that only carry others (statements)."""
    make = PARTS.get(claim.type)
    if make is None:
        return None
    part = make(claim, names)
    same = part.under is not None and part.under.casefold() in part.name.casefold()
    return replace(part, under=None) if same else part


def _figure(claim: Claim, names: Names) -> Part:
    value = words_of(claim, "value")
    figure = replace(
        Figure.of(claim.norm, value or None),
        qualifier=noted(claim, "qualifier") or "exact",
        measure=noted(claim, "measure") or None,
        unit=noted(claim, "unit") or None,
    )
    place = names.of(claim.subject) or words_of(claim, "place")
    what = words_of(claim, "what") or note_words(claim)
    measure = figure.measure or what
    return Part(
        "figures",
        key_of("figure", measure, claim.subject or words_of(claim, "place") or what),
        short(what),
        under=place or None,
        state=figure.measure,
        figure=figure,
        details=details_of(claim, source="source"),
    )


def _place(claim: Claim, names: Names) -> Part:
    about = thing_of(claim, "place", "crossing")
    side = next((side for side in names.sides if side.address == claim.subject), None)
    holder = side.holder_name if side else words_of(claim, "side_party")
    under = ", ".join(word for word in (side.crossing if side else "", holder) if word)
    return Part(
        "access",
        key_of(about, "" if claim.subject else words_of(claim, "side")),
        side.side if side else name_of(claim, names, "place", "crossing"),
        under=under or None,
        state=noted(claim, "status") or "unknown",
        details=details_of(claim, hours="hours", until="until"),
    )


def _consent(claim: Claim, names: Names) -> Part:
    party = party_of(claim, names, "party")
    about = names.of(claim.subject) or words_of(claim, "about")
    return Part(
        "consents",
        key_of("consent", party, claim.subject or about),
        party,
        under=about or None,
        state=noted(claim, "state") or "unknown",
        details=details_of(claim, when="date", condition="condition"),
    )


def _condition(claim: Claim, names: Names) -> Part:
    party = party_of(claim, names, "by")
    requirement = words_of(claim, "requirement") or note_words(claim)
    return Part(
        "consents",
        key_of("condition", party, requirement),
        party,
        under=words_of(claim, "trigger") or None,
        state="only_if",
        details=(Detail("condition", requirement), *details_of(claim, on_party="on_party")),
    )


def _deadline(claim: Claim, names: Names) -> Part:
    return Part(
        "deadlines",
        key_of("deadline", claim.norm.get("kind"), thing_of(claim, "what", "action")),
        name_of(claim, names),
        state=noted(claim, "kind") or "deadline",
        details=details_of(claim, by="by", on_party="on", when="when", consequence="consequence"),
        until=due_of(claim).when,
    )


def _order(claim: Claim, names: Names) -> Part:
    return Part(
        "orders",
        key_of("order", thing_of(claim, "zones")),
        name_of(claim, names, "zones"),
        state="order",
        details=details_of(claim, level="level", by="by", when="when"),
    )


def _transport(claim: Claim, names: Names) -> Part:
    last = () if claim.norm.get("last") is not True else (Detail("last", ""),)
    about = claim.subject or f"{words_of(claim, 'operator')} {words_of(claim, 'mode')}"
    details = details_of(
        claim, mode="mode", origin="origin", dest="dest", when="when", capacity="capacity",
        count="count",
    )  # fmt: skip
    key = key_of("transport", about, words_of(claim, "origin"), words_of(claim, "dest"))
    return _moving(claim, names, key, noted(claim, "state"), last + details)


def _service(claim: Claim, names: Names) -> Part:
    details = details_of(claim, mode="mode", since="since")
    key = key_of("service", words_of(claim, "operator") or thing_of(claim))
    return _moving(claim, names, key, noted(claim, "status"), details)


def _moving(claim: Claim, names: Names, key: str, state: str, details: tuple[Detail, ...]) -> Part:
    """A departure by its name; a carrier by the text's words, with the place that it serves."""
    place = names.of(claim.subject)
    if (claim.subject or "").startswith("leg/") and place is not None:
        return Part("movement", key, place, None, state or "unknown", None, details)
    name = words_of(claim, "operator") or words_of(claim, "mode") or short(note_words(claim))
    return Part("movement", key, name, place, state or "unknown", None, details)


def _incident(claim: Claim, names: Names) -> Part:
    labels = {"by": "actor", "victims": "victims", "weapon": "weapon", "when": "date"}
    place = names.of(claim.subject) or words_of(claim, "place")
    return Part(
        "incidents",
        key_of("incident", claim.id),
        place or words_of(claim, "victims") or short(note_words(claim)),
        state=noted(claim, "kind") or "incident",
        details=details_of(claim, **labels),
    )


PARTS: dict[str, Callable[[Claim, Names], Part]] = {
    "figure": _figure,
    "place_status": _place,
    "consent": _consent,
    "condition": _condition,
    "deadline": _deadline,
    "order": _order,
    "transport": _transport,
    "service_status": _service,
    "incident": _incident,
    "contact": talk_parts.contact,
    "negotiation": talk_parts.negotiation,
    "party_role": talk_parts.role,
    "position": talk_parts.position,
    "capability": talk_parts.capability,
    "unknown": talk_parts.unknown,
}
