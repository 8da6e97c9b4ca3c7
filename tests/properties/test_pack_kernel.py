"""The packing kernel equals its naive twin, person by person."""

from __future__ import annotations

import random

import numpy as np
import pytest

from safepassage.kernels import pack
from tests.naive import pack as naive


@pytest.mark.parametrize("block", range(4))
def test_place_equals_the_naive_twin(block: int) -> None:
    """200 random cases: groups placed one after the other on shared resources."""
    for seed in range(block * 50, block * 50 + 50):
        rng = random.Random(seed)
        periods, n_resource, n_route = rng.randint(6, 16), rng.randint(1, 4), rng.randint(1, 3)
        profile = np.array(
            [[rng.choice((0, 30, 60, 60)) for _ in range(periods)] for _ in range(n_resource)],
            dtype=np.int64,
        )
        factor = np.array([rng.choice((1, 2, 19)) for _ in range(n_resource)], dtype=np.int64)
        cost_of = [rng.choice((7, 45, 60, 200, 720)) for _ in range(n_resource)]
        longest = np.array(cost_of, dtype=np.int64) * 2
        budgets = pack.Budgets(profile, np.arange(n_resource, dtype=np.int32), factor, longest)
        first_use, resource, shift, cost, length = [0], [], [], [], []
        for _ in range(n_route):
            chosen = sorted(rng.sample(range(n_resource), rng.randint(1, n_resource)))
            total = rng.randint(0, 4)
            shifts = sorted(rng.randint(0, total) for _ in chosen)
            resource += chosen
            shift += shifts
            cost += [cost_of[r] * rng.choice((1, 2)) for r in chosen]
            first_use.append(len(resource))
            length.append(total)
        routes = pack.Routes(
            np.array([0, n_route], dtype=np.int32),
            np.arange(n_route + 1, dtype=np.int32),
            np.array(first_use, dtype=np.int32),
            np.array(resource, dtype=np.int32),
            np.array(shift, dtype=np.int32),
            np.array(cost, dtype=np.int64),
            np.array(resource, dtype=np.int32),
            np.array(length, dtype=np.int32),
            np.zeros(n_route, dtype=np.int32),
        )
        room = rng.randint(5, 60)
        load = pack.empty_load(budgets, np.array([room], dtype=np.int64))
        used = [[0] * periods for _ in range(n_resource)]
        limits = (profile * factor[:, None]).tolist()
        arrived = 0
        for k in range(n_route):
            people = rng.randint(1, 30)
            ready = np.minimum(
                np.cumsum([rng.randint(0, 12) for _ in range(periods)]), people
            ).astype(np.int32)
            leaving = np.zeros((1, periods), dtype=np.int32)
            placed = pack.place(budgets, load, routes, k, people, ready, 0, periods, leaving)
            uses = [(resource[u], shift[u], cost[u]) for u in range(first_use[k], first_use[k + 1])]
            twin = naive.place(
                used, limits, longest.tolist(), uses, length[k], min(people, room - arrived),
                ready.tolist(),
            )  # fmt: skip
            assert leaving[0].tolist() == twin, seed
            assert placed == sum(twin)
            assert load.used.tolist() == used
            arrived += placed


def test_taking_people_off_leaves_no_trace() -> None:
    profile = np.full((1, 30), 60, dtype=np.int64)
    one = np.ones(1, dtype=np.int64)
    budgets = pack.Budgets(profile, np.zeros(1, dtype=np.int32), one, one * 25)
    zero = np.zeros(1, dtype=np.int32)
    routes = pack.Routes(
        np.array([0, 1], dtype=np.int32), np.array([0, 1], dtype=np.int32),
        np.array([0, 1], dtype=np.int32), zero, zero,
        one * 25, zero, np.array([3], dtype=np.int32), zero,
    )  # fmt: skip
    load = pack.empty_load(budgets, np.array([100], dtype=np.int64))
    ready = np.full(30, 40, dtype=np.int32)
    first, second = np.zeros((1, 30), dtype=np.int32), np.zeros((1, 30), dtype=np.int32)
    pack.place(budgets, load, routes, 0, 20, ready, 0, 30, first)
    before = (load.used.copy(), load.late.copy(), load.room.copy())
    pack.place(budgets, load, routes, 0, 15, ready, 0, 30, second)
    pack.send(budgets, load, routes, 0, second, -1)
    assert all(np.array_equal(a, b) for a, b in zip(before, load, strict=True))
