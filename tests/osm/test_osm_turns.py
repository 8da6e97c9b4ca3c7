"""Turn restrictions become exactly the forbidden turns that a plain reader finds."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest

from safepassage.draft.link_rows import LINK_COLUMNS, LinkRows, link_rows
from safepassage.draft.streets import join_streets
from safepassage.formats.roads.osm import read_osm
from tests.cases.osm_town import write_town
from tests.naive import osm as naive

Place = tuple[float, float]


def grid_town(seed: int, path: Path) -> Path:
    """A grid of streets, each block a way of its own, with restrictions at random corners."""
    rng = random.Random(seed)
    side = 4
    nodes = {
        1 + i * side + j: (round(10 + i / 100, 5), round(50 + j / 100 + i / 1e4, 5))
        for i in range(side)
        for j in range(side)
    }
    ways: dict = {}
    at: dict[int, list[int]] = {}
    for i in range(side):
        for j in range(side):
            here = 1 + i * side + j
            for other in ([here + 1] if j < side - 1 else []) + (
                [here + side] if i < side - 1 else []
            ):
                way = 100 + len(ways)
                refs = [here, other] if rng.random() < 0.5 else [other, here]
                tags = {"highway": rng.choice(["residential", "tertiary"])}
                if rng.random() < 0.25:
                    tags["oneway"] = "yes"
                if rng.random() < 0.1:
                    tags["highway"] = "footway"
                if rng.random() < 0.5:
                    tags["name"] = f"Street {way}"
                ways[way] = (refs, tags)
                at.setdefault(here, []).append(way)
                at.setdefault(other, []).append(way)
    words = ["no_left_turn", "no_right_turn", "no_straight_on", "only_straight_on", "no_u_turn"]
    relations = {}
    for ref in range(1000, 1008):
        via = rng.choice(list(at))
        word = rng.choice([*words, "only_right_turn"])
        comes, goes = rng.sample(at[via], 2)
        if word == "no_u_turn":
            goes = comes
        tags = {"type": "restriction", "restriction": word}
        if rng.random() < 0.15:
            tags["except"] = "motorcar;psv"
        members = [("way", comes, "from"), ("node", via, "via"), ("way", goes, "to")]
        relations[ref] = (members, tags)
    return write_town(path, nodes, ways, relations)


def pairs_in(rows: LinkRows) -> set[tuple[Place, Place, Place]]:
    """(from, via, to) bends of every turn of two links in the written tables."""
    lines: dict[str, list[Place]] = {}
    for row in rows.link_rows:
        link = dict(zip(LINK_COLUMNS, row, strict=True))
        text = link["geometry"].removeprefix("LINESTRING (").removesuffix(")")
        line = [(float(x), float(y)) for x, y in (p.split() for p in text.split(", "))]
        lines[link["link_id"]] = line
        if link["directed"] == "0":
            lines[link["link_id"] + "~"] = line[::-1]
    found = set()
    for _, links, uses, _ in rows.turn_rows:
        assert uses == "auto"
        chain = [lines[name] for name in links.split()]
        assert all(a[-1] == b[0] for a, b in pairwise(chain))
        if len(chain) == 2:
            found.add((chain[0][-2], chain[0][-1], chain[1][1]))
    return found


def rows_of(path: Path) -> LinkRows:
    road_map = read_osm(path)
    return link_rows(join_streets(road_map), road_map)


def rounded(triples: set[tuple[Place, Place, Place]]) -> set[tuple[Place, ...]]:
    return {tuple((round(x, 6), round(y, 6)) for x, y in triple) for triple in triples}


@pytest.mark.parametrize("seed", range(80))
def test_turns_at_a_node(seed: int, tmp_path: Path) -> None:
    path = grid_town(seed, tmp_path / "town.osm")
    assert pairs_in(rows_of(path)) == naive.forbidden_pairs(path)


def test_the_random_towns_forbid_something(tmp_path: Path) -> None:
    """A comparison of two empty sets would show nothing."""
    sizes = [
        len(naive.forbidden_pairs(grid_town(seed, tmp_path / f"{seed}.osm"))) for seed in range(20)
    ]
    assert sum(sizes) > 60


# a square of one-way halves: A(1) -> B(2) -> C(3), with D(4) off B and E(5) off C, F(6) before A
NODES = {1: (10.0, 50.0), 2: (10.01, 50.0), 3: (10.02, 50.0), 4: (10.01, 50.01), 5: (10.02, 50.01),
         6: (9.99, 50.0)}  # fmt: skip
ROAD = {"highway": "tertiary"}
WAYS = {11: ([6, 1], ROAD), 12: ([1, 2], ROAD), 13: ([2, 3], ROAD), 14: ([2, 4], ROAD),
        15: ([3, 5], ROAD), 16: ([4, 5], ROAD), 17: ([1, 4], ROAD)}  # fmt: skip


def over_a_way(word: str, path: Path) -> set[str]:
    """The turns of a restriction from way 12 over way 13 to way 15, as links."""
    members = [("way", 12, "from"), ("way", 13, "via"), ("way", 15, "to")]
    tags = {"type": "restriction", "restriction": word}
    return {
        row[1] for row in rows_of(write_town(path, NODES, WAYS, {1: (members, tags)})).turn_rows
    }


def test_a_forbidden_way_over_a_via_way_is_three_links(tmp_path: Path) -> None:
    assert over_a_way("no_u_turn", tmp_path / "t.osm") == {"w12 w13 w15"}


def test_only_over_a_via_way_forbids_every_other_end(tmp_path: Path) -> None:
    ways = dict(WAYS)
    ways[18] = ([3, 7], ROAD)
    nodes = {**NODES, 7: (10.03, 50.0)}
    members = [("way", 12, "from"), ("way", 13, "via"), ("way", 15, "to")]
    tags = {"type": "restriction", "restriction": "only_left_turn"}
    rows = rows_of(write_town(tmp_path / "t.osm", nodes, ways, {1: (members, tags)}))
    assert {row[1] for row in rows.turn_rows} == {"w12 w13 w18"}


def test_what_cannot_be_read_is_counted_with_its_reason(tmp_path: Path) -> None:
    start: list = [("way", 12, "from"), ("node", 2, "via")]
    left = {"type": "restriction", "restriction": "no_left_turn"}
    at_times = {"type": "restriction", "restriction:conditional": "no_left_turn @ (07:00-09:00)"}
    relations = {
        1: (start, left),
        2: ([*start, ("way", 99, "to")], left),
        3: ([*start, ("way", 14, "to")], {**left, "except": "motorcar"}),
        4: ([*start, ("way", 14, "to")], at_times),
    }
    road_map = read_osm(write_town(tmp_path / "t.osm", NODES, WAYS, relations))
    assert road_map.forbidden_turns == []
    assert {row.why: row.number for row in road_map.left_out} == {
        "a member is missing": 1,
        "a member is no road that was read": 1,
        "it exempts cars": 1,
        "it holds at times or for vehicles that are not planned": 1,
    }


@pytest.mark.shared
def test_heidelberg_forbids_what_the_plain_reader_forbids(shared: Path, tmp_path: Path) -> None:
    """All restrictions at a node of the extract (478 relations), read by two readers."""
    import osmium

    path = tmp_path / "roads.osm"
    extract = shared / "data" / "osm" / "heidelberg-2024.osm.pbf"
    wanted = {
        ref
        for way in osmium.FileProcessor(str(extract), osmium.osm.WAY)
        if way.tags.get("highway") in naive.CAR_ROADS
        for ref in (node.ref for node in way.nodes)
    }
    with osmium.SimpleWriter(str(path)) as writer:
        for thing in osmium.FileProcessor(str(extract)):
            if thing.is_node():
                if thing.id in wanted:
                    writer.add_node(thing)
            elif thing.is_way():
                if thing.tags.get("highway") in naive.CAR_ROADS:
                    writer.add_way(thing)
            elif thing.tags.get("type") == "restriction":
                writer.add_relation(thing)
    rows = rows_of(extract)
    expected = rounded(naive.forbidden_pairs(path))
    found = rounded(pairs_in(rows))
    assert len(expected) > 300
    assert found == expected
