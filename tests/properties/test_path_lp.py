"""The path LP's bound: never below a plan or the whole LP, and worth the same to the check."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import floor
from typing import Any

import numpy as np
import pytest

from safepassage.check.aid import Aid
from safepassage.check.bounds import Networks
from safepassage.check.inputs import Inputs as Checked
from safepassage.demand.demand import estimate_demand
from safepassage.errors import UsageError
from safepassage.network.aid import aid_days
from safepassage.network.build import build_network
from safepassage.optimise.aid import aid_taken
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.optimise.price_master import PriceMaster
from safepassage.optimise.priced import Priced, PricedBounds
from safepassage.optimise.pricing import Prices
from safepassage.scenario.inputs import Inputs
from safepassage.scenario.inputs_json import inputs_to_files
from tests.cases.legs_and_aid import with_legs_and_aid
from tests.cases.random_inputs import random_inputs
from tests.cases.several_classes import several_classes
from tests.cases.turned import with_turns
from tests.naive.path_lp import PathLp, rows_of

KINDS = ("one class", "several", "legs and aid")
BARE = PlanOptions(mend=False)


def case(seed: int, kind: str) -> Inputs:
    """Random inputs: everybody on foot or by car, or several classes, or with all nouns."""
    if kind == "one class":
        return random_inputs(seed, by_car=seed % 2 == 0, gets_off=seed % 4 == 0)
    inputs = several_classes(seed)
    return with_legs_and_aid(inputs, seed) if kind == "legs and aid" else inputs


def bounds_of(inputs: Inputs) -> PricedBounds:
    network = build_network(inputs)
    origins = estimate_demand(list(inputs.groups))
    return PricedBounds(network, origins, aid_taken(network, aid_days(network)))


def arrived_by(inputs: Inputs, until: int) -> int:
    """People whom the planner brings by the end of a period."""
    try:
        plan = make_plan(inputs, BARE)
    except UsageError:
        return 0
    return sum(people for period, people in plan.arrivals_by_period if period <= until)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("block", range(2))
def test_plan_lp_and_bound_in_this_order(kind: str, block: int) -> None:
    """150 cases against HiGHS on the written-out LP, late passings and trucks in it.

    No plan beats the LP and the LP never beats the bound; mostly bound and LP are one number.
    """
    met = near = 0
    seeds = range(25 * block, 25 * block + 25)
    for seed in seeds:
        inputs = case(seed, kind)
        until = inputs.periods - 1 if seed % 2 else inputs.periods // 2
        bound = bounds_of(inputs).of(until).value
        most = PathLp(inputs, until).value()
        assert most is not None
        assert arrived_by(inputs, until) <= floor(most + 1e-6) <= bound, (seed, until)
        met += bound == floor(most + 1e-6)
        near += bound <= 1.01 * most + 1
    assert met >= 0.8 * len(seeds)
    assert near >= 0.9 * len(seeds)


def test_where_highs_finds_no_optimum_it_is_said_and_the_bound_still_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A row below 0 cannot be kept by any x of 0 or more."""
    none = np.zeros(0, dtype=np.int32)

    def impossible(master: PriceMaster) -> None:
        master.add_rows(np.array([-1.0]), np.zeros(1, dtype=np.int32), none, np.zeros(0))

    master = PriceMaster()
    impossible(master)
    one = np.zeros(1, dtype=np.int32)
    master.add_columns(np.ones(1), one, one, np.ones(1))
    with pytest.raises(ArithmeticError, match="Infeasible"):
        master.solve(100, rows_added=False)
    inputs = case(1, "several")
    until = inputs.periods - 1
    whole = bounds_of(inputs).of(until).value
    solve = PriceMaster.solve

    def unsolved(master: PriceMaster, iterations: int, *, rows_added: bool) -> Any:
        impossible(master)
        return solve(master, iterations, rows_added=rows_added)

    monkeypatch.setattr(PriceMaster, "solve", unsolved)
    with pytest.warns(RuntimeWarning, match="looser than it could be"):
        assert bounds_of(inputs).of(until).value >= whole


def checked(inputs: Inputs) -> Networks:
    """The check's view of the inputs, from the files of a bundle."""
    files = inputs_to_files(inputs)
    read = Checked(
        json.loads(files["inputs/model.json"]),
        rows_of(files["inputs/node.csv"]),
        rows_of(files["inputs/link.csv"]),
    )
    read.people = 10**9  # so that values above all people can be compared as well
    return Networks(read, Aid(read))


