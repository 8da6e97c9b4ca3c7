"""The two reports, read as they are and accepted, come out as a sitrep that says what they say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from benchmarks.recipes import shared_folder
from safepassage.cli.main import app
from safepassage.scenario.folder import EXAMPLES

OURS = EXAMPLES / "reports"
REPORTS = {
    "rafah-2023": ("report-2023-10-30.txt", "004_ec32ab1ecb9eced9.txt", "2023-10-30"),
    "rafah-2024": ("report-2024-05-05.txt", "000_79ffd00d1900e458.txt", "2024-05-05"),
}
both = pytest.mark.parametrize("whose", ["ours", pytest.param("theirs", marks=pytest.mark.shared)])


def run(*words: str) -> str:
    done = CliRunner().invoke(app, ["situation", *words])
    assert done.exit_code == 0, done.output
    return done.output


def sitrep(whose: str, scenario: str, folder: Path, *options: str) -> dict[str, Any]:
    """The sitrep of the evening of the day on which a report came out, all of it accepted."""
    ours, theirs, day = REPORTS[scenario]
    path = OURS / ours
    if whose == "theirs":
        shared = shared_folder()
        if shared is None:
            pytest.skip("needs the shared data folder (../shared, or SAFEPASSAGE_SHARED)")
        path = shared / "reports" / theirs
    record = str(folder / "situation.record")
    run("read", str(path), "--published", day, "--scenario", scenario, "--record", record)
    run("review", "--all", "--record", record, "--by", "desk")
    made: dict[str, Any] = json.loads(
        run("sitrep", "--record", record, "--as-of", f"{day}T23:00:00+02:00", "--scenario",
            scenario, "--json", *options)
    )  # fmt: skip
    return made


def answers(made: dict[str, Any], section: str) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    return [(r, a) for r in made["rows"] if r["section"] == section for a in r["answers"]]


@both
def test_october(whose: str, tmp_path: Path) -> None:
    made = sitrep(whose, "rafah-2023", tmp_path)
    side = [(r, a) for r, a in answers(made, "access") if a["state"] == "not_operated"]
    [(row, answer)] = side
    assert (row["name"], row["under"].split(",")[0]) == ("Gaza side", "Rafah crossing (people)")
    [told] = answer["told"]
    assert told["by"].endswith("Miller")
    assert told["quote"]
    figures = [a["figure"] for _, a in answers(made, "figures")]
    assert any(f["low"] == 1400 and f["qualifier"] == "more_than" for f in figures)
    assert any(f["qualifier"] == "vague_plural" for f in figures)
    assert any(f["approx"] == 200 and f["qualifier"] == "about" for f in figures)
    last = [a for _, a in answers(made, "deadlines") if a["state"] == "last_departure"]
    assert any(a["until"] and a["until"]["latest"].startswith("2023-10-31") for a in last)
    assert answers(made, "unknowns")
    unsaid = {r["name"] for r, a in answers(made, "access") if a["state"] == "unsaid"}
    assert "Egyptian side" in unsaid


@both
def test_may(whose: str, tmp_path: Path) -> None:
    made = sitrep(whose, "rafah-2024", tmp_path)
    assert "at_risk" in {a["state"] for _, a in answers(made, "talks")}
    [week] = [a for _, a in answers(made, "deadlines") if a["state"] == "ultimatum"]
    until = week["until"]
    assert until is not None
    assert until["earliest"][:10] <= "2024-05-05"
    assert "2024-05-09" <= until["latest"][:10] <= "2024-05-13"
    assert answers(made, "incidents")
    assert "mailbox" not in json.dumps(made)


@both
@pytest.mark.parametrize("scenario", sorted(REPORTS))
def test_each_line_has_its_source(whose: str, scenario: str, tmp_path: Path) -> None:
    made = sitrep(whose, scenario, tmp_path)
    assert [source["number"] for source in made["sources"]] == [1]
    for row in made["rows"]:
        assert row["name"]
        for answer in row["answers"]:
            assert answer["told"] or answer["state"] == "unsaid"
            assert {told["source"] for told in answer["told"]} <= {1}


@both
def test_the_withheld_number_stays_inside(whose: str, tmp_path: Path) -> None:
    """The scenario keeps how many wish to leave: partners get no loose count of the living."""
    made = sitrep(whose, "rafah-2023", tmp_path, "--grade", "partners")
    loose = [a["figure"] for _, a in answers(made, "figures") if a["figure"]["unit"] == "persons"]
    assert {f["measure"] for f in loose} <= {"killed", "injured", "missing", "held"}
    assert any(f["low"] == 1400 for f in loose)
    assert "undreds of" not in json.dumps(made)
