"""GMNS: roads from node.csv and link.csv, with the units of config.csv."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from safepassage.formats.roads.gmns_files import GmnsFiles, gmns_files
from safepassage.formats.roads.gmns_link import READ, LinkReading
from safepassage.formats.roads.gmns_table import GmnsTable, Row
from safepassage.formats.roads.gmns_turns import read_turns
from safepassage.formats.roads.gmns_units import LENGTHS, SPEEDS, GmnsUnits, read_units
from safepassage.formats.roads.lengths import check_lengths
from safepassage.formats.roads.osm_lists import texts_of
from safepassage.formats.roads.positions import Coordinates, to_degrees
from safepassage.formats.roads.refusals import refuse
from safepassage.formats.roads.road_map import (
    FileSource,
    LeftOut,
    Point,
    Position,
    Road,
    RoadMap,
    metres_between,
)
from safepassage.formats.roads.wkt_line import read_line
from safepassage.problems import Refusal, known_names, quoted
from safepassage.scenario.csv_table import GMNS_NOT_READ

OSM = "© OpenStreetMap contributors, ODbL"
NODE_READ = {"node_id", "name", "x_coord", "y_coord", "zone_id", "osm_node_id"}
NODE_COLUMNS = ("node_id", "x_coord", "y_coord")
LINK_COLUMNS = ("link_id", "from_node_id", "to_node_id", "directed")


class Nodes(NamedTuple):
    """The node table: points, the row of each by its id, and the zone that each names."""

    points: list[Point]
    row_of: dict[str, int]
    zone_of: list[str]
    columns: dict[str, int]


class _Half(NamedTuple):
    """A link before its line and length are known."""

    road: Road
    line: int  # of the file
    bends: tuple[Position, ...] | None  # as the file has them
    backwards: bool  # the file says that they run from to_node to from_node
    length_m: float | None


def read_gmns(path: Path, *, crs: str | None = None) -> RoadMap:
    """Roads of a GMNS network: a folder, or its node or link table.

    Without config.csv lengths are in m and speeds in km/h, coordinates in degrees; `left_out` says
    what was assumed, and which columns were not read. Columns that have the unit in their name
    (length_km, free_speed_kmh, capacity_vph_per_lane) and tags of OpenStreetMap (maxspeed, oneway)
    are understood.

    Raises
    ------
    ScenarioError
        All problems at once, by file, line and column.
    """
    files = gmns_files(Path(path))
    units = read_units(files)
    nodes = read_nodes(files, units, crs)
    reading = LinkReading(GmnsTable(files.link, LINK_COLUMNS), units)
    halves = _read_links(reading, nodes)
    roads, notes = _finish(halves, nodes, files, units, crs)
    if not roads:
        raise refuse(files.link.name, "there is no link in it", "give a network with links")
    assumed = units.metres is None and not LENGTHS.keys() & reading.table.columns.keys()
    check_lengths(files.link.name, nodes.points, roads, assumed)
    osm = "osm_way_id" in reading.table.columns or "osm_node_id" in nodes.columns
    source = FileSource(
        files.name,
        units.name or f"GMNS network {files.name}",
        "OpenStreetMap contributors" if osm else "not stated in the file",
        None,
        files.sha256(),
        OSM if osm else None,
    )
    carried = [road for road in roads if road.forward.uses or road.backward.uses]
    turns, beside = read_turns(files, carried, {road.ref for road in roads})
    left_out = [*_assumed(reading, crs), *notes, *_not_carried(roads, reading), *beside]
    left_out += _columns(files, nodes, reading, len(roads))
    return RoadMap(nodes.points, carried, source, forbidden_turns=turns, left_out=left_out)


def read_nodes(files: GmnsFiles, units: GmnsUnits, crs: str | None) -> Nodes:
    """The node table in degrees; all its problems at once."""
    table = GmnsTable(files.node, NODE_COLUMNS)
    row_of: dict[str, int] = {}
    lines: list[int] = []
    numbers: list[tuple[float, float]] = []
    rest: list[tuple[str, str | None, str]] = []
    for row in table.rows():
        ref = row["node_id"]
        address = f"node/{ref}"
        if not ref:
            table.refusals.add(*row.place("node_id", ""), "node_id is empty", "give every node one")
        if ref in row_of:
            first = lines[row_of[ref]]
            read = f"node_id {quoted(ref)} is there twice (also in line {first})"
            table.refusals.add(*row.place("node_id", address), read, "give every node its own")
            continue
        x, y = (
            table.refusals.number(row[name], row.place(name, address), name, least=None)
            for name in ("x_coord", "y_coord")
        )
        row_of[ref] = len(lines)
        lines.append(row.line)
        numbers.append((x or 0.0, y or 0.0))
        rest.append((ref, row["name"] or None, row["zone_id"]))
    table.refusals.stop_if_any()
    places = [(line, f"node/{ref}") for line, (ref, *_) in zip(lines, rest, strict=True)]
    here = Coordinates(
        files.node.name, [x for x, _ in numbers], [y for _, y in numbers], places, units.crs
    )
    found = to_degrees(here, crs)
    points = [
        Point(ref, *position, name) for (ref, name, _), position in zip(rest, found, strict=True)
    ]
    return Nodes(points, row_of, [zone for *_, zone in rest], table.columns)


def _read_links(reading: LinkReading, nodes: Nodes) -> list[_Half]:
    table, seen = reading.table, dict[str, int]()
    halves = []
    for row in table.rows():
        ref = row["link_id"]
        address = f"link/{ref}"
        if not ref:
            table.refusals.add(*row.place("link_id", ""), "link_id is empty", "give every link one")
        elif ref in seen:
            read = f"link_id {quoted(ref)} is there twice (also in line {seen[ref]})"
            table.refusals.add(*row.place("link_id", address), read, "give every link its own")
        seen[ref] = row.line
        ends = [_end(reading, row, name, address, nodes) for name in LINK_COLUMNS[1:3]]
        kind = reading.kind(row)
        traffic = reading.traffic(row, address, kind)
        length = reading.length_m(row, address)
        bends = _bends(reading, row, address)
        name = " / ".join(texts_of(row["name"])) if reading.osm else row["name"]
        road = Road(ref, name or None, kind, ends[0], ends[1], (), length or 0.0, *traffic)
        width = reading.width_m(row, address)
        road = road._replace(width_m=width, structure=row["structure"].lower() or None)
        halves.append(_Half(road, row.line, bends, row["dir_flag"] == "-1", length))
    table.refusals.stop_if_any()
    return halves


def _end(reading: LinkReading, row: Row, name: str, address: str, nodes: Nodes) -> int:
    text = row[name]
    if text not in nodes.row_of:
        read = f"{name} {quoted(text)} is not in the node table"
        known = known_names(text, nodes.row_of) if len(nodes.row_of) < 5000 else ""
        allowed = known or f"{len(nodes.row_of):,} nodes are known"
        reading.table.refusals.add(*row.place(name, address), read, allowed)
    return nodes.row_of.get(text, 0)


def _bends(reading: LinkReading, row: Row, address: str) -> tuple[Position, ...] | None:
    if not row["geometry"]:
        return None
    try:
        return read_line(row["geometry"])
    except Refusal as refusal:
        place = row.place("geometry", address)
        reading.table.refusals.add(*place, refusal.read, refusal.allowed, refusal.mend)
        return None


def _finish(
    halves: list[_Half], nodes: Nodes, files: GmnsFiles, units: GmnsUnits, crs: str | None
) -> tuple[list[Road], list[LeftOut]]:
    """Every road with its line from node to node and its length."""
    flat = [(half, position) for half in halves for position in half.bends or ()]
    here = Coordinates(
        files.link.name,
        [x for _, (x, _) in flat],
        [y for _, (_, y) in flat],
        [(half.line, f"link/{half.road.ref}/geometry") for half, _ in flat],
        units.crs,
    )
    moved = iter(to_degrees(here, crs))
    roads, turned, measured = [], 0, 0
    for half in halves:
        a, b = (nodes.points[p] for p in (half.road.from_point, half.road.to_point))
        ends = (a.lon, a.lat), (b.lon, b.lat)
        line = tuple(next(moved) for _ in half.bends or ()) or ends
        if half.backwards or _runs_back(line, *ends):
            line, turned = line[::-1], turned + (not half.backwards)
        line = (() if line[0] == ends[0] else ends[:1]) + line
        line += () if line[-1] == ends[1] else ends[1:]
        length = half.length_m
        if length is None:
            measured += 1
            length = sum(metres_between(p, q) for p, q in pairwise(line))
        roads.append(half.road._replace(line=line, length_m=length))
    notes = []
    if turned:
        why = "drawn from to_node to from_node: turned round"
        notes.append(LeftOut("direction of geometry", turned, 0.0, why))
    if measured:
        notes.append(LeftOut("length", measured, 0.0, "not given: measured along the line"))
    return roads, notes


def _runs_back(line: tuple[Position, ...], a: Position, b: Position) -> bool:
    """Whether the line plainly begins at the end of the link and ends at its beginning."""
    ahead = metres_between(line[0], a) + metres_between(line[-1], b)
    back = metres_between(line[0], b) + metres_between(line[-1], a)
    return back < ahead


def _assumed(reading: LinkReading, crs: str | None) -> list[LeftOut]:
    columns, units = reading.table.columns.keys(), reading.units
    said = "the file does not say"
    rows = []
    if units.metres is None and "length" in columns:
        rows.append(LeftOut("unit of length", 0, 0.0, f"{said}: m is assumed"))
    if units.kmh is None and "free_speed" in columns and not SPEEDS.keys() & columns:
        rows.append(LeftOut("unit of speed", 0, 0.0, f"{said}: km/h is assumed"))
    if units.crs is None and crs is None:
        rows.append(LeftOut("coordinate system", 0, 0.0, f"{said}: EPSG:4326 is assumed"))
    if reading.uses_by_class:
        why = f"{said} (allowed_uses): by road class; cars and trucks where there is none"
        rows.append(LeftOut("who may use a link", reading.uses_by_class, 0.0, why))
    if reading.osm:
        why = "lanes count both ways together, as in OpenStreetMap (column oneway or maxspeed)"
        rows.append(LeftOut("meaning of lanes", 0, 0.0, why))
    return rows


def _not_carried(roads: list[Road], reading: LinkReading) -> list[LeftOut]:
    closed = [road for road in roads if not (road.forward.uses or road.backward.uses)]
    rows = []
    if closed:
        km = sum(road.length_m for road in closed) / 1000
        why = "neither cars, trucks nor people on foot use it"
        rows.append(LeftOut("link", len(closed), round(km, 3), why))
    for word, number in sorted(reading.other_words.items()):
        rows.append(LeftOut(f"use {word}", number, 0.0, "only auto, truck and walk are planned on"))
    for word, number in sorted(reading.other_kinds.items()):
        why = "no road class of OpenStreetMap: what it lacks is filled in as for other roads"
        rows.append(LeftOut(f"facility_type {word}", number, 0.0, why))
    return rows


def _columns(files: GmnsFiles, nodes: Nodes, reading: LinkReading, number: int) -> list[LeftOut]:
    """Columns that are neither read here nor known to be of no use here."""
    rows = []
    for file, columns, read, count in (
        (files.node.name, nodes.columns, NODE_READ, len(nodes.points)),
        (files.link.name, reading.table.columns, READ, number),
    ):
        for name in columns.keys() - read - GMNS_NOT_READ:
            rows.append(LeftOut(f"column {name} of {file}", count, 0.0, "it is not read"))
    return sorted(rows)
