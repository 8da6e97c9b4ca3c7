"""Small scenes for maps: nodes, links and zones put together without files."""

from __future__ import annotations

from typing import Any

from safepassage.scenario import read_scenario
from safepassage.scenario.destination import Destination
from safepassage.scenario.group import Group
from safepassage.scenario.link import Link
from safepassage.scenario.node import Node
from safepassage.scenario.scenario import Scenario
from safepassage.scenario.start_point import StartPoint
from safepassage.scenario.zone import Zone


def node(name: str, lon: float, lat: float) -> Node:
    """A node at a place."""
    return Node.model_validate({"node_id": name, "x_coord": f"{lon}", "y_coord": f"{lat}"})


def link(link_id: str, start: str, end: str, **cells: str) -> Link:
    """A road for cars of 100 m, one way, as cells of link.csv."""
    row = {
        "link_id": link_id, "from_node_id": start, "to_node_id": end, "directed": "1",
        "length": "100", "allowed_uses": "auto", "capacity": "600", "lanes": "1",
        "free_speed": "30", "walk_capacity": "1000",
    }  # fmt: skip
    return Link.model_validate(row | cells)


def exit_at(name: str, at: str) -> Destination:
    """A destination outside."""
    row = {"id": name, "name": name.title(), "node": at, "kind": "outside", "room": "unlimited"}
    return Destination.model_validate(row)


def zone(name: str, lon: float | None = None, lat: float | None = None) -> Zone:
    """A zone, perhaps without coordinates."""
    row = {"zone_id": name, "name": name.title()}
    if lon is not None:
        row |= {"x_coord": f"{lon}", "y_coord": f"{lat}"}
    return Zone.model_validate(row)


def start(at_zone: str, at: str, share: str = "1") -> StartPoint:
    """A start point."""
    return StartPoint.model_validate({"zone_id": at_zone, "node_id": at, "share": share})


def group(name: str, at_zone: str, people: str, mode: str = "car") -> Group:
    """People who start at once; `people` may be unknown."""
    row = {
        "group_id": name, "zone_id": at_zone, "population": "islanders", "kind": "resident",
        "mode": mode, "people_low": people, "people_likely": people, "people_high": people,
        "people_source": "exercise", "share_going": "1", "share_source": "exercise",
        "departure_curve": "at-once",
    }  # fmt: skip
    return Group.model_validate(row)


def scene(nodes: list[Node], links: list[Link], **more: Any) -> Scenario:
    """A scenario of these roads and nothing else but `more`."""
    bare: dict[str, Any] = dict.fromkeys(
        ("zones", "groups", "start_points", "crossings", "destinations", "legs", "hazards"), ()
    )
    changes = {**bare, "nodes": tuple(nodes), "links": tuple(links), **more}
    return read_scenario("causeway").model_copy(update=changes)
