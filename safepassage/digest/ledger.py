"""Ledger: which letter was made for whom, and how far it got; only ever added to.

A letter is noted before it is tried, and "sending" is noted before its last step. Whoever finds
"sending" as the last word after a crash cannot know whether the server took it: it may have been
sent, so it counts as sent and goes out again only when somebody asks for that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..errors import UsageError

FORMAT = "1"
MADE = "made"  # noted, not tried
SENDING = "sending"  # the server may have it
SENT = "sent"  # the server said that it has it
DEFERRED = "deferred"  # the server asked to try later
REFUSED = "refused"  # the server will not take it
QUIET = "quiet"  # nothing was new, so nothing was due


@dataclass(frozen=True, slots=True)
class Draft:
    """A message for one subscriber, before it is noted.

    `digest`: what tells it from every other, and what its Message-ID is made of. `slot`: the hour
    or day that it is for, None for "each change". `seen`: how many events of the record it knew.
    `asked`: what the subscriber asked for. `mail`: its bytes, None where nothing was new.
    """

    digest: str
    address: str
    slot: datetime | None
    seen: int
    asked: str
    mail: bytes | None


@dataclass(frozen=True, slots=True)
class Letter(Draft):
    """A message that is noted. `as_of`: the instant that it is about.

    `state`, `at`, `note`: the last word on it. `tries`: how often a server was asked.
    """

    number: int
    as_of: datetime
    state: str
    at: datetime
    note: str | None
    tries: int


class Ledger:
    """An open ledger. Use `open_ledger`, which keeps every other run out and closes it."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self._base = base

    def make(self, draft: Draft, as_of: datetime) -> Letter:
        """Note a letter before anything is done with it; one that is here already is given back."""
        if not (found := self._by_digest(draft.digest)):
            hour = None if draft.slot is None else draft.slot.isoformat()
            row = (draft.digest, draft.address, hour, as_of.isoformat(), draft.seen, draft.asked)
            self._base.execute("BEGIN IMMEDIATE")
            number = self._base.execute(
                "INSERT INTO letter (digest, address, slot, as_of, seen, asked, mail) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (*row, draft.mail),
            ).lastrowid
            self._add(number, QUIET if draft.mail is None else MADE, as_of, None)
            self._base.execute("COMMIT")
            found = self._by_digest(draft.digest)
        return found[0]

    def note(self, letter: Letter, state: str, at: datetime, note: str | None = None) -> None:
        """Add how far a letter got; it is on the disk when this returns."""
        self._add(letter.number, state, at, note)

    def again(self, letter: Letter) -> Letter:
        """The same letter with what has been noted of it since."""
        return self._by_digest(letter.digest)[0]

    def last(self, address: str) -> Letter | None:
        """The latest letter of a subscriber, however far it got."""
        rows = self._base.execute(
            "SELECT * FROM told WHERE address = ? ORDER BY number DESC LIMIT 1", (address,)
        )
        return next(iter(_letters(rows)), None)

    def last_done(self, address: str) -> Letter | None:
        """The latest letter that a subscriber has or may have, or that had nothing to say."""
        rows = self._base.execute(
            "SELECT * FROM told WHERE address = ? AND state IN ('sent', 'sending', 'quiet') "
            "ORDER BY number DESC LIMIT 1",
            (address,),
        )
        return next(iter(_letters(rows)), None)

    def in_doubt(self, address: str) -> Letter | None:
        """The latest letter that went out to a subscriber, if nobody knows whether it arrived."""
        rows = self._base.execute(
            "SELECT * FROM told WHERE address = ? AND state IN ('sent', 'sending') "
            "ORDER BY number DESC LIMIT 1",
            (address,),
        )
        last = next(iter(_letters(rows)), None)
        return last if last is not None and last.state == SENDING else None

    def in_state(self, state: str) -> tuple[Letter, ...]:
        """All letters with a last word, the earliest first."""
        return _letters(
            self._base.execute("SELECT * FROM told WHERE state = ? ORDER BY number", (state,))
        )

    def _by_digest(self, digest: str) -> tuple[Letter, ...]:
        return _letters(self._base.execute("SELECT * FROM told WHERE digest = ?", (digest,)))

    def _add(self, number: int | None, state: str, at: datetime, note: str | None) -> None:
        self._base.execute(
            "INSERT INTO act (letter, at, state, note) VALUES (?, ?, ?, ?)",
            (number, at.isoformat(), state, note),
        )


def _letters(rows: Iterable[tuple[Any, ...]]) -> tuple[Letter, ...]:
    return tuple(
        Letter(
            digest,
            address,
            None if slot is None else datetime.fromisoformat(slot),
            seen,
            asked,
            mail,
            number,
            datetime.fromisoformat(as_of),
            state,
            datetime.fromisoformat(at),
            note,
            tries,
        )
        for number, digest, address, slot, as_of, seen, asked, mail, state, at, note, tries in rows
    )


@contextmanager
def open_ledger(path: Path) -> Iterator[Ledger]:
    """Open a ledger (made where there is none), and hold it alone until it is closed.

    The hold is a lock of the operating system on a file beside it, so it ends with the process,
    however that ends. UsageError: another run holds it, or the file is no ledger.
    """
    with closing(_hold(path)), closing(_connect(path)) as base:
        try:
            yield Ledger(base)
        except sqlite3.OperationalError as error:
            raise UsageError(f"{path}: {error}. Nothing more was sent.") from error


def _hold(path: Path) -> sqlite3.Connection:
    lock = path.with_name(f"{path.name}.lock")
    try:
        held = sqlite3.connect(lock, timeout=0, isolation_level=None)
        held.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:
        if "locked" not in str(error):
            raise UsageError(f"{lock}: cannot be used as a lock ({error}).") from error
        raise UsageError(
            f"{path}: another run is sending digests from this ledger, so this one sent nothing. "
            "Start it again when the other one is done."
        ) from error
    return held


def _connect(path: Path) -> sqlite3.Connection:
    try:
        # addresses of people stand in it, so it is for its owner alone
        path.touch(mode=0o600)
        base = sqlite3.connect(path, isolation_level=None)
        base.execute("PRAGMA journal_mode = WAL")
        # every note is on the disk before the next step is taken
        base.execute("PRAGMA synchronous = FULL")
        base.executescript((files(__package__) / "ledger.sql").read_text(encoding="utf-8"))
        base.execute("INSERT OR IGNORE INTO about VALUES ('ledger', ?)", (FORMAT,))
        found = base.execute("SELECT value FROM about WHERE key = 'ledger'").fetchone()[0]
    except (sqlite3.DatabaseError, OSError) as error:
        raise UsageError(f"{path}: cannot be used as a ledger ({error}).") from error
    if found != FORMAT:
        base.close()
        raise UsageError(f"{path}: is a ledger of format {found}; this version reads {FORMAT}.")
    return base
