"""Checks on the network: coordinates, crossings that hang in the air, and a way out at all."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable
from decimal import Decimal

from safepassage.problems import Refusal
from safepassage.scenario.link import Link
from safepassage.scenario.raw import Raw
from safepassage.scenario.scenario import Scenario

FAR_KM = 500
Ways = dict[str, list[str]]


def _km(x1: float, y1: float, x2: float, y2: float) -> float:
    """Distance on the sphere."""
    a, b = math.radians(y1), math.radians(y2)
    half = math.sin((a - b) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(x1 - x2) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(half)))


def check_coordinates(raw: Raw, scenario: Scenario) -> None:
    """A point far from the others that would be near with x and y swapped was swapped."""
    points = [("nodes", "node_id", n.node_id, n.x_coord, n.y_coord) for n in scenario.nodes]
    if len(points) < 2:
        return
    middle_x = statistics.median(float(p[3]) for p in points)
    middle_y = statistics.median(float(p[4]) for p in points)
    for zone in scenario.zones:
        if zone.x_coord is not None and zone.y_coord is not None:
            points.append(("zones", "zone_id", zone.zone_id, zone.x_coord, zone.y_coord))
    rows: dict[tuple[str, str], int] = {}
    for name, column in (("nodes", "node_id"), ("zones", "zone_id")):
        for number, row in enumerate(raw.tree.get(name, [])):
            rows.setdefault((name, row.get(column, "")), number)
    for name, _column, id_, x, y in points:
        if _km(float(x), float(y), middle_x, middle_y) <= FAR_KM or abs(x) > 90:
            continue
        if _km(float(y), float(x), middle_x, middle_y) <= FAR_KM:
            _swapped(raw, name, rows[name, id_], x, y)


def _swapped(raw: Raw, name: str, number: int, x: Decimal, y: Decimal) -> None:
    raw.refuse(
        (name, number, "x_coord"),
        Scenario,
        Refusal(
            f"x_coord {x}, y_coord {y} is more than {FAR_KM} km from the other points",
            "x_coord is the longitude (east), y_coord the latitude (north)",
            f"swap them: x_coord {y}, y_coord {x} is near the others",
        ),
    )


def check_crossings(raw: Raw, scenario: Scenario) -> None:
    """A crossing is reached by something and leads on to something."""
    heads, tails = set(), set()
    for link in scenario.links:
        heads.add(link.to_node_id)
        tails.add(link.from_node_id)
        if not link.directed:
            heads.add(link.from_node_id)
            tails.add(link.to_node_id)
    heads |= {point.node_id for point in scenario.start_points}
    heads |= {leg.to for leg in scenario.legs}
    tails |= {place.node for place in scenario.destinations}
    tails |= {leg.node for leg in scenario.legs}
    if len(scenario.links) != len(raw.tree.get("links", [])):
        return
    for number, item in enumerate(raw.tree.get("crossings", [])):
        crossing = next((c for c in scenario.crossings if c.id == item.get("id")), None)
        if crossing is None:
            continue
        others = [c for c in scenario.crossings if c.id != crossing.id]
        if crossing.from_node not in heads | {c.to_node for c in others}:
            _loose(raw, number, "from_node", crossing.from_node, "no link leads to")
        if crossing.to_node not in tails | {c.from_node for c in others}:
            _loose(raw, number, "to_node", crossing.to_node, "no link leads on from")


def _loose(raw: Raw, number: int, name: str, node: str, what: str) -> None:
    raw.refuse(
        ("crossings", number, name),
        Scenario,
        Refusal(
            f"{what} node {node}, so the crossing is not connected",
            "a crossing joins links, start points and destinations",
            "add the link to link.csv, or mend the node",
        ),
    )


def check_ways(raw: Raw, scenario: Scenario) -> None:
    """With every gate, link and consent open some zone reaches some destination."""
    reached = reach(ways_of(scenario), (point.node_id for point in scenario.start_points))
    if not reached & {place.node for place in scenario.destinations}:
        raw.refuse(
            ("links",),
            Scenario,
            Refusal(
                "no zone reaches any destination, even with every gate, link and consent open",
                "at least one way leads from a start point to a destination",
                "look for a missing link, or links that point the wrong way (directed = 0 is both)",
            ),
        )


def links_of(links: Iterable[Link]) -> Ways:
    """Nodes by the node from which a link leads to them."""
    ways: Ways = {}
    for link in links:
        ways.setdefault(link.from_node_id, []).append(link.to_node_id)
        if not link.directed:
            ways.setdefault(link.to_node_id, []).append(link.from_node_id)
    return ways


def ways_of(scenario: Scenario) -> Ways:
    """Nodes by the node from which a link, crossing or leg leads to them, all taken as open."""
    ways = links_of(scenario.links)
    for crossing in scenario.crossings:
        ways.setdefault(crossing.from_node, []).append(crossing.to_node)
    places = {place.id: place.node for place in scenario.destinations}
    for leg in scenario.legs:
        ways.setdefault(leg.node, []).append(places.get(leg.to, leg.to))
    return ways


def reach(ways: Ways, first: Iterable[str]) -> set[str]:
    """All nodes that can be reached."""
    reached = set(first)
    todo = list(reached)
    while todo:
        for node in ways.get(todo.pop(), ()):
            if node not in reached:
                reached.add(node)
                todo.append(node)
    return reached
