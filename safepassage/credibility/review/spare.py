"""Spare: how much later, or how many more, before something a plan rests on gives way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from safepassage.plan.plan import Plan


@dataclass(frozen=True, slots=True)
class Spare:
    """What is left at one place; `amount` in `unit` (people, or minutes)."""

    address: str
    what: str
    amount: int
    unit: str


def spare(plan: Plan) -> tuple[Spare, ...]:
    """Room left at each place that people go to, seats left, minutes left after the last start.

    Minutes are for one person alone, from the end of a zone's last window to the last start from
    which that person still arrives (the bundle's last_safe_start). The least first.
    """
    return tuple(
        sorted(
            [*_minutes(plan), *_room(plan), *_seats(plan)], key=lambda row: (row.unit, row.amount)
        )
    )


def _room(plan: Plan) -> list[Spare]:
    coming: Counter[str] = Counter()
    for row in plan.instructions:
        coming[row.destination] += row.people
    return [
        Spare(
            f"destination/{place.id}/room",
            f"room left at {place.name}",
            place.room - coming[place.id],
            "people",
        )
        for place in plan.inputs.destinations
        if isinstance(place.room, int) and coming[place.id]
    ]


def _seats(plan: Plan) -> list[Spare]:
    taken: Counter[str] = Counter()
    for row in plan.instructions:
        if row.leg:
            taken[row.leg] += row.people
    return [
        Spare(f"leg/{leg.id}", f"seats left on {leg.name}", leg.seats - taken[leg.id], "people")
        for leg in plan.inputs.legs
        if taken[leg.id]
    ]


def _minutes(plan: Plan) -> list[Spare]:
    names = {row.zone: row.zone_name for row in plan.inputs.groups}
    last: dict[str, int] = {}
    for row in plan.instructions:
        last[row.zone] = max(last.get(row.zone, 0), row.to_s)
    found = []
    for start in plan.last_safe_start:
        kind, _, zone = start.address.partition("/")
        if kind == "zone" and zone in last:
            left = (start.instant_s - last[zone]) // 60
            found.append(Spare(start.address, f"{names[zone]}, after its last window", left, "min"))
    return found
