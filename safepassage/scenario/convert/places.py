"""Places: destinations with the room that their needs allow."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal, cast

from safepassage.scenario import inputs
from safepassage.scenario.convert.facts import Facts
from safepassage.scenario.destination import Destination

Kind = Literal["shelter", "reception", "refuge", "outside"]
Room = int | Literal["unlimited"] | None


def destinations(facts: Facts) -> tuple[inputs.Destination, ...]:
    """All destinations."""
    return tuple(_destination(facts, place) for place in facts.scenario.destinations)


def _destination(facts: Facts, place: Destination) -> inputs.Destination:
    address = f"destination/{place.id}"
    needs = tuple(_need(facts, place, number, address) for number in range(len(place.needs)))
    room, short = _said_room(facts, place, address), None
    if needs:
        unknown = next((need for need in needs if need.room is None), None)
        least = unknown or min(needs, key=lambda need: need.room or 0)
        room, short = least.room, least.need
    intake = place.intake_per_hour
    if intake is not None and not facts.known(
        place.intake_source, f"{address}/intake_per_hour", "the intake is not limited by it"
    ):
        intake = None
    return inputs.Destination(
        place.id,
        place.name,
        place.node,
        cast(Kind, place.kind),
        room,
        short,
        needs,
        None if intake is None else Fraction(intake),
    )


def _said_room(facts: Facts, place: Destination, address: str) -> Room:
    if place.room == "unlimited":
        return inputs.UNLIMITED
    if isinstance(place.room, int) and facts.known(
        place.room_source, f"{address}/room", "the room is unknown"
    ):
        return place.room
    return None


def _need(facts: Facts, place: Destination, number: int, address: str) -> inputs.Need:
    need = place.needs[number]
    known = facts.known(need.have_source, f"{address}/need/{need.need}", "what is there is unknown")
    have = need.have if isinstance(need.have, Decimal) and known else None
    return inputs.Need(
        need.need,
        None if have is None else Fraction(have),
        need.unit,
        Fraction(need.per_person),
        None if have is None else need.room,
        need.have_source if known else None,
    )
