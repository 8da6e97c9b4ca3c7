"""The price kernel gives the prices and ways of its plain twin, compiled, uncompiled, any order."""

from __future__ import annotations

import random

import numpy as np
import pytest

from safepassage.demand.demand import estimate_demand
from safepassage.kernels import price as kernel
from safepassage.network.build import build_network
from safepassage.optimise.priced import PricedBounds
from safepassage.optimise.pricing import Prices
from tests.cases.turned import with_turns
from tests.naive import pricing as naive
from tests.properties.test_path_lp import KINDS, case, random_prices

STRIDE = 3  # every so many periods a way is compared


def both(seed: int, kind: str) -> tuple[PricedBounds, naive.Pricer]:
    """The planner's pricing and the twin's, half of them where turns are forbidden."""
    inputs = case(seed, kind)
    if seed % 2:
        inputs = with_turns(inputs, seed, least=3, most=10)
    network, origins = build_network(inputs), estimate_demand(list(inputs.groups))
    return PricedBounds(network, origins, {}), naive.Pricer(network, origins)


def twin_cost(twin: naive.Pricer, prices: Prices, until: int, quick: bool) -> np.ndarray:
    """The twin's vectors up to `until`, states without a way as NEVER."""
    same = naive.Prices(prices.worth, prices.of, prices.rooms)
    never = np.full(twin.periods, naive.NEVER)
    vectors = twin.cost_to_go(same, until, quick=quick)
    return np.array([never if one is None else one for one in vectors])[:, : until + 1]


@pytest.mark.parametrize("kind", KINDS)
def test_prices_and_ways_are_those_of_the_plain_twin(kind: str) -> None:
    """48 random prices a kind: every state, every period, and the same way where several tie."""
    compared = 0
    for seed in range(24):
        bounds, twin = both(seed, kind)
        rng = random.Random(seed)
        for _ in range(2):
            prices, until = random_prices(bounds, rng)
            exact = bounds.pricer.at(prices, until)
            assert (exact.cost == twin_cost(twin, prices, until, quick=False)).all()
            quick = bounds.pricer.at(prices, until, quick=True)
            cost = twin_cost(twin, prices, until, quick=True)
            assert (quick.cost == cost).all()
            starts = bounds.pricer.starts
            same = naive.Prices(prices.worth, prices.of, prices.rooms)
            full = twin.cost_to_go(same, until, quick=True)
            for state, least in zip(starts.tolist(), quick.exactly(starts), strict=True):
                assert (least == twin.exactly(same, full, state)[: until + 1]).all()
                there = [p for p in range(0, until + 1, STRIDE) if least[p] < naive.NEVER]
                if bounds.pricer.is_sink[state] or not there:
                    continue
                found = quick.ways(
                    np.full(len(there), state, dtype=np.int32), np.array(there, dtype=np.int32)
                )
                for k, period in enumerate(there):
                    part = slice(found[0][k], found[0][k + 1])
                    way = list(zip(found[1][part].tolist(), found[2][part].tolist(), strict=True))
                    assert way == twin.path(same, full, state, period)
                    compared += 1
            assert bounds.pricer.bound(prices, until, {}) == twin.bound(same, until, {})
    assert compared > 300


@pytest.mark.parametrize("kind", KINDS)
def test_by_periods_and_by_vectors_change_the_same(kind: str) -> None:
    """Single arcs at random labels: the same labels after it, and the same periods changed."""
    changed = 0
    for seed in range(20):
        bounds, _ = both(seed, kind)
        pricer, rng = bounds.pricer, random.Random(seed)
        numbers = np.random.default_rng(seed)
        prices, until = random_prices(bounds, rng)
        charges = pricer.at(prices, until).charges
        for index in range(len(bounds.network.arcs)):
            head = numbers.integers(0, 1000, until + 1)
            tail = numbers.integers(0, 3000, until + 1)
            if pricer.arcs.waits[pricer.arcs.from_state[index]]:
                tail = np.minimum.accumulate(tail[::-1])[::-1].copy()
            first = rng.randrange(until + 1)
            last = rng.randrange(first, until + 1)
            one, other = tail.copy(), tail.copy()
            given = (pricer.arcs, charges, index, bool(seed % 2), head)
            by_vectors = kernel.by_vectors(*given, one, first, last)
            by_periods = kernel.by_periods(*given, other, first, last)
            assert (one == other).all()
            if by_vectors[0] <= by_vectors[1] or by_periods[0] <= by_periods[1]:
                assert by_vectors == by_periods
                changed += 1
    assert changed > 100


def test_the_order_in_which_states_are_looked_at_changes_nothing() -> None:
    """The order only saves time."""
    for seed in range(20):
        bounds, _ = both(seed, "legs and aid")
        prices, until = random_prices(bounds, random.Random(seed))
        pricer = bounds.pricer
        cost = pricer.at(prices, until).cost
        order = np.random.default_rng(seed).permutation(pricer.arcs.order.size).astype(np.int32)
        pricer.arcs = pricer.arcs._replace(order=order)
        assert (pricer.at(prices, until).cost == cost).all()
