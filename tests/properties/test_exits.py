"""Who can leave, and what would free the most people: equal to trying everything."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest

from safepassage.network.exits import GroupExit, find_exits
from safepassage.scenario.inputs import (
    Closure,
    Consent,
    Corridor,
    Crossing,
    Gate,
    Group,
    Inputs,
    Interval,
    Leg,
    Link,
    Mode,
)
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
from tests.cases.turned import with_turns
from tests.naive.exits import Opened, World, best_unlocks

HOMES = ("home", "square", "hut")
MINUTES = 10


class _Draw:
    """Draws everything that may block, on the minute."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def hours(self) -> tuple[Interval, ...] | None:
        kind = self.rng.random()
        if kind < 0.3:
            return None
        if kind < 0.4:
            return ()
        low = self.rng.randrange(0, 8) * 60
        return (Interval(low, low + self.rng.randrange(1, 5) * 60, "s"),)

    def consents(self) -> tuple[Consent, ...]:
        rows = []
        for party in ("north", "south")[: self.rng.choice((0, 1, 1, 2))]:
            state = "given" if self.rng.random() < 0.4 else "unknown"
            low = self.rng.randrange(0, 5) * 60
            listed = ("listed",) if self.rng.random() < 0.2 else None
            rows.append(consent(party, state=state, from_s=low, to_s=low + 300, only_for=listed))
        if self.rng.random() < 0.1:
            rows.append(consent("north", id="aid", of="aid", direction="in", state="refused"))
        return tuple(rows)

    def gate(self, name: str) -> Gate:
        listed = ("listed",) if self.rng.random() < 0.2 else None
        by_car = Fraction(60) if self.rng.random() < 0.5 else None
        rate = 0 if self.rng.random() < 0.05 else 360
        changes = {"rate_vehicles_per_hour": by_car, "eligibility": listed}
        return gate(name, rate, open=self.hours(), consents=self.consents(), **changes)

    def crossing(self, name: str) -> Crossing:
        to = self.rng.choice(("far", "camp"))
        gates = tuple(self.gate(f"g{n}") for n in range(self.rng.randint(1, 2)))
        transit_s = self.rng.choice((0, 0, 60))
        return Crossing(name, name, self.rng.choice(HOMES), to, transit_s, gates)

    def leg(self, name: str) -> Leg:
        cut_off = self.rng.randrange(-1, 10) * 60
        departs = cut_off + self.rng.choice((0, 60))
        return Leg(
            name, name.title(), self.rng.choice(HOMES), self.rng.choice(("far", "camp")),
            cut_off, departs, departs + 120, self.rng.choice((0, 40, 40, 40)), True,
            self.rng.choice((None, None, ("listed",))),
            self.rng.choice((None, None, ("residents",))), self.consents(), "s",
        )  # fmt: skip

    def link(self, name: str, a: str, b: str) -> Link:
        """A road; some are long for their time, so that the limit binds."""
        seconds = self.rng.choice((60, 60, 120))
        foot = link(name, a, b, seconds, 900, self.rng.choice((100, 200, 300, 400)))
        return foot._replace(car_s=60, car_per_hour=Fraction(900))

    def group(self, name: str, node: str) -> Group:
        mode: Mode = self.rng.choice(("foot", "foot", "foot", "car", "seat"))
        deadline = self.rng.randrange(0, 8) * 60 if self.rng.random() < 0.15 else None
        return group(
            name,
            node,
            self.rng.randint(1, 99),
            criteria=("listed",) * self.rng.randint(0, 1),
            population=self.rng.choice(("residents", "visitors")),
            mode=mode,
            occupancy=Fraction(2) if mode == "car" else None,
            latest_departure_s=deadline,
        )


