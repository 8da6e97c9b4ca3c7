"""Claims as plain JSON, and back."""

from __future__ import annotations

from typing import Any

from .claim import Claim, Speaker, Valid
from .span import Span
from .when import When


def claim_json(claim: Claim) -> dict[str, Any]:
    """A claim as plain JSON; what is not known is null."""
    return {
        "id": claim.id,
        "type": claim.type,
        "subject": claim.subject,
        "norm": dict(claim.norm),
        "evidence": _span(claim.evidence),
        "document": claim.document,
        "fields": {name: [s.to_json() for s in spans] for name, spans in claim.fields.items()},
        "speaker": None
        if claim.speaker is None
        else [claim.speaker.name, claim.speaker.role, claim.speaker.party],
        "chain": list(claim.chain),
        "since": _when(claim.valid.since),
        "until": _when(claim.valid.until),
        "said": _when(claim.said),
        "published": _when(claim.published),
        "reliability": claim.reliability,
        "credibility": claim.credibility,
        "rule": claim.rule,
        "why": claim.why,
        "supersedes": list(claim.supersedes),
    }


def claim_from_json(value: dict[str, Any]) -> Claim:
    """Read what `claim_json` wrote."""
    return Claim(
        id=value["id"],
        type=value["type"],
        subject=value["subject"],
        norm=value["norm"],
        evidence=Span.from_json(value["evidence"]),
        document=value["document"],
        fields={
            name: tuple(Span(s[0], s[1], s[2]) for s in spans)
            for name, spans in value["fields"].items()
        },
        speaker=None if value["speaker"] is None else Speaker(*value["speaker"]),
        chain=tuple(value["chain"]),
        valid=Valid(When.from_json(value["since"]), When.from_json(value["until"])),
        said=When.from_json(value["said"]),
        published=When.from_json(value["published"]),
        reliability=value["reliability"],
        credibility=value["credibility"],
        rule=value["rule"],
        why=value["why"],
        supersedes=tuple(value["supersedes"]),
    )


def _span(span: Span | None) -> list[Any] | None:
    return None if span is None else span.to_json()


def _when(when: When | None) -> dict[str, Any] | None:
    return None if when is None else when.to_json()
