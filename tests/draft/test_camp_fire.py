"""The Camp Fire of 2018 from shared files to a checked plan, compared with UTM metres."""

from __future__ import annotations

import csv
import json
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyproj
import pytest
import shapely

from benchmarks.places.camp_fire import FIRE_STARTS, Reading, data_folder, households_in_box, row
from benchmarks.recipes import shared_folder
from safepassage import read_scenario
from safepassage.scenario.scenario import Scenario

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(shared_folder() is None, reason="the shared data is not there"),
]
REACH_M = 50
Reports = list[tuple[shapely.Geometry, int]]
UTM = pyproj.Transformer.from_crs("OGC:CRS84", "EPSG:32610", always_xy=True)


class Case(NamedTuple):
    """What came out, and the folder of the scenario."""

    figures: dict[str, Any]
    scenario: Scenario
    folder: Path


def in_utm(shape: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(shape, UTM.transform, interleaved=False)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Whole tracts as zones, so that plain polygons say who lives where."""
    folder = tmp_path_factory.mktemp("camp-fire")
    figures = row(data_folder(), folder, Reading(reach_m=REACH_M), zone_size=1_000_000)
    return Case(figures, read_scenario(folder / "scenario"), folder / "scenario")


@pytest.fixture(scope="module")
def reports() -> Reports:
    """Every report in UTM, with its minute."""
    tree = json.loads((data_folder() / "fire_reports.geojson").read_text())
    return [
        (in_utm(shapely.Point(f["geometry"]["coordinates"])), f["properties"]["start_min"])
        for f in tree["features"]
    ]


def first_minute(shape: shapely.Geometry, reports: Reports, reach_m: float) -> int | None:
    """The first report within reach, one after the other."""
    return min((m for p, m in reports if shape.distance(p) <= reach_m), default=None)


def test_zone_deadlines(case: Case, reports: Reports) -> None:
    """The first report within 50 m of the ground between the residential streets of a tract."""
    with (data_folder() / "road_2018-11-07_link.csv").open() as file:
        lines = [
            shapely.get_coordinates(shapely.from_wkt(link["geometry"]))
            for link in csv.DictReader(file)
            if link["facility_type"] == "residential"
        ]
    middles = np.concatenate([(line[1:] + line[:-1]) / 2 for line in lines])
    expected = {}
    for tract in households_in_box(data_folder())["features"]:
        polygon = shapely.geometry.shape(tract["geometry"])
        homes = shapely.MultiPoint([p for p in middles if polygon.covers(shapely.Point(p))])
        minute = first_minute(in_utm(homes.convex_hull), reports, REACH_M)
        if minute is not None:
            expected[tract["properties"]["GEOID"]] = FIRE_STARTS + timedelta(minutes=minute)
    found = {z.zone: z.leave_before for hazard in case.scenario.hazards for z in hazard.zones}
    assert found == expected
    assert len(set(found.values())) >= 3
    listed = [z.zone for hazard in case.scenario.hazards for z in hazard.zones]
    assert len(listed) == len(set(listed))


def test_closed_links(case: Case, reports: Reports) -> None:
    """The same links close at the same minute, but for those within 1 % of the reach."""
    found = {
        link: round((hazard.arrives - FIRE_STARTS) / timedelta(minutes=1))
        for hazard in case.scenario.hazards
        for link in hazard.links
    }
    with (case.folder / "link.csv").open() as file:
        lines = {
            r["link_id"]: in_utm(shapely.from_wkt(r["geometry"])) for r in csv.DictReader(file)
        }
    tree = shapely.STRtree([point for point, _ in reports])
    minutes = np.array([minute for _, minute in reports])
    sides = []
    for reach_m in (REACH_M * 0.99, REACH_M * 1.01):
        row_of, report = tree.query(list(lines.values()), predicate="dwithin", distance=reach_m)
        first = {}
        for link, minute in zip(np.array(list(lines))[row_of], minutes[report], strict=True):
            first[str(link)] = min(int(minute), first.get(str(link), 10_000))
        sides.append(first)
    late, early = sides
    same = [link for link in late if late[link] == early[link]]
    assert len(same) > 0.97 * len(early) > 500
    assert {link: found[link] for link in same} == {link: late[link] for link in same}
    assert set(late) <= set(found) <= set(early)


def test_the_plan_is_checked_and_says_who_cannot_make_it(case: Case) -> None:
    """Everybody who does not arrive stands in a zone with a rule; what is proved fits the bound."""
    figures = case.figures
    assert figures["check"] == "passed"
    missing = figures["people"] - figures["people_arrived"]
    assert missing == sum(figures["short_by_rule"].values()) > 0
    by_zone = {zone: dict(rules) for zone, rules in figures["short_by_zone"].items()}
    for zone, rules in by_zone.items():
        leave_before = rules.pop("leave_before")
        assert rules, zone
        if "deadline" in rules:
            assert leave_before is not None
    assert missing == sum(sum(rules.values()) for rules in by_zone.values())
    assert sum(figures["proved_by_rule"].values()) <= figures["cannot_make_it"]
    # Concow's tract is reached in the first slice of the reports: nobody leaves in time
    assert by_zone["06007002400"].keys() == {"deadline"}


def test_people_in_the_box() -> None:
    """Whole tracts count whole; of the others not more than live there; 30,000 to 45,000 people."""
    tracts = {
        f["properties"]["GEOID"]: f["properties"]["households"]
        for f in households_in_box(data_folder())["features"]
    }
    for whole, households in (("1800", 2448), ("2000", 2291), ("2100", 1958), ("1900", 1331)):
        assert tracts[f"0600700{whole}"] == households
    assert tracts["06007001600"] < 0.2 * 1916  # a corner of a large tract
    assert 30_000 < 2.2 * sum(tracts.values()) < 45_000