def blocked_inputs(seed: int) -> Inputs:
    """Three quarters and a far side; ways out only through a few crossings and legs.

    Much is closed, some gates ask for a list, roads may be closed or corridors, some ways are too
    long to walk; openings on the minute.
    """
    draw = _Draw(seed)
    rng = draw.rng
    links = [
        draw.link("street", "home", "square"),
        draw.link("alley", "home", "square"),
        draw.link("lane", "hut", "square"),
        draw.link("road", "far", "camp"),
        draw.link("back", "square", "home"),
    ]
    corridors: list[Corridor] = []
    if rng.random() < 0.5:
        on = rng.choice(("lane", "street", "road"))
        corridors.append(corridor(on, hours=draw.hours(), consents=draw.consents()))
    closures: list[Closure] = []
    if rng.random() < 0.3:
        low = rng.randrange(0, 8) * 60
        shut = (rng.choice(("alley", "road")),)
        closures.append(Closure("shut", "closure/shut", shut, low, low + 240, Fraction(0), "s"))
    legs = [draw.leg("bus")] if rng.random() < 0.5 else []
    if legs and rng.random() < 0.3:
        first = replace(legs[0], id="bus@2031-05-05", name="Bus, 2031-05-05")
        again = replace(
            first, id="bus@2031-05-06", name="Bus, 2031-05-06", cut_off_s=first.cut_off_s + 300,
            departs_s=first.departs_s + 300, arrives_s=first.arrives_s + 300,
        )  # fmt: skip
        legs = [first, again]
    return town(
        periods=MINUTES,
        walking_limit_m=rng.choice((200, 300, 500, 700, 20000)),
        links=tuple(links),
        groups=tuple(draw.group(f"p{n}", node) for n, node in enumerate(HOMES)),
        crossings=tuple(draw.crossing(f"c{k}") for k in range(rng.randint(1, 2))),
        corridors=tuple(corridors),
        closures=tuple(closures),
        legs=tuple(legs),
        destinations=(destination("camp", "camp", "unlimited"),),
    )


def crooked_inputs(seed: int) -> Inputs:
    """Many short roads between four places, one or two ways over, and many forbidden turns."""
    draw = _Draw(seed)
    rng = draw.rng
    places = (*HOMES, "far")
    pairs = [rng.sample(places, 2) for _ in range(rng.randint(6, 9))]
    links = [draw.link(f"r{n}", *pair) for n, pair in enumerate(pairs)]
    links = [row._replace(foot_s=60, length_m=100) for row in links]
    inputs = town(
        periods=MINUTES,
        walking_limit_m=rng.choice((100, 200, 300, 20000)),
        links=(*links, *(draw.link(f"over{n}", "far", "camp") for n in range(rng.randint(0, 1)))),
        groups=tuple(draw.group(f"p{n}", node) for n, node in enumerate(HOMES)),
        crossings=(Crossing("c", "c", "far", "camp", 0, (draw.gate("g"),)),),
        legs=(draw.leg("bus"),) if rng.random() < 0.3 else (),
        corridors=(corridor("r0", hours=draw.hours(), consents=draw.consents()),),
        destinations=(destination("camp", "camp", "unlimited"),),
    )
    turned = with_turns(inputs, seed, least=8, most=20)
    turns = tuple(replace(row, modes=("car", "foot")) for row in turned.forbidden_turns)
    return replace(inputs, forbidden_turns=turns)


def too_far(row: GroupExit, world: World) -> int | None:
    """Metres of the shortest way, if all that could be opened, or all there are, are too long."""
    args = (world.inputs, world.group, world.span_s)
    limit = world.inputs.walking_limit_m
    every = Opened(*args, whoever=True).least_metres(row.start)
    admitted = Opened(*args, whoever=False).least_metres(row.start)
    opened = world.least_metres(row.start)
    if admitted is not None and admitted > limit:
        return admitted
    if opened is not None and opened > limit:
        return opened
    return every if every is not None and every > limit else None


