"""Links and zones that a timed hazard reaches: closed forms, a naive twin, and scenario.yaml."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from math import cos, radians
from pathlib import Path

import numpy as np
import pyproj
import pytest
import shapely
from ruamel.yaml import YAML

from safepassage.draft.draft_hazards import around
from safepassage.draft.hazard_arrivals import NEVER, first_arrivals
from safepassage.draft.hazards import DraftHazard, hazards_for, hazards_yaml
from safepassage.errors import UsageError
from safepassage.formats.areas.timed_hazard import TimedHazard
from safepassage.formats.roads.road_map import METRES_A_DEGREE
from safepassage.scenario import read_scenario
from tests.naive.hazards import naive_first_arrivals

START = datetime(2031, 5, 5, 6, 25, tzinfo=UTC)
HARBOUR = Path(__file__).parents[2] / "safepassage" / "examples" / "harbour"


def fire(*rows: tuple[shapely.Geometry, int]) -> TimedHazard:
    shapes, arrives_s = zip(*rows, strict=True)
    return TimedHazard("fire", "fire.geojson", "", START, shapes, arrives_s, "", ())


def closed(hazard: TimedHazard, line: list[tuple[float, float]], reach_m: float) -> list[int]:
    """Minutes at which one link is closed: one or none."""
    found = hazards_for(hazard, [("road", line)], [], reach_m=reach_m)
    return [int((row.arrives - START) / timedelta(minutes=1)) for row in found]


@pytest.mark.parametrize("lat", [0.0, -33.0, 60.0, 78.2])
@pytest.mark.parametrize("lon", [-121.6, 0.0, 179.999, -180.0])
def test_point_300_m_off_one_straight_road(lat: float, lon: float) -> None:
    """Nearest in mid-road, so that ends alone are not looked at; on both sides of 180."""
    along = 0.02 / cos(radians(lat))
    east_west = [(turn(lon - along), lat), (turn(lon + along), lat)]
    north_south = [(lon, lat - 0.02), (lon, lat + 0.02)]
    north = shapely.Point(lon, lat + 300 / METRES_A_DEGREE)
    east = shapely.Point(turn(lon + 300 / METRES_A_DEGREE / cos(radians(lat))), lat)
    for point, line in ((north, east_west), (east, north_south)):
        assert closed(fire((point, 4800)), line, 350) == [80]
        assert closed(fire((point, 4800)), line, 301) == [80]
        assert closed(fire((point, 4800)), line, 299) == []
        assert closed(fire((point, 4800)), line, 250) == []


def turn(lon: float) -> float:
    return (lon + 180) % 360 - 180


@pytest.mark.parametrize("lat", [2.0, 39.8, 65.0])
@pytest.mark.parametrize("bearing", [0, 50, 140, 270])
def test_metres_agree_with_the_ellipsoid(lat: float, bearing: int) -> None:
    """A sphere is at most 0.6 % off; PROJ's geodesic says what 1,000 m are."""
    lon, far, _ = pyproj.Geod(ellps="WGS84").fwd(-121.6, lat, bearing, 1000)
    line = [(lon, far), (lon, far)]
    assert closed(fire((shapely.Point(-121.6, lat), 0)), line, 1006) == [0]
    assert closed(fire((shapely.Point(-121.6, lat), 0)), line, 994) == []


def test_the_first_arrival_counts_and_each_stands_in_one_hazard() -> None:
    """Three places near two roads; parts of a minute go down, never up."""
    here, there = [(10.0, 50.0), (10.001, 50.0)], [(10.1, 50.0), (10.101, 50.0)]
    hazard = fire(
        (shapely.Point(10.0, 50.0), 9000),
        (shapely.Point(10.0005, 50.0), 4859),
        (shapely.Point(10.1, 50.0), 9000),
    )
    zones = [("z1", shapely.Point(10.0, 50.0)), ("z2", shapely.Point(11, 50))]
    found = hazards_for(hazard, [("a", here), ("b", there)], zones, reach_m=100, source="s")
    assert found == [
        DraftHazard(
            "fire-080", "Fire, from Mon 5 May 07:45 on", "fire",
            START + timedelta(minutes=80), ("a",), ("z1",), "s",
        ),
        DraftHazard(
            "fire-150", "Fire, from Mon 5 May 08:55 on", "fire",
            START + timedelta(minutes=150), ("b",), (), "s",
        ),
    ]  # fmt: skip


