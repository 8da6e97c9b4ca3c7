"""Store: one SQLite file that holds the log of events and the documents as they came.

Rows are only added (triggers refuse anything else), each event carries the hash of its forerunner
and itself, and several processes may write at once: a write holds the file for one transaction.
"""

from __future__ import annotations

import gc
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..situation.document import Document
from ..situation.event import Act, Event, Read, act_from_json, act_json, kind_of
from ..situation.record import Record

FORMAT = "1"
AT_ONCE = 2000  # events read at a time
PATIENCE_S = 30  # how long a write waits for another process's write
Clock = Callable[[], datetime]


def now() -> datetime:
    """The clock of the machine, in whole microseconds of UTC."""
    return datetime.now(UTC)


class Store:
    """An open record. Use `open_record`, which closes it."""

    def __init__(self, path: Path, base: sqlite3.Connection, clock: Clock) -> None:
        self.path = path
        self._base = base
        self._clock = clock

    def append(
        self, by: str, *acts: Act, expect: int | None = None, recorded: datetime | None = None
    ) -> tuple[Event, ...]:
        """Add acts to the log in one transaction: all of them or none.

        `by`: who adds them. `expect`: the number of the last event that the caller has seen; if
        somebody has added to the log meanwhile, nothing is added and UsageError says so.
        `recorded`: the instant to note instead of the clock's (for records of the past); never
        before the last event.
        """
        with self._writing():
            last, chain, before = self._last()
            if expect is not None and expect != last:
                raise UsageError(
                    f"{self.path}: {last - expect} event(s) were added by somebody else since "
                    "this was read. Nothing was written. Read it again and decide once more."
                )
            clock = recorded or self._clock()
            at = clock if before is None or clock >= before else before
            events = []
            for number, act in enumerate(acts, last + 1):
                event = Event(number, at, by, act, None if at == clock else clock)
                chain = self._insert(event, chain)
                events.append(event)
        return tuple(events)

    def keep(
        self,
        by: str,
        document: Document,
        data: bytes,
        text: str,
        *acts: Act,
        recorded: datetime | None = None,
        fingerprint: bytes | None = None,
    ) -> tuple[Event, ...]:
        """Take in a document with its bytes and text, and what was proposed from it.

        One that is here already is not taken in again, and gives no event. `fingerprint`: what
        later texts are held against, to find copies.
        """
        if hashlib.sha256(data).hexdigest() != document.sha256:
            raise ValueError("a document's hash has to be that of its bytes")
        with self._writing():
            row = (document.sha256, data, text, fingerprint)
            added = self._base.execute("INSERT OR IGNORE INTO document VALUES (?, ?, ?, ?)", row)
            if added.rowcount == 0:
                return ()
            last, chain, before = self._last()
            clock = recorded or self._clock()
            at = clock if before is None or clock >= before else before
            events = []
            for number, act in enumerate((Read(document), *acts), last + 1):
                event = Event(number, at, by, act, None if at == clock else clock)
                chain = self._insert(event, chain)
                events.append(event)
        return tuple(events)

    def events(self, after: int = 0) -> Iterator[Event]:
        """Events in order, from the one after `after`."""
        rows = self._base.execute(
            "SELECT number, recorded, by, kind, act, clock FROM event WHERE number > ? "
            "ORDER BY number",
            (after,),
        )
        while heap := rows.fetchmany(AT_ONCE):
            acts = json.loads(f"[{','.join(row[4] for row in heap)}]")  # faster than one by one
            for (number, recorded, by, kind, _, clock), act in zip(heap, acts, strict=True):
                yield Event(
                    number,
                    datetime.fromisoformat(recorded),
                    by,
                    act_from_json(kind, act),
                    None if clock is None else datetime.fromisoformat(clock),
                )

    def record(self) -> Record:
        """The whole log.

        Of a large one all values stay, so that the search for garbage would only walk over them
        again and again (twice the time): it rests meanwhile.
        """
        was_on = gc.isenabled()
        gc.disable()
        try:
            return Record.of(self.events())
        finally:
            if was_on:
                gc.enable()

    def last_number(self) -> int:
        """The number of the last event; 0 for an empty log."""
        return self._last()[0]

    def text_of(self, sha256: str) -> str:
        """The text that was read from a document."""
        return str(self._document(sha256, "text"))

    def bytes_of(self, sha256: str) -> bytes:
        """A document's bytes as they came."""
        return bytes(self._document(sha256, "bytes"))

    def fingerprints(self) -> list[tuple[str, bytes]]:
        """Hash and fingerprint of every document that has one."""
        rows = self._base.execute(
            "SELECT sha256, fingerprint FROM document WHERE fingerprint IS NOT NULL ORDER BY rowid"
        )
        return [(str(sha256), bytes(data)) for sha256, data in rows]

    def copies(self) -> dict[str, str]:
        """Documents that repeat another, and which: by their events alone, without a replay."""
        rows = self._base.execute(
            "SELECT act FROM event WHERE kind = 'read' AND instr(act, '\"copy_of\": null') = 0"
        )
        documents = (json.loads(act)["document"] for (act,) in rows)
        return {str(d["sha256"]): str(d["copy_of"]) for d in documents}

    def has(self, sha256: str) -> bool:
        """Whether a document is here."""
        found = self._base.execute("SELECT 1 FROM document WHERE sha256 = ?", (sha256,))
        return found.fetchone() is not None

    def broken_at(self) -> int | None:
        """The number of the first event whose hash does not follow from the log; None if all do."""
        chain = ""
        rows = self._base.execute(
            "SELECT number, recorded, clock, by, kind, act, chain FROM event ORDER BY number"
        )
        for expected, (number, *parts, stated) in enumerate(rows, 1):
            chain = _link(chain, (number, *parts))
            if number != expected or chain != stated:
                return int(number)
        return None

    def _document(self, sha256: str, column: str) -> Any:
        found = self._base.execute(
            f"SELECT {column} FROM document WHERE sha256 = ?", (sha256,)
        ).fetchone()
        if found is None:
            raise UsageError(f"{self.path}: no document {sha256[:12]} is in this record.")
        return found[0]

    def _last(self) -> tuple[int, str, datetime | None]:
        found = self._base.execute(
            "SELECT number, chain, recorded FROM event ORDER BY number DESC LIMIT 1"
        ).fetchone()
        if found is None:
            return 0, "", None
        return int(found[0]), str(found[1]), datetime.fromisoformat(found[2])

    def _insert(self, event: Event, chain: str) -> str:
        row = (
            event.number,
            event.recorded.isoformat(),
            None if event.clock is None else event.clock.isoformat(),
            event.by,
            kind_of(event.act),
            json.dumps(act_json(event.act), ensure_ascii=False, sort_keys=True),
        )
        chain = _link(chain, row)
        self._base.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, chain))
        return chain

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")


