"""Feed: what is said now, and what was taken back lately, for news readers."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ..errors import UsageError
from ..formats.situation.feed import Entry, Feed
from ..report.language.language import Language
from ..sitrep.facts import Change, Sitrep
from ..sitrep.row import Row, Told
from ..sitrep.say import Sayer
from ..sitrep.seen_by import seen_by
from ..sitrep.sheet import TITLES
from ..situation.disclosure.grade import PLANNERS, PUBLIC
from ..situation.event import Claimed, Retracted, Reviewed
from ..situation.record import Held, replay
from .history import History, View
from .mail_page import point_html
from .mail_text import point_lines, turned
from .plain import plain
from .point import Point, change_point, joined, point_of, state_of

LATELY = timedelta(days=7)  # how long it is said that something was taken back
MOST = 200  # entries
NAMESPACE = uuid.UUID("5c4f3a52-0f6e-5d0b-9d0e-3a1c1f5b7a10")


@dataclass(frozen=True, slots=True)
class AskedFeed:
    """What is asked of a feed. `title`: of the scenario or the cell; `url`: its own address."""

    view: View
    language: str
    title: str
    timezone: str
    at: datetime
    url: str | None = None


def make_feed(history: History, asked: AskedFeed) -> Feed:
    """The feed as of an instant, the newest thing first; an entry is a thing, not a report of it.

    Its id stays the same while its name does, so that a reader sees one entry change. `updated`
    is when the record last noted something of the claims that it rests on. UsageError: the grade
    public without a scenario.
    """
    if asked.view.grade == PUBLIC and not history.names.names:
        raise UsageError(
            "--grade public needs --scenario: the public's feed is made of the scenario's names "
            "and holds no words of a text."
        )
    language = Language(asked.language)
    held = history.held(asked.view, None)
    touched = _touched(held)
    rows = history.rows(asked.view, asked.at, None, None)
    own = history.unmasked(asked.view, asked.at, None, None)
    sayer = Sayer(language, _facts(history, asked, rows))
    entries = [
        _entry(asked, sayer, held, plain(row), None, _last(own, row, touched))
        for row in rows
        if row.told
    ]
    entries += _taken_back(history, asked, sayer, held, touched)
    entries.sort(key=lambda each: (-each.updated.timestamp(), each.id))
    entries = list(_apart(entries))[:MOST]
    say = language.say
    return Feed(
        id=_id(asked.view.grade, asked.language, asked.title),
        title=say("dg-feed-title", title=asked.title),
        about=" ".join(
            text
            for text in (
                plain(history.names.notice),
                say("dg-feed-about"),
                say(f"sit-grade-{asked.view.grade}"),
            )
            if text
        ),
        language=asked.language,
        updated=max((each.updated for each in entries), default=asked.at),
        author=asked.title,
        entries=tuple(entries),
        link=asked.url,
    )


def _facts(history: History, asked: AskedFeed, rows: tuple[Row, ...]) -> Sitrep:
    return Sitrep(
        number=0,
        grade=asked.view.grade,
        title="",
        timezone=asked.timezone,
        as_of=asked.at,
        known=asked.at,
        since=None,
        next_at=None,
        with_unreviewed=history.with_unreviewed,
        rows=rows,
        changes=(),
        gaps=(),
        sources=(),
        numbers={},
    )


def _touched(held: Held) -> dict[str, datetime]:
    """When something was last noted of each claim; what stays inside left no event here."""
    found: dict[str, datetime] = {}
    for event in held.events:
        act = event.act
        if isinstance(act, Claimed):
            found[act.claim.id] = event.recorded
        elif isinstance(act, Reviewed | Retracted):
            found[act.claim] = event.recorded
    return found


def _last(own: Iterable[Row], row: Row, touched: dict[str, datetime]) -> datetime:
    """When something was last noted of what a row rests on."""
    return max(touched[one.claim] for one in _told(own, row))


def _taken_back(
    history: History,
    asked: AskedFeed,
    sayer: Sayer,
    held: Held,
    touched: dict[str, datetime],
) -> Iterator[Entry]:
    """Things of which all was retracted within the last days, as they were said before."""
    past = asked.at - LATELY
    events = (
        event
        for event in held.events
        if not (isinstance(event.act, Retracted) and event.recorded > past)
    )
    then = replace(replay(events, held.known), withheld=held.withheld)
    own = history.rows_about(then, asked.view, asked.at)
    shown = seen_by(own, then, history.names, asked.view.grade)
    for row in shown:
        told = _told(own, row)
        if told and all(held.states.get(one.claim) == "retracted" for one in told):
            change = plain(Change("gone", row, None))
            point = change_point(sayer, change, ())
            updated = max(touched[one.claim] for one in told)
            yield _entry(asked, sayer, held, change.row, point, updated)


def _told(own: Iterable[Row], row: Row) -> tuple[Told, ...]:
    """On whose word a row stands, with the ids of claims."""
    return next(each.told for each in own if (each.section, each.key) == (row.section, row.key))


def _entry(
    asked: AskedFeed, sayer: Sayer, held: Held, row: Row, gone: Point | None, updated: datetime
) -> Entry:
    """One thing as an entry; its id follows from what readers see of it and from nothing else."""
    point = gone or point_of(sayer, row)
    state = point.kind or next((said for one in row.answers if (said := state_of(sayer, one))), "")
    texts = (held.documents.get(told.document or "") for told in row.told)
    page = point_html(point)
    return Entry(
        id=_id(asked.view.grade, asked.language, row.section, row.under or "", row.name),
        title=f"{point.name}: {state}" if state else point.name,
        updated=updated,
        by="; ".join(dict.fromkeys(_by(sayer, told) for told in row.told)),
        text=turned(point_lines(point), asked.language),
        html=f'<div dir="{sayer.language.direction}" lang="{asked.language}">{page}</div>',
        topic=sayer.language.say(TITLES[row.section]),
        link=next((text.url for text in texts if text is not None and text.url), None)
        if asked.view.grade == PLANNERS
        else None,
    )


def _by(sayer: Sayer, told: Told) -> str:
    return joined((text for text, _ in sayer.told(told)), sayer.language)


def _apart(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Things that look alike get ids of their own, counted from the oldest."""
    seen: dict[str, int] = {}
    found = []
    for entry in reversed(list(entries)):
        seen[entry.id] = seen.get(entry.id, 0) + 1
        count = seen[entry.id]
        found.append(entry if count == 1 else replace(entry, id=_id(entry.id, str(count))))
    return reversed(found)


def _id(*parts: str) -> str:
    return uuid.uuid5(NAMESPACE, "\n".join(parts)).urn
