"""Answers that the tests of frames and figures share."""

from __future__ import annotations

from pathlib import Path

import pytest

import safepassage
from safepassage.plan.plan import Plan


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Bundles: harbour complete and short, rafah-2023 with rooms and rates that are not known."""
    found = {}
    consent = "crossing/bridge/gate/post/consent/guard/state=refused"
    for name, scenario, changes in (
        ("harbour", "harbour", ()),
        ("short", "harbour", (consent,)),
        ("causeway", "causeway", ()),
        ("rafah-2023", "rafah-2023", ()),
    ):
        inputs = safepassage.make_inputs(safepassage.read_scenario(scenario, set_=changes))
        plan = safepassage.make_plan(inputs)
        folder = tmp_path_factory.mktemp("api") / name
        found[name] = safepassage.write_bundle(plan, folder)
    return found


@pytest.fixture(scope="session")
def plans(folders: dict[str, Path]) -> dict[str, Plan]:
    """The plans, read again."""
    return {name: safepassage.read_bundle(folder) for name, folder in folders.items()}
