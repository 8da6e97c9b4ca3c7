"""Digest: what is new for a subscriber since the last one, and how things stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from ..sitrep.changes import changes_of
from ..sitrep.facts import Change, Sitrep
from ..sitrep.row import Row
from ..situation.disclosure.grade import PARTNERS
from ..situation.document import Document
from ..situation.record import Held
from .history import History, View
from .past import Since
from .subscriber import DAILY, Subscriber

# these always stand in a digest that is about them: they are what people act on
BOARD = frozenset({"access", "deadlines"})


@dataclass(frozen=True, slots=True)
class Digest:
    """What one subscriber is told. `taken_back`: things whose claims were all retracted, and why.

    `facts` holds rows and changes as the readers may see them, in the form of a sitrep, so that
    both products say them alike.
    """

    facts: Sitrep
    taken_back: Mapping[tuple[str, str], tuple[str, ...]]
    sources: tuple[Document, ...]
    places: tuple[str, ...]
    since: Since | None

    @property
    def is_first(self) -> bool:
        """Whether the subscriber had none before."""
        return self.since is None

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is new."""
        return not self.is_first and not self.facts.changes


def make_digest(
    history: History, subscriber: Subscriber, timezone: str, at: datetime, since: Since | None
) -> Digest:
    """What a subscriber is told as of an instant; times are shown in `timezone`.

    The same record, question and last digest give the same digest. A claim that stays inside, or
    did when the last one went out, is on neither side of the comparison: nothing tells that it
    exists. One that stayed inside then and does not now is new.
    """
    view = View(subscriber.grade, subscriber.places)
    after = _about(history.rows(view, at, since, None), subscriber)
    changes: tuple[Change, ...] = ()
    taken_back: Mapping[tuple[str, str], tuple[str, ...]] = {}
    held = history.held(view, None)
    if since is not None:
        before = _about(history.rows(view, since.as_of, since, since), subscriber)
        changes = changes_of(before, after, since.as_of, at)
        taken_back = _taken_back(history.unmasked(view, since.as_of, since, since), held)
    full = since is None or subscriber.frequency.startswith(DAILY)
    names = history.names
    facts = Sitrep(
        number=0,
        grade=subscriber.grade,
        title="",
        timezone=timezone,
        as_of=at,
        known=at,
        since=None if since is None else since.as_of,
        next_at=None,
        with_unreviewed=history.with_unreviewed,
        rows=tuple(row for row in after if full or row.section in BOARD),
        changes=changes,
        gaps=(),
        sources=(),
        numbers={},
        notice=names.notice,
        hides_numbers=bool(names.withheld) and subscriber.grade == PARTNERS,
    )
    said = (*facts.rows, *(change.row for change in changes))
    places = tuple(names.of(place) or place for place in subscriber.places)
    return Digest(facts, taken_back, _documents(held, said), places, since)


def _about(rows: Iterable[Row], subscriber: Subscriber) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.section in subscriber.sections)


def _taken_back(before: Iterable[Row], now: Held) -> dict[tuple[str, str], tuple[str, ...]]:
    """Things that were said by claims which have all been retracted since, and why if known."""
    return {
        (row.section, row.key): tuple(
            dict.fromkeys(now.reasons.get(told.claim, "") for told in row.told)
        )
        for row in before
        if row.told and all(now.states.get(told.claim) == "retracted" for told in row.told)
    }


def _documents(held: Held, rows: Iterable[Row]) -> tuple[Document, ...]:
    used = dict.fromkeys(told.document for row in rows for told in row.told if told.document)
    return tuple(held.documents[name] for name in used if name in held.documents)
