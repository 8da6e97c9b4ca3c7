"""The packing kernel equals its naive twin, person by person."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest

from safepassage.kernels import pack
from tests.naive import pack as naive
from tests.naive import staged_pack as staged


@pytest.mark.parametrize("block", range(4))
def test_place_equals_the_naive_twin(block: int) -> None:
    """200 random cases: groups placed one after the other on shared resources.

    Every third case has routes that pass a resource twice, as a way around a forbidden turn may.
    """
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
        first_use, resource, shift, cost, length, twice = [0], [], [], [], [], []
        for _ in range(n_route):
            chosen = _chosen(rng, n_resource, rng.randint(1, n_resource), again=seed % 3 == 0)
            twice.append(len(set(chosen)) < len(chosen))
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
            np.array(twice, dtype=np.bool_),
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


def _chosen(rng: random.Random, n_resource: int, count: int, *, again: bool) -> list[int]:
    """Resources of a stage; `again`: some perhaps more than once."""
    everyone = range(n_resource)
    return sorted(rng.choices(everyone, k=count + 1) if again else rng.sample(everyone, count))


def _staged_case(rng: random.Random) -> tuple[pack.Budgets, pack.Routes, list[list[staged.Stage]]]:
    """Routes of one to three stages over shared resources; some stages open in one period only."""
    periods, n_resource = rng.randint(8, 18), rng.randint(1, 4)
    rows = [[rng.choice((0, 30, 60, 60)) for _ in range(periods)] for _ in range(n_resource)]
    opens_of = [[seconds * rng.choice((0, 1, 1)) for seconds in row] for row in rows]
    one = rng.randrange(periods)
    opens_of.append([60 if p == one else 0 for p in range(periods)])
    factor = [rng.choice((1, 2, 19)) for _ in rows]
    cost_of = [rng.choice((7, 12, 25, 60, 200)) for _ in rows]
    budgets = pack.Budgets(
        np.array(rows + opens_of, dtype=np.int64), np.arange(n_resource, dtype=np.int32),
        np.array(factor, dtype=np.int64), np.array(cost_of, dtype=np.int64) * 2,
    )  # fmt: skip
    routes = []
    for _ in range(rng.randint(2, 4)):
        stages = []
        for _ in range(rng.randint(1, 3)):
            again = rng.random() < 0.3
            chosen = _chosen(rng, n_resource, rng.randint(0, n_resource), again=again)
            length = rng.randint(0, 3)
            last = n_resource if rng.random() < 0.15 else None
            uses = []
            for shift, r in zip(
                sorted(rng.randint(0, length) for _ in chosen), chosen, strict=True
            ):
                row = rng.choice((r, n_resource + r)) if last is None else 2 * n_resource
                uses.append((r, shift, cost_of[r] * rng.choice((1, 2)), row))
            stages.append((uses, length))
        routes.append(stages)
    flat = [stage for stages in routes for stage in stages]
    uses = [use for stage, _ in flat for use in stage]
    firsts = np.cumsum([0] + [len(stages) for stages in routes])
    columns = [list(column) for column in zip(*uses, strict=True)] or [[]] * 4
    timed = pack.Routes(
        np.array([0, len(routes)], dtype=np.int32), firsts.astype(np.int32),
        np.cumsum([0] + [len(stage) for stage, _ in flat]).astype(np.int32),
        np.array(columns[0], dtype=np.int32), np.array(columns[1], dtype=np.int32),
        np.array(columns[2], dtype=np.int64), np.array(columns[3], dtype=np.int32),
        np.array([length for _, length in flat], dtype=np.int32),
        np.array([len({u[0] for u in us}) < len(us) for us, _ in flat], dtype=np.bool_),
        np.zeros(len(routes), dtype=np.int32),
    )  # fmt: skip
    table = rows + opens_of
    twins = [
        [
            staged.Stage([(r, s, c, table[o]) for r, s, c, o in uses], length)
            for uses, length in stages
        ]
        for stages in routes
    ]
    return budgets, timed, twins


@pytest.mark.parametrize("block", range(4))
def test_stages_equal_the_naive_twin(block: int) -> None:
    """600 random cases of waiting places, person by person: early, taken off again, then late."""
    waited = taken_off = 0
    for seed in range(block * 150, block * 150 + 150):
        rng = random.Random(50_000 + seed)
        budgets, routes, twins = _staged_case(rng)
        periods = budgets.profile.shape[1]
        n_resource = budgets.row.size
        room = rng.randint(5, 60)
        load = pack.empty_load(budgets, np.array([room], dtype=np.int64))
        limits = (budgets.profile[:n_resource] * budgets.factor[:, None]).tolist()
        twin = staged.Pass(
            [[0] * periods for _ in range(n_resource)], limits, budgets.longest.tolist()
        )
        for k, stages in enumerate(twins):
            people, first = rng.randint(1, 30), rng.choice((0, 0, rng.randint(0, 5)))
            last = rng.choice((periods, rng.randint(4, periods)))
            ready = np.minimum(np.cumsum([rng.randint(0, 12) for _ in range(periods)]), people)
            ready[rng.choice((periods, rng.randint(2, periods))) :] = 0  # a latest departure
            leaving = np.zeros((4, periods), dtype=np.int32)
            args = (people, ready.astype(np.int32), first, last, leaving)
            placed = pack.place(budgets, load, routes, k, *args)
            left = staged.place(twin, stages, min(people, room), ready.tolist(), first, last)
            assert leaving[: len(stages)].tolist() == left, (seed, k)
            assert load.used.tolist() == twin.used, (seed, k)
            assert placed == sum(left[0]) == sum(left[-1])
            room -= placed
            _queues_hold(left, stages)
            waited += any(len(stages) > 1 and sum(row) for row in left[1:])
            taken_off += placed < min(people, room + placed, ready.max())
    assert min(waited, taken_off) > 40, "the cases do not try what they are for"


def _queues_hold(left: list[list[int]], stages: list[staged.Stage]) -> None:
    """Nobody goes on who has not come, in every period."""
    for (before, after), stage in zip(pairwise(left), stages, strict=False):
        for p in range(len(after)):
            assert sum(after[: p + 1]) <= sum(before[: max(0, p - stage.length + 1)])


def test_taking_people_off_leaves_no_trace() -> None:
    profile = np.full((1, 30), 60, dtype=np.int64)
    one = np.ones(1, dtype=np.int64)
    budgets = pack.Budgets(profile, np.zeros(1, dtype=np.int32), one, one * 25)
    zero = np.zeros(1, dtype=np.int32)
    routes = pack.Routes(
        np.array([0, 1], dtype=np.int32), np.array([0, 1], dtype=np.int32),
        np.array([0, 1], dtype=np.int32), zero, zero,
        one * 25, zero, np.array([3], dtype=np.int32), np.zeros(1, dtype=np.bool_), zero,
    )  # fmt: skip
    load = pack.empty_load(budgets, np.array([100], dtype=np.int64))
    ready = np.full(30, 40, dtype=np.int32)
    first, second = np.zeros((1, 30), dtype=np.int32), np.zeros((1, 30), dtype=np.int32)
    pack.place(budgets, load, routes, 0, 20, ready, 0, 30, first)
    before = (load.used.copy(), load.late.copy(), load.room.copy())
    pack.place(budgets, load, routes, 0, 15, ready, 0, 30, second)
    pack.send(budgets, load, routes, 0, second, -1)
    assert all(np.array_equal(a, b) for a, b in zip(before, load, strict=True))