def same_answer(row: GroupExit, world: World) -> str:
    """The answer for a group equals what every walk gives; returns what was seen."""
    ways = world.ways(row.start)
    if row.way is not None:
        assert ways[frozenset()] == (row.way.arrives_s, row.way.on_foot_m)
        return "open"
    assert frozenset() not in ways
    smallest = {needs for needs in ways if not any(other < needs for other in ways)}
    assert set(row.needs) == smallest
    if smallest:
        assert frozenset(b.address for b in row.blockers) in smallest
        return "blocked"
    shortest = too_far(row, world)
    assert (shortest is not None) == (row.blockers[0].rule == "walking_limit")
    if shortest is not None:
        (blocker,) = row.blockers
        assert blocker.sentence.endswith(f" {shortest / 1000:g} km")
        return "too far"
    return row.blockers[-1].rule


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("block", range(6))
def test_answers_and_unlocks_equal_brute_force(block: int, turned: bool) -> None:
    """300 random small cases: ways, needs, and the most people freed by so many conditions.

    And 300 with forbidden turns of two and three links.
    """
    seen: Counter[str] = Counter()
    for seed in range(block * 50, block * 50 + 50):
        inputs = crooked_inputs(seed) if turned else blocked_inputs(seed)
        span_s = MINUTES * 60 if seed % 3 else MINUTES * 40
        exits = find_exits(inputs, (0, span_s))
        free = find_exits(replace(inputs, forbidden_turns=()), (0, span_s))
        seen["turned"] += [row.way for row in exits.groups] != [row.way for row in free.groups]
        blocked = []
        for row in exits.groups:
            world = World(inputs, row.group, span_s)
            seen[same_answer(row, world)] += 1
            if row.way is None:
                blocked.append((row.people, set(world.ways(row.start))))
        ours: dict[int, int] = {}
        for unlock in exits.unlocks:
            lifted = frozenset(unlock.conditions)
            freed = sum(n for n, ways in blocked if any(needs <= lifted for needs in ways))
            assert freed == unlock.people, seed
            ours[len(lifted)] = unlock.people
        assert ours == best_unlocks(blocked), seed
    kinds = ("turned", "forbidden_turn") if turned else ("too far",)
    assert min(seen[kind] for kind in ("open", "blocked", *kinds)) > 5, seen


def test_without_the_forbidden_turns_in_the_way_there_is_a_way() -> None:
    """Who is told that certain turns stand in the way has a way, open or not, without these."""
    asked = 0
    for seed in range(100):
        inputs = crooked_inputs(seed)
        for number, row in enumerate(find_exits(inputs, (0, HORIZON_S)).groups):
            lifted = {b.address for b in row.blockers if b.rule == "forbidden_turn"}
            if lifted:
                kept = [r for r in inputs.forbidden_turns if f"forbidden_turn/{r.id}" not in lifted]
                assert len(kept) + len(lifted) == len(inputs.forbidden_turns)
                free = replace(inputs, forbidden_turns=tuple(kept))
                after = find_exits(free, (0, HORIZON_S)).groups[number]
                assert {b.rule for b in after.blockers} & {"forbidden_turn", "no_path"} == set()
                asked += 1
    assert asked > 20


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


def test_a_leg_that_leaves_before_anybody_can_be_there_says_so() -> None:
    """Every part is open at some time, but not in the order of travel."""
    bus = Leg("bus", "Bus", "square", "camp", 240, 300, 1800, 40, True, None, None, (), "s")
    inputs = town(links=town().links[:1], crossings=(), destinations=town().destinations[:1])
    (row,) = find_exits(replace(inputs, legs=(bus,)), (0, HORIZON_S)).groups
    (blocker,) = row.blockers
    assert (blocker.address, blocker.rule) == ("leg/bus/departs", "leg_gone")
    assert blocker.sentence == (
        "Bus can be entered until Mon 5 May 06:04 only; who sets out now is there on Mon 5 May "
        "06:05 at the earliest"
    )
    assert row.needs == ()


def test_a_deadline_counts_for_leaving_home_and_not_for_waiting_at_a_gate() -> None:
    late = (Interval(3600, HORIZON_S, "s"),)
    inputs = town(
        crossings=(crossing(gate("near", 360, open=late)),), destinations=town().destinations[:1]
    )
    for home, deadline, rule in (
        ("home", 60, None),
        ("home", 0, "deadline"),
        ("square", 60, "gate_hours"),  # the gate could open earlier
        ("square", 3601, None),
    ):
        people = group(
            "people", home, 9, latest_departure_s=deadline, deadline_because="hazard/sea"
        )
        (row,) = find_exits(replace(inputs, groups=(people,)), (0, HORIZON_S)).groups
        assert (row.blockers[0].rule if row.blockers else None) == rule, (home, deadline)
        assert rule != "deadline" or "hazard/sea" in row.blockers[0].sentence


