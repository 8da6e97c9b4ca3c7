"""Small random inputs with walkers and cars of two occupancies, lists at gates, shared roads."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

from safepassage.scenario.inputs import Group, Inputs
from tests.cases.random_inputs import random_inputs


def several_classes(seed: int) -> Inputs:
    """Two to four groups in up to four classes; some gates and consents ask for a list."""
    rng = random.Random(10_000 + seed)
    inputs = random_inputs(seed, by_car=True, gets_off=True)
    groups: list[Group] = []
    for number in range(rng.randint(2, 4)):
        model = inputs.groups[number % len(inputs.groups)]
        mode = rng.choice(("car", "foot"))
        start = model.starts[0]
        seats = start.people if mode == "car" else None
        groups.append(
            replace(
                model,
                id=f"q{number}",
                zone=f"y{number}",
                mode=mode,
                occupancy=Fraction(rng.choice((2, 4))) if mode == "car" else None,
                criteria=("listed",) if rng.random() < 0.5 else (),
                starts=(replace(start, seats=seats),),
            )
        )
    crossings = []
    for row in inputs.crossings:
        gates = []
        for gate in row.gates:
            eligibility = ("listed",) if rng.random() < 0.3 else None
            consents = tuple(
                replace(c, only_for=("listed",) if rng.random() < 0.3 else None)
                for c in gate.consents
            )
            source = "s" if eligibility else None
            gates.append(
                replace(gate, eligibility=eligibility, eligibility_source=source, consents=consents)
            )
        crossings.append(replace(row, gates=tuple(gates)))
    links = tuple(row._replace(walkers_on_road=rng.random() < 0.3) for row in inputs.links)
    return replace(inputs, groups=tuple(groups), crossings=tuple(crossings), links=links)
