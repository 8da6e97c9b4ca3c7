"""Review, log, correct and undo without a terminal: for scripts, and for whoever has no keys."""

from __future__ import annotations

import json
import multiprocessing
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from safepassage.cli.main import app
from safepassage.errors import UsageError
from safepassage.situation.event import Reviewed, Withheld
from safepassage.situation.talks.contacts import contacts
from safepassage.store.store import open_record

from .readout import NAME, SHA256, readout_record


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return readout_record(tmp_path / "varde.record")


def call(record: Path, command: str, *words: str) -> str:
    """Standard output of a command that ends well."""
    options = ["--record", str(record), "--by", "ana"]
    done = CliRunner().invoke(app, ["situation", command, *options, *words])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def asked(record: Path, command: str, *words: str) -> Any:
    return json.loads(call(record, command, *words, "--json"))


def refused(record: Path, command: str, *words: str) -> str:
    """What is said of a command that is refused; nothing was written by it."""
    with open_record(record) as store:
        before = store.last_number()
    with pytest.raises(UsageError) as error:
        call(record, command, *words)
    with open_record(record) as store:
        assert store.last_number() == before
    return str(error.value)


def states(record: Path) -> dict[str, str]:
    with open_record(record) as store:
        return store.record().now().states


def test_what_waits_as_json(record: Path) -> None:
    waiting = asked(record, "review")["waiting"]
    assert [row["id"][-1] for row in waiting] == ["1", "2", "3", "4"]
    first = waiting[0]
    assert first["evidence"][2].startswith("The Lower Coast Guard's gate")
    assert first["conflicts"] == [
        {"claim": "bbbb00000001", "why": "status is open there, closed here"}
    ]
    only = asked(record, "review", "--type", "figure", "--document", NAME)["waiting"]
    assert [row["type"] for row in only] == ["figure"]
    assert asked(record, "review", "--document", SHA256[:8])["waiting"] == waiting


def test_decisions_come_together_or_not_at_all(record: Path) -> None:
    turned_down = ("--reject", "aaaa00000003", "--reason", "old")
    text = call(record, "review", "--accept", "aaaa00000001", *turned_down)
    assert "accepted aaaa00000001 place_status" in text
    assert "disputed: status is open there, closed here [bbbb00000001]" in text
    assert "rejected aaaa00000003 figure" in text
    said = refused(record, "review", "--accept", "aaaa00000002,aaaa00000003")
    assert "claim aaaa00000003 is decided: ana rejected aaaa00000003: old at" in said
    assert "safepassage situation undo 8" in said
    assert states(record)["aaaa00000002"] == "proposed"
    both = refused(record, "review", "--accept", "aaaa00000002", "--reject", "aaaa00000002")
    assert "is to be accepted and rejected" in both


def test_all_accepts_what_rules_proposed_and_nothing_of_a_model(record: Path) -> None:
    text = call(record, "review", "--all", "--reject", "aaaa00000002")
    assert "1 that a model proposed still wait" in text
    assert [states(record)[f"aaaa0000000{n}"] for n in (1, 2, 3, 4)] == [
        "accepted",
        "rejected",
        "accepted",
        "proposed",
    ]
    assert "Nothing was left to decide" in call(record, "review", "--all")
    call(record, "review", "--accept", "aaaa00000004")
    assert states(record)["aaaa00000004"] == "accepted"


def test_correct_replaces_what_waits_or_stands(record: Path) -> None:
    values = ("subject=crossing/varde/gate/lower", "since=2031-03-03")
    new = asked(record, "correct", "aaaa00000001", *values)
    assert (new["state"], new["supersedes"]) == ("accepted", ["aaaa00000001"])
    assert new["since"]["earliest"] == "2031-03-03T00:00:00+00:00"
    again = asked(record, "correct", new["id"][:6], "status=restricted")
    assert states(record)[new["id"]] == "superseded"
    assert again["subject"] == "crossing/varde/gate/lower"
    words = asked(record, "correct", "aaaa00000004", "words=The Upper Council wants the boats")
    assert words["evidence"][2] == "The Upper Council wants the boats"
    for words, said in (
        (("aaaa00000003", "words=700 people"), "do not stand in the text"),
        (("aaaa00000003", "status=open"), '"status" is no part of a figure'),
        (("aaaa00000003", "measure"), "has no = in it"),
        (("aaaa00000003", "low=900", "high=100"), "low=900 is above high=100"),
        (("aaaa00000001", "status=open"), "is superseded already"),
        (("ffff", "status=open"), 'no claim "ffff" is in this record'),
        (("aaaa00000003", "measure=waiting"), "nothing of claim aaaa00000003 would change"),
    ):
        assert said in refused(record, "correct", *words)


