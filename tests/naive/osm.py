"""A plain reader of OSM XML: who may go from node to node, written from the wiki's words."""

from __future__ import annotations

import gzip
from collections import Counter
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

MAIN_ROADS = ("motorway", "trunk", "primary", "secondary", "tertiary")
CAR_ROADS = (
    *MAIN_ROADS,
    *(f"{name}_link" for name in MAIN_ROADS),
    *("unclassified", "residential", "living_street", "road"),
)
YES = ("yes", "designated", "permissive", "public", "official", "destination", "permit")
PASSABLE = {
    *("gate", "lift_gate", "swing_gate", "cattle_grid", "border_control", "toll_booth", "arch"),
    *("entrance", "sally_port", "height_restrictor", "kerb", "no", "speed_bump", "checkpoint"),
    "hampshire_gate",
}
Place = tuple[float, float]


def read(path: Path) -> tuple[dict[int, dict], dict[int, dict], list[dict]]:
    """Nodes, ways and relations of an OSM XML file."""
    data = path.read_bytes()
    root = ElementTree.fromstring(gzip.decompress(data) if path.suffix == ".gz" else data)
    tags = lambda e: {t.get("k"): t.get("v") for t in e.findall("tag")}  # noqa: E731
    nodes = {
        int(n.get("id")): {"at": (float(n.get("lon")), float(n.get("lat"))), "tags": tags(n)}
        for n in root.findall("node")
    }
    ways = {
        int(w.get("id")): {"refs": [int(nd.get("ref")) for nd in w.findall("nd")], "tags": tags(w)}
        for w in root.findall("way")
    }
    relations = [
        {
            "tags": tags(r),
            "members": [
                (m.get("type"), int(m.get("ref")), m.get("role")) for m in r.findall("member")
            ],
        }
        for r in root.findall("relation")
    ]
    return nodes, ways, relations


def car_allowed(tags: dict[str, str], otherwise: bool) -> bool:
    for key in ("motorcar", "motor_vehicle", "vehicle", "access"):
        if key in tags:
            return tags[key] in YES
    return otherwise


def car_directions(tags: dict[str, str]) -> tuple[bool, bool]:
    """Whether cars go along a way, and against it."""
    kind = tags.get("highway")
    if kind not in CAR_ROADS or tags.get("area") == "yes" or not car_allowed(tags, True):
        return False, False
    said = tags.get("oneway:motor_vehicle", tags.get("oneway"))
    if said in ("-1", "reverse"):
        return False, True
    if said in ("reversible", "alternating"):
        return False, False
    if said in ("yes", "true", "1"):
        return True, False
    implied = kind in ("motorway", "motorway_link") or tags.get("junction") in (
        "roundabout",
        "circular",
    )
    return True, said in ("no", "false", "0") or not implied


def car_steps(path: Path) -> Counter[tuple[Place, Place]]:
    """Every step from a place to the next that a car may make, with how often it is drawn."""
    nodes, ways, _ = read(path)
    found: Counter[tuple[Place, Place]] = Counter()
    for way in ways.values():
        forth, back = car_directions(way["tags"])
        for a, b in pairwise(way["refs"]):
            if a in nodes and b in nodes and a != b:
                here, there = nodes[a]["at"], nodes[b]["at"]
                found[here, there] += forth
                found[there, here] += back
    return +found


def blocked(path: Path) -> set[Place]:
    """Places of road where a barrier stops cars."""
    nodes, ways, _ = read(path)
    on_roads = {ref for w in ways.values() if any(car_directions(w["tags"])) for ref in w["refs"]}
    return {
        node["at"]
        for ref, node in nodes.items()
        if ref in on_roads
        and "barrier" in node["tags"]
        and not car_allowed(node["tags"], node["tags"]["barrier"] in PASSABLE)
    }


def forbidden_pairs(path: Path) -> set[tuple[Place, Place, Place]]:
    """(from, via, to) places of neighbouring nodes: turns at a node that cars may not make."""
    nodes, ways, relations = read(path)
    out: dict[int, list[tuple[int, int]]] = {}  # at a node: (way, next node) a car may leave by
    into: dict[int, list[tuple[int, int]]] = {}
    for ref, way in ways.items():
        forth, back = car_directions(way["tags"])
        for a, b in pairwise(way["refs"]):
            for go, tail, head in ((forth, a, b), (back, b, a)):
                if go:
                    out.setdefault(tail, []).append((ref, head))
                    into.setdefault(head, []).append((ref, tail))
    found = set()
    for relation in relations:
        tags = relation["tags"]
        word = tags.get("restriction", "")
        if tags.get("type") != "restriction" or "motorcar" in tags.get("except", "").split(";"):
            continue
        via = [ref for kind, ref, role in relation["members"] if role == "via" and kind == "node"]
        comes = {ref for kind, ref, role in relation["members"] if role == "from"}
        goes = {ref for kind, ref, role in relation["members"] if role == "to"}
        if len(via) != 1:
            continue
        at = via[0]
        for way, tail in into.get(at, []):
            if way not in comes:
                continue
            for other, head in out.get(at, []):
                back_again = other == way and head == tail
                round_here = word == "no_u_turn" and comes == goes
                bad = (
                    (other in goes and round_here == back_again)
                    if word.startswith("no_")
                    else (other not in goes and not back_again)
                )
                if bad:
                    found.add((nodes[tail]["at"], nodes[at]["at"], nodes[head]["at"]))
    return found
