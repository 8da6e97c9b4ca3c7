"""Whoever is drawn as unable to leave must be so: the search is compared with networkx."""

from __future__ import annotations

import random

import networkx
import pytest

from safepassage.report.way_out import modes_stuck, nodes_that_leave
from safepassage.scenario.link import Link

from .scenes import link

USES = ("auto", "walk", "auto walk", "truck")


def random_links(seed: int) -> list[Link]:
    draw = random.Random(seed)
    rows = []
    for number in range(draw.randint(5, 40)):
        a, b = draw.sample(range(14), 2)
        cells = {"directed": draw.choice("01"), "allowed_uses": draw.choice(USES)}
        rows.append(link(f"l{number}", f"n{a}", f"n{b}", **cells))
    return rows


@pytest.mark.parametrize("mode", ["auto", "walk"])
@pytest.mark.parametrize("seed", range(40))
def test_nodes_that_leave_are_the_ancestors_of_exits(seed: int, mode: str) -> None:
    links, exits = random_links(seed), {"n0", "n1"}
    graph = networkx.DiGraph()
    graph.add_nodes_from(exits)
    for row in links:
        if mode in row.allowed_uses:
            graph.add_edge(row.from_node_id, row.to_node_id)
            if not row.directed:
                graph.add_edge(row.to_node_id, row.from_node_id)
    expected = exits.union(*(networkx.ancestors(graph, end) for end in exits))
    assert nodes_that_leave(links, mode, exits) == expected


def test_a_link_is_stuck_by_its_end_and_only_for_modes_that_use_it() -> None:
    leaving = {"auto": frozenset({"out"}), "walk": frozenset({"in"})}
    assert modes_stuck(link("a", "in", "out"), leaving) == ()
    assert modes_stuck(link("b", "out", "in"), leaving) == ("auto",)
    assert modes_stuck(link("c", "out", "in", directed="0"), leaving) == ()
    assert modes_stuck(link("d", "in", "out", allowed_uses="auto walk"), leaving) == ("walk",)
    assert modes_stuck(link("e", "in", "out", allowed_uses="truck"), leaving) == ()
