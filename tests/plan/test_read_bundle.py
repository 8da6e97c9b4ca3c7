"""A plan read back from its folder is the plan that was written, and its passings are those that
the check replays: reports, comparisons and frames rest on both."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from safepassage.check.aid import Aid
from safepassage.check.bundle import read_bundle as read_for_check
from safepassage.check.inputs import Inputs as CheckInputs
from safepassage.check.reading import read_shapes
from safepassage.check.replay import replay
from safepassage.check.routes import read_route
from safepassage.check.rules import Tally
from safepassage.errors import BundleError, UsageError
from safepassage.optimise.make_plan import make_plan
from safepassage.plan.bundle import write_bundle
from safepassage.plan.passings import arrivals, passings
from safepassage.plan.plan import Plan
from safepassage.plan.read_bundle import read_bundle
from safepassage.scenario import make_inputs, read_scenario

# a border passed by car, one consent short, and legs with people who get off their cars
NAMES = ("harbour", "causeway", "rafah-2023")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Plan, Path]]:
    found = {}
    for name in NAMES:
        plan = make_plan(make_inputs(read_scenario(name)))
        folder = tmp_path_factory.mktemp("bundles") / name
        found[name] = (plan, write_bundle(plan, folder))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_read_back(name: str, made: dict[str, tuple[Plan, Path]]) -> None:
    plan, folder = made[name]
    read = read_bundle(folder)
    if plan.static_bound_s is None:
        assert read.static_bound_s is None
    else:
        assert read.static_bound_s == pytest.approx(plan.static_bound_s, abs=0.001)
    as_read = {"seconds": {}, "mended": (), "static_bound_s": read.static_bound_s}
    assert read == replace(plan, **as_read)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NAMES)
def test_passings_and_arrivals_are_those_of_the_check(
    name: str, made: dict[str, tuple[Plan, Path]]
) -> None:
    plan, folder = made[name]
    assert Counter(passings(plan)) == Counter(replayed(folder))
    came: Counter[int] = Counter()
    for row in arrivals(plan):
        came[row.period] += row.people
    assert [came[period] for period in range(plan.inputs.periods)] == arrived(folder)


def replayed(folder: Path) -> list[tuple[str, str, int, int, str]]:
    """The same entries by the parts that the check reads from a route."""
    bundle = read_for_check(folder)
    inputs, shaped = check_inputs(bundle)
    found = []
    for row in bundle.instructions:
        stages = read_route(inputs, row, "", Tally())
        assert stages is not None
        for stage, moved in zip(stages, shaped.movements[row["id"]], strict=True):
            for part in stage.parts:
                for period, people in moved.items():
                    entry = period + part.after
                    name = part.element.name
                    found.append((name, part.manner, entry, int(people), row["id"]))
    return found


def arrived(folder: Path) -> list[int]:
    bundle = read_for_check(folder)
    inputs, shaped = check_inputs(bundle)
    return replay(
        inputs, Aid(inputs), bundle.instructions, shaped.movements, shaped.trucks, Tally()
    ).by_period


def check_inputs(bundle: Any) -> tuple[CheckInputs, Any]:
    shaped, problems = read_shapes(bundle)
    assert not problems
    return CheckInputs(bundle.model, shaped.nodes, shaped.links), shaped


def test_what_is_no_bundle_is_refused_in_words(
    tmp_path: Path, made: dict[str, tuple[Plan, Path]]
) -> None:
    with pytest.raises(UsageError, match="it has no manifest"):
        read_bundle(tmp_path)
    folder = made["causeway"][1]
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "manifest.json").write_text(json.dumps({"version": 4}))
    with pytest.raises(UsageError, match="version 4; version 5 is read"):
        read_bundle(copy)
    (copy / "manifest.json").write_bytes((folder / "manifest.json").read_bytes())
    with pytest.raises(BundleError, match="No such file"):
        read_bundle(copy)
