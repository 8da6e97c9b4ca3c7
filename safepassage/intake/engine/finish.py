"""Finish: what a norm gets beyond its rule: dates, places, parties, the scenario's address."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ...situation.fact_types import FACT_TYPES
from ...situation.span import Span
from ..proposal import Proposal
from .norms import by_words
from .reading import Reading

_DATED = ("date", "when", "since", "until", "on")


def finish(proposal: Proposal, reading: Reading) -> Proposal:
    """The proposal with dates, place and address filled in from evidence and scenario."""
    fields: dict[str, tuple[Span, ...]] = dict(proposal.fields)
    norm: dict[str, Any] = dict(proposal.norm)
    known = FACT_TYPES[proposal.type].fields
    by_words(reading.norms, proposal.type, _told(proposal), norm)
    if proposal.type == "transport" and reading.pattern("last").search(proposal.evidence.text):
        norm["last"] = True
    _dates(proposal, reading, fields, norm, known)
    if "place" in known and "place" not in fields:
        place = place_in(reading, proposal.evidence)
        if place is not None:
            fields["place"] = (place,)
    if "weapon" in known and "weapon" not in fields:
        weapon = reading.pattern("weapon").search(proposal.evidence.text)
        if weapon is not None and len(weapon[1].split()) > 1:
            at = proposal.evidence.start
            fields["weapon"] = (reading.span(at + weapon.start(1), at + weapon.end(1)),)
    if "hours" in known:
        hours = reading.pattern("hours").search(proposal.evidence.text)
        if hours is not None:
            at = proposal.evidence.start
            fields["hours"] = (reading.span(at + hours.start(), at + hours.end()),)
    if proposal.type == "deadline":
        _duration(proposal, reading, norm)
    _parties(reading, fields, norm)
    subject = _subject(reading, proposal, fields, norm)
    return replace(proposal, fields=fields, norm=norm, subject=subject)


def _told(proposal: Proposal) -> str:
    """The words that say what kind of fact it is: of a statement or a position
    the verb, not what it is about."""
    if proposal.type == "position" and "stance_verb" in proposal.fields:
        return proposal.fields["stance_verb"][0].text
    if proposal.type != "statement":
        return proposal.evidence.text
    verb = proposal.fields.get("verb", ())
    end = proposal.evidence.end if not verb else min(verb[0].end + 40, proposal.evidence.end)
    start = proposal.evidence.start if not verb else verb[0].start
    return proposal.evidence.text[start - proposal.evidence.start : end - proposal.evidence.start]


def place_in(reading: Reading, evidence: Span) -> Span | None:
    """The first place that a preposition names."""
    for pattern in (reading.pattern("place"), reading.pattern("lower_place")):
        for match in pattern.finditer(reading.text, evidence.start, evidence.end):
            if reading.pattern("not_place").match(match[1]) is None:
                return reading.span(match.start(1), match.end(1))
    return None


def _dates(
    proposal: Proposal,
    reading: Reading,
    fields: dict[str, tuple[Span, ...]],
    norm: dict[str, Any],
    known: tuple[str, ...],
) -> None:
    days = reading.days_in(proposal.evidence.start, proposal.evidence.end)
    if "since" in known and "since" not in fields:
        since = reading.pattern("since").search(proposal.evidence.text)
        if since is not None:
            at = proposal.evidence.start + since.start(1)
            inside = [d for d in days if d.start - at in range(8)]
            if inside:
                fields["since"] = (reading.span(inside[0].start, inside[0].end),)
    free = [
        d
        for d in days
        if not any(_holds(s, d.start) for f in fields for s in fields[f] if f in _DATED)
    ]
    for name in ("date", "when"):
        if name in known and name not in fields and free and proposal.type != "statement":
            fields[name] = (reading.span(free[0].start, free[0].end),)
            break
    for name in _DATED:
        if name in fields and name not in norm:
            span = fields[name][0]
            inside = [d for d in days if _holds(span, d.start) or d.start == span.start]
            inside = inside or reading.days_in(span.start, span.end)
            if inside:
                norm[name] = inside[0].iso


def _holds(span: Span, at: int) -> bool:
    return span.start <= at < span.end


def _duration(proposal: Proposal, reading: Reading, norm: dict[str, Any]) -> None:
    length = reading.pattern("length").search(proposal.evidence.text)
    if length is None:
        return
    word = length[1].lower()
    count = 1 if word in ("a", "an") else reading.numbers.value(word)
    if count is not None:
        norm[f"duration_{length[2].lower()}s"] = count


def _parties(reading: Reading, fields: dict[str, tuple[Span, ...]], norm: dict[str, Any]) -> None:
    if reading.gazetteer is None:
        return
    for name in ("party", "by", "operator", "side_party"):
        if name in fields and f"{name}_id" not in norm:
            party = reading.gazetteer.party_in(fields[name][0].text)
            if party is not None:
                norm[f"{name}_id"] = party


def _subject(
    reading: Reading,
    proposal: Proposal,
    fields: dict[str, tuple[Span, ...]],
    norm: dict[str, Any],
) -> str | None:
    if reading.gazetteer is None:
        return None
    return reading.gazetteer.subject_of(
        proposal.type, proposal.evidence.text, {n: s[0].text for n, s in fields.items()}, norm
    )
