"""Cuts on clocks: never below what a plan brings, valued alike by the check, finer than plain ones.

They are the only bounds whose certificates are in seconds.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from safepassage.check.aid import Aid
from safepassage.check.bounds import Networks
from safepassage.check.bundle import read_bundle
from safepassage.check.inputs import Inputs as CheckInputs
from safepassage.check.reading import read_shapes
from safepassage.demand.demand import estimate_demand
from safepassage.errors import UsageError
from safepassage.network.aid import aid_days
from safepassage.network.build import build_network
from safepassage.optimise.aid import aid_taken
from safepassage.optimise.bound import clocked_cuts, exact_cuts
from safepassage.optimise.certificate import Cuts, arrival_certificate, charged, last_stage_below
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.bundle import write_bundle
from safepassage.scenario.inputs import Inputs
from tests.cases.legs_and_aid import with_legs_and_aid
from tests.cases.random_inputs import random_inputs
from tests.cases.several_classes import several_classes
from tests.cases.town import destination, group, link, town
from tests.cases.turned import with_turns
from tests.cases.walled import walled

BARE = PlanOptions(mend=False)


def case(seed: int) -> Inputs:
    """Random cases of every kind: legs, aid, several classes, turns, gates that open and shut."""
    made = random_inputs(seed, by_car=seed % 2 == 0)
    kinds = (
        lambda: made,
        lambda: with_legs_and_aid(made, seed),
        lambda: several_classes(seed),
        lambda: with_turns(made, seed),
        lambda: walled(seed),
    )
    return kinds[seed % 5]()


def cuts_of(inputs: Inputs, *, narrow: bool) -> Cuts:
    network = build_network(inputs)
    origins = estimate_demand([group for group in inputs.groups if group.people > 0])
    taken = aid_taken(network, aid_days(network))
    plain = exact_cuts(network, origins, taken=taken)
    chosen = charged(plain, inputs.people) if narrow else ()
    return clocked_cuts(network, origins, taken=taken, narrow=chosen)


def networks(folder: Path) -> Networks:
    bundle = read_bundle(folder)
    shaped, problems = read_shapes(bundle)
    assert not problems
    inputs = CheckInputs(bundle.model, shaped.nodes, shaped.links)
    return Networks(inputs, Aid(inputs))


@pytest.mark.parametrize("block", range(5))
def test_no_plan_brings_more_and_the_check_values_them_no_higher(
    block: int, tmp_path: Path
) -> None:
    """30 random cases in each block, every stage of each."""
    compared = 0
    for seed in range(30 * block, 30 * block + 30):
        inputs = case(seed)
        try:
            plan = make_plan(inputs, BARE)
        except UsageError:
            continue
        of = networks(write_bundle(plan, tmp_path / str(seed)))
        cuts = cuts_of(inputs, narrow=seed % 3 > 0)
        arrived = dict(plan.arrivals_by_period)
        brought = 0
        for until in range(inputs.periods):
            brought += arrived.get(until, 0)
            stage = cuts.stage(until)
            assert brought <= stage.value, (seed, until)
            row = arrival_certificate("t50_bound_s", cuts, stage, "1")
            certificate = {"until_period": until, "runs": row.runs, "rooms": list(row.rooms)}
            certificate["runs"] = [list(run) for run in row.runs]
            valued = of.arrivals_bound_by_second(certificate, inputs.capacity_use)
            assert valued <= min(stage.value, inputs.people), (seed, until)
            compared += stage.value < inputs.people
    assert compared > 50


def chain(seconds: int, count: int) -> Inputs:
    """300 people in cars of 1 at the end of a chain of short links, then a road of 600 an hour."""
    names = [f"n{i}" for i in range(count)]
    links = [link(f"s{i}", a, b, seconds, 36_000) for i, (a, b) in enumerate(pairwise(names))]
    links.append(link("out", names[-1], "away", seconds, 600))
    made = town(
        links=tuple(links),
        groups=(replace(group("g", "n0", 300), occupancy=Fraction(1)),),
        destinations=(destination("camp", "away", 400),),
    )
    nodes = [made.nodes[0]._replace(id=name) for name in (*names, "away")]
    return replace(made, nodes=tuple(nodes), periods=120, step_s=60)


def test_a_chain_of_short_links_takes_its_seconds() -> None:
    """40 links of 25 s, 300 people at 9.5 a minute: plain cuts lose 17 minutes of travel."""
    inputs = chain(25, 40)
    network = build_network(inputs)
    origins = estimate_demand(list(inputs.groups))
    plain = last_stage_below(exact_cuts(network, origins), 300)
    fine = last_stage_below(clocked_cuts(network, origins), 300)
    assert plain is not None
    assert fine is not None
    # 9.5 a minute (95 % of the rate) and one late: in 31 minutes 295; and 16 2/3 minutes of travel
    assert plain.until == 30
    assert 30 + 15 <= fine.until <= 30 + 17
