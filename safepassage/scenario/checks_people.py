"""Checks on people: shares of start points add up, and car groups have cars that were counted."""

from __future__ import annotations

from decimal import Decimal

from safepassage.problems import Refusal
from safepassage.scenario.raw import Path, Raw
from safepassage.scenario.scenario import Scenario
from safepassage.scenario.values import is_known


def row_of(raw: Raw, name: str, column: str, value: str) -> Path:
    """The path of the row with this id."""
    for number, row in enumerate(raw.tree.get(name, [])):
        if isinstance(row, dict) and row.get(column) == value:
            return (name, number)
    return (name,)


def check_start_points(raw: Raw, scenario: Scenario) -> None:
    """Every zone has start points, and their shares add up to 1."""
    rows = raw.tree.get("start_points", [])
    good = len(rows) == len(scenario.start_points)
    sums: dict[str, Decimal] = {}
    last: dict[str, int] = {}
    for number, row in enumerate(rows):
        last[row.get("zone_id", "")] = number
    for point in scenario.start_points:
        sums[point.zone_id] = sums.get(point.zone_id, Decimal(0)) + point.share
    for zone in scenario.zones:
        if zone.zone_id not in last:
            raw.refuse(
                row_of(raw, "zones", "zone_id", zone.zone_id),
                Scenario,
                Refusal(
                    f"zone {zone.zone_id} has no start point",
                    "every zone enters the network somewhere",
                    f"add a row to start_point.csv: {zone.zone_id},<node_id>,<name>,1",
                ),
            )
        elif good and sums[zone.zone_id] != 1:
            raw.refuse(
                ("start_points", last[zone.zone_id], "share"),
                Scenario,
                Refusal(
                    f"the shares of zone {zone.zone_id} add up to {sums[zone.zone_id]}",
                    "the shares of a zone add up to 1 exactly",
                    "thirds cannot be written out: let the last one take the rest (0.33 0.33 0.34)",
                ),
            )


def check_groups(raw: Raw, scenario: Scenario) -> None:
    """A car group needs cars that were counted in its zone: nothing rides that is not there."""
    zones = {zone.zone_id: zone for zone in scenario.zones}
    for group in scenario.groups:
        zone = zones.get(group.zone_id)
        if group.mode != "car" or zone is None or is_known(zone.vehicles):
            continue
        what = "unknown" if zone.vehicles is not None else "empty"
        raw.refuse(
            (*row_of(raw, "zones", "zone_id", zone.zone_id), "vehicles"),
            Scenario,
            Refusal(
                f"vehicles is {what}, and group {group.group_id} of this zone goes by car",
                "give the cars counted in the zone, 0 or more",
                "nothing rides that is not there: count them, or let the group go on foot",
            ),
        )
    for number, row in enumerate(raw.tree.get("zones", [])):
        if "vehicles" in row and row["vehicles"] != "unknown" and "vehicles_source" not in row:
            raw.refuse(
                ("zones", number, "vehicles_source"),
                Scenario,
                Refusal("vehicles are counted on nobody's word", "give vehicles_source"),
            )
