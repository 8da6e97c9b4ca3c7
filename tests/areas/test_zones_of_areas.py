"""Weights go to the area they lie in, and areas far from the roads are said to be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely

from safepassage.draft.zone_areas import near_network, zones_from_areas
from safepassage.errors import UsageError
from safepassage.formats.areas.area import Area
from tests.areas.drawn import refusal


def area(name, shape, people=100):
    return Area(name.lower(), name, shape, "zones.geojson, feature 1", None, people, people, people)


WEST = area("West", shapely.box(34.0, 31.0, 34.5, 31.5))
EAST = area("East", shapely.box(34.5, 31.0, 35.0, 31.5), 200)


def test_each_point_is_in_the_area_where_a_naive_search_finds_it():
    rng = np.random.default_rng(3)
    areas = [
        area(f"a{i}", shapely.Point(*rng.uniform(0, 1, 2)).buffer(0.1, quad_segs=2))
        for i in range(15)
    ]
    points = np.column_stack([rng.uniform(0, 1, (500, 2)), rng.uniform(1, 5, 500)])
    found = {zone.id: zone.weights for zone in zones_from_areas(areas, points).zones}
    for row, one in enumerate(areas):
        inside = [
            p
            for p in points
            if one.shape.contains(shapely.Point(p[:2]))
            and not any(other.shape.contains(shapely.Point(p[:2])) for other in areas[:row])
        ]
        if inside:
            assert found[one.id].tolist() == [p.tolist() for p in inside]


def test_a_point_on_a_border_is_counted_once():
    zones = zones_from_areas([WEST, EAST], [(34.5, 31.2, 7.0), (34.6, 31.2, 1.0)]).zones
    assert [zone.weights[:, 2].sum() for zone in zones] == [7.0, 1.0]


def test_without_streets_people_are_spread_evenly_over_the_area():
    found = zones_from_areas([WEST, EAST], [(34.6, 31.2, 1.0)])
    west = found.zones[0].weights
    assert 80 <= len(west) <= 130
    assert shapely.contains_xy(WEST.shape, west[:, 0], west[:, 1]).all()
    assert west[:, :2].mean(axis=0) == pytest.approx([34.25, 31.25], abs=0.02)
    assert any("spread evenly" in note and "West" in note for note in found.notes)


def test_an_area_too_narrow_for_a_grid_has_one_position():
    thread = area("Thread", shapely.box(0, 0, 1, 1e-7))
    (zone,) = zones_from_areas([thread], []).zones
    assert shapely.intersects_xy(thread.shape, *zone.centre)


def test_a_point_area_is_where_its_people_are():
    spot = area("Spot", shapely.Point(34.2, 31.2))
    (zone,) = zones_from_areas([spot], [(34.2, 31.2, 5.0), (34.3, 31.3, 1.0)]).zones
    assert zone.weights.tolist() == [[34.2, 31.2, 1.0]]


def test_areas_with_nobody_are_left_out_and_listed_but_not_those_nobody_counted():
    unknown = replace(EAST, low=None, likely=None, high=None)
    found = zones_from_areas([replace(WEST, low=0, likely=0, high=0), unknown], [])
    assert [(z.id, z.people) for z in found.zones] == [("east", None)]
    assert "Left out, with 0 people: West" in found.notes


def test_a_total_is_shared_out_by_weight_whatever_the_areas_say():
    points = [(34.2, 31.2, 3.0), (34.6, 31.2, 1.0), (36.0, 31.2, 4.0)]
    found = zones_from_areas([WEST, EAST], points, total=1001, total_source="notice 12")
    assert [(z.id, z.people, z.people_source) for z in found.zones] == [
        ("west", 751, "notice 12"),
        ("east", 250, "notice 12"),
    ]
    assert "50.0% of the weight lies outside of all areas and was not used" in found.notes


def test_a_point_area_gets_of_a_total_what_lies_within_5_km():
    spot = area("Spot", shapely.Point(36.0, 31.2))
    points = [(34.2, 31.2, 1.0), (36.04, 31.2, 2.0), (36.06, 31.2, 9.0)]  # 3.8 and 5.7 km
    found = zones_from_areas([WEST, EAST, spot], points, total=300)
    assert [(z.id, z.people) for z in found.zones] == [("west", 100), ("spot", 200)]
    assert "Left out, since by weight nobody is there: East" in found.notes


def test_nothing_to_share_a_total_by_is_refused():
    with pytest.raises(UsageError, match="neither streets nor buildings in West, East"):
        zones_from_areas([WEST, EAST], [(0.0, 0.0, 1.0)], total=5)


@pytest.mark.parametrize("bad", [(np.nan, 0, 1), (0, 0, -1), (0, 0, np.inf)])
def test_weights_that_are_no_weights_are_an_error_of_the_caller(bad):
    with pytest.raises(ValueError, match="weight of 0 or more"):
        zones_from_areas([WEST], [bad])


def test_areas_outside_of_the_roads_are_told_apart():
    found = near_network([WEST, EAST], (34.6, 31.0, 34.9, 31.4))
    assert ([a.id for a in found.inside], [a.id for a in found.outside]) == (["east"], ["west"])


def test_areas_that_the_roads_cover_only_in_part_are_said_to_be():
    found = near_network([WEST, EAST], (34.4, 31.0, 35.0, 31.5))
    assert [a.id for a in found.inside] == ["west", "east"]
    (note,) = found.notes
    assert note.endswith("West (20% of its ground)")
    assert near_network([EAST], (34.52, 31.0, 35.0, 31.5)).notes == ()


def test_all_areas_outside_of_the_roads_are_refused():
    message = refusal(lambda: near_network([WEST, EAST], (8.6, 49.3, 8.9, 49.5)))
    assert "zones.geojson: all 2 areas (West, East) lie outside of the roads" in message
    assert "longitude 34 to 35, latitude 31 to 31.5" in message
    assert "The roads go from longitude 8.6 to 8.9 and from latitude 49.3 to 49.5" in message
    assert "of one place" in message


def test_areas_that_would_fit_with_longitude_and_latitude_swapped_are_told_so():
    swapped = area("West", shapely.box(31.0, 34.0, 31.5, 34.5))
    message = refusal(lambda: near_network([swapped], (34.0, 31.0, 35.0, 31.5)))
    assert "ongitude and latitude are swapped: write longitude first" in message


def test_the_box_of_the_roads_may_go_across_longitude_180():
    east = area("East of it", shapely.box(-180, -17, -179.9, -16.9))
    far = area("Far", shapely.box(0, -17, 1, -16))
    found = near_network([east, far], (177.0, -19.0, -179.0, -16.0))
    assert [a.id for a in found.inside] == [east.id]
