"""Part: what one claim says of one thing; a function for each type of fact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ..situation.claim import Claim
from ..situation.figure import Figure
from ..situation.views.due import due_of
from ..situation.when import When
from .names import Names
from .plain import plain
from .row import Detail
from .told import noted, words_of

MOST_WORDS = 160  # letters of a text's words that stand as a name
PRONOUNS = frozenset({"we", "i", "us", "he", "she", "it", "they", "our", "my", "who"})
# what a note by hand may name, the most telling first
NAMING = ("what", "action", "place", "zones", "operator", "about", "requirement", "party", "topic")


@dataclass(frozen=True, slots=True)
class Part:
    """Section, key and name of the thing, and what the claim says of it."""

    section: str
    key: str
    name: str
    under: str | None = None
    state: str | None = None
    figure: Figure | None = None
    details: tuple[Detail, ...] = ()
    until: When | None = None


def part_of(claim: Claim, names: Names) -> Part | None:
    """What a claim adds to a sitrep; None for types that only carry others (statements)."""
    make = PARTS.get(claim.type)
    if make is None:
        return None
    part = make(claim, names)
    same = part.under is not None and part.under.casefold() in part.name.casefold()
    return replace(part, under=None) if same else part


def _key(*parts: object) -> str:
    return "/".join(" ".join(str(part).lower().split()) for part in parts if part)


def _name(claim: Claim, names: Names, *fields: str) -> str:
    """The scenario's name of the subject, else the first of the fields with words.

    Without them the words of the text, and for a note by hand whatever it names.
    """
    found = (words_of(claim, field) for field in fields)
    said = names.of(claim.subject) or next((words for words in found if words), "")
    return _short(said or _words(claim))


def _words(claim: Claim) -> str:
    """The words of the text; of a note by hand what it names, at least the one who speaks."""
    named = (words_of(claim, field) for field in NAMING)
    words = plain(claim.words()) or next((words for words in named if words), "")
    return words or plain(claim.by_whom()) or claim.type


def _short(words: str) -> str:
    return words if len(words) <= MOST_WORDS else words[: MOST_WORDS - 1] + "…"


def _about(claim: Claim, *fields: str) -> str:
    """What tells this thing from others: its address, or the words that name it."""
    return claim.subject or next(
        (words for field in fields if (words := words_of(claim, field))), _words(claim)
    )


def _party(claim: Claim, names: Names, *fields: str) -> str:
    """The party by its id where somebody joined it, else as the text calls it.

    Whoever says "we" speaks of the own party.
    """
    joined = names.party(claim.norm.get("party_id") or claim.norm.get("by_id"))
    named = next((words for field in fields if (words := words_of(claim, field))), "")
    own = names.party(claim.speaker.party) if claim.speaker else None
    told = "" if named.casefold() in PRONOUNS else named
    return joined or told or own or plain(claim.by_whom())


def _details(claim: Claim, **labels: str) -> tuple[Detail, ...]:
    """A detail for each field or norm that has words, in the order given."""
    found = ((label, words_of(claim, field)) for label, field in labels.items())
    return tuple(Detail(label, words) for label, words in found if words)


def _figure(claim: Claim, names: Names) -> Part:
    value = words_of(claim, "value")
    figure = replace(
        Figure.of(claim.norm, value or None),
        qualifier=noted(claim, "qualifier") or "exact",
        measure=noted(claim, "measure") or None,
        unit=noted(claim, "unit") or None,
    )
    place = names.of(claim.subject) or words_of(claim, "place")
    what = words_of(claim, "what") or _words(claim)
    measure = figure.measure or what
    return Part(
        "figures",
        _key("figure", measure, claim.subject or words_of(claim, "place") or what),
        _short(what),
        under=place or None,
        state=figure.measure,
        figure=figure,
        details=_details(claim, source="source"),
    )


def _place(claim: Claim, names: Names) -> Part:
    about = _about(claim, "place", "crossing")
    side = next((side for side in names.sides if side.address == claim.subject), None)
    holder = side.holder_name if side else words_of(claim, "side_party")
    under = ", ".join(word for word in (side.crossing if side else "", holder) if word)
    return Part(
        "access",
        _key(about, "" if claim.subject else words_of(claim, "side")),
        side.side if side else _name(claim, names, "place", "crossing"),
        under=under or None,
        state=noted(claim, "status") or "unknown",
        details=_details(claim, hours="hours", until="until"),
    )


def _consent(claim: Claim, names: Names) -> Part:
    party = _party(claim, names, "party")
    about = names.of(claim.subject) or words_of(claim, "about")
    return Part(
        "consents",
        _key("consent", party, claim.subject or about),
        party,
        under=about or None,
        state=noted(claim, "state") or "unknown",
        details=_details(claim, when="date", condition="condition"),
    )


def _condition(claim: Claim, names: Names) -> Part:
    party = _party(claim, names, "by")
    requirement = words_of(claim, "requirement") or _words(claim)
    return Part(
        "consents",
        _key("condition", party, requirement),
        party,
        under=words_of(claim, "trigger") or None,
        state="only_if",
        details=(Detail("condition", requirement), *_details(claim, on_party="on_party")),
    )


def _deadline(claim: Claim, names: Names) -> Part:
    return Part(
        "deadlines",
        _key("deadline", claim.norm.get("kind"), _about(claim, "what", "action")),
        _name(claim, names),
        state=noted(claim, "kind") or "deadline",
        details=_details(claim, by="by", on_party="on", when="when", consequence="consequence"),
        until=due_of(claim).when,
    )


def _order(claim: Claim, names: Names) -> Part:
    return Part(
        "orders",
        _key("order", _about(claim, "zones")),
        _name(claim, names, "zones"),
        state="order",
        details=_details(claim, level="level", by="by", when="when"),
    )


def _transport(claim: Claim, names: Names) -> Part:
    last = () if claim.norm.get("last") is not True else (Detail("last", ""),)
    about = claim.subject or f"{words_of(claim, 'operator')} {words_of(claim, 'mode')}"
    details = _details(
        claim, mode="mode", origin="origin", dest="dest", when="when", capacity="capacity",
        count="count",
    )  # fmt: skip
    return _moving(
        claim, names, _key("transport", about, words_of(claim, "origin"), words_of(claim, "dest")),
        noted(claim, "state"), last + details,
    )  # fmt: skip


def _service(claim: Claim, names: Names) -> Part:
    details = _details(claim, mode="mode", since="since")
    key = _key("service", words_of(claim, "operator") or _about(claim))
    return _moving(claim, names, key, noted(claim, "status"), details)


def _moving(claim: Claim, names: Names, key: str, state: str, details: tuple[Detail, ...]) -> Part:
    """A departure by its name; a carrier by the text's words, with the place that it serves."""
    place = names.of(claim.subject)
    if (claim.subject or "").startswith("leg/") and place is not None:
        return Part("movement", key, place, None, state or "unknown", None, details)
    name = words_of(claim, "operator") or words_of(claim, "mode") or _short(_words(claim))
    return Part("movement", key, name, place, state or "unknown", None, details)


