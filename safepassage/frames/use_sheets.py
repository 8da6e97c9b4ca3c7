"""Use sheets: who passes which gate, road or leg, and when."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from safepassage.frames.sheet import Sheet, sheet
from safepassage.plan.passings import parts
from safepassage.plan.passings import passings as passing
from safepassage.plan.plan import Plan
from safepassage.scenario.inputs import Gate


def passings(plan: Plan) -> Sheet:
    """Every entry into a road, crossing or leg; `enters` is the start of its period."""
    inputs = plan.inputs
    return sheet(
        "address mode period:whole enters:instant people:whole instruction",
        (
            (
                row.address,
                row.mode,
                row.period,
                inputs.start + timedelta(seconds=row.period * inputs.step_s),
                row.people,
                row.instruction,
            )
            for row in passing(plan)
        ),
        inputs.timezone,
    )


def people_by_address(plan: Plan) -> Counter[str]:
    """People who pass each element."""
    count: Counter[str] = Counter()
    for part in parts(plan):
        count[part.address] += sum(people for _, people in part.leaving)
    return count


def links(plan: Plan) -> Sheet:
    """Every direction of a road with its people; a rate NA is a road that is not for that mode."""
    people = people_by_address(plan)
    return sheet(
        "link name from_node to_node length_m:whole car_s:whole car_per_hour:number foot_s:whole "
        "foot_per_hour:number people:whole",
        (
            (
                row.id,
                row.name,
                row.from_node,
                row.to_node,
                row.length_m,
                row.car_s,
                row.car_per_hour,
                row.foot_s,
                row.foot_per_hour,
                people[f"link/{row.id}"],
            )
            for row in plan.inputs.links
        ),
    )


def gates(plan: Plan) -> Sheet:
    """Every side of every crossing: who holds it, its hours and rates, and what passes it.

    `open_h`: hours within the plan, NA where nobody has said when it is open; consents are not in
    it. `trucks`: those that come in.
    """
    inputs = plan.inputs
    people = people_by_address(plan)
    parties = {row.id: row.name for row in inputs.parties}
    crossing_of = {row.id: row.crossing for row in inputs.aid_streams}
    trucks: Counter[str] = Counter()
    for row in plan.aid:
        if row.direction == "in":
            trucks[crossing_of[row.aid_stream]] += row.trucks
    last = {row.address: row.instant_s for row in plan.last_safe_start}
    rows = []
    for crossing in inputs.crossings:
        for gate in crossing.gates:
            address = f"crossing/{crossing.id}/gate/{gate.id}"
            second = last.get(address)
            rows.append(
                (
                    address,
                    crossing.id,
                    crossing.name,
                    gate.side,
                    parties.get(gate.holder, gate.holder),
                    _open_h(plan, gate),
                    gate.rate_persons_per_hour,
                    gate.rate_vehicles_per_hour,
                    gate.rate_trucks_per_hour,
                    people[f"crossing/{crossing.id}"],
                    trucks[crossing.id],
                    None if second is None else inputs.start + timedelta(seconds=second),
                )
            )
    return sheet(
        "address crossing crossing_name side holder open_h:number rate_persons_per_hour:number "
        "rate_vehicles_per_hour:number rate_trucks_per_hour:number people:whole trucks:whole "
        "last_safe_start:instant",
        rows,
        inputs.timezone,
    )


def _open_h(plan: Plan, gate: Gate) -> float | None:
    """Hours of a gate within the plan; hours that overlap count once."""
    if gate.open is None:
        return None
    end_s = plan.inputs.periods * plan.inputs.step_s
    seconds, done = 0, 0
    for row in sorted(gate.open):
        low, high = max(row.from_s, done), min(row.to_s, end_s)
        seconds += max(0, high - low)
        done = max(done, high)
    return seconds / 3600
