"""Pictures are measured by their scale bar, so a place must lie where the scale says."""

from __future__ import annotations

import math
import random
from itertools import pairwise

import pytest

from safepassage.report.label_room import LabelRoom
from safepassage.report.make_map_data import make_map_data
from safepassage.report.map_frame import Frame, box_around, dense_box, round_length, whole_box
from safepassage.report.map_line import metres_between

from .scenes import exit_at, link, node, scene


@pytest.mark.parametrize("latitude", [-60.0, 0.0, 42.5, 70.0])
def test_pixels_agree_with_metres(latitude: float) -> None:
    draw = random.Random(int(latitude))
    places = [(179.9 + draw.uniform(0, 0.2), latitude + draw.uniform(0, 0.1)) for _ in range(20)]
    frame = Frame(box_around(places), 800, 600)
    for a, b in pairwise(places):
        pixels = math.dist(frame.pixel(a), frame.pixel(b))
        assert pixels * frame.metres_per_pixel == pytest.approx(metres_between(a, b), rel=0.01)
    for x, y in frame.pixels(places):
        assert 0 < x < 800
        assert 0 < y < 600
    north, south = (0.0, latitude + 0.1), (0.0, latitude)
    assert frame.pixel(north)[1] < frame.pixel(south)[1]


def test_one_place_and_none_have_a_frame() -> None:
    for places in ([], [(5.0, 90.0)], [(5.0, 50.0)]):
        frame = Frame(box_around(places), 100, 100)
        assert frame.pixel(places[0] if places else (0.0, 0.0)) == pytest.approx((50, 50))
        assert frame.metres_per_pixel > 1


@pytest.mark.parametrize(
    ("most", "length"), [(1, 1), (1.99, 1), (2, 2), (4.9, 2), (5, 5), (999, 500), (1000, 1000)]
)
def test_scale_bars_have_round_lengths(most: float, length: float) -> None:
    assert round_length(most) == length


def test_a_far_exit_does_not_make_the_town_a_dot() -> None:
    nodes = [node(f"n{i}", i / 1000, (i % 7) / 1000) for i in range(60)]
    rows = [link(f"l{i}", f"n{i}", f"n{i + 1}") for i in range(59)]
    far = [*nodes, node("far", 20, 20)]
    near_by = make_map_data(scene(nodes, rows))
    with_far = make_map_data(scene(far, rows, destinations=(exit_at("out", "far"),)))
    assert dense_box(near_by, whole_box(near_by)) == whole_box(near_by)
    whole = whole_box(with_far)
    assert whole.east > 20
    dense = dense_box(with_far, whole)
    assert dense.east < 0.1
    inside = sum(dense.west <= row.line[0][0] <= dense.east for row in with_far.links)
    assert inside == len(rows)


def test_no_label_covers_another_or_a_sign() -> None:
    draw = random.Random(3)
    room = LabelRoom(500, 400)
    signs = [(draw.uniform(0, 500), draw.uniform(0, 400)) for _ in range(20)]
    for x, y in signs:
        room.keep_free(x, y, 6, 6)
    boxes = []
    for _ in range(200):
        width, height = draw.uniform(20, 90), draw.choice([14, 28])
        spot = room.place(draw.uniform(0, 500), draw.uniform(0, 400), 8, width, height)
        if spot is not None:
            boxes.append((spot.left, spot.top, spot.left + width, spot.top + height))
    assert len(boxes) > 15
    everything = boxes + [(x - 6, y - 6, x + 6, y + 6) for x, y in signs]
    for number, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert top >= 0
        assert right <= 500
        assert bottom <= 400
        for other in everything[:number] + everything[number + 1 :]:
            apart = left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]
            assert apart
