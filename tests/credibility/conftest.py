"""Bundles that the tests of credibility and review share, each planned once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from safepassage.check import check_bundle
from safepassage.credibility.case import Case
from safepassage.optimise.make_plan import make_plan
from safepassage.plan.bundle import write_bundle
from safepassage.plan.read_bundle import read_bundle
from safepassage.scenario import make_inputs, read_scenario
from safepassage.scenario.folder import find_folder

Bundle = Callable[[str], Path]
Cases = Callable[[str], Case]


def better_harbour(folder: Path) -> Path:
    """Harbour with what it lacks: aid for every area, deadlines, a refuge, and statements."""
    shutil.copytree(find_folder("harbour"), folder)
    yaml = folder / "scenario.yaml"
    text = yaml.read_text(encoding="utf-8")
    text = text.replace("trucks_quota_per_day: 8", "trucks_quota_per_day: 4")
    hall = "  - {id: hall, name: Market Hall, node: market, kind: refuge, room: unknown}\n"
    text = text.replace("destinations:\n", f"destinations:\n{hall}")
    streams = "".join(
        f"  - {{id: to-{name}, name: Goods for {name}, crossing: harbour, consignee: {name}, "
        "trucks_minimum_per_day: 1, source: readout}\n"
        for name in ("school", "camp", "fishers-row", "hillside")
    )
    text = text.replace("aid_streams:\n", f"aid_streams:\n{streams}")
    told = ""
    for criterion, part in (
        ("C02", "choice"),
        ("C08", "services"),
        ("C04", "hospital"),
        ("C04", "school"),
        ("C04", "detainees"),
        ("C04", "visitors"),
        ("C01", "authority"),
        ("C01", "start"),
        ("C25", "non_discrimination"),
        ("C25", "complaints"),
        ("C25", "responsible"),
    ):
        told += (
            f"  - {{criterion: {criterion}, field: {part}, text: Told in the exercise, "
            "by: crisis cell, source: exercise}\n"
        )
    yaml.write_text(text.replace("statements:\n", f"statements:\n{told}"), encoding="utf-8")
    groups = folder / "group.csv"
    rows = groups.read_text(encoding="utf-8")
    late = ",at-once,2031-05-05T14:00:00+00:00,"
    groups.write_text(rows.replace(",at-once,,", late), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """The folder of a bundle: harbour, better (see better_harbour), or another shipped example."""
    made: dict[str, Path] = {}

    def of(name: str) -> Path:
        if name not in made:
            root = tmp_path_factory.mktemp("credibility")
            scenario = str(better_harbour(root / "scenario")) if name == "better" else name
            plan = make_plan(make_inputs(read_scenario(scenario)))
            made[name] = write_bundle(plan, root / name)
        return made[name]

    return of


@pytest.fixture(scope="session")
def case(bundle: Bundle) -> Cases:
    """A bundle before the criteria, by the same names."""
    made: dict[str, Case] = {}

    def of(name: str) -> Case:
        if name not in made:
            folder = bundle(name)
            made[name] = Case(read_bundle(folder), check_bundle(folder))
        return made[name]

    return of


@pytest.fixture
def forged(bundle: Bundle, tmp_path: Path) -> Path:
    """Harbour's bundle with one person more in an instruction than moves."""
    folder = tmp_path / "forged"
    shutil.copytree(bundle("harbour"), folder)
    file = folder / "plan" / "instructions.json"
    text = file.read_text(encoding="utf-8")
    assert '"people":600' in text
    file.write_text(text.replace('"people":600', '"people":601'), encoding="utf-8")
    return folder
