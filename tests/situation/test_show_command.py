"""`situation show`, `withhold`, `release`, `retract` and `link` as people and machines use them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from safepassage.cli.main import app
from safepassage.situation.claim import Claim
from safepassage.situation.event import Act, Claimed, Issued, Linked, Read
from safepassage.store.store import open_record

from .views.build import at, document, on, said

FAR = "crossing/harbour/gate/far"
TEXT: dict[str, Any] = {"document": "a" * 64, "chain": ("Outlet a",)}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Two speakers who differ on a gate, a figure in a statement, a deadline; all on 4 May."""
    claims = [
        said("gate-open-1", "place_status", "Ana Orel", subject=FAR, status="open", hour=8,
             words="The far gate is open", **TEXT),
        said("gate-shut-1", "place_status", "Bo Lind", subject=FAR, status="closed", hour=9,
             words="It is shut", offset=100, since=on(3), **TEXT),
        said("figure-1150", "figure", "Ana Orel", subject="population/residents", approx=1150,
             qualifier="about", measure="waiting", unit="persons", words="about 1,150 wait",
             offset=200, **TEXT),
        said("told-1150-x", "statement", "Ana Orel", words="Orel said about 1,150 wait",
             offset=190, **TEXT),
        said("week-to-agree", "deadline", None, kind="ultimatum", duration_days=7,
             words="a week to agree", offset=300, fields={"action": "agree"}, **TEXT),
    ]  # fmt: skip
    acts: list[Act] = [Read(document("a")), *(Claimed(claim, "accepted") for claim in claims)]
    return filled(tmp_path, acts)


def filled(folder: Path, acts: list[Act]) -> Path:
    path = folder / "situation.record"
    with open_record(path, create=True) as store:
        for number, act in enumerate(acts):
            store.append("A person", act, recorded=at(4, 10 + number / 60))
    return path


def run(record: Path, *words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, ["situation", *words, "--record", str(record)])
    if isinstance(done.exception, Exception) and not isinstance(done.exception, SystemExit):
        assert code == 2, done.exception
        return str(done.exception)
    assert done.exit_code == code, done.output
    return done.output


def show(record: Path, *words: str) -> Any:
    return json.loads(run(record, "show", *words, "--json"))


NOON = ("--at", "2031-05-04T12:00:00+00:00")


def test_the_board_names_both_speakers_and_believes_neither(record: Path) -> None:
    text = run(record, "show", "gates", "--scenario", "harbour", *NOON)
    assert "DISPUTED" in text
    assert "open, reported by Ana Orel" in text
    assert "closed since Sat 3 May 2031, reported by Bo Lind via Outlet a" in text
    assert '"It is shut" [gate-shut-1]' in text
    assert "NOT KNOWN" in text, "the sides that nobody speaks of"
    assert "not known is not open" in text


def test_two_times_are_asked_for(record: Path) -> None:
    early = show(record, "gates", "--known", "2031-05-04T10:01:00+00:00", *NOON)
    assert [row["status"] for row in early["views"]["gates"]] == ["open"]
    before = show(record, "gates", "--at", "2031-05-03T12:00:00+00:00")
    (row,) = before["views"]["gates"]
    assert (row["status"], row["words"][0]["claim"]) == ("closed", "gate-shut-1")
    assert early["known"] == "2031-05-04T10:01:00+00:00"


def test_every_view_is_in_the_overview_and_is_json(record: Path) -> None:
    whole = show(record, *NOON)
    for name, rows in whole["views"].items():
        assert show(record, name, *NOON)["views"] == {name: rows}
    assert whole["unreviewed"] == 0
    (deadline,) = whole["views"]["deadlines"]
    assert deadline["state"] == "may_have_passed"
    assert deadline["most_left"] == 7 * 86400 + 12 * 3600 - 1
    (figure,) = whole["views"]["figures"]
    assert figure["over_time"][0]["figure"]["words"] == "about 1,150"
    (clash,) = whole["views"]["contradictions"]
    assert [v["value"] for v in clash["versions"]] == ["open", "closed"]


def test_what_waits_is_counted_and_shown_only_when_asked_for(tmp_path: Path) -> None:
    record = filled(tmp_path, [Claimed(said("a", "place_status", subject=FAR, status="open"))])
    assert "1 claim(s) that nobody has reviewed are left out" in run(record, "show", "gates", *NOON)
    assert "NOT REVIEWED" in run(record, "show", "gates", "--with-unreviewed", *NOON)


def test_withholding_takes_what_holds_the_words_along_and_releasing_lets_both_go(
    record: Path,
) -> None:
    told = json.loads(run(record, "withhold", "figure-1150", "--reason", "safety", "--json"))
    assert told["withheld"] == ["figure-1150"]
    assert list(told["with_it"]) == ["told-1150-x"]
    assert "STAYS INSIDE (safety)" in run(record, "show", "figures", *NOON)
    assert "2 claim(s) here stay inside" in run(record, "show", "figures", *NOON)
    csv = run(record, "export", "--format", "csv", "--grade", "partners")
    assert "1,150" not in csv
    assert "It is shut" in csv
    assert "stays inside already" in run(
        record, "withhold", "figure-1150", "--reason", "again", code=2
    )
    assert "These stay inside all the same" in run(record, "release", "told-1150")
    run(record, "release", "figure-1150")
    assert "1,150" in run(record, "export", "--format", "csv", "--grade", "partners")
    assert "does not stay inside" in run(record, "release", "figure-1150", code=2)


