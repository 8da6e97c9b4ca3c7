"""Several classes in a place from which only gates with hours lead out."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

from safepassage.scenario.inputs import Crossing, Gate, Inputs, Interval
from tests.cases.several_classes import several_classes

RATES = (37, 60, 100, 240, 333, 900)


def walled(seed: int) -> Inputs:
    """Two to four classes, no road from inside to outside, one to three crossings with gates.

    Outside are the destinations and some of the other places; a crossing begins where a start is
    or at another place inside. Every gate is open in one or two windows; some ask for a list, some
    pass no cars. Consents, closures, corridors, rooms and deadlines are those of `several_classes`.
    """
    rng = random.Random(30_000 + seed)
    inputs = _of_both_kinds(several_classes(seed), rng)
    outside = {place.node for place in inputs.destinations}
    starts = sorted({start.node for group in inputs.groups for start in group.starts})
    others = [node.id for node in inputs.nodes if node.id not in {*outside, *starts}]
    outside |= {node for node in others if rng.random() < 0.3}
    inside = [node.id for node in inputs.nodes if node.id not in outside]
    links = tuple(
        link for link in inputs.links if (link.from_node in outside) == (link.to_node in outside)
    )
    crossings = []
    for number in range(rng.choice((1, 2, 2, 3))):
        known = inputs.crossings[number].gates if number < len(inputs.crossings) else ()
        gates = known or tuple(_gate(side, rng) for side in range(rng.randint(1, 2)))
        crossings.append(
            Crossing(
                f"c{number}",
                f"Crossing {number}",
                rng.choice(starts if rng.random() < 0.4 else inside),
                rng.choice(sorted(outside)),
                rng.choice((0, 45, 130)),
                tuple(replace(gate, open=_hours(inputs, rng)) for gate in gates),
            )
        )
    kept = {link.id for link in links}
    return replace(
        inputs,
        links=links,
        crossings=tuple(crossings),
        closures=tuple(row for row in inputs.closures if set(row.links) <= kept),
        corridors=tuple(row for row in inputs.corridors if set(row.links) <= kept),
    )


def _of_both_kinds(inputs: Inputs, rng: random.Random) -> Inputs:
    """At least one group of walkers and one in cars, so that there are several classes."""
    first, second, *others = inputs.groups
    walkers = tuple(replace(start, seats=None) for start in first.starts)
    drivers = tuple(replace(start, seats=start.people) for start in second.starts)
    occupancy = Fraction(rng.choice((2, 3, 4)))
    return replace(
        inputs,
        groups=(
            replace(first, mode="foot", occupancy=None, starts=walkers),
            replace(second, mode="car", occupancy=occupancy, starts=drivers),
            *others,
        ),
    )


def _gate(side: int, rng: random.Random) -> Gate:
    vehicles = Fraction(rng.choice(RATES)) if rng.random() < 0.6 else None
    listed = ("listed",) if rng.random() < 0.2 else None
    persons = Fraction(rng.choice(RATES))
    return Gate(
        f"g{side}", f"side {side}", "north", (), persons, vehicles, None, listed, "s", ()
    )  # fmt: skip


def _hours(inputs: Inputs, rng: random.Random) -> tuple[Interval, ...]:
    """One or two windows, in whole seconds, not on the grid."""
    horizon_s = inputs.periods * inputs.step_s
    edges = sorted(rng.sample(range(horizon_s), 4))
    if rng.random() < 0.5:
        return (Interval(edges[0], edges[3], "s"),)
    return (Interval(edges[0], edges[1], "s"), Interval(edges[2], edges[3], "s"))
