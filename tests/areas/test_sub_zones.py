"""Big zones are cut where a person would cut them, and nobody is lost on the way."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safepassage.draft.sub_zones import split_big, sub_zones
from safepassage.draft.zone import DraftZone
from safepassage.errors import UsageError


def zone(points, people, id_="town", name="Town", low=None, high=None):
    return DraftZone(
        id_, name, np.array(points, dtype=float), low or people, people, high or people, "census"
    )


def city(wide: int, tall: int, step=0.001):
    """A city of squares with one weight each, on the equator."""
    return [(x * step, y * step, 1.0) for y in range(tall) for x in range(wide)]


def test_a_square_city_of_4000_becomes_its_four_quarters():
    parts = sub_zones(zone(city(10, 10), 4000), 1000)
    assert [(p.id, p.name, p.people) for p in parts] == [
        ("town-1", "Town 1 (north-west)", 1000),
        ("town-2", "Town 2 (north-east)", 1000),
        ("town-3", "Town 3 (south-west)", 1000),
        ("town-4", "Town 4 (south-east)", 1000),
    ]
    for part, (west, south) in zip(parts, [(0, 5), (5, 5), (0, 0), (5, 0)], strict=True):
        found = {(round(x * 1000), round(y * 1000)) for x, y, _ in part.weights}
        assert found == {(west + x, south + y) for x in range(5) for y in range(5)}


def test_a_long_city_is_cut_across_its_length():
    parts = sub_zones(zone(city(12, 2), 3000), 1000)
    assert [(p.name, p.people) for p in parts] == [
        ("Town 1 (west)", 1000),
        ("Town 2 (centre)", 1000),
        ("Town 3 (east)", 1000),
    ]
    assert [round(p.weights[:, 0].max() * 1000) for p in parts] == [3, 7, 11]


def test_a_cut_leaves_room_for_as_few_parts_as_will_do():
    """A third of 260 is 87: cut after 102 both sides need two more parts, after 65 one does."""
    street = [(0.001 * i, 0.0, w) for i, w in enumerate([65, 37, 63, 95])]
    assert [p.people for p in sub_zones(zone(street, 260), 100)] == [65, 100, 95]


def test_length_is_in_metres_and_not_in_degrees():
    """At latitude 60 a degree of longitude is half as long: 1.5 by 1 degrees is 0.75 by 1."""
    points = [(x * 0.0015, 60 + y * 0.001, 1.0) for x in range(10) for y in range(10)]
    assert [p.name for p in sub_zones(zone(points, 200), 100)] == [
        "Town 1 (north)",
        "Town 2 (south)",
    ]


def test_a_city_across_longitude_180_is_cut_like_any_other():
    at_180 = [((179.995 + x + 180) % 360 - 180, y, w) for x, y, w in city(12, 2)]
    parts = sub_zones(zone(at_180, 3000), 1000)
    assert [p.name for p in parts] == ["Town 1 (west)", "Town 2 (centre)", "Town 3 (east)"]
    assert {len(p.weights) for p in parts} == {8}


def test_a_zone_within_the_limit_and_one_that_nobody_counted_stay_whole():
    small, unknown = zone(city(3, 3), 1000), zone(city(3, 3), None)
    assert sub_zones(small, 1000) == [small]
    assert sub_zones(unknown, 1) == [unknown]


def test_people_in_one_building_stay_together_and_are_listed():
    tower = [(0.0, 0.0, 5.0), (0.0, 0.0, 4.0), (0.01, 0.0, 1.0)]
    found = split_big([zone(tower, 1000)], 500)
    assert [(z.name, z.people) for z in found.zones] == [
        ("Town 1 (west)", 900),
        ("Town 2 (east)", 100),
    ]
    assert "More than 500 people in one spot, not cut: Town 1 (west)" in found.notes


def test_a_spot_without_a_whole_person_does_not_become_a_zone():
    lone = [(0.0, 0.0, 1e9), (0.01, 0.0, 1.0)]
    assert len(sub_zones(zone(lone, 1000), 500)) == 1


def test_ids_of_parts_never_meet_those_of_other_zones():
    found = split_big([zone(city(4, 1), 4), zone(city(1, 1), 1, id_="town-1", name="Other")], 2)
    ids = [z.id for z in found.zones]
    assert ids == ["town:part-1", "town:part-2", "town-1"]


def test_a_limit_of_nobody_is_refused():
    with pytest.raises(UsageError, match="give 1 or more"):
        sub_zones(zone(city(2, 2), 4), 0)


POINTS = st.lists(
    st.tuples(st.integers(-20, 20), st.integers(-20, 20), st.floats(0.01, 50)),
    min_size=1,
    max_size=40,
).map(lambda rows: [(8.7 + x * 0.001, 49.4 + y * 0.001, w) for x, y, w in rows])


@settings(deadline=None)
@given(POINTS, st.integers(0, 3000), st.integers(1, 400), st.integers(0, 900), st.integers(0, 900))
def test_parts_keep_people_points_and_the_limit(points, people, limit, fewer, more):
    low, high = max(0, people - fewer), people + more
    whole = DraftZone("z", "Z", np.array(points), low, people, high)
    parts = sub_zones(whole, limit)
    for name, total in (("low", low), ("likely", people), ("high", high)):
        assert sum(getattr(part, name) for part in parts) == total
    weight: dict[tuple[float, float], float] = {}
    for x, y, w in points:
        weight[x, y] = weight.get((x, y), 0.0) + w
    seen = [(float(x), float(y)) for part in parts for x, y, _ in part.weights]
    if len(parts) > 1:
        assert sorted(seen) == sorted(weight)  # each position in exactly one part
    for part in parts:
        assert part.low <= part.likely <= part.high
        if part.likely > limit:  # all but less than one of its people are at one spot
            spots = {(float(x), float(y)) for x, y, _ in part.weights}
            heaviest = max(weight[spot] for spot in spots)
            share = heaviest / sum(weight[spot] for spot in spots)
            assert len(spots) == 1 or part.likely * (1 - share) < 2 * len(spots)


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(1, 50))
def test_an_even_street_is_cut_into_as_few_parts_as_will_do(houses, limit):
    """One person a house: the fewest parts are houses / limit, rounded up."""
    street = [(0.0001 * i, 0.0, 1.0) for i in range(houses)]
    assert len(sub_zones(zone(street, houses), limit)) == -(-houses // limit)


def test_the_same_zone_is_cut_the_same_way_whatever_the_order_of_its_points():
    rng = np.random.default_rng(5)
    points = np.column_stack([rng.uniform(8, 8.1, 300), rng.uniform(49, 49.1, 300), np.ones(300)])
    one = sub_zones(zone(points, 3000), 400)
    other = sub_zones(zone(points[rng.permutation(300)], 3000), 400)
    assert [(p.id, p.name, p.people, p.centre) for p in one] == [
        (p.id, p.name, p.people, p.centre) for p in other
    ]
