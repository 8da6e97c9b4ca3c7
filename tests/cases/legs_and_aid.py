"""Small random inputs with legs, people who need a seat, aid streams, deadlines and late gates."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

from safepassage.scenario.inputs import AidStream, Consent, Day, Inputs, Leg


def with_legs_and_aid(inputs: Inputs, seed: int) -> Inputs:
    """The same inputs with one to three legs, some groups in need of a seat, and aid at gates."""
    rng = random.Random(20_000 + seed)
    horizon_s = inputs.periods * inputs.step_s
    nodes = [node.id for node in inputs.nodes]
    legs = []
    for number in range(rng.randint(1, 3)):
        a, b = rng.sample(nodes, 2)
        cut_off = rng.randrange(0, horizon_s // 2)
        departs = cut_off + rng.choice((0, 60, 145))
        state = "given" if rng.random() < 0.9 else "unknown"
        consent = Consent(
            "north", "north", "people", "out", state, None, None, None, 0, horizon_s, "s", None
        )
        legs.append(
            Leg(
                f"leg{number}",
                f"Leg {number}",
                a,
                b,
                cut_off,
                departs,
                departs + rng.choice((60, 200, 420)),
                rng.choice((3, 20, 60)),
                False,
                ("listed",) if rng.random() < 0.2 else None,
                ("residents",) if rng.random() < 0.2 else None,
                (consent,) if rng.random() < 0.4 else (),
                "s",
            )
        )
    groups = []
    for group in inputs.groups:
        population = rng.choice(("residents", "visitors"))
        if rng.random() < 0.3:
            seats = tuple(replace(start, seats=None) for start in group.starts)
            group = replace(group, mode="seat", occupancy=None, starts=seats)
        groups.append(replace(group, population=population))
    crossings = []
    for row in inputs.crossings:
        gates = tuple(
            replace(gate, rate_trucks_per_hour=Fraction(rng.choice((7, 20, 60))))
            for gate in row.gates
        )
        crossings.append(replace(row, gates=gates))
    streams = []
    for row in crossings:
        for number in range(rng.randint(0, 2)):
            least = Fraction(rng.choice((1, 2, 5)))
            streams.append(
                AidStream(
                    f"{row.id}-{number}",
                    f"Aid {number}",
                    row.id,
                    "zone/z0",
                    least,
                    least * 2 if rng.random() < 0.5 else None,
                    None,
                    (),
                    "s",
                )
            )
    middle = horizon_s // 2
    days = (
        (Day("2031-05-05", 0, horizon_s),)
        if rng.random() < 0.5
        else (Day("2031-05-05", -600, middle), Day("2031-05-06", middle, horizon_s + 900))
    )
    return replace(
        inputs,
        legs=tuple(legs),
        groups=tuple(groups),
        crossings=tuple(crossings),
        aid_streams=tuple(streams),
        days=days,
    )
