"""PROV acts: reading, hand entry, review and retraction of claims, by whom and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ...situation.disclosure.grade import PLANNERS, PUBLIC
from ...situation.document import Document
from ...situation.event import Claimed, Event, Read, Retracted, Reviewed, Undone
from ...situation.record import Held
from ...situation.review.decide import BY_HAND
from .claim_line import ClaimLine, Readers
from .provenance import Provenance, claim_name, document_name, name_of, qualified, term, utc

PERSON, SOFTWARE = "prov:Person", "prov:SoftwareAgent"


def put_acts(
    made: Provenance,
    held: Held,
    lines: Iterable[ClaimLine],
    documents: Mapping[str, Document],
    readers: Readers,
) -> None:
    """Add what was done; who did it stands by name inside, and by what they did for partners."""
    if readers.grade == PUBLIC:
        return
    by_id = {line.source.id: line for line in lines}
    inside = readers.grade == PLANNERS
    for event in _counting(held.events):
        match event.act:
            case Read(document) if document.sha256 in documents:
                reading = _reading(made, document.sha256, event, inside)
                made.relate(
                    "used",
                    prov_activity=reading,
                    prov_entity=document_name(document.sha256),
                    prov_time=utc(event.recorded),
                )
            case Claimed(claim) if claim.id in by_id:
                _generated(made, by_id[claim.id], event, documents, inside)
            case Reviewed(claim, state) if claim in by_id:
                _decided(made, by_id[claim], event, "review", state, inside)
            case Retracted(claim) if claim in by_id:
                _decided(made, by_id[claim], event, "retraction", "retracted", inside)
            case _:
                pass


def _counting(events: tuple[Event, ...]) -> Iterator[Event]:
    """Events that count; one that was undone does not, unless its undoing was undone."""
    undone: set[int] = set()
    for event in reversed(events):
        if isinstance(event.act, Undone) and event.number not in undone:
            undone.add(event.act.event)
    return (event for event in events if event.number not in undone)


def _reading(made: Provenance, sha256: str, event: Event, inside: bool) -> str:
    reading = made.put("activity", name_of("reading", sha256), prov_type=term("Reading"))
    person = _person(made, event.by if inside else "reader")
    if not made.rows["activity"][reading].get("prov:startTime"):
        made.put("activity", reading, prov_startTime=utc(event.recorded))
        made.relate("wasAssociatedWith", prov_activity=reading, prov_agent=person)
    return reading


def _generated(
    made: Provenance,
    line: ClaimLine,
    event: Event,
    documents: Mapping[str, Document],
    inside: bool,
) -> None:
    sha256 = line.document
    if sha256 is not None and sha256 in documents and line.source.rule not in (None, BY_HAND):
        activity = _reading(made, sha256, event, inside)
    else:
        activity = made.put(
            "activity",
            name_of("entry", line.id),
            prov_type=term("HandEntry"),
            prov_startTime=utc(event.recorded),
        )
        person = _person(made, event.by if inside else "reader")
        made.relate("wasAssociatedWith", prov_activity=activity, prov_agent=person)
    made.relate(
        "wasGeneratedBy",
        prov_entity=claim_name(line.id),
        prov_activity=activity,
        prov_time=utc(event.recorded),
    )
    if line.rule not in (None, BY_HAND):
        rule = made.put(
            "agent",
            name_of("rule", line.rule),
            prov_type=qualified(SOFTWARE),
            prov_label=line.rule,
        )
        made.relate("wasAssociatedWith", prov_activity=activity, prov_agent=rule)


def _decided(
    made: Provenance, line: ClaimLine, event: Event, kind: str, state: str, inside: bool
) -> None:
    key = f"{line.id}/{event.number if inside else event.recorded.isoformat()}"
    activity = made.put(
        "activity",
        name_of(kind, key),
        prov_type=term(kind.capitalize()),
        prov_startTime=utc(event.recorded),
        sp_decision=state,
    )
    claim = claim_name(line.id)
    made.relate("used", prov_activity=activity, prov_entity=claim, prov_time=utc(event.recorded))
    person = _person(made, event.by if inside else "reviewer")
    made.relate("wasAssociatedWith", prov_activity=activity, prov_agent=person)
    if state in ("rejected", "retracted"):
        made.relate(
            "wasInvalidatedBy",
            prov_entity=claim,
            prov_activity=activity,
            prov_time=utc(event.recorded),
        )


def _person(made: Provenance, name: str) -> str:
    return made.put("agent", name_of("person", name), prov_type=qualified(PERSON), prov_label=name)
