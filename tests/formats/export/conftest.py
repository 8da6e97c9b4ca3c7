"""What the tests of exports share: a bundle of the example harbour."""

from __future__ import annotations

from pathlib import Path

import pytest

from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.bundle import write_bundle
from safepassage.scenario.make_inputs import make_inputs
from safepassage.scenario.read_scenario import read_scenario


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of harbour."""
    plan = make_plan(make_inputs(read_scenario("harbour")), PlanOptions(mend=False))
    return write_bundle(plan, tmp_path_factory.mktemp("harbour") / "plan")
