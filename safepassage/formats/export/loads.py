"""Loads: people and vehicles that pass every element of a plan, and its busiest quarter hour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from safepassage.plan.passings import Part, parts
from safepassage.plan.plan import Plan
from safepassage.scenario.inputs import Crossing, Inputs, Link

BUSY_S = 900  # the busiest quarter of an hour; a longer period counts as it is


class Load(NamedTuple):
    """What passes in the whole plan; `use`: share of the busiest quarter hour, at the full rate."""

    people: int = 0
    vehicles: int = 0  # cars; at gates also with `trucks`, both ways
    trucks: int = 0
    use: float = 0.0
    busy_from_s: int | None = None


@dataclass(slots=True)
class _Passing:
    """What enters one element, as it is added up."""

    people: int = 0
    cars: Fraction = Fraction(0)
    trucks: int = 0
    seconds: dict[str, NDArray[np.float64]] = field(default_factory=dict)  # by resource


def loads(plan: Plan) -> dict[str, Load]:
    """The load of every link, gate and leg that somebody passes, by address."""
    found: dict[str, _Passing] = {}
    elements = _elements(plan.inputs)
    occupancy = {group.id: group.occupancy or Fraction(1) for group in plan.inputs.groups}
    for part in parts(plan):
        if part.leaving:
            each = occupancy[part.instruction.group]
            _enter(plan.inputs, elements.get(part.address), part, each, found)
    _drive(plan, found)
    return {address: _load(plan.inputs, passing) for address, passing in found.items()}


def _elements(inputs: Inputs) -> dict[str, Link | Crossing]:
    """What has rates, by address; a leg has seats only."""
    return {
        **{f"link/{link.id}": link for link in inputs.links},
        **{f"crossing/{crossing.id}": crossing for crossing in inputs.crossings},
    }


def _enter(
    inputs: Inputs,
    element: Link | Crossing | None,
    part: Part,
    occupancy: Fraction,
    found: dict[str, _Passing],
) -> None:
    """Add the people who enter one element of a stage."""
    enters = np.array([period for period, _ in part.leaving], dtype=np.int64) + part.after
    people = np.array([people for _, people in part.leaving], dtype=np.int64)
    total = int(people.sum())
    for address, resource, passing_s in _resources(part, element, occupancy):
        passing = found.setdefault(address, _Passing())
        passing.people += total
        if part.mode == "car":
            passing.cars += total / occupancy
        if resource:
            row = passing.seconds.setdefault(resource, np.zeros(inputs.periods))
            inside = enters < inputs.periods
            np.add.at(row, enters[inside], people[inside] * float(passing_s))


def _resources(
    part: Part, element: Link | Crossing | None, occupancy: Fraction
) -> Iterator[tuple[str, str, Fraction]]:
    """What is passed: address, resource ("" = none with a rate), seconds of one person."""
    by_car = part.mode == "car"
    each = occupancy if by_car else Fraction(1)
    if isinstance(element, Link):
        rate = element.car_per_hour if by_car else element.foot_per_hour
        resource = "road" if by_car or element.walkers_on_road else "walkway"
        yield part.address, resource, _passing_s(rate, each)
    elif isinstance(element, Crossing):
        for gate in element.gates:
            rate = gate.rate_vehicles_per_hour if by_car else gate.rate_persons_per_hour
            yield f"{part.address}/gate/{gate.id}", "gate", _passing_s(rate, each)
    else:
        yield part.address, "", Fraction(0)


def _passing_s(rate: Fraction | None, occupancy: Fraction) -> Fraction:
    return 3600 / (rate * occupancy) if rate else Fraction(0)


def _drive(plan: Plan, found: dict[str, _Passing]) -> None:
    """Add the trucks of aid, in and out, at the gates of their crossings."""
    crossings = {crossing.id: crossing for crossing in plan.inputs.crossings}
    of_stream = {stream.id: stream.crossing for stream in plan.inputs.aid_streams}
    for movement in plan.aid:
        crossing = crossings[of_stream[movement.aid_stream]]
        for gate in crossing.gates:
            passing = found.setdefault(f"crossing/{crossing.id}/gate/{gate.id}", _Passing())
            row = passing.seconds.setdefault("gate", np.zeros(plan.inputs.periods))
            seconds = _passing_s(gate.rate_trucks_per_hour, Fraction(1))
            passing.trucks += movement.trucks
            row[movement.period] += movement.trucks * float(seconds)


def _in_use(entered: NDArray[np.float64], step_s: int) -> NDArray[np.float64]:
    """Seconds of each period in which the resource is in use.

    A truck at a gate for five an hour takes twelve minutes, also of the periods after its own:

        late := max(0, late + entered - step)
    """
    ahead = np.cumsum(entered - step_s)
    late = ahead - np.minimum.accumulate(np.minimum(ahead, 0.0))
    return entered + np.concatenate(([0.0], late[:-1])) - late


def _load(inputs: Inputs, passing: _Passing) -> Load:
    """Totals, and the busiest quarter hour of the resource that is used most."""
    width = max(1, round(BUSY_S / inputs.step_s))
    use, at = 0.0, None
    for row in passing.seconds.values():
        sums = np.concatenate(([0.0], np.cumsum(_in_use(row, inputs.step_s))))
        windows = sums[width:] - sums[:-width] if len(row) >= width else sums[-1:]
        best = int(np.argmax(windows))
        share = float(windows[best]) / (min(width, len(row)) * inputs.step_s)
        if share > use:
            use, at = share, best * inputs.step_s
    return Load(passing.people, ceil(passing.cars), passing.trucks, use, at)
