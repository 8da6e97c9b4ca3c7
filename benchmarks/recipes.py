"""The road networks that tests and benchmarks share, made from map extracts in a fixed way."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from safepassage.kernels.lexflow import UNLIMITED, Network, Sinks, Supply

I64 = npt.NDArray[np.int64]
F64 = npt.NDArray[np.float64]

OCCUPANCY = 2.3  # people in a car
# free speed (km/h) and capacity of a lane (vehicles/h) by road class: the values of MATSim's reader
MATSIM = {
    "motorway": (120.0, 2000),
    "motorway_link": (80.0, 1500),
    "trunk": (80.0, 2000),
    "trunk_link": (50.0, 1500),
    "primary": (80.0, 1500),
    "primary_link": (60.0, 1500),
    "secondary": (30.0, 800),
    "secondary_link": (30.0, 800),
    "tertiary": (25.0, 600),
    "tertiary_link": (25.0, 600),
    "unclassified": (15.0, 600),
    "residential": (15.0, 600),
    "living_street": (10.0, 300),
}
# free speeds (km/h) of OSRM's car profile; the capacities stay
OSRM_SPEED = {
    "motorway": 90.0,
    "motorway_link": 45.0,
    "trunk": 85.0,
    "trunk_link": 40.0,
    "primary": 65.0,
    "primary_link": 30.0,
    "secondary": 55.0,
    "secondary_link": 25.0,
    "tertiary": 40.0,
    "tertiary_link": 20.0,
    "unclassified": 25.0,
    "residential": 25.0,
    "living_street": 10.0,
}
OSRM = {name: (OSRM_SPEED[name], capacity) for name, (_, capacity) in MATSIM.items()}
RANK = {
    "motorway": 6, "trunk": 5, "primary": 4, "secondary": 3, "tertiary": 2,
}  # fmt: skip


class Roads(NamedTuple):
    """Roads in metres, seconds and vehicles an hour, links sorted by to-node."""

    lon: F64  # (n_node,)
    lat: F64  # (n_node,)
    from_node: I64  # (n_link,)
    to_node: I64  # (n_link,)
    travel_s: F64  # (n_link,)
    rate_per_hour: I64  # (n_link,) vehicles
    homes_m: F64  # (n_node,) residential street at the node
    rank: I64  # (n_node,) of the best road at the node, 0 = lower than tertiary
    leaves_box: I64  # (n_node,) rate of the main roads that leave the box or the extract there


class Case(NamedTuple):
    """One evacuation, ready for a time grid."""

    name: str
    roads: Roads
    vehicles: I64  # (n_node,)
    exit_node: I64  # (n_exit,)
    exit_rate_per_hour: I64  # (n_exit,)
    closed_s: list[tuple[int, int, int]]  # (row of exit, from second, to second)
    horizon_s: int


def shared_folder() -> Path | None:
    """The shared data folder: SAFEPASSAGE_SHARED, else ../shared next to the repository."""
    named = os.environ.get("SAFEPASSAGE_SHARED")
    folder = Path(named) if named else Path(__file__).resolve().parents[1].parent / "shared"
    return folder if (folder / "data" / "osm").is_dir() else None


def map_file(name: str) -> Path:
    """Path of a map extract of the shared folder."""
    folder = shared_folder()
    if folder is None:
        raise FileNotFoundError(
            "no shared data: set SAFEPASSAGE_SHARED to the folder with data/osm"
        )
    return folder / "data" / "osm" / name


def on_grid(case: Case, step_s: int) -> tuple[Network, Supply, Sinks, int]:
    """The case in periods of `step_s`: travel times rounded down, rates carried over exactly.

    An exit is a link from its node to a node of its own, with its rate. Where a rate is no whole
    number per period the period p may take floor((p + 1) * rate) - floor(p * rate) vehicles.
    """
    roads = case.roads
    n_road_node = len(roads.lon)
    n_exit = len(case.exit_node)
    n_period = case.horizon_s // step_s
    from_node = np.r_[roads.from_node, case.exit_node]
    to_node = np.r_[roads.to_node, n_road_node + np.arange(n_exit)]
    travel = np.r_[np.floor(roads.travel_s / step_s + 1e-9).astype(int), np.zeros(n_exit, int)]
    rates, profile = np.unique(roads.rate_per_hour, return_inverse=True)
    seconds = np.arange(n_period + 1) * step_s
    capacity = np.diff(rates[:, None] * seconds // 3600, axis=1)
    gates = np.diff(case.exit_rate_per_hour[:, None] * seconds // 3600, axis=1)
    for row, first_s, last_s in case.closed_s:
        gates[row, first_s // step_s : -(-last_s // step_s)] = 0
    network = Network(
        from_node.astype(np.int32),
        to_node.astype(np.int32),
        travel.astype(np.int32),
        np.r_[profile.ravel(), len(rates) + np.arange(n_exit)].astype(np.int32),
        np.r_[capacity, gates].astype(np.int32),
        n_road_node + n_exit,
    )
    origin = np.flatnonzero(case.vehicles)
    supply = Supply(
        origin.astype(np.int32),
        np.zeros(len(origin), dtype=np.int32),
        case.vehicles[origin].astype(np.int64),
    )
    sinks = Sinks(
        (n_road_node + np.arange(n_exit)).astype(np.int32), np.full(n_exit, UNLIMITED, np.int64)
    )
    return network, supply, sinks, n_period - 1


def andorra(kind: str = "S1", table: dict[str, tuple[float, int]] = MATSIM) -> Case:
    """Andorra-OSM: 80,000 people leave by two exits.

    S1: always open. S2: east closed in hours 3-6, south from 10:00 to 10:30. S3: wide gates.
    """
    roads = read_roads(map_file("andorra-2013.osm.pbf"), table=table)
    on_main_road = np.flatnonzero(roads.rank >= RANK["primary"])
    south = on_main_road[np.argmin(roads.lat[on_main_road])]
    east = on_main_road[np.argmax(roads.lon[on_main_road])]
    closed = [(1, 3 * 3600, 6 * 3600), (0, 36000, 37800)] if kind == "S2" else []
    rates = [1800, 1500] if kind == "S3" else [1500, 1200]
    return Case(
        f"Andorra {kind}",
        roads,
        _share(round(80_000 / OCCUPANCY), roads.homes_m),
        np.array([south, east]),
        np.array(rates),
        closed,
        15 * 3600,
    )


def heidelberg(table: dict[str, tuple[float, int]] = MATSIM) -> Case:
    """Heidelberg-OSM: 160,000 people leave by every larger road that leaves the box."""
    box = (8.60, -90.0, 8.86, 90.0)
    roads = read_roads(map_file("heidelberg-2024.osm.pbf"), box, table)
    exits = np.flatnonzero(roads.leaves_box)
    return Case(
        "Heidelberg",
        roads,
        _share(round(160_000 / OCCUPANCY), roads.homes_m),
        exits,
        roads.leaves_box[exits],
        [],
        4 * 3600,
    )


def grid(side: int = 316, n_exit: int = 24, people: int = 1_000_000) -> Case:
    """A square town: streets every 250 m, every eighth an arterial, exits around the edge."""
    row, column = np.divmod(np.arange(side * side), side)
    pairs = []
    for ahead, inside in ((1, column < side - 1), (side, row < side - 1)):
        tail = np.flatnonzero(inside)
        main = (row[tail] if ahead == 1 else column[tail]) % 8 == 0
        pairs.append((tail, tail + ahead, main))
        pairs.append((tail + ahead, tail, main))
    tail, head, main = (np.concatenate(part) for part in zip(*pairs, strict=True))
    order = np.lexsort((tail, head))
    tail, head, main = tail[order], head[order], main[order]
    edge = np.flatnonzero((row % (side - 1) == 0) | (column % (side - 1) == 0))
    angle = np.arctan2(row[edge] - side / 2, column[edge] - side / 2)
    arterial = (row[edge] % 8 == 0) | (column[edge] % 8 == 0)
    ring = edge[arterial][np.argsort(angle[arterial], kind="stable")]
    exits = np.unique(ring[np.linspace(0, len(ring), n_exit, endpoint=False).astype(int)])
    none = np.zeros(side * side, dtype=np.int64)
    roads = Roads(
        column * 250.0,
        row * 250.0,
        tail,
        head,
        250 / np.where(main, 60 / 3.6, 30 / 3.6),
        np.where(main, 1800, 600),
        np.ones(side * side),
        none,
        none,
    )
    vehicles = _share(round(people / OCCUPANCY), roads.homes_m)
    rates = np.full(len(exits), 3600)
    return Case(f"grid {side} x {side}", roads, vehicles, exits, rates, [], 6 * 3600)


def _share(total: int, weight: F64) -> I64:
    """Whole numbers in proportion to the weights: largest remainder, lower row first."""
    exact = total * weight / weight.sum()
    whole: I64 = np.floor(exact).astype(np.int64)
    order = np.argsort(whole - exact, kind="stable")
    whole[order[: total - whole.sum()]] += 1
    return whole


def read_roads(
    path: Path,
    box: tuple[float, float, float, float] | None = None,
    table: dict[str, tuple[float, int]] = MATSIM,
) -> Roads:
    """Drivable roads of an extract: largest strongly connected part, nodes in mid-road merged.

    The world outside the box counts as one node, so that one-way roads out of it stay.
    `box` is (least lon, least lat, greatest lon, greatest lat); only roads inside are kept.
    """
    place, arcs = _read_arcs(path, box, table)
    if box is not None:
        arcs += _ends_of_main_roads(arcs)
    arcs = _largest_part(arcs)
    leaving: dict[int, int] = {}
    for arc in arcs:
        if arc.head == OUTSIDE and arc.rank >= RANK["tertiary"]:
            leaving[arc.tail] = leaving.get(arc.tail, 0) + arc.rate
    arcs = _merge([arc for arc in arcs if OUTSIDE not in (arc.tail, arc.head)], set(leaving))
    names = sorted({arc.tail for arc in arcs} | {arc.head for arc in arcs})
    number = {name: i for i, name in enumerate(names)}
    arcs.sort(key=lambda arc: (number[arc.head], number[arc.tail], arc.travel_s))
    homes = np.zeros(len(names))
    rank = np.zeros(len(names), dtype=np.int64)
    leaves = np.zeros(len(names), dtype=np.int64)
    for arc in arcs:
        for end in (arc.tail, arc.head):
            homes[number[end]] += arc.homes_m / 2
            rank[number[end]] = max(rank[number[end]], arc.rank)
    for name, rate in leaving.items():
        if name in number:
            leaves[number[name]] = rate
    return Roads(
        np.array([place[name][0] for name in names]),
        np.array([place[name][1] for name in names]),
        np.array([number[arc.tail] for arc in arcs]),
        np.array([number[arc.head] for arc in arcs]),
        np.array([arc.travel_s for arc in arcs]),
        np.array([arc.rate for arc in arcs]),
        homes,
        rank,
        leaves,
    )


OUTSIDE = -1  # stands for all nodes outside the box


def _ends_of_main_roads(arcs: list[Arc]) -> list[Arc]:
    """Arcs to and from the outside where a secondary or better road ends with the extract."""
    neighbours: dict[int, set[int]] = {}
    for arc in arcs:
        neighbours.setdefault(arc.tail, set()).add(arc.head)
        neighbours.setdefault(arc.head, set()).add(arc.tail)
    more = []
    for arc in arcs:
        if arc.rank < RANK["secondary"]:
            continue
        if arc.head != OUTSIDE and len(neighbours[arc.head]) == 1:
            more.append(arc._replace(tail=arc.head, head=OUTSIDE, travel_s=0.0, homes_m=0.0))
        if arc.tail != OUTSIDE and len(neighbours[arc.tail]) == 1:
            more.append(arc._replace(tail=OUTSIDE, head=arc.tail, travel_s=0.0, homes_m=0.0))
    return more


class Arc(NamedTuple):
    """A piece of road in one direction."""

    tail: int
    head: int
    travel_s: float
    rate: int
    homes_m: float
    rank: int


def _read_arcs(
    path: Path,
    box: tuple[float, float, float, float] | None,
    table: dict[str, tuple[float, int]],
) -> tuple[dict[int, tuple[float, float]], list[Arc]]:
    """Places of nodes, and pieces of road between neighbouring map nodes."""
    import osmium

    place: dict[int, tuple[float, float]] = {}
    arcs: list[Arc] = []
    ways = osmium.FileProcessor(str(path), osmium.osm.NODE | osmium.osm.WAY).with_locations()
    for way in ways:
        if not isinstance(way, osmium.osm.Way):
            continue
        kind = way.tags.get("highway") or ""
        if kind not in table:
            continue
        speed, lane_rate = table[kind]
        oneway = way.tags.get("oneway") or ""
        one = oneway in ("yes", "true", "1") or (
            oneway != "no"
            and (kind.startswith("motorway") or way.tags.get("junction") == "roundabout")
        )
        lanes = _lanes(way.tags.get("lanes") or "", kind, one or oneway == "-1")
        rate = round(lane_rate * lanes)
        rank = RANK.get(kind.removesuffix("_link"), 0)
        nodes = [(node.ref, node.lon, node.lat) for node in way.nodes if node.location.valid()]
        if oneway == "-1":
            nodes.reverse()
            one = True
        for (a, lon_a, lat_a), (b, lon_b, lat_b) in pairwise(nodes):
            if a == b:
                continue
            place[a], place[b] = (lon_a, lat_a), (lon_b, lat_b)
            tail = a if _inside(box, lon_a, lat_a) else OUTSIDE
            head = b if _inside(box, lon_b, lat_b) else OUTSIDE
            if tail == head:
                continue
            metres = _distance_m(lon_a, lat_a, lon_b, lat_b)
            homes = metres if kind in ("residential", "living_street") else 0.0
            seconds = metres / (speed / 3.6)
            arcs.append(Arc(tail, head, seconds, rate, homes if one else homes / 2, rank))
            if not one:
                arcs.append(Arc(head, tail, seconds, rate, homes / 2, rank))
    return place, arcs


def _lanes(text: str, kind: str, one_way: bool) -> float:
    """Lanes in one direction; without a tag two on motorways, else one."""
    try:
        lanes = float(text)
    except ValueError:
        return 2.0 if kind == "motorway" else 1.0
    return max(1.0, lanes if one_way else lanes / 2)


def _inside(box: tuple[float, float, float, float] | None, lon: float, lat: float) -> bool:
    return box is None or (box[0] <= lon <= box[2] and box[1] <= lat <= box[3])


def _distance_m(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Great-circle distance (haversine) on a sphere of radius 6,371,000 m."""
    lon_a, lat_a, lon_b, lat_b = (np.radians(x) for x in (lon_a, lat_a, lon_b, lat_b))
    half = np.sin((lat_b - lat_a) / 2) ** 2
    half += np.cos(lat_a) * np.cos(lat_b) * np.sin((lon_b - lon_a) / 2) ** 2
    return float(2 * 6_371_000 * np.arcsin(np.sqrt(half)))


