"""Soundness: no plan beats a bound, by trying all ways of one person and all tiny plans."""

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product
from math import ceil
from typing import Any, NamedTuple

import pytest

from safepassage.check.aid import Aid
from safepassage.check.bounds import Networks
from safepassage.check.inputs import Inputs
from safepassage.check.network import latest_periods
from safepassage.check.ways import Ways
from safepassage.check.window import joined

from .build import (
    Parts,
    aid_stream,
    crossing,
    days,
    destination,
    entry,
    gate,
    group,
    leg,
    link,
    parts,
)
from .build import start as people_at
from .naive import Naive
from .test_random_bounds import random_case, some_turns

MOST_ELEMENTS = 4


class Way(NamedTuple):
    """One person's way in a plan: leaves, has arrived, and has entered these resources when.

    The third part of an entry is the own passing in shortest ones.
    """

    leaves: int
    arrives: int
    entered: tuple[tuple[str, int, Fraction], ...]
    destination: str


class At(NamedTuple):
    """Somebody on the way, between two stages."""

    node: str
    mode: str
    period: int
    after_leg: bool
    metres: int
    entered: tuple[tuple[str, int, Fraction], ...]
    elements: tuple[str, ...]
    occupancy: str


def runs_of(twin: Naive, at: At, *, is_first: bool) -> Iterator[list[tuple[str, str]]]:
    """Every list of elements that may be one stage from here, each with how it is passed."""
    open_lists: list[tuple[str, str, list[tuple[str, str]]]] = [(at.node, at.mode, [])]
    while open_lists:
        node, mode, done = open_lists.pop()
        for name in twin.names:
            if twin.ends(name)[0] != node or name in [n for n, _ in done]:
                continue
            if done and name in twin.legs:
                continue
            if not done and name in twin.links and not is_first and not at.after_leg:
                continue
            manner = twin.manner(name, mode)
            if twin.seconds(name, manner) is None:
                continue
            longer = [*done, (name, manner)]
            yield longer
            if name not in twin.legs and len(longer) + len(at.elements) < MOST_ELEMENTS:
                open_lists.append((twin.ends(name)[1], manner, longer))


def travel(twin: Naive, who: Any, at: At, stage: list[tuple[str, str]], d: int) -> At | None:
    """Where the stage ends for who leaves in period d; None: a rule forbids it."""
    entered = list(at.entered)
    metres = at.metres
    if stage[0][0] in twin.legs:
        name, manner = stage[0]
        leg = twin.legs[name]
        boards = twin.plan_boards(name) == d and twin.open_period(name, manner, who, d, plan=True)
        if not boards or not twin.admits(name, manner, who):
            return None
        entered.append((f"{name}/seats", twin.bound_times(name)[0], Fraction(1)))
        end = leg["arrives_s"] // twin.step
    else:
        times = [twin.seconds(*part) or 0 for part in stage]
        whole = ceil(Fraction(sum(times), twin.step))
        for k, (name, manner) in enumerate(stage):
            p = d + whole - ceil(Fraction(sum(times[k:]), twin.step))
            if p >= twin.periods or not twin.admits(name, manner, who):
                return None
            if not twin.open_period(name, manner, who, p):
                return None
            entered += [
                (resource, p, twin.passings(resource, rate, manner, at.occupancy))
                for resource, rate in twin.charges(name, manner)
            ]
            if name in twin.links and manner == "foot":
                metres += int(twin.links[name][4])
        end = d + whole
    if end >= twin.periods or metres > twin.model["walking_limit_m"]:
        return None
    name, manner = stage[-1]
    elements = at.elements + tuple(n for n, _ in stage)
    node = twin.ends(name)[1]
    return At(node, manner, end, name in twin.legs, metres, tuple(entered), elements, at.occupancy)


