"""The report is one page that asks for nothing, says a failed check first, and keeps its grades."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from safepassage.cli.run_report import run_report
from safepassage.errors import UsageError
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.bundle import MANIFEST, seal, write_bundle
from safepassage.report.write_report import write_report
from safepassage.scenario import make_inputs, read_scenario

from .hostile import hostile

NAMES = ("harbour", "causeway", "rafah-2023")


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    found = {}
    for name in NAMES:
        plan = make_plan(make_inputs(read_scenario(name)))
        found[name] = write_bundle(plan, tmp_path_factory.mktemp("bundles") / name)
    return found


class Page(HTMLParser):
    """What a page holds: ids, headings, addresses it would load, and its plain text."""

    VOID = frozenset({"meta", "link", "input", "br", "img"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()
        assert self.tags == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids += [values["id"] or ""] if "id" in values else []
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.loads += [values[name] or "" for name in ("src", "href") if name in values]
        if tag not in self.VOID and not self.get_starttag_text().endswith("/>"):  # type: ignore[union-attr]
            self.tags.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.tags and self.tags[-1] == tag:
            self.tags.pop()
        elif tag not in self.VOID:
            raise AssertionError(f"</{tag}> where {self.tags[-3:]} are open")

    def handle_data(self, data: str) -> None:
        self.text += data


def page_of(bundle: Path, tmp_path: Path, **options: str) -> str:
    return write_report(bundle, tmp_path / "r.html", **options).path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("grade", ["planners", "partners", "public"])
@pytest.mark.parametrize("language", ["en", "ar", "he"])
def test_well_formed_in_every_grade_and_language(
    name: str, grade: str, language: str, bundles: dict[str, Path], tmp_path: Path
) -> None:
    text = page_of(bundles[name], tmp_path, grade=grade, language=language)
    page = Page(text)
    assert len(page.ids) == len(set(page.ids))
    assert page.levels[0] == 1
    assert all(b - a <= 1 for a, b in zip(page.levels, page.levels[1:], strict=False))
    assert all(address.startswith("#") or address == "data:," for address in page.loads)
    assert all(address[1:] in page.ids for address in page.loads if address.startswith("#"))
    assert f'<html lang="{language}" dir="{"ltr" if language == "en" else "rtl"}">' in text
    assert "is safe" not in page.text.replace("It does not say that any way is safe", "")


def test_the_same_bundle_gives_the_same_page(bundles: dict[str, Path], tmp_path: Path) -> None:
    assert page_of(bundles["harbour"], tmp_path) == page_of(bundles["harbour"], tmp_path)


def test_the_first_sentence_names_side_party_source_and_instant(
    bundles: dict[str, Path], tmp_path: Path
) -> None:
    text = Page(page_of(bundles["rafah-2023"], tmp_path)).text
    first = text[text.index("Who can leave now") :][:900]
    for part in (
        "45 of 7,277 people",
        "Gaza side of Rafah crossing",
        "Hamas-run",
        "US Department of State",
        "2023-10-30",
        "7 openings and consents",
        "7,232 more",
    ):
        assert part in first


# --- grades ---------------------------------------------------------------------------------


def test_the_public_page_holds_nothing_but_what_is_named(
    bundles: dict[str, Path], tmp_path: Path
) -> None:
    for name in NAMES:
        sealed = write_report(bundles[name], tmp_path / "x.html").sealed
        text = page_of(bundles[name], tmp_path, grade="public")
        inputs, f = sealed.plan.inputs, sealed.plan.figures
        for count in (f.people, f.people_arrived, f.people_staying, *_headcounts(sealed.plan)):
            if count >= 1000:
                assert f"{count:,}" not in text
                assert not re.search(rf"(?<!\d){count}(?!\d)", _without_style(text))
        for party in inputs.parties:
            assert party.name not in text or _is_on_the_way(party.name, sealed.plan)
        for claim in inputs.words.claims:
            assert claim.text[:40] not in text
        for source in inputs.sources:
            assert source.title not in text
        assert 'id="flow-data"' not in text
        assert not re.search(r"(crossing|gate|consent|group)/", text)


def _headcounts(plan: Any) -> list[int]:
    return [
        number
        for group in plan.inputs.groups
        for number in (group.people, group.headcount.low, group.headcount.high)
    ]


def _without_style(text: str) -> str:
    return re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.S)


def _is_on_the_way(name: str, plan: Any) -> bool:
    """A place or a help line may bear a party's name; so may the notice for everybody."""
    ends = {row.id: row.name for row in plan.inputs.destinations}
    shown = [
        part for row in plan.instructions for part in (*row.route_names, ends[row.destination])
    ]
    shown += [plan.inputs.notice or "", *(row.name for row in plan.inputs.words.help)]
    return any(name in part for part in shown)


def test_a_withheld_number_changes_nothing_outside_planners_pages(tmp_path: Path) -> None:
    """Nothing can be worked out from a page that is the same whatever the number is."""
    made = []
    for people in (300, 5123):
        sets = (f"group/rafah-us/people_likely={people}", "group/rafah-us/people_high=9000")
        plan = make_plan(make_inputs(read_scenario("rafah-2023", set_=sets)))
        made.append(write_bundle(plan, tmp_path / str(people) / "rafah-2023"))
    for grade in ("partners", "public"):
        few, many = (page_of(bundle, tmp_path, grade=grade) for bundle in made)
        assert few == many
    inside = [page_of(bundle, tmp_path) for bundle in made]
    assert "7,277 people" in inside[0]
    assert "12,100 people" in inside[1]


