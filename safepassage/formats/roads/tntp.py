"""TNTP: road networks of traffic assignment, for benchmarks; units have to be given."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from safepassage.errors import UsageError
from safepassage.formats.file_hash import sha256_of
from safepassage.formats.roads.road_map import (
    FileSource,
    ForbiddenTurn,
    LeftOut,
    Movement,
    Point,
    Road,
    RoadMap,
    Traffic,
)
from safepassage.formats.roads.tntp_file import TntpFile, TntpRow, read_tntp_file
from safepassage.formats.roads.tntp_nodes import read_tntp_nodes

COLUMNS = ("init_node", "term_node", "capacity", "length", "free_flow_time")


class TntpUnits(NamedTuple):
    """What the format does not state; it differs from file to file."""

    metres: float  # in one unit of length
    minutes: float  # in one unit of free_flow_time
    hours: float = 1.0  # that capacities are counted over


def read_tntp(
    path: Path,
    *,
    units: TntpUnits | None = None,
    nodes: Path | None = None,
    crs: str | None = None,
) -> RoadMap:
    """Roads of a `_net.tntp`, one way each.

    The speed of a road is its length by its free flow time. The format has no lanes: capacity is
    that of the whole road, kept as one lane. Nodes below <FIRST THRU NODE> are ends of trips:
    forbidden turns keep traffic from passing through them.

    Parameters
    ----------
    nodes
        `_node.tntp` (with `crs`, which it does not state), or GeoJSON points with a property id.

    Raises
    ------
    UsageError
        Units or coordinates are not given: they are never guessed.
    ScenarioError
        All problems at once, by line.
    """
    path = Path(path)
    if units is None or nodes is None:
        raise UsageError(
            f"{path.name}: TNTP states neither units nor coordinates. Give units (metres in one "
            "unit of length, minutes in one unit of free_flow_time; see the README of the network) "
            "and nodes (_node.tntp with its crs, or GeoJSON points)."
        )
    net = read_tntp_file(path)
    points = read_tntp_nodes(Path(nodes), crs)
    row_of = {point.ref: row for row, point in enumerate(points)}
    roads = [
        road for row in net.rows() if (road := _road(net, row, row_of, points, units)) is not None
    ]
    for name, number in (("NUMBER OF LINKS", len(roads)), ("NUMBER OF NODES", len(points))):
        said = net.whole(name)
        if said is not None and said != number and not len(net.refusals):
            mend = "the file was cut short, or the nodes are of another network"
            net.refusals.add(1, None, "", f"<{name}> says {said}, and there are {number}", "", mend)
    first = net.whole("FIRST THRU NODE")
    net.refusals.stop_if_any()
    title = f"TNTP network {path.name.removesuffix('_net.tntp')}"
    source = FileSource(path.name, title, "not stated in the file", None, sha256_of(path))
    km = sum(road.length_m for road in roads) / 1000
    why = "the format has none: capacity is of the whole road, kept as one lane"
    return RoadMap(
        points,
        roads,
        source,
        forbidden_turns=_no_way_through(roads, points, first or 1),
        left_out=[LeftOut("lanes", len(roads), round(km, 3), why)],
    )


def _road(
    net: TntpFile, row: TntpRow, row_of: dict[str, int], points: list[Point], units: TntpUnits
) -> Road | None:
    a, b, *rest = [*row.words, "", ""]
    address = f"link/{a}-{b}"
    if len(row.words) < len(COLUMNS):
        read = f"the row has {len(row.words)} words"
        net.refusals.add(row.line, None, address, read, f"a link has {', '.join(COLUMNS)}, ...")
        return None
    for ref in (a, b):
        if ref not in row_of:
            read = f'it names the node "{ref}", which is not there'
            net.refusals.add(row.line, None, address, read, f"{len(row_of):,} nodes are known")
    capacity, length, time = (
        net.refusals.number(text, (row.line, None, address), name)
        for text, name in zip(rest, COLUMNS[2:], strict=False)
    )
    if capacity is None or length is None or time is None or not {a, b} <= row_of.keys():
        return None
    metres, hours = length * units.metres, time * units.minutes / 60
    speed = metres / 1000 / hours if metres and hours else None
    traffic = Traffic(frozenset(("auto",)), 1.0, capacity / units.hours, speed)
    ends = row_of[a], row_of[b]
    line = tuple((points[p].lon, points[p].lat) for p in ends)
    return Road(f"{a}-{b}-{row.line}", None, "", *ends, line, metres, traffic)


def _no_way_through(roads: list[Road], points: list[Point], first: int) -> list[ForbiddenTurn]:
    """At the ends of trips nobody drives on."""
    into: dict[int, list[int]] = {}
    out: dict[int, list[int]] = {}
    for row, road in enumerate(roads):
        into.setdefault(road.to_point, []).append(row)
        out.setdefault(road.from_point, []).append(row)
    return [
        ForbiddenTurn((Movement(a, True), Movement(b, True)), point.ref, "no way through a zone")
        for row, point in enumerate(points)
        if point.ref.isdecimal() and int(point.ref) < first
        for a in into.get(row, [])
        for b in out.get(row, [])
    ]
