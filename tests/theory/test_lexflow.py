"""The flow kernel on cases small enough to know the answer by hand."""

from __future__ import annotations

import numpy as np
import pytest

from safepassage.kernels.flow_routes import decompose
from safepassage.kernels.lexflow import (
    UNBOUNDED,
    UNLIMITED,
    Flow,
    Network,
    Sinks,
    Supply,
    cut_value,
    lexicographic_flow,
    memory_bytes,
)


def solve(
    links: list[tuple[int, int, int, list[int]]],
    people: list[tuple[int, int, int]],
    sinks: list[tuple[int, int]],
) -> Flow:
    """Links (from, to, travel, capacity by period), people (node, period, amount), (sink, room).

    Every stage is checked against its own cut.
    """
    table = np.array(links, dtype=object)
    ends = table[:, :3].astype(np.int32)
    capacity = np.array([row[3] for row in links], dtype=np.int32)
    released = np.array(sorted(people), dtype=np.int64).reshape(-1, 3)
    places = np.array(sinks, dtype=np.int64)
    n_node = int(max(ends[:, :2].max(), released[:, 0].max(initial=0), places[:, 0].max())) + 1
    network = Network(ends[:, 0], ends[:, 1], ends[:, 2], np.arange(len(links)), capacity, n_node)
    supply = Supply(released[:, 0], released[:, 1], released[:, 2])
    there = Sinks(places[:, 0], places[:, 1])
    last = capacity.shape[1] - 1
    flow = lexicographic_flow(network, supply, there, last)
    assert [cut_value(network, supply, there, flow, q) for q in range(last + 1)] == list(
        flow.arrived
    )
    assert decompose(network, supply, there, flow).amount.sum() == flow.arrived[-1]
    return flow


def test_one_link_lets_its_rate_through_after_its_travel_time() -> None:
    """N(q) = min(people, rate * (q - travel + 1))."""
    flow = solve([(0, 1, 3, [4] * 12)], [(0, 0, 18)], [(1, UNLIMITED)])
    assert list(flow.arrived) == [min(18, 4 * max(0, q - 2)) for q in range(12)]


