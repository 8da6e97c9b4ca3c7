"""Exits, parts and crossings of a draft are those of maps small enough to see through."""

from __future__ import annotations

import random
from pathlib import Path

import networkx
import pytest

from safepassage.draft.crossing_file import ListedCrossing, read_crossings
from safepassage.draft.crossings import by_point, cut_at_crossings
from safepassage.draft.exits import find_exits
from safepassage.draft.parts import keep_parts, strong_parts
from safepassage.draft.streets import Streets, join_streets
from safepassage.errors import ScenarioError, UsageError
from safepassage.formats.roads.osm import read_osm
from safepassage.formats.roads.road_map import RoadMap
from tests.cases.osm_town import little_town, write_town

HOME = {"highway": "residential"}
MAIN = {"highway": "primary", "ref": "A 1"}


def streets_of(path: Path) -> tuple[RoadMap, Streets]:
    road_map = read_osm(path)
    return road_map, join_streets(road_map)


def exit_places(path: Path, **options: int) -> list[tuple[float, float]]:
    road_map, streets = streets_of(path)
    rows = find_exits(streets, road_map, **options)
    return [(streets.points[r.point].lon, streets.points[r.point].lat) for r in rows]


def test_a_main_road_that_ends_outside_the_box_is_an_exit(tmp_path: Path) -> None:
    assert exit_places(little_town(tmp_path / "t.osm")) == [(10.049, 50.009)]


def test_a_road_whose_next_node_is_not_in_the_file_is_cut(tmp_path: Path) -> None:
    """Whatever its class, where no main road leaves."""
    nodes = {1: (1.0, 50.0), 2: (1.01, 50.0), 3: (1.01, 50.01)}
    ways = {10: ([1, 2, 99], HOME), 11: ([2, 3], HOME)}
    path = write_town(tmp_path / "t.osm", nodes, ways)
    road_map, streets = streets_of(path)
    (only,) = find_exits(streets, road_map)
    assert (streets.points[only.point].lon, only.why) == (
        1.01,
        "the file goes on without its next node",
    )


def test_a_road_into_the_map_alone_is_no_exit(tmp_path: Path) -> None:
    nodes = {1: (1.0, 50.0), 2: (1.01, 50.0)}
    inwards = {10: ([2, 1, 99], {**HOME, "oneway": "-1"})}
    assert exit_places(write_town(tmp_path / "t.osm", nodes, inwards)) == []


def test_at_a_border_main_roads_leave_and_homes_do_not(tmp_path: Path) -> None:
    """Border along 1.02 east; a main road and a street end 70 m before it, another far away."""
    nodes = {
        1: (1.0, 50.0), 2: (1.019, 50.0), 3: (1.019, 50.01), 4: (0.9, 50.0),
        8: (1.02, 49.9), 9: (1.02, 50.1),
    }  # fmt: skip
    border = {"boundary": "administrative", "admin_level": "2"}
    ways = {
        10: ([1, 2], MAIN), 11: ([1, 3], HOME), 12: ([1, 4], MAIN), 13: ([8, 9], border),
    }  # fmt: skip
    path = write_town(tmp_path / "t.osm", nodes, ways)
    assert exit_places(path) == [(1.019, 50.0)]


def test_a_main_road_that_looks_out_on_an_empty_map_is_an_exit(tmp_path: Path) -> None:
    """The little town without bounds: its main road ends in fields; one in town does not count."""
    path = little_town(tmp_path / "t.osm")
    text = path.read_text(encoding="utf-8")
    start, end = text.index("<bounds"), text.index("/>") + 2
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    assert exit_places(path) == [(10.049, 50.009)]


@pytest.mark.parametrize("seed", range(30))
def test_strong_parts_are_those_of_another_library(seed: int) -> None:
    rng = random.Random(seed)
    steps = [(rng.randrange(30), rng.randrange(30)) for _ in range(rng.randrange(1, 70))]
    theirs = networkx.strongly_connected_components(networkx.DiGraph(steps))
    assert sorted(map(sorted, strong_parts(steps))) == sorted(map(sorted, theirs))


def test_a_small_part_on_its_own_is_left_out_and_a_large_one_kept(tmp_path: Path) -> None:
    """10 km with the main part, 8 km and 1 km apart: each is reported once."""
    nodes = {1: (1.0, 50.0), 2: (1.1, 50.0), 3: (1.14, 50.0), 4: (1.3, 50.0), 5: (1.41, 50.0),
             6: (1.6, 50.0), 7: (1.61, 50.0)}  # fmt: skip
    ways = {10: ([1, 2, 3], HOME), 11: ([4, 5], HOME), 12: ([6, 7], HOME), 13: ([1, 3], HOME)}
    _, streets = streets_of(write_town(tmp_path / "t.osm", nodes, ways))
    kept, parts = keep_parts(streets)
    assert [(round(p.km), p.kept) for p in parts] == [(8, True), (1, False)]
    assert len(kept.streets) == len(streets.streets) - 1
    lonely = next(s for s in streets.streets if streets.points[s.from_point].lon > 1.5)
    _, with_it = keep_parts(streets, [lonely.to_point])
    assert [(round(p.km), p.kept) for p in with_it] == [(8, True), (1, True)]


