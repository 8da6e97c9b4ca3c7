"""OSM roads: what a pass has seen, cut at every junction and barrier, as a RoadMap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import pairwise

from safepassage.formats.roads.osm_seen import Seen, WayOfRoad
from safepassage.formats.roads.osm_tags import read_hours, read_minutes, read_people
from safepassage.formats.roads.osm_turns import forbidden_turns
from safepassage.formats.roads.road_map import (
    BorderPost,
    Ferry,
    FileSource,
    LeftOut,
    Point,
    Position,
    Road,
    RoadMap,
    Traffic,
    Use,
    metres_between,
)

SAID_OF_FERRIES = (
    *("interval", "opening_hours", "duration", "capacity:persons", "capacity:passengers"),
)


def road_map_of(seen: Seen, source: FileSource) -> RoadMap:
    """Cut the ways at every node where something meets, and give points their rows."""
    used = Counter(ref for way in seen.ways for ref in way.refs)
    for way in seen.ways:
        for ref in (way.refs[0], way.refs[-1]):
            used[ref] += 1
    for _, _, refs in seen.ferries:
        used.update(ref for ref in (refs[0], refs[-1]) if ref in used)
    meets = {ref for ref, number in used.items() if number > 1}
    meets |= {ref for row in seen.restrictions for ref in row.via_nodes if ref in used}
    meets |= {ref for ref in (*seen.barriers, *seen.posts, *seen.cut) if ref in used}
    points: list[Point] = []
    row_of: dict[int, int] = {}

    def row(ref: int) -> int:
        if ref not in row_of:
            row_of[ref] = len(points)
            points.append(Point(str(ref), *seen.position[ref]))
        return row_of[ref]

    roads: list[Road] = []
    pieces: dict[int, list[tuple[int, int, int]]] = {}  # of a way: road row, node, node
    for way in seen.ways:
        first = 0
        for last in range(1, len(way.refs)):
            if way.refs[last] in meets or last == len(way.refs) - 1:
                refs = way.refs[first : last + 1]
                pieces.setdefault(way.id, []).append((len(roads), refs[0], refs[-1]))
                roads.append(_road(seen, way, refs, row(refs[0]), row(refs[-1])))
                first = last
    turns, unclear = forbidden_turns(seen.restrictions, pieces, roads)
    stopped = {row_of[ref]: uses for ref, uses in seen.barriers.items() if ref in row_of}
    roads = _with_barriers(points, roads, stopped)
    ferries = [_ferry(seen, *ferry, row) for ferry in seen.ferries if ferry[2][0] != ferry[2][-1]]
    return RoadMap(
        points=points,
        roads=roads,
        source=source,
        forbidden_turns=turns,
        cut={row_of[ref]: why for ref, why in seen.cut.items() if ref in row_of},
        posts=[BorderPost(row_of[r], n, f"node {r}") for r, n in seen.posts.items() if r in row_of],
        ferries=ferries,
        places=seen.places,
        buildings=seen.buildings,
        borders=[line for way, line in seen.lines.items() if way in seen.borders],
        left_out=_left_out(seen, stopped, unclear),
    )


def _road(seen: Seen, way: WayOfRoad, refs: list[int], a: int, b: int) -> Road:
    line = tuple(seen.position[ref] for ref in refs)
    tags = way.tags
    return Road(
        f"way {way.id}", tags.name, tags.kind, a, b, line,
        sum(metres_between(p, q) for p, q in pairwise(line)),
        tags.forward, tags.backward, tags.width_m, tags.structure,
    )  # fmt: skip


def _with_barriers(
    points: list[Point], roads: list[Road], stopped: Mapping[int, frozenset[Use]]
) -> list[Road]:
    """Roads end on either side of a barrier; whoever it lets through passes on a metre of path."""
    if not stopped:
        return roads
    kept: list[Road] = []
    more: list[Road] = []
    for road in roads:
        for end in ("from_point", "to_point"):
            point: int = getattr(road, end)
            if point not in stopped:
                continue
            side = len(points)
            at = points[point]
            points.append(Point(f"{at.ref}-side-{side}", at.lon, at.lat))
            road = (
                road._replace(from_point=side)
                if end == "from_point"
                else road._replace(to_point=side)
            )
            through = (road.forward.uses | road.backward.uses) - stopped[point]
            if through:
                ends = (side, point) if end == "to_point" else (point, side)
                more.append(_metre(road, points, *ends, through))
        kept.append(road)
    return kept + more


def _metre(road: Road, points: list[Point], a: int, b: int, through: frozenset[Use]) -> Road:
    line = tuple((points[p].lon, points[p].lat) for p in (a, b))
    return road._replace(
        from_point=a,
        to_point=b,
        line=line,
        length_m=1.0,
        forward=_only(road.forward, through),
        backward=_only(road.backward, through),
    )


def _only(traffic: Traffic, uses: frozenset[Use]) -> Traffic:
    return traffic._replace(uses=traffic.uses & uses)


def _ferry(
    seen: Seen, ref: str, tags: dict[str, str], refs: list[int], row: Callable[[int], int]
) -> Ferry:
    way_id = int(ref.split()[1])
    boat = next((boat for boat, ways in seen.boats if way_id in ways), {})
    tags = {**boat, **tags}
    seats = tags.get("capacity:persons") or tags.get("capacity:passengers")
    words = [f"{k}={tags[k]}" for k in SAID_OF_FERRIES if tags.get(k)]
    uses: set[Use] = set()
    if tags.get("foot", "yes") != "no":
        uses.add("walk")
    cars = tags.get("motorcar") or tags.get("motor_vehicle") or tags.get("vehicle") or "unknown"
    if cars in ("yes", "designated", "permissive"):
        uses.add("auto")
    return Ferry(
        ref, tags.get("name"), row(refs[0]), row(refs[-1]),
        read_minutes(tags.get("duration")), "; ".join(words) or None, frozenset(uses),
        read_minutes(tags.get("interval")), read_hours(tags.get("opening_hours")),
        read_people(seats), tags.get("oneway") == "yes",
    )  # fmt: skip


def _left_out(
    seen: Seen, stopped: Mapping[int, frozenset[Use]], unclear: Mapping[str, int]
) -> list[LeftOut]:
    rows: list[LeftOut] = []
    by_why: dict[str, list[tuple[float, Position]]] = {}
    for why, metres, where in seen.closed:
        by_why.setdefault(why, []).append((metres, where))
    for why, closed in by_why.items():
        km = sum(metres for metres, _ in closed) / 1000
        rows.append(LeftOut("road", len(closed), round(km, 3), why))
    shut = sum("auto" in uses for uses in stopped.values())
    if shut:
        rows.append(LeftOut("barrier", shut, 0.0, "cars do not pass it (its tags or its kind)"))
    if seen.unplaced:
        rows.append(LeftOut("road", seen.unplaced, 0.0, "none of its nodes is in the file"))
    for why, number in sorted(unclear.items()):
        rows.append(LeftOut("turn restriction", number, 0.0, why))
    return rows
