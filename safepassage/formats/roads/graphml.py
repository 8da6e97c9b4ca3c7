"""GraphML: roads of a graph that OSMnx saved, two-way streets as one road."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from safepassage.formats.file_hash import sha256_of
from safepassage.formats.roads.graphml_file import ALLOWED, GraphEdge, GraphReader
from safepassage.formats.roads.lengths import check_lengths
from safepassage.formats.roads.opposite_roads import join_opposite
from safepassage.formats.roads.osm_lists import least_class, least_speed, texts_of
from safepassage.formats.roads.osm_tags import road_tags
from safepassage.formats.roads.positions import Coordinates, to_degrees
from safepassage.formats.roads.refusals import Refusals, refuse
from safepassage.formats.roads.road_map import (
    NOBODY,
    FileSource,
    LeftOut,
    Point,
    Position,
    Road,
    RoadMap,
    metres_between,
)
from safepassage.formats.roads.wkt_line import read_line
from safepassage.formats.roads.xml_file import read_xml
from safepassage.problems import Refusal, quoted

OSM = "© OpenStreetMap contributors, ODbL"
LISTED = ("highway", "lanes", "maxspeed", "width")  # of joined ways, the least counts


def read_graphml(path: Path, *, crs: str | None = None) -> RoadMap:
    """Roads of an OSMnx graph; the two edges of a two-way street become one road.

    Where OSMnx has joined several ways into an edge, the least of their classes, lanes and speeds
    counts. Lanes of a two-way street are those of both ways together, as in OpenStreetMap.

    Raises
    ------
    ScenarioError
        All problems at once, by line.
    """
    path = Path(path)
    reader = GraphReader(Refusals(path.name))
    read_xml(path, "graphml", ALLOWED, reader)
    points, rows = _points(reader, path.name, crs)
    reader.refusals.stop_if_any()
    edges = _edges(reader, points, rows, path.name, crs)
    reader.refusals.stop_if_any()
    kept = [road for road, why in edges if not why]
    if not kept:
        raise refuse(path.name, "there is no edge in it that is a road", ALLOWED)
    pairs = zip(reader.edges, edges, strict=True)
    roads = join_opposite(kept, [_is_two_way(edge) for edge, (_, why) in pairs if not why])
    check_lengths(path.name, points, roads, assumed=False)
    made = reader.graph.get("created_with") or "a graph"
    date = reader.graph.get("created_date", "")[:10]
    source = FileSource(
        path.name,
        f"{made}: {reader.graph.get('name') or path.name}",
        "OpenStreetMap contributors",
        date or None,
        sha256_of(path),
        OSM,
    )
    return RoadMap(points, roads, source, left_out=_left_out(reader, edges))


def _points(reader: GraphReader, file: str, crs: str | None) -> tuple[list[Point], dict[str, int]]:
    x: list[float] = []
    y: list[float] = []
    places: list[tuple[int | None, str]] = []
    for ref, node in reader.nodes.items():
        address = f"node/{ref}"
        for name, numbers in (("x", x), ("y", y)):
            text = node.values.get(name)
            if text is None:
                allowed = "OSMnx gives every node x and y"
                reader.refusals.add(*node.place, address, f"{name} is not given", allowed)
            value = reader.refusals.number(text or "0", (*node.place, address), name, least=None)
            numbers.append(value or 0.0)
        places.append((node.place[0], address))
    reader.refusals.stop_if_any()
    here = Coordinates(file, x, y, places, reader.graph.get("crs") or None)
    found = to_degrees(here, crs)
    points = [Point(ref, *position) for ref, position in zip(reader.nodes, found, strict=True)]
    return points, {ref: row for row, ref in enumerate(reader.nodes)}


def _edges(
    reader: GraphReader, points: list[Point], rows: dict[str, int], file: str, crs: str | None
) -> list[tuple[Road, str | None]]:
    """Every edge as a one-way road, and why it is none."""
    lines = [_bends(reader, edge) for edge in reader.edges]
    flat = [(edge, p) for edge, line in zip(reader.edges, lines, strict=True) for p in line or ()]
    here = Coordinates(
        file,
        [x for _, (x, _) in flat],
        [y for _, (_, y) in flat],
        [(edge.place[0], f"edge/{edge.ref}/geometry") for edge, _ in flat],
        reader.graph.get("crs") or None,
    )
    moved = iter(to_degrees(here, crs)) if not len(reader.refusals) else iter(())
    found = []
    for edge, line in zip(reader.edges, lines, strict=True):
        lost = [ref for ref in (edge.source, edge.target) if ref not in rows]
        for ref in lost:
            read = f"it names the node {quoted(ref)}, which is not there"
            allowed = f"{len(rows):,} nodes are known"
            reader.refusals.add(*edge.place, f"edge/{edge.ref}", read, allowed)
        if len(reader.refusals):
            continue
        ends = rows[edge.source], rows[edge.target]
        positions = tuple(next(moved) for _ in line or ())
        found.append(_road(reader, edge, points, ends, positions))
    return found


def _bends(reader: GraphReader, edge: GraphEdge) -> tuple[Position, ...] | None:
    text = edge.values.get("geometry")
    if not text:
        return None
    try:
        return read_line(text)
    except Refusal as refusal:
        address = f"edge/{edge.ref}/geometry"
        reader.refusals.add(*edge.place, address, refusal.read, refusal.allowed, refusal.mend)
        return None


def _road(
    reader: GraphReader,
    edge: GraphEdge,
    points: list[Point],
    ends: tuple[int, int],
    line: tuple[Position, ...],
) -> tuple[Road, str | None]:
    line = line or tuple((points[p].lon, points[p].lat) for p in ends)
    address = (*edge.place, f"edge/{edge.ref}")
    text = edge.values.get("length")
    length = reader.refusals.number(text, address, "length") if text else None
    if length is None:
        length = sum(metres_between(a, b) for a, b in pairwise(line))
    tags = _tags(edge)
    road = road_tags(tags, paths=True, service=True)
    ref = Road(edge.ref, None, "", *ends, line, length, NOBODY)
    if road is None:
        kind = edge.values.get("highway") or "not given"
        return ref, f"highway {kind}: no road for cars or people on foot"
    along, against = road.forward, road.backward
    both = _is_two_way(edge)
    if both and edge.values.get("reversed", "").lower() == "true":  # the tags are of the other way
        along = road.backward
    names = texts_of(edge.values.get("name") or edge.values.get("ref") or "")
    return (
        ref._replace(
            name=" / ".join(names) or None,
            kind=road.kind,
            forward=along,
            # on foot one may go against a one-way street; a two-way street has another edge
            backward=NOBODY if both else against,
            width_m=road.width_m,
            structure=road.structure,
        ),
        road.why_not,
    )


def _is_two_way(edge: GraphEdge) -> bool:
    """Whether another edge leads back: every edge of OSMnx is travelled from source to target."""
    words = {word.lower() for word in texts_of(edge.values.get("oneway", ""))}
    return not words or "false" in words or "no" in words


def _tags(edge: GraphEdge) -> Mapping[str, str]:
    """The tags of the edge, of several values the least."""
    values = edge.values
    tags = {name: text for name, text in values.items() if not text.startswith("[")}
    for name, text in values.items():
        if text.startswith("["):
            texts = texts_of(text)
            tags[name] = texts[0] if len(set(texts)) == 1 else ";".join(sorted(texts))
    tags["highway"] = least_class(texts_of(values.get("highway", "")))
    if "maxspeed" in values:
        tags["maxspeed"] = least_speed(texts_of(values["maxspeed"]))
    tags["oneway"] = "no" if _is_two_way(edge) else "yes"
    return tags


def _left_out(reader: GraphReader, edges: list[tuple[Road, str | None]]) -> list[LeftOut]:
    number: Counter[str] = Counter(why for _, why in edges if why)
    rows = [
        LeftOut("edge", count, round(sum(r.length_m for r, w in edges if w == why) / 1000, 3), why)
        for why, count in sorted(number.items())
    ]
    for name in LISTED:
        several = sum(len(set(texts_of(edge.values.get(name, "")))) > 1 for edge in reader.edges)
        if several:
            why = "OSMnx joined ways that differ: the least counts"
            rows.append(LeftOut(f"{name} of joined ways", several, 0.0, why))
    return rows
