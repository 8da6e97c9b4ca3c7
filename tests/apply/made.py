"""Claims made for tests, and what a record holds of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from safepassage.situation.claim import Claim, Speaker, Valid
from safepassage.situation.event import Act, Claimed, Event
from safepassage.situation.record import Held, Record
from safepassage.situation.when import When, instant, whole_day

RECORDED = datetime(2031, 5, 5, 5, 30, tzinfo=UTC)


def at(text: str) -> datetime:
    """An instant from its text."""
    return datetime.fromisoformat(text)


def when(text: str | None) -> When | None:
    """A day, an instant or nothing."""
    if text is None:
        return None
    return instant(at(text)) if "T" in text else whole_day(date.fromisoformat(text))


def claim(
    name: str,
    kind: str,
    subject: str | None,
    *,
    speaker: str | None = "Far authority",
    speaks_for: str | None = None,
    said: str | None = "2031-05-05T05:00:00+00:00",
    since: str | None = None,
    until: str | None = None,
    supersedes: tuple[str, ...] = (),
    outlet: str = "Harbour Radio",
    **norm: Any,
) -> Claim:
    """A claim as a reviewer would have accepted it."""
    who = None if speaker is None else Speaker(speaker, None, speaks_for)
    return Claim(
        id=name,
        type=kind,
        subject=subject,
        norm=norm,
        speaker=who,
        chain=((speaker,) if speaker else ()) + (outlet,),
        valid=Valid(when(since), when(until)),
        said=when(said),
        published=when(said),
        supersedes=supersedes,
    )


def held(claims: Sequence[Claim], *acts: Act, state: str = "accepted") -> Held:
    """A record that took in the claims and then the acts."""
    every = [*(Claimed(each, state) for each in claims), *acts]
    events = [Event(number, RECORDED, "tester", act) for number, act in enumerate(every, 1)]
    return Record.of(events).now()