def test_a_consent_for_others_is_two_things_to_change() -> None:
    """That it is given, and for these people too: each has an address of its own."""
    asked = consent("south", state="unknown", only_for=("listed",))
    inputs = town(
        crossings=(crossing(gate("near", 360, consents=(asked,))),),
        destinations=town().destinations[:1],
    )
    at = "crossing/pass/gate/near/consent/south"
    (unlock,) = find_exits(inputs, (0, HORIZON_S)).unlocks
    assert unlock.conditions == (f"{at}/only_for", f"{at}/state")
    listed = (group("people", "home", 9, criteria=("listed",)),)
    (unlock,) = find_exits(replace(inputs, groups=listed), (0, HORIZON_S)).unlocks
    assert unlock.conditions == (f"{at}/state",)


def test_the_shorter_of_two_ways_counts_where_the_quicker_is_too_long() -> None:
    """Earliest arrival among the ways within the limit; the limit is for metres on foot alone."""
    links = (
        link("quick", "home", "square", 60, 900, 900),
        link("short", "home", "square", 600, 900, 300),
        link("road", "far", "camp", 60, 900, 100),
    )
    inputs = town(links=links, destinations=town().destinations[:1])
    for limit, arrives_s in ((1000, 180), (999, 720), (400, 720)):
        (row,) = find_exits(replace(inputs, walking_limit_m=limit), (0, HORIZON_S)).groups
        assert row.way is not None
        assert row.way.arrives_s == arrives_s
    (row,) = find_exits(replace(inputs, walking_limit_m=399), (0, HORIZON_S)).groups
    assert [b.rule for b in row.blockers] == ["walking_limit"]
    assert row.blockers[0].sentence == (
        "no way out has at most 0.399 km on foot; the shortest has 0.4 km"
    )
    assert row.only_ways == ()
    by_car = tuple(row._replace(car_s=row.foot_s, car_per_hour=row.foot_per_hour) for row in links)
    drivers = (group("people", "home", 9, mode="car", occupancy=Fraction(2)),)
    inputs = replace(inputs, links=by_car, groups=drivers, walking_limit_m=100)
    (row,) = find_exits(inputs, (0, HORIZON_S)).groups  # they get off at the gate and walk 100 m
    assert row.way is not None
    assert (row.way.arrives_s, row.way.on_foot_m) == (180, 100)
    (row,) = find_exits(replace(inputs, walking_limit_m=99), (0, HORIZON_S)).groups
    assert row.way is None


def test_two_departures_of_one_daily_leg_are_one_way_out() -> None:
    inputs = town(links=town().links[:1], crossings=(), destinations=town().destinations[:1])
    bus = Leg(
        "bus@2031-05-05", "Bus, 2031-05-05", "square", "camp", 240, 300, 1800, 40, False, None,
        None, (consent("south", id="ride"),), "s",
    )  # fmt: skip
    later = replace(
        bus, id="bus@2031-05-06", name="Bus, 2031-05-06", cut_off_s=900, departs_s=960,
        arrives_s=2400,
    )  # fmt: skip
    (row,) = find_exits(replace(inputs, legs=(bus, later)), (0, HORIZON_S)).groups
    assert row.way is not None
    assert (row.way.by, row.way.arrives_s, row.only_ways) == ("leg/bus", 2400, ("leg/bus",))
    no = consent("south", id="ride", state="refused")
    days = tuple(replace(leg, consents=(no,)) for leg in (bus, later))
    exits = find_exits(replace(inputs, legs=days), (0, HORIZON_S))
    (row,) = exits.groups
    assert [b.address for b in row.blockers] == ["leg/bus/consent/ride/state"]
    assert "for Bus (leaves Mon 5 May 06:16) is refused" in row.blockers[0].sentence
    assert exits.unlocks[0].people == 400
