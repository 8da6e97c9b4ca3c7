"""`--if-open`: short without it, complete with it, and nobody can read a figure without the if."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from safepassage.canonical import canonical_json
from safepassage.check import check_bundle
from safepassage.clock import parse_instant
from safepassage.errors import UsageError
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.bundle import write_bundle
from safepassage.plan.text import plan_text
from safepassage.scenario import make_inputs, read_scenario
from safepassage.scenario.inputs import Inputs
from tests.conftest import ROOT
from tests.properties.test_check_accepts_plans import reseal

IF = "if the gates open"
AT = "crossing/causeway/gate"
# a crossing as a first draft leaves it: nobody has said when its gates are open
DRAFTED = (f"{AT}/island/open=unknown", f"{AT}/mainland/open=unknown")
AGREED = f"{AT}/mainland/consent/mainland/state=given"
OPENED = [f"{AT}/island/open", f"{AT}/mainland/open"]
BARE = PlanOptions(mend=False)


def inputs_of(*changes: str, if_open: bool = False, name: str = "causeway") -> Inputs:
    return make_inputs(read_scenario(name, set_=changes), if_open=if_open)


def run(*args: str, cwd: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "safepassage", *args],
        capture_output=True, text=True, cwd=cwd, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def changes(*sets: str) -> list[str]:
    return [part for change in sets for part in ("--set", change)]


def test_short_without_it_and_complete_with_it(tmp_path: Path) -> None:
    sets = changes(*DRAFTED, AGREED)
    shut = json.loads(run("plan", "causeway", *sets, "--out", "a", "--json", cwd=tmp_path))
    assert (shut["status"], shut["people_arrived"], shut["if_open"]) == ("short", 0, [])
    assert "whether island side" in shut["short_of"][0]["because"]
    args = ("plan", "causeway", *sets, "--out", "b", "--json", "--if-open")
    answer = json.loads(run(*args, cwd=tmp_path))
    assert (answer["status"], answer["people_arrived"]) == ("complete", 600)
    assert answer["if_open"] == OPENED
    assert answer["still_blocking"] == []
    assert answer["check"] == "passed"
    # as if the hours were known: 120 an hour at each gate
    known = make_plan(inputs_of(AGREED), BARE).figures
    assert answer["t100_min"] * 60 == known.t100_s
    model = json.loads((tmp_path / "b" / "inputs" / "model.json").read_text())
    assert model["if_open"] == OPENED
    text = (tmp_path / "b" / "plan.txt").read_text()
    assert text.split("\n\n")[1].startswith("IF THE GATES OPEN: nobody has said when 2 gates are")
    assert text.split("\n\n")[2].startswith("If the gates open: All 600 people")
    assert "(proved), if the" in text


def test_every_line_with_a_figure_is_in_a_paragraph_that_says_if() -> None:
    """Times and counts of people: alone in a table row, or in a sentence, never without it."""
    for sets in ((AGREED,), (), (f"{AT}/island/rate_persons_per_hour=60", AGREED)):
        inputs = inputs_of(*DRAFTED, *sets, if_open=True)
        text = plan_text(make_plan(inputs, BARE))
        for block in text.split("\n\n")[1:]:
            if block.startswith(("What it rests on", "The alternative")):
                continue
            assert IF in " ".join(block.split("\n")[0:3]).lower(), block
            if block.startswith(("Figures", "Last safe start")):
                rows = [row for row in block.split("\n")[1:] if re.search(r"\d\d:\d\d", row)]
                assert all(IF in row for row in rows) or "this plan, if the gates open" in block


def test_what_still_blocks_is_said_and_why(tmp_path: Path) -> None:
    """Consents, unknown rates and what is refused stay as they are."""
    rate = f"{AT}/mainland/rate_persons_per_hour=unknown"
    inputs = inputs_of(*DRAFTED, rate, if_open=True)
    plan = make_plan(inputs, BARE)
    assert plan.figures.people_arrived == 0
    text = plan_text(plan)
    block = next(b for b in text.split("\n\n") if b.startswith("Gates that still block"))
    assert "consent of Authority of the mainland for mainland side of Causeway is unknown" in block
    assert "how many people an hour mainland side of Causeway" in " ".join(block.split())
    assert "whether" not in block
    said = run("exits", "causeway", *changes(*DRAFTED, rate), "--if-open", cwd=tmp_path)
    assert "If the gates open: None of 600 people" in said
    assert "Gates that still block, even if the gates open, and why" in said
    sets = changes(*DRAFTED, AGREED)
    answer = json.loads(run("exits", "causeway", *sets, "--if-open", "--json", cwd=tmp_path))
    assert answer["if_open"] == OPENED
    assert [row["can_leave"] for row in answer["groups"]] == [True]
    said = run("exits", "causeway", *sets, "--if-open", cwd=tmp_path)
    assert "CAN LEAVE  600 people on foot from Village, if the gates open" in said
    assert "No gate blocks anybody all the time, if the gates open" in said


def test_where_no_gate_is_unknown_a_sentence_says_so_and_nothing_else_differs(
    tmp_path: Path,
) -> None:
    plain = run("plan", "harbour", "--out", "a", cwd=tmp_path)
    asked = run("plan", "harbour", "--out", "b", "--if-open", cwd=tmp_path)
    said = "No gate's hours are unknown, so --if-open changes nothing here."
    assert said in asked
    assert asked.replace(f"\n{said}\n", "").replace("Bundle: b", "Bundle: a") == plain
    for path in (tmp_path / "a").rglob("*"):
        if path.is_file() and path.name != "manifest.json":
            other = tmp_path / "b" / path.relative_to(tmp_path / "a")
            assert path.read_bytes() == other.read_bytes(), path
    assert said in run("exits", "harbour", "--if-open", cwd=tmp_path)
    answer = json.loads(run("exits", "harbour", "--if-open", "--json", cwd=tmp_path))
    assert answer == json.loads(run("exits", "harbour", "--json", cwd=tmp_path))
    assert answer["if_open"] == []


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    plan = make_plan(inputs_of(*DRAFTED, AGREED, if_open=True), BARE)
    return write_bundle(plan, tmp_path / "b")


def test_a_stranger_who_checks_it_sees_the_if(bundle: Path) -> None:
    checker = str(ROOT / "safepassage" / "check")
    command = [sys.executable, "-I", "-S", checker, str(bundle)]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = text.splitlines()
    assert lines[0].endswith(": passed, if the gates open")
    assert lines[1].startswith("Everything here holds only if the gates open")
    assert [line.strip() for line in lines[3:5]] == OPENED
    claims = text.split("\nClaims\n")[1].split("\n\n")[0].splitlines()
    assert len(claims) > 20
    assert all(line.endswith(", if the gates open") for line in claims)
    report = json.loads(
        subprocess.run([*command, "--json"], capture_output=True, check=True).stdout
    )
    assert (report["verdict"], report["if_open"]) == ("passed", OPENED)
    # the same in the words of the command line
    said = run("check", str(bundle), cwd=bundle.parent)
    assert said.startswith("verdict: passed, if the gates open\n")
    assert said.count(", if the gates open") == 1 + len(claims)
    assert "(if-open)" in text  # the hours stand on nobody's word but the asker's


def test_a_bundle_that_hides_the_if_is_refused(bundle: Path) -> None:
    path = bundle / "inputs" / "model.json"
    sound = path.read_bytes()

    def verdict(**change: Any) -> set[str]:
        path.write_bytes(canonical_json(json.loads(sound) | change))
        reseal(bundle)
        return {row.rule for row in check_bundle(bundle).rules if row.kept is False}

    assert verdict() == set()
    for hidden in ([], OPENED[:1], [*OPENED, *OPENED], [*OPENED, f"{AT}/other/open"], OPENED[0]):
        assert verdict(if_open=hidden) == {"inputs_valid"}


def test_the_inputs_are_those_of_the_scenario_with_the_option(bundle: Path, tmp_path: Path) -> None:
    folder = tmp_path / "drafted"
    folder.mkdir()
    example = ROOT / "safepassage" / "examples" / "causeway"
    for file in example.iterdir():
        text = file.read_text()
        opens = r"open:\n +- \{from: 2031-06-02T10:00:00\+00:00, to: [^}]*\}"
        (folder / file.name).write_text(re.sub(opens, "open: unknown", text))
    plan = make_plan(make_inputs(read_scenario(folder), if_open=True), BARE)
    made = write_bundle(plan, tmp_path / "c")
    said = run("check", str(made), "--scenario", str(folder), cwd=tmp_path)
    assert "are those of" in said


def test_hours_that_a_later_word_takes_back_stay_shut() -> None:
    """Taken as open all the time, less what is known to be shut."""
    closed = "{from: 2031-06-02T12:00:00Z, to: 2031-06-02T13:00:00Z, source: exercise}"
    sets = (*DRAFTED, f"{AT}/island/closed=[{closed}]")
    (gate, _) = inputs_of(*sets, if_open=True).crossings[0].gates
    # from midnight to midnight: whole local days, as the minimum of aid counts by them
    assert [(row.from_s, row.to_s) for row in gate.open or ()] == [(-36000, 7200), (10800, 50400)]
    assert {row.source for row in gate.open or ()} == {"if-open"}
    assert inputs_of(*sets).crossings[0].gates[0].open is None


def test_hours_on_a_word_of_later_are_not_known_and_so_taken_as_open() -> None:
    early = parse_instant("2031-05-01T00:00:00Z")
    inputs = make_inputs(read_scenario("causeway"), as_of=early, if_open=True)
    assert list(inputs.if_open) == OPENED
    assert all(gate.rate_persons_per_hour is None for gate in inputs.crossings[0].gates)


def test_a_source_of_that_name_is_refused() -> None:
    scenario = read_scenario("causeway", set_=DRAFTED)
    named = scenario.sources[0].model_copy(update={"id": "if-open"})
    changed = scenario.model_copy(update={"sources": (*scenario.sources, named)})
    with pytest.raises(UsageError, match="kept for --if-open"):
        make_inputs(changed, if_open=True)
    assert make_inputs(changed).if_open == ()
