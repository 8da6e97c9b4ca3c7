"""Levers: every single change that is tried, and which of them matter to whom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from ..demand.demand import Origin
from ..network.exits import reachable
from ..network.passage import Passage, State
from ..network.passages import PassageBook
from ..network.travel_class import TravelClass, asked_criteria, class_of, served_populations
from ..scenario.inputs import Inputs
from .changes import Lever
from .changes_at_gates import consent_levers, hours_levers, rate_levers
from .changes_of_places import deadline_levers, departure_levers, room_levers

KINDS = ("consent", "hours", "rate", "departure", "room", "deadline")


def elements_near(
    inputs: Inputs, origins: Sequence[Origin]
) -> dict[tuple[str, str], frozenset[str]]:
    """For each start what lies on some road from it, open or not, and its group."""
    asked, served = asked_criteria(inputs), served_populations(inputs)
    span = (0, inputs.periods * inputs.step_s)
    passages: dict[TravelClass, list[Passage]] = {}
    found: dict[tuple[str, str], frozenset[str]] = {}
    for origin in origins:
        alike = class_of(origin.group, asked, served)
        if alike not in passages:
            passages[alike] = PassageBook(inputs, origin.group, span).all()
        start = State(origin.start.node, origin.group.mode)
        elements = reachable(passages[alike], start)
        found[origin.key] = frozenset({*elements, f"group/{origin.group.id}"})
    return found


def all_full(inputs: Inputs, arrived: int) -> bool:
    """Whether every place is full, so that nothing but room can help."""
    rooms = [place.room or 0 for place in inputs.destinations]
    return "unlimited" not in rooms and sum(int(room) for room in rooms) <= arrived


def all_levers(
    inputs: Inputs, near: Collection[str], kinds: Collection[str] = KINDS
) -> list[Lever]:
    """Every single change of these kinds that is about something near, kind by kind."""
    made: dict[str, Callable[[], Iterator[Lever]]] = {
        "consent": lambda: consent_levers(inputs),
        "hours": lambda: hours_levers(inputs),
        "rate": lambda: rate_levers(inputs),
        "departure": lambda: departure_levers(inputs, near),
        "room": lambda: room_levers(inputs),
        "deadline": lambda: deadline_levers(inputs),
    }
    levers = [lever for kind in KINDS if kind in kinds for lever in made[kind]()]
    return [lever for lever in levers if not lever.on.isdisjoint(near)]
