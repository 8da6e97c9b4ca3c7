"""Windows: parts that leave over too long a time are cut, with the same movements and whole people.

An instruction that says "leave within five hours" cannot be followed in any order.
"""

from __future__ import annotations

import numpy as np

from benchmarks.recipe_inputs import inputs_of
from benchmarks.recipes import grid
from safepassage.demand.demand import estimate_demand
from safepassage.network.build import build_network
from safepassage.network.paths import ways_out
from safepassage.optimise.candidates import Route
from safepassage.optimise.kept_windows import within_windows
from safepassage.optimise.part import Part


def test_random_parts_are_cut_into_windows_and_nothing_else_changes() -> None:
    """400 random parts of one and two stages, with people here and there in 600 periods."""
    inputs = inputs_of(grid(side=4, n_exit=2, people=900), 2, horizon_s=600 * 60)
    network = build_network(inputs)
    origins = estimate_demand(list(inputs.groups))
    state = network.state_of(origins[0].group, origins[0].start.node)
    assert state is not None
    arcs = ways_out(network, range(len(network.sinks))).route(network, state)
    assert arcs is not None
    rng = np.random.default_rng(11)
    cut = whole = 0
    for _ in range(400):
        stages = int(rng.integers(1, 3))
        route = Route.of(network, arcs, (1,) if stages == 2 else ())
        part = Part(0, route, _leaving(rng, route))
        window = int(rng.integers(20, 200))
        pieces = within_windows(network, origins, [part], window)
        assert (sum(piece.leaving for piece in pieces) == part.leaving).all()
        long = np.ptp(part.leaving[0].nonzero()[0]) >= window
        if len(pieces) == 1:
            whole += long
            continue
        cut += 1
        assert long
        for piece in pieces:
            assert piece.people >= 50
            assert np.ptp(piece.leaving[0].nonzero()[0]) < window
            gone = piece.leaving.cumsum(axis=1)
            for before, after, takes in zip(gone, gone[1:], route.length, strict=False):
                assert (after[takes:] <= before[: after.size - takes]).all()
                assert (after[:takes] == 0).all()
    assert cut > 100
    assert whole > 20  # where a piece would be of fewer than 50 people


def _leaving(rng: np.random.Generator, route: Route) -> np.ndarray:
    """Who leaves the first stage when, and each later one some time after coming there."""
    leaving = np.zeros((len(route.stages), 600), dtype=np.int32)
    some = rng.choice(250, size=int(rng.integers(2, 30)), replace=False)
    leaving[0, some] = rng.integers(1, 40, size=some.size)
    for stage in range(1, len(route.stages)):
        there = int(leaving[stage - 1].nonzero()[0][-1]) + route.length[stage - 1]
        leaving[stage, there + 5] = leaving[0].sum() // 2
        leaving[stage, there + 50] = leaving[0].sum() - leaving[0].sum() // 2
    return leaving
