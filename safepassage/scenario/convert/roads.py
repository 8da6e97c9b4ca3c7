"""Roads: links and nodes in metres, whole seconds and people or vehicles per hour."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache

from safepassage.scenario import inputs
from safepassage.scenario.convert.facts import Facts
from safepassage.scenario.link import BACK, Link
from safepassage.scenario.network_config import KM_PER_HOUR, METRES


def half_up(value: Fraction) -> int:
    """The nearest whole number; a half goes up."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


@cache
def _exact(value: Decimal) -> Fraction:
    """A figure as a fraction: most roads have one of a few speeds and rates."""
    return Fraction(value)


def nodes(facts: Facts) -> tuple[inputs.Node, ...]:
    """All nodes, with coordinates as decimal text."""
    return tuple(
        inputs.Node(
            node.node_id, node.name or node.node_id, f"{node.x_coord:f}", f"{node.y_coord:f}"
        )
        for node in facts.scenario.nodes
    )


def links(facts: Facts, walk_speed_kmh: Decimal) -> tuple[inputs.Link, ...]:
    """One link for each direction."""
    config = facts.scenario.config[0]
    metres = Fraction(METRES[config.long_length])
    kmh = Fraction(KM_PER_HOUR[config.speed])
    walk = Fraction(walk_speed_kmh)
    found: list[inputs.Link] = []
    reversible = 0
    for link in facts.scenario.links:
        there = _link(link, metres, kmh, walk)
        found.append(there)
        reversible += link.contraflow
        if not link.directed:
            found.append(
                there._replace(id=there.id + BACK, from_node=there.to_node, to_node=there.from_node)
            )
    if reversible:
        facts.later(
            "link",
            f"{reversible} links whose lanes may be reversed",
            "contraflow is not planned yet; lanes are used as they are",
        )
    return tuple(found)


def _link(link: Link, metres: Fraction, kmh: Fraction, walk: Fraction) -> inputs.Link:
    length = Fraction(link.length) * metres
    car_s = car_per_hour = foot_s = foot_per_hour = None
    if "auto" in link.allowed_uses:
        assert link.free_speed is not None
        assert link.capacity is not None
        assert link.lanes is not None
        car_s = _seconds(length, _exact(link.free_speed) * kmh)
        car_per_hour = _exact(link.capacity) * _exact(link.lanes)
    if "walk" in link.allowed_uses:
        assert link.walk_capacity is not None
        speed = walk if link.walk_speed is None else _exact(link.walk_speed) * kmh
        foot_s = _seconds(length, speed)
        foot_per_hour = _exact(link.walk_capacity)
    return inputs.Link(
        link.link_id,
        link.from_node_id,
        link.to_node_id,
        link.name or "",
        half_up(length),
        car_s,
        car_per_hour,
        foot_s,
        foot_per_hour,
        link.walkers_on_road,
    )


def _seconds(length_m: Fraction, speed_kmh: Fraction) -> int:
    """Travel time in whole seconds, at least 1."""
    return max(1, half_up(length_m * 18 / (speed_kmh * 5)))