def test_a_fire_inside_a_zone_or_around_a_road_has_reached_it() -> None:
    """Distance 0 from inside a polygon, whichever of the two is the polygon; also at reach 0."""
    square = shapely.box(9.9, 49.9, 10.1, 50.1)
    line = [(10.0, 50.0), (10.001, 50.0)]
    inside = fire((shapely.Point(10.0, 50.0), 60))
    around = fire((square, 120))
    assert first_arrivals(inside, [], [("z", square)], reach_m=0).zones.tolist() == [60]
    assert first_arrivals(around, [("l", line)], [], reach_m=0).links.tolist() == [120]


def test_polygons_across_180_and_on_the_other_side_of_the_world() -> None:
    """Both sides of 180 are reached; Greenwich, which such a polygon seems to cover, is not."""
    across = shapely.Polygon([(179.9, -17), (-179.9, -17), (-179.9, -16), (179.9, -16)])
    wide = shapely.Polygon([(179.9, -17), (180.1, -17), (180.1, -16), (179.9, -16)])
    for shape in (across, wide):
        for lon, reached in ((179.95, True), (-179.95, True), (179.8, False)):
            line = [(lon, -16.5), (lon, -16.51)]
            assert bool(closed(fire((shape, 0)), line, 100)) is reached
    assert closed(fire((across, 0)), [(0.0, -16.5), (0.0, -16.51)], 100) == []


def test_the_ground_between_the_homes_of_a_zone_across_180() -> None:
    """A fire amid the homes has come, in the middle of 180 too; one outside of them has not."""
    homes = np.array([[179.99, 0, 1], [-179.99, 0, 1], [179.99, 0.02, 1], [-179.99, 0.02, 1]])
    zone = [("z", around(homes))]
    for lon, reached in ((180.0, True), (-179.995, True), (179.9, False), (0.0, False)):
        found = hazards_for(fire((shapely.Point(lon, 0.01), 0)), [], zone, reach_m=50)
        assert bool(found) is reached


def random_case(seed: int) -> tuple[TimedHazard, list[tuple[str, np.ndarray]], float]:
    """Bent roads and points around some place on earth, from the equator to 80 degrees."""
    rng = np.random.default_rng(seed)
    lat = float(rng.choice([-75.0, -40.0, 0.0, 39.8, 69.0, 80.0]))
    lon = float(rng.choice([-121.6, 0.0, 179.99, -179.98]))
    scale = np.array([1 / np.cos(np.radians(lat)), 1.0])

    def on_earth(xy: np.ndarray) -> np.ndarray:
        placed = [lon, lat] + xy * scale
        placed[..., 0] = (placed[..., 0] + 180) % 360 - 180
        return placed

    begins = rng.uniform(-0.05, 0.05, (60, 1, 2))
    lines = on_earth(begins + rng.normal(0, 0.002, (60, 5, 2)).cumsum(axis=1))
    points = on_earth(rng.uniform(-0.06, 0.06, (150, 2)))
    times = rng.integers(0, 12, 150) * 600
    hazard = fire(*((shapely.Point(p), int(s)) for p, s in zip(points, times, strict=True)))
    return hazard, [(f"l{i}", line) for i, line in enumerate(lines)], float(rng.choice([200, 900]))


