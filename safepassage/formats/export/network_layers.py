"""Network layers: nodes, and links by direction with their figures and loads."""

from __future__ import annotations

from datetime import timedelta

from safepassage.formats.export.layer import Column, Feature, Layer, Value, feature
from safepassage.formats.export.lines import Lines
from safepassage.formats.export.loads import Load
from safepassage.scenario.inputs import Inputs
from safepassage.scenario.link import BACK, Link
from safepassage.scenario.network_config import KM_PER_HOUR
from safepassage.scenario.scenario import Scenario

NODE_COLUMNS = (
    Column("node_id", "text", "id of the node"),
    Column("name", "text", "its name"),
)
LINK_COLUMNS = (
    Column("link_id", "text", "id of the link in this direction; <road>~ is the way back"),
    Column("road_id", "text", "id of the road in link.csv"),
    Column("name", "text", "name on the sign"),
    Column("from_node_id", "text", "where it begins"),
    Column("to_node_id", "text", "where it ends"),
    Column("length_m", "int", "length in metres"),
    Column("car_s", "int", "seconds by car on an empty road; empty = not for cars"),
    Column("cars_per_hour", "real", "cars an hour on all lanes of this direction"),
    Column("foot_s", "int", "seconds on foot; empty = not for walkers"),
    Column("walkers_per_hour", "real", "people on foot an hour"),
    Column("walkers_on_road", "int", "1 = walkers use the lanes of the cars"),
)
ROAD_COLUMNS = (
    Column("facility_type", "text", "road class"),
    Column("lanes", "real", "lanes in this direction"),
    Column("free_speed_kmh", "real", "speed of cars on an empty road"),
    Column("basis", "text", "where the figures come from"),
)
LOAD_COLUMNS = (
    Column("people", "int", "people who pass in the whole plan"),
    Column("vehicles", "int", "cars that pass in the whole plan"),
    Column(
        "use_percent",
        "real",
        "share of the busiest quarter hour in which it is in use, at its full rate",
    ),
    Column("busy_from", "text", "when the busiest quarter hour begins"),
)


def node_layer(inputs: Inputs, lines: Lines) -> Layer:
    """All nodes."""
    features = tuple(Feature((lines.node[node.id],), (node.id, node.name)) for node in inputs.nodes)
    return Layer("nodes", "point", NODE_COLUMNS, features)


def link_layer(
    inputs: Inputs, scenario: Scenario | None, lines: Lines, loads: dict[str, Load] | None
) -> Layer:
    """All links, one for each direction; with a plan, what passes on each."""
    columns = (
        LINK_COLUMNS
        + (ROAD_COLUMNS if scenario else ())
        + (LOAD_COLUMNS if loads is not None else ())
    )
    roads = {} if scenario is None else {link.link_id: link for link in scenario.links}
    features = []
    for link in inputs.links:
        road_id = link.id if link.id in roads else link.id.removesuffix(BACK)
        values: dict[str, Value] = {
            "link_id": link.id,
            "road_id": road_id,
            "name": link.name or None,
            "from_node_id": link.from_node,
            "to_node_id": link.to_node,
            "length_m": link.length_m,
            "car_s": link.car_s,
            "cars_per_hour": None if link.car_per_hour is None else float(link.car_per_hour),
            "foot_s": link.foot_s,
            "walkers_per_hour": None if link.foot_per_hour is None else float(link.foot_per_hour),
            "walkers_on_road": int(link.walkers_on_road),
        }
        if scenario is not None:
            values |= _road_values(roads[road_id], scenario)
        if loads is not None:
            values |= load_values(inputs, loads.get(f"link/{link.id}", Load()))
        features.append(feature(lines.element[f"link/{link.id}"], columns, values))
    return Layer("links", "line", columns, tuple(features))


def _road_values(road: Link, scenario: Scenario) -> dict[str, Value]:
    kmh = KM_PER_HOUR[scenario.config[0].speed]
    return {
        "facility_type": road.facility_type,
        "lanes": None if road.lanes is None else float(road.lanes),
        "free_speed_kmh": None if road.free_speed is None else float(road.free_speed * kmh),
        "basis": road.basis,
    }


def load_values(inputs: Inputs, load: Load) -> dict[str, Value]:
    """A load as values of a feature."""
    return {
        "people": load.people,
        "vehicles": load.vehicles,
        "use_percent": round(100 * load.use, 1),
        "busy_from": None if load.busy_from_s is None else local_time(inputs, load.busy_from_s),
    }


def local_time(inputs: Inputs, second: int) -> str:
    """A second of the plan as a local instant with its offset."""
    from zoneinfo import ZoneInfo

    at = inputs.start + timedelta(seconds=second)
    return at.astimezone(ZoneInfo(inputs.timezone)).isoformat(timespec="seconds")
