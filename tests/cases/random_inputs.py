"""Small random inputs: every noun that a plan for one class uses, with a fixed seed."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from fractions import Fraction

from safepassage.scenario.inputs import (
    Closure,
    Consent,
    Corridor,
    Crossing,
    Day,
    Destination,
    Gate,
    Group,
    Headcount,
    Inputs,
    Interval,
    Link,
    Named,
    Node,
    Source,
    Start,
)

PARTIES = ("north", "south")


def random_inputs(
    seed: int, *, whole: bool = False, by_car: bool = False, gets_off: bool = False
) -> Inputs:
    """Inputs with 4-8 nodes, links both ways, up to two crossings, corridors and closures.

    `whole`: rates that let whole people pass in every full period, and openings on the grid, so
    that a generic solver on whole numbers has the same optimum. `gets_off`: some gates pass no
    cars, so people get off there and go on on foot.
    """
    rng = random.Random(seed)
    step_s = 60
    periods = rng.choice((20, 30, 45))
    horizon_s = step_s * periods
    n_node = rng.randint(4, 8)
    nodes = tuple(
        Node(f"n{i}", f"Place {i}", f"{10 + i * 0.01:.2f}", "50.00") for i in range(n_node)
    )

    def rate() -> Fraction:
        return (
            Fraction(rng.choice((60, 120, 180, 300, 600)))
            if whole
            else Fraction(rng.choice((5, 37, 60, 100, 240, 333, 900)))
        )

    def instant(low: int, high: int) -> int:
        return rng.randrange(low, high) // (step_s if whole else 1) * (step_s if whole else 1)

    def hours() -> tuple[Interval, ...]:
        if rng.random() < 0.4:
            return (Interval(0, horizon_s, "s"),)
        first = instant(0, horizon_s // 2)
        last = instant(first + step_s, horizon_s) + step_s
        spans = [Interval(first, last, "s")]
        if rng.random() < 0.3 and last + 2 * step_s < horizon_s:
            spans.append(Interval(last + step_s, horizon_s, "s"))
        return tuple(spans)

    def consents() -> tuple[Consent, ...]:
        made = []
        for party in PARTIES:
            if rng.random() < 0.5:
                state = "given" if rng.random() < 0.85 else rng.choice(("refused", "unknown"))
                low = 0 if rng.random() < 0.7 else instant(0, horizon_s // 3)
                made.append(
                    Consent(
                        party,
                        party,
                        "people",
                        "out",
                        state,
                        None,
                        None,
                        None,
                        low,
                        horizon_s,
                        "s",
                        None,
                    )
                )
        return tuple(made)

    def seconds() -> int:
        return rng.choice((0, 60, 120, 180)) if whole else rng.choice((7, 45, 60, 75, 130, 200))

    links = []
    pairs = [(i, i + 1) for i in range(n_node - 1)]
    pairs += [tuple(rng.sample(range(n_node), 2)) for _ in range(n_node)]  # type: ignore[misc]
    for number, (a, b) in enumerate(pairs):
        for direction, (u, v) in enumerate(((a, b), (b, a))):
            travel = max(1, seconds()) if not whole else max(60, seconds())
            links.append(
                Link(
                    f"l{number}{'ab'[direction]}",
                    f"n{u}",
                    f"n{v}",
                    f"Road {number}",
                    100,
                    travel if by_car else None,
                    rate() if by_car else None,
                    None if by_car and not gets_off else travel * (3 if by_car else 1),
                    None if by_car and not gets_off else rate(),
                    False,
                )
            )
    crossings = []
    for number in range(rng.randint(0, 2)):
        u, v = rng.sample(range(n_node), 2)
        gates = tuple(
            Gate(
                f"g{k}",
                f"side {k}",
                PARTIES[k % 2],
                hours(),
                None if by_car and not gets_off else rate(),
                rate() if by_car and not (gets_off and rng.random() < 0.5) else None,
                None,
                None,
                None,
                consents(),
            )
            for k in range(rng.randint(1, 2))
        )
        transit = rng.choice((0, 60)) if whole else seconds()
        crossings.append(
            Crossing(f"c{number}", f"Crossing {number}", f"n{u}", f"n{v}", transit, gates)
        )
    closures = tuple(
        Closure(
            f"x{k}",
            f"closure/x{k}",
            (rng.choice(links).id,),
            low,
            low + step_s * rng.randint(2, 12),
            Fraction(0) if whole or rng.random() < 0.7 else Fraction(1, 2),
            "s",
        )
        for k, low in enumerate(instant(0, horizon_s - step_s) for _ in range(rng.randint(0, 2)))
    )
    corridors = tuple(
        Corridor(
            f"k{k}",
            f"Corridor {k}",
            "north",
            (rng.choice(links).id,),
            ("car",) if by_car else ("foot",),
            hours(),
            0,
            consents(),
        )
        for k in range(rng.randint(0, 1))
    )
    ends = rng.sample(range(n_node), 2)
    destinations = tuple(
        Destination(
            f"d{k}",
            f"Shelter {k}",
            f"n{node}",
            "shelter",
            rng.choice((rng.randint(10, 60), rng.randint(60, 300), "unlimited", None)),
            None,
            (),
            Fraction(600) if rng.random() < 0.15 else None,
        )
        for k, node in enumerate(ends)
    )
    groups = []
    for number in range(rng.randint(1, 3)):
        node = rng.choice([i for i in range(n_node) if i not in ends])
        people = rng.randint(10, 150)
        if rng.random() < 0.5:
            ready: tuple[tuple[int, int], ...] = ((0, people),)
        else:
            ready = ((0, people // 3), (instant(1, horizon_s // 2) or step_s, people))
        groups.append(
            Group(
                f"p{number}",
                f"z{number}",
                f"Zone {number}",
                "residents",
                "resident",
                "car" if by_car else "foot",
                Fraction(23, 10) if by_car else None,
                (),
                people,
                0,
                Headcount(people, people, people, "s"),
                Fraction(1),
                instant(step_s, horizon_s) if rng.random() < 0.2 else None,
                None,
                (
                    Start(
                        f"n{node}",
                        f"Square {number}",
                        people,
                        (people - 5 if rng.random() < 0.3 else people) if by_car else None,
                        ready,
                    ),
                ),
            )
        )
    return Inputs(
        scenario=f"random-{seed}",
        title=f"Random {seed}",
        notice=None,
        timezone="Etc/UTC",
        start=datetime(2031, 5, 5, 6, tzinfo=UTC),
        as_of=datetime(2031, 5, 5, 6, tzinfo=UTC),
        step_s=step_s,
        periods=periods,
        headcount="likely",
        capacity_use=Fraction(1) if whole else Fraction(rng.choice(("0.95", "1", "0.9"))),
        walking_limit_m=20000 if whole or rng.random() < 0.7 else rng.choice((150, 250, 450)),
        parties=tuple(Named(p, p.title()) for p in PARTIES),
        sources=(Source("s", "A source", "Tests", "2031-05-04", None),),
        assumptions=(),
        nodes=nodes,
        links=tuple(links),
        groups=tuple(groups),
        closures=closures,
        corridors=corridors,
        crossings=tuple(crossings),
        destinations=destinations,
        legs=(),
        aid_streams=(),
        days=(Day("2031-05-05", -21600, 64800),),
        not_planned=(),
        not_used=(),
    )
