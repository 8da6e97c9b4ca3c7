"""Gate flow: what passes each crossing in each step, and the state of its sides over time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from safepassage.plan.plan import Plan
from safepassage.scenario.inputs import Consent, Crossing, Gate, Inputs

Sparse = dict[int, int]  # step: people or trucks in it
# held: open by its hours, but an agreement that people need is not there; held-trucks: that trucks
# need, where only trucks can pass
State = Literal["open", "held", "held-trucks", "closed", "unknown"]
SIGNS: dict[State, str] = {
    "open": "o",
    "held": "!",
    "held-trucks": "!",
    "closed": "x",
    "unknown": "?",
}


@dataclass(frozen=True, slots=True)
class SideStates:
    """One side of a crossing; `states`: (instant, state) from the instant where it begins."""

    address: str
    name: str
    holder: str
    states: tuple[tuple[int, State], ...]


@dataclass(frozen=True, slots=True)
class CrossingFlow:
    """A crossing: who and what enters it in each step, and its sides in the order of passing."""

    id: str
    name: str
    people: Sparse
    trucks: Sparse
    sides: tuple[SideStates, ...]


def crossing_flows(
    plan: Plan, passing: dict[str, Sparse], width: int, steps: int
) -> tuple[CrossingFlow, ...]:
    """All crossings; `passing`: people by address and step, `width`: periods in a step."""
    inputs = plan.inputs
    parties = {row.id: row.name for row in inputs.parties}
    crossing_of = {row.id: row.crossing for row in inputs.aid_streams}
    trucks: dict[str, Sparse] = defaultdict(lambda: defaultdict(int))
    for movement in plan.aid:
        trucks[crossing_of[movement.aid_stream]][movement.period // width] += movement.trucks
    instants = [step * width * inputs.step_s for step in range(steps + 1)]
    return tuple(
        CrossingFlow(
            id=crossing.id,
            name=crossing.name,
            people=dict(passing.get(f"crossing/{crossing.id}", {})),
            trucks=dict(trucks.get(crossing.id, {})),
            sides=tuple(
                SideStates(
                    f"crossing/{crossing.id}/gate/{gate.id}",
                    gate.side,
                    parties.get(gate.holder, gate.holder),
                    _states(inputs, crossing, gate, instants),
                )
                for gate in crossing.gates
            ),
        )
        for crossing in inputs.crossings
    )


def state_at(inputs: Inputs, crossing: Crossing, gate: Gate, second: int) -> State:
    """The state of a side at a second, by its known hours and the agreements that are asked for."""
    if gate.open is None:
        return "unknown"
    if not any(row.from_s <= second < row.to_s for row in gate.open):
        return "closed"
    if _only_trucks(gate):
        streams = [row for row in inputs.aid_streams if row.crossing == crossing.id]
        asked = [*gate.consents, *(row for stream in streams for row in stream.consents)]
        return "open" if _holds([c for c in asked if c.asked_of_aid], second) else "held-trucks"
    return "open" if _holds([c for c in gate.consents if c.asked_of_people], second) else "held"


def _only_trucks(gate: Gate) -> bool:
    rates = (gate.rate_persons_per_hour, gate.rate_vehicles_per_hour)
    return not any(rates) and bool(gate.rate_trucks_per_hour)


def _holds(asked: list[Consent], second: int) -> bool:
    return all(row.counts and row.from_s <= second < row.to_s for row in asked)


def _states(
    inputs: Inputs, crossing: Crossing, gate: Gate, instants: list[int]
) -> tuple[tuple[int, State], ...]:
    found: list[tuple[int, State]] = []
    for instant, second in enumerate(instants):
        state = state_at(inputs, crossing, gate, second)
        if not found or found[-1][1] != state:
            found.append((instant, state))
    return tuple(found)
