"""Flow data: who has left, is on the way, and has arrived, and what passed where, by instants."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from safepassage.plan.passings import arrivals, parts
from safepassage.plan.plan import Plan
from safepassage.scenario.inputs import Gate, Inputs

MOST_STEPS = 288  # positions of the slider; a longer plan has wider steps
Sparse = dict[int, int]  # step: people or trucks in it


@dataclass(frozen=True, slots=True)
class GateFlow:
    """One side of a crossing: what passes in each step, and its state at each instant.

    `states`: (instant, state) where it changes; open, closed, or unknown.
    """

    address: str
    crossing: str
    crossing_name: str
    side: str
    holder: str
    people: Sparse
    trucks: Sparse
    states: tuple[tuple[int, str], ...]


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
    zones: dict[str, Sparse]
    destinations: dict[str, Sparse]
    links: dict[str, Sparse]
    legs: dict[str, Sparse]
    gates: tuple[GateFlow, ...]

    def at(self, values: tuple[int, ...], instant: int) -> int:
        """A running sum as it stands at an instant."""
        return values[instant - 1] if instant else 0

    @staticmethod
    def so_far(values: Sparse, instant: int) -> int:
        """What a sparse row adds up to before an instant."""
        return sum(number for step, number in values.items() if step < instant)


def flow_data(plan: Plan) -> FlowData:
    """All counts of a plan, by the passings that its movements give."""
    inputs = plan.inputs
    width = -(-inputs.periods // MOST_STEPS)
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
            row_[min(period + part.after, inputs.periods - 1) // width] += people
    return FlowData(
        width=width,
        steps=steps,
        instants=_instants(inputs, width, steps),
        people=plan.figures.people,
        left=_running(left),
        arrived=_running(arrived),
        zones={key: dict(value) for key, value in zones.items()},
        destinations={key: dict(value) for key, value in places.items()},
        links=_of_kind(passing, "link/"),
        legs=_of_kind(passing, "leg/"),
        gates=_gates(plan, passing, width, steps),
    )


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


def _gates(plan: Plan, passing: dict[str, Sparse], width: int, steps: int) -> tuple[GateFlow, ...]:
    inputs = plan.inputs
    parties = {row.id: row.name for row in inputs.parties}
    crossing_of = {row.id: row.crossing for row in inputs.aid_streams}
    trucks: dict[str, Sparse] = defaultdict(lambda: defaultdict(int))
    for movement in plan.aid:
        trucks[crossing_of[movement.aid_stream]][movement.period // width] += movement.trucks
    return tuple(
        GateFlow(
            address=f"crossing/{crossing.id}/gate/{gate.id}",
            crossing=crossing.id,
            crossing_name=crossing.name,
            side=gate.side,
            holder=parties.get(gate.holder, gate.holder),
            people=dict(passing.get(f"crossing/{crossing.id}", {})),
            trucks=dict(trucks.get(crossing.id, {})),
            states=_states(inputs, gate, width, steps),
        )
        for crossing in inputs.crossings
        for gate in crossing.gates
    )


def _states(inputs: Inputs, gate: Gate, width: int, steps: int) -> tuple[tuple[int, str], ...]:
    """Where the state by the known hours changes, at instants of the slider."""
    if gate.open is None:
        return ((0, "unknown"),)
    found: list[tuple[int, str]] = []
    for step in range(steps):
        second = step * width * inputs.step_s
        is_open = any(row.from_s <= second < row.to_s for row in gate.open)
        state = "open" if is_open else "closed"
        if not found or found[-1][1] != state:
            found.append((step, state))
    return tuple(found)
