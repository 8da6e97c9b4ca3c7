"""Clipped maps keep what lies inside and end each road at the first bend beyond the edge."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from safepassage.draft.clip import clip
from safepassage.draft.request import DraftRequest, area_of, box, circle
from safepassage.errors import UsageError
from safepassage.formats.roads.osm import read_osm
from safepassage.formats.roads.road_map import RoadMap, metres_between
from tests.cases.osm_town import little_town, write_town

HOME = {"highway": "residential"}


def straight(tmp_path: Path, lons: list[float]) -> RoadMap:
    """One street along latitude 50 with a bend at each longitude."""
    nodes = {n: (lon, 50.0) for n, lon in enumerate(lons, 1)}
    return read_osm(write_town(tmp_path / "t.osm", nodes, {10: (list(nodes), HOME)}))


def test_a_street_ends_at_the_first_bend_beyond_the_edge(tmp_path: Path) -> None:
    road_map = straight(tmp_path, [1.0, 1.1, 1.2, 1.3, 1.4])
    cut = clip(road_map, shapely.box(1.15, 49, 1.25, 51))
    (road,) = cut.roads
    assert [lon for lon, _ in road.line] == [1.1, 1.2, 1.3]
    assert set(cut.cut) == {road.from_point, road.to_point}
    assert road.length_m == pytest.approx(2 * metres_between((1.1, 50), (1.2, 50)))


def test_a_street_that_comes_back_becomes_two(tmp_path: Path) -> None:
    nodes = {1: (1.0, 50.0), 2: (1.1, 50.0), 3: (1.2, 50.0), 4: (1.2, 50.1), 5: (1.1, 50.1),
             6: (1.0, 50.1)}  # fmt: skip
    path = write_town(tmp_path / "t.osm", nodes, {10: (list(nodes), HOME)})
    cut = clip(read_osm(path), shapely.box(0.9, 49, 1.15, 51))
    assert [[lon for lon, _ in road.line] for road in cut.roads] == [
        [1.0, 1.1, 1.2],
        [1.2, 1.1, 1.0],
    ]
    assert len(cut.cut) == 2


def test_everything_inside_is_the_map_as_it_was(tmp_path: Path) -> None:
    road_map = read_osm(little_town(tmp_path / "t.osm"))
    cut = clip(road_map, shapely.box(9, 49, 11, 51))
    assert (cut.roads, cut.points, cut.cut) == (road_map.roads, road_map.points, road_map.cut)


def test_a_turn_goes_with_its_road(tmp_path: Path) -> None:
    nodes = {1: (1.0, 50.0), 2: (1.1, 50.0), 3: (1.2, 50.0), 4: (1.1, 50.1)}
    ways = {10: ([1, 2], HOME), 11: ([2, 3], HOME), 12: ([2, 4], HOME)}
    members = [("way", 10, "from"), ("node", 2, "via"), ("way", 11, "to")]
    turn = {"type": "restriction", "restriction": "no_straight_on"}
    road_map = read_osm(write_town(tmp_path / "t.osm", nodes, ways, {1: (members, turn)}))
    assert len(road_map.forbidden_turns) == 1
    assert clip(road_map, shapely.box(0.9, 49, 1.15, 50.05)).forbidden_turns == []
    assert len(clip(road_map, shapely.box(0.9, 49, 1.25, 51)).forbidden_turns) == 1


def test_an_area_without_a_road_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no road lies inside the area.*were they swapped"):
        clip(straight(tmp_path, [1.0, 1.1]), shapely.box(50, 1, 51, 2))


def test_across_longitude_180_a_box_has_two_halves(tmp_path: Path) -> None:
    area = box("179.9,-17,-179.9,-16")
    inside = [lon for lon in (179.85, 179.95, 180.0, -179.95, -179.85)
              if shapely.intersects_xy(area, lon, -16.5)]  # fmt: skip
    assert inside == [179.95, 180.0, -179.95]
    town = read_osm(little_town(tmp_path / "t.osm", west=179.99))
    assert clip(town, box("179.9,49,-179.9,51")).roads == town.roads


def test_a_circle_has_its_radius_in_every_direction() -> None:
    """The edge of 5 km around a place far north lies 5 km away: a corner within 0.1 %."""
    shape = circle("5 of 65.0,25.0")
    metres = [metres_between((25.0, 65.0), (x, y)) for x, y in shape.exterior.coords]
    assert min(metres) == pytest.approx(5000, rel=2e-3)
    assert max(metres) == pytest.approx(5000, rel=2e-3)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"within": "five of here"}, "give KM of LAT,LON"),
        ({"within": "0 of 1,2"}, "more than 0"),
        ({"within": "5 of 100,2"}, "the latitude comes first"),
        ({"box": "1,2,3"}, "give WEST,SOUTH,EAST,NORTH"),
        ({"box": "1,51,2,50"}, "south less than north"),
        ({"box": "1,2,3,4", "within": "5 of 1,2"}, "give one of them"),
    ],
)
def test_an_area_that_cannot_be_read(options: dict[str, str], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        area_of(DraftRequest(roads=Path("x"), out=Path("y"), **options))  # type: ignore[arg-type]
