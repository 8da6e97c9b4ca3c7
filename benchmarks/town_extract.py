"""Town extract: a made-up town of any size as an OpenStreetMap file, seeded, for growth."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

STEP = 0.0012  # degrees between junctions, some 100 m
BENDS = 3  # of a street between two junctions
BUILDINGS = 3  # of a junction, five nodes each


def write_town(path: Path, nodes: int, *, seed: int = 1) -> int:
    """Write a town of about so many nodes; the number of ways.

    A square of streets: every eighth line a main road that leaves the town, a fifth of the others
    one-way, names, speed limits and lanes on some, and buildings, which are most of the nodes, as
    in cities.
    """
    import osmium
    from osmium.osm import mutable

    rng = random.Random(seed)
    side = max(9, round((nodes / (1 + 2 * BENDS + 5 * BUILDINGS)) ** 0.5))
    place: list[tuple[float, float]] = []
    ways: list[tuple[list[int], dict[str, str]]] = []

    def node(x: float, y: float) -> int:
        place.append((8 + x * STEP, 50 + y * STEP))
        return len(place)

    corner = [[node(i, j) for j in range(side)] for i in range(side)]
    for k in range(side):
        for across in (True, False):
            row = [corner[i][k] if across else corner[k][i] for i in range(side)]
            main = k % 8 == 4
            tags = {"highway": "secondary" if main else "residential"}
            if main or rng.random() < 0.8:
                tags["name"] = f"{'Row' if across else 'Column'} {k}"
            if not main and rng.random() < 0.2:
                tags["oneway"] = "yes"
            if rng.random() < 0.5:
                tags["maxspeed"] = "50" if main else "30"
            if main and rng.random() < 0.5:
                tags["lanes"] = "2"
            refs = _bent(row, place, node, rng)
            if main:  # it goes on beyond the town
                at = (side + 8, k) if across else (k, side + 8)
                refs.append(node(*at))
            long = 8 * (BENDS + 1)
            for first in range(0, len(refs) - 1, long):
                ways.append((refs[first : first + long + 1], tags))
    for _ in range(BUILDINGS * side * side):
        x, y = rng.uniform(0, side - 1), rng.uniform(0, side - 1)
        ring = [node(x + dx, y + dy) for dx, dy in ((0, 0), (0.1, 0), (0.1, 0.1), (0, 0.1))]
        ways.append(([*ring, ring[0]], {"building": "yes"}))
    centre = node(side / 2, side / 2)
    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        for number, at in enumerate(place, 1):
            tags = {"place": "town", "name": "Town"} if number == centre else {}
            writer.add_node(mutable.Node(id=number, location=at, tags=tags, version=1))
        for number, (refs, tags) in enumerate(ways, 1):
            writer.add_way(mutable.Way(id=number, nodes=refs, tags=tags, version=1))
    return len(ways)


def _bent(
    row: list[int],
    place: list[tuple[float, float]],
    node: Callable[[float, float], int],
    rng: random.Random,
) -> list[int]:
    """The junctions of a line with bends between them."""
    refs = [row[0]]
    for a, b in pairwise(row):
        (ax, ay), (bx, by) = (_of(place[a - 1]), _of(place[b - 1]))
        for part in range(1, BENDS + 1):
            share = part / (BENDS + 1)
            off = rng.uniform(-0.05, 0.05)
            refs.append(node(ax + (bx - ax) * share + off, ay + (by - ay) * share + off))
        refs.append(b)
    return refs


def _of(place: tuple[float, float]) -> tuple[float, float]:
    """Steps east and north of a place."""
    return (place[0] - 8) / STEP, (place[1] - 50) / STEP
