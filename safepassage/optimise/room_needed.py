"""Room needed: where people would arrive if every place had room, and what would have to be there.

The second of two answers: the first counts known room only. Not proved; one way of bringing most.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from ..network.aid import aid_days
from ..network.build import build_network
from ..plan.plan import NeedThere, RoomNeeded
from ..scenario.inputs import UNLIMITED, Destination, Inputs
from .options import PlanOptions
from .pack_with_aid import pack_with_aid
from .solve import MORE_ORDERS, Solved


def room_needed(inputs: Inputs, solved: Solved, options: PlanOptions) -> tuple[RoomNeeded, ...]:
    """One row for each place with people, where room (known or not) is made as large as needed."""
    places = tuple(
        replace(row, room=UNLIMITED) if row.kind != "outside" else row
        for row in inputs.destinations
    )
    network = build_network(replace(inputs, destinations=places))
    packing = pack_with_aid(
        network, solved.origins, (), aid_days(network), options, random_orders=MORE_ORDERS
    )
    people: dict[str, int] = {}
    for part in packing.parts:
        place = inputs.destinations[network.sinks[part.route.sink].destination].id
        people[place] = people.get(place, 0) + part.people
    return tuple(
        _row(row, people[row.id])
        for row in inputs.destinations
        if row.id in people and row.room != UNLIMITED
    )


def _row(place: Destination, people: int) -> RoomNeeded:
    needs = tuple(
        NeedThere(
            need.need,
            need.unit,
            _whole(people * need.per_person),
            None if need.have is None else _whole(need.have),
        )
        for need in place.needs
    )
    known = place.room if isinstance(place.room, int) else None
    return RoomNeeded(place.id, place.name, people, known, needs)


def _whole(value: Fraction) -> int:
    """Rounded up: what is there in part does not serve a whole person."""
    return -(-value.numerator // value.denominator)