def test_what_planners_wrote_about_a_withheld_number_stays_inside(
    bundles: dict[str, Path], tmp_path: Path
) -> None:
    inside = page_of(bundles["rafah-2023"], tmp_path)
    for words in ("with families about 1,000", "Hundreds of US citizens are trapped"):
        assert words in inside
        for grade in ("partners", "public"):
            assert words not in page_of(bundles["rafah-2023"], tmp_path, grade=grade)


def test_people_whose_number_is_withheld_have_no_instruction_outside(tmp_path: Path) -> None:
    text = "population/residents/withheld=asked for by the town"
    plan = make_plan(make_inputs(read_scenario("harbour", set_=(text,))))
    assert len(plan.instructions) > 2
    bundle = write_bundle(plan, tmp_path / "all-withheld")
    assert 'id="instruction-table"' in page_of(bundle, tmp_path)
    for grade in ("partners", "public"):
        assert 'id="instruction-table"' not in page_of(bundle, tmp_path, grade=grade)


def test_partners_do_not_see_bottlenecks_or_small_counts(
    bundles: dict[str, Path], tmp_path: Path
) -> None:
    small = make_inputs(
        read_scenario(
            "harbour",
            set_=(
                "group/hillside-residents/people_low=6",
                "group/hillside-residents/people_likely=6",
                "group/hillside-residents/people_high=6",
            ),
        )
    )
    bundle = write_bundle(make_plan(small), tmp_path / "small")
    planners, partners = (page_of(bundle, tmp_path, grade=g) for g in ("planners", "partners"))
    assert 'id="bottleneck"' in planners
    assert 'id="bottleneck"' not in partners
    assert "&lt; 10" in partners
    assert "&lt; 10" not in planners
    table = re.search(r'<table id="instruction-table">.*?</table>', partners, re.S)
    assert table is not None
    counts = re.findall(r'data-label="People">([^<]*)', table[0])
    assert "6" not in counts
    data = json.loads(re.search(r'id="flow-data">(.*?)</script>', partners, re.S)[1])  # type: ignore[index]
    assert all(value % 10 == 0 for value in data["left"] + data["arrived"])


# --- what goes wrong -------------------------------------------------------------------------


def test_a_failed_check_comes_first_and_in_red(bundles: dict[str, Path], tmp_path: Path) -> None:
    forged = tmp_path / "forged"
    shutil.copytree(bundles["harbour"], forged)
    claims = json.loads((forged / "claims.json").read_text())
    claims["claims"]["people_arrived"] += 5
    (forged / "claims.json").write_text(json.dumps(claims))
    files = {
        path.relative_to(forged).as_posix(): path.read_bytes()
        for path in forged.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    (forged / MANIFEST).write_bytes(seal(files, "harbour"))
    for grade in ("planners", "partners", "public"):
        text = page_of(forged, tmp_path, grade=grade)
        body = text[text.index("<header>") :]
        assert body.index('class="verdict bad" role="alert"') < body.index("<h1>")
        assert ("people_arrived" in body[: body.index("<h1>")]) == (grade != "public")
        assert "meets the stated criteria" not in Page(text).text
    assert 'id="instructions"' not in page_of(forged, tmp_path, grade="public")


def test_hostile_names_stay_text(tmp_path: Path) -> None:
    scenario = hostile()
    bundle = write_bundle(make_plan(make_inputs(scenario)), tmp_path / "hostile")
    for grade in ("planners", "partners", "public"):
        text = page_of(bundle, tmp_path, grade=grade)
        Page(text)
        scripts = re.findall(r"<script[^>]*>", text)
        allowed = {"<script>", '<script type="application/json" id="flow-data">'}
        assert set(scripts) <= allowed
        assert not re.search(r"<img|<[^>]*\son[a-z]+=", _without_style(text))


def test_long_names_many_gates_and_no_instruction(tmp_path: Path) -> None:
    plan = make_plan(make_inputs(read_scenario("harbour")), PlanOptions(mend=False))
    inputs = plan.inputs
    crossing = inputs.crossings[-1]
    gates = tuple(
        replace(crossing.gates[0], id=f"g{number}", side=f"side {number}") for number in range(500)
    )
    many = replace(
        inputs,
        title="t" * 10_000,
        crossings=(*inputs.crossings[:-1], replace(crossing, gates=gates, name="n" * 10_000)),
    )
    bundle = write_bundle(replace(plan, inputs=many, instructions=()), tmp_path / "many")
    text = page_of(bundle, tmp_path)
    Page(text)
    assert text.count("<tr>") > 500
    assert "There is no instruction" in text
    assert "THE CHECK FAILED" in text  # its claims speak of people that no instruction moves
    assert len(text) < 6_000_000


def test_foreign_files_are_not_overwritten(bundles: dict[str, Path], tmp_path: Path) -> None:
    mine = tmp_path / "mine.html"
    mine.write_text("<p>mine</p>")
    with pytest.raises(UsageError, match="a file that is not a report of Safe Passage"):
        run_report(bundles["harbour"], mine, "planners", "en")
    assert mine.read_text() == "<p>mine</p>"
    with pytest.raises(UsageError, match='--grade "press" is not known'):
        run_report(bundles["harbour"], tmp_path / "r.html", "press", "en")


def test_an_open_way_for_each_is_not_said_to_be_one_for_all(tmp_path: Path) -> None:
    dry = read_scenario("harbour", set_=("destination/camp/need/water/have=7500",))  # for 500
    bundle = write_bundle(make_plan(make_inputs(dry), PlanOptions(mend=False)), tmp_path / "dry")
    text = Page(page_of(bundle, tmp_path)).text
    assert "All 1,400 people expected to go have an open way now, each group taken alone" in text
    assert "Taken together, not all of them can arrive in time." in text
    assert "With this plan 800 of 1,400 people" in text
    assert "What holds back most of the others (600): Room at the destination." in text
