"""Plain: rows of views as plain JSON."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from typing import Any

from ..claim import Claim
from ..figure import Figure
from ..when import When
from .figures import FigureRow, FigureWord
from .incidents import Said
from .word import Word


def plain(value: Any) -> Any:
    """A row, or a collection of rows, as plain JSON; what is not known is null.

    A word names its claim by id, with who says it, the chain, the times and the exact words with
    their place in the document. Lengths of time are whole seconds.
    """
    match value:
        case Word():
            return _word(value)
        case Claim():
            return value.id
        case When():
            return value.to_json()
        case Figure():
            return {**_fields(value), "words": value.words()}
        case datetime():
            return value.isoformat()
        case timedelta():
            return round(value.total_seconds())
        case FigureRow():
            names = ("measure", "unit", "what", "place", "subject", "part")
            about = {name: getattr(value, name) for name in names}
            return {**about, **{name: plain(part) for name, part in value._asdict().items()}}
        case FigureWord() | Said():
            return {name: plain(part) for name, part in value._asdict().items()}
        case tuple() | list():
            return [plain(one) for one in value]
        case _ if is_dataclass(value):
            return _fields(value)
        case _:
            return value


def _fields(value: Any) -> dict[str, Any]:
    return {field.name: plain(getattr(value, field.name)) for field in fields(value)}


def _word(word: Word) -> dict[str, Any]:
    claim = word.claim
    speaker = claim.speaker
    return {
        "claim": claim.id,
        "says": word.says,
        "by": word.by,
        "party": None if speaker is None else speaker.party,
        "chain": list(claim.chain),
        "since": plain(word.since),
        "until": plain(word.until),
        "said": plain(claim.said),
        "published": plain(claim.published),
        "judged": word.judged,
        "reviewed": word.reviewed,
        "withheld": word.withheld,
        "headline": word.headline,
        "also": list(word.also),
        "replaced": list(word.replaced),
        "document": claim.document,
        "evidence": None if claim.evidence is None else claim.evidence.to_json(),
    }
