"""What was held at any instant is what a plain reading of the log gives: 10,000 questions."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path

from safepassage.situation.claim import Claim
from safepassage.situation.event import (
    Claimed,
    Event,
    Linked,
    Read,
    Retracted,
    Reviewed,
    Undone,
    Withheld,
)
from safepassage.situation.record import Held, Record
from safepassage.situation.views.gate_board import gate_board
from safepassage.store.store import open_record

from .random_record import START, random_acts

QUESTIONS, RECORDS = 10_000, 200


def random_record(seed: int) -> Record:
    """A random log; several events may be recorded at one instant."""
    rng = random.Random(seed)
    at = START
    events = []
    for number, act in enumerate(random_acts(rng, rng.randint(1, 70)), 1):
        at += timedelta(seconds=rng.choice((0, 0, 1, 600, 40_000)))
        events.append(Event(number, at, "a person", act))
    return Record.of(events)


# The plain reading: for each question, and each claim, the log is read from its first line.


def plain_log(record: Record, known: datetime) -> list[Event]:
    return [event for event in record.events if event.recorded <= known]


def plain_counts(log: list[Event], number: int) -> bool:
    """An event counts unless one that counts has undone it."""
    undoings = [e.number for e in log if isinstance(e.act, Undone) and e.act.event == number]
    return not any(plain_counts(log, undoing) for undoing in undoings)


def plain_state(log: list[Event], name: str) -> str | None:
    state = None
    here: dict[str, Claim] = {}
    for event in log:
        act = event.act
        accepted = None
        if isinstance(act, Claimed):
            here[act.claim.id] = act.claim
            if act.claim.id == name:
                state = act.state
            if act.state == "accepted":
                accepted = act.claim
        elif isinstance(act, Reviewed) and act.claim in here:
            subject = here[act.claim]
            if act.claim == name and state != "retracted":
                state = act.state
            if act.state == "accepted" and plain_retracted(log, event, act.claim) is False:
                accepted = subject
        elif isinstance(act, Retracted) and act.claim == name and name in here:
            state = "retracted"
        if accepted is not None and name in accepted.supersedes:
            state = "superseded" if state in ("accepted", "proposed") else state
    return state


def plain_retracted(log: list[Event], before: Event, name: str) -> bool:
    """Whether a claim had been put down and then taken back before an event."""
    retracted = False
    put_down = False
    for event in log:
        if event.number >= before.number:
            return retracted
        if isinstance(event.act, Claimed) and event.act.claim.id == name:
            put_down, retracted = True, False
        if isinstance(event.act, Retracted) and event.act.claim == name and put_down:
            retracted = True
    return retracted


def plain_held(record: Record, known: datetime) -> dict[str, object]:
    whole = plain_log(record, known)
    log = [event for event in whole if plain_counts(whole, event.number)]
    names = [event.act.claim.id for event in log if isinstance(event.act, Claimed)]
    inside: dict[str, str | None] = {}
    for event in log:
        if isinstance(event.act, Withheld):
            inside[event.act.claim] = event.act.reason
    return {
        "states": {name: plain_state(log, name) for name in names},
        "withheld": {name: reason for name, reason in inside.items() if reason is not None},
        "links": [event.act for event in log if isinstance(event.act, Linked)],
        "documents": [event.act.document for event in log if isinstance(event.act, Read)],
        "recorded": {e.act.claim.id: e.recorded for e in log if isinstance(e.act, Claimed)},
    }


def shown(held: Held) -> dict[str, object]:
    return {
        "states": held.states,
        "withheld": held.withheld,
        "links": list(held.links),
        "documents": list(held.documents.values()),
        "recorded": held.recorded,
    }


def edges_of(claim: Claim) -> list[datetime]:
    """Instants at which a claim begins or ends to speak of something."""
    whens = (claim.valid.since, claim.valid.until, claim.said)
    return [edge for when in whens if when for edge in (when.earliest, when.latest)]


def plain_gate(held: dict[str, object], claims: dict[str, Claim], at: datetime) -> object:
    """What each voice says last of each gate at an instant, read claim by claim."""
    last: dict[tuple[str, str], tuple[datetime, datetime, int]] = {}
    said: dict[tuple[str, str], dict[tuple[datetime, datetime, int], tuple[object, str]]] = {}
    states = held["states"]
    recorded = held["recorded"]
    documents = {document.sha256: document for document in held["documents"]}  # type: ignore[attr-defined]
    for place, (name, state) in enumerate(states.items()):  # type: ignore[attr-defined]
        claim = claims[name]
        if state != "accepted" or claim.type != "place_status" or claim.subject is None:
            continue
        if not claim.subject.startswith("crossing/"):
            continue
        told = claim.said or claim.published
        spoke = told.earliest if told else recorded[name]  # type: ignore[index]
        begins = claim.valid.since.earliest if claim.valid.since else spoke
        ends = claim.valid.until.latest if claim.valid.until else None
        if begins > at or (ends is not None and at > ends):
            continue
        if claim.speaker is not None:
            voice = claim.speaker.name
        elif claim.document in documents:
            text = documents[claim.document]
            voice = documents.get(text.copy_of, text).outlet
        else:
            voice = claim.chain[-1]
        key = (claim.subject, voice)
        said.setdefault(key, {})[spoke, begins, place] = (claim.document, claim.norm["status"])
        last[key] = max(last.get(key, (spoke, begins, place)), (spoke, begins, place))
    found: dict[str, set[str]] = {}
    for key, newest in last.items():
        text = said[key][newest][0]
        for when, (document, status) in said[key].items():
            beside = document is not None and document == text and when[:2] == newest[:2]
            if when == newest or beside:
                found.setdefault(key[0], set()).add(status)
    return found


def test_ten_thousand_questions_are_answered_as_by_reading_the_log() -> None:
    asked = 0
    for seed in range(RECORDS):
        rng = random.Random(seed + 10_000)
        record = random_record(seed)
        claims = {e.act.claim.id: e.act.claim for e in record.events if isinstance(e.act, Claimed)}
        times = [event.recorded for event in record.events]
        edges = [edge for claim in claims.values() for edge in edges_of(claim)]
        for _ in range(QUESTIONS // RECORDS):
            near = rng.choice(times) + timedelta(seconds=rng.choice((-1, 0, 0, 1, 500)))
            held = record.as_of(near)
            plain = plain_held(record, near)
            assert shown(held) == plain, (seed, near)
            at = rng.choice(edges or [START]) if rng.random() < 0.5 else None
            at = at or START + timedelta(hours=rng.uniform(-12, 90))
            board = gate_board(held, at)
            assert {
                row.address: {word.says for word in row.words}
                for row in board
                if row.address and row.address.startswith("crossing/") and row.words
            } == plain_gate(plain, claims, at), (seed, near, at)
            asked += 1
    assert asked == QUESTIONS


def test_a_record_from_disk_answers_as_the_one_it_was_written_from(tmp_path: Path) -> None:
    for seed in range(12):
        record = random_record(seed)
        with open_record(tmp_path / f"{seed}.record", create=True) as store:
            for event in record.events:
                store.append(event.by, event.act, recorded=event.recorded)
            again = store.record()
        for event in record.events:
            assert again.as_of(event.recorded) == record.as_of(event.recorded), seed
