"""Without polygons people belong to the nearest named place, and the total is kept."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safepassage.draft.zone_places import areas_from_places
from safepassage.errors import UsageError
from safepassage.formats.roads.road_map import Place

KM = 1 / 111.195  # degrees on the equator


def place(name, east_km, people=None, kind="village", ref=None):
    return Place(ref or f"node/{name}", name, kind, people, east_km * KM, 0.0)


def street(*houses):
    """Houses of one weight each, at kilometres east."""
    return [(km * KM, 0.0, 1.0) for km in houses]


def test_each_house_belongs_to_the_nearest_place():
    found = areas_from_places([place("A", 0), place("B", 4)], street(0, 1, 1.9, 2.1, 5), 500)
    assert [(z.id, z.name, z.people, len(z.weights)) for z in found.zones] == [
        ("A", "A", 300, 3),
        ("B", "B", 200, 2),
    ]
    assert found.notes == ()


def test_what_is_farther_than_5_km_is_elsewhere():
    found = areas_from_places([place("A", 0), place("B", 40)], street(0, 4.9, 5.1, 30), 400)
    assert [(z.id, z.name, z.people) for z in found.zones] == [
        ("A", "A", 200),
        ("A:elsewhere", "elsewhere near A", 100),
        ("B:elsewhere", "elsewhere near B", 100),
    ]
    assert "Left out, since by weight nobody is there: B" in found.notes


def test_a_place_on_the_other_side_of_180_is_near():
    points = [(179.99, 0.0, 1.0), (-179.99, 0.0, 1.0)]
    seed = Place("node/1", "Island", "village", None, -179.995, 0.0)
    (zone,) = areas_from_places([seed], points, 10).zones
    assert (zone.name, zone.people) == ("Island", 10)


def test_farms_and_countries_are_no_settlements():
    seeds = [place("Land", 0, kind="country"), place("A", 3), place("Farm", 0, kind="farm")]
    assert [z.name for z in areas_from_places(seeds, street(0), 5).zones] == ["A"]


def test_places_of_one_name_keep_it_and_have_ids_of_their_own():
    seeds = [place("Neustadt", 0, ref="node/1"), place("Neustadt", 4, ref="node/2")]
    found = areas_from_places(seeds, street(0, 4), 2).zones
    assert [(z.id, z.name) for z in found] == [
        ("Neustadt-node-1", "Neustadt"),
        ("Neustadt-node-2", "Neustadt"),
    ]


def test_populations_on_the_map_count_only_if_asked_for():
    seeds = [place("A", 0, people=900), place("B", 4), place("C", 8)]
    houses = street(0, 4, 8, 8.1)
    plain = areas_from_places(seeds, houses, 1200, total_source="notice").zones
    assert [z.people for z in plain] == [300, 300, 600]
    tagged = areas_from_places(seeds, houses, 1200, total_source="notice", use_tagged=True)
    assert [(z.people, z.people_source) for z in tagged.zones] == [
        (900, "population on the map"),
        (100, "notice"),
        (200, "notice"),
    ]
    alone = areas_from_places(seeds, houses, None, use_tagged=True).zones
    assert [z.people for z in alone] == [900, None, None]
    with pytest.raises(UsageError, match="have 900 people, and the total is 800"):
        areas_from_places(seeds, houses, 800, use_tagged=True)
    with pytest.raises(UsageError, match="have 900 people, and the total is 901"):
        areas_from_places(seeds[:1], street(0), 901, use_tagged=True)


def test_without_settlements_zones_are_squares_named_like_those_of_a_map():
    # 3 columns of 2 km from the west, 2 rows from the north; the one in the middle is empty
    points = [(x * KM, -y * KM, 1.0) for x, y in [(0, 0), (1, 1), (5, 0), (0, 3), (5.9, 3.9)]]
    found = areas_from_places([], points, 50)
    assert [(z.id, z.name, z.people) for z in found.zones] == [
        ("square-A1", "square A1", 20),
        ("square-A3", "square A3", 10),
        ("square-B1", "square B1", 10),
        ("square-B3", "square B3", 10),
    ]
    assert "zones are squares of 2 km" in found.notes[0]


def test_rows_of_squares_beyond_z_have_two_letters():
    points = [(0.0, -km * KM, 1.0) for km in (0, 51, 53, 1403.5, 1405)]
    found = areas_from_places([], points, 5)
    assert [z.id for z in found.zones] == [
        "square-A1", "square-Z1", "square-AA1", "square-ZZ1", "square-AAA1",
    ]  # fmt: skip


def test_nothing_to_weigh_by_is_refused():
    with pytest.raises(UsageError, match="no street and no building"):
        areas_from_places([place("A", 0)], [(0.0, 0.0, 0.0)], 5)


HOUSES = st.lists(
    st.tuples(st.floats(0, 30), st.floats(-9, 9), st.floats(0.1, 100)), min_size=1, max_size=40
)


@settings(deadline=None)
@given(HOUSES, st.lists(st.floats(0, 30), max_size=6), st.integers(1, 10**6))
def test_people_add_up_and_every_house_is_in_one_zone(houses, seeds, total):
    points = [(x * KM, y * KM, w) for x, y, w in houses]
    places = [place(f"P{n}", km) for n, km in enumerate(seeds)]
    found = areas_from_places(places, points, total).zones
    assert sum(zone.people for zone in found) == total
    assert len({zone.id for zone in found}) == len(found)
    inside = [tuple(row) for zone in found for row in zone.weights.tolist()]
    assert len(inside) <= len(points)
    assert set(inside) <= {tuple(float(v) for v in p) for p in points}
    weight = sum(w for *_, w in points)
    for zone in found:
        exact = total * zone.weights[:, 2].sum() / weight
        assert abs(zone.people - exact) < 1.0001
    # what is in no zone weighs less than a person
    lost = weight - sum(row[2] for row in inside)
    assert lost * total / weight < len(points)
    for zone in found:
        for lon, lat, _ in zone.weights.tolist():
            far = min((math.hypot(lon / KM - km, lat / KM) for km in seeds), default=0)
            assert ("elsewhere" in zone.id) == (bool(seeds) and far > 5.0) or abs(far - 5) < 0.01


def test_the_centre_of_a_zone_is_a_place_with_people():
    (zone,) = areas_from_places([place("A", 0)], street(0, 1, 4), 5).zones
    assert zone.centre == pytest.approx((1 * KM, 0.0))  # the middle is at 1.67 km
    assert np.isfinite(zone.centre).all()
