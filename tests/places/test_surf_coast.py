"""Variants of the Surf Coast exercise tell the people whom the files name, and none before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.places.surf_coast import (
    VARIANTS,
    closed,
    links_by_road,
    names_of_zones,
    request_of,
    told,
    write_variant,
)
from benchmarks.places.surf_coast_page import PAGE, table
from benchmarks.places_table import BEGIN, END
from safepassage import check_plan, make_inputs, make_plan, read_scenario, write_bundle
from safepassage.draft.draft import draft_scenario
from safepassage.optimise.options import PlanOptions
from safepassage.scenario.inputs import Inputs

STEP_S = 900


def staged(data: Path, folder: Path) -> tuple[Inputs, dict[str, int]]:
    """S7 (told at 12:15, 13:15 and 14:15) as inputs, and the minute in which each zone is told.

    The minutes are read from the files without our readers.
    """
    request = request_of(data, folder / "base")
    draft_scenario(request)
    variant = next(row for row in VARIANTS if row.name == "S7")
    names = names_of_zones(data)
    links = links_by_road(request)
    when = told(data, variant)
    lost = write_variant(folder / "base", folder / "S7", when, closed(data, variant), links, names)
    assert lost <= 1  # one traffic point lies beyond the zones with people
    messages = json.loads((data / "messages.s7.json").read_text("utf-8"))["messages"]
    minute = {
        zone: int(m["broadcastHHMM"][:2]) * 60 + int(m["broadcastHHMM"][2:]) - 735
        for m in sorted(messages, key=lambda m: m["broadcastHHMM"], reverse=True)
        for zone in m["broadcastZones"]
    }
    inputs = make_inputs(read_scenario(folder / "S7"), step_s=STEP_S)
    return inputs, {zone: minute[name] for zone, name in names.items() if name in minute}


@pytest.mark.shared
def test_people_told_and_nobody_is_ready_before(shared: Path, tmp_path: Path) -> None:
    data = shared / "data" / "surf-coast"
    inputs, minute = staged(data, tmp_path)
    features = json.loads((data / "zones-epsg4326.geojson").read_text("utf-8"))["features"]
    people = {
        str(f["properties"]["ID"]): sum(f["properties"][k] for k in ("FR", "PR", "OV"))
        for f in features
    }
    there = {group.zone.split("-")[0] for group in inputs.groups}
    assert inputs.people == sum(n for z, n in people.items() if z in minute and z in there)
    assert inputs.people > 10_000
    for group in inputs.groups:
        for start in group.starts:
            ready = [second for second, so_far in start.ready if so_far]
            if ready:
                assert ready[0] >= minute[group.zone.split("-")[0]] * 60


@pytest.mark.shared
@pytest.mark.prove
def test_nobody_leaves_before_being_told(shared: Path, tmp_path: Path) -> None:
    inputs, minute = staged(shared / "data" / "surf-coast", tmp_path)
    plan = make_plan(inputs, PlanOptions(mend=False))
    assert check_plan(write_bundle(plan, tmp_path / "plan")).verdict == "passed"
    assert plan.instructions
    zone_of = {group.id: group.zone.split("-")[0] for group in inputs.groups}
    for row in plan.instructions:
        first_s = min(period for period, _ in row.leaving[0]) * STEP_S
        assert first_s >= minute[zone_of[row.group]] * 60


def test_the_page_holds_the_measured_table() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.split(BEGIN)[1].split(END)[0].strip() == table()
