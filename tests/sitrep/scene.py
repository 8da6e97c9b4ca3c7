"""A record to make sitreps of: two texts about the crossing of rafah-2023, in our own words."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Any

from safepassage.situation.claim import Claim, Speaker, Valid
from safepassage.situation.document import Document
from safepassage.situation.event import Act, Claimed, Event, Linked, Read, Reviewed
from safepassage.situation.record import Record
from safepassage.situation.span import Span
from safepassage.situation.when import When, instant, whole_day

AS_OF = datetime(2023, 10, 30, 16, tzinfo=UTC)
BEGAN = datetime(2026, 3, 1, 8, tzinfo=UTC)
MONDAY = whole_day(date(2023, 10, 30))
SPOKESMAN = Speaker("M. Miller", "department spokesman", "us-state")
ADVISER = Speaker("a security adviser", None, "israel")
TEXT = "text one"
OTHER = "text two"


def sha(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def document(name: str, **more: Any) -> Document:
    given: dict[str, Any] = {
        "sha256": sha(name), "characters": 900, "name": f"{name}.txt", "media": "text/plain",
        "published": MONDAY, "title": f"What is known of the crossing ({name})",
        "outlet": "Daily Courier" if name == TEXT else "Harbour Radio",
    }  # fmt: skip
    return Document(**{**given, **more})


def claim(id_: str, type_: str, words: str, **more: Any) -> Claim:
    """A claim of the first text, by the spokesman, unless told otherwise."""
    at = more.pop("at", sum(map(ord, id_)) % 700)
    fields = {
        name: (Span(at + words.find(text), at + words.find(text) + len(text), text),)
        for name, text in more.pop("fields", {}).items()
    }
    given: dict[str, Any] = {
        "speaker": SPOKESMAN,
        "document": sha(TEXT),
        "chain": ("M. Miller", "Daily Courier"),
        "said": MONDAY,
        "published": MONDAY,
        "norm": {},
    }
    given = {**given, **more}
    return Claim(id_, type_, evidence=Span(at, at + len(words), words), fields=fields, **given)


OWN = {"speaker": None, "chain": ("Daily Courier",), "said": None}
RADIO = {"document": sha(OTHER), "chain": ("Harbour Radio",), "speaker": None, "said": None}


def claims() -> dict[str, Claim]:
    """Claims by a short name."""
    held = (
        claim(
            "side", "place_status", "the party there does not run its side of the crossing",
            subject="crossing/rafah/gate/gaza", norm={"status": "not_operated"},
            valid=Valid(since=whole_day(date(2023, 10, 7))),
        ),
        claim(
            "egypt", "place_status", "the Egyptian side is open from 09:00 to 17:00",
            subject="crossing/rafah/gate/egypt", norm={"status": "open"},
            fields={"hours": "from 09:00 to 17:00"}, **OWN,
        ),
        claim(
            "egypt-radio", "place_status", "nobody passes on the Egyptian side, it is shut",
            subject="crossing/rafah/gate/egypt", norm={"status": "closed"}, **RADIO,
        ),
        claim(
            "exit", "place_status", "the crossing is the one way out",
            subject="crossing/rafah", norm={"status": "sole_exit"}, **OWN,
        ),
        claim(
            "held", "figure", "about 200 people are held", subject="population/held",
            fields={"value": "200", "qualifier": "about", "what": "people"},
            norm={"approx": 200, "qualifier": "about", "measure": "held", "unit": "persons"}, **OWN,
        ),
        claim(
            "trapped", "figure", "hundreds of citizens are trapped",
            fields={"value": "hundreds", "what": "citizens"},
            norm={"qualifier": "vague_plural", "measure": "trapped", "unit": "persons"}, **OWN,
        ),
        claim(
            "dead", "figure", "more than 1,400 people were killed",
            fields={"value": "1,400", "qualifier": "more than", "what": "people"},
            norm={"low": 1400, "qualifier": "more_than", "measure": "killed", "unit": "persons"},
            **OWN,
        ),
        claim(
            "two", "figure", "two citizens were let go on 20 October", at=300,
            fields={"value": "two", "what": "citizens"},
            norm={"low": 2, "high": 2, "qualifier": "exact", "measure": "released",
                  "unit": "persons"},
        ),
        claim(
            "release", "incident", "two citizens were let go on 20 October after Qatar stepped in",
            at=300, fields={"victims": "two citizens", "date": "20 October"},
            norm={"kind": "release"},
        ),
        claim(
            "week", "deadline", "a week to agree, or the operation begins",
            fields={"what": "agree", "consequence": "the operation begins"},
            norm={"kind": "ultimatum", "duration_days": 7}, said=None, speaker=ADVISER,
        ),
        claim(
            "flight", "deadline", "the last chartered flight leaves on Tuesday",
            subject="leg/last-us-charter", fields={"when": "Tuesday"},
            norm={"kind": "last_departure", "when": "2023-10-31"},
        ),
        claim(
            "leave", "consent", "no leave has been given for those who want to go",
            fields={"about": "those who want to go"},
            norm={"state": "withheld", "party_id": "hamas"}, subject="crossing/rafah/gate/gaza",
        ),
        claim(
            "plan", "condition", "no support without a plan that keeps civilians from harm",
            fields={"requirement": "a plan that keeps civilians from harm"}, norm={},
        ),
        claim(
            "talks", "negotiation", "the talks are close to breaking down",
            fields={}, norm={"state": "at_risk", "topic": "release of held persons"}, **OWN,
        ),
        claim(
            "number", "unknown", "no exact number of those who wish to leave is given",
            subject="population/us-nationals-in-gaza",
            fields={"what": "exact number of those who wish to leave"}, norm={},
        ),
    )  # fmt: skip
    return {each.id: each for each in held}


def record(*acts: Act, began: datetime = BEGAN, step: timedelta = timedelta(minutes=1)) -> Record:
    """A record of acts, a minute apart."""
    return Record.of(
        Event(number, began + step * number, "desk", act) for number, act in enumerate(acts, 1)
    )


def first_acts(**more: Claim) -> list[Act]:
    """Both texts read, every claim put down and accepted, the two words on one side linked."""
    found = {**claims(), **more}
    acts: list[Act] = [Read(document(TEXT)), Read(document(OTHER))]
    acts += [Claimed(each) for each in found.values()]
    acts += [Reviewed(each.id, "accepted") for each in found.values()]
    return [*acts, Linked("egypt", "egypt-radio", "conflicts")]


def day(text: str) -> When:
    return whole_day(date.fromisoformat(text))


def clock(text: str) -> When:
    return instant(datetime.fromisoformat(text))