def test_one_way_roads_in_and_out_are_kept_and_said(tmp_path: Path) -> None:
    nodes = {1: (1.0, 50.0), 2: (1.01, 50.0), 3: (1.01, 50.01), 4: (1.03, 50.0), 5: (0.98, 50.0)}
    one = {**HOME, "oneway": "yes"}
    ways = {10: ([1, 2], HOME), 11: ([2, 3], HOME), 12: ([3, 1], HOME), 13: ([2, 4], one),
            14: ([5, 1], one)}  # fmt: skip
    _, streets = streets_of(write_town(tmp_path / "t.osm", nodes, ways))
    kept, parts = keep_parts(streets)
    assert len(kept.streets) == len(streets.streets)
    assert {part.why for part in parts} == {
        "cars can go in but not out",
        "cars can come out of it but not in",
    }


# a town (1-2-3-4), a post (5) on the road to the other side (6), beyond it an exit (7)
POST = {
    1: (1.0, 50.0), 2: (1.01, 50.0), 3: (1.01, 50.01), 4: (1.0, 50.01),
    5: ((1.02, 50.0), {"barrier": "border_control", "name": "Stone Bridge"}),
    6: (1.03, 50.0), 7: (1.04, 50.0),
}  # fmt: skip
RING = {10: ([1, 2, 3, 4, 1], HOME), 11: ([2, 5, 6], MAIN), 12: ([6, 7], {**MAIN, "name": "Far"})}


def test_a_border_post_parts_the_inner_from_the_outer_side(tmp_path: Path) -> None:
    road_map, streets = streets_of(write_town(tmp_path / "t.osm", POST, RING))
    cut = cut_at_crossings(streets, road_map, {}, [])
    (crossing,) = cut.crossings
    assert (crossing.name, crossing.ends) == ("Stone Bridge", False)
    at = {end for s in cut.streets.streets for end in (s.from_point, s.to_point)}
    assert {crossing.from_point, crossing.to_point} <= at
    graph = networkx.Graph((s.from_point, s.to_point) for s in cut.streets.streets)
    inner = networkx.node_connected_component(graph, crossing.from_point)
    metres = dict.fromkeys(graph, 0.0)
    for street in cut.streets.streets:
        metres[street.from_point] += street.length_m
    assert crossing.to_point not in inner
    inside = sum(metres[p] for p in inner)
    assert inside > sum(metres.values()) - inside


def test_where_both_sides_hang_together_the_outer_one_is_nearer_to_the_exit(tmp_path: Path) -> None:
    ways = {**RING, 13: ([6, 3], {"highway": "tertiary"})}
    road_map, streets = streets_of(write_town(tmp_path / "t.osm", POST, ways))
    exit_ = next(
        end
        for s in streets.streets
        for end in (s.from_point, s.to_point)
        if streets.points[end].ref == "7"
    )
    (crossing,) = cut_at_crossings(streets, road_map, {}, [exit_]).crossings
    cut = cut_at_crossings(streets, road_map, {}, [exit_])
    beyond = [s for s in cut.streets.streets if crossing.to_point in (s.from_point, s.to_point)]
    other = {cut.streets.points[p].ref for s in beyond for p in (s.from_point, s.to_point)}
    assert "6" in other
    assert "2" not in other


def test_a_post_that_no_car_reaches_is_left_out_with_the_reason(tmp_path: Path) -> None:
    ways = {**RING, 11: ([2, 5, 6], {**MAIN, "oneway": "-1"})}
    road_map, streets = streets_of(write_town(tmp_path / "t.osm", POST, ways))
    cut = cut_at_crossings(streets, road_map, {}, [])
    assert cut.crossings == []
    assert cut.left_out == [("Stone Bridge", "no car arrives at it from inside")]


def test_a_listed_crossing_where_a_road_ends_leads_beyond_the_map(tmp_path: Path) -> None:
    road_map, streets = streets_of(little_town(tmp_path / "t.osm"))
    one = ListedCrossing("East Gate", ("town", "far"), (None, "Far Council"), 10.05, 50.009, "x")
    (crossing,) = cut_at_crossings(streets, road_map, by_point(road_map, [one]), []).crossings
    assert crossing.ends
    assert crossing.holders == (None, "Far Council")
    assert streets.points[crossing.from_point].ref == "61"


def test_a_listed_crossing_far_from_every_road_is_refused(tmp_path: Path) -> None:
    road_map, streets = streets_of(little_town(tmp_path / "t.osm"))
    one = ListedCrossing("East Gate", ("town", "far"), (None, None), 11.0, 50.0, "gates.csv line 2")
    with pytest.raises(UsageError, match=r"gates.csv line 2: crossing East Gate .* km from the ne"):
        cut_at_crossings(streets, road_map, by_point(road_map, [one]), [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("crossing,gate,lon\n", "columns are missing: lat"),
        ("crossing,gate,lon,lat\n", "there is no row"),
        ("crossing,gate,lon,lat\nA,in,1,2\n", '"A" has 1 rows'),
        ("crossing,gate,lon,lat\nA,in,east,2\nA,out,1,2\n", "line 2|:2: lon"),
        ("crossing,gate,lon,lat\nA,in,1,200\nA,out,1,2\n", "lat from -90 to 90"),
    ],
)
def test_a_crossing_file_that_cannot_be_read(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "gates.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match=words):
        read_crossings(path)
