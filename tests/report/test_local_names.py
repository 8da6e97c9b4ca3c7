"""Names in the reader's language change what is read, and nothing that is counted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.bundle import write_bundle
from safepassage.plan.passings import passings
from safepassage.plan.plan import Plan
from safepassage.report.facts.local_names import in_language, on_signs
from safepassage.report.write_report import write_report
from safepassage.scenario import make_inputs, read_scenario
from safepassage.scenario.words import NameWords

NAMES = (
    ("zone/old-town", "المدينة القديمة"),
    ("start_point/old-town/old-town", "ساحة المدينة القديمة"),
    ("destination/camp", "مخيم المرج"),
    ("crossing/harbour", "بوابة الميناء"),
    ("link/market-street", "شارع السوق"),
    ("population/residents", "سكان الميناء"),
)


@pytest.fixture(scope="module")
def plan() -> Plan:
    made = make_plan(make_inputs(read_scenario("harbour")), PlanOptions(mend=False))
    names = tuple(NameWords(address, "ar", name) for address, name in NAMES)
    words = replace(made.inputs.words, names=names)
    return replace(made, inputs=replace(made.inputs, words=words))


def test_every_name_stands_beside_the_one_on_the_sign(plan: Plan) -> None:
    local = in_language(plan, "ar")
    first = next(row for row in local.instructions if row.zone == "old-town")
    assert first.start_name == "ساحة المدينة القديمة (\u2068Old Town square\u2069)"
    assert "شارع السوق (\u2068Market Street\u2069)" in first.route_names
    assert "بوابة الميناء (\u2068Harbour Gate\u2069)" in first.route_names
    assert {row.name for row in local.inputs.destinations} == {
        "Hill School",
        "مخيم المرج (\u2068Meadow Camp\u2069)",
    }
    assert local.inputs.words.population_name("residents").startswith("سكان الميناء (")
    assert list(passings(local)) == list(passings(plan))
    assert local.figures == plan.figures


def test_another_language_changes_nothing(plan: Plan) -> None:
    assert in_language(plan, "he") is plan


def test_the_page_bears_them(plan: Plan, tmp_path: Path) -> None:
    bundle = write_bundle(plan, tmp_path / "b")
    arabic = write_report(bundle, tmp_path / "ar.html", language="ar").path.read_text("utf-8")
    english = write_report(bundle, tmp_path / "en.html").path.read_text("utf-8")
    for _, name in NAMES:
        assert name in arabic
        assert name not in english


def test_a_daily_leg_bears_its_name_on_every_day_and_without_one() -> None:
    inputs = make_inputs(read_scenario("rafah-2024"))
    names = (NameWords("leg/convoy-tal-as-sultan", "he", "שיירה"),)
    told = replace(inputs, words=replace(inputs.words, names=names))
    found = on_signs(told, "he")
    days = [leg for leg in inputs.legs if leg.id.startswith("convoy-tal-as-sultan@")]
    assert len(days) == 14
    assert set(found) == {"Convoy from Tal as-Sultan at 10:00", *(leg.name for leg in days)}
