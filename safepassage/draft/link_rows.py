"""Link rows: streets as rows of node.csv, link.csv and forbidden_turn.csv, with ids and names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from safepassage.draft.road_defaults import Flow
from safepassage.draft.streets import Street, Streets
from safepassage.formats.roads.road_map import Movement, RoadMap

LINK_COLUMNS = (
    "link_id", "name", "from_node_id", "to_node_id", "directed", "length", "facility_type",
    "capacity", "lanes", "free_speed", "allowed_uses", "walk_capacity", "structure", "width_m",
    "basis", "geometry",
)  # fmt: skip
USES = ("auto", "walk", "truck")
MOST_NAME = 120  # letters of a name; what is longer is cut with an ellipsis


class Way(NamedTuple):
    """One direction of a street: the id by which a turn names it."""

    street: int
    link_id: str


@dataclass(frozen=True, slots=True)
class LinkRows:
    """Rows for the tables, and how streets and movements are called there."""

    node_id: dict[int, str]  # by point
    node_rows: list[tuple[str, ...]]
    link_rows: list[tuple[str, ...]]
    turn_rows: list[tuple[str, ...]]
    turns_left_out: int


def link_rows(streets: Streets, road_map: RoadMap, more_points: Sequence[int] = ()) -> LinkRows:
    """Name every point and street, and write the rows.

    `more_points`: points that need a node without a street. A street whose two ways are alike is
    one row with directed = 0; else each way has a row of its own.
    """
    used = dict.fromkeys(
        end for street in streets.streets for end in (street.from_point, street.to_point)
    )
    used |= dict.fromkeys(more_points)
    from_osm = road_map.source.attribution is not None
    node_id = _node_ids(streets, list(used), "n" if from_osm else "")
    names = _point_names(streets)
    node_rows: list[tuple[str, ...]] = []
    for point in sorted(used):
        at = streets.points[point]
        name = _short(at.name or names.get(point, ""))
        node_rows.append((node_id[point], name, f"{at.lon:.7f}", f"{at.lat:.7f}", ""))
    rows: list[tuple[str, ...]] = []
    ways: dict[Movement, list[Way]] = {}
    taken: set[str] = set()
    for index, street in enumerate(streets.streets):
        forth, back = _write(street, road_map, node_id, _link_id(street, road_map, taken), rows)
        for movement in street.movements:
            if forth:
                ways.setdefault(movement, []).append(Way(index, forth))
        for movement in reversed(street.movements):
            if back:
                turned = Movement(movement.road, not movement.forward)
                ways.setdefault(turned, []).insert(0, Way(index, back))
    turn_rows, lost = _turn_rows(road_map, ways)
    return LinkRows(node_id, node_rows, rows, turn_rows, lost)


def _node_ids(streets: Streets, points: list[int], prefix: str) -> dict[int, str]:
    found: dict[int, str] = {}
    taken: set[str] = set()
    for point in points:
        base = prefix + (re.sub(r"[^\w.:-]+", "-", streets.points[point].ref).strip("-") or "node")
        name, number = base, 2
        while name in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name)
        found[point] = name
    return found


def _point_names(streets: Streets) -> dict[int, str]:
    """Names of points as people say them: the two best named streets that meet there."""
    at: dict[int, dict[str, None]] = {}
    for street in sorted(streets.streets, key=lambda s: -s.length_m):
        if street.name:
            for end in (street.from_point, street.to_point):
                at.setdefault(end, {}).setdefault(street.name)
    return {point: " / ".join(list(names)[:2]) for point, names in at.items()}


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MOST_NAME else text[: MOST_NAME - 1] + "…"


def _link_id(street: Street, road_map: RoadMap, taken: set[str]) -> str:
    """An id that no other link has, and from which none can be made by `-back`."""
    ref = road_map.roads[street.movements[0].road].ref
    base = "w" + ref.split()[1] if ref.startswith("way ") else ref
    base = re.sub(r"[^\w.:-]+", "-", base).strip("-") or "link"
    name, number = base, 2
    while not taken.isdisjoint((name, f"{name}-back")):
        name, number = f"{base}-{number}", number + 1
    taken |= {name, f"{name}-back"}
    return name


def _write(
    street: Street,
    road_map: RoadMap,
    node_id: dict[int, str],
    link_id: str,
    rows: list[tuple[str, ...]],
) -> tuple[str | None, str | None]:
    """Add the rows of a street; the ids of its two directions."""
    forth, back = street.forward, street.backward
    if forth is not None and forth == back:
        rows.append(_row(street, road_map, node_id, link_id, forth, both=True))
        return link_id, link_id + "~"
    names: list[str | None] = [None, None]
    if forth is not None:
        rows.append(_row(street, road_map, node_id, link_id, forth))
        names[0] = link_id
    if back is not None:
        own = link_id if forth is None else f"{link_id}-back"
        turned = street._replace(
            from_point=street.to_point, to_point=street.from_point, line=street.line[::-1]
        )
        rows.append(_row(turned, road_map, node_id, own, back))
        names[1] = own
    return names[0], names[1]


def _row(
    street: Street,
    road_map: RoadMap,
    node_id: dict[int, str],
    link_id: str,
    flow: Flow,
    *,
    both: bool = False,
) -> tuple[str, ...]:
    refs = list(dict.fromkeys(road_map.roads[m.road].ref for m in street.movements))
    basis = refs[0] + (f" and {len(refs) - 1} more" if len(refs) > 1 else "")
    filled = sorted(street.defaults & _asked(flow))
    basis += f"; default: {', '.join(filled)}" if filled else "; all from the file"
    line = ", ".join(f"{lon:.6f} {lat:.6f}" for lon, lat in street.line)
    return (
        link_id,
        _short(street.name or ""),
        node_id[street.from_point],
        node_id[street.to_point],
        "0" if both else "1",
        f"{max(street.length_m, 0.1):.1f}",
        street.kind,
        _figure(flow.lane_capacity),
        _figure(flow.lanes),
        _figure(flow.speed_kmh),
        " ".join(use for use in USES if use in flow.uses),
        _figure(flow.walk_capacity),
        street.structure or "",
        _figure(street.width_m),
        basis,
        f"LINESTRING ({line})",
    )


def _asked(flow: Flow) -> set[str]:
    asked = set() if flow.lanes is None else {"lanes", "capacity", "free_speed"}
    return asked | (set() if flow.walk_capacity is None else {"walk_capacity"})


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")


def _turn_rows(
    road_map: RoadMap, ways: dict[Movement, list[Way]]
) -> tuple[list[tuple[str, ...]], int]:
    """Rows of forbidden_turn.csv: links in the order of travel; how many turns are lost."""
    rows: dict[tuple[str, ...], tuple[str, ...]] = {}
    lost = 0
    for turn in road_map.forbidden_turns:
        parts = [ways.get(movement, []) for movement in turn.movements]
        if not all(parts):  # a road of it was left out
            lost += 1
            continue
        chain = [parts[0][-1], *(way for part in parts[1:-1] for way in part), parts[-1][0]]
        links = tuple(way.link_id for i, way in enumerate(chain) if i == 0 or way != chain[i - 1])
        row = (f"t{len(rows) + 1}", " ".join(links), "auto", f"{turn.ref}: {turn.text}")
        rows.setdefault(links, row)
    return list(rows.values()), lost
