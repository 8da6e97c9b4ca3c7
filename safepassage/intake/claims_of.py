"""Proposals as claims: what was seen in a document, with its source chain and its times."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from ..situation.claim import Claim, Speaker, Valid
from ..situation.document import Document
from ..situation.span import Span
from ..situation.when import When, when_of
from .proposal import Proposal


def claims_of(
    document: Document, proposals: Sequence[Proposal], zone: ZoneInfo | None = None
) -> tuple[Claim, ...]:
    """One claim a proposal, waiting for review.

    Ids follow from document, type and span, so that the same text read twice gives the same ids.
    Whoever is quoted is the speaker; a sentence in the text's own voice is its outlet's.
    """
    spoken = tuple(p for p in proposals if p.type == "statement")
    return tuple(_claim(document, proposal, spoken, zone) for proposal in proposals)


def _claim(
    document: Document, proposal: Proposal, spoken: Iterable[Proposal], zone: ZoneInfo | None
) -> Claim:
    holder = proposal if proposal.type == "statement" else _statement_around(proposal, spoken)
    speaker = None if holder is None else _speaker(holder)
    outlet = document.outlet or document.name
    via = () if holder is None else tuple(span.text for span in holder.fields.get("via", ()))
    first = () if speaker is None else (speaker.name,)
    return Claim(
        id=claim_id(document.sha256, proposal),
        type=proposal.type,
        subject=proposal.subject,
        norm=proposal.norm,
        evidence=proposal.evidence,
        document=document.sha256,
        fields=proposal.fields,
        speaker=speaker,
        chain=(*first, *via, outlet),
        valid=Valid(_time(proposal.norm, "since", zone), _until(proposal, zone)),
        said=None if holder is None else _time(holder.norm, "date", zone),
        published=document.published,
        rule=proposal.rule,
        why=proposal.why,
    )


def _until(proposal: Proposal, zone: ZoneInfo | None) -> When | None:
    """Until when it holds; of a deadline its day, which is a day of the place (`due.py`)."""
    until = _time(proposal.norm, "until", zone)
    if until is None and proposal.type == "deadline" and zone is not None:
        return _time(proposal.norm, "when", zone)
    return until


def claim_id(sha256: str, proposal: Proposal) -> str:
    """Twelve hex digits that follow from the document, the type and the span."""
    key = f"{sha256}/{proposal.type}/{proposal.evidence.start}/{proposal.evidence.end}"
    key += f"/{proposal.rule}" if proposal.rule.startswith("model:") else ""
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def _statement_around(proposal: Proposal, spoken: Iterable[Proposal]) -> Proposal | None:
    """The closest statement whose words hold those of the proposal."""
    around = [
        statement
        for statement in spoken
        if statement.evidence.start <= proposal.evidence.start
        and proposal.evidence.end <= statement.evidence.end
    ]
    return min(around, key=lambda s: s.evidence.end - s.evidence.start, default=None)


def _speaker(statement: Proposal) -> Speaker | None:
    named = _first(statement.fields, "speaker")
    resolved = statement.norm.get("speaker_resolved")
    name = resolved if isinstance(resolved, str) else None if named is None else named.text
    if name is None:
        return None
    role = _first(statement.fields, "speaker_role")
    party = statement.norm.get("party_id")
    return Speaker(name, None if role is None else role.text, party)


def _first(fields: Mapping[str, tuple[Span, ...]], name: str) -> Span | None:
    spans = fields.get(name, ())
    return spans[0] if spans else None


def _time(norm: Mapping[str, Any], name: str, zone: ZoneInfo | None) -> When | None:
    """A day, a range of days "first/last" or an instant of a norm; None where there is none."""
    found = when_of(norm.get(name), zone)
    return None if found is None else replace(found, words=norm[name])
