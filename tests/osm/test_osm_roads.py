"""Roads read from OpenStreetMap let cars go exactly where a plain reader says they may."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from safepassage.draft.streets import join_streets
from safepassage.formats.roads.osm import read_osm
from safepassage.formats.roads.road_map import RoadMap, metres_between
from tests.cases.osm_town import write_town
from tests.naive import osm as naive

Steps = Counter[tuple[tuple[float, float], tuple[float, float]]]


def random_town(seed: int, path: Path) -> Path:
    """A jumble of ways over a few nodes, with every tag that decides who may go where."""
    rng = random.Random(seed)
    barriers = ["bollard", "gate", "lift_gate", "block", "border_control", "chain"]
    nodes: dict = {}
    for ref in range(1, 26):
        at = (10 + rng.randrange(40) / 1000, round(50 + rng.randrange(40) / 1000 + ref / 1e5, 5))
        tags = {}
        if rng.random() < 0.15:
            tags["barrier"] = rng.choice(barriers)
            if rng.random() < 0.4:
                tags["access"] = rng.choice(["no", "yes", "private"])
        nodes[ref] = (at, tags)
    ways = {}
    for ref in range(100, 100 + rng.randrange(6, 16)):
        tags = {"highway": rng.choice([*naive.CAR_ROADS, "footway", "service", "path"])}
        if rng.random() < 0.5:
            tags["oneway"] = rng.choice(["yes", "no", "-1", "reversible", "1", "true"])
        if rng.random() < 0.3:
            key = rng.choice(["access", "vehicle", "motor_vehicle", "motorcar"])
            tags[key] = rng.choice(["no", "yes", "private", "destination", "delivery"])
        if rng.random() < 0.2:
            tags["junction"] = "roundabout"
        refs = [rng.randrange(1, 26) for _ in range(rng.randrange(2, 7))]
        if any(a != b for a, b in pairwise(refs)):
            ways[ref] = (refs, tags)
    ways[99] = ([1, 2, 3], {"highway": "residential"})
    return write_town(path, nodes, ways)


def steps_of(road_map: RoadMap) -> Steps:
    """Steps from bend to bend that cars may make; the metre through a barrier is none."""
    found: Steps = Counter()
    for road in road_map.roads:
        for a, b in pairwise(road.line):
            if a != b:
                found[a, b] += "auto" in road.forward.uses
                found[b, a] += "auto" in road.backward.uses
    return +found


@pytest.mark.parametrize("seed", range(60))
def test_cars_go_where_the_plain_reader_says(seed: int, tmp_path: Path) -> None:
    path = random_town(seed, tmp_path / "town.osm")
    assert steps_of(read_osm(path)) == naive.car_steps(path)


@pytest.mark.parametrize("seed", range(60))
def test_joining_keeps_every_step_and_every_metre(seed: int, tmp_path: Path) -> None:
    road_map = read_osm(random_town(seed, tmp_path / "town.osm"))
    streets = join_streets(road_map).streets
    found: Steps = Counter()
    for street in streets:
        forth, back = street.cars
        for a, b in pairwise(street.line):
            if a != b:
                found[a, b] += forth
                found[b, a] += back
    assert +found == steps_of(road_map)
    walked = [r for r in road_map.roads if r.forward.uses or r.backward.uses]
    assert sum(s.length_m for s in streets) == pytest.approx(sum(r.length_m for r in walked))
    assert all(s.from_point != s.to_point for s in streets)


@pytest.mark.parametrize("seed", range(60))
def test_nobody_drives_through_a_barrier(seed: int, tmp_path: Path) -> None:
    path = random_town(seed, tmp_path / "town.osm")
    road_map = read_osm(path)
    meets: Counter[int] = Counter()
    for road in road_map.roads:
        if "auto" in road.forward.uses | road.backward.uses:
            meets.update((road.from_point, road.to_point))
    for point, number in meets.items():
        at = road_map.points[point]
        if (at.lon, at.lat) in naive.blocked(path):
            assert number == 1


@pytest.mark.shared
def test_monaco_is_the_one_of_the_plain_reader(shared: Path) -> None:
    path = shared / "data" / "osm" / "monaco-2013.osm.gz"
    road_map = read_osm(path)
    assert steps_of(road_map) == naive.car_steps(path)
    length = sum(r.length_m for r in road_map.roads)
    straight = sum(sum(metres_between(a, b) for a, b in pairwise(r.line)) for r in road_map.roads)
    assert length == pytest.approx(straight)


@pytest.mark.shared
def test_andorra_has_the_size_that_others_counted(shared: Path) -> None:
    """The data's own page counts 16,504 nodes of drivable ways in the largest part's contraction
    to 1,333 nodes and 2,783 arcs; names and classes that differ are kept apart here."""
    from benchmarks.recipes import read_roads

    path = shared / "data" / "osm" / "andorra-2013.osm.pbf"
    recipe = read_roads(path)
    streets = join_streets(read_osm(path)).streets
    arcs = sum(sum(street.cars) for street in streets)
    assert len(recipe.from_node) <= arcs <= 2783
    assert sum(s.length_m for s in streets) == pytest.approx(397_043, rel=0.001)
