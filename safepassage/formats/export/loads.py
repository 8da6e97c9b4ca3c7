"""Loads: people and vehicles that pass every element of a plan, and its busiest quarter hour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from safepassage.formats.export.plan_folder import PlanFolder
from safepassage.scenario.inputs import Crossing, Group, Inputs, Leg, Link

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


class _Step(NamedTuple):
    """One element of a route: its address, how it is passed, and seconds that it takes."""

    address: str
    manner: str
    seconds: int


def loads(plan: PlanFolder) -> dict[str, Load]:
    """The load of every link, gate and leg that somebody passes, by address."""
    found: dict[str, _Passing] = {}
    elements = _elements(plan.inputs)
    groups = {group.id: group for group in plan.inputs.groups}
    for instruction in plan.instructions:
        group = groups[instruction["group"]]
        steps = _steps(instruction["route"], elements, group)
        begins = [*instruction["stages"], len(steps)]
        for moved, (first, after) in zip(
            plan.moved[instruction["id"]], pairwise(begins), strict=True
        ):
            _travel(plan.inputs, elements, group, steps[first:after], moved, found)
    _drive(plan, found)
    return {address: _load(plan.inputs, passing) for address, passing in found.items()}


def _elements(inputs: Inputs) -> dict[str, Link | Crossing | Leg]:
    return {
        **{f"link/{link.id}": link for link in inputs.links},
        **{f"crossing/{crossing.id}": crossing for crossing in inputs.crossings},
        **{f"leg/{leg.id}": leg for leg in inputs.legs},
    }


def _steps(
    route: Sequence[str], elements: dict[str, Link | Crossing | Leg], group: Group
) -> list[_Step]:
    """How a group passes each element of a route: people get off where cars cannot pass."""
    manner: str = group.mode
    steps = []
    for address in route:
        element = elements[address]
        if isinstance(element, Link):
            seconds = element.car_s if manner == "car" else element.foot_s
        elif isinstance(element, Crossing):
            by_car = all(gate.rate_vehicles_per_hour is not None for gate in element.gates)
            manner = manner if by_car or manner != "car" else "foot"
            seconds = element.transit_s
        else:
            manner, seconds = ("seat" if manner == "seat" else "foot"), 0
        steps.append(_Step(address, manner, seconds or 0))
    return steps


def _travel(
    inputs: Inputs,
    elements: dict[str, Link | Crossing | Leg],
    group: Group,
    stage: Sequence[_Step],
    moved: dict[int, int],
    found: dict[str, _Passing],
) -> None:
    """Add the people of one stage: who leaves in period d enters in d + S_0 - S_k (rules.md)."""
    if not moved or not stage:
        return
    occupancy = group.occupancy or Fraction(1)
    left_s = [sum(step.seconds for step in stage[k:]) for k in range(len(stage))]
    whole = ceil(left_s[0] / inputs.step_s)
    periods = np.fromiter(moved, dtype=np.int64)
    people = np.fromiter(moved.values(), dtype=np.int64)
    total = int(people.sum())
    for step, seconds in zip(stage, left_s, strict=True):
        enters = periods + (whole - ceil(seconds / inputs.step_s))
        for address, resource, passing_s in _resources(step, elements[step.address], occupancy):
            passing = found.setdefault(address, _Passing())
            passing.people += total
            if step.manner == "car":
                passing.cars += total / occupancy
            if resource:
                row = passing.seconds.setdefault(resource, np.zeros(inputs.periods))
                inside = enters < inputs.periods
                np.add.at(row, enters[inside], people[inside] * float(passing_s))


def _resources(
    step: _Step, element: Link | Crossing | Leg, occupancy: Fraction
) -> Iterator[tuple[str, str, Fraction]]:
    """What a step passes: address, resource ("" = none with a rate), seconds of one person."""
    if isinstance(element, Link):
        by_car = step.manner == "car"
        rate = element.car_per_hour if by_car else element.foot_per_hour
        resource = "road" if by_car or element.walkers_on_road else "walkway"
        yield step.address, resource, _passing_s(rate, occupancy if by_car else Fraction(1))
    elif isinstance(element, Crossing):
        for gate in element.gates:
            by_car = step.manner == "car"
            rate = gate.rate_vehicles_per_hour if by_car else gate.rate_persons_per_hour
            seconds = _passing_s(rate, occupancy if by_car else Fraction(1))
            yield f"{step.address}/gate/{gate.id}", "gate", seconds
    else:
        yield step.address, "", Fraction(0)


def _passing_s(rate: Fraction | None, occupancy: Fraction) -> Fraction:
    return 3600 / (rate * occupancy) if rate else Fraction(0)


def _drive(plan: PlanFolder, found: dict[str, _Passing]) -> None:
    """Add the trucks of aid, in and out, at the gates of their crossings."""
    crossings = {crossing.id: crossing for crossing in plan.inputs.crossings}
    of_stream = {stream.id: stream.crossing for stream in plan.inputs.aid_streams}
    for stream, moved in plan.trucks.items():
        crossing = crossings[of_stream[stream]]
        for gate in crossing.gates:
            passing = found.setdefault(f"crossing/{crossing.id}/gate/{gate.id}", _Passing())
            row = passing.seconds.setdefault("gate", np.zeros(plan.inputs.periods))
            seconds = _passing_s(gate.rate_trucks_per_hour, Fraction(1))
            for period, number in moved.items():
                passing.trucks += number
                row[period] += number * float(seconds)


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
