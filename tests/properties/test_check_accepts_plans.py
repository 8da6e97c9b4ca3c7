"""The check accepts what the optimiser returns, and refuses it once tampered with and re-sealed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from safepassage.canonical import canonical_json
from safepassage.check import check_bundle
from safepassage.errors import UsageError
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.bundle import write_bundle
from safepassage.scenario.make_inputs import make_inputs
from safepassage.scenario.read_scenario import read_scenario
from tests.cases.legs_and_aid import with_legs_and_aid
from tests.cases.random_inputs import random_inputs
from tests.cases.several_classes import several_classes

BARE = PlanOptions(mend=False)


def accepted(seed: int, folder: Path, kind: str) -> bool:
    """Whether a random case is planned (not refused) and its bundle passes; asserts the latter."""
    if kind in ("several", "legs and aid"):
        inputs = several_classes(seed)
        if kind == "legs and aid":
            inputs = with_legs_and_aid(inputs, seed)
    else:
        by_car, gets_off = kind != "foot", kind == "gets off"
        inputs = random_inputs(seed, by_car=by_car, gets_off=gets_off, whole=seed % 5 == 0)
    try:
        plan = make_plan(inputs, BARE)
    except UsageError:
        return False
    if plan.static_bound_s is not None and plan.figures.t100_s is not None:
        assert plan.static_bound_s <= plan.figures.t100_s
    report = check_bundle(write_bundle(plan, folder, force=True))
    assert report.verdict == "passed", (seed, kind, report.as_text())
    return True


@pytest.mark.parametrize("kind", ["foot", "car", "gets off", "several", "legs and aid"])
def test_plans_pass(kind: str, tmp_path: Path) -> None:
    assert sum(accepted(seed, tmp_path / "b", kind) for seed in range(40)) >= 30


@pytest.mark.prove
@pytest.mark.parametrize("kind", ["foot", "car", "gets off", "several", "legs and aid"])
def test_a_thousand_plans_pass(kind: str, tmp_path: Path) -> None:
    assert sum(accepted(seed, tmp_path / "b", kind) for seed in range(1000, 1340)) >= 250


def reseal(bundle: Path) -> None:
    """Hash every file again, as somebody would who wants to deceive."""
    manifest = json.loads((bundle / "manifest.json").read_text())
    for name in manifest["files"]:
        data = (bundle / name).read_bytes()
        manifest["files"][name] = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    (bundle / "manifest.json").write_bytes(canonical_json(manifest))


def _claim(name: str, change: int) -> Callable[[Any], None]:
    def tamper(document: Any) -> None:
        document["claims"][name] += change

    return tamper


def _first_run_shorter(document: Any) -> None:
    for row in document["arrivals"]:
        for run in row["runs"]:
            run[1] += 30


def _wider_gate(document: Any) -> None:
    document["crossings"][1]["gates"][1]["rate_persons_per_hour"] = "120"


def _consent_withdrawn(document: Any) -> None:
    document["crossings"][1]["gates"][1]["consents"][0]["state"] = "refused"


TAMPERED: list[tuple[str, str, Callable[[Any], None]]] = [
    ("sooner", "claims.json", _claim("t100_s", -60)),
    ("a better bound", "claims.json", _claim("t100_bound_s", 60)),
    ("more people", "claims.json", _claim("people_arrived", 1)),
    ("a smaller bound on people", "claims.json", _claim("people_arrived_bound", -1)),
    ("a better mean", "claims.json", _claim("total_arrival_s", -1)),
    ("a better bound on the mean", "claims.json", _claim("total_arrival_bound_s", 200_000)),
    ("a spoilt certificate", "certificate/bounds.json", _first_run_shorter),
    ("a slower gate", "inputs/model.json", _wider_gate),
    ("a consent withdrawn", "inputs/model.json", _consent_withdrawn),
]


@pytest.mark.parametrize(("what", "name", "tamper"), TAMPERED, ids=[row[0] for row in TAMPERED])
def test_tampered_and_resealed_is_refused(
    what: str, name: str, tamper: Callable[[Any], None], tmp_path: Path
) -> None:
    plan = make_plan(make_inputs(read_scenario("harbour")), BARE)
    bundle = write_bundle(plan, tmp_path / "b")
    assert check_bundle(bundle).verdict == "passed"
    document = json.loads((bundle / name).read_text())
    tamper(document)
    (bundle / name).write_bytes(canonical_json(document))
    reseal(bundle)
    assert check_bundle(bundle).verdict == "failed", what


def test_movements_brought_forward_are_refused(tmp_path: Path) -> None:
    """Everybody one minute earlier, and the claims with them: the gate is not open yet."""
    plan = make_plan(make_inputs(read_scenario("harbour")), BARE)
    bundle = write_bundle(plan, tmp_path / "b")
    path = bundle / "plan" / "movements.csv"
    head, *rows = path.read_text().splitlines()
    cells = [row.split(",") for row in rows]
    moved = [f"{i},{s},{max(0, int(p) - 1)},{n}" for i, s, p, n in cells if i != "I003"]
    kept = [",".join(row) for row in cells if row[0] == "I003"]
    path.write_text("\n".join([head, *sorted(moved + kept)]) + "\n")
    reseal(bundle)
    report = check_bundle(bundle)
    assert {row.rule for row in report.rules if row.kept is False} >= {"gate_hours"}