def test_withholding_names_what_was_given_out_with_it_perhaps(record: Path) -> None:
    with open_record(record) as store:
        acts = (Issued("sitrep", "partners", 3, at(4).isoformat(), "0" * 64),
                Issued("sitrep", "planners", 9, at(4).isoformat(), "0" * 64))  # fmt: skip
        store.append("A person", *acts)
    told = json.loads(run(record, "withhold", "figure-1150", "--reason", "safety", "--json"))
    assert told["may_stand_in"] == ["sitrep 3 for partners"]
    run(record, "release", "figure-1150")
    text = run(record, "withhold", "figure-1150", "--reason", "safety")
    assert "it may stand there: sitrep 3 for partners." in text


def test_withholding_a_correction_warns_that_the_older_word_stands_outside(tmp_path: Path) -> None:
    old = said("old-word", "place_status", subject=FAR, status="open")
    new = Claim("new-word", "place_status", {"status": "closed"}, FAR, supersedes=("old-word",))
    record = filled(tmp_path, [Claimed(old, "accepted"), Claimed(new, "accepted")])
    told = json.loads(run(record, "withhold", "new-word", "--reason", "not yet said", "--json"))
    assert told["stand_outside"] == ["old-word"]
    text = run(record, "undo", "3")
    assert "may go out again" in text
    assert "as if nothing had replaced them" in run(
        record, "withhold", "new-word", "--reason", "not yet said"
    )


def test_a_retracted_claim_no_longer_stands_and_earlier_views_still_show_it(record: Path) -> None:
    run(record, "retract", "gate-open", "--reason", "corrected by the speaker")
    # noted at the instant of the last event, as the clock of the log never goes back
    then = "2031-05-04T10:04:00+00:00"
    rows = show(record, "gates", "--known", then, *NOON)["views"]["gates"]
    assert rows[0]["status"] == "disputed"
    assert show(record, "gates", *NOON)["views"]["gates"][0]["status"] == "closed"
    assert "retracted already" in run(record, "retract", "gate-open", "--reason", "x", code=2)


def test_linked_claims_are_shown_side_by_side(record: Path) -> None:
    run(record, "link", "told-1150-x", "week-to-agree", "--as", "conflicts", "--reason", "odd")
    kinds = [
        row["kind"] for row in show(record, "contradictions", *NOON)["views"]["contradictions"]
    ]
    assert kinds == ["voices", "linked"]
    assert "linked so already" in run(
        record, "link", "week-to", "told-1150", "--as", "conflicts", code=2
    )
    assert "is given twice" in run(record, "link", "week-to", "week-to", "--as", "repeats", code=2)
    assert "Known: conflicts, same_event, repeats" in run(
        record, "link", "week-to", "told-1150", "--as", "same", code=2
    )


@pytest.mark.parametrize(
    ("words", "said_so"),
    [
        (("show", "gats"), 'Did you mean "gates"?'),
        (("show", "--at", "noon"), "give an instant with its offset"),
        (("withhold", "figure-1150", "--reason", " "), "--reason is empty"),
        (("retract", "nobody-said", "--reason", "x"), 'no claim "nobody-said"'),
        (("retract", "gate", "--reason", "x"), "begins 2 ids"),
    ],
)
def test_refusals_say_how_to_mend_it(record: Path, words: tuple[str, ...], said_so: str) -> None:
    before = record.read_bytes()
    assert said_so in run(record, *words, code=2)
    assert record.read_bytes() == before


def test_no_record_is_an_answer_and_makes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "none.record"
    assert "there is no record here" in run(path, "show", code=2)
    assert not path.exists()


def test_words_of_a_text_cannot_steer_the_terminal(tmp_path: Path) -> None:
    evil = "\x1b[2Jgone\u202e \r\nroot: all is well"
    claim = said(evil, "place_status", evil, status="open", words=evil, fields={"place": evil})
    texts = [Read(document("a", title=evil)), Claimed(claim, "accepted"),
             Linked(evil, evil, "conflicts", evil)]  # fmt: skip
    record = filled(tmp_path, list(texts))
    text = run(record, "show", *NOON)
    assert not {"\x1b", "\u202e", "\r"} & set(text)
    assert "<U+001B>[2Jgone<U+202E>" in text
    assert "\nroot" not in text


def test_the_overview_begins_with_what_to_look_at_first(record: Path) -> None:
    text = run(record, "show", "--scenario", "harbour", *NOON)
    first = text.split("GATES AND PLACES")[0]
    assert "Gates and places: 1 disputed, 2 not known." in first
    assert "Next to end: agree, " in first
    assert "may be over" in first
    assert "Told in two ways: 1 thing(s)" in first
    assert "Next to end" not in run(record, "show", "gates", *NOON)


def test_an_empty_record_has_nothing_to_look_at_and_says_so(tmp_path: Path) -> None:
    text = run(filled(tmp_path, []), "show", *NOON)
    assert "Gates and places: nothing is held of any." in text
    assert "Next to end: nothing that anybody can tell." in text
    assert "Told in two ways: nothing that was found." in text
