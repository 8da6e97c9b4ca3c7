"""A map across longitude 180 must be one piece, and a line that is no line must be told."""

from __future__ import annotations

import random

import pytest
from pyproj import Geod

from safepassage.report.map_line import (
    centre_longitude,
    line_of,
    metres_between,
    near,
    read_linestring,
)

HERE, THERE = (10.0, 50.0), (10.001, 50.0)


def span_around(lons: list[float], centre: float) -> float:
    shifted = [near((lon, 0.0), centre)[0] for lon in lons]
    return max(shifted) - min(shifted)


@pytest.mark.parametrize("seed", range(60))
def test_the_centre_gives_the_shortest_span_of_all_centres(seed: int) -> None:
    draw = random.Random(seed)
    middle, width = draw.uniform(-180, 180), draw.choice([0.01, 3, 60, 170])
    lons = [
        (middle + draw.uniform(-width, width) + 180) % 360 - 180 for _ in range(draw.randint(1, 9))
    ]
    best = min(span_around(lons, centre / 2) for centre in range(-360, 361))
    assert span_around(lons, centre_longitude(lons)) <= best + 1e-6


def test_islands_on_both_sides_of_180_are_side_by_side() -> None:
    lons = [179.98, 179.99, -179.99, -179.97]
    assert span_around(lons, centre_longitude(lons)) == pytest.approx(0.05)
    assert centre_longitude([]) == 0.0


@pytest.mark.parametrize("seed", range(20))
def test_metres_agree_with_the_ellipsoid_within_a_percent(seed: int) -> None:
    draw = random.Random(seed)
    a = (draw.uniform(-180, 180), draw.uniform(-65, 65))
    b = ((a[0] + draw.uniform(-0.02, 0.02) + 180) % 360 - 180, a[1] + draw.uniform(-0.02, 0.02))
    _, _, metres = Geod(ellps="WGS84").inv(*a, *b)
    assert metres_between(a, b) == pytest.approx(metres, rel=0.01, abs=0.1)


def test_a_line_is_turned_to_run_from_the_first_node_to_the_last() -> None:
    there = line_of("LINESTRING (10 50, 10.0005 50.0002, 10.001 50)", HERE, THERE)
    back = line_of("LINESTRING (10.001 50, 10.0005 50.0002, 10 50)", HERE, THERE)
    assert there == back
    assert there.positions == (HERE, (10.0005, 50.0002), THERE)
    assert not there.doubt


@pytest.mark.parametrize(
    "text",
    [
        "POINT (1 2)", "LINESTRING EMPTY", "LINESTRING (1 2)", "LINESTRING (1 2, x 3)",
        "LINESTRING (500000 5500000, 500100 5500000)", "LINESTRING (nan 1, 2 3)",
        "MULTILINESTRING ((1 2, 3 4))", "nonsense", "LINESTRING (1 2, 3 4",
    ],
)  # fmt: skip
def test_what_is_no_line_in_degrees_is_drawn_straight_and_told(text: str) -> None:
    line = line_of(text, HERE, THERE)
    assert line.doubt == "unreadable"
    assert line.positions == (HERE, THERE)


def test_forms_of_wkt() -> None:
    points = ((1.0, 2.0), (3.0, 4.0))
    for text in (
        "LINESTRING (1 2, 3 4)", "LINESTRING(1 2,3 4)", "LineString (1 2, 3 4)",
        "LINESTRING Z (1 2 9, 3 4 9)", "SRID=4326;LINESTRING (1 2, 3 4)",
    ):  # fmt: skip
        assert read_linestring(text) == points


def test_a_line_that_lies_elsewhere_is_told() -> None:
    assert line_of("LINESTRING (11 50, 11.001 50)", HERE, THERE).doubt == "elsewhere"
    assert line_of(None, HERE, THERE).positions == (HERE, THERE)
