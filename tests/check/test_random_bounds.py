"""Random bundles with legs and aid: every bound equals that of the naive twin."""

import random
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from safepassage.check import check_bundle
from safepassage.check.aid import Aid
from safepassage.check.bounds import Networks
from safepassage.check.certificates import Spoilt
from safepassage.check.inputs import Inputs

from .build import (
    Parts,
    aid_stream,
    closure,
    consent,
    corridor,
    crossing,
    days,
    destination,
    entry,
    gate,
    group,
    hours,
    leg,
    link,
    parts,
    start,
    turn,
    write,
)
from .naive import Naive, settled


def random_case(seed: int) -> Parts:
    """A tiny network with everything in it that may matter to a bound."""
    pick = random.Random(seed)
    step, periods = pick.choice([(10, 8), (10, 12), (7, 9)])
    end = step * periods

    def span() -> tuple[int, int]:
        a = pick.randrange(-step, end)
        return a, pick.randrange(a + 1, end + 2 * step)

    def rate() -> str:
        return pick.choice(["720", "360", "1000.5", "90", "0"])

    nodes = "abcd"
    links = []
    for number in range(pick.randrange(2, 6)):
        tail, head = pick.sample(nodes, 2)
        car = (pick.randrange(0, 3 * step), rate()) if pick.random() < 0.8 else None
        foot = (pick.randrange(0, 4 * step), rate()) if pick.random() < 0.8 or not car else None
        links.append(link(str(number), tail, head, car, foot, pick.randrange(2)))
    names = [row[0] for row in links]

    def some_consents() -> list[Any]:
        return [
            consent(
                f"c{i}",
                state=pick.choice(["given"] * 5 + ["refused", "conditional"]),
                condition_met=pick.choice([True, True, False, None]),
                of=pick.choice(["people", "people", "aid", "all"]),
                direction=pick.choice(["both", "both", "out", "in"]),
                only_for=pick.choice([None, None, ["k1"], ["k2", "k1"]]),
                **dict(zip(("from_s", "to_s"), span(), strict=True)),
            )
            for i in range(pick.randrange(2))
        ]

    crossings = []
    for number in range(pick.randrange(0, 3)):
        tail, head = pick.sample(nodes, 2)
        gates = [
            gate(
                f"g{i}",
                pick.choice([rate(), rate(), None]),
                rate_vehicles_per_hour=pick.choice([None, rate(), "400"]),
                rate_trucks_per_hour=pick.choice([None, "0", "360", "900", "2000"]),
                open=pick.choice([None] + [hours(span(), span())] * 4 + [hours((0, end))] * 4),
                eligibility=pick.choice([None, None, ["k1"], []]),
                consents=some_consents(),
            )
            for i in range(pick.randrange(1, 3))
        ]
        crossings.append(crossing(f"x{number}", tail, head, gates, pick.randrange(0, 2 * step)))
    legs = []
    for number in range(pick.choice([0, 0, 1, 2])):
        tail, head = pick.sample(nodes, 2)
        cut_off = pick.randrange(-step, end)
        departs = cut_off + pick.randrange(step)
        times = cut_off, departs, departs + pick.randrange(1, 3 * step)
        legs.append(
            leg(
                f"l{number}",
                tail,
                head,
                times,
                pick.choice([0, 5, 20]),
                eligibility=pick.choice([None, None, ["k1"]]),
                serves=pick.choice([None, None, None, ["staff"], ["residents"], []]),
                consents=some_consents(),
            )
        )
    streams = []
    for number in range(pick.choice([0, 1, 2, 3]) if crossings else 0):
        least = pick.choice([0, 1, 3, 10])
        streams.append(
            aid_stream(
                f"s{number}",
                pick.choice(crossings)["id"],
                str(least),
                pick.choice([None, str(least + 1)]),
                consents=some_consents() if pick.random() < 0.4 else [],
            )
        )
    border = pick.choice([None, end // 2 // step * step, pick.randrange(1, end)])
    first, last = pick.choice([0, -3 * step]), pick.choice([end, end + 2 * step])
    groups = []
    for number in range(pick.randrange(1, 4)):
        starts = []
        for node in pick.sample(nodes, pick.randrange(1, 3)):
            seconds = sorted(pick.sample(range(-5, end + 5), 3))
            so_far = sorted(pick.randrange(0, 30) for _ in seconds)
            people = so_far[-1] + pick.randrange(3)
            starts.append(
                start(
                    node,
                    people,
                    list(map(list, zip(seconds, so_far, strict=True))),
                    pick.randrange(people + 5),
                )
            )
        groups.append(
            group(
                str(number),
                starts,
                pick.choice([None, "1.5", "3"]),
                criteria=pick.choice([[], ["k1"], ["k2"], ["k1", "other"]]),
                population=pick.choice(["residents", "staff"]),
                latest_departure_s=pick.choice([None, None, pick.randrange(end)]),
            )
        )
    for row in groups:
        if row["mode"] == "foot" and legs and pick.random() < 0.5:
            row["mode"] = "seat"
    ends = [
        destination(
            f"d{i}",
            pick.choice(nodes),
            pick.choice([None, 0, 5, 40, "unlimited"]),
            pick.choice([None, None, rate()]),
        )
        for i in range(pick.randrange(1, 3))
    ]
    made = parts(
        links=links,
        groups=groups,
        destinations=ends,
        step_s=step,
        periods=periods,
        crossings=crossings,
        legs=legs,
        aid_streams=streams,
        days=days(first, last) if border is None else days(first, border, last),
        walking_limit_m=pick.choice([20000, 20000, 250, 100]),
        capacity_use=pick.choice(["1", "0.95", "0.333"]),
        closures=[
            closure(str(i), pick.sample(names, 1), *span(), pick.choice(["0", "0.5", "0.25"]))
            for i in range(pick.randrange(3))
        ],
        corridors=[
            corridor(
                str(i),
                pick.sample(names, 1),
                pick.choice([None, hours(span(), span()), hours((0, end))]),
                pick.choice([["car"], ["foot"], ["car", "foot"]]),
                some_consents(),
                pick.randrange(-5, 2 * step),
            )
            for i in range(pick.randrange(2))
        ],
    )
    for row in made["model"]["destinations"]:
        if row["room"] == "unlimited" and pick.random() < 0.5:
            row["room"] = 7
    made["bounds"] = random_bounds(made, pick)
    if seed % 2:
        made["model"]["forbidden_turns"] = some_turns(links, pick)
    return made


def some_turns(links: list[list[str]], pick: random.Random) -> list[Any]:
    """Some of all sequences of two and three links."""
    ways, found = [[row] for row in links], []
    for _ in range(2):
        ways = [[*way, row] for way in ways for row in links if way[-1][2] == row[1]]
        found += [way for way in ways if pick.random() < 0.4]
    return [
        turn(f"t{n}", [row[0] for row in way], pick.choice([["car"], ["foot"], ["car", "foot"]]))
        for n, way in enumerate(found)
    ]


def random_bounds(made: Parts, pick: random.Random) -> Any:
    """Certificates of any kind, some of them spoilt."""
    periods = made["model"]["periods"]
    resources = [f"link/{row[0]}/{kind}" for row in made["links"] for kind in ("road", "walkway")]
    resources += [
        f"crossing/{x['id']}/gate/{g['id']}" for x in made["model"]["crossings"] for g in x["gates"]
    ]
    resources += [f"leg/{row['id']}/seats" for row in made["model"]["legs"]]
    resources += [f"destination/{d['id']}/intake" for d in made["model"]["destinations"]]
    twin = Naive(made)
    if pick.random() < 0.9:
        resources = [name for name in resources if twin.known(name)]
    rooms = [
        d["id"]
        for d in made["model"]["destinations"]
        if d["room"] != "unlimited" or pick.random() < 0.1
    ]

    def runs(width: int) -> list[Any]:
        made_runs = []
        for name in pick.sample(resources, pick.randrange(min(5, len(resources) + 1))):
            first = pick.randrange(periods)
            last = pick.randrange(first, periods)
            price = [pick.randrange(6), 0]
            if pick.random() < 0.5:
                change = pick.randrange(-2, 3)
                price = [max(0, -change) * (last - first) + pick.randrange(3), change]
            made_runs.append([name, first, last, *price][:width])
        return made_runs

    def spans() -> list[Any]:
        end = periods * made["model"]["step_s"]
        made_spans = []
        for name in pick.sample(resources, pick.randrange(min(5, len(resources) + 1))):
            first = pick.randrange(end)
            made_spans.append([name, first, pick.randrange(first, end) + 1])
        return made_spans

    def some_rooms() -> list[str]:
        return [name for name in rooms if pick.random() < 0.4]

    use = made["model"]["capacity_use"]
    claims = [
        ("t50_bound_s", use),
        ("t90_bound_s", use),
        ("t100_bound_s", use),
        ("t100_bound_full_use_s", "1"),
        ("people_arrived_bound", use),
    ]
    return {
        "arrivals": [
            entry(
                claim,
                periods - 1 if claim == "people_arrived_bound" else pick.randrange(periods),
                runs(3),
                some_rooms(),
                use,
            )
            for claim, use in claims
        ],
        "arrivals_by_second": [
            entry(
                claim,
                periods - 1 if claim == "people_arrived_bound" else pick.randrange(periods),
                spans(),
                some_rooms(),
                use,
            )
            for claim, use in claims
        ],
        "priced": [
            entry(
                claim,
                periods - 1 if claim == "people_arrived_bound" else pick.randrange(periods),
                runs(5),
                [[name, pick.randrange(4)] for name in some_rooms()],
                use,
            )
            | {"worth": pick.choice([1, 2, 3, 7])}
            for claim, use in claims
        ],
        "total_arrival": {
            "deadline_period": pick.randrange(2 * periods),
            "runs": runs(5),
            "rooms": [[name, pick.randrange(4)] for name in some_rooms()],
        },
    }


def value(bound: Any, *arguments: Any) -> int | None:
    """None: spoilt."""
    try:
        return int(bound(*arguments))
    except Spoilt:
        return None


@pytest.mark.parametrize("block", range(10))
def test_every_bound_equals_that_of_the_naive_twin(block: int) -> None:
    """Random certificates on random cases: same value, or spoilt for both."""
    for seed in range(30 * block, 30 * block + 30):
        made = random_case(seed)
        inputs, twin = Inputs(made["model"], made["nodes"], made["links"]), Naive(made)
        networks = Networks(inputs, Aid(inputs))
        for row in made["bounds"]["arrivals"]:
            found = value(networks.arrivals_bound, row, Fraction(row["capacity_use"]))
            assert found == twin.arrivals_bound(row), (seed, row)
        for row in made["bounds"]["arrivals_by_second"][seed % 5 : seed % 5 + 1]:
            found = value(networks.arrivals_bound_by_second, row, Fraction(row["capacity_use"]))
            assert found == twin.by_second(row), (seed, row)
        for row in made["bounds"]["priced"]:
            found = value(networks.priced_bound, row, Fraction(row["capacity_use"]))
            assert found == twin.priced_bound(row), (seed, row)
        total = made["bounds"]["total_arrival"]
        assert value(networks.total_bound, total, seed % 50) == twin.total_bound(total, seed % 50)


@pytest.mark.parametrize("block", range(4))
def test_claims_made_by_the_twin_pass_the_check(block: int, tmp_path: Path) -> None:
    """Also the last safe starts and the short rows of random cases, and spoilt ones fail alone."""
    for seed in range(1000 + 10 * block, 1010 + 10 * block):
        made = settled(random_case(seed))
        report = check_bundle(write(tmp_path / str(seed), made))
        assert not [row for row in report.rules if row.rule == "inputs_valid" and not row.kept]
        failed = [row for row in report.claims if row.status == "FAILED"]
        assert all(
            row.note.startswith("certificate: ") or row.claim == "short_of_proved" for row in failed
        ), (seed, failed)