def test_a_gate_that_does_not_exist_is_refused_with_the_nearest(record: Path) -> None:
    wrong = ("subject=crossing/harbour/gate/fra", "--scenario", "harbour")
    said = refused(record, "correct", "aaaa00000001", *wrong)
    assert "which harbour does not have" in said
    assert 'Did you mean "far"?' in said
    call(record, "correct", "aaaa00000001", "subject=crossing/harbour/gate/far", *wrong[1:])
    said = refused(
        record, "log", "place_status", "status=open", "--subject", "crossing/harbor/gate/far",
        "--speaker", "x", "--scenario", "harbour",
    )  # fmt: skip
    assert 'Did you mean "harbour"?' in said


def test_log_makes_a_record_and_undo_takes_an_entry_back(tmp_path: Path) -> None:
    path = tmp_path / "new.record"
    entry = ("contact", "a=Minister", "b=Consul", "form=call", "--speaker", "Ministry")
    made = asked(path, "log", *entry, "--said", "2026-01-05", "--withhold", "asked by the Consul")
    assert (made["state"], made["withheld"]) == ("accepted", "asked by the Consul")
    with open_record(path) as store:
        assert store.record().now().withheld == {made["id"]: "asked by the Consul"}
    said = refused(path, "undo", "1")
    assert "is spoken of later (event 2)" in said
    done = asked(path, "undo", "1", "2", "--reason", "wrong day")
    assert done["may_go_out_again"] == []  # it is not there at all
    assert [row["what"] for row in done["undone"]] == [
        "undid event 2: wrong day",
        "undid event 1: wrong day",
    ]
    with open_record(path) as store:
        assert store.record().now().claims == {}
        assert store.last_number() == 4
    shown = asked(path, "undo")["events"]
    assert [row["undone_by"] for row in shown] == [4, 3, None, None]


@pytest.mark.parametrize(
    ("said", "norm"),
    [
        ("1,400", {"low": 1400, "high": 1400, "qualifier": "exact"}),
        ("more than 1,400", {"low": 1400, "qualifier": "more_than"}),
        ("about 200", {"approx": 200, "qualifier": "about"}),
        ("500 to 600", {"low": 500, "high": 600, "qualifier": "between"}),
        ("hundreds", {"qualifier": "vague_plural"}),
    ],
)
def test_a_number_keeps_the_words_in_which_it_was_said(
    tmp_path: Path, said: str, norm: dict[str, object]
) -> None:
    entry = ("figure", f"value={said}", "measure=held", "unit=persons", "--speaker", "Ministry")
    made = asked(tmp_path / "new.record", "log", *entry)
    assert made["norm"] == {"value": said, "measure": "held", "unit": "persons", **norm}


@pytest.mark.parametrize("said", ["many", "between us", "3 of 5", ""])
def test_words_that_give_no_one_number_are_not_guessed_at(tmp_path: Path, said: str) -> None:
    path = tmp_path / "new.record"
    with pytest.raises(UsageError, match="that can be read"):
        call(path, "log", "figure", f"value={said}", "measure=held", "--speaker", "Ministry")
    assert not path.exists()


def test_undoing_a_withholding_says_what_may_go_out(record: Path) -> None:
    with open_record(record) as store:
        store.append("ana", Withheld("bbbb00000001", "asked"))
    assert asked(record, "undo", "7")["may_go_out_again"] == ["bbbb00000001"]


