"""Forbidden turns: no way makes one, nobody is lost for them, and the check agrees."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from safepassage.check import check_bundle
from safepassage.errors import UsageError
from safepassage.network.build import build_network
from safepassage.network.paths import turns_back, ways_out
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.bundle import write_bundle
from safepassage.plan.plan import Plan
from safepassage.scenario.inputs import ForbiddenTurn, Inputs, Link
from tests.cases.legs_and_aid import with_legs_and_aid
from tests.cases.random_inputs import random_inputs
from tests.cases.several_classes import several_classes
from tests.cases.town import destination, group, link, town
from tests.cases.turned import with_turns
from tests.naive.turns import can_walk_out, quickest_drive, turns_made

BARE = PlanOptions(mend=False)
KINDS = ("foot", "car", "gets off", "several", "legs and aid")


def turned_inputs(seed: int, kind: str) -> Inputs:
    """A random case of this kind with forbidden turns."""
    if kind in ("several", "legs and aid"):
        inputs = several_classes(seed)
        if kind == "legs and aid":
            inputs = with_legs_and_aid(inputs, seed)
    else:
        inputs = random_inputs(seed, by_car=kind != "foot", gets_off=kind == "gets off")
    return with_turns(inputs, seed)


def makes_none(plan: Plan) -> int:
    """Asserts that no route and no fallback makes a forbidden turn; how many keep off one."""
    inputs = plan.inputs
    modes = {row.id: row.mode for row in inputs.groups}
    for row in plan.instructions:
        assert turns_made(inputs, modes[row.group], row.route) == [], row.id
        if row.fallback is not None:
            assert turns_made(inputs, modes[row.group], row.fallback.route) == [], row.id
    return sum(row.fallback is not None for row in plan.instructions)


@pytest.mark.parametrize("kind", KINDS)
def test_no_route_makes_one_and_the_plan_passes(kind: str, tmp_path: Path) -> None:
    """50 random cases of each kind; the turns make a difference to many of them."""
    differ = planned = fallbacks = 0
    for seed in range(50):
        inputs = turned_inputs(seed, kind)
        try:
            plan = make_plan(inputs, BARE)
        except UsageError:
            continue
        planned += 1
        fallbacks += makes_none(plan)
        free = make_plan(replace(inputs, forbidden_turns=()), BARE)
        differ += plan.figures != free.figures
        assert plan.figures.people_arrived_bound <= free.figures.people_arrived_bound
        report = check_bundle(write_bundle(plan, tmp_path / "b", force=True))
        assert report.verdict == "passed", (seed, kind, report.as_text())
    assert planned > 35
    assert differ > 5
    assert fallbacks > 5


def streets(seed: int) -> Inputs:
    """A few streets, all open, some one way, without limits that bind; many forbidden turns."""
    rng = random.Random(seed)
    names = [f"n{i}" for i in range(rng.randint(4, 7))]
    links: list[Link] = []
    for number in range(rng.randint(5, 9)):
        a, b = rng.sample(names, 2)
        seconds = rng.randint(10, 60)
        for there in ((a, b), (b, a)) if rng.random() < 0.5 else ((a, b),):
            row = link(f"s{number}{'' if there == (a, b) else '~'}", *there, 60, 36000, number + 1)
            links.append(row._replace(car_s=seconds, car_per_hour=Fraction(36000)))
    people = []
    for number, node in enumerate(rng.sample(names[1:], 3)):
        mode = rng.choice(("car", "foot"))
        row = group(f"p{number}", node, 60, mode=mode, occupancy=Fraction(2) * (mode == "car"))
        if mode == "car":
            row = replace(row, starts=(replace(row.starts[0], seats=60),))
        people.append(replace(row, occupancy=row.occupancy or None))
    inputs = town(
        nodes=tuple(town().nodes[0]._replace(id=name, name=name) for name in names),
        links=tuple(links), groups=tuple(people), crossings=(),
        destinations=(destination("camp", "n0", "unlimited"),), walking_limit_m=10**6,
    )  # fmt: skip
    turned = with_turns(inputs, seed, least=10, most=30)
    turns = (replace(turn, modes=("car", "foot")) for turn in turned.forbidden_turns)
    return replace(inputs, forbidden_turns=tuple(turns))


@pytest.mark.parametrize("block", range(4))
def test_somebody_has_a_way_exactly_if_some_walk_is_one(block: int, tmp_path: Path) -> None:
    """200 networks of open streets: whole groups arrive, or none of them and with proof."""
    seen: Counter[str] = Counter()
    for seed in range(block * 50, block * 50 + 50):
        inputs = streets(seed)
        try:
            plan = make_plan(inputs, BARE)
        except UsageError:  # no road at all leads out, whatever turns are made
            without = replace(inputs, forbidden_turns=())
            starts = [(row.starts[0].node, row.mode) for row in inputs.groups]
            assert not any(can_walk_out(without, *start) for start in starts)
            continue
        makes_none(plan)
        report = check_bundle(write_bundle(plan, tmp_path / "b", force=True))
        assert report.verdict == "passed", (seed, report.as_text())
        short = {row.group: row for row in plan.short_of}
        for row in inputs.groups:
            node = row.starts[0].node
            can = can_walk_out(inputs, node, row.mode)
            assert (row.id not in short) == can, (seed, row.id)
            if not can:
                assert short[row.id].proved
                free = can_walk_out(replace(inputs, forbidden_turns=()), node, row.mode)
                assert short[row.id].rule == ("forbidden_turn" if free else "no_path"), seed
                seen[short[row.id].rule] += 1
            else:
                seen["way"] += 1
    assert min(seen[kind] for kind in ("way", "forbidden_turn", "no_path")) > 5, seen


def drivers(seed: int) -> Inputs:
    """A tree of streets and a few one way besides, a car everywhere, many forbidden turns."""
    rng = random.Random(seed)
    names = [f"n{i}" for i in range(rng.randint(6, 10))]
    pairs = [(name, rng.choice(names[:k])) for k, name in enumerate(names) if k]
    links: list[Link] = []
    for number, (a, b) in enumerate(pairs):
        seconds = rng.randint(10, 60)
        for there in ((a, b), (b, a)):
            row = link(f"s{number}{'' if there == (a, b) else '~'}", *there, 60, 36000, number + 1)
            links.append(row._replace(car_s=seconds, car_per_hour=Fraction(36000)))
    for number in range(rng.randint(1, 3)):
        row = link(f"x{number}", *rng.sample(names, 2), 60, 36000, 50 + number)
        links.append(row._replace(car_s=rng.randint(10, 60), car_per_hour=Fraction(36000)))
    start = replace(group("p", "n1", 60).starts[0], seats=60)
    cars = tuple(
        replace(group(name, name, 60), mode="car", occupancy=Fraction(2),
                starts=(replace(start, node=name),))
        for name in names[1:]
    )  # fmt: skip
    inputs = town(
        nodes=tuple(town().nodes[0]._replace(id=name, name=name) for name in names),
        links=tuple(links), groups=cars, crossings=(),
        destinations=(destination("camp", "n0", "unlimited"),),
    )  # fmt: skip
    turned = with_turns(inputs, seed, least=4, most=12)
    turns = (replace(turn, modes=("car",)) for turn in turned.forbidden_turns)
    return replace(inputs, forbidden_turns=tuple(turns))


def test_cars_go_round_by_the_quickest_way_and_turn_back_only_if_there_is_none() -> None:
    """From everywhere in 300 networks, one search after the other, as each learns of the last."""
    seen: Counter[str] = Counter()
    for seed in range(300):
        inputs = drivers(seed)
        network = build_network(inputs)
        ways = ways_out(network, range(len(network.sinks)))
        for row in inputs.groups:
            state = network.state_of(row, row.id)
            route = None if state is None else ways.route(network, state)
            straight = quickest_drive(inputs, row.id, may_turn_back=False)
            turning = quickest_drive(inputs, row.id, may_turn_back=True)
            if route is None:
                assert turning is None
                continue
            took = sum(network.arcs[arc].travel_s for arc in route)
            assert took == (turning if straight is None else straight), (seed, row.id)
            assert turns_back(network, route) == (straight is None), (seed, row.id)
            seen["back" if straight is None else "round" if straight > turning else "way"] += 1
    assert seen["round"] > 10, seen
    assert seen["back"] > 1, seen


def corner(*turns: ForbiddenTurn, **changes: object) -> Inputs:
    """A car comes along `in` to a corner: `left` leads to the camp, `on` to a square and back.

    From the square a ring leads round a block back to the corner.
    """
    roads = (
        ("in", "home", "corner", 500), ("left", "corner", "camp", 500),
        ("on", "corner", "square", 200), ("on~", "square", "corner", 200),
        ("ring", "square", "far", 300), ("back", "far", "corner", 350),
    )  # fmt: skip
    people = replace(group("people", "home", 60), mode="car", occupancy=Fraction(2))
    people = replace(people, starts=(replace(people.starts[0], seats=60),))
    values: dict[str, object] = {
        "nodes": tuple(
            town().nodes[0]._replace(id=name, name=name)
            for name in ("home", "corner", "camp", "square", "far")
        ),
        "links": tuple(
            Link(name, a, b, name, metres, metres // 10, Fraction(3600), None, None, False)
            for name, a, b, metres in roads
        ),
        "groups": (people,), "crossings": (), "forbidden_turns": turns,
        "destinations": (destination("camp", "camp", "unlimited"),),
    }  # fmt: skip
    return town(**{**values, **changes})


NO_LEFT = ForbiddenTurn("no-left", ("in", "left"), ("car",), "sign")


def test_a_detour_goes_round_the_block_and_does_not_turn_back_in_mid_road() -> None:
    """Quicker would be to turn at the square; a car that can go on does not turn there."""
    (row,) = make_plan(corner(NO_LEFT), BARE).instructions
    assert row.route == ("link/in", "link/on", "link/ring", "link/back", "link/left")
    assert row.travel_s == 50 + 20 + 30 + 35 + 50


def test_a_car_turns_where_the_road_ends_or_where_there_is_no_other_way() -> None:
    dead_end = corner(NO_LEFT)
    dead_end = replace(dead_end, links=tuple(r for r in dead_end.links if r.id != "ring"))
    (row,) = make_plan(dead_end, BARE).instructions
    assert row.route == ("link/in", "link/on", "link/on~", "link/left")
    # the ring leads away and not back: rather turned in mid-road than left behind
    one_way = replace(dead_end, links=tuple(r for r in corner().links if r.id != "back"))
    (row,) = make_plan(one_way, BARE).instructions
    assert row.route == ("link/in", "link/on", "link/on~", "link/left")


def test_who_has_to_pass_a_road_twice_fits_into_its_rate_twice(tmp_path: Path) -> None:
    """A turn of three links: from `in` by `mid` not into `left`, so round the ring and again."""
    no_way = ForbiddenTurn("no-way", ("in", "mid", "left"), ("car",), None)
    roads = (
        ("in", "home", "corner"), ("mid", "corner", "square"), ("left", "square", "camp"),
        ("ring", "square", "far"), ("back", "far", "corner"),
    )  # fmt: skip
    links = tuple(
        Link(name, a, b, name, 100, 10, Fraction(60 if name == "mid" else 3600), None, None, False)
        for name, a, b in roads
    )
    plan = make_plan(corner(no_way, links=links, capacity_use=Fraction(1)), BARE)
    (row,) = plan.instructions
    ring = ("link/ring", "link/back")
    assert row.route == ("link/in", "link/mid", *ring, "link/mid", "link/left")
    # 60 people, two in a car, pass 60 times; at 60 cars an hour the last of them after an hour
    assert plan.figures.t100_s is not None
    assert 3600 <= plan.figures.t100_s < 3900
    report = check_bundle(write_bundle(plan, tmp_path / "b"))
    assert report.verdict == "passed", report.as_text()


def test_a_turn_binds_only_those_for_whom_it_is() -> None:
    for modes, turned in ((("car",), True), (("foot",), False), (("truck",), False)):
        plan = make_plan(corner(replace(NO_LEFT, modes=modes)), BARE)
        assert (plan.figures.t100_s != make_plan(corner(), BARE).figures.t100_s) == turned
