"""The scene of these tests: a record about the harbour example, made by hand, all invented."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from safepassage.scenario.read_scenario import read_scenario
from safepassage.sitrep.names import Names, names_of
from safepassage.situation.claim import Claim, Speaker, Valid
from safepassage.situation.document import Document
from safepassage.situation.event import Act, Claimed, Reviewed
from safepassage.situation.span import Span, span_of
from safepassage.situation.when import When, instant
from safepassage.store.store import Store

MORNING = datetime(2031, 5, 5, 6, 0, tzinfo=UTC)
TEXT = (
    "The far gate of Harbour Gate is closed, Ada Lind, a spokeswoman of the far authority, said. "
    "About 1,150 people are waiting at the bridge. The town council said the last bus leaves at "
    "14:00. Talks between the council and the far authority are near collapse. Seven people were "
    "hurt by a falling beam at the checkpoint."
)
DOCUMENT = Document(
    sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
    characters=len(TEXT),
    name="bulletin.txt",
    media="text/plain",
    published=instant(MORNING - timedelta(hours=1)),
    title="Gate closed, hundreds wait",
    outlet="Harbour Bulletin",
    url="https://news.example.org/gate?a=1&b=2",
)
FAR = "crossing/harbour/gate/far"


@cache
def harbour_names(language: str = "en") -> Names:
    """The names of the harbour example."""
    return names_of(read_scenario("harbour"), language)


def words(text: str) -> Span:
    """Where words stand in the bulletin."""
    start = TEXT.index(text)
    return span_of(TEXT, start, start + len(text))


def claim(name: str, kind: str, text: str, **more: Any) -> Claim:
    """A claim of the bulletin."""
    values: dict[str, Any] = {
        "document": DOCUMENT.sha256,
        "published": DOCUMENT.published,
        "chain": ("Harbour Bulletin",),
        "rule": "a-rule",
        **more,
    }
    return Claim(id=name, type=kind, evidence=words(text), **values)


ADA = Speaker("Ada Lind", "a spokeswoman of the far authority", "far-authority")
CLOSED = claim(
    "gate-closed",
    "place_status",
    "The far gate of Harbour Gate is closed",
    subject=FAR,
    norm={"status": "closed"},
    speaker=ADA,
    chain=("Ada Lind", "Harbour Bulletin"),
    valid=Valid(since=instant(MORNING - timedelta(hours=3))),
)
WAITING = claim(
    "waiting",
    "figure",
    "About 1,150 people are waiting at the bridge",
    subject="crossing/bridge",
    norm={"approx": 1150, "qualifier": "about", "measure": "waiting", "unit": "persons"},
    fields={"value": (words("1,150"),), "what": (words("people are waiting"),)},
)
LAST_BUS = claim(
    "last-bus",
    "deadline",
    "the last bus leaves at 14:00",
    norm={"kind": "last_departure", "when": "2031-05-05T14:00:00+00:00"},
    fields={"what": (words("the last bus"),)},
    speaker=Speaker("The town council", None, "town-council"),
)
TALKS = claim(
    "talks",
    "negotiation",
    "Talks between the council and the far authority are near collapse",
    norm={"state": "at_risk"},
    fields={"parties": (words("the council and the far authority"),)},
)
HURT = claim(
    "hurt",
    "figure",
    "Seven people were hurt by a falling beam",
    subject="crossing/bridge",
    norm={"low": 7, "high": 7, "qualifier": "exact", "measure": "injured", "unit": "persons"},
    fields={"value": (words("Seven"),), "what": (words("people were hurt"),)},
)
ALL = (CLOSED, WAITING, LAST_BUS, TALKS, HURT)


def later(original: Claim, name: str, hours: float, **more: Any) -> Claim:
    """The same speaker on the same thing, said later; it replaces the earlier claim."""
    said: When = instant(MORNING + timedelta(hours=hours))
    return replace(
        original,
        id=name,
        published=said,
        valid=Valid(since=said),
        supersedes=(original.id,),
        **more,
    )


def read_bulletin(store: Store, *claims: Claim, state: str = "accepted", at: datetime) -> None:
    """Take the bulletin in with claims, and accept them."""
    store.keep(
        "reader", DOCUMENT, TEXT.encode(), TEXT, *(Claimed(one) for one in claims), recorded=at
    )
    if state == "accepted":
        add(store, *(Reviewed(one.id, "accepted") for one in claims), at=at)


def add(store: Store, *acts: Act, at: datetime) -> None:
    """Add acts at an instant of the scene."""
    store.append("Mara", *acts, recorded=at)


SUBSCRIBERS = """\
sender: cell@example.org
sender_name: Harbour situation cell
title: Harbour gates
timezone: Africa/Cairo
inside: [example.org]
subscribers:
  - address: desk@example.org
    frequency: each change
    grade: planners
    unsubscribe: {url: "https://example.org/leave/1", mailto: leave@example.org}
  - address: amal@example.net
    frequency: daily at 07:00
    language: ar
    grade: partners
    unsubscribe: {url: "https://example.org/leave/2"}
  - address: noa@example.net
    topics: [gates, deadlines]
    places: [crossing/harbour]
    frequency: hourly
    language: he
    grade: public
    unsubscribe: {mailto: leave@example.org}
"""


def subscribers_file(folder: Path, text: str = SUBSCRIBERS) -> Path:
    """The file of subscribers in a folder."""
    path = folder / "subscribers.yaml"
    path.write_text(text, encoding="utf-8")
    return path
