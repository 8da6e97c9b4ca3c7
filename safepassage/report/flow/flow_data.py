"""Flow data: who has left, is on the way, and has arrived, and what passed where, by instants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from safepassage.plan.passings import arrivals, parts
from safepassage.plan.plan import Plan
from safepassage.report.flow.gate_flow import CrossingFlow, Sparse, crossing_flows
from safepassage.scenario.inputs import Closure, Inputs

MOST_STEPS = 360  # positions of the slider; a longer plan has wider steps
MINUTES = (1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 180, 360, 720, 1440)  # that people think in


class ZoneFlow(NamedTuple):
    """A zone: people expected to go, and who leaves in each step."""

    id: str
    name: str
    people: int
    leaving: Sparse


class Closed(NamedTuple):
    """A link that is closed, or (not `whole`) reduced, from an instant up to before another."""

    link: str
    first: int
    after: int
    whole: bool
    closure: Closure


@dataclass(frozen=True, slots=True)
class FlowData:
    """Counts by step; instant i is the beginning of step i, instant `steps` the end.

    `width` is periods in a step. `left`, `arrived`: people by the end of each step, so entry i is
    what stands at instant i + 1. Lists by zone, destination and link are sparse.
    """

    width: int
    steps: int
    instants: tuple[str, ...]
    people: int
    left: tuple[int, ...]
    arrived: tuple[int, ...]
    zones: tuple[ZoneFlow, ...]
    destinations: dict[str, Sparse]
    links: dict[str, Sparse]
    legs: dict[str, Sparse]
    crossings: tuple[CrossingFlow, ...]
    closed: tuple[Closed, ...]

    def at(self, values: tuple[int, ...], instant: int) -> int:
        """A running sum as it stands at an instant."""
        return values[instant - 1] if instant else 0


def flow_data(plan: Plan) -> FlowData:
    """All counts of a plan, by the passings that its movements give."""
    inputs = plan.inputs
    width = wide(inputs.periods, inputs.step_s, MOST_STEPS)
    steps = -(-inputs.periods // width)
    zones: dict[str, Sparse] = defaultdict(lambda: defaultdict(int))
    places: dict[str, Sparse] = defaultdict(lambda: defaultdict(int))
    passing: dict[str, Sparse] = defaultdict(lambda: defaultdict(int))
    left, arrived = [0] * steps, [0] * steps
    for row in plan.instructions:
        for period, people in row.leaving[0]:
            left[period // width] += people
            zones[row.zone][period // width] += people
    for arrival in arrivals(plan):
        arrived[arrival.period // width] += arrival.people
        places[arrival.destination][arrival.period // width] += arrival.people
    for part in parts(plan):
        row_ = passing[part.address]
        for period, people in part.leaving:
            if period + part.after < inputs.periods:
                row_[(period + part.after) // width] += people
    return FlowData(
        width=width,
        steps=steps,
        instants=_instants(inputs, width, steps),
        people=plan.figures.people,
        left=_running(left),
        arrived=_running(arrived),
        zones=_zones(inputs, zones),
        destinations={key: dict(value) for key, value in places.items()},
        links=_of_kind(passing, "link/"),
        legs=_of_kind(passing, "leg/"),
        crossings=crossing_flows(plan, passing, width, steps),
        closed=tuple(_closed(inputs, width * inputs.step_s, steps)),
    )


def wide(count: int, step_s: int, most: int) -> int:
    """How many of `count` steps make one, so that at most `most` remain: whole minutes or hours."""
    for minutes in MINUTES:
        many, rest = divmod(minutes * 60, step_s)
        if many and not rest and -(-count // many) <= most:
            return many
    return -(-count // most)


def _zones(inputs: Inputs, leaving: dict[str, Sparse]) -> tuple[ZoneFlow, ...]:
    people: dict[str, int] = {}
    for group in inputs.groups:
        people[group.zone] = people.get(group.zone, 0) + group.people
    names = {group.zone: group.zone_name for group in inputs.groups}
    return tuple(
        ZoneFlow(zone, names[zone], number, dict(leaving.get(zone, {})))
        for zone, number in people.items()
    )


def _closed(inputs: Inputs, step_s: int, steps: int) -> Iterator[Closed]:
    """Closures and hazards at the instants of the slider; what is over before one is left out."""
    for closure in inputs.closures:
        first = max(0, -(-closure.from_s // step_s))
        after = min(steps + 1, -(-closure.to_s // step_s))
        for link in closure.links if first < after else ():
            yield Closed(link, first, after, closure.remaining_share == 0, closure)


def _of_kind(passing: dict[str, Sparse], kind: str) -> dict[str, Sparse]:
    return {
        address.removeprefix(kind): dict(row)
        for address, row in passing.items()
        if address.startswith(kind) and row
    }


def _running(values: list[int]) -> tuple[int, ...]:
    total, sums = 0, []
    for value in values:
        total += value
        sums.append(total)
    return tuple(sums)


def _instants(inputs: Inputs, width: int, steps: int) -> tuple[str, ...]:
    zone = ZoneInfo(inputs.timezone)
    seconds = [min(step * width, inputs.periods) * inputs.step_s for step in range(steps + 1)]
    return tuple(
        f"{(inputs.start + timedelta(seconds=second)).astimezone(zone):%Y-%m-%d %H:%M}"
        for second in seconds
    )
