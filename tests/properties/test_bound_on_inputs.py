"""The bound, from plain inputs to people: equal to a generic solver on the written-out network."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis.strategies import integers

from safepassage.demand.demand import estimate_demand
from safepassage.network.build import build_network
from safepassage.optimise.bound import exact_bound
from safepassage.scenario.inputs import Inputs
from tests.cases.random_inputs import random_inputs
from tests.cases.turned import with_turns
from tests.naive.expanded import most_arrived


def arrivals(inputs: Inputs) -> list[Fraction]:
    """Most people arrived by the end of every period, from the kernel."""
    network = build_network(inputs)
    cuts, _ = exact_bound(network, estimate_demand(list(inputs.groups)))
    return [Fraction(int(units), cuts.case.parts) for units in cuts.arrived]


@pytest.mark.parametrize("block", range(10))
def test_arrivals_equal_a_generic_maximum_flow(block: int) -> None:
    """300 random cases with gates, consents, corridors, closures, deadlines, rooms and intake."""
    for seed in range(block * 30, block * 30 + 30):
        inputs = random_inputs(seed, whole=True)
        ours = arrivals(inputs)
        for until in {inputs.periods // 3, 2 * inputs.periods // 3, inputs.periods - 1}:
            assert ours[until] == most_arrived(inputs, until), (seed, until)


@pytest.mark.parametrize("block", range(3))
def test_forbidden_turns_cost_the_bound_what_they_cost_a_generic_maximum_flow(block: int) -> None:
    """90 random cases; turns of two links, for which the kernel forgets nothing."""
    fewer = 0
    for seed in range(block * 30, block * 30 + 30):
        inputs = with_turns(random_inputs(seed, whole=True), seed, least=4, most=14)
        turns = tuple(row for row in inputs.forbidden_turns if len(row.links) == 2)
        inputs = replace(inputs, forbidden_turns=turns)
        ours = arrivals(inputs)
        for until in {inputs.periods // 2, inputs.periods - 1}:
            assert ours[until] == most_arrived(inputs, until), (seed, until)
        fewer += ours != arrivals(replace(inputs, forbidden_turns=()))
    assert fewer > 3


def _bound_at_end(inputs: Inputs) -> Fraction:
    return arrivals(inputs)[-1]


@given(seed=integers(0, 10**6))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_more_never_lowers_the_bound(seed: int) -> None:
    """A faster gate, a longer gate, a wider road, more room: each can only help."""
    inputs = random_inputs(seed)
    before = _bound_at_end(inputs)
    better = [
        replace(
            inputs,
            links=tuple(
                row._replace(foot_per_hour=(row.foot_per_hour or Fraction(0)) * 2)
                for row in inputs.links
            ),
        )
    ]
    for index, crossing in enumerate(inputs.crossings):
        for change in ("rate", "hour"):
            gates = tuple(
                replace(g, rate_persons_per_hour=(g.rate_persons_per_hour or Fraction(0)) * 2)
                if change == "rate"
                else replace(
                    g,
                    open=tuple(row._replace(to_s=row.to_s + 3600) for row in (g.open or ())[-1:])
                    + (g.open or ())[:-1],
                )
                for g in crossing.gates
            )
            rows = list(inputs.crossings)
            rows[index] = replace(crossing, gates=gates)
            better.append(replace(inputs, crossings=tuple(rows)))
    for changed in better:
        assert _bound_at_end(changed) >= before


@given(seed=integers(0, 10**6))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_a_withdrawn_consent_never_helps(seed: int) -> None:
    inputs = random_inputs(seed)
    before = _bound_at_end(inputs)
    for index, crossing in enumerate(inputs.crossings):
        gates = tuple(
            replace(g, consents=tuple(replace(c, state="refused") for c in g.consents))
            for g in crossing.gates
        )
        rows = list(inputs.crossings)
        rows[index] = replace(crossing, gates=gates)
        assert _bound_at_end(replace(inputs, crossings=tuple(rows))) <= before
