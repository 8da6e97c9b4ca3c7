"""Classes that share a gate whose optimum is a formula: the bound by prices meets it.

The cut forgets who is who behind a shared gate and stays far above.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from safepassage.demand.demand import estimate_demand
from safepassage.network.aid import aid_days
from safepassage.network.build import build_network
from safepassage.optimise.aid import aid_taken
from safepassage.optimise.bound import exact_bound
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.optimise.path_lp import Effort
from safepassage.optimise.priced import HUGE, LARGE, SMALL, PricedBounds
from safepassage.scenario.inputs import AidStream, Crossing, Day, Gate, Group, Inputs
from tests.cases.town import HORIZON_S, PERIODS, STEP_S, destination, gate, group, town

EFFORTS = pytest.mark.parametrize("effort", [SMALL, LARGE, HUGE], ids=["small", "large", "huge"])
WALKERS, DRIVERS = 2_000, 9_000
SEATED = 3  # people in a car
WALKER_S, DRIVER_S, TRUCK_S = 1, 2, 60  # of the gate, for each person and truck
BARE = PlanOptions(mend=False, window_min=0)


def shared_gate(**changes: object) -> Gate:
    """Open all the time for walkers (1 s), cars with three people (6 s) and trucks (60 s)."""
    values: dict[str, object] = {
        "rate_vehicles_per_hour": Fraction(3600, SEATED * DRIVER_S),
        "rate_trucks_per_hour": Fraction(3600, TRUCK_S),
    }
    return gate("near", 3600 // WALKER_S, **{**values, **changes})


def drivers(name: str, people: int, **changes: object) -> Group:
    """People in cars at the gate."""
    return group(name, "square", people, mode="car", occupancy=Fraction(SEATED), **changes)


def at_gates(*gates: Gate, **changes: object) -> Inputs:
    """One crossing for each gate, from the square straight to the camp."""
    return town(
        links=(),
        crossings=tuple(
            Crossing(f"c{i}", f"C{i}", "square", "far", 0, (one,)) for i, one in enumerate(gates)
        ),
        destinations=(destination("camp", "far", "unlimited"),),
        **changes,
    )


def bounds(inputs: Inputs, effort: Effort) -> PricedBounds:
    network = build_network(inputs)
    taken = aid_taken(network, aid_days(network))
    found = PricedBounds(network, estimate_demand(list(inputs.groups)), taken)
    found.effort, found.work = effort, effort.work
    return found


def mixed(*streams: AidStream) -> Inputs:
    """Walkers and drivers before one gate."""
    people = (group("walkers", "square", WALKERS), drivers("drivers", DRIVERS))
    return at_gates(shared_gate(), groups=people, aid_streams=streams)


@EFFORTS
@pytest.mark.parametrize("until", [PERIODS - 1, PERIODS // 2 - 1])
def test_who_takes_less_of_the_gate_goes_first(effort: Effort, until: int) -> None:
    """All walkers, and drivers in the seconds that are left; one late passing is 2 people more."""
    inputs = mixed()
    seconds = STEP_S * (until + 1)
    most = WALKERS + (seconds - WALKER_S * WALKERS) // DRIVER_S
    found = bounds(inputs, effort).of(until)
    assert most <= found.value <= most + DRIVER_S // WALKER_S
    network = build_network(inputs)
    cuts, _ = exact_bound(network, estimate_demand(list(inputs.groups)))
    assert cuts.stage(until).value > 1.1 * most


@EFFORTS
def test_trucks_have_their_seconds_first(effort: Effort) -> None:
    """Each truck of the minimum takes two passings of the day that the horizon holds whole."""
    trucks = 40
    stream = AidStream("food", "Food", "c0", "zone/walkers", Fraction(trucks), None, None, (), "s")
    inputs = replace(mixed(stream), days=(Day("2031-05-05", 0, HORIZON_S),))
    left = HORIZON_S - 2 * trucks * TRUCK_S
    most = WALKERS + (left - WALKER_S * WALKERS) // DRIVER_S
    found = bounds(inputs, effort).of(PERIODS - 1)
    assert most <= found.value <= most + TRUCK_S // WALKER_S


@EFFORTS
def test_a_listed_gate_serves_those_on_its_list_alone(effort: Effort) -> None:
    """Two gates of an hour's 600 cars: who is bound to one of them fills it before the others."""
    hours = HORIZON_S // 3600
    a_gate = 600 * SEATED * hours
    inputs = at_gates(
        shared_gate(eligibility=("any", "bound")),
        shared_gate(eligibility=("any",)),
        groups=(
            drivers("bound", 2 * a_gate, criteria=("bound",)),
            drivers("any", a_gate // 2, criteria=("any",)),
        ),
    )
    found = bounds(inputs, effort).of(PERIODS - 1)
    most = a_gate + a_gate // 2
    assert most <= found.value <= most + 2 * SEATED


def test_the_plan_is_the_formula_too() -> None:
    """Within one step of the gate, and its proof is the one by prices."""
    plan = make_plan(mixed(), BARE)
    most = WALKERS + (HORIZON_S - WALKER_S * WALKERS) // DRIVER_S
    assert most - STEP_S <= plan.figures.people_arrived <= most + 2
    assert plan.figures.people_arrived_bound <= most + 2
