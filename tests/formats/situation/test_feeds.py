"""A feed holds what the record says, changed things under their old id, and nothing inside."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import struct_time
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest

from safepassage.cli.situation.run_export import AskedExport, exported
from safepassage.errors import UsageError
from safepassage.formats.situation.atom import NAMESPACE, atom
from safepassage.formats.situation.feed import Entry, Feed
from safepassage.formats.situation.rss import rss
from safepassage.situation.event import Claimed, Retracted, Withheld
from safepassage.store.store import open_record
from tests.digest.scene import ALL, CLOSED, MORNING, add, later, read_bulletin

AT = "2031-05-06T08:00:00+00:00"
ATOM = f"{{{NAMESPACE}}}"
HOSTILE = "<b>&\u202e]]>\x00\x0b\ud800\ufffe\"'"


@pytest.fixture
def record(tmp_path: Any) -> Any:
    path = tmp_path / "record"
    with open_record(path, create=True) as store:
        read_bulletin(store, *ALL, at=MORNING)
    return path


def feed_of(record: Any, to: str, **more: Any) -> Any:
    asked = AskedExport(to, record, "harbour", as_of=AT, **more)
    found = feedparser.parse(exported(asked))
    assert not found.bozo, found.get("bozo_exception")
    return found


def instant(parts: struct_time) -> datetime:
    return datetime(*parts[:6], tzinfo=UTC)


@pytest.mark.parametrize(("to", "version"), [("atom", "atom10"), ("rss", "rss20")])
def test_a_feed_reader_gets_every_thing_with_who_says_so(
    to: str, version: str, record: Any
) -> None:
    found = feed_of(record, to, url="https://cell.example.org/feed.xml", title="Harbour now")
    assert found.version == version
    assert found.feed.title == "Harbour now: what is said"
    titles = {entry.title: entry for entry in found.entries}
    assert len(titles) == 5
    gate = titles["Harbour Gate, Authority of the far side, far side: closed"]
    assert "Ada Lind" in gate.author
    assert "Harbour Bulletin" in gate.author
    assert gate.link == "https://news.example.org/gate?a=1&b=2"
    said = gate.content[0].value if to == "atom" else gate.summary
    assert "The far gate of Harbour Gate is closed" in said
    assert "Reported by: " in said
    when = gate.updated_parsed if to == "atom" else gate.published_parsed
    assert instant(when) == MORNING
    assert len({entry.id for entry in found.entries}) == 5
    assert {"rel": "self", "href": "https://cell.example.org/feed.xml"}.items() <= next(
        link for link in found.feed.links if link.rel == "self"
    ).items()


def test_a_changed_thing_keeps_its_id_and_one_taken_back_says_so(record: Any) -> None:
    before = {entry.id: entry for entry in feed_of(record, "atom").entries}
    with open_record(record) as store:
        acts = (
            Claimed(later(CLOSED, "gate-open", 2, norm={"status": "open"}), "accepted"),
            Retracted("waiting", "an error"),
        )
        add(store, *acts, at=MORNING + timedelta(hours=3))
    after = {entry.id: entry for entry in feed_of(record, "atom").entries}
    assert set(after) == set(before)
    changed = {
        (before[name].title, after[name].title)
        for name in before
        if before[name].title != after[name].title
    }
    assert changed == {
        (
            "Harbour Gate, Authority of the far side, far side: closed",
            "Harbour Gate, Authority of the far side, far side: open",
        ),
        (
            "Bridge checkpoint, people are waiting: about 1,150 waiting",
            "Bridge checkpoint, people are waiting: taken back",
        ),
    }
    new = {name for name, entry in after.items() if instant(entry.updated_parsed) > MORNING}
    assert {after[name].title for name in new} == {title for _, title in changed}
    # RSS readers know an item by its guid alone, so a changed one has a new guid
    assert len({entry.id for entry in feed_of(record, "rss").entries} & set(before)) == 0


def test_the_public_gets_what_is_named_for_it(record: Any) -> None:
    found = feed_of(record, "atom", grade="public")
    assert [entry.title for entry in found.entries] == ["Harbour Gate, far side: closed"]
    text = exported(AskedExport("atom", record, "harbour", "public", as_of=AT)).decode()
    for inside in ("Ada Lind", "The far gate of", "1,150", "bus", "port town", "Authority"):
        assert inside not in text
    with pytest.raises(UsageError, match="--grade public needs --scenario"):
        exported(AskedExport("atom", record, grade="public", as_of=AT))


@pytest.mark.parametrize("language", ["ar", "he"])
def test_the_language_and_its_direction_stand_in_the_feed(language: str, record: Any) -> None:
    found = feed_of(record, "atom", language=language)
    assert len(found.entries) == 5
    root = ET.fromstring(
        exported(AskedExport("atom", record, "harbour", as_of=AT, language=language))
    )
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    content = root.find(f"{ATOM}entry/{ATOM}content")
    assert content is not None
    assert content.text is not None
    assert content.text.startswith(f'<div dir="rtl" lang="{language}">')


def hostile() -> Feed:
    at = datetime(2031, 5, 5, 8, tzinfo=UTC)
    link = "javascript:alert(1)"
    entry = Entry("urn:x:1", HOSTILE, at, HOSTILE, HOSTILE, "<p>x</p>", HOSTILE, link)
    return Feed("urn:x:0", HOSTILE, HOSTILE, "en", at, HOSTILE, (entry,), link)


@pytest.mark.parametrize("write", [atom, rss])
def test_words_of_others_stay_words(write: Any) -> None:
    content = write(hostile())
    root = ET.fromstring(content)  # well-formed whatever stands in it
    assert b"javascript" not in content
    title = "title" if write is rss else f"{ATOM}title"
    assert next(root.iter(title)).text == "<b>&\u202e]]>\ufffd\ufffd\ufffd\ufffd\"'"


@pytest.mark.parametrize("to", ["atom", "rss", "csv", "prov"])
@pytest.mark.parametrize("grade", ["partners", "public"])
def test_no_export_tells_of_a_withheld_fact(to: str, grade: str, tmp_path: Any) -> None:
    """The bytes are those of a record in which the fact was never put down."""
    made = []
    feed = {"as_of": AT} if to in ("atom", "rss") else {}
    for number, status in enumerate((None, "open", "damaged")):
        path = tmp_path / str(number)
        with open_record(path, create=True) as store:
            read_bulletin(store, *ALL, at=MORNING)
            if status is not None:
                hidden = later(
                    CLOSED, "x", 2, norm={"status": status}, evidence=None, document=None
                )
                acts = (Withheld("x", "names a family"), Claimed(hidden, "accepted"))
                add(store, *acts, at=MORNING + timedelta(hours=3))
        made.append(exported(AskedExport(to, path, "harbour", grade, **feed)))
    assert made[0] == made[1] == made[2]
    assert b"closed" in made[0]
