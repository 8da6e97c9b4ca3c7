"""The dual table is read off the certificates: the same sums, period by period, by hand."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from safepassage.optimise.value import value_changes
from safepassage.optimise.value_answers import Proved
from safepassage.optimise.value_duals import dual_values
from safepassage.scenario.make_inputs import make_inputs
from safepassage.scenario.read_scenario import read_scenario
from tests.cases.random_scenario import write_random_scenario


def by_hand(proved: Proved) -> dict[str, tuple[Fraction, Fraction]]:
    """For each resource: people and people-hours priced, over the whole horizon."""
    network = proved.network
    found: dict[str, tuple[Fraction, Fraction]] = {}
    for row, resource in enumerate(network.resources):
        budget = network.budget(row)
        people = hours = Fraction(0)
        for cut in proved.arrivals:
            if cut.claim == "people_arrived_bound" and not cut.by_second:
                for address, first, last in cut.runs:
                    if address == resource.address:
                        for period in range(first, last + 1):
                            people += Fraction(int(budget[period]), resource.shortest)
        for address, first, last, price, change in proved.total.runs if proved.total else ():
            if address == resource.address:
                for period in range(first, last + 1):
                    saved_s = (price + change * (period - first)) * network.inputs.step_s
                    hours += Fraction(int(budget[period]) * saved_s, resource.shortest * 3600)
        found[resource.address] = (people, hours)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_the_table_adds_up_to_the_certificates(seed: int, tmp_path: Path) -> None:
    inputs = make_inputs(read_scenario(str(write_random_scenario(tmp_path, seed))))
    proved = value_changes(inputs, kinds=("rate",)).proved
    table = dual_values(proved)
    assert any(row.people_hours_less or row.people_more for row in table)
    for address, (people, hours) in by_hand(proved).items():
        rows = [row for row in table if row.address == address]
        assert sum(row.people_more for row in rows) == people
        assert sum(row.people_hours_less for row in rows) == hours


def test_of_two_gates_equally_narrow_one_shows_nothing() -> None:
    """Why prices are no values: both gates hold people back, one of them has all the price."""
    given = "crossing/causeway/gate/mainland/consent/mainland/state=given"
    inputs = make_inputs(read_scenario("causeway", set_=(given,)))
    values = value_changes(inputs, kinds=("hours",))
    priced = {row.address for row in dual_values(values.proved) if row.people_hours_less}
    gates = {f"crossing/causeway/gate/{gate}" for gate in ("island", "mainland")}
    assert len(priced & gates) == 1
    lose = {row.change.address for row in values.rows if row.worth.people_hours_less < 0}
    assert lose == {f"{gate}/open" for gate in gates}