def all_ways(twin: Naive, group_row: Any, node: str) -> Iterator[Way]:
    """Every way of up to four elements that one person of the group may take from a start."""
    who, limit = twin.who(group_row), group_row["latest_departure_s"]
    for leaves in range(twin.periods):
        if limit is not None and (leaves + 1) * twin.step > limit:
            continue
        occupancy = group_row["occupancy"] or "1"
        waiting = [At(node, group_row["mode"], leaves, False, 0, (), (), occupancy)]
        while waiting:
            at = waiting.pop()
            for row in twin.destinations.values():
                if row["node"] == at.node and twin.takes(row):
                    intake = (f"destination/{row['id']}/intake", at.period, Fraction(1))
                    yield Way(leaves, at.period, (*at.entered, intake), row["id"])
            if len(at.elements) >= MOST_ELEMENTS:
                continue
            is_first = not at.elements
            for stage in runs_of(twin, at, is_first=is_first):
                for d in [leaves] if is_first else range(at.period, twin.periods):
                    there = travel(twin, who, at, stage, d)
                    if there is not None and not twin.turns_made(passed(twin, there, group_row)):
                        waiting.append(there)


def passed(twin: Naive, at: At, group_row: Any) -> list[tuple[str, str]]:
    """The elements of a way so far, and how each was passed."""
    mode, found = group_row["mode"], []
    for name in at.elements:
        mode = twin.manner(name, mode)
        found.append((name, mode))
    return found


