"""Value roads: a tenth more on each road that a proof charges for.

More of any other road brings nobody sooner. A map cuts a road into many links, and one of them
alone is worth nothing where the next is as narrow; so a road is all that hangs together, has one
name and is as wide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ..canonical import decimal_text
from ..scenario.inputs import Inputs, Link
from ..scenario.link import BACK
from .value_answers import Proved
from .value_change import Change

MOST_ROADS = 10


def priced_roads(proved: Proved) -> list[str]:
    """Resources of roads in the certificates of the base, those with the most weight first.

    Weight: priced periods in the proofs of clearance and arrivals, then in that of the mean.
    """
    weight: dict[str, list[float]] = {}

    def add(address: str, place: int, amount: float) -> None:
        if address.startswith("link/"):
            weight.setdefault(address, [0.0, 0.0])[place] += amount

    for cut in proved.arrivals:
        if cut.claim in ("t100_bound_s", "people_arrived_bound"):
            unit = proved.network.inputs.step_s if cut.by_second else 1
            for address, first, last in cut.runs:
                add(address, 0, (last - first) / unit)
    for priced in proved.priced:
        for address, first, last, price, change in priced.runs:
            add(address, 0, _area(first, last, price, change) / priced.worth)
    for run in () if proved.total is None else proved.total.runs:
        add(run[0], 1, _area(*run[1:]))
    ordered = sorted(weight, key=lambda address: ([-w for w in weight[address]], address))
    return ordered[:MOST_ROADS]


def _area(first: int, last: int, price: int, change: int) -> float:
    """The sum of the prices of a run."""
    count = last + 1 - first
    return count * price + change * count * (count - 1) / 2


def road_changes(inputs: Inputs, priced: Sequence[str]) -> Iterator[Change]:
    """A tenth more an hour on the road of each of these resources (link/<id>/road or walkway).

    A link that goes both ways is one fact, so both directions change.
    """
    links = {link.id: link for link in inputs.links}
    done: set[tuple[str, bool]] = set()
    for address in priced:
        first = links[address.split("/")[1]]
        by_car = first.car_per_hour is not None and address.endswith("/road")
        rate = first.car_per_hour if by_car else first.foot_per_hour
        road = _road(inputs, first, by_car=by_car)
        if not rate or (road[0], by_car) in done:
            continue
        done |= {(name, by_car) for name in road}
        more = Fraction(-(-rate // 10))
        wide, unit = decimal_text(rate + more), "cars/h" if by_car else "people/h"
        sets: list[str] = []
        for name in road:
            if by_car:  # a capacity is of one lane: all lanes together stand as one
                sets += [f"link/{name}/lanes=1", f"link/{name}/capacity={wide}"]
            else:
                sets.append(f"link/{name}/walk_capacity={wide}")
        both = {name + back for name in road for back in ("", BACK)}
        wider = tuple(
            _wider(link, rate + more, by_car=by_car) if link.id in both else link
            for link in inputs.links
        )
        named = f"{first.name}, " if first.name else ""
        on = f" on {len(road)} links in a row" if len(road) > 1 else ""
        words = f"{named}{decimal_text(more)} {unit} more{on} ({decimal_text(rate)} now)"
        at = f"link/{first.id.removesuffix(BACK)}"
        yield Change("road", at, words, replace(inputs, links=wider), tuple(sets))


def _road(inputs: Inputs, first: Link, *, by_car: bool) -> list[str]:
    """Links of the same name and width that hang together with one; itself without a name."""

    def like(link: Link) -> tuple[str, object]:
        return link.name, link.car_per_hour if by_car else link.foot_per_hour

    at: dict[str, list[Link]] = {}
    for link in inputs.links if first.name else (first,):
        if like(link) == like(first):
            for node in (link.from_node, link.to_node):
                at.setdefault(node, []).append(link)
    found, todo = {first.id.removesuffix(BACK): first}, [first]
    while todo:
        link = todo.pop()
        for node in (link.from_node, link.to_node):
            for next_ in at[node]:
                name = next_.id.removesuffix(BACK)
                if name not in found:
                    found[name] = next_
                    todo.append(next_)
    return list(found)


def _wider(link: Link, rate: Fraction, *, by_car: bool) -> Link:
    if by_car:
        return link._replace(car_per_hour=rate)
    return link._replace(foot_per_hour=rate)
