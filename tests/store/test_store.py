"""The record is the one place where nothing may be lost, changed or written twice."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from safepassage.errors import UsageError
from safepassage.situation.claim import Claim, Speaker, Valid
from safepassage.situation.document import Document
from safepassage.situation.event import (
    Claimed,
    Linked,
    Read,
    Retracted,
    Reviewed,
    Undone,
    Withheld,
)
from safepassage.situation.span import Span
from safepassage.situation.when import instant, whole_day
from safepassage.store.store import Store, open_record

START = datetime(2031, 5, 5, 8, tzinfo=UTC)


def _clock(steps: list[int]) -> Iterator[datetime]:
    for minutes in steps:
        yield START + timedelta(minutes=minutes)


def _claim(name: str, **more: object) -> Claim:
    return Claim(id=name, type="place_status", norm={"status": "open"}, **more)  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "situation.record"


def test_everything_comes_back_as_it_was_put_down(path: Path) -> None:
    document = Document(
        hashlib.sha256(b"abc").hexdigest(), 3, "a.txt", "text/plain", whole_day(date(2031, 5, 4))
    )
    claim = Claim(
        id="c1",
        type="figure",
        norm={"low": 3, "note": "سلام", "parts": [1, None, {"a": "b"}]},
        subject="population/held",
        evidence=Span(0, 3, "abc"),
        document=document.sha256,
        fields={"value": (Span(0, 1, "a"), Span(1, 2, "b"))},
        speaker=Speaker("X", "spokesman", "party"),
        chain=("X", "outlet"),
        valid=Valid(instant(START), None),
        said=whole_day(date(2031, 5, 3)),
        published=document.published,
        reliability="B",
        credibility="2",
        rule="r",
        why="w",
        supersedes=("c0",),
    )
    acts = (
        Claimed(claim),
        Reviewed("c1", "accepted", "seen"),
        Linked("c1", "c0", "conflicts"),
        Withheld("c1", "a life depends on it"),
        Retracted("c1", "taken back"),
        Undone(5, "by mistake"),
    )
    with open_record(path, create=True) as store:
        store.keep("anna", document, b"abc", "abc", *acts)
    with open_record(path) as store:
        events = list(store.events())
        assert [event.act for event in events] == [Read(document), *acts]
        assert [event.number for event in events] == list(range(1, 8))
        assert {event.by for event in events} == {"anna"}
        assert store.text_of(document.sha256) == "abc"
        assert store.bytes_of(document.sha256) == b"abc"
        assert store.broken_at() is None


def test_rows_can_be_added_and_nothing_else(path: Path) -> None:
    with open_record(path, create=True) as store:
        store.append("anna", Claimed(_claim("c1")))
    base = sqlite3.connect(path)
    for statement in (
        "UPDATE event SET by = 'somebody'",
        "DELETE FROM event",
        "UPDATE document SET text = ''",
        "DELETE FROM document",
    ):
        if "document" in statement:
            base.execute("INSERT OR IGNORE INTO document VALUES ('x', x'00', 'x', NULL)")
        with pytest.raises(sqlite3.IntegrityError, match=r"only added to|as they came"):
            base.execute(statement)
    base.close()


def test_a_change_behind_its_back_is_seen(path: Path) -> None:
    with open_record(path, create=True) as store:
        for name in ("c1", "c2", "c3"):
            store.append("anna", Claimed(_claim(name)))
    base = sqlite3.connect(path)
    base.execute("DROP TRIGGER event_stays")
    base.execute("UPDATE event SET by = 'somebody' WHERE number = 2")
    base.commit()
    base.close()
    with open_record(path) as store:
        assert store.broken_at() == 2


def test_a_clock_that_goes_back_changes_no_order(path: Path) -> None:
    ticks = _clock([0, 30, 10, 40])
    with open_record(path, create=True, clock=lambda: next(ticks)) as store:
        for name in ("c1", "c2", "c3", "c4"):
            store.append("anna", Claimed(_claim(name)))
        events = list(store.events())
    minutes = [int((event.recorded - START) / timedelta(minutes=1)) for event in events]
    assert minutes == [0, 30, 30, 40]
    assert [event.clock for event in events] == [None, None, START + timedelta(minutes=10), None]


def test_a_second_reviewer_is_told_and_nothing_is_written(path: Path) -> None:
    with open_record(path, create=True) as one, open_record(path) as other:
        one.append("anna", Claimed(_claim("c1")))
        seen = other.last_number()
        one.append("anna", Reviewed("c1", "accepted"))
        with pytest.raises(UsageError, match="added by somebody else"):
            other.append("bela", Reviewed("c1", "rejected"), expect=seen)
        assert other.last_number() == 2


def test_a_document_is_kept_once(path: Path) -> None:
    document = Document(
        hashlib.sha256(b"a").hexdigest(), 1, "a.txt", "text/plain", whole_day(date(2031, 5, 4))
    )
    with open_record(path, create=True) as store:
        assert store.keep("anna", document, b"a", "a", Claimed(_claim("c1")))
        assert store.keep("anna", document, b"a", "a", Claimed(_claim("c1"))) == ()
        assert store.last_number() == 2
        with pytest.raises(ValueError, match="hash"):
            store.keep("anna", document, b"other", "other")


def _add(path: str, who: str, count: int) -> None:
    with open_record(path) as store:
        for number in range(count):
            store.append(who, Claimed(_claim(f"{who}-{number}")))


def test_two_processes_write_at_once(path: Path) -> None:
    with open_record(path, create=True):
        pass
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_add, args=(str(path), who, 60)) for who in ("a", "b")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
        assert worker.exitcode == 0
    with open_record(path) as store:
        events = list(store.events())
        assert len(events) == 120
        assert store.broken_at() is None
        assert len(store.record().now().claims) == 120


KILLED = """
import sys
from safepassage.situation.claim import Claim
from safepassage.situation.event import Claimed
from safepassage.store.store import open_record
with open_record(sys.argv[1], create=True) as store:
    for n in range(100000):
        pair = (Claimed(Claim(id=f"{n}{x}", type="figure")) for x in "ab")
        store.append("x", *pair)
        print(n, flush=True)
"""


def test_a_process_that_is_killed_loses_nothing_that_it_was_told_is_kept(path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    told = -1
    until = time.monotonic() + 60
    while told < 40 and time.monotonic() < until:
        told = int(process.stdout.readline())
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    with open_record(path) as store:
        events = list(store.events())
        assert len(events) >= 2 * (told + 1)
        assert len(events) % 2 == 0  # both of a pair or neither
        assert store.broken_at() is None
        _still_writes(store)


def _still_writes(store: Store) -> None:
    before = store.last_number()
    store.append("anna", Claimed(_claim("after")))
    assert store.last_number() == before + 1


def test_what_is_no_record_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no record here"), open_record(tmp_path / "none"):
        pass
    with pytest.raises(UsageError, match="is a folder"), open_record(tmp_path):
        pass
    text = tmp_path / "text.record"
    text.write_text("this is no database " * 100, encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be used as a record"), open_record(text):
        pass
    later = tmp_path / "later.record"
    with open_record(later, create=True):
        pass
    base = sqlite3.connect(later)
    base.execute("UPDATE about SET value = '99' WHERE key = 'format'")
    base.commit()
    base.close()
    with pytest.raises(UsageError, match="format 99"), open_record(later):
        pass
