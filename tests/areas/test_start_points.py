"""People enter the network where they live: nearest nodes, exact shares, and no silent detour."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safepassage.draft.spread import spread_out
from safepassage.draft.start_points import start_points
from safepassage.draft.zone import DraftZone
from safepassage.errors import UsageError
from tests.areas.drawn import refusal

KM = 1 / 111.195  # degrees on the equator


def zone(id_, houses, people=100, place=""):
    """Houses at (km east, weight)."""
    points = np.array([(km * KM, 0.0, weight) for km, weight in houses])
    return DraftZone(id_, id_.upper(), points, people, people, people, place=place)


def nodes(*km):
    return np.array([(x * KM, 0.0) for x in km])


def able(*flags):
    return np.array(flags, dtype=bool)


def test_weights_go_to_their_nearest_node_and_shares_are_theirs():
    found = start_points([zone("a", [(0.0, 1), (0.2, 2), (2.1, 5)])], nodes(0.1, 2.0), able(1, 1))
    (tie,) = found.zones
    assert tie.starts == ((1, Decimal("0.625")), (0, Decimal("0.375")))
    assert tie.mean_m == pytest.approx(100.0)
    assert (tie.near_share, tie.far_share, tie.can_leave) == (1.0, 0.0, True)
    assert found.near_share == 1.0


def test_the_share_within_300_m_is_of_people():
    near, far = zone("a", [(0.0, 1)], people=300), zone("b", [(5.0, 1), (6.0, 3)], people=100)
    found = start_points([near, far], nodes(0.2, 5.0), able(1, 1))
    assert [tie.near_share for tie in found.zones] == [1.0, 0.25]
    assert found.near_share == pytest.approx(325 / 400)


def test_a_node_that_leads_nowhere_is_passed_over_and_the_detour_is_counted():
    found = start_points([zone("a", [(0.0, 3), (2.0, 1)])], nodes(0.0, 1.0, 2.0), able(0, 1, 1))
    (tie,) = found.zones
    assert tie.starts == ((1, Decimal("0.750")), (2, Decimal("0.250")))
    assert tie.astray_share == 0.75
    assert "A (75%)" in found.notes[0]


def test_a_dead_end_beside_a_street_is_no_detour():
    found = start_points([zone("a", [(0.0, 1)])], nodes(0.0, 0.2), able(0, 1))
    (tie,) = found.zones
    assert tie.starts == ((1, Decimal("1.000")),)
    assert tie.astray_share == 0.0
    assert found.notes == ()


def test_a_zone_without_a_way_out_is_attached_all_the_same_and_reported():
    """An island of its own roads must not be tied to the mainland 2 km off."""
    found = start_points(
        [zone("island", [(0.0, 1)]), zone("town", [(2.0, 1)])], nodes(0.1, 2.0), able(0, 1)
    )
    island, town = found.zones
    assert island.starts == ((0, Decimal("1.000")),)
    assert (island.can_leave, town.can_leave) == (False, True)
    assert found.notes == ("No road out of these zones leads to an exit or shelter: ISLAND",)


def test_where_nothing_leads_out_all_zones_are_attached_and_reported():
    found = start_points([zone("a", [(0.0, 1)])], nodes(0.1), able(0))
    assert found.zones[0].starts == ((0, Decimal("1.000")),)
    assert not found.zones[0].can_leave


def test_zones_outside_of_the_network_are_refused_with_their_distance():
    zones = [
        zone("a", [(0.0, 1)]),
        zone("b", [(9.0, 1), (12.0, 1)], place="z.geojson, feature 2"),
        zone("c", [(30.0, 1)]),
    ]
    message = refusal(lambda: start_points(zones, nodes(0.0), able(1)))
    assert message.startswith("2 problems")
    assert 'z.geojson: zone/b: "B" is 9.0 km from the nearest road' in message
    assert "outside of the network: at most 5 km are joined" in message
    assert 'zone/c: "C" is 30.0 km' in message
    within = start_points(zones[:2], nodes(0.0), able(1), limit_m=10_000)
    assert within.zones[1].far_share == 0.5


def test_two_zones_share_a_node_only_where_one_has_no_other_nearby():
    """Of the people at 1.0 km, 90 are of `left` and 50 of `right`, which has a node 200 m on."""
    left = zone("left", [(0.0, 1), (1.0, 9)])
    right = zone("right", [(1.05, 5), (1.2, 5)])
    found = start_points([right, left], nodes(0.0, 1.0, 1.2), able(1, 1, 1))
    assert [start.node for start in found.zones[0].starts] == [2]
    assert [start.node for start in found.zones[1].starts] == [1, 0]
    right = zone("right", [(1.05, 5), (1.6, 5)])  # its own node is 600 m on
    found = start_points([right, left], nodes(0.0, 1.0, 1.6), able(1, 1, 1))
    assert {start.node for start in found.zones[0].starts} == {1, 2}
    assert found.zones[0].near_share == 1.0


def test_two_zones_at_one_node_share_it():
    found = start_points([zone("a", [(0.0, 1)]), zone("b", [(0.1, 1)])], nodes(0.05), able(1))
    assert [tie.starts for tie in found.zones] == [((0, Decimal("1.000")),)] * 2


def test_a_node_with_less_than_a_thousandth_is_left_out():
    found = start_points([zone("a", [(0.0, 10_000), (4.0, 1)])], nodes(0.0, 4.0), able(1, 1))
    (tie,) = found.zones
    assert tie.starts == ((0, Decimal("1.000")),)
    assert tie.near_share == pytest.approx(10_000 / 10_001)


def test_across_longitude_180_is_next_door():
    points = np.array([(179.999, 0.0, 1.0), (-179.999, 0.0, 1.0)])
    found = start_points(
        [DraftZone("a", "A", points, 2, 2, 2)], np.array([(-179.9995, 0.0)]), able(1)
    )
    assert found.near_share == 1.0


def test_a_zone_that_nobody_counted_is_attached_and_left_out_of_the_whole():
    unknown = DraftZone("a", "A", np.array([(0.0, 0.0, 1.0)]), None, None, None)
    assert start_points([unknown], nodes(0.0), able(1)).near_share is None


def test_no_start_point_at_all_is_refused():
    with pytest.raises(UsageError, match="give 1 to 100"):
        start_points([zone("a", [(0.0, 1)])], nodes(0.0), able(1), most=0)


def test_two_start_points_of_a_street_lie_in_its_halves_and_not_side_by_side():
    """Nine equal houses at their nodes: the best two are in the middle of each half."""
    street = np.arange(9)
    chosen = spread_out(street, np.ones(9), nodes(*street), street, 2)
    far = np.abs(street[:, None] - chosen).min(axis=1).sum()
    best = min(
        np.abs(street[:, None] - np.array(pair)).min(axis=1).sum()
        for pair in combinations(range(9), 2)
    )
    assert far == best == 10


def test_few_start_points_are_mostly_the_best_few_and_never_far_from_them():
    """Against all choices of one to three nodes out of four to nine."""
    best_found = 0
    for seed in range(300):
        rng = np.random.default_rng(seed)
        count, most = int(rng.integers(4, 10)), int(rng.integers(1, 4))
        lonlat = rng.uniform(0, 0.01, (count, 2))
        weight = rng.uniform(1, 9, count)
        far = np.hypot(*(lonlat[:, None] - lonlat[None, :]).transpose(2, 0, 1))
        chosen = spread_out(np.arange(count), weight, lonlat, np.arange(count), most)
        assert len(set(chosen.tolist())) == most
        cost = weight @ far[:, chosen].min(axis=1)
        best = min(
            weight @ far[:, list(few)].min(axis=1) for few in combinations(range(count), most)
        )
        assert cost <= 1.3 * best
        best_found += cost <= best * (1 + 1e-6)
    assert best_found >= 285


def test_in_a_zone_of_many_nodes_each_cell_is_stood_for_by_its_heaviest():
    rng = np.random.default_rng(2)
    lonlat = np.sort(rng.uniform(0, 0.05, (3000, 1)), axis=0)  # rows run from west to east
    lonlat = np.hstack([lonlat, rng.uniform(0, 0.05, (3000, 1))])
    weight = rng.uniform(1, 9, 3000)
    rows = np.arange(3000)
    chosen = spread_out(rows, weight, lonlat, rows, 5)
    far = np.hypot(*(lonlat[:, None] - lonlat[None, chosen]).transpose(2, 0, 1)).min(axis=1)
    heaviest = lonlat[np.argsort(-weight)[:5]]
    plain = np.hypot(*(lonlat[:, None] - heaviest[None, :]).transpose(2, 0, 1)).min(axis=1)
    assert weight @ far < 0.9 * (weight @ plain)


HOUSES = st.lists(st.tuples(st.floats(0, 4), st.floats(0.01, 50)), min_size=1, max_size=12)


@settings(deadline=None)
@given(
    st.lists(HOUSES, min_size=1, max_size=4),
    st.lists(st.floats(0, 4), min_size=1, max_size=12),
    st.integers(1, 4),
    st.integers(0, 4095),
)
def test_shares_add_up_to_1_and_start_points_are_few_and_can_be_left(zones, km, most, mask):
    drawn = [zone(f"z{n}", houses) for n, houses in enumerate(zones)]
    flags = np.array([bool(mask >> n & 1) for n in range(len(km))])
    found = start_points(drawn, nodes(*km), flags, most=most)
    assert [tie.zone for tie in found.zones] == [one.id for one in drawn]
    for tie in found.zones:
        assert sum(start.share for start in tie.starts) == Decimal(1)
        assert all(start.share > 0 for start in tie.starts)
        assert 1 <= len(tie.starts) <= most
        assert len({start.node for start in tie.starts}) == len(tie.starts)
        if tie.can_leave:
            assert all(flags[start.node] for start in tie.starts)
        else:
            assert not any(flags[start.node] for start in tie.starts)
        assert 0 <= tie.near_share <= 1 + 1e-12