def _incident(claim: Claim, names: Names) -> Part:
    labels = {"by": "actor", "victims": "victims", "weapon": "weapon", "when": "date"}
    place = names.of(claim.subject) or words_of(claim, "place")
    return Part(
        "incidents",
        _key("incident", claim.id),
        place or words_of(claim, "victims") or _short(_words(claim)),
        state=noted(claim, "kind") or "incident",
        details=_details(claim, **labels),
    )


def _contact(claim: Claim, names: Names) -> Part:
    both = [words for field in ("a", "b") if (words := words_of(claim, field))]
    return Part(
        "talks",
        _key("contact", *both, words_of(claim, "date"), words_of(claim, "topics")),
        " – ".join(both) or _short(_words(claim)),
        state=noted(claim, "form") or "contact",
        details=_details(claim, topics="topics", place="place", when="date"),
    )


def _negotiation(claim: Claim, names: Names) -> Part:
    parties = words_of(claim, "parties") or words_of(claim, "party")
    topic = words_of(claim, "topic")
    return Part(
        "talks",
        _key("negotiation", claim.subject or topic or parties or _words(claim)),
        names.of(claim.subject) or topic or parties or _short(_words(claim)),
        state=noted(claim, "state") or "unknown",
        details=_details(claim, parties="parties", mediator="mediator", when="date"),
    )


def _role(claim: Claim, names: Names) -> Part:
    party = _party(claim, names, "party")
    return Part(
        "talks",
        _key("role", party, noted(claim, "role")),
        party,
        state="role",
        details=_details(claim, role="role"),
    )


def _position(claim: Claim, names: Names) -> Part:
    party = _party(claim, names, "party")
    about = words_of(claim, "about") or _words(claim)
    return Part(
        "talks",
        _key("position", party, claim.subject or about),
        party,
        state=noted(claim, "stance") or "unknown",
        details=(Detail("about", about),),
    )


def _capability(claim: Claim, names: Names) -> Part:
    party = _party(claim, names, "party")
    return Part(
        "talks",
        _key("capability", party, words_of(claim, "purpose")),
        party,
        state=noted(claim, "state") or "unknown",
        details=_details(claim, about="purpose", place="place"),
    )


def _unknown(claim: Claim, names: Names) -> Part:
    return Part(
        "unknowns",
        _key("unknown", _about(claim, "what")),
        words_of(claim, "what") or _short(_words(claim)),
        under=names.of(claim.subject),
        state="not_known",
        details=_details(claim, reason="reason"),
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
    "contact": _contact,
    "negotiation": _negotiation,
    "party_role": _role,
    "position": _position,
    "capability": _capability,
    "unknown": _unknown,
}
