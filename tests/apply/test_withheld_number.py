"""A number that a party does not give out stays inside, also when a claim brought it."""

from __future__ import annotations

from pathlib import Path

import pytest

from safepassage.apply.apply_claims import apply_claims
from safepassage.apply.write_applied import write_applied
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.bundle import write_bundle
from safepassage.report.write_report import write_report
from safepassage.scenario.make_inputs import make_inputs
from safepassage.scenario.read_scenario import read_scenario

from .made import at, claim, held

EVENING = at("2023-10-30T18:00:00+02:00")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan on a claim that counts people whose number is withheld: 743, an unusual number."""
    folder = tmp_path_factory.mktemp("withheld")
    said = claim(
        "c0ffee",
        "figure",
        "population/us-nationals-in-gaza",
        measure="trapped",
        unit="persons",
        qualifier="about",
        approx=743,
        note="Some 743 of them asked for help.",
        said="2023-10-30T12:00:00+02:00",
    )
    outcome, files = apply_claims("rafah-2023", held([said]), EVENING)
    assert [change.address for change in outcome.changes] == [
        "population/us-nationals-in-gaza/people"
    ]
    made = write_applied("rafah-2023", folder / "scenario", outcome, files, force=False)
    inputs = make_inputs(read_scenario(made), as_of=EVENING)
    assert sum(g.people for g in inputs.groups if g.population == "us-nationals-in-gaza") == 743
    return write_bundle(make_plan(inputs, PlanOptions(mend=False)), folder / "plan")


def test_planners_see_the_number_with_its_claim(bundle: Path, tmp_path: Path) -> None:
    page = write_report(bundle, tmp_path / "a.html").path.read_text(encoding="utf-8")
    assert "Some 743 of them asked for help." in page


@pytest.mark.parametrize("grade", ["partners", "public"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_outside_readers_see_neither_number_nor_words(
    bundle: Path, tmp_path: Path, grade: str, language: str
) -> None:
    path = write_report(bundle, tmp_path / "a.html", grade=grade, language=language).path
    page = path.read_text(encoding="utf-8")
    assert "743" not in page
    assert "asked for help" not in page
