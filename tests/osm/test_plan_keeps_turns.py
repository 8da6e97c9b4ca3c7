"""No route or fallback of a plan of a real city makes a turn that its map forbids."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import osmium
import pytest

from safepassage import check_plan, make_inputs, make_plan, read_scenario, write_bundle
from safepassage.draft.draft import draft_scenario
from safepassage.draft.request import DraftRequest
from tests.naive import osm as naive

Place = tuple[float, float]


def places_of(scenario: object) -> dict[str, list[Place]]:
    """The bends of every link, by the name that a route gives it."""
    lines: dict[str, list[Place]] = {}
    for link in scenario.links:  # type: ignore[attr-defined]
        text = link.geometry.removeprefix("LINESTRING (").removesuffix(")")
        line = [(float(x), float(y)) for x, y in (pair.split() for pair in text.split(", "))]
        lines[f"link/{link.link_id}"] = line
        if not link.directed:
            lines[f"link/{link.link_id}~"] = line[::-1]
    return lines


@pytest.mark.shared
def test_heidelberg_keeps_every_restriction_of_its_map(shared: Path, tmp_path: Path) -> None:
    extract = shared / "data" / "osm" / "heidelberg-2024.osm.pbf"
    request = DraftRequest(
        extract, tmp_path / "city", people=12_000, within="2.5 of 49.405,8.68", preview=False
    )
    draft_scenario(request)
    scenario = read_scenario(tmp_path / "city")
    plan = make_plan(make_inputs(scenario))
    assert check_plan(write_bundle(plan, tmp_path / "plan")).verdict == "passed"
    roads = tmp_path / "roads.osm"
    wanted = {
        node.ref
        for way in osmium.FileProcessor(str(extract), osmium.osm.WAY)
        if way.tags.get("highway") in naive.CAR_ROADS
        for node in way.nodes
    }
    with osmium.SimpleWriter(str(roads)) as writer:
        for thing in osmium.FileProcessor(str(extract)):
            if thing.is_node() and thing.id in wanted:
                writer.add_node(thing)
            elif thing.is_way() and thing.tags.get("highway") in naive.CAR_ROADS:
                writer.add_way(thing)
            elif thing.is_relation() and thing.tags.get("type") == "restriction":
                writer.add_relation(thing)
    forbidden = {
        tuple((round(x, 6), round(y, 6)) for x, y in triple)
        for triple in naive.forbidden_pairs(roads)
    }
    lines = places_of(scenario)
    met = 0
    for row in plan.instructions:
        for route in (row.route, row.fallback.route if row.fallback else ()):
            links = [lines[name] for name in route if name.startswith("link/")]
            for a, b in pairwise(links):
                assert a[-1] == b[0]
                assert (a[-2], a[-1], b[1]) not in forbidden
                met += a[-1] in {via for _, via, _ in forbidden}
    assert met > 50  # routes do come by places with restrictions
