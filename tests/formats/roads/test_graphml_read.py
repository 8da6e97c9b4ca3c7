"""An OSMnx graph has to be read as networkx reads it, with OpenStreetMap's meaning of its tags."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from safepassage.errors import ScenarioError
from safepassage.formats.roads.read_roads import read_roads
from safepassage.formats.roads.road_map import RoadMap

pytest.importorskip("defusedxml")

from safepassage.formats.roads.graphml import read_graphml

NAMES = ("x", "y", "highway", "name", "lanes", "maxspeed", "oneway", "length", "geometry", "bridge")
NAMES += ("reversed", "access", "crs", "created_with", "created_date")
SPOTS = {"1": (5, 50), "2": (5.01, 50), "3": (5.01, 50.01)}


def graph(folder: Path, edges: str, *, kind: str = "directed", nodes: str | None = None) -> Path:
    """A GraphML file as OSMnx writes it."""
    keys = "".join(f'<key id="{n}" for="all" attr.name="{n}" attr.type="string"/>\n' for n in NAMES)
    if nodes is None:
        nodes = "".join(
            f'<node id="{ref}"><data key="x">{x}</data><data key="y">{y}</data></node>\n'
            for ref, (x, y) in SPOTS.items()
        )
    path = folder / "graph.graphml"
    path.write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
        f'{keys}<graph edgedefault="{kind}">\n'
        '<data key="created_with">OSMnx 1.9</data><data key="created_date">2024-02-03 04:05</data>'
        f'<data key="crs">epsg:4326</data>\n{nodes}{edges}</graph></graphml>\n',
        encoding="utf-8",
    )
    return path


def edge(a: str, b: str, **values: str) -> str:
    values = {"highway": "residential", "oneway": "False", "length": "717.0", **values}
    data = "".join(f'<data key="{name}">{text}</data>' for name, text in values.items())
    return f'<edge source="{a}" target="{b}" id="0">{data}</edge>\n'


def refusal(path: Path) -> str:
    with pytest.raises(ScenarioError) as caught:
        read_graphml(path)
    return str(caught.value)


def test_two_edges_of_a_street_are_one_road(tmp_path: Path) -> None:
    there = "LINESTRING (5 50, 5.005 50.001, 5.01 50)"
    back = "LINESTRING (5.01 50, 5.005 50.001, 5 50)"
    values = {"lanes": "3", "maxspeed": "30 mph", "name": "High Street", "bridge": "yes"}
    edges = edge("1", "2", geometry=there, **values)
    edges += edge("2", "1", geometry=back, reversed="True", **values)
    edges += edge("2", "3", oneway="True", lanes="2", maxspeed="50")
    road_map = read_graphml(graph(tmp_path, edges))
    street, one_way = road_map.roads
    assert street.forward == street.backward
    assert street.forward.lanes == 1.5  # three lanes, both ways together
    assert street.forward.speed_kmh == pytest.approx(48.28, abs=0.01)
    assert (street.name, street.kind, street.structure) == ("High Street", "residential", "bridge")
    assert street.line == ((5.0, 50.0), (5.005, 50.001), (5.01, 50.0))
    assert (one_way.forward.lanes, one_way.forward.speed_kmh) == (2, 50)
    assert one_way.forward.uses == {"auto", "truck", "walk"}
    assert one_way.backward.uses == {"walk"}
    source = road_map.source
    assert (source.title, source.date) == ("OSMnx 1.9: graph.graphml", "2024-02-03")
    assert source.attribution == "© OpenStreetMap contributors, ODbL"


def test_of_joined_ways_the_least_counts(tmp_path: Path) -> None:
    edges = edge(
        "1", "2",
        name="['Dog''s Lane', &quot;Miller's Way&quot;]".replace("''", "\\'"),
        highway="['tertiary', 'residential', 'primary']",
        lanes="['4', '2']", maxspeed="['55 mph', '25 mph']", oneway="True",
    )  # fmt: skip
    road_map = read_graphml(graph(tmp_path, edges))
    (road,) = road_map.roads
    assert (road.kind, road.name) == ("residential", "Dog's Lane / Miller's Way")
    assert road.forward.lanes == 2
    assert road.forward.speed_kmh == pytest.approx(25 * 1.609344)
    said = {row.what: row.number for row in road_map.left_out}
    assert said == {
        "highway of joined ways": 1, "lanes of joined ways": 1, "maxspeed of joined ways": 1,
    }  # fmt: skip


def test_parallel_streets_and_loops_stay_apart(tmp_path: Path) -> None:
    bend = "LINESTRING (5 50, 5.005 50.002, 5.01 50)"
    other = "LINESTRING (5.01 50, 5.005 50.002, 5 50)"
    loop = "LINESTRING (5 50, 5.001 50, 5.001 50.001, 5 50)"
    pool = "LINESTRING (5 50, 5.001 50.001, 5.001 50, 5 50)"
    edges = edge("1", "2") + edge("1", "2", geometry=bend, length="800")
    edges += edge("2", "1", geometry=other, length="800") + edge("2", "1")
    edges += edge("1", "1", geometry=loop, length="300") + edge(
        "1", "1", geometry=pool, length="300"
    )
    road_map = read_graphml(graph(tmp_path, edges))
    assert [(r.ref, r.length_m, len(r.line)) for r in road_map.roads] == [
        ("1-2-0", 717.0, 2),
        ("1-2-1", 800.0, 3),
        ("1-1-0", 300.0, 4),
    ]
    assert all("auto" in r.backward.uses for r in road_map.roads)


def test_what_is_no_road_or_closed_is_said(tmp_path: Path) -> None:
    edges = edge("1", "2") + edge("2", "3", access="private") + edge("1", "3", highway="raceway")
    road_map = read_graphml(graph(tmp_path, edges))
    assert len(road_map.roads) == 1
    assert [(r.number, r.km, r.why) for r in road_map.left_out] == [
        (1, 0.717, "closed by its access tags"),
        (1, 0.717, "highway raceway: no road for cars or people on foot"),
    ]


@pytest.mark.parametrize(
    ("edges", "words"),
    [
        (edge("1", "9"), ["edge/1-9-0", 'the node "9"', "3 nodes are known", ":23:1:"]),
        (edge("1", "2", length="-4"), ["edge/1-2-0: length: -4 is not allowed"]),
        (edge("1", "2", geometry="POINT (5 50)"), ["is not a line"]),
        (edge("1", "2", geometry="LINESTRING (5 50, 700 50)"), ["x 700, y 50"]),
        ("", ["no edge in it that is a road"]),
    ],
)
def test_bad_edges_are_refused(tmp_path: Path, edges: str, words: list[str]) -> None:
    text = refusal(graph(tmp_path, edges))
    assert all(word in text for word in words), text


def test_bad_graphs_are_refused(tmp_path: Path) -> None:
    assert "the graph is not directed" in refusal(
        graph(tmp_path, edge("1", "2"), kind="undirected")
    )
    bare = graph(tmp_path, edge("1", "2"), nodes='<node id="1"/><node id="2"/>')
    assert "OSMnx gives every node x and y" in refusal(bare)
    assert "node/2" in refusal(bare)
    twice = '<node id="1"><data key="x">5</data><data key="y">50</data></node>' * 2
    assert 'node "1" is there twice' in refusal(graph(tmp_path, "", nodes=twice))
    swapped = "".join(
        f'<node id="{i}"><data key="x">40</data><data key="y">{140 + i}</data></node>'
        for i in range(1, 4)
    )
    assert "X and y are swapped" in refusal(graph(tmp_path, edge("1", "2"), nodes=swapped))


def auto_directions(road_map: RoadMap) -> Counter[tuple[str, str]]:
    """How many roads lead cars from point to point."""
    found: Counter[tuple[str, str]] = Counter()
    for road in road_map.roads:
        a, b = (road_map.points[p].ref for p in (road.from_point, road.to_point))
        found[a, b] += "auto" in road.forward.uses
        found[b, a] += "auto" in road.backward.uses
    return +found


@pytest.mark.shared
def test_paradise_is_as_networkx_reads_it(shared: Path) -> None:
    networkx = pytest.importorskip("networkx")
    path = shared / "data" / "camp-fire-2018" / "road_2018-11-07.graphml"
    road_map = read_roads(path)
    twin = networkx.read_graphml(path)
    assert (twin.number_of_nodes(), twin.number_of_edges()) == (2645, 5927)
    assert len(road_map.points) == 2645
    for point in road_map.points:
        assert (point.lon, point.lat) == (
            float(twin.nodes[point.ref]["x"]),
            float(twin.nodes[point.ref]["y"]),
        )
    open_edges = Counter(
        (a, b) for a, b, data in twin.edges(data=True) if data.get("access") != "customers"
    )
    assert auto_directions(road_map) == open_edges
    assert [(r.number, r.why) for r in road_map.left_out[:1]] == [(2, "closed by its access tags")]

    def least(text: str) -> float:
        words = ast.literal_eval(text) if text.startswith("[") else [text]
        return min(float(word.split()[0]) for word in words) * 1.609344

    seen = Counter[float]()
    for *_, data in twin.edges(data=True):
        if data.get("access") != "customers" and "maxspeed" in data:
            seen[round(least(data["maxspeed"]), 6)] += 1
    ours = Counter[float]()
    for road in road_map.roads:
        for traffic in (road.forward, road.backward):
            if "auto" in traffic.uses and traffic.speed_kmh is not None:
                ours[round(traffic.speed_kmh, 6)] += 1
    assert ours == seen
    total = sum(
        float(d["length"]) for *_, d in twin.edges(data=True) if d.get("access") != "customers"
    )
    twice = sum(
        r.length_m * (("auto" in r.forward.uses) + ("auto" in r.backward.uses))
        for r in road_map.roads
    )
    assert twice == pytest.approx(total)


@pytest.mark.shared
def test_graph_and_tables_of_paradise_agree(shared: Path) -> None:
    folder = shared / "data" / "camp-fire-2018"
    graph_map = read_roads(folder / "road_2018-11-07.graphml")
    table_map = read_roads(folder)

    def figures(road_map: RoadMap) -> Counter[tuple[object, ...]]:
        found: Counter[tuple[object, ...]] = Counter()
        for road in road_map.roads:
            for a, b, t in (
                (road.from_point, road.to_point, road.forward),
                (road.to_point, road.from_point, road.backward),
            ):
                if "auto" in t.uses:
                    ends = tuple(road_map.points[p][1:3] for p in (a, b))
                    found[(*ends, road.kind, round(road.length_m, 3), t.lanes, t.speed_kmh)] += 1
        return found

    graph_rows, table_rows = figures(graph_map), figures(table_map)
    assert sum(graph_rows.values()) == 5925
    assert not graph_rows - table_rows  # the table has two more: those closed to cars
    assert sum((table_rows - graph_rows).values()) == 2
