"""Rules: the check's own list of rule names, and the tally of the smallest margin of each."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

RULES = {
    "manifest": "Every file is listed with its size and hash, and nothing else is there.",
    "inputs_valid": "Inputs and plan have the documented form and their ids join.",
    "whole_people": "Every movement and instruction is for one or more whole people.",
    "people_conserved": "No more people leave a start than are there.",
    "departure_ready": "Nobody leaves before being ready.",
    "departure_deadline": "Nobody leaves after the latest departure of the group.",
    "no_vehicle": "No more people leave by car than there are seats.",
    "route_connected": "A route leads from its start to its destination, open to the mode used.",
    "forbidden_turn": "No route and no fallback makes a forbidden turn.",
    "eligibility": "A gate or leg with an eligibility rule is only for groups that meet it.",
    "link_capacity": "What enters a link never uses more seconds than it has, but for one passing.",
    "closure": "No link is entered while it is closed or would close before its end.",
    "corridor_hours": "No corridor is entered outside its known hours or before it is notified.",
    "corridor_consent": "No corridor is entered without every consent that it asks for.",
    "gate_rate": "What passes a gate never uses more seconds than it has, but for one passing.",
    "gate_hours": "No gate is passed outside its known opening hours.",
    "gate_consent": "No gate is passed without every consent that it asks for.",
    "intake_rate": "A destination takes people in no faster than its intake, but for one passing.",
    "destination_room": "No more people arrive at a destination than it has known room for.",
    "leg_seats": "No more people take a leg than it has seats.",
    "leg_departure": "A leg is boarded in the last period that ends by its cut-off, in no other.",
    "leg_consent": "No leg is taken without every consent that it asks for, as it departs.",
    "queue": "Nobody goes on before having come, and nobody is left waiting on the way.",
    "aid_minimum": "On every day as much aid comes in as is required, or as surely fits.",
    "aid_return": "No more trucks go out than came in, and on every day as many.",
    "walking_limit": "Nobody walks further than the walking limit.",
    "horizon": "Everyone who leaves has arrived by the end of the horizon.",
    "instruction_window": "An instruction's window and headcount hold all its movements.",
    "instruction_size": "An instruction is for 50 people or more, or for all who leave its start.",
    "bounds_certificate": "Every certificate can be read and evaluated.",
}


@dataclass(frozen=True)
class RuleRow:
    """One rule: kept is None where the plan gave nothing to test."""

    rule: str
    kept: bool | None
    margin: int | str | None
    unit: str | None
    where: str | None


@dataclass(frozen=True)
class Place:
    """The worst place seen for a rule."""

    margin: int | Fraction
    people: int
    unit: str
    address: str
    period: int | None


def decimal_text(value: int | Fraction) -> int | str:
    """A whole number as it is, a fraction as a decimal with 6 places, rounded down."""
    if value == int(value):
        return int(value)
    millionths = int(value * 10**6 // 1)
    whole, rest = divmod(abs(millionths), 10**6)
    return f"{'-' if millionths < 0 else ''}{whole}.{rest:06d}".rstrip("0").rstrip(".")


class Tally:
    """The smallest margin of each rule; a rule is kept where that is 0 or more."""

    def __init__(self) -> None:
        self.places: dict[str, Place] = {}
        self.clock: Callable[[int], str] = str

    def note(
        self,
        rule: str,
        margin: int | Fraction,
        unit: str,
        address: str,
        period: int | None = None,
        *,
        people: int = 0,
    ) -> None:
        """Keep this place if it is the worst so far; of equal ones, where most people pass."""
        old = self.places.get(rule)
        if old is None or (margin, -people) < (old.margin, -old.people):
            self.places[rule] = Place(margin, people, unit, address, period)

    def rows(self) -> list[RuleRow]:
        """All rules in the order of the list."""
        return [self._row(rule) for rule in RULES]

    def _row(self, rule: str) -> RuleRow:
        place = self.places.get(rule)
        if place is None:
            return RuleRow(rule, None, None, None, None)
        where = place.address
        if place.period is not None:
            where += f", period {place.period}, {self.clock(place.period)}"
        margin = decimal_text(place.margin)
        return RuleRow(rule, place.margin >= 0, margin, place.unit, where or None)
