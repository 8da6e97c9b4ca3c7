"""The machine contract of `export`, run as a command: what is written, refused and left alone."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.bundle import write_bundle
from safepassage.scenario.make_inputs import make_inputs
from safepassage.scenario.read_scenario import read_scenario

KEYS = {
    "out", "format", "kind", "scenario", "title", "notice", "grade", "attribution", "credit",
    "if_open", "notes", "layers", "seconds",
}  # fmt: skip


def export(*args: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "safepassage", "export", *map(str, args)],
        capture_output=True, text=True, cwd=cwd, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    plan = make_plan(make_inputs(read_scenario("harbour")), PlanOptions(mend=False))
    return write_bundle(plan, tmp_path_factory.mktemp("bundle") / "harbour-plan")


def test_a_scenario_to_geojson(tmp_path: Path) -> None:
    done = export("harbour", "--to", "geojson", "--out", "map", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer.keys() == KEYS
    assert (answer["kind"], answer["grade"]) == ("scenario", "planners")
    layers = {row["name"]: row["features"] for row in answer["layers"]}
    assert layers == {"links": 7, "nodes": 10, "zones": 3, "gates": 3, "destinations": 2}
    for name, number in layers.items():
        document = json.loads((tmp_path / "map" / f"{name}.geojson").read_text("utf-8"))
        assert len(document["features"]) == number


def test_a_bundle_to_all_three(bundle: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyogrio")
    for to, out in (("gmns", "g"), ("geojson", "j"), ("gpkg", "p.gpkg")):
        done = export(bundle, "--to", to, "--out", out, "--scenario", "harbour", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert "routes 3" in done.stdout
        assert "not for publication" in done.stdout
        again = export(bundle, "--to", to, "--out", out, cwd=tmp_path)
        assert again.returncode == 2
        assert "is there already. Nothing was written" in again.stderr
        forced = export(bundle, "--to", to, "--out", out, "--force", cwd=tmp_path)
        assert forced.returncode == 0, forced.stderr
    with (tmp_path / "g" / "link_load.csv").open(encoding="utf-8") as stream:
        loads = {row["link_id"]: row["people"] for row in csv.DictReader(stream)}
    assert loads["market-street"] == "1100"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["g", "j", "p.gpkg"]


def test_a_bundle_that_fails_the_check_is_not_exported(bundle: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "spoilt"
    shutil.copytree(bundle, spoilt)
    movements = spoilt / "plan" / "movements.csv"
    rows = movements.read_text().splitlines()
    *start, people = rows[1].split(",")
    rows[1] = ",".join([*start, str(int(people) + 5)])
    movements.write_text("\n".join(rows) + "\n")
    done = export(spoilt, "--to", "geojson", "--out", "map", cwd=tmp_path)
    assert done.returncode == 2
    assert "fails the check (manifest" in done.stderr
    assert "Nothing was written" in done.stderr
    (spoilt / "manifest.json").write_text("{}")
    done = export(spoilt, "--to", "geojson", "--out", "map", cwd=tmp_path)
    assert done.returncode == 2
    assert "manifest.json" in done.stderr
    assert not (tmp_path / "map").exists()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["harbour", "--to", "kml", "--out", "x"], "Allowed: gmns, geojson, gpkg."),
        (["harbour", "--to", "gpkg", "--out", "x"], "a name that ends in .gpkg"),
        (["nowhere", "--to", "gmns", "--out", "x"], "is not there"),
        (
            ["harbour", "--to", "gmns", "--out", "x", "--scenario", "harbour"],
            "--scenario goes with a bundle, and harbour is a scenario itself.",
        ),
    ],
)
def test_what_cannot_be_is_refused(args: list[str], words: str, tmp_path: Path) -> None:
    done = export(*args, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_another_scenario_is_refused(bundle: Path, tmp_path: Path) -> None:
    done = export(
        bundle, "--to", "geojson", "--out", "map", "--scenario", "causeway", cwd=tmp_path
    )  # fmt: skip
    assert done.returncode == 2
    assert "Give the scenario that the bundle was made from." in done.stderr


def test_help_has_examples(tmp_path: Path) -> None:
    done = export("--help", cwd=tmp_path)
    assert done.returncode == 0
    assert "safepassage export harbour-plan --to gpkg --out harbour.gpkg" in done.stdout


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['pyogrio'] = None; sys.argv = ['safepassage', 'export', "
        "'harbour', '--to', 'gpkg', '--out', 'x.gpkg']; "
        "from safepassage.cli.main import run; run()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 2
    assert "pip install 'safepassage[geo]'" in done.stderr
    assert list(tmp_path.iterdir()) == []