def open_case(seed: int) -> Parts:
    """A random case in which most ways are open, with two legs and even deadlines.

    Two of three have forbidden turns.
    """
    pick = random.Random(seed)
    made = random_case(seed)
    model = made["model"]
    end = model["step_s"] * model["periods"]
    for row in model["crossings"]:
        for gate_row in row["gates"]:
            gate_row |= {"rate_persons_per_hour": "720", "eligibility": None, "consents": []}
            gate_row["open"] = gate_row["open"] or [{"from_s": 0, "to_s": end, "source": "s"}]
    for row in model["destinations"]:
        row |= {"room": row["room"] or 9, "intake_per_hour": pick.choice([None, "720"])}
    for row in made["links"]:
        row[6:9:2] = ["360" if rate else "" for rate in row[6:9:2]]
    model["closures"] = model["closures"][:1]
    model["legs"] = []
    for number in range(2):
        tail, head = pick.sample("abcd", 2)
        cut_off = pick.randrange(model["step_s"], end * 2 // 3)
        departs = cut_off + pick.randrange(3)
        times = cut_off, departs, departs + pick.randrange(1, 2 * model["step_s"])
        model["legs"].append(leg(f"l{number}", tail, head, times))
    for row in model["groups"]:
        steps = pick.randrange(1, model["periods"])
        row["latest_departure_s"] = pick.choice([None, steps * model["step_s"]])
    model["forbidden_turns"] = some_turns(made["links"], pick) if seed % 3 else []
    return made


@pytest.mark.parametrize("block", range(4))
def test_no_way_of_a_plan_is_cheaper_than_the_bound_says(block: int) -> None:
    """All three passes, on random networks with legs: they find no more than any way costs."""
    tried = 0
    for seed in range(50 * block, 50 * block + 50):
        made, pick = open_case(seed), random.Random(seed)
        twin = Naive(made)
        inputs = Inputs(made["model"], made["nodes"], made["links"])
        networks = Networks(inputs, Aid(inputs))
        for (mode, traits), rows in networks.groups.items():
            network = networks.of[mode, traits]
            for row in rows:
                for node in row.starts:
                    ways = set(all_ways(twin, twin.groups[row.name], node))
                    tried += len(ways)
                    for _ in range(8):
                        occupancy = twin.groups[row.name]["occupancy"] or "1"
                        compare(twin, network, (node, mode, ()), occupancy, ways, pick)
    assert tried > 1000


def allowed_from(way: Way, leaving: list[int], limit: int | None, step_s: int) -> int:
    """What the bound finds for somebody released in the period in which the way leaves home."""
    last = len(leaving) if limit is None else max(0, -(-limit // step_s))
    return min(leaving[way.leaves : last], default=10**9)


def limit_of(twin: Naive, network: Any, state: Any) -> int | None:
    limits = [
        row["latest_departure_s"]
        for row in twin.groups.values()
        if row["mode"] == state[1] and state[0] in [s["node"] for s in row["starts"]]
    ]
    return None if None in limits else max(limits)


def some_prices(twin: Naive, pick: random.Random) -> dict[tuple[str, int], int]:
    """Prices that go up and down everywhere, mostly 0."""
    names = {
        resource
        for name in twin.names
        for manner in ("car", "foot")
        if twin.seconds(name, manner) is not None
        for resource, _ in twin.charges(name, manner)
    }
    names |= {f"destination/{name}/intake" for name in twin.destinations}
    return {
        (name, p): pick.choice([0, 0, 1, 4])
        for name in sorted(names)
        if pick.random() < 0.7
        for p in range(twin.periods)
    }


def compare(
    twin: Naive, network: Any, state: Any, occupancy: str, ways: set[Way], pick: random.Random
) -> None:
    """The three passes on the same prices: no way costs less, none leaves after it is free."""
    prices, until = some_prices(twin, pick), pick.randrange(twin.periods)
    rooms = {name: pick.randrange(3) for name in twin.destinations}
    rows = {name: [prices[name, p] for p in range(twin.periods)] for name, _ in prices}
    one = Fraction(occupancy)
    priced = Ways(network, rows, rooms, {state}, until, 10**6, one).leaving.get(state, [])
    total = Ways(network, rows, rooms, {state}, twin.periods - 1).leaving.get(state, [])
    shut = {
        name: joined((p, p + 1) for p, price in enumerate(row) if price)
        for name, row in rows.items()
    }
    full = {name for name, price in rooms.items() if price}
    free = latest_periods(network, until, shut, full).get(state, -1)
    limit = limit_of(twin, network, state)
    for way in ways:
        paid = sum(prices.get((r, p), 0) for r, p, _ in way.entered) + rooms[way.destination]
        own = sum(int(prices.get((r, p), 0) * times) for r, p, times in way.entered)
        own += rooms[way.destination]
        assert allowed_from(way, total, limit, twin.step) <= paid + way.arrives, way
        if way.arrives <= until:
            assert allowed_from(way, priced, limit, twin.step) <= own, way
            assert paid or way.leaves <= free, way


# ---- all plans at one gate that is shared with trucks


def one_gate(person_s: int, truck_s: int, minimum: int, border: int, periods: int) -> Parts:
    gates = [
        gate("g", str(Fraction(3600, person_s)), rate_trucks_per_hour=str(Fraction(3600, truck_s)))
    ]
    return parts(
        links=[link("1", "b", "c", None, (0, "36000"))],
        groups=[group("g", [people_at("a", 30)])],
        destinations=[destination("c", "c")],
        crossings=[crossing("x", "a", "b", gates)],
        aid_streams=[aid_stream("s", "x", str(minimum))],
        periods=periods,
        days=days(0, border, 60 * periods),
    )


def truck_plans(periods: int, day: list[int], number: int) -> Iterator[list[int]]:
    """Passings by period of so many trucks on one day: in first, then out, in any periods."""
    for came in combinations(sorted(day * number), number):
        for went in set(combinations(sorted(day * number), number)):
            balance = [sum(p <= q for p in came) - sum(p <= q for p in went) for q in day]
            if min(balance, default=0) >= 0:
                yield [came.count(p) + went.count(p) for p in range(periods)]


def keeps_the_rate(people: Any, trucks: list[int], person_s: int, truck_s: int) -> bool:
    late = 0
    for number, passing in zip(people, trucks, strict=True):
        late = max(0, late + number * person_s + passing * truck_s - 60)
        if (passing and late > max(person_s, truck_s)) or (
            number and not passing and late > person_s
        ):
            return False
    return True


@pytest.mark.parametrize(
    ("person_s", "truck_s", "minimum", "border"),
    [(30, 60, 1, 120), (40, 90, 1, 180), (45, 20, 2, 120), (90, 30, 1, 60), (60, 90, 1, 180)],
)
def test_no_plan_at_a_gate_beats_a_bound_that_aid_takes_part_in(
    person_s: int, truck_s: int, minimum: int, border: int
) -> None:
    """Every plan of people and trucks against every run, and against steps of prices."""
    periods = 4
    made = one_gate(person_s, truck_s, minimum, border, periods)
    inputs = Inputs(made["model"], made["nodes"], made["links"])
    aid = Aid(inputs)
    networks = Networks(inputs, aid)
    name = "crossing/x/gate/g"
    best_runs: dict[tuple[int, int], int] = {}
    best_until = [0] * periods
    musts = [aid.must["crossing/x", day.date] for day in aid.days]
    assert sum(musts)
    first = [list(range(day.first, day.last + 1)) for day in aid.days]
    plans = [
        [sum(rows) for rows in zip(*plan, strict=True)]
        for counts in product(*(range(must, must + 2) for must in musts))
        for plan in product(
            *(
                set(map(tuple, truck_plans(periods, day, n)))
                for day, n in zip(first, counts, strict=True)
            )
        )
    ]
    for people in product(range(60 // person_s + 3), repeat=periods):
        if not any(keeps_the_rate(people, trucks, person_s, truck_s) for trucks in plans):
            continue
        for q in range(periods):
            best_until[q] = max(best_until[q], sum(people[: q + 1]))
        for a, b in combinations(range(periods + 1), 2):
            best_runs[a, b] = max(best_runs.get((a, b), 0), sum(people[a:b]))
    use = Fraction(19, 20)
    tight = 0
    for (a, b), most in best_runs.items():
        # with 30 people waiting and one run priced, what passes there is all the run lets through
        limit = networks.run_limit(name, a, b - 1, use)
        assert most <= limit
        tight += most == limit
    assert tight
    for q in range(periods):
        for runs in ([[name, 0, q, 1, 0]], [[name, 0, q, 2 * q + 1, -2]], [[name, 0, q, 1, 1]]):
            row = entry("t50_bound_s", q, runs) | {"worth": max(1, runs[0][3])}
            assert best_until[q] <= networks.priced_bound(row, use)
        assert best_until[q] <= networks.arrivals_bound(
            entry("t50_bound_s", q, [[name, 0, q]]), use
        )


def test_aid_takes_two_passings_of_each_truck_that_must_come() -> None:
    """4 periods of 60 s, 30 s a person: 8 and one late; one truck a day takes 2 * 60 s of each."""
    made = one_gate(30, 60, 1, 120, 4)
    inputs = Inputs(made["model"], made["nodes"], made["links"])
    networks = Networks(inputs, Aid(inputs))
    name = "crossing/x/gate/g"
    use = Fraction(1)
    assert [row.required for row in networks.aid.figures.values()] == [1, 1]
    assert networks.run_limit(name, 0, 3, use) == (240 + 60 - 240) // 30
    assert networks.run_limit(name, 0, 2, use) == (180 + 60 - 120) // 30
    assert networks.run_limit(name, 1, 2, use) == (120 + 30) // 30  # no whole day in it


@pytest.mark.parametrize(
    ("person_s", "truck_s", "open_s"),
    [(1, 60, 240), (1, 40, 240), (1, 90, 240), (120, 60, 240), (90, 40, 120), (1, 50, 130)],
)
def test_no_more_trucks_come_than_most_says(person_s: int, truck_s: int, open_s: int) -> None:
    """Every plan of trucks alone: `most` is never beaten, and here it is reached."""
    made = one_gate(person_s, truck_s, 9, 240, 4)
    made["model"]["days"] = days(0, 240)
    made["model"]["crossings"][0]["gates"][0]["open"][0]["to_s"] = open_s
    aid = Aid(Inputs(made["model"], made["nodes"], made["links"]))
    (row,) = aid.figures.values()
    periods = list(range(-(-open_s // 60)))
    budget = [min(60, open_s - 60 * p) for p in periods] + [0] * (4 - len(periods))
    found = 0
    for number in range(1, row.most + 2):
        for trucks in truck_plans(4, periods, number):
            late = worst = 0
            for passing, seconds in zip(trucks, budget, strict=True):
                late = max(0, late + passing * truck_s - seconds)
                worst = max(worst, late if passing else 0)
            if worst <= max(person_s, truck_s):
                found = number
    assert found == row.most
