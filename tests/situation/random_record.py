"""Random records for property tests: every kind of act, in any order, clocks that stand still."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from safepassage.situation.claim import Claim, Speaker, Valid
from safepassage.situation.document import Document
from safepassage.situation.event import (
    Act,
    Claimed,
    Event,
    Linked,
    Read,
    Retracted,
    Reviewed,
    Undone,
    Withheld,
)
from safepassage.situation.record import Record
from safepassage.situation.span import Span
from safepassage.situation.when import When, whole_day

START = datetime(2031, 5, 1, 6, tzinfo=UTC)
TYPES = (
    *("place_status",) * 5,  # often, so that voices and times meet at one gate
    *("consent", "figure", "deadline", "incident", "position", "statement"),
)
STATUSES = ("open", "closed", "not_operated", "restricted")
SUBJECTS = ("crossing/harbour/gate/town", "crossing/harbour/gate/far", "population/residents", None)
VOICES = ("Ana Orel", "Bo Lind", "the Council", None)


def hours(number: float) -> datetime:
    """An instant so many hours after the start."""
    return START + timedelta(hours=number)


def random_document(rng: random.Random, number: int, before: list[str]) -> Document:
    """A text; one in four repeats an earlier one."""
    copy_of = rng.choice(before) if before and rng.random() < 0.25 else None
    name = f"{number:064x}"
    day = (START + timedelta(days=rng.randint(0, 3))).date()
    return Document(
        name, 5000, f"text-{number}.txt", "text/plain", whole_day(day), outlet=f"Outlet {number}",
        copy_of=copy_of,
    )  # fmt: skip


def random_norm(rng: random.Random, kind: str) -> dict[str, object]:
    """A norm that fits the type."""
    if kind == "place_status":
        return {"status": rng.choice(STATUSES)}
    if kind == "consent":
        return {"state": rng.choice(("granted", "withheld", "pending")), "party": "the Council"}
    if kind == "figure":
        value = rng.randint(1, 900)
        measure = rng.choice(("killed", "held"))
        return {"low": value, "high": value, "qualifier": "exact", "measure": measure,
                "unit": "persons"}  # fmt: skip
    if kind == "deadline":
        return {"kind": "ultimatum", "duration_days": rng.randint(1, 9)}
    if kind == "position":
        return {"stance": rng.choice(("supports", "opposes")), "about": "a pause"}
    return {"kind": "attack"} if kind == "incident" else {"mode": "indirect"}


def random_claim(rng: random.Random, number: int, documents: list[str], before: list[str]) -> Claim:
    """A claim whose words overlap those of no other claim of the record."""
    kind = rng.choice(TYPES)
    document = rng.choice(documents) if documents and rng.random() < 0.8 else None
    words = f"words of number {number:04}"
    since = None
    if rng.random() < 0.5:
        early = rng.uniform(-10, 60)
        since = When(hours(early), hours(early + rng.choice((0, 0, 6))))
    until = None
    if since is not None and rng.random() < 0.3:
        until = When(since.latest, since.latest + timedelta(hours=rng.randint(0, 20)))
    name = rng.choice(VOICES)
    said = None
    if rng.random() < 0.6:
        at = hours(rng.choice((rng.uniform(0, 70), rng.randint(0, 9))))
        said = When(at, at)
    return Claim(
        id=f"c{number:04}",
        type=kind,
        norm=random_norm(rng, kind),
        subject=rng.choice(SUBJECTS),
        evidence=Span(number * 100, number * 100 + len(words), words) if document else None,
        document=document,
        speaker=None if name is None else Speaker(name),
        chain=("Outlet",),
        valid=Valid(since, until),
        said=said,
        published=None if document is None else whole_day(START.date()),
        supersedes=(rng.choice(before),) if before and rng.random() < 0.2 else (),
    )


def random_acts(rng: random.Random, length: int) -> list[Act]:
    """Acts in order; ids that acts speak of were put down before."""
    acts: list[Act] = []
    claims: list[str] = []
    documents: list[str] = []
    for number in range(1, length + 1):
        kind = rng.choices(
            ("read", "claim", "review", "link", "withhold", "retract", "undo"),
            (2, 8, 8, 2, 1, 1, 2),
        )[0]
        if kind == "read" or not claims:
            document = random_document(rng, number, documents)
            documents.append(document.sha256)
            acts.append(Read(document))
            if claims:
                continue
        if kind == "claim" or not claims:
            claim = random_claim(rng, number, documents, claims)
            claims.append(claim.id)
            acts.append(Claimed(claim, rng.choice(("proposed", "proposed", "accepted"))))
        elif kind == "review":
            acts.append(Reviewed(rng.choice(claims), rng.choice(("accepted", "rejected")), "why"))
        elif kind == "link":
            link = rng.choice(("conflicts", "same_event"))
            acts.append(Linked(rng.choice(claims), rng.choice(claims), link, "seen"))
        elif kind == "withhold":
            acts.append(Withheld(rng.choice(claims), rng.choice(("safety", None))))
        elif kind == "retract":
            acts.append(Retracted(rng.choice(claims), "taken back"))
        elif acts:
            acts.append(Undone(rng.randint(1, len(acts))))
    return acts


def record_of(acts: Iterable[Act], step_s: float = 600) -> Record:
    """The acts as a log, one after the other every so many seconds."""
    return Record.of(
        Event(number, START + timedelta(seconds=step_s * number), "a person", act)
        for number, act in enumerate(acts, 1)
    )
