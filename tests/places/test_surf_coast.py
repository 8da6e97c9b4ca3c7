"""Variants of the Surf Coast exercise tell the people whom the files name, and none before."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.places.surf_coast import (
    START,
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

STEP_S = 900


@pytest.mark.shared
def test_people_told_and_when_they_leave(shared: Path, tmp_path: Path) -> None:
    """S7, told at 12:15, 13:15 and 14:15, counted from the files without our readers."""
    data = shared / "data" / "surf-coast"
    request = request_of(data, tmp_path / "base")
    draft_scenario(request)
    variant = next(row for row in VARIANTS if row.name == "S7")
    names = names_of_zones(data)
    lost = write_variant(
        tmp_path / "base",
        tmp_path / "S7",
        told(data, variant),
        closed(data, variant),
        links_by_road(request),
        names,
    )
    assert lost == 0
    inputs = make_inputs(read_scenario(tmp_path / "S7"), step_s=STEP_S)
    features = json.loads((data / "zones-epsg4326.geojson").read_text("utf-8"))["features"]
    people = {
        str(f["properties"]["ID"]): sum(f["properties"][k] for k in ("FR", "PR", "OV", "RV", "DV"))
        for f in features
    }
    messages = json.loads((data / "messages.s7.json").read_text("utf-8"))["messages"]
    minute = {
        zone: int(m["broadcastHHMM"][:2]) * 60 + int(m["broadcastHHMM"][2:]) - 735
        for m in sorted(messages, key=lambda m: m["broadcastHHMM"], reverse=True)
        for zone in m["broadcastZones"]
    }
    there = {group.zone.split("-")[0] for group in inputs.groups}
    naive = sum(n for zone, n in people.items() if names[zone] in minute and zone in there)
    assert inputs.people == naive > 10_000
    plan = make_plan(inputs, PlanOptions(mend=False))
    assert check_plan(write_bundle(plan, tmp_path / "plan")).verdict == "passed"
    assert plan.instructions
    zone_of = {group.id: group.zone.split("-")[0] for group in inputs.groups}
    for row in plan.instructions:
        first_s = min(period for period, _ in row.leaving[0]) * STEP_S
        assert first_s >= minute[names[zone_of[row.group]]] * 60 - STEP_S
    assert START + timedelta(minutes=120) == START.replace(hour=14, minute=15)


def test_the_page_holds_the_measured_table() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.split(BEGIN)[1].split(END)[0].strip() == table()