def random_prices(bounds: PricedBounds, rng: random.Random) -> tuple[Prices, int]:
    """Steps or ramps all the time at most resources, prices of some rooms, and a last period."""
    periods, worth = bounds.pricer.periods, rng.choice((7, 100, 10**5))
    most, share = max(1, worth // rng.choice((1, 3, 6))), rng.choice((0.3, 1, 1))
    of = {}
    for row in range(len(bounds.network.resources)):
        if rng.random() < share:
            length = rng.choice((1, 4, periods))
            if rng.random() < 0.2:
                price = np.linspace(rng.randint(0, most), rng.randint(0, most), periods)
            else:
                price = np.repeat([rng.randint(0, most) for _ in range(0, periods, length)], length)
            of[row] = price[:periods].astype(np.int64)
    rooms = {
        row: rng.randint(0, most)
        for row, sink in enumerate(bounds.network.sinks)
        if sink.room is not None and rng.random() < 0.4
    }
    return Prices(worth, of, rooms), rng.randrange(periods // 3, periods)


def certificate(bounds: PricedBounds, prices: Prices, until: int) -> dict[str, Any]:
    """The row of a bundle's certificate."""
    made = bounds.certificate("people_arrived_bound", Priced(until, 0, prices, ()))
    return {
        "until_period": made.until_period,
        "worth": made.worth,
        "runs": [list(run) for run in made.runs],
        "rooms": [list(room) for room in made.rooms],
    }


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_prices_prove_the_same_to_planner_and_check(kind: str, turned: bool) -> None:
    """1,440 random prices and 288 found ones: the planner's value is the check's, to the person.

    Half of them where turns are forbidden.
    """
    for seed in range(48):
        inputs = case(seed, kind)
        if turned:
            inputs = with_turns(inputs, seed, least=3, most=10)
        bounds, check = bounds_of(inputs), checked(inputs)
        rng = random.Random(seed)
        tried = [random_prices(bounds, rng) for _ in range(5)]
        until = rng.randrange(inputs.periods)
        found = bounds.of(until)
        assert found.value == bounds.pricer.bound(found.prices, until, bounds.taken)
        for prices, last in [*tried, (found.prices, until)]:
            ours = bounds.pricer.bound(prices, last, bounds.taken)
            theirs = check.priced_bound(certificate(bounds, prices, last), inputs.capacity_use)
            assert ours == theirs, (seed, last)


def with_more(inputs: Inputs) -> Iterator[Inputs]:
    """The same place with one thing more: faster roads or gates, longer hours, room, seats."""
    yield replace(inputs, capacity_use=Fraction(1))
    yield replace(
        inputs,
        links=tuple(
            row._replace(
                car_per_hour=row.car_per_hour and 2 * row.car_per_hour,
                foot_per_hour=row.foot_per_hour and 2 * row.foot_per_hour,
            )
            for row in inputs.links
        ),
    )
    for change in ("rates", "hours"):
        crossings = []
        for row in inputs.crossings:
            gates = []
            for gate in row.gates:
                persons, cars = gate.rate_persons_per_hour, gate.rate_vehicles_per_hour
                twice = {
                    "rate_persons_per_hour": persons and 2 * persons,
                    "rate_vehicles_per_hour": cars and 2 * cars,
                }
                longer = {"open": tuple(r._replace(to_s=r.to_s + 600) for r in gate.open or ())}
                gates.append(replace(gate, **(twice if change == "rates" else longer)))
            crossings.append(replace(row, gates=tuple(gates)))
        yield replace(inputs, crossings=tuple(crossings))
    yield replace(inputs, legs=tuple(replace(row, seats=2 * row.seats) for row in inputs.legs))
    rooms = [
        replace(d, room=d.room + 20 if isinstance(d.room, int) else d.room)
        for d in inputs.destinations
    ]
    yield replace(inputs, destinations=tuple(rooms))


def elsewhere(bounds: PricedBounds, prices: Prices, there: PricedBounds) -> Prices:
    """The same prices, by name, on another network."""
    rows = {resource.address: i for i, resource in enumerate(there.network.resources)}
    of = {
        rows[address]: price
        for row, price in prices.of.items()
        if (address := bounds.network.resources[row].address) in rows
    }
    return Prices(prices.worth, of, prices.rooms)


@pytest.mark.parametrize("kind", KINDS)
def test_more_capacity_never_lowers_the_bound(kind: str) -> None:
    """144 changes for the better: the prices found there prove no more people with less.

    So the best of all prices never falls; what the search finds of it may, by less than 5 %.
    """
    for seed in range(100, 108):
        inputs = replace(case(seed, kind), aid_streams=())
        until = inputs.periods - 1 - seed % 2 * inputs.periods // 3
        bounds = bounds_of(inputs)
        before = bounds.of(until).value
        for number, more in enumerate(with_more(inputs)):
            better = bounds_of(more)
            found = better.of(until)
            same = elsewhere(better, found.prices, bounds)
            assert bounds.pricer.bound(same, until, {}) <= found.value, (seed, number)
            assert before <= 1.05 * found.value + 1, (seed, number)
