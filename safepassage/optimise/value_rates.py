"""Value rates: 1,000 places more at a destination, a tenth more at a gate or on a road."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ..canonical import decimal_text
from ..scenario.inputs import Inputs, Link
from ..scenario.link import BACK
from .changes_at_gates import rate_levers
from .changes_of_places import room_levers
from .value_change import Change, NotValued

PLACES = 1000


def room_changes(inputs: Inputs) -> Iterator[Change | NotValued]:
    """1,000 places more at each destination that has not room for everybody."""
    levers = {lever.prices[0]: lever for lever in room_levers(inputs)}
    for place in inputs.destinations:
        at = f"destination/{place.id}"
        if at not in levers:
            yield NotValued("room", at, "it has room for everybody already")
            continue
        before = "none is known" if place.room is None else f"{place.room:,} now"
        changed = levers[at].inputs_with(inputs, PLACES)
        sets = levers[at].say(PLACES).set
        yield Change("room", at, f"{PLACES:,} places more ({before})", changed, sets)


def rate_changes(inputs: Inputs) -> Iterator[Change | NotValued]:
    """A tenth more an hour at each gate with a known rate, at least one; cars apart."""
    for lever in rate_levers(inputs):
        least = lever.say(1)
        gate, now = least.change.rpartition("/")[0], int(least.amount) - 1
        if now == 0:
            yield NotValued("rate", least.change, "no rate above 0 is known, so there is no tenth")
            continue
        more = -(-now // 10)
        said = lever.say(more)
        words = f"{more} {least.unit} more ({now} now)"
        yield Change("rate", gate, words, lever.inputs_with(inputs, more), said.set)


def road_changes(inputs: Inputs, roads: Sequence[str]) -> Iterator[Change | NotValued]:
    """A tenth more capacity of each of these resources (link/<id>/road or walkway).

    A road that goes both ways is one fact, so both directions change.
    """
    both = {link.id: link for link in inputs.links}
    wanted = dict.fromkeys(
        (road.split("/")[1].removesuffix(BACK), road.split("/")[2]) for road in roads
    )
    for name, part in wanted:
        link = both[name]
        by_car = link.car_per_hour if part == "road" else None
        rate, unit = (by_car, "cars/h") if by_car else (link.foot_per_hour, "people/h")
        if not rate:
            continue
        more = Fraction(-(-rate // 10))
        wide = decimal_text(rate + more)
        sets: tuple[str, ...] = (f"link/{name}/walk_capacity={wide}",)
        if by_car:  # a capacity is of one lane: all lanes together stand as one
            sets = (f"link/{name}/lanes=1", f"link/{name}/capacity={wide}")
        links = tuple(
            _wider(row, rate + more, by_car=bool(by_car)) if row.id in (name, name + BACK) else row
            for row in inputs.links
        )
        words = f"{decimal_text(more)} {unit} more ({decimal_text(rate)} now)"
        yield Change("road", f"link/{name}", words, replace(inputs, links=links), sets)


def _wider(link: Link, rate: Fraction, *, by_car: bool) -> Link:
    if by_car:
        return link._replace(car_per_hour=rate)
    return link._replace(foot_per_hour=rate)
