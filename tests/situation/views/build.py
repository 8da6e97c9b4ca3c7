"""Claims and records for tests of views, in few words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from safepassage.situation.claim import Claim, Fields, Speaker, Valid
from safepassage.situation.document import Document
from safepassage.situation.event import Act, Claimed, Event, Linked, Read
from safepassage.situation.record import Held, Record
from safepassage.situation.span import Span
from safepassage.situation.when import When, instant, whole_day

NOON = datetime(2031, 5, 5, 12, tzinfo=UTC)
NORTH, SOUTH = "crossing/bridge/gate/north", "crossing/bridge/gate/south"


def on(day: int) -> When:
    """A day of May 2031."""
    return whole_day(date(2031, 5, day))


def at(day: int, hour: float = 12) -> datetime:
    """An instant of May 2031."""
    return datetime(2031, 5, day, tzinfo=UTC) + timedelta(hours=hour)


def said(
    name: str,
    kind: str,
    speaker: str | None = "Ana Orel",
    /,
    *,
    day: int = 4,
    hour: float | None = None,
    subject: str | None = None,
    since: When | None = None,
    until: When | None = None,
    fields: dict[str, str] | None = None,
    words: str | None = None,
    document: str | None = None,
    offset: int = 0,
    chain: tuple[str, ...] = (),
    of_party: str | None = None,
    **norm: Any,
) -> Claim:
    """A claim by somebody on a day of May 2031; `fields` as words, `words` as its evidence."""
    spans: Fields = {key: (Span(offset, offset + len(text), text),) for key, text in
                     (fields or {}).items()}  # fmt: skip
    return Claim(
        id=name,
        type=kind,
        norm=norm,
        subject=subject,
        evidence=None if words is None else Span(offset, offset + len(words), words),
        document=document,
        fields=spans,
        speaker=None if speaker is None else Speaker(speaker, party=of_party),
        chain=chain,
        valid=Valid(since, until),
        said=on(day) if hour is None else instant(at(day, hour)),
    )


def document(letter: str, **about: Any) -> Document:
    """A text of May 2031, its hash made of one letter."""
    text = Document(
        letter * 64, 900, f"{letter}.txt", "text/plain", on(4), outlet=f"Outlet {letter}"
    )
    return replace(text, **about)


def held(
    claims: Iterable[Claim],
    links: Iterable[tuple[str, str, str]] = (),
    *,
    documents: Iterable[Document] = (),
    state: str = "accepted",
) -> Held:
    """What a record of these holds, everything recorded on 4 May."""
    acts: list[Act] = [Read(one) for one in documents]
    acts += [Claimed(claim, state) for claim in claims]
    acts += [Linked(a, b, kind) for a, b, kind in links]
    events = (Event(n, at(4), "a person", act) for n, act in enumerate(acts, 1))
    return Record.of(events).now()
