"""Document: a sitrep as plain JSON, without language; what a grade may not see is not in it."""

from __future__ import annotations

from typing import Any

from ..situation.figure import Figure
from ..situation.when import When
from .facts import Change, Sitrep
from .row import Answer, Row, Told


def sitrep_document(sitrep: Sitrep) -> dict[str, Any]:
    """All that a sitrep says. Ids of claims stand in it for planners alone; null is not known."""
    return {
        "number": sitrep.number,
        "draft": sitrep.draft,
        "grade": sitrep.grade,
        "title": sitrep.title or None,
        "timezone": sitrep.timezone,
        "as_of": sitrep.as_of.isoformat(),
        "known": sitrep.known.isoformat(),
        "since": sitrep.since.isoformat() if sitrep.since else None,
        "next": sitrep.next_at.isoformat() if sitrep.next_at else None,
        "unreviewed": sitrep.unreviewed,
        "waiting": sitrep.waiting,
        "changes": [_change(sitrep, change) for change in sitrep.changes],
        "rows": [_row(sitrep, row) for row in sitrep.rows],
        "gaps": [
            {"gap": gap.key.removeprefix("sit-gap-"), "name": gap.name} for gap in sitrep.gaps
        ],
        "sources": [
            {
                "number": source.number,
                "outlet": source.outlet,
                "title": source.title,
                "published": source.published.to_json(),
                "url": source.url,
                "copies": source.copies,
            }
            for source in sitrep.sources
        ],
    }


def _change(sitrep: Sitrep, change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "why": change.why,
        "before": _row(sitrep, change.before) if change.before else None,
        "after": _row(sitrep, change.after) if change.after else None,
    }


def _row(sitrep: Sitrep, row: Row) -> dict[str, Any]:
    return {
        "section": row.section,
        "name": row.name,
        "under": row.under,
        "differ": row.differ,
        "answers": [_answer(sitrep, answer) for answer in row.answers],
    }


def _answer(sitrep: Sitrep, answer: Answer) -> dict[str, Any]:
    return {
        "state": answer.state,
        "figure": _value(answer.figure),
        "details": {detail.label: _value(detail.value) for detail in answer.details},
        "since": _value(answer.since),
        "until": _value(answer.until),
        "told": [_told(sitrep, told) for told in answer.told],
    }


def _told(sitrep: Sitrep, told: Told) -> dict[str, Any]:
    return {
        "claim": told.claim or None,
        "by": told.by or None,
        "role": told.role,
        "via": list(told.via),
        "source": sitrep.numbers.get(told.document or ""),
        "said": _value(told.said),
        "published": _value(told.published),
        "judged": told.judged,
        "reviewed": told.reviewed,
        "withheld": told.withheld,
        "quote": told.quote or None,
    }


def _value(value: str | When | Figure | None) -> Any:
    if isinstance(value, When):
        return value.to_json()
    if isinstance(value, Figure):
        names = ("low", "high", "approx", "qualifier", "measure", "unit", "wording")
        return {name: getattr(value, name) for name in names}
    return value