def _largest_part(arcs: list[Arc]) -> list[Arc]:
    """Arcs inside the largest strongly connected part."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    names = sorted({arc.tail for arc in arcs} | {arc.head for arc in arcs})
    number = {name: i for i, name in enumerate(names)}
    tail = [number[arc.tail] for arc in arcs]
    head = [number[arc.head] for arc in arcs]
    matrix = csr_array((np.ones(len(arcs)), (tail, head)), shape=(len(names), len(names)))
    _, part = connected_components(matrix, connection="strong")
    largest = np.argmax(np.bincount(part))
    return [
        arc
        for arc, a, b in zip(arcs, tail, head, strict=True)
        if part[a] == largest and part[b] == largest
    ]


def _merge(arcs: list[Arc], kept: set[int]) -> list[Arc]:
    """Take out the nodes in mid-road: two neighbours, a way through in one or both directions."""
    out: dict[int, list[Arc]] = {}
    into: dict[int, list[Arc]] = {}
    for arc in arcs:
        out.setdefault(arc.tail, []).append(arc)
        out.setdefault(arc.head, [])
        into.setdefault(arc.head, []).append(arc)
    for node in sorted(out):
        leave, come = out[node], into.get(node, [])
        around = {arc.head for arc in leave} | {arc.tail for arc in come}
        if (
            node in kept
            or not come
            or len(around) != 2
            or len(leave) != len(come)
            or len(leave) > 2
        ):
            continue
        pairs = [(a, b) for a in come for b in leave if a.tail != b.head]
        if len({a.tail for a in come}) != len(come) or len(pairs) != len(come):
            continue
        for a, b in pairs:
            joined = Arc(
                a.tail,
                b.head,
                a.travel_s + b.travel_s,
                min(a.rate, b.rate),
                a.homes_m + b.homes_m,
                max(a.rank, b.rank),
            )
            out[a.tail].remove(a)
            into[b.head].remove(b)
            out[a.tail].append(joined)
            into[b.head].append(joined)
        del out[node], into[node]
    return [arc for part in out.values() for arc in part]
