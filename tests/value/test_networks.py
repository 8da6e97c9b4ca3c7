"""The quick way to the network of changed inputs must be the slow way: every change, every arc."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from safepassage.network.build import build_network
from safepassage.network.network import Network
from safepassage.optimise.value import KINDS, value_changes
from safepassage.optimise.value_change import Change
from safepassage.optimise.value_consents import consent_changes
from safepassage.optimise.value_departures import departure_changes
from safepassage.optimise.value_hours import hours_changes
from safepassage.optimise.value_network import Networks
from safepassage.optimise.value_rates import rate_changes, room_changes
from safepassage.optimise.value_roads import road_changes
from safepassage.scenario.inputs import Inputs
from safepassage.scenario.make_inputs import make_inputs
from safepassage.scenario.read_scenario import read_scenario
from tests.cases.legs_and_aid import with_legs_and_aid
from tests.cases.random_inputs import random_inputs
from tests.cases.random_scenario import write_random_scenario
from tests.cases.several_classes import several_classes
from tests.cases.turned import with_turns


def changes_of(inputs: Inputs) -> list[Change]:
    made = [
        *consent_changes(inputs),
        *departure_changes(inputs),
        *room_changes(inputs),
        *rate_changes(inputs),
        *hours_changes(inputs),
    ]
    return [row for row in made if isinstance(row, Change)]


def meaning(network: Network) -> tuple[Any, ...]:
    """What a network says, whatever number its rows of seconds have; seconds as fractions."""

    def open_in(row: int) -> tuple[int, ...]:
        return tuple(network.seconds[row].tolist())

    arcs = [
        (
            arc.element,
            network.places[arc.from_state],
            network.places[arc.to_state],
            arc.travel_s,
            arc.length_m,
            arc.on_foot,
            arc.times,
            arc.ride_s,
            open_in(arc.profile),
            open_in(arc.profile_bound),
            tuple((network.resources[u.resource].address, u.cost, u.passing_s) for u in arc.uses),
        )
        for arc in network.arcs
    ]
    resources = {
        (r.address, open_in(r.profile), open_in(r.profile_bound), r.factor, r.longest, r.shortest)
        for r in network.resources
    }
    return sorted(arcs, key=repr), resources, network.scale, set(network.sinks)


def case(kind: str, seed: int) -> Inputs:
    if kind == "walkers":
        return random_inputs(seed)
    if kind == "cars and turns":
        return with_turns(random_inputs(seed, by_car=True, gets_off=seed % 2 == 0), seed)
    if kind == "classes":
        return several_classes(seed)
    return with_legs_and_aid(random_inputs(seed), seed)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("kind", ["walkers", "cars and turns", "classes", "legs and aid"])
def test_the_network_of_a_change_is_that_of_its_inputs(kind: str, seed: int) -> None:
    inputs = case(kind, seed)
    base = build_network(inputs)
    networks = Networks(base)
    roads = [row.address for row in base.resources if row.address.startswith("link/")]
    for change in [*changes_of(inputs), *road_changes(inputs, roads)]:
        quick = networks.of(change.inputs)
        assert quick is base or quick.inputs == change.inputs
        assert meaning(quick) == meaning(build_network(change.inputs)), change.change


@pytest.mark.parametrize("name", ["causeway", "harbour", "rafah-2023", "random"])
def test_a_change_is_what_its_set_says(name: str, tmp_path: Path) -> None:
    """The inputs of a row and those that --set gives are the same to the planner."""
    folder = str(write_random_scenario(tmp_path, 3)) if name == "random" else name
    inputs = make_inputs(read_scenario(folder))
    changes = changes_of(inputs)
    step = max(1, len(changes) // 30)
    kinds: dict[str, Change] = {}
    for change in changes:
        kinds.setdefault(change.what, change)
    for change in [*changes[::step], *kinds.values()]:
        said = make_inputs(read_scenario(folder, set_=change.set))
        assert meaning(build_network(said)) == meaning(build_network(change.inputs)), change
        assert [(s.minimum_per_day, s.quota_per_day) for s in said.aid_streams] == [
            (s.minimum_per_day, s.quota_per_day) for s in change.inputs.aid_streams
        ]


def test_a_road_is_what_its_set_says(tmp_path: Path) -> None:
    folder = str(write_random_scenario(tmp_path, 0))
    inputs = make_inputs(read_scenario(folder))
    rows = value_changes(inputs, kinds=("road", "room")).rows
    roads = [row.change for row in rows if row.change.what == "road"]
    assert roads
    for change in roads:
        said = make_inputs(read_scenario(folder, set_=change.set))
        assert said.links == change.inputs.links


def test_the_set_of_a_row_goes_on_top_of_the_sets_that_were_asked_with() -> None:
    own = (
        "crossing/causeway/gate/mainland/consent/mainland/state=given",
        "crossing/causeway/gate/island/open=[{from: 2031-06-02T11:00:00+00:00, "
        "to: 2031-06-02T15:00:00+00:00, source: set-by-hand}]",
        "crossing/causeway/gate/island/rate_persons_per_hour=90",
    )
    inputs = make_inputs(read_scenario("causeway", set_=own))
    changes = changes_of(inputs)
    assert {change.what for change in changes} == {"consent", "hours", "rate"}
    for change in changes:
        said = make_inputs(read_scenario("causeway", set_=(*own, *change.set)))
        assert meaning(build_network(said)) == meaning(build_network(change.inputs)), change


def test_every_kind_has_changes_of_its_own_name() -> None:
    inputs = make_inputs(read_scenario("harbour"))
    assert {change.what for change in changes_of(inputs)} == set(KINDS) - {"road"}