@pytest.mark.parametrize("seed", range(30))
def test_same_as_the_naive_twin(seed: int) -> None:
    """Every point against every piece of road, on a plane around the point."""
    hazard, links, reach_m = random_case(seed)
    found = first_arrivals(hazard, links, [], reach_m=reach_m).links
    late = naive_first_arrivals(hazard, links, reach_m * 0.999, never=NEVER)
    early = naive_first_arrivals(hazard, links, reach_m * 1.001, never=NEVER)
    assert (early <= found).all()
    assert (found <= late).all()
    assert (early == late).mean() > 0.9  # so that the two sides say something
    zones = [(ident, shapely.MultiPoint(line)) for ident, line in links]
    at_corners = first_arrivals(hazard, [], zones, reach_m=reach_m).zones
    assert (at_corners >= found).all()


def test_many_places_in_one_go_or_in_many() -> None:
    """Places are compared in portions; the order of the file changes nothing."""
    hazard, links, reach_m = random_case(3)
    rows = list(zip(hazard.shapes, hazard.arrives_s, strict=True))
    turned = fire(*reversed(rows))
    straight = hazards_for(hazard, links, [], reach_m=reach_m)
    assert len(rows) > 128
    assert hazards_for(turned, links, [], reach_m=reach_m) == straight
    whole = fire(*((shapely.MultiPoint([s for s, t in rows if t == at]), at)
                   for at in {t for _, t in rows}))  # fmt: skip
    assert hazards_for(whole, links, [], reach_m=reach_m) == straight


def test_nonsense_is_refused() -> None:
    hazard = fire((shapely.Point(0, 0), 0))
    for reach_m in (-1.0, float("nan"), float("inf")):
        with pytest.raises(UsageError, match="give metres, 0 or more"):
            hazards_for(hazard, [], [], reach_m=reach_m)
    with pytest.raises(UsageError, match="give whole minutes"):
        hazards_for(hazard, [], [], reach_m=1, step_s=45)


def test_yaml_keeps_every_text_as_it_is() -> None:
    """Ids such as no, 007 or 12:30 stay texts for any reader of YAML."""
    words = ("no", "null", "Yes", "007", "1e5", "12:30", "w12-2", "a.b", "ü", "-", "?", "x:", "~")
    hazard = DraftHazard(
        "fire-080", 'Smoke: "dense" \\ \u2028 \x85 \U0001f525 #1', "wild fire", START,
        words * 20, words, "s",
    )  # fmt: skip
    text = hazards_yaml([hazard])
    assert max(map(len, text.splitlines())) <= 100
    (row,) = YAML(typ="safe", pure=True).load(text)["hazards"]
    assert row["name"] == hazard.name
    assert row["kind"] == "wild fire"
    assert tuple(row["links"]) == hazard.links
    assert tuple(zone["zone"] for zone in row["zones"]) == words


def test_a_scenario_reads_what_is_written(tmp_path: Path) -> None:
    """In the place of harbour's own hazard; also with no hazard at all."""
    folder = tmp_path / "harbour"
    shutil.copytree(HARBOUR, folder)
    path = folder / "scenario.yaml"
    text = path.read_text(encoding="utf-8")
    begin, end = text.index("hazards:"), text.index("legs:")
    mill = [(-32.0165, 44.0080), (-32.0065, 44.0010)]
    quay = [(-32.0150, 43.9945), (-32.0065, 44.0010)]
    hazard = fire((shapely.Point(-32.0165, 44.008), 0), (shapely.Point(-32.015, 43.9945), 5400))
    zones = [("fishers-row", shapely.Point(-32.0150, 43.9945))]
    links = [("mill-street", mill), ("quay-road", quay)]
    found = hazards_for(hazard, links, zones, reach_m=50, source="flood-bulletin")
    path.write_text(text[:begin] + hazards_yaml(found) + text[end:], encoding="utf-8")
    first, second = read_scenario(folder).hazards
    assert (first.id, first.arrives, first.links) == ("fire-000", START, ("mill-street",))
    assert second.links == ("quay-road",)
    assert [(row.zone, row.leave_before) for row in second.zones] == [
        ("fishers-row", START + timedelta(minutes=90))
    ]
    path.write_text(text[:begin] + hazards_yaml([]) + text[end:], encoding="utf-8")
    assert read_scenario(folder).hazards == ()