def _link(chain: str, row: tuple[Any, ...]) -> str:
    text = json.dumps([chain, *row], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@contextmanager
def open_record(path: str | Path, *, create: bool = False, clock: Clock = now) -> Iterator[Store]:
    """Open a record; with `create` an absent one is made. UsageError says what is wrong."""
    path = Path(path)
    if not path.exists() and not create:
        raise UsageError(
            f"{path}: there is no record here. Read a text into one first: "
            f"safepassage situation read FILE --published YYYY-MM-DD --record {path}"
        )
    base = _connect(path)
    try:
        yield Store(path, base, clock)
    except sqlite3.OperationalError as error:
        raise UsageError(f"{path}: {error}. Nothing more was written.") from error
    finally:
        base.close()


def _connect(path: Path) -> sqlite3.Connection:
    if path.is_dir():
        raise UsageError(f"{path}: is a folder. A record is one file.")
    try:
        base = sqlite3.connect(path, timeout=PATIENCE_S, isolation_level=None)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = FULL")
        base.executescript((files(__package__) / "schema.sql").read_text(encoding="utf-8"))
        base.execute("INSERT OR IGNORE INTO about VALUES ('format', ?)", (FORMAT,))
        found = base.execute("SELECT value FROM about WHERE key = 'format'").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise UsageError(f"{path}: cannot be used as a record ({error}).") from error
    if found != FORMAT:
        base.close()
        raise UsageError(f"{path}: is a record of format {found}; this version reads {FORMAT}.")
    return base
