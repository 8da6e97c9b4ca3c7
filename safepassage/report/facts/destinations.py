"""Destinations: who arrives where, the room there, and which need is short."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from safepassage.plan.passings import arrivals
from safepassage.plan.plan import Plan
from safepassage.scenario.inputs import Need


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One need at a place: for how many people it does (None = not known), and on whose word.

    `short`: fewer than arrive, or the one that limits the room; `missing`: people it lacks for.
    """

    need: Need
    short: bool
    missing: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """A destination with those who arrive there; `full`: its room is used up."""

    id: str
    name: str
    kind: str
    people: int
    room: int | Literal["unlimited"] | None
    room_source: str | None
    short_need: str | None
    full: bool
    needs: tuple[NeedRow, ...]
    last_arrival_s: int | None


def destinations(plan: Plan) -> tuple[Place, ...]:
    """All destinations of the inputs, with what the plan brings there."""
    people: Counter[str] = Counter()
    last: dict[str, int] = {}
    for row in arrivals(plan):
        people[row.destination] += row.people
        end_s = (row.period + 1) * plan.inputs.step_s
        last[row.destination] = max(last.get(row.destination, 0), end_s)
    found = []
    for place in plan.inputs.destinations:
        came = people[place.id]
        found.append(
            Place(
                id=place.id,
                name=place.name,
                kind=place.kind,
                people=came,
                room=place.room,
                room_source=plan.inputs.words.source_of(f"destination/{place.id}/room"),
                short_need=place.short_need,
                full=isinstance(place.room, int) and came >= place.room,
                needs=tuple(
                    NeedRow(
                        need,
                        need.need == place.short_need
                        or (need.room is not None and need.room < came),
                        None if need.room is None else max(0, came - need.room),
                    )
                    for need in place.needs
                ),
                last_arrival_s=last.get(place.id),
            )
        )
    return tuple(found)
