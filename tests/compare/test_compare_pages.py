"""What people read of a comparison: the gravest first, a failed check before all, small counts
hidden from others, nothing of the scenario let loose in the page, nothing asked of the network."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from safepassage.cli.main import app
from safepassage.compare.compare_document import compare_document
from safepassage.compare.compare_page import compare_page
from safepassage.compare.compare_text import compare_text
from safepassage.compare.comparison import Comparison, compare_plans
from safepassage.compare.sentences import sentences, warnings
from safepassage.optimise.make_plan import make_plan
from safepassage.plan.bundle import write_bundle
from safepassage.report.grade import Grade, read_grade
from safepassage.report.language.language import FOLDER, Language
from safepassage.scenario import make_inputs, read_scenario
from tests.compare.conftest import Bundle

ENGLISH = Language("en")
PLANNERS, PARTNERS = Grade("planners", False), Grade("partners", False)
WITHHOLDING = Grade("partners", True)


def said(found: Comparison, grade: Grade = PLANNERS) -> list[str]:
    return [row.say(ENGLISH, grade) for row in (*warnings(found), *sentences(found, grade))]


def test_no_difference_is_one_sentence(bundle: Bundle) -> None:
    found = compare_plans(bundle("harbour"), bundle("harbour"))
    assert said(found) == [
        "There is no difference: the same inputs, the same answer, the same instructions."
    ]
    assert "<table" not in compare_page(found, ENGLISH, PLANNERS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("harbour", "hour-less"),
        ("harbour", "withdrawn"),
        ("causeway", "causeway-given"),
        ("harbour", "more-aid"),
        ("harbour", "less-water"),
        ("withdrawn", "hour-less"),
    ],
)
def test_three_to_eight_sentences(one: str, other: str, bundle: Bundle) -> None:
    for grade in (PLANNERS, PARTNERS, WITHHOLDING):
        found = sentences(compare_plans(bundle(one), bundle(other)), grade)
        assert len(found) <= 8
        if not grade.hides_parts:
            assert len(found) >= 3


def test_who_loses_comes_first(bundle: Bundle) -> None:
    lines = said(compare_plans(bundle("harbour"), bundle("withdrawn")))
    assert lines[0].startswith("1,040 fewer people arrive in B: 360 of 1,400")
    assert lines[1] == "Fewer arrive of: Old Town (600), Fishers' Row (440)."
    assert lines[2] == "600 people have no open way any more: Old Town (600)."
    assert "consent of Bridge guard for town side of Bridge checkpoint is refused" in lines[3]
    assert "No plan on the inputs of B could bring more than 360" in lines[4]


def test_who_gains_and_why(bundle: Bundle) -> None:
    lines = said(compare_plans(bundle("causeway"), bundle("causeway-given")))
    assert lines[0].startswith("600 more people arrive in B: 600 of 600")
    assert any("A way is open now to 600 people who had none in A: Village" in x for x in lines)
    assert any("A: unknown. B: given." in line for line in lines)


def test_which_day_of_aid_falls_short(bundle: Bundle) -> None:
    lines = said(compare_plans(bundle("harbour"), bundle("more-aid")))
    assert any(re.match(r"Aid falls further short .*\(2031-05-05\)\.", line) for line in lines)


def test_different_scenarios_draw_no_difference(bundle: Bundle) -> None:
    found = compare_plans(bundle("harbour"), bundle("causeway"))
    (line,) = said(found)
    assert line.startswith("These are plans of different scenarios (harbour and causeway).")
    for text in (compare_text(found, ENGLISH, PLANNERS), compare_page(found, ENGLISH, PLANNERS)):
        assert "Figures side by side" in text
        assert "fewer" not in text.replace("fewer, earlier", "")
    assert "<svg" not in compare_page(found, ENGLISH, PLANNERS)


def test_gates_taken_as_open_are_said_first(bundle: Bundle, tmp_path: Path) -> None:
    inputs = make_inputs(read_scenario("harbour"))
    taken = replace(inputs, if_open=("crossing/harbour/gate/far/open",))
    folder = write_bundle(make_plan(taken), tmp_path / "taken")
    for one, other in ((bundle("harbour"), folder), (folder, folder)):
        found = compare_plans(one, other)
        assert said(found)[0].startswith("IF THE GATES OPEN: nobody has said when 1 gate is open.")
        page = compare_page(found, ENGLISH, PLANNERS)
        assert page.index("IF THE GATES OPEN") < page.index("<h1")
        public = Grade("public", False)
        for made in (compare_page(found, ENGLISH, public), compare_text(found, ENGLISH, public)):
            assert "IF THE GATES OPEN" in made


@pytest.fixture
def spoilt(bundle: Bundle, tmp_path: Path) -> Path:
    folder = tmp_path / "spoilt"
    shutil.copytree(bundle("hour-less"), folder)
    claims = (folder / "claims.json").read_text()
    (folder / "claims.json").write_text(claims.replace('"trucks":4', '"trucks":5'))
    return folder


def test_a_failed_check_is_said_before_everything(bundle: Bundle, spoilt: Path) -> None:
    found = compare_plans(bundle("harbour"), spoilt)
    first = "B (spoilt) FAILS ITS CHECK. Do not use it. Rules broken: manifest"
    assert compare_text(found, ENGLISH, PLANNERS).replace("\n", " ").startswith(first)
    page = compare_page(found, ENGLISH, PLANNERS)
    assert page.index("FAILS ITS CHECK") < page.index("<h1")
    assert 'role="alert"' in page
    assert compare_document(found, ENGLISH, PLANNERS)["b"]["check"] == "failed"
    public = compare_page(found, ENGLISH, Grade("public", False))
    assert "THE CHECK FAILED" in public
    assert "Mill Street" not in public


def test_partners_see_no_small_count(bundle: Bundle) -> None:
    """By hand: water for 1,095 instead of 1,100 leaves 5 people out."""
    found = compare_plans(bundle("harbour"), bundle("less-water"))
    assert found.figure("people_arrived").value.after == 1395
    for grade, shown in ((PLANNERS, "5 fewer"), (PARTNERS, "< 10 fewer")):
        text = compare_text(found, ENGLISH, grade)
        page = compare_page(found, ENGLISH, grade).replace("&lt;", "<")
        for made in (text, page):
            assert shown in made
            assert (re.search(r"(?<![\d,])5 (fewer|people)", made) is None) == (grade is PARTNERS)
    rows = json.dumps(compare_document(found, ENGLISH, PARTNERS)["rules"])
    assert '"people_b": "< 10"' in rows
    assert '"people_b": 5' not in rows


def test_a_withheld_number_hides_every_part(bundle: Bundle) -> None:
    found = compare_plans(bundle("harbour"), bundle("withdrawn"))
    document = compare_document(found, ENGLISH, WITHHOLDING)
    text = compare_text(found, ENGLISH, WITHHOLDING)
    text += compare_page(found, ENGLISH, WITHHOLDING) + json.dumps(document)
    for part in ("1,040", "1040", "360", "440", "600"):
        assert not re.search(rf"(?<![\d.,#]){part}(?![\d.,])", _words_only(text)), part
    assert "Numbers of some of the people are withheld" in text
    assert "1,400" in text  # everybody together


def _words_only(page: str) -> str:
    """Without styles, drawings and fingerprints, whose digits count nobody."""
    for pattern in (r"<style>.*?</style>", r"<path[^>]*>", r"<text[^>]*>", r"[0-9a-f]{64}"):
        page = re.sub(pattern, "", page, flags=re.S)
    return re.sub(r"sha256-[^']*", "", page)


def test_public_page_holds_public_facts_alone(bundle: Bundle) -> None:
    found = compare_plans(bundle("harbour"), bundle("hour-less"))
    public = read_grade("public", found.one.plan.inputs)
    document = compare_document(found, ENGLISH, public)
    assert set(document) == {"grade", "passed", "gone", "added", "help"}
    ways = {(w["zone"], w["from_"]) for w in document["added"]}
    assert ("Old Town", "2031-05-05 08:40") in ways
    for text in (compare_text(found, ENGLISH, public), compare_page(found, ENGLISH, public)):
        assert "Mill Street" in text
        for secret in ("176", "1,400", "1,224", "600", "set-by-hand", "readout", "crossing/"):
            assert secret not in _words_only(text), secret


@pytest.mark.parametrize("code", ["ar", "he"])
def test_every_text_is_translated(code: str, bundle: Bundle) -> None:
    keys = [
        set(re.findall(r"^(c-[\w-]+) =", (FOLDER / name / "compare.ftl").read_text("utf-8"), re.M))
        for name in ("en", code)
    ]
    assert keys[0] == keys[1]
    language = Language(code)
    page = compare_page(compare_plans(bundle("harbour"), bundle("more-aid")), language, PLANNERS)
    assert f'<html lang="{code}" dir="rtl">' in page
    assert 'class="untranslated"' not in page
    assert [key for key in language.untranslated if key.startswith("c-")] == []


def test_names_cannot_leave_their_cells(bundle: Bundle, tmp_path: Path) -> None:
    inputs = make_inputs(read_scenario("harbour"))
    evil = "<script>alert(1)</script>" + "x" * 10_000
    groups = tuple(replace(row, zone_name=evil) for row in inputs.groups)
    crossings = tuple(replace(row, name=evil) for row in inputs.crossings)
    spelt = replace(inputs, title=evil, groups=groups, crossings=crossings)
    folder = write_bundle(make_plan(spelt), tmp_path / "evil")
    page = compare_page(compare_plans(folder, bundle("hour-less")), ENGLISH, PLANNERS)
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert compare_text(compare_plans(folder, bundle("hour-less")), ENGLISH, PLANNERS)


def test_page_asks_for_nothing(bundle: Bundle) -> None:
    page = compare_page(compare_plans(bundle("harbour"), bundle("withdrawn")), ENGLISH, PLANNERS)
    assert "default-src 'none'" in page
    assert "<script" not in page
    assert not re.search(r"https?:|//[a-z]|url\(|@import", page)
    assert re.findall(r' (?:src|href)="([^"#][^"]*)"', page) == ["data:,"]


def test_map_says_where_people_go_in_which_plan(bundle: Bundle) -> None:
    """By hand: without the bridge the ways over it are left, and the ferry is new."""
    page = compare_page(compare_plans(bundle("harbour"), bundle("withdrawn")), ENGLISH, PLANNERS)
    kinds = dict(re.findall(r"<g><title>([^:<]+): A [^<]*</title>.*?class=\"use (\w+)\"", page))
    assert kinds.pop("Noon ferry") == "b"
    assert kinds.pop("Low Road") == "both"
    assert set(kinds.values()) == {"a"}
    assert {"Mill Street", "Quay Road", "Bridge checkpoint", "Harbour Gate"} <= set(kinds)
    dashes = {
        kind: bool(
            re.search(rf'class="use {kind}" d="[^"]*" stroke-width="[^"]*" stroke-dash', page)
        )
        for kind in ("a", "b", "both")
    }
    assert dashes == {"a": True, "b": True, "both": False}


def test_command(bundle: Bundle, spoilt: Path, tmp_path: Path) -> None:
    run, out = CliRunner(), tmp_path / "compare.html"
    one, other = str(bundle("harbour")), str(bundle("hour-less"))
    done = run.invoke(app, ["compare", one, other, "--out", str(out), "--json"])
    assert done.exit_code == 0
    document = json.loads(done.stdout)
    assert document["a"]["name"] == "harbour"
    assert document["inputs"][0]["address"] == "crossing/harbour/gate/far/open"
    assert out.read_text("utf-8").startswith("<!doctype html>")
    done = run.invoke(app, ["compare", one, str(spoilt)])
    assert done.exit_code == 1
    assert "FAILS ITS CHECK" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--grade", "friends"], '--grade "friends" is not known. Allowed: planners'),
        (["--language", "xx"], 'language "xx" is not known. Known: en'),
        (["--out", "/nowhere/at/all.html"], "--out: there is no folder /nowhere/at"),
        (["--out", "."], "is a folder; give the name of a file"),
    ],
)
def test_command_refuses(arguments: list[str], message: str, bundle: Bundle) -> None:
    from safepassage.errors import UsageError

    folder = str(bundle("harbour"))
    done = CliRunner().invoke(app, ["compare", folder, folder, *arguments])
    assert isinstance(done.exception, UsageError)
    assert message in str(done.exception)
