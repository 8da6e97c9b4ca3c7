"""A digest says what changed since the reader's last one, on whose word, and when it is due."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from safepassage.digest.ledger import DEFERRED, REFUSED, SENDING, SENT, Ledger, open_ledger
from safepassage.digest.read_subscribers import read_subscribers
from safepassage.digest.write_letters import Desk, Written, preview_letters, write_letters
from safepassage.errors import UsageError
from safepassage.formats.situation.claim_line import Readers, claim_lines
from safepassage.sitrep.names import NO_NAMES
from safepassage.situation.disclosure.for_grade import held_for
from safepassage.situation.event import Claimed, Retracted, Reviewed, Withheld
from safepassage.situation.span import Span
from safepassage.store.store import Store, open_record

from .scene import (
    ALL,
    CLOSED,
    HURT,
    MORNING,
    SUBSCRIBERS,
    TALKS,
    WAITING,
    add,
    harbour_names,
    later,
    read_bulletin,
    subscribers_file,
)

FIRST = MORNING + timedelta(hours=1)  # 07:00 UTC, 10:00 in Cairo
OPENED = later(CLOSED, "gate-open", 2, norm={"status": "open"})
DESK, AMAL, NOA = "desk@example.org", "amal@example.net", "noa@example.net"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_record(tmp_path / "record", create=True) as opened:
        yield opened


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger") as opened:
        yield opened


def desk(store: Store, tmp_path: Path, text: str = SUBSCRIBERS, **more: bool) -> Desk:
    readers = read_subscribers(subscribers_file(tmp_path, text))
    return Desk(store.record(), readers, harbour_names, **more)


def run(at_desk: Desk, ledger: Ledger, now: datetime, state: str = SENT) -> dict[str, Written]:
    """Write what is due and note that all of it was sent (or what a server said instead)."""
    found = {one.subscriber.address: one for one in write_letters(at_desk, ledger, now)}
    for one in found.values():
        if one.fate == "due":
            assert one.letter is not None
            ledger.note(one.letter, state, now, "250 taken")
    return found


def text_of(written: Written) -> str:
    assert written.said is not None
    return written.said.text


def message(written: Written) -> EmailMessage:
    assert written.mail is not None
    found = email.message_from_bytes(written.mail, policy=default)
    assert isinstance(found, EmailMessage)
    return found


def test_the_first_one_says_how_things_stand_and_each_line_has_its_source(
    store: Store, ledger: Ledger, tmp_path: Path
) -> None:
    read_bulletin(store, *ALL, at=MORNING)
    text = text_of(run(desk(store, tmp_path), ledger, FIRST)[DESK])
    for line in (
        "* Harbour Gate, Authority of the far side, far side",
        "  closed – Since: 2031-05-05 06:00",
        "    Reported by: Ada Lind, a spokeswoman of the far authority, via Harbour Bulletin, "
        "published 2031-05-05 08:00",
        '    "The far gate of Harbour Gate is closed"',
        "  about 1,150 waiting",
        "  talks at risk – between: the council and the far authority",
    ):
        assert line in text.splitlines()
    # every answer that somebody gave is followed by who it was
    lines = text.split("Sources")[0].splitlines()
    for line, after in pairwise(lines):
        if line.startswith("  ") and line[2] != " " and line != "  nobody has said":
            assert after.startswith("    Reported by: "), line


def test_the_next_one_says_what_changed_and_nothing_else(
    store: Store, ledger: Ledger, tmp_path: Path
) -> None:
    read_bulletin(store, *ALL, at=MORNING)
    run(desk(store, tmp_path), ledger, FIRST)
    assert run(desk(store, tmp_path), ledger, FIRST)[DESK].fate == "nothing_new"
    acts = (Claimed(OPENED, "accepted"), Retracted("waiting", "the bulletin corrected it"))
    add(store, *acts, at=MORNING + timedelta(hours=3))
    text = text_of(run(desk(store, tmp_path), ledger, FIRST + timedelta(hours=3))[DESK])
    assert "Compared with the last digest, of 2031-05-05 10:00." in text
    changed = text.split("How things stand")[0]
    assert (
        "* changed: Harbour Gate, Authority of the far side, far side\n  open – Since:" in changed
    )
    assert "  (before: closed; Since: 2031-05-05 06:00; Reported by: Ada Lind, " in changed
    assert "* taken back: Bridge checkpoint, people are waiting" in changed
    assert "  (why it was taken back: the bulletin corrected it)" in changed
    assert "near collapse" not in text  # nothing new about the talks
    assert run(desk(store, tmp_path), ledger, FIRST + timedelta(hours=4))[DESK].fate == (
        "nothing_new"
    )


def test_what_was_taken_back_is_said_so_even_where_a_side_stays_on_the_board(
    store: Store, ledger: Ledger, tmp_path: Path
) -> None:
    read_bulletin(store, CLOSED, at=MORNING)
    run(desk(store, tmp_path), ledger, FIRST)
    add(store, Retracted("gate-closed", "an error"), at=MORNING + timedelta(hours=3))
    one = run(desk(store, tmp_path), ledger, FIRST + timedelta(hours=3))[DESK]
    changed = text_of(one).split("How things stand")[0]
    assert "* taken back: Harbour Gate" in changed
    assert "nobody has said" in changed
    assert "(before: closed" in changed
    assert one.said is not None
    assert one.said.subject.endswith("far side: taken back")
    # somebody else's word on the same side is a change, whatever became of the first
    add(store, Claimed(replace(OPENED, supersedes=()), "accepted"), at=FIRST + timedelta(hours=4))
    one = run(desk(store, tmp_path), ledger, FIRST + timedelta(hours=4))[DESK]
    assert "taken back" not in text_of(one)
    assert "  open – Since" in text_of(one)


def test_a_deadline_that_passed_is_news(store: Store, ledger: Ledger, tmp_path: Path) -> None:
    read_bulletin(store, *ALL, at=MORNING)
    run(desk(store, tmp_path), ledger, FIRST)
    until = datetime(2031, 5, 5, 14, 0, tzinfo=UTC)  # the last bus
    assert run(desk(store, tmp_path), ledger, until)[DESK].fate == "nothing_new"
    text = text_of(run(desk(store, tmp_path), ledger, until + timedelta(minutes=1))[DESK])
    assert "* passed: the last bus" in text.split("How things stand")[0]


def test_each_reader_is_due_in_turn(store: Store, ledger: Ledger, tmp_path: Path) -> None:
    read_bulletin(store, *ALL, at=MORNING)

    def fates(now: datetime) -> dict[str, str]:
        return {name: one.fate for name, one in run(desk(store, tmp_path), ledger, now).items()}

    assert fates(FIRST) == {DESK: "due", AMAL: "due", NOA: "due"}
    again = FIRST + timedelta(minutes=30)
    assert fates(again) == {DESK: "nothing_new", AMAL: "not_due", NOA: "not_due"}
    assert fates(FIRST + timedelta(hours=1))[NOA] == "nothing_new"
    # what comes within the hour waits for the next one
    add(store, Claimed(OPENED, "accepted"), at=FIRST + timedelta(hours=1, minutes=10))
    soon = fates(FIRST + timedelta(hours=1, minutes=20))
    assert soon == {DESK: "due", AMAL: "not_due", NOA: "not_due"}
    assert fates(FIRST + timedelta(hours=2))[NOA] == "due"
    # daily at 07:00 of Cairo, which is 04:00 UTC in May
    before, after = (datetime(2031, 5, 6, hour, minute, tzinfo=UTC) for hour, minute in
                     ((3, 59), (4, 0)))  # fmt: skip
    assert fates(before)[AMAL] == "not_due"
    assert fates(after)[AMAL] == "due"
    # a daily one comes even if nothing is new, so that its absence means something
    assert fates(after + timedelta(days=1)) == {
        DESK: "nothing_new",
        AMAL: "due",
        NOA: "nothing_new",
    }


def test_a_flood_of_changes_is_cut_and_says_how_many_are_left(
    store: Store, ledger: Ledger, tmp_path: Path
) -> None:
    read_bulletin(store, CLOSED, at=MORNING)
    run(desk(store, tmp_path), ledger, FIRST)
    many = (
        replace(TALKS, id=f"t{number}", type="incident", fields={}, norm={"kind": f"k{number}"})
        for number in range(200)
    )
    add(store, *(Claimed(one, "accepted") for one in many), at=FIRST)
    text = text_of(run(desk(store, tmp_path), ledger, FIRST + timedelta(hours=1))[DESK])
    changed = text.split("How things stand")[0]
    assert changed.count("* new: ") == 150
    assert "* and 50 more that are not shown here" in changed


def test_a_clock_that_is_put_back_makes_no_news(
    store: Store, ledger: Ledger, tmp_path: Path
) -> None:
    read_bulletin(store, *ALL, at=MORNING)
    add(store, Claimed(OPENED, "accepted"), at=MORNING)  # said at 08:00
    run(desk(store, tmp_path), ledger, FIRST + timedelta(hours=3))
    found = run(desk(store, tmp_path), ledger, FIRST)  # three hours earlier, before it was said
    assert {name: one.fate for name, one in found.items()} == {
        DESK: "nothing_new", AMAL: "not_due", NOA: "not_due",
    }  # fmt: skip


def test_a_reader_gets_the_topics_and_places_asked_for(
    store: Store, ledger: Ledger, tmp_path: Path
) -> None:
    read_bulletin(store, *ALL, at=MORNING)
    text = text_of(run(desk(store, tmp_path), ledger, FIRST)[NOA])
    assert "Harbour Gate" in text
    for other in ("Bridge", "1,150", "bus", "council and"):
        assert other not in text


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(
    ("said", "is_there"),
    [("the Harbour gate", True), ("Gate", True), ("the checkpoint", False), ("", False)],
)
def test_what_nobody_joined_to_a_place_counts_by_its_words(
    said: str, is_there: bool, language: str, store: Store, ledger: Ledger, tmp_path: Path
) -> None:
    text = SUBSCRIBERS.replace("topics: [gates, deadlines]", "").replace("public", "partners")
    text = text.replace("language: he", f"language: {language}")
    spans = {"place": (Span(0, len(said), said),)} if said else {}
    claim = replace(TALKS, id="free", type="incident", subject=None, fields=spans)
    read_bulletin(store, claim, at=MORNING)
    found = text_of(run(desk(store, tmp_path, text), ledger, FIRST)[NOA])
    assert ("near collapse" in found) == is_there


def test_grades_hold(store: Store, ledger: Ledger, tmp_path: Path) -> None:
    read_bulletin(store, *ALL, at=MORNING)
    found = run(desk(store, tmp_path), ledger, FIRST)
    partner, public = text_of(found[AMAL]), text_of(found[NOA])
    assert "Seven" not in partner
    assert "7 " not in partner
    assert "Ada Lind" in partner
    assert "Ada Lind" not in public  # names of the scenario and the outlet, nothing of a text
    assert "closed" not in public
    assert "Harbour Bulletin" in public
    # a headline, and often an address, says in words what may have to stay inside
    inside = text_of(found[DESK])
    for told in ("Gate closed, hundreds wait", "news.example.org"):
        assert told in inside
        assert told not in partner
        assert told not in public


@pytest.mark.parametrize(
    ("subject", "is_there"),
    [("crossing/harbour", True), ("party/far-authority", False), ("population/residents", False)],
)
def test_the_public_gets_names_of_ways_and_not_of_people(
    subject: str, is_there: bool, store: Store, ledger: Ledger, tmp_path: Path
) -> None:
    text = SUBSCRIBERS.replace("    places: [crossing/harbour]\n", "")
    norm = {"kind": "closure", "when": "2031-05-05T14:00:00+00:00"}
    ends = replace(TALKS, id="ends", type="deadline", subject=subject, norm=norm)
    read_bulletin(store, ends, at=MORNING)
    found = text_of(run(desk(store, tmp_path, text), ledger, FIRST)[NOA])
    assert ("2031-05-05 17:00" in found) == is_there
    assert (harbour_names("he").of(subject) in found) == is_there
    held = held_for(store.record(), "public")
    lines = claim_lines(held, Readers("public", harbour_names().names))
    assert len(lines) == is_there


def test_what_nobody_has_reviewed_goes_out_only_on_request_and_says_so(
    store: Store, ledger: Ledger, tmp_path: Path
) -> None:
    read_bulletin(store, *ALL, state="proposed", at=MORNING)
    silent = text_of(run(desk(store, tmp_path), ledger, FIRST)[DESK])
    assert "Ada Lind" not in silent
    wide = desk(store, tmp_path, with_unreviewed=True)
    text = text_of(run(wide, ledger, FIRST + timedelta(hours=1))[DESK])
    assert "!! NOT ALL REVIEWED: " in text
    told = [line for line in text.splitlines() if "Reported by: " in line]
    assert len(told) > 4
    assert all(line.endswith("[not reviewed]") for line in told)


def test_a_reader_who_asks_for_more_is_told_how_things_stand(
    store: Store, ledger: Ledger, tmp_path: Path
) -> None:
    read_bulletin(store, *ALL, at=MORNING)
    run(desk(store, tmp_path), ledger, FIRST)
    more = SUBSCRIBERS.replace("topics: [gates, deadlines]", "topics: [gates, talks]")
    found = run(desk(store, tmp_path, more), ledger, FIRST + timedelta(hours=1))
    assert found[DESK].fate == "nothing_new"
    assert found[NOA].fate == "due"


def mails(store: Store, ledger: Ledger, tmp_path: Path, now: datetime) -> dict[str, bytes | None]:
    """The mails to readers outside."""
    found = run(desk(store, tmp_path), ledger, now)
    return {name: one.mail for name, one in found.items() if name != DESK}


# noted by hand: words of a text would keep every claim inside that shares them
BY_HAND: dict[str, Any] = {"id": "x", "evidence": None, "document": None}
HIDDEN = (
    replace(OPENED, **BY_HAND, supersedes=()),
    replace(OPENED, **BY_HAND),  # it replaces what readers know
    replace(WAITING, **BY_HAND, norm={**WAITING.norm, "approx": 90000}, fields={}),
    replace(TALKS, **BY_HAND, norm={"state": "failed"}, fields={}),
    replace(HURT, **BY_HAND, fields={}, subject="crossing/harbour"),
)


def test_a_withheld_fact_changes_nothing_outside_whatever_it_says(tmp_path: Path) -> None:
    seen = []
    for number, hidden in enumerate((None, *HIDDEN)):
        folder = tmp_path / str(number)
        folder.mkdir()
        with (
            open_record(folder / "record", create=True) as store,
            open_ledger(folder / "ledger") as ledger,
        ):
            read_bulletin(store, CLOSED, at=MORNING)
            first = mails(store, ledger, folder, FIRST)
            if hidden is not None:
                at = FIRST + timedelta(minutes=5)
                add(store, Withheld("x", "names a family"), Claimed(hidden, "accepted"), at=at)
            day = mails(store, ledger, folder, FIRST + timedelta(days=1))
            # another change, so that there is something to say beside it
            add(store, Retracted("gate-closed", "an error"), at=FIRST + timedelta(days=1, hours=1))
            seen.append((first, day, mails(store, ledger, folder, FIRST + timedelta(days=2))))
    assert all(other == seen[0] for other in seen[1:])
    assert all(mail is not None for mail in seen[0][2].values())


def test_withholding_is_silent_and_releasing_is_news(
    store: Store, ledger: Ledger, tmp_path: Path
) -> None:
    read_bulletin(store, *ALL, at=MORNING)
    run(desk(store, tmp_path), ledger, FIRST)
    add(store, Withheld("gate-closed", "asked for by its source"), at=FIRST)
    found = run(desk(store, tmp_path), ledger, FIRST + timedelta(days=1))
    assert found[NOA].fate == "nothing_new"
    assert "Ada Lind" not in text_of(found[AMAL])
    # inside it is marked
    inside = next(preview_letters(desk(store, tmp_path), ledger, FIRST + timedelta(days=1)))
    assert "[withheld from others: asked for by its source]" in text_of(inside)
    add(store, Withheld("gate-closed", None), at=FIRST + timedelta(days=1))
    found = run(desk(store, tmp_path), ledger, FIRST + timedelta(days=2))
    assert found[NOA].fate == "due"
    assert "Ada Lind" in text_of(found[AMAL])


def test_the_headers_say_who_to_and_how_to_leave(
    store: Store, ledger: Ledger, tmp_path: Path
) -> None:
    read_bulletin(store, *ALL, at=MORNING)
    found = run(desk(store, tmp_path), ledger, FIRST)
    mail = message(found[DESK])
    assert mail["To"] == DESK
    assert mail["From"] == "Harbour situation cell <cell@example.org>"
    assert (mail["Cc"], mail["Bcc"]) == (None, None)
    raw = found[DESK].mail or b""
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw  # RFC 8058, 3.1
    assert mail["List-Unsubscribe"].replace("\r\n", "") == (
        "<https://example.org/leave/1>, <mailto:leave@example.org?subject=unsubscribe>"
    )
    assert mail["Auto-Submitted"] == "auto-generated"
    only_mail = message(found[NOA])
    assert only_mail["List-Unsubscribe-Post"] is None
    assert only_mail["List-Unsubscribe"] == "<mailto:leave@example.org?subject=unsubscribe>"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998  # RFC 5322, 2.1.1


def test_long_addresses_and_names_in_any_script_arrive_whole(
    store: Store, ledger: Ledger, tmp_path: Path
) -> None:
    long = "https://example.org/leave?who=" + "0123456789" * 60
    text = SUBSCRIBERS.replace("https://example.org/leave/1", long)
    text = text.replace("Harbour situation cell", "Lagezentrum für Häfen und Übergänge, مركز")
    text = text.replace("title: Harbour gates", "title: Tore — بوابات הנמל " + "ä" * 100)
    read_bulletin(store, *ALL, at=MORNING)
    one = run(desk(store, tmp_path, text), ledger, FIRST)[DESK]
    assert f"List-Unsubscribe: <{long}>,\r\n".encode() in (one.mail or b"")
    assert one.said is not None
    mail = email.message_from_bytes(one.mail or b"")  # the newer parser puts blanks between words
    plain = {name: str(make_header(decode_header(mail[name]))) for name in ("From", "Subject")}
    assert plain["From"] == "Lagezentrum für Häfen und Übergänge, مركز <cell@example.org>"
    assert plain["Subject"] == one.said.subject
    head = (one.mail or b"").split(b"\r\n\r\n")[0]
    assert head.isascii()
    # an encoded word is at most 75 characters long, RFC 2047, 2
    words = re.findall(rb"=\?utf-8\?[bq]\?[^?]*\?=", head)
    assert words
    assert max(len(word) for word in words) <= 75


@pytest.mark.parametrize(("address", "code"), [(AMAL, "ar"), (NOA, "he")])
def test_languages_from_the_right_run_from_the_right(
    address: str, code: str, store: Store, ledger: Ledger, tmp_path: Path
) -> None:
    read_bulletin(store, *ALL, at=MORNING)
    mail = message(run(desk(store, tmp_path), ledger, FIRST)[address])
    assert mail["Content-Language"] == code
    text, page = (part.get_content() for part in mail.iter_parts())
    assert f'<html lang="{code}" dir="rtl">' in page
    lines = [line for line in text.splitlines() if line and line != "-- "]
    assert all(line.startswith("\u200f") for line in lines)
    for line in lines:
        assert line.count("\u2068") == line.count("\u2069"), line


def test_words_of_others_cannot_break_out(store: Store, ledger: Ledger, tmp_path: Path) -> None:
    from safepassage.situation.claim import Speaker

    evil = '<script>alert(1)</script>\r\nBcc: all@example.net\u202e"\x1b[31m\x00'
    bad = replace(
        CLOSED, id="evil", speaker=Speaker(evil, evil), evidence=None, document=None,
        subject=None, chain=(evil,), norm={"status": "closed", "note": evil, "place": evil},
    )  # fmt: skip
    read_bulletin(store, CLOSED, at=MORNING)
    add(store, Claimed(bad, "accepted"), at=MORNING)
    one = run(desk(store, tmp_path), ledger, FIRST)[DESK]
    mail = message(one)
    text, page = (part.get_content() for part in mail.iter_parts())
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert mail["Bcc"] is None
    for sign in ("\u202e", "\x1b", "\x00"):
        assert sign not in text
        assert sign not in page
    assert "\nBcc:" not in text


def test_a_message_put_off_is_tried_again_later_and_is_the_same_one(
    store: Store, ledger: Ledger, tmp_path: Path
) -> None:
    read_bulletin(store, *ALL, at=MORNING)
    first = run(desk(store, tmp_path), ledger, FIRST, DEFERRED)[DESK]
    waits = run(desk(store, tmp_path), ledger, FIRST + timedelta(minutes=14))[DESK]
    assert (waits.fate, waits.until) == ("waits", FIRST + timedelta(minutes=15))
    again = run(desk(store, tmp_path), ledger, FIRST + timedelta(minutes=15), DEFERRED)[DESK]
    assert (again.fate, again.mail) == ("due", first.mail)
    # the second wait is twice as long
    assert run(desk(store, tmp_path), ledger, FIRST + timedelta(minutes=44))[DESK].fate == "waits"
    # if something is new by then, the old one is not sent any more
    add(store, Claimed(OPENED, "accepted"), at=FIRST + timedelta(minutes=50))
    fresh = run(desk(store, tmp_path), ledger, FIRST + timedelta(hours=1))[DESK]
    assert fresh.fate == "due"
    assert "open – Since" in text_of(fresh)
    assert "The first digest" in text_of(fresh)


def test_one_that_waited_long_is_written_again(
    store: Store, ledger: Ledger, tmp_path: Path
) -> None:
    read_bulletin(store, *ALL, at=MORNING)
    old = run(desk(store, tmp_path), ledger, FIRST, DEFERRED)[DESK]
    new = run(desk(store, tmp_path), ledger, FIRST + timedelta(hours=5))[DESK]
    assert (old.fate, new.fate) == ("due", "due")
    assert "As of 2031-05-05 10:00" in message(old).get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "As of 2031-05-05 15:00" in message(new).get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert message(old)["Message-ID"] != message(new)["Message-ID"]
    after = run(desk(store, tmp_path), ledger, FIRST + timedelta(hours=6))[DESK]
    assert after.fate == "nothing_new"


def test_a_refused_one_is_not_tried_again_but_the_next_one_is(
    store: Store, ledger: Ledger, tmp_path: Path
) -> None:
    read_bulletin(store, *ALL, at=MORNING)
    run(desk(store, tmp_path), ledger, FIRST, REFUSED)
    found = run(desk(store, tmp_path), ledger, FIRST + timedelta(minutes=5))
    assert {one.fate for one in found.values()} == {"refused"}
    add(store, Claimed(OPENED, "accepted"), at=FIRST + timedelta(hours=1))
    assert run(desk(store, tmp_path), ledger, FIRST + timedelta(hours=2))[DESK].fate == "due"


def test_after_one_in_doubt_the_next_says_so(store: Store, ledger: Ledger, tmp_path: Path) -> None:
    read_bulletin(store, *ALL, at=MORNING)
    run(desk(store, tmp_path), ledger, FIRST, SENDING)
    assert run(desk(store, tmp_path), ledger, FIRST + timedelta(hours=1))[DESK].fate == (
        "nothing_new"
    )
    add(store, Claimed(OPENED, "accepted"), at=FIRST + timedelta(hours=1))
    text = text_of(run(desk(store, tmp_path), ledger, FIRST + timedelta(hours=2))[DESK])
    assert "!! The digest of 2031-05-05 10:00 may not have reached you." in text


def test_the_same_record_gives_the_same_bytes(store: Store, tmp_path: Path) -> None:
    read_bulletin(store, *ALL, at=MORNING)
    one, other = (
        [each.mail for each in preview_letters(desk(store, tmp_path), None, FIRST)]
        for _ in range(2)
    )
    assert one == other
    assert len(set(one)) == 3


def test_the_public_needs_the_names_of_a_scenario(
    store: Store, ledger: Ledger, tmp_path: Path
) -> None:
    read_bulletin(store, *ALL, at=MORNING)
    nameless = replace(desk(store, tmp_path), names=lambda language: NO_NAMES)
    with pytest.raises(UsageError, match=r"noa@example\.net reads the grade public"):
        tuple(write_letters(nameless, ledger, FIRST))


def test_a_rejected_claim_is_in_no_digest(store: Store, ledger: Ledger, tmp_path: Path) -> None:
    read_bulletin(store, *ALL, state="proposed", at=MORNING)
    add(store, *(Reviewed(one.id, "rejected", "wrong place") for one in ALL), at=MORNING)
    wide = desk(store, tmp_path, with_unreviewed=True)
    text = text_of(run(wide, ledger, FIRST)[DESK])
    assert "Reported by" not in text
