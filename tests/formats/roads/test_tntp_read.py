"""TNTP states no units: they are asked for, and the benchmark networks have to be whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from safepassage.errors import ScenarioError, UsageError
from safepassage.formats.roads.tntp import TntpUnits, read_tntp
from safepassage.formats.roads.tntp_trips import read_tntp_trips

NET = (
    "<NUMBER OF ZONES> 1\n<NUMBER OF NODES> 3\n<FIRST THRU NODE> 2\n<NUMBER OF LINKS> 4\n"
    "<END OF METADATA>\n\n~ \tinit_node\tterm_node\tcapacity\tlength\tfree_flow_time\tb\t;\n"
    "\t2\t3\t1800\t5280\t1\t0.15\t;\n\t3\t2\t1800\t5280\t0\t0.15\t;\n"
    "\t1\t2\t900\t100\t0.5\t0.15\t;\n\t3\t1\t900\t100\t0.5\t0.15\t;\n"
)
NODES = "Node\tX\tY\t;\n1\t-96.77\t43.6\t;\n2\t-96.71\t43.6\t;\n3\t-96.77\t43.57\t;\n"
UNITS = TntpUnits(metres=0.3048, minutes=1)


def files(folder: Path, net: str = NET, nodes: str = NODES) -> tuple[Path, Path]:
    (folder / "town_net.tntp").write_text(net, encoding="utf-8")
    (folder / "town_node.tntp").write_text(nodes, encoding="utf-8")
    return folder / "town_net.tntp", folder / "town_node.tntp"


def test_units_and_coordinates_are_never_guessed(tmp_path: Path) -> None:
    net, nodes = files(tmp_path)
    with pytest.raises(UsageError, match="states neither units nor coordinates"):
        read_tntp(net)
    with pytest.raises(UsageError, match="does not state the system of its coordinates"):
        read_tntp(net, units=UNITS, nodes=nodes)


def test_figures(tmp_path: Path) -> None:
    net, nodes = files(tmp_path)
    road_map = read_tntp(net, units=UNITS, nodes=nodes, crs="EPSG:4326")
    first, second, third, _ = road_map.roads
    assert first.length_m == pytest.approx(1609.344)
    assert first.forward.speed_kmh == pytest.approx(60 * 1.609344)  # a mile in a minute
    assert (first.forward.lanes, first.forward.lane_capacity) == (1, 1800)
    assert second.forward.speed_kmh is None  # no time is given
    assert third.ref == "1-2-10"
    assert road_map.points[0][1:3] == (-96.77, 43.6)
    day = read_tntp(net, units=TntpUnits(0.3048, 1, 24), nodes=nodes, crs="EPSG:4326")
    assert day.roads[0].forward.lane_capacity == 75


def test_nobody_drives_through_a_zone(tmp_path: Path) -> None:
    net, nodes = files(tmp_path)
    road_map = read_tntp(net, units=UNITS, nodes=nodes, crs="EPSG:4326")
    (turn,) = road_map.forbidden_turns
    assert [road_map.roads[row].ref for row, _ in turn.movements] == ["3-1-11", "1-2-10"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<NUMBER OF LINKS> 4", "<NUMBER OF LINKS> 5", "says 5, and there are 4"),
        ("<NUMBER OF NODES> 3", "<NUMBER OF NODES> 4", "says 4, and there are 3"),
        ("\t1\t2\t900\t", "\t1\t7\t900\t", 'town_net.tntp:10: link/1-7: it names the node "7"'),
        ("\t1800\t5280\t1\t", "\t1800\t-1\t1\t", "town_net.tntp:8: link/2-3: length: -1 is not"),
        ("\t1800\t5280\t1\t", "\tmuch\t1\t1\t", 'capacity: "much" is not a number'),
        ("\t3\t1\t900\t100\t0.5\t0.15\t;", "\t3\t1", "town_net.tntp:11: link/3-1: the row has 2"),
        ("<END OF METADATA>", "", "there is no <END OF METADATA>"),
    ],
)
def test_bad_networks_are_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert NET.count(old) >= 1
    net, nodes = files(tmp_path, NET.replace(old, new, 1))
    with pytest.raises(ScenarioError) as caught:
        read_tntp(net, units=UNITS, nodes=nodes, crs="EPSG:4326")
    assert words in str(caught.value)


def test_bad_nodes_are_refused(tmp_path: Path) -> None:
    net, nodes = files(tmp_path, nodes=NODES.replace("43.57", "about 43"))
    with pytest.raises(ScenarioError, match=r"town_node\.tntp:4: node/3: x or y"):
        read_tntp(net, units=UNITS, nodes=nodes, crs="EPSG:4326")
    other = tmp_path / "nodes.geojson"
    other.write_text('{"type": "FeatureCollection", "features": [{"properties": {}}]}')
    with pytest.raises(ScenarioError, match="no GeoJSON of points with a property id"):
        read_tntp(net, units=UNITS, nodes=other)


def test_trips(tmp_path: Path) -> None:
    path = tmp_path / "town_trips.tntp"
    head = "<NUMBER OF ZONES> 2\n<TOTAL OD FLOW> 150.0\n<END OF METADATA>\n\n"
    path.write_text(head + "Origin 1\n 1 : 0.0; 2 : 100.0;\nOrigin\t2\n 1 : 50.0;\n")
    assert read_tntp_trips(path) == {("1", "2"): 100.0, ("2", "1"): 50.0}
    path.write_text(head + "Origin 1\n 1 : 0.0; 2 : 100.0;\n")
    with pytest.raises(ScenarioError, match="says 150, and the trips add up to 100"):
        read_tntp_trips(path)
    path.write_text(head + " 1 : 5.0;\nOrigin 1\n 2 = 100.0;\n")
    with pytest.raises(ScenarioError) as caught:
        read_tntp_trips(path)
    assert [problem.line for problem in caught.value.problems] == [5, 7]


@pytest.mark.shared
def test_sioux_falls(shared: Path) -> None:
    folder = shared / "data" / "tntp" / "SiouxFalls"
    road_map = read_tntp(
        folder / "SiouxFalls_net.tntp",
        units=TntpUnits(metres=1000, minutes=0.6),  # its README: 0.01 hours; lengths are arbitrary
        nodes=folder / "SiouxFalls_node.tntp",
        crs="EPSG:4326",
    )
    assert (len(road_map.points), len(road_map.roads)) == (24, 76)
    assert road_map.forbidden_turns == []
    trips = read_tntp_trips(folder / "SiouxFalls_trips.tntp")
    assert sum(trips.values()) == pytest.approx(360_600)
    assert trips["1", "10"] == 1300


@pytest.mark.shared
def test_anaheim(shared: Path) -> None:
    folder = shared / "data" / "tntp" / "Anaheim"
    road_map = read_tntp(
        folder / "Anaheim_net.tntp",
        units=TntpUnits(metres=0.3048, minutes=1),
        nodes=folder / "anaheim_nodes.geojson",
    )
    assert (len(road_map.points), len(road_map.roads)) == (416, 914)
    first = road_map.roads[0]  # a mile at 4,842 ft/min
    assert first.forward.speed_kmh == pytest.approx(4842 * 0.3048 * 60 / 1000, rel=1e-4)
    assert {turn.ref for turn in road_map.forbidden_turns} <= {str(n) for n in range(1, 39)}
    assert sum(read_tntp_trips(folder / "Anaheim_trips.tntp").values()) == pytest.approx(104_694.40)