def test_an_entry_that_replaces_a_withheld_one_is_withheld(tmp_path: Path) -> None:
    path = tmp_path / "new.record"
    figure = ("figure", "measure=waiting", "unit=persons", "--speaker", "Ministry")
    old = asked(path, "log", *figure, "approx=600", "--withhold", "security")
    new = asked(path, "log", *figure, "approx=640", "--supersedes", old["id"])
    assert new["withheld"] == "security"
    assert states(path)[old["id"]] == "superseded"


def test_what_waits_for_another_is_not_accepted_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new.record"
    entry = ("unknown", "what=how many wish to leave", "--speaker", "Ministry", "--for-review")
    made = asked(path, "log", *entry)
    assert made["state"] == "proposed"


def test_what_is_typed_wrong_is_refused_before_a_file_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new.record"
    with pytest.raises(UsageError, match="nearest: contact"):
        call(path, "log", "contct", "a=x", "--speaker", "y")
    with pytest.raises(UsageError, match="--timezone"):
        call(path, "log", "unknown", "what=x", "--speaker", "y", "--timezone", "Mars/Crater")
    assert not path.exists()
    with pytest.raises(UsageError, match="there is no record here"):
        call(path, "review")


def test_no_terminal_gets_a_list(record: Path) -> None:
    text = call(record, "review")
    assert "aaaa00000001 ! place_status" in text
    assert "4 wait for review" in text


def _accept(path: Path, names: list[str], out: Any) -> None:
    done = []
    for name in names:
        try:
            call(path, "review", "--accept", name)
            done.append(name)
        except UsageError as error:
            assert "is decided" in str(error)  # noqa: PT017
    out.put(done)


def test_two_processes_at_once_decide_each_claim_once(record: Path) -> None:
    """Both go for the same claims: each is accepted by one of them, and nothing is lost."""
    names = [f"aaaa0000000{n}" for n in (1, 2, 3, 4)]
    context = multiprocessing.get_context("spawn")
    out = context.Queue()
    both = [context.Process(target=_accept, args=(record, order, out)) for order in (names, names)]
    for process in both:
        process.start()
    done = [name for _ in both for name in out.get(timeout=60)]
    for process in both:
        process.join()
    assert sorted(done) == names
    with open_record(record) as store:
        reviews = [event.act for event in store.events(after=6)]
        assert store.broken_at() is None
    assert sorted(act.claim for act in reviews if isinstance(act, Reviewed)) == names


def test_the_log_cannot_be_changed_behind_the_back(record: Path) -> None:
    call(record, "review", "--accept", "aaaa00000001")
    base = sqlite3.connect(record)
    with pytest.raises(sqlite3.IntegrityError, match="only added to"):
        base.execute("UPDATE event SET by = 'other'")
    base.close()


def test_what_was_undertaken_in_two_calls_is_told_apart(tmp_path: Path) -> None:
    """A log of calls is of use if it says what is new and what is said again."""
    path = tmp_path / "calls.record"
    call_by_hand = ("contact", "a=Minister", "b=Consul", "form=call", "--speaker", "readout")
    first = "commitments=sends a list of names; keeps the channel open"
    asked(path, "log", *call_by_hand, first, "date=2025-03-10", "--said", "2025-03-10")
    again = "commitments=reaffirmed that the channel stays open"
    asked(path, "log", *call_by_hand, again, "date=2025-03-12", "--said", "2025-03-12")
    with open_record(path) as store:
        one, two = contacts(store.record().now(), datetime(2025, 3, 13, tzinfo=UTC))
    assert [c.word.says for c in one.commitments] == [
        "sends a list of names",
        "keeps the channel open",
    ]
    (said,) = two.commitments
    assert said.said_again
    assert said.before == one.words[0].claim.id
    words = ["situation", "show", "contacts", "--record", str(path), "--at", "2025-03-13T00:00:00Z"]
    shown = CliRunner().invoke(app, words).output
    assert "Affirmed: sends a list of names" in shown
    assert "Said again: reaffirmed that the channel stays open" in shown
