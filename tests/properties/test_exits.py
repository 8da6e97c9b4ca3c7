"""Who can leave, and what would free the most people: equal to trying everything."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from safepassage.network.exits import find_exits
from safepassage.scenario.inputs import Consent, Crossing, Gate, Inputs, Interval, Leg
from tests.cases.town import (
    HORIZON_S,
    consent,
    corridor,
    crossing,
    destination,
    gate,
    group,
    link,
    town,
)
from tests.naive.exits import best_unlocks, can_walk_out, passable


def blocked_inputs(seed: int) -> Inputs:
    """Three quarters, a square, a far side; ways out only through one to three crossings.

    Much is closed, some gates ask for a list, one road may be a corridor; openings on the minute.
    """
    rng = random.Random(seed)
    span_s = 600

    def hours() -> tuple[Interval, ...] | None:
        kind = rng.random()
        if kind < 0.3:
            return None
        if kind < 0.4:
            return ()
        low = rng.randrange(0, 8) * 60
        return (Interval(low, low + rng.randrange(1, 5) * 60, "s"),)

    def consents() -> tuple[Consent, ...]:
        rows = []
        for party in ("north", "south")[: rng.randint(0, 2)]:
            state = "given" if rng.random() < 0.4 else "unknown"
            low = rng.randrange(0, 5) * 60
            listed = ("listed",) if rng.random() < 0.2 else None
            rows.append(consent(party, state=state, from_s=low, to_s=low + 300, only_for=listed))
        return tuple(rows)

    def a_gate(name: str) -> Gate:
        eligibility = ("listed",) if rng.random() < 0.25 else None
        return gate(name, 360, open=hours(), consents=consents(), eligibility=eligibility)

    homes = ("home", "square", "hut")
    crossings = tuple(
        Crossing(
            f"c{k}", f"C {k}", rng.choice(homes), rng.choice(("far", "camp")), 0,
            tuple(a_gate(f"g{n}") for n in range(rng.randint(1, 2))),
        )
        for k in range(rng.randint(1, 2))
    )  # fmt: skip
    corridors = (
        (corridor("lane", hours=hours(), consents=consents()),) if rng.random() < 0.5 else ()
    )
    return town(
        periods=span_s // 60,
        links=(
            link("street", "home", "square", 60, 900),
            link("lane", "hut", "square", 120, 900),
            link("road", "far", "camp", 60, 900),
        ),
        groups=tuple(
            group(f"p{n}", node, rng.randint(1, 99), criteria=("listed",) * rng.randint(0, 1))
            for n, node in enumerate(homes)
        ),
        crossings=crossings,
        corridors=corridors,
        destinations=(destination("camp", "camp", "unlimited"),),
    )


@pytest.mark.parametrize("block", range(6))
def test_unlocks_equal_brute_force(block: int) -> None:
    """300 random small cases: same people for every number of conditions, and the sets do it."""
    told = 0
    for seed in range(block * 50, block * 50 + 50):
        inputs = blocked_inputs(seed)
        span_s = inputs.periods * inputs.step_s
        exits = find_exits(inputs, (0, span_s))
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
    assert told > 20


def test_a_leg_that_has_left_is_said_to_have_left() -> None:
    inputs = town(links=town().links[:1], crossings=(), destinations=town().destinations[:1])
    leg = Leg("bus", "Bus", "square", "camp", 600, 900, 1800, 40, True, None, None, (), "s")
    (row,) = find_exits(replace(inputs, legs=(leg,)), (0, HORIZON_S)).groups
    assert row.way is not None
    assert (row.way.by, row.way.per_day, row.way.arrives_s) == ("leg/bus", 40, 1800)
    assert row.only_ways == ("leg/bus",)
    gone = replace(leg, cut_off_s=-60, departs_s=0)
    (row,) = find_exits(replace(inputs, legs=(gone,)), (0, HORIZON_S)).groups
    assert row.way is None
    assert [b.rule for b in row.blockers] == ["leg_gone"]
    assert "the last one" in row.blockers[0].sentence
    assert row.needs == ()
    # a road of 5 minutes does not reach a departure in 4
    soon = replace(leg, cut_off_s=240, departs_s=300)
    (row,) = find_exits(replace(inputs, legs=(soon,)), (0, HORIZON_S)).groups
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
    exits = find_exits(inputs, (0, HORIZON_S))
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
