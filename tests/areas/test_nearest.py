"""The nearest node is the nearest, also across longitude 180: a naive twin measures them all."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safepassage.draft.distances import in_metres, metres, middle_lon
from safepassage.draft.nearest import nearest


def haversine(a, b) -> float:
    """Metres along the great circle, from the definition."""
    (lon_a, lat_a), (lon_b, lat_b) = np.radians(a), np.radians(b)
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * 6_371_000 * math.asin(math.sqrt(half))


def a_place(rng, lon, lat, count):
    """Positions around one, up to about 30 km away, with longitudes from -180 to 180."""
    off = rng.normal(0, 0.1, (count, 2)) / [math.cos(math.radians(lat)), 1]
    found = np.array([lon, lat]) + off
    found[:, 0] = (found[:, 0] + 180) % 360 - 180
    return found


@settings(deadline=None)
@given(
    st.integers(0, 10**6),
    st.sampled_from([(0.0, 0.0), (8.7, 49.4), (179.99, -16.5), (-180.0, 65.0), (144.2, -38.4)]),
    st.integers(1, 40),
)
def test_no_other_node_is_nearer(seed, place, count):
    rng = np.random.default_rng(seed)
    points, nodes = a_place(rng, *place, 25), a_place(rng, *place, count)
    found = nearest(points, nodes)
    for point, row, far in zip(points, found.row, found.metres, strict=True):
        each = [haversine(point, node) for node in nodes]
        assert far == pytest.approx(each[row], rel=0.002)
        # on the map that is searched, metres differ a little from north to south
        assert each[row] <= min(each) * 1.01


def test_of_nodes_at_one_place_the_first_is_taken():
    nodes = np.array([[1.0, 1.0], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]])
    assert nearest(np.array([[0.1, 0.1], [-0.1, 0.0]]), nodes).row.tolist() == [1, 1]


def test_one_point_and_one_node_are_enough():
    found = nearest(np.array([[0.0, 0.0]]), np.array([[1.0, 0.0]]))
    assert found.row.tolist() == [0]
    assert found.metres[0] == pytest.approx(111_195, rel=1e-4)


def test_longitude_180_is_no_edge():
    assert metres(np.array([179.9]), np.array([0.0]), -179.9, 0.0)[0] == pytest.approx(22_239)
    assert abs(middle_lon(np.array([179.0, -179.0]))) == pytest.approx(180.0)
    east = in_metres(np.array([179.9, -179.9]), np.array([0.0, 0.0]))[:, 0]
    assert east == pytest.approx([-11_119.5, 11_119.5])
