"""Route layer: one line for each instruction, from its start to its destination."""

from __future__ import annotations

from safepassage.formats.export.layer import Column, Layer, Line, Value, feature
from safepassage.formats.export.lines import Lines
from safepassage.formats.export.network_layers import local_time
from safepassage.plan.plan import Instruction, Plan

ROUTE_COLUMNS = (
    Column("instruction_id", "text", "id of the instruction"),
    Column("zone_id", "text", "whose people"),
    Column("zone", "text", "name of the zone"),
    Column("group_id", "text", "which of them"),
    Column("start", "text", "where they enter the network"),
    Column("destination_id", "text", "where they go"),
    Column("destination", "text", "its name"),
    Column("people", "int", "how many"),
    Column("leave_from", "text", "first instant to leave"),
    Column("leave_to", "text", "last instant to leave"),
    Column("route", "text", "names along the way"),
    Column("crossing", "text", "crossing on the way"),
    Column("leg", "text", "leg on the way; its seats are given out by name"),
    Column("length_m", "int", "metres of the way"),
    Column("travel_min", "real", "minutes of the way, without waiting"),
    Column("fallback", "text", "names along another way; its capacity is not tested"),
)


def route_layer(plan: Plan, lines: Lines) -> Layer:
    """All instructions of a plan; who is at the destination from the start has no line."""
    zones = {group.zone: group.zone_name for group in plan.inputs.groups}
    places = {place.id: place.name for place in plan.inputs.destinations}
    features = []
    for row in plan.instructions:
        fallback = row.fallback
        values: dict[str, Value] = {
            "instruction_id": row.id,
            "zone_id": row.zone,
            "zone": zones.get(row.zone, row.zone),
            "group_id": row.group,
            "start": row.start_name,
            "destination_id": row.destination,
            "destination": places[row.destination],
            "people": row.people,
            "leave_from": local_time(plan.inputs, row.from_s),
            "leave_to": local_time(plan.inputs, row.to_s),
            "route": " > ".join(row.route_names) or None,
            "crossing": row.crossing,
            "leg": row.leg,
            "length_m": row.length_m,
            "travel_min": round(row.travel_s / 60, 1),
            "fallback": " > ".join(fallback.route_names) if fallback else None,
        }
        features.append(feature(_line(row, lines), ROUTE_COLUMNS, values))
    return Layer("routes", "line", ROUTE_COLUMNS, tuple(features))


def _line(row: Instruction, lines: Lines) -> Line | None:
    """The lines of all elements joined; every element begins where the last one ended."""
    joined: list[tuple[float, float]] = []
    for address in row.route:
        part = lines.element[address]
        joined += part[1:] if joined and joined[-1] == part[0] else part
    return tuple(joined) if len(joined) > 1 else None
