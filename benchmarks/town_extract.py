"""Town extract: a made-up town with exactly so many nodes as an OpenStreetMap file, seeded.

Ways, drivable ways and turn restrictions stand to the nodes as in the extract of Heidelberg:
221,009 nodes, 25,359 ways with `highway`, 476 restrictions, 9,896 drivable ways as the list of the
shared data counts them. Our reader takes 7,290 of these: the town is the harder case.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

STEP = 0.0012  # degrees between junctions, some 100 m
BENDS = 3  # of a street between two junctions
BLOCKS = 2  # of one way of a street
DRIVABLE = 0.0448  # ways to a node of the file
PATHS = 0.07
PATH_NODES = 6  # of a path, besides the corner at which it begins
RESTRICTIONS = 0.0022
NODES_TO_A_PLACE = 9_000
PATH_KINDS = ("footway", "track", "service", "path", "steps", "cycleway")
RULES = ("no_left_turn", "no_right_turn", "no_u_turn", "only_straight_on", "only_right_turn")

Tags = dict[str, str]


@dataclass(slots=True)
class Town:
    """Nodes, ways and restrictions of a town; ids are row numbers from 1."""

    rng: random.Random
    side: int  # junctions along an edge
    nodes: list[tuple[float, float, Tags]] = field(default_factory=list)  # steps east, north
    ways: list[tuple[list[int], Tags]] = field(default_factory=list)
    restrictions: list[tuple[int, int, int, str]] = field(default_factory=list)  # from, via, to

    def node(self, x: float, y: float, tags: Tags | None = None) -> int:
        self.nodes.append((x, y, tags or {}))
        return len(self.nodes)

    def way(self, refs: list[int], tags: Tags) -> int:
        self.ways.append((refs, tags))
        return len(self.ways)


def write_town(path: Path, nodes: int, *, seed: int = 1) -> Town:
    """Write a town with exactly so many nodes (20,000 and more).

    A square of streets, every eighth line a main road that leaves the town, a fifth of the others
    one-way; names, speed limits and lanes on some; paths and buildings, which nobody drives on.
    """
    side = round((nodes * DRIVABLE * BLOCKS / 2) ** 0.5)
    town = Town(random.Random(seed), side)
    corner = [[town.node(i, j) for j in range(side)] for i in range(side)]
    ends: dict[int, list[int]] = {}  # of two-way streets, by node
    for k in range(side):
        _line(town, [corner[i][k] for i in range(side)], k, "Row", (side + 8, k), ends)
        _line(town, [corner[k][j] for j in range(side)], k, "Column", (k, side + 8), ends)
    _restrict(town, round(nodes * RESTRICTIONS), ends)
    for number in range(1, nodes // NODES_TO_A_PLACE + 1):
        tags = {"place": "suburb", "name": f"Quarter {number}", "population": str(number * 100)}
        town.node(*_anywhere(town), tags)
    for _ in range(round(nodes * PATHS)):
        _path(town, corner)
    if len(town.nodes) > nodes:
        raise ValueError(f"a town of {nodes} nodes has no room for its streets")
    while len(town.nodes) + 4 <= nodes:
        x, y = _anywhere(town)
        ring = [town.node(x + a, y + b) for a, b in ((0, 0), (0.1, 0), (0.1, 0.1), (0, 0.1))]
        town.way([*ring, ring[0]], {"building": "yes"})
    while len(town.nodes) < nodes:
        town.node(*_anywhere(town), {"natural": "tree"})
    _write(path, town)
    return town


def _anywhere(town: Town) -> tuple[float, float]:
    return town.rng.uniform(0, town.side - 1), town.rng.uniform(0, town.side - 1)


def _line(
    town: Town,
    row: list[int],
    k: int,
    name: str,
    beyond: tuple[float, float],
    ends: dict[int, list[int]],
) -> None:
    """A street from edge to edge in ways of two blocks; a main road goes on beyond the town."""
    rng, main = town.rng, k % 8 == 4
    tags = {"highway": "secondary" if main else "residential"}
    if main or rng.random() < 0.8:
        tags["name"] = f"{name} {k}"
    if not main and rng.random() < 0.2:
        tags["oneway"] = "yes"
    if rng.random() < 0.5:
        tags["maxspeed"] = "50" if main else "30"
    if main and rng.random() < 0.5:
        tags["lanes"] = "2"
    refs = _bent(town, row)
    if main:
        refs.append(town.node(*beyond))
    long = BLOCKS * (BENDS + 1)
    for first in range(0, len(refs) - 1, long):
        part = refs[first : first + long + 1]
        way = town.way(part, tags)
        if "oneway" not in tags:
            for end in (part[0], part[-1]):
                ends.setdefault(end, []).append(way)


def _bent(town: Town, row: list[int]) -> list[int]:
    """The junctions of a line with bends between them."""
    refs = [row[0]]
    for a, b in pairwise(row):
        (ax, ay, _), (bx, by, _) = town.nodes[a - 1], town.nodes[b - 1]
        for part in range(1, BENDS + 1):
            share, off = part / (BENDS + 1), town.rng.uniform(-0.05, 0.05)
            refs.append(town.node(ax + (bx - ax) * share + off, ay + (by - ay) * share + off))
        refs.append(b)
    return refs


def _restrict(town: Town, number: int, ends: dict[int, list[int]]) -> None:
    """Forbid or prescribe turns where two ways of streets end at one junction."""
    for via in town.rng.sample(sorted(n for n, ways in ends.items() if len(ways) > 1), number):
        first, last = town.rng.sample(ends[via], 2)
        town.restrictions.append((first, via, last, town.rng.choice(RULES)))


def _path(town: Town, corner: list[list[int]]) -> None:
    """A path that nobody drives on, from a corner into a block."""
    rng = town.rng
    i, j = rng.randrange(town.side), rng.randrange(town.side)
    refs = [corner[i][j]]
    for step in range(1, PATH_NODES + 1):
        refs.append(town.node(i + step * 0.1, j + rng.uniform(0.1, 0.9)))
    town.way(refs, {"highway": rng.choice(PATH_KINDS)})


def _write(path: Path, town: Town) -> None:
    import osmium
    from osmium.osm import mutable

    with osmium.SimpleWriter(str(path), overwrite=True) as writer:
        for number, (x, y, tags) in enumerate(town.nodes, 1):
            at = (8 + x * STEP, 50 + y * STEP)
            writer.add_node(mutable.Node(id=number, location=at, tags=tags, version=1))
        for number, (refs, tags) in enumerate(town.ways, 1):
            writer.add_way(mutable.Way(id=number, nodes=refs, tags=tags, version=1))
        for number, (first, via, last, rule) in enumerate(town.restrictions, 1):
            members = [("w", first, "from"), ("n", via, "via"), ("w", last, "to")]
            tags = {"type": "restriction", "restriction": rule}
            writer.add_relation(mutable.Relation(id=number, members=members, tags=tags, version=1))
