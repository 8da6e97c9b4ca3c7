"""Bundles that the tests of comparisons share, each planned once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from safepassage.optimise.make_plan import make_plan
from safepassage.plan.bundle import write_bundle
from safepassage.scenario import make_inputs, read_scenario

FAR = "crossing/harbour/gate/far/open"
SETS: dict[str, tuple[str, tuple[str, ...]]] = {
    "harbour": ("harbour", ()),
    "hour-less": (
        "harbour",
        (
            f"{FAR}=[{{from: 2031-05-05T09:00:00+00:00, to: 2031-05-05T14:00:00+00:00, "
            "source: set-by-hand}]",
        ),
    ),
    "withdrawn": ("harbour", ("crossing/bridge/gate/post/consent/guard/state=refused",)),
    "less-water": ("harbour", ("destination/camp/need/water/have=16425",)),
    "more-aid": (
        "harbour",
        ("aid_stream/flour/trucks_minimum_per_day=40", "aid_stream/flour/trucks_quota_per_day=40"),
    ),
    "causeway": ("causeway", ()),
    "causeway-given": (
        "causeway",
        (
            "crossing/causeway/gate/mainland/consent/mainland/state=given",
            "crossing/causeway/gate/mainland/consent/mainland/source=set-by-hand",
        ),
    ),
}
Bundle = Callable[[str], Path]


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """The folder of a bundle by its name in SETS."""
    made: dict[str, Path] = {}

    def of(name: str) -> Path:
        if name not in made:
            scenario, changes = SETS[name]
            plan = make_plan(make_inputs(read_scenario(scenario, set_=changes)))
            made[name] = write_bundle(plan, tmp_path_factory.mktemp("bundles") / name)
        return made[name]

    return of
