"""A digest says what changed since the reader's last one, on whose word, and when it is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from safepassage.digest.ledger import Ledger, open_ledger
from safepassage.digest.write_letters import preview_letters
from safepassage.formats.situation.claim_line import Readers, claim_lines
from safepassage.situation.disclosure.for_grade import held_for
from safepassage.situation.event import Claimed, Retracted, Withheld
from safepassage.situation.span import Span
from safepassage.store.store import Store, open_record

from .at_desk import AMAL, DESK, FIRST, NOA, OPENED, desk, run, text_of
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
    read_bulletin,
)


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
