"""What one pass over an OSM file collects: roads with their nodes, barriers, borders, places."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

from safepassage.formats.roads.osm_tags import RoadTags, Tags, road_tags, stops
from safepassage.formats.roads.osm_turns import Restriction, read_restriction
from safepassage.formats.roads.road_map import Place, Position, Use, metres_between

PLACES = frozenset(
    {
        *("city", "town", "village", "hamlet", "suburb", "quarter", "neighbourhood", "borough"),
        *("isolated_dwelling", "city_block"),
    }
)


class WayOfRoad(NamedTuple):
    id: int
    tags: RoadTags
    refs: list[int]


@dataclass(slots=True)
class Seen:
    """What a pass over the file has collected."""

    position: dict[int, Position] = field(default_factory=dict)
    ways: list[WayOfRoad] = field(default_factory=list)
    cut: dict[int, str] = field(default_factory=dict)  # by node
    barriers: dict[int, frozenset[Use]] = field(default_factory=dict)
    posts: dict[int, str | None] = field(default_factory=dict)
    places: list[Place] = field(default_factory=list)
    buildings: list[Position] = field(default_factory=list)
    ferries: list[tuple[str, dict[str, str], list[int]]] = field(default_factory=list)
    boats: list[tuple[dict[str, str], list[int]]] = field(default_factory=list)  # relations
    restrictions: list[Restriction] = field(default_factory=list)
    lines: dict[int, tuple[Position, ...]] = field(default_factory=dict)  # of boundary ways
    borders: set[int] = field(default_factory=set)  # boundary ways between countries
    closed: list[tuple[str, float, Position]] = field(default_factory=list)  # why, metres, where
    unplaced: int = 0  # ways without a single known place


def see_node(seen: Seen, node: Any) -> None:
    tags = node.tags
    stopped = stops(tags)
    if stopped:
        seen.barriers[node.id] = stopped
    if tags.get("barrier") == "border_control":
        seen.posts[node.id] = tags.get("name")
    kind = tags.get("place")
    if kind in PLACES and tags.get("name"):
        people = (tags.get("population") or "").replace(",", "").replace(" ", "")
        seen.places.append(
            Place(
                f"node {node.id}", tags["name"], kind,
                int(people) if people.isdecimal() else None, node.lon, node.lat,
            )
        )  # fmt: skip


def see_way(seen: Seen, way: Any, *, paths: bool, service: bool, buildings: bool) -> None:
    tags: Tags = way.tags
    if "highway" in tags:
        road = road_tags(tags, paths=paths, service=service)
        if road is not None:
            see_road(seen, way, road)
    elif tags.get("route") == "ferry":
        refs = _known(seen, way)[0]
        if len(refs) > 1:
            seen.ferries.append((f"way {way.id}", dict(tags), refs))
    elif "boundary" in tags:
        line = tuple((n.lon, n.lat) for n in way.nodes if n.location.valid())
        if len(line) > 1:
            seen.lines[way.id] = line
            if tags.get("admin_level") == "2" and tags.get("maritime") != "yes":
                seen.borders.add(way.id)
    elif buildings and "building" in tags:
        places = [n for n in way.nodes if n.location.valid()]
        if places:
            seen.buildings.append((places[0].lon, places[0].lat))


def see_road(seen: Seen, way: Any, road: RoadTags) -> None:
    refs, before, after = _known(seen, way)
    if len(refs) < 2:
        seen.unplaced += not refs
        return
    if road.why_not:
        metres = sum(metres_between(seen.position[a], seen.position[b]) for a, b in pairwise(refs))
        seen.closed.append((road.why_not, metres, seen.position[refs[0]]))
        return
    for ref, is_cut in ((refs[0], before), (refs[-1], after)):
        if is_cut:
            seen.cut[ref] = "the file goes on without its next node"
    seen.ways.append(WayOfRoad(way.id, road, refs))


def _known(seen: Seen, way: Any) -> tuple[list[int], bool, bool]:
    """The nodes of a way that the file has, in the first unbroken row of them; is it cut?"""
    refs: list[int] = []
    before = after = False
    for node in way.nodes:
        location = node.location
        if not location.valid():
            if refs:
                after = True
                break
            before = True
            continue
        ref = node.ref
        if not refs or refs[-1] != ref:
            refs.append(ref)
            seen.position[ref] = (location.lon, location.lat)
    return refs, before, after


def see_relation(seen: Seen, relation: Any) -> None:
    tags: Tags = relation.tags
    kind = tags.get("type") or ""
    if kind == "restriction":
        members = [(m.type, m.ref, m.role) for m in relation.members]
        seen.restrictions.append(read_restriction(relation.id, tags, members))
    elif tags.get("admin_level") == "2" and "boundary" in tags:
        seen.borders.update(m.ref for m in relation.members if m.type == "w")
    elif tags.get("route") == "ferry":
        seen.boats.append((dict(tags), [m.ref for m in relation.members if m.type == "w"]))
