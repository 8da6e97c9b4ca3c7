"""Run `situation log`: an entry by hand becomes a claim of the record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ...problems import Refusal
from ...situation.event import Act, Claimed, Withheld
from ...situation.record import Held, Record
from ...situation.review.entry import Entry, claim_by_hand
from ...situation.review.waiting import named
from ...store.store import open_record
from .claim_told import claim_told
from .follow import Follow
from .number_said import number_said
from .options import who
from .run_review import refused
from .subjects import Subjects, subjects_of
from .zone import zone_option


@dataclass(frozen=True, slots=True)
class LogRequest:
    """What was typed on the command line."""

    record: Path
    by: str | None
    kind: str
    values: tuple[str, ...]
    speaker: str
    role: str | None
    party: str | None
    said: str | None
    via: tuple[str, ...]
    subject: str | None
    scenario: str | None
    timezone: str | None
    reliability: str
    credibility: str
    supersedes: tuple[str, ...]
    withhold: str | None
    for_review: bool
    json: bool


def run_log(request: LogRequest) -> None:
    """Check, then write. Raises UsageError with all that is to be mended."""
    by = who(request.by)
    try:
        subjects = subjects_of(request.scenario)
        entry = _entry(request, subjects)
        claim = claim_by_hand(entry, "")
        subjects.check(claim)
        if request.withhold is not None and not request.withhold.strip():
            raise Refusal("--withhold gives no reason", "say why it stays inside")
        with open_record(request.record, create=True) as store:
            follow = Follow(store)
            events = follow.decide(by, lambda record, held: _acts(request, entry, record, held, by))
            made = next(event.act.claim for event in events if isinstance(event.act, Claimed))
            claim_told(follow.held, made, events[0].number, request.json)
    except Refusal as refusal:
        raise refused("situation log", refusal) from refusal


def _entry(request: LogRequest, subjects: Subjects) -> Entry:
    return Entry(
        kind=request.kind,
        values=number_said(request.kind, request.values),
        speaker=request.speaker,
        now=datetime.now(UTC),
        role=request.role,
        party=request.party,
        via=request.via,
        said=request.said,
        subject=request.subject,
        reliability=request.reliability,
        credibility=request.credibility,
        zone=zone_option(request.timezone) or subjects.zone,
    )


def _acts(
    request: LogRequest, entry: Entry, record: Record, held: Held, by: str
) -> tuple[Act, ...]:
    """The claim, and what stays inside: what it replaces may have been withheld."""
    old = tuple(named(held, text).id for text in request.supersedes)
    last = record.events[-1].number if record.events else 0
    claim = replace(claim_by_hand(entry, f"{last}/{by}"), supersedes=old)
    reasons = [request.withhold] if request.withhold else []
    reasons += [held.withheld[name] for name in old if name in held.withheld]
    inside = (Withheld(claim.id, reasons[0]),) if reasons else ()
    return (Claimed(claim, "proposed" if request.for_review else "accepted"), *inside)
