"""The command gives out a sitrep: files first whole, a number once, nobody else's file replaced."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from safepassage.cli.main import app
from safepassage.sitrep.make_sitrep import make_sitrep
from safepassage.sitrep.series import issues
from safepassage.situation.event import Act, Claimed, Retracted, Reviewed
from safepassage.store.store import open_record

from .scene import AS_OF, BEGAN, claim, claims, day, first_acts

Run = Callable[..., Result]
AT = "2023-10-30T18:00:00+02:00"
LATER = "2023-10-31T18:00:00+02:00"
SUFFIXES = {".html", ".pdf", ".txt", ".hxl.csv", ".edxl.xml"}


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "situation.record"
    with open_record(path, create=True) as store:
        store.append("desk", *first_acts(), recorded=BEGAN)
    return path


@pytest.fixture
def run(record: Path, tmp_path: Path) -> Run:
    def go(*options: str, at: str = AT) -> Result:
        words = ["situation", "sitrep", "--record", str(record), "--as-of", at,
                 "--scenario", "rafah-2023", "--by", "Night desk", *options]  # fmt: skip
        return CliRunner().invoke(app, words)

    return go


def add(record: Path, *acts: Act) -> None:
    with open_record(record) as store:
        store.append("desk", *acts, recorded=BEGAN + timedelta(hours=1))


def numbers(record: Path, grade: str = "planners") -> list[int]:
    with open_record(record) as store:
        return [issue.number for issue in issues(store.record(), grade)]


def test_without_a_file_it_is_printed_and_takes_no_number(run: Run, record: Path) -> None:
    done = run()
    assert done.exit_code == 0, done.output
    assert done.output.startswith("Sitrep 1: Rafah 2023")
    assert "DRAFT" in done.output
    assert numbers(record) == []


def test_a_folder_gets_every_form_and_the_record_one_number(
    run: Run, record: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    done = run("--out", str(folder))
    assert done.exit_code == 0, done.output
    assert {p.name for p in folder.iterdir()} == {f"sitrep-1{suffix}" for suffix in SUFFIXES}
    assert "DRAFT" not in (folder / "sitrep-1.txt").read_text(encoding="utf-8")
    assert numbers(record) == [1]
    with open_record(record) as store:
        assert list(store.events())[-1].by == "Night desk"
        assert store.broken_at() is None


def test_the_same_again_in_another_form_or_language_keeps_its_number(
    run: Run, record: Path, tmp_path: Path
) -> None:
    for options in (
        ("--html", "a.html"), ("--text", "b.txt"), ("--language", "ar", "--html", "c.html"),
    ):  # fmt: skip
        done = run(*options[:-1], str(tmp_path / options[-1]))
        assert done.exit_code == 0, done.output
    assert "Sitrep 1" in (tmp_path / "b.txt").read_text(encoding="utf-8")
    assert numbers(record) == [1]


def test_the_next_one_says_what_changed_since_the_last(
    run: Run, record: Path, tmp_path: Path
) -> None:
    assert run("--text", str(tmp_path / "1.txt")).exit_code == 0
    opened = claim(
        "opened", "place_status", "the Gaza side has opened", said=day("2023-10-31"),
        subject="crossing/rafah/gate/gaza", norm={"status": "open"}, published=day("2023-10-31"),
    )  # fmt: skip
    add(record, Claimed(opened), Reviewed("opened", "accepted"))
    done = run("--text", str(tmp_path / "2.txt"), "--json", at=LATER)
    assert done.exit_code == 0, done.output
    made = json.loads(done.output)
    assert made["number"] == 2
    assert made["since"] == "2023-10-30T18:00:00+02:00"
    assert [
        (c["kind"], [a["state"] for a in c["before"]["answers"]],
         [a["state"] for a in c["after"]["answers"]])
        for c in made["changes"]
    ] == [("changed", ["not_operated"], ["open"])]  # fmt: skip
    assert numbers(record) == [1, 2]


def test_what_was_put_right_as_of_the_same_instant_is_a_new_sitrep_that_says_so(
    run: Run, record: Path, tmp_path: Path
) -> None:
    """And each of the two can be made again in another form, with its own number."""
    assert run("--text", str(tmp_path / "1.txt")).exit_code == 0
    add(record, Retracted("dead", "the outlet took it back"))
    done = run("--text", str(tmp_path / "2.txt"), "--json")
    made = json.loads(done.output)
    assert made["number"] == 2
    [gone] = made["changes"]
    assert (gone["kind"], gone["why"]) == ("taken_back", "the outlet took it back")
    assert gone["before"]["answers"][0]["state"] == "killed"
    assert gone["before"]["answers"][0]["told"][0]["source"] == 1
    text = " ".join((tmp_path / "2.txt").read_text(encoding="utf-8").split())
    assert "WHAT CHANGED SINCE SITREP 1 (2023-10-30 18:00)" in text
    again = run("--language", "ar", "--html", str(tmp_path / "2.html"), "--json")
    assert json.loads(again.output)["number"] == 2
    assert len(json.loads(again.output)["changes"]) == 1
    assert numbers(record) == [1, 2]


def test_each_grade_has_its_own_series(run: Run, record: Path, tmp_path: Path) -> None:
    assert run("--text", str(tmp_path / "1.txt")).exit_code == 0
    assert run("--text", str(tmp_path / "2.txt"), "--since", "2023-10-29T00:00:00Z").exit_code == 0
    done = run("--grade", "public", "--text", str(tmp_path / "3.txt"))
    assert done.exit_code == 0, done.output
    assert (numbers(record), numbers(record, "public")) == ([1, 2], [1])


def test_a_draft_in_a_file_says_so_and_takes_no_number(
    run: Run, record: Path, tmp_path: Path
) -> None:
    done = run("--draft", "--html", str(tmp_path / "d.html"))
    assert done.exit_code == 0, done.output
    assert "DRAFT: not given out yet" in (tmp_path / "d.html").read_text(encoding="utf-8")
    assert numbers(record) == []


def test_what_nobody_reviewed_is_said_when_it_is_left_out_and_when_it_is_in(
    run: Run, record: Path
) -> None:
    add(record, Claimed(claim("new", "order", "zone 4 is to be ready")))
    assert "1 report waits for review and is not in it." in " ".join(run().output.split())
    shown = run("--with-unreviewed").output
    assert "NOT ALL REVIEWED: 1 line" in shown
    assert "[not reviewed]" in shown


def test_two_who_give_out_at_once_do_not_give_one_number_twice(
    run: Run, record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the first is at work, somebody adds a fact: it is made anew, with that fact in it."""
    from safepassage.cli.situation import run_sitrep

    make = make_sitrep
    calls: list[int] = []

    def interrupted(*given: Any) -> Any:
        made = make(*given)
        calls.append(1)
        if len(calls) == 1:
            add(record, Claimed(claims()["held"], "accepted"), Reviewed("held", "rejected"))
        return made

    monkeypatch.setattr(run_sitrep, "make_sitrep", interrupted)
    done = run("--text", str(tmp_path / "1.txt"))
    assert done.exit_code == 0, done.output
    assert len(calls) == 2
    assert "about 200" not in (tmp_path / "1.txt").read_text(encoding="utf-8")
    assert numbers(record) == [1]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--as-of", "2023-10-30"), "is not an instant"),
        (("--grade", "press"), 'grade.*"press" is not known'),
        (("--language", "xx"), 'language "xx" is not known'),
        (("--since", LATER), "is not before --as-of"),
        (("--html", "nowhere/x.html"), "there is no folder"),
        (("--html", "x.pdf"), "give a file that ends in .html"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(
    options: tuple[str, str], said: str, run: Run, record: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    import re

    from safepassage.errors import UsageError

    monkeypatch.chdir(tmp_path)
    done = run(*options)
    assert done.exit_code != 0
    text = str(done.exception) if isinstance(done.exception, UsageError) else done.output
    assert re.search(said, text), text
    assert numbers(record) == []


def test_a_file_of_somebody_else_is_not_replaced(run: Run, record: Path, tmp_path: Path) -> None:
    path = tmp_path / "mine.html"
    path.write_text("<p>my own page</p>")
    done = run("--html", str(path))
    assert done.exit_code != 0
    assert path.read_text() == "<p>my own page</p>"
    assert numbers(record) == []


def test_the_instant_that_it_is_about() -> None:
    assert AS_OF.isoformat() == "2023-10-30T16:00:00+00:00"