def test_one_gate_of_five_an_hour_on_a_minute_grid() -> None:
    """A gate that lets one through every 12th period has brought floor(q / 12) + 1 by period q."""
    every_12th = [1 if p % 12 == 0 else 0 for p in range(60)]
    flow = solve([(0, 1, 0, every_12th)], [(0, 0, 9)], [(1, UNLIMITED)])
    assert list(flow.arrived) == [q // 12 + 1 for q in range(60)]
    last = flow.cut_stage == 59
    # one run from the first period with capacity to the last, although most in between have none
    assert (flow.cut_first[last].tolist(), flow.cut_last[last].tolist()) == ([0], [48])


def test_two_links_in_series_let_the_narrower_rate_through() -> None:
    """The times add up and the smaller rate decides, whichever link has it."""
    for first, second in ((7, 3), (3, 7)):
        flow = solve(
            [(0, 1, 2, [first] * 15), (1, 2, 1, [second] * 15)], [(0, 0, 30)], [(2, UNLIMITED)]
        )
        assert list(flow.arrived) == [min(30, 3 * max(0, q - 2)) for q in range(15)]


def test_a_merge_shares_what_comes_after_it() -> None:
    """Two roads of 2 a period into one of 3: 3 a period, once both roads have come in."""
    flow = solve(
        [(0, 2, 0, [2] * 10), (1, 2, 2, [2] * 10), (2, 3, 1, [3] * 10)],
        [(0, 0, 20), (1, 0, 20)],
        [(3, UNLIMITED)],
    )
    assert list(flow.arrived) == [0, 2, 4, 7, 10, 13, 16, 19, 22, 25]


def test_a_full_room_sends_the_later_ones_to_the_other() -> None:
    """The near shelter takes 5; the far one the rest, at its own rate."""
    flow = solve([(0, 1, 0, [4] * 8), (0, 2, 3, [1] * 8)], [(0, 0, 40)], [(1, 5), (2, UNLIMITED)])
    assert list(flow.arrived) == [4, 5, 5, 6, 7, 8, 9, 10]
    assert list(flow.stored) == [5, 5]
    assert flow.room_sink[flow.room_stage == 7].tolist() == [0]


def test_all_rooms_full_is_a_cut_of_rooms_alone() -> None:
    """More people than room: the cut holds no link."""
    flow = solve([(0, 1, 0, [4] * 5), (0, 2, 0, [4] * 5)], [(0, 0, 40)], [(1, 5), (2, 6)])
    assert list(flow.arrived) == [8, 11, 11, 11, 11]
    assert flow.room_sink[flow.room_stage == 4].tolist() == [0, 1]
    assert not (flow.cut_stage == 4).any()


def test_a_later_arrival_pushes_somebody_out_of_a_full_room() -> None:
    """Who sits in the only room that b can reach must have gone on, or N(q) is too small.

    From 0 both shelters can be reached (room 1 at node 2; node 3 far away), from 1 only node 2.
    By period 1 one person sits at node 2, whoever it is; by period 3 it must be the one from 1.
    """
    flow = solve(
        [(0, 2, 0, [1] * 5), (0, 3, 2, [1] + [0] * 4), (1, 2, 3, [1] * 5)],
        [(0, 0, 1), (1, 0, 1)],
        [(2, 1), (3, UNLIMITED)],
    )
    assert list(flow.arrived) == [1, 1, 1, 2, 2]


def test_people_who_come_later_leave_later() -> None:
    """A release curve wider than the road: the road decides; narrower: the curve."""
    curve = [(0, p, 2) for p in range(5)]
    flow = solve([(0, 1, 1, [3] * 10)], curve, [(1, UNLIMITED)])
    assert list(flow.arrived) == [0, 2, 4, 6, 8, 10, 10, 10, 10, 10]
    flow = solve([(0, 1, 1, [1] * 10)], curve, [(1, UNLIMITED)])
    assert list(flow.arrived) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_nobody_enters_a_closed_link() -> None:
    """Closed in periods 2 to 4: the arrivals stand still for three periods."""
    flow = solve([(0, 1, 1, [2, 2, 0, 0, 0, 2, 2, 2])], [(0, 0, 9)], [(1, UNLIMITED)])
    assert list(flow.arrived) == [0, 2, 4, 4, 4, 4, 6, 8]


def test_links_without_travel_time_may_run_in_a_round() -> None:
    """A round of links that take no time neither hangs the search nor adds people."""
    free = [UNBOUNDED] * 4
    flow = solve(
        [(0, 1, 0, free), (1, 2, 0, free), (2, 0, 0, free), (1, 0, 0, free), (2, 3, 0, [2] * 4)],
        [(0, 0, 3), (1, 0, 3), (2, 1, 3)],
        [(3, UNLIMITED)],
    )
    assert list(flow.arrived) == [2, 4, 6, 8]


def test_who_is_released_at_a_destination_has_arrived() -> None:
    """No link is needed, only the release."""
    flow = solve([(0, 1, 1, [1] * 4)], [(1, 2, 5)], [(1, UNLIMITED)])
    assert list(flow.arrived) == [0, 0, 5, 5]


def test_routes_are_whole_and_in_order() -> None:
    """One release node, two ways: the routes carry what the rates let through."""
    links = [(0, 1, 0, [1] * 6), (1, 3, 1, [1] * 6), (0, 2, 1, [2] * 6), (2, 3, 1, [2] * 6)]
    ends = np.array([row[:3] for row in links], dtype=np.int32)
    capacity = np.array([row[3] for row in links], dtype=np.int32)
    network = Network(ends[:, 0], ends[:, 1], ends[:, 2], np.arange(4), capacity, 4)
    supply = Supply(*(np.array([x]) for x in (0, 0, 13)))
    sinks = Sinks(np.array([3]), np.array([UNLIMITED]))
    routes = decompose(network, supply, sinks, lexicographic_flow(network, supply, sinks, 5))
    found = {
        tuple(routes.link[routes.first_link[k] : routes.first_link[k + 1]].tolist()): int(x)
        for k, x in enumerate(routes.amount)
    }
    assert found == {(0, 1): 5, (2, 3): 8}


def test_targets_keep_only_the_cuts_that_prove_them() -> None:
    """For a target the last stage below it is kept."""
    network = Network(*(np.array([x]) for x in (0, 1, 0, 0)), np.full((1, 9), 2), 2)
    supply = Supply(*(np.array([x]) for x in (0, 0, 10)))
    sinks = Sinks(np.array([1]), np.array([UNLIMITED]))
    flow = lexicographic_flow(network, supply, sinks, 8, targets=(5, 10, 10))
    assert flow.cut_stage.tolist() == [1, 3]
    assert cut_value(network, supply, sinks, flow, 3) == 8


def test_the_grid_fits_into_a_gigabyte() -> None:
    """316 x 316 nodes, 398,160 links, six hours in minutes."""
    assert memory_bytes(316 * 316, 398_160, 360) < 10**9


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"to_node": np.array([2])}, r"to_node holds 2 \.\. 2; 0 \.\. 1"),
        ({"travel": np.array([-1])}, r"travel holds -1"),
        ({"profile": np.array([0, 0])}, r"profile has 2 rows; it needs 1"),
        ({"capacity": np.array([[1, -1]])}, r"capacity holds a negative number"),
    ],
)
def test_bad_networks_are_refused(change: dict, words: str) -> None:
    """Rows that point nowhere would read foreign memory."""
    network = Network(*(np.array([x]) for x in (0, 1, 0, 0)), np.full((1, 2), 2), 2)
    supply = Supply(*(np.array([x]) for x in (0, 0, 1)))
    sinks = Sinks(np.array([1]), np.array([1]))
    with pytest.raises(ValueError, match=words):
        lexicographic_flow(network._replace(**change), supply, sinks, 1)


def test_bad_people_and_sinks_are_refused() -> None:
    """Order matters for who leaves first; a sink named twice would count its room twice."""
    network = Network(*(np.array([x]) for x in (0, 1, 0, 0)), np.full((1, 2), 2), 2)
    supply = Supply(np.array([1, 0]), np.array([0, 0]), np.array([1, 1]))
    sinks = Sinks(np.array([1]), np.array([1]))
    with pytest.raises(ValueError, match="not sorted"):
        lexicographic_flow(network, supply, sinks, 1)
    with pytest.raises(ValueError, match="twice"):
        lexicographic_flow(
            network, Supply(*(np.array([0]),) * 3), Sinks(np.array([1, 1]), np.array([1, 1])), 1
        )
    with pytest.raises(ValueError, match="last_period is 2"):
        lexicographic_flow(network, Supply(*(np.array([0]),) * 3), sinks, 2)
