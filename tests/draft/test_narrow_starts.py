"""Starts whose way out is too narrow for the people there are said, and no others."""

from __future__ import annotations

import random

import networkx
import pytest

from safepassage.draft.folder import ZoneRow
from safepassage.draft.narrow_starts import narrow_starts, widest_ways
from safepassage.draft.road_defaults import Flow
from safepassage.draft.streets import Street

CARS = frozenset({"auto"})


def street(a: int, b: int, rate: float) -> Street:
    """A one-way street with one lane of so many cars an hour."""
    flow = Flow(CARS, 1, rate, 50, None)  # type: ignore[arg-type]
    return Street((), None, "", a, b, (), 100, flow, None, None, None, frozenset())


def zone(name: str, people: int, *starts: tuple[int, str]) -> ZoneRow:
    return ZoneRow(name, name, None, 0, 0, people, people, people, starts)


@pytest.mark.parametrize("seed", range(40))
def test_the_widest_way_is_that_of_all_ways_tried(seed: int) -> None:
    """Against every simple path of a small random network, by another library."""
    rng = random.Random(seed)
    streets = [
        street(rng.randrange(7), rng.randrange(7), rng.choice([20, 300, 600, 1500]))
        for _ in range(rng.randrange(4, 16))
    ]
    graph = networkx.MultiDiGraph()
    graph.add_nodes_from(range(7))
    for row in streets:
        graph.add_edge(row.from_point, row.to_point, rate=row.forward.lane_capacity)
    naive = {6: float("inf")}
    for point in range(6):
        paths = networkx.all_simple_edge_paths(graph, point, 6)
        rates = [min(graph.edges[e]["rate"] for e in path) for path in paths]
        if rates:
            naive[point] = max(rates)
    assert widest_ways(streets, [], [6]) == naive


def test_a_track_of_20_cars_an_hour() -> None:
    """12 h of 20 cars with 2 people bring 480; of 1,000 at the track 520 are left, in words."""
    widest = widest_ways([street(1, 2, 20), street(2, 3, 600)], [], [3])
    note = narrow_starts(
        [zone("Hill", 1000, (1, "1")), zone("Town", 9000, (2, "1"))], widest, 2, 12
    )
    assert note is not None
    assert note.startswith("At least 520 people start where")
    assert "Hill (20 cars/h)" in note
    assert "Town" not in note


def test_nothing_is_said_where_the_ways_are_wide_enough() -> None:
    widest = widest_ways([street(1, 2, 20), street(2, 3, 600)], [], [3])
    assert narrow_starts([zone("Hill", 480, (1, "1"))], widest, 2, 12) is None


def test_a_crossing_has_no_rate_of_a_road() -> None:
    assert widest_ways([street(1, 2, 300)], [(2, 3)], [3])[1] == 300
