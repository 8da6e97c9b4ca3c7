"""A message that arrives whole, says how to leave, and is tried again or not as servers say."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from datetime import timedelta
from email.header import decode_header, make_header
from pathlib import Path

import pytest

from safepassage.digest.ledger import DEFERRED, REFUSED, SENDING, Ledger
from safepassage.digest.write_letters import preview_letters, write_letters
from safepassage.errors import UsageError
from safepassage.sitrep.names import NO_NAMES
from safepassage.situation.event import Claimed, Reviewed
from safepassage.store.store import Store

from .at_desk import AMAL, DESK, FIRST, NOA, OPENED, desk, message, run, text_of
from .scene import (
    ALL,
    CLOSED,
    MORNING,
    SUBSCRIBERS,
    add,
    read_bulletin,
)


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
