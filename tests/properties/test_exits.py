"""Who can leave, and what would free the most people: equal to trying everything."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from safepassage.network.exits import find_exits
from safepassage.scenario.inputs import Inputs, Leg
from tests.cases.random_inputs import random_inputs
from tests.cases.town import HORIZON_S, consent, crossing, gate, town
from tests.naive.exits import best_unlocks, can_walk_out, passable


def blocked_inputs(seed: int) -> Inputs:
    """Small inputs in which much is closed, some gates ask for a list, and groups differ."""
    rng = random.Random(seed)
    inputs = random_inputs(seed, whole=True)
    crossings = []
    for row in inputs.crossings:
        gates = []
        for g in row.gates:
            changes: dict[str, object] = {}
            if rng.random() < 0.4:
                changes["open"] = None if rng.random() < 0.5 else ()
            if rng.random() < 0.3:
                changes["eligibility"] = ("listed",)
            states = tuple(
                replace(c, state="unknown") if rng.random() < 0.4 else c for c in g.consents
            )
            gates.append(replace(g, consents=states, **changes))
        crossings.append(replace(row, gates=tuple(gates)))
    groups = tuple(
        replace(row, criteria=("listed",) if rng.random() < 0.5 else ()) for row in inputs.groups
    )
    # only a few roads, so that crossings matter
    links = tuple(row for row in inputs.links if rng.random() < 0.6)
    kept = {row.id for row in links}
    return replace(
        inputs,
        crossings=tuple(crossings),
        groups=groups,
        links=links,
        closures=tuple(
            replace(c, links=tuple(x for x in c.links if x in kept)) for c in inputs.closures
        ),
    )


@pytest.mark.parametrize("block", range(6))
def test_unlocks_equal_brute_force(block: int) -> None:
    """300 random small cases: same people for every number of conditions, and the sets do it."""
    told = 0
    for seed in range(block * 50, block * 50 + 50):
        inputs = blocked_inputs(seed)
        span_s = inputs.periods * inputs.step_s
        exits = find_exits(inputs, (), (0, span_s))
        nothing = frozenset[str]()
        blocked = {}
        for row in exits.groups:
            open_now = passable(inputs, row.group, span_s, nothing)
            if row.way is not None:
                assert can_walk_out(inputs, row.group, row.start, open_now)
            elif not can_walk_out(inputs, row.group, row.start, open_now):
                blocked[row.group.id, row.start] = row.people
        ours: dict[int, int] = {}
        for unlock in exits.unlocks:
            ours[len(unlock.conditions)] = unlock.people
            freed = 0
            for (group_id, node), people in blocked.items():
                group = next(g for g in inputs.groups if g.id == group_id)
                lifted = frozenset(unlock.conditions)
                if can_walk_out(inputs, group, node, passable(inputs, group, span_s, lifted)):
                    freed += people
            assert freed == unlock.people, seed
        assert ours == best_unlocks(inputs, span_s, blocked), seed
        told += bool(ours)
    assert told > 5


def test_a_leg_that_has_left_is_said_to_have_left() -> None:
    inputs = town(links=town().links[:1], crossings=(), destinations=town().destinations[:1])
    leg = Leg("bus", "Bus", "square", "camp", 600, 900, 1800, 40, True, None, "s", ())
    (row,) = find_exits(inputs, (leg,), (0, HORIZON_S)).groups
    assert row.way is not None
    assert (row.way.by, row.way.per_day, row.way.arrives_s) == ("leg/bus", 40, 1800)
    assert row.only_ways == ("leg/bus",)
    gone = replace(leg, cut_off_s=-60, departs_s=0)
    (row,) = find_exits(inputs, (gone,), (0, HORIZON_S)).groups
    assert row.way is None
    assert [b.rule for b in row.blockers] == ["leg_gone"]
    assert "the last one" in row.blockers[0].sentence
    assert row.needs == ()
    # a road of 5 minutes does not reach a departure in 4
    soon = replace(leg, cut_off_s=240, departs_s=300)
    (row,) = find_exits(inputs, (soon,), (0, HORIZON_S)).groups
    assert row.way is None


def test_blockers_name_side_party_and_source() -> None:
    inputs = town(
        crossings=(
            crossing(
                gate("near", 360, open=None, holder="south"),
                gate("far", 300, consents=(consent("south", state="refused"),)),
            ),
        ),
        destinations=town().destinations[:1],
    )
    exits = find_exits(inputs, (), (0, HORIZON_S))
    (row,) = exits.groups
    found = {b.address: b for b in row.blockers}
    assert found.keys() == {
        "crossing/pass/gate/near/open",
        "crossing/pass/gate/far/consent/south/state",
    }
    assert found["crossing/pass/gate/near/open"].party == "south"
    assert found["crossing/pass/gate/far/consent/south/state"].source == "s"
    assert row.only_ways == ("crossing/pass",)
    (unlock,) = exits.unlocks
    assert set(unlock.conditions) == found.keys()
    assert unlock.people == 400
