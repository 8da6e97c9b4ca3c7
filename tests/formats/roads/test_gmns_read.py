"""GMNS as others write it, and as the scenario writes it, has to arrive with every unit right."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from safepassage.errors import ScenarioError
from safepassage.formats.roads.gmns import read_gmns
from safepassage.formats.roads.gmns_zones import GmnsZone, read_gmns_zones
from safepassage.formats.roads.read_roads import read_roads

NODES = "node_id,name,x_coord,y_coord,zone_id\na,Mill,5,50,z1\nb,,5.01,50,z1\nc,,5.01,50.01,z2\n"
XY = "node_id,x_coord,y_coord\n"
CONFIG = "dataset_name,long_length,speed,crs\nlowland,km,mph,EPSG:4326\n"


def network(
    folder: Path, links: str, *, nodes: str = NODES, config: str | None = CONFIG, zones: str = ""
) -> Path:
    """A GMNS folder with these tables."""
    (folder / "node.csv").write_text(nodes, encoding="utf-8")
    (folder / "link.csv").write_text(links, encoding="utf-8")
    if config:
        (folder / "config.csv").write_text(config, encoding="utf-8")
    if zones:
        (folder / "zone.csv").write_text(zones, encoding="utf-8")
    return folder


def refusal(folder: Path, *, crs: str | None = None) -> str:
    with pytest.raises(ScenarioError) as caught:
        read_gmns(folder, crs=crs)
    return str(caught.value)


LINKS = "link_id,name,from_node_id,to_node_id,directed,length,facility_type,lanes,free_speed,"
LINKS += "capacity,allowed_uses,geometry,dir_flag\n"


def test_units_come_from_config(tmp_path: Path) -> None:
    row = '1,Mill Street,a,b,1,0.9,primary,2,30,900,"auto,truck",,\n'
    road_map = read_gmns(network(tmp_path, LINKS + row))
    (road,) = road_map.roads
    assert (road.ref, road.name, road.kind) == ("1", "Mill Street", "primary")
    assert road.length_m == pytest.approx(900)
    assert road.forward.uses == {"auto", "truck"}
    assert (road.forward.lanes, road.forward.lane_capacity) == (2, 900)
    assert road.forward.speed_kmh == pytest.approx(48.28032)
    assert road.backward.uses == frozenset()
    assert road.line == ((5.0, 50.0), (5.01, 50.0))
    assert road_map.points[0].name == "Mill"
    assert (road_map.source.title, road_map.source.attribution) == ("lowland", None)
    assert road_map.left_out == []


def test_what_is_not_said_is_none_and_what_is_assumed_is_said(tmp_path: Path) -> None:
    links = "link_id,from_node_id,to_node_id,directed,length,paint\n1,a,b,0,800,red\n"
    road_map = read_gmns(network(tmp_path, links, config=None))
    (road,) = road_map.roads
    assert road.forward == road.backward
    assert (road.forward.lanes, road.forward.lane_capacity, road.forward.speed_kmh) == (None,) * 3
    assert road.forward.uses == {"auto", "truck"}
    said = {row.what: row.why for row in road_map.left_out}
    assert said["unit of length"].endswith("m is assumed")
    assert said["coordinate system"].endswith("EPSG:4326 is assumed")
    assert said["column paint of link.csv"] == "it is not read"
    assert "cars and trucks" in said["who may use a link"]


def test_bends_run_from_node_to_node(tmp_path: Path) -> None:
    rows = (
        '1,,a,b,1,1,,,,,auto,"LINESTRING (5 50, 5.005 50.001, 5.01 50)",\n'
        '2,,a,b,1,1,,,,,auto,"LINESTRING (5.01 50, 5.005 50.001, 5 50)",-1\n'
        '3,,a,b,1,1,,,,,auto,"LINESTRING (5.01 50, 5.005 50.001, 5 50)",\n'
        '4,,a,b,1,1,,,,,auto,"LINESTRING Z (5.0001 50 7, 5.005 50.001 8)",\n'
    )
    road_map = read_gmns(network(tmp_path, LINKS + rows))
    whole = ((5.0, 50.0), (5.005, 50.001), (5.01, 50.0))
    assert [road.line for road in road_map.roads[:3]] == [whole] * 3
    assert road_map.roads[3].line == ((5.0, 50.0), (5.0001, 50.0), (5.005, 50.001), (5.01, 50.0))
    assert [(r.what, r.number) for r in road_map.left_out] == [("direction of geometry", 1)]


def test_a_length_that_is_not_given_is_measured(tmp_path: Path) -> None:
    pyproj = pytest.importorskip("pyproj")
    row = '1,,a,b,1,,,,,,auto,"LINESTRING (5 50, 5.005 50.001, 5.01 50)",\n'
    road_map = read_gmns(network(tmp_path, LINKS + row))
    true_m = pyproj.Geod(ellps="WGS84").line_length([5, 5.005, 5.01], [50, 50.001, 50])
    assert road_map.roads[0].length_m == pytest.approx(true_m, rel=0.004)
    assert [(r.what, r.number) for r in road_map.left_out] == [("length", 1)]


def test_links_that_nobody_uses_here_are_said(tmp_path: Path) -> None:
    rows = "1,,a,b,1,2,,,,,auto,,\n2,,b,c,1,2,,,,,bike;bus,,\n3,,c,a,1,2,,0,,,auto,,\n"
    road_map = read_gmns(network(tmp_path, LINKS + rows))
    assert [road.ref for road in road_map.roads] == ["1"]
    said = {row.what: (row.number, row.km) for row in road_map.left_out}
    assert said == {"link": (2, 4.0), "use bike": (1, 0.0), "use bus": (1, 0.0)}


def test_coordinates_in_metres_become_degrees(tmp_path: Path) -> None:
    pyproj = pytest.importorskip("pyproj")
    to_utm = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:32631", always_xy=True)
    spots = {"a": (5.0, 50.0), "b": (5.01, 50.0)}
    metres = {ref: to_utm.transform(*spot) for ref, spot in spots.items()}
    nodes = "node_id,x_coord,y_coord\n"
    nodes += "".join(f"{ref},{x!r},{y!r}\n" for ref, (x, y) in metres.items())
    x, y = to_utm.transform(5.005, 50.001)
    (ax, ay), (bx, by) = metres.values()
    line = f"LINESTRING ({ax!r} {ay!r}, {x!r} {y!r}, {bx!r} {by!r})"
    folder = network(
        tmp_path, f'{LINKS}1,,a,b,1,800,,,,,auto,"{line}",\n', nodes=nodes, config=None
    )
    assert "If they are metres, say in which system: crs" in refusal(folder)
    road_map = read_gmns(folder, crs="EPSG:32631")
    for point in road_map.points:
        assert (point.lon, point.lat) == pytest.approx(spots[point.ref], abs=1e-9)
    assert road_map.roads[0].line[1] == pytest.approx((5.005, 50.001), abs=1e-9)
    (folder / "config.csv").write_text("long_length,speed,crs\nm,km/h,EPSG:32632\n")
    assert "the file says EPSG:32632, and EPSG:32631 was given" in refusal(folder, crs="EPSG:32631")
    assert "is not known" in refusal(folder, crs="EPSG:99")


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            "1,,a,x,1,1,,,,,auto,,\n",
            ['link.csv:2:4: link/1: to_node_id "x" is not in', "Known: a,"],
        ),
        ("1,,a,b,1,1,,,,,auto,,\n1,,b,c,1,1,,,,,auto,,\n", ["also in line 2", "link.csv:3:1"]),
        ("1,,a,b,1,-5,,,,,auto,,\n", ["link.csv:2:6: link/1: length: -5 is not", "0 or more"]),
        ("1,,a,b,1,1 km,,,,,auto,,\n", ["link.csv:2:6", "has a unit in it"]),
        ('1,,a,b,1,"1,200",,,,,auto,,\n', ["thousands separator", "Write 1200"]),
        ("1,,a,b,1,1,,,0,,auto,,\n", ["free_speed: 0 is not allowed", "above 0"]),
        ("1,,a,b,maybe,1,,,,,auto,,\n", ['link.csv:2:5: link/1: directed: "maybe"']),
        ("1,,a,b,,1,,,,,auto,,\n", ["directed is not said", "0 for both ways"]),
        ("1,,a,b,1,1,,,,,auto,POINT (1 2),\n", ["link.csv:2:12", "is not a line"]),
        ('1,,a,b,1,1,,,,,auto,"LINESTRING (5 50, 6)",\n', ["a point without two numbers"]),
        ('1,,a,b,1,1,,,,,auto,"LINESTRING (5 50, 500 51)",\n', ["link.csv:2", "x 500, y 51"]),
        ("1,,a,b,1,1,200,,,,,auto,,\n", ["has 14 cells", "Put texts with commas in quotes"]),
        ("1,,a,b,1\n", ["the row has 5 cells and the first line 13", "cut short"]),
        ('1,"Mill,a,b,1,1,,,,,auto,,\n', ["the line is not CSV"]),
        ("", ["there is no link in it"]),
    ],
)
def test_bad_links_are_refused_with_line_and_column(
    tmp_path: Path, rows: str, words: list[str]
) -> None:
    text = refusal(network(tmp_path, LINKS + rows))
    assert all(word in text for word in words), text


@pytest.mark.parametrize(
    ("nodes", "words"),
    [
        (
            "node_id,x_coord,y_coord\na,50,5\na,51,6\n",
            ["node.csv:3:1", 'node_id "a" is there twice'],
        ),
        (
            "node_id,x_coord,y_coord\na,5 east,50\n",
            ["node.csv:2:2: node/a: x_coord", "has a unit in it (east)"],
        ),
        ("node_id,x_coord\na,5\n", ['column "y_coord" is missing']),
        ("node_id;x_coord;y_coord\na;5;50\n", ["separated by semicolons"]),
        (
            "node_id,x_coord,y_coord\na,40,150\nb,41,150\nc,41,150\n",
            ["X and y are swapped: x is the longitude"],
        ),
        (
            "node_id,x_coord,y_coord\na,500000,5500000\n",
            ["If they are metres, say in which system"],
        ),
        ("", ["node.csv: the file is empty"]),
    ],
)
def test_bad_nodes_are_refused(tmp_path: Path, nodes: str, words: list[str]) -> None:
    folder = network(tmp_path, LINKS + "1,,a,b,1,1,,,,,auto,,\n", nodes=nodes, config=None)
    text = refusal(folder)
    assert all(word in text for word in words), text


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    rows = "1,,a,x,1,-1,,,,,auto,,\n2,,y,b,1,many,,,,,auto,,\n"
    with pytest.raises(ScenarioError) as caught:
        read_gmns(network(tmp_path, LINKS + rows))
    assert [p.where for p in caught.value.problems] == [
        "link.csv:2:4",
        "link.csv:2:6",
        "link.csv:3:3",
        "link.csv:3:6",
    ]


def test_forbidden_turns_of_cars(tmp_path: Path) -> None:
    rows = "1,,a,b,0,1,,,,,auto,,\n3,,b,a,1,1,,,,,bike,,\n2,,b,c,1,1,,,,,auto,,\n"
    folder = network(tmp_path, LINKS + rows)
    turns = "turn_id,link_ids,uses,basis\nt,1 2,auto,sign\nu,2 1~,,\nw,1 2,walk,\nx,3 1,,\n"
    (folder / "forbidden_turn.csv").write_text(turns)
    (folder / "movement.csv").write_text("mvmt_id\n1\n")
    road_map = read_gmns(folder)
    assert [(t.ref, t.text, t.movements) for t in road_map.forbidden_turns] == [
        ("t", "sign", ((0, True), (1, True))),
        ("u", "forbidden turn", ((1, True), (0, False))),
    ]
    assert [(r.what, r.number) for r in road_map.left_out] == [
        ("link", 1),
        ("use bike", 1),
        ("table movement.csv", 1),
        ("forbidden turn", 1),
        ("forbidden turn", 1),
    ]
    (folder / "forbidden_turn.csv").write_text("turn_id,link_ids\nt,1 9\nu,1\n")
    text = refusal(folder)
    assert 'forbidden_turn.csv:2:2: forbidden_turn/t: link "9" is not in the link table' in text
    assert "forbidden_turn.csv:3:2: forbidden_turn/u: it names 1 link" in text


def test_bytes_that_are_no_utf8_are_named(tmp_path: Path) -> None:
    folder = network(tmp_path, LINKS)
    (folder / "node.csv").write_bytes(b"node_id,x_coord,y_coord\na,5,50\nM\xfchle,5,50\n")
    text = refusal(folder)
    assert "node.csv:1: a byte (0xfc) is not UTF-8" in text
    assert "in this line or a little after it" in text
    (folder / "node.csv").write_bytes("\ufeff".encode() + NODES.encode().replace(b"\n", b"\r\n"))
    (folder / "link.csv").write_text(LINKS + "1,,a,b,1,1,,,,,auto,,\n")
    assert len(read_gmns(folder).points) == 3  # as a spreadsheet saves it


def test_unknown_units_are_refused(tmp_path: Path) -> None:
    folder = network(tmp_path, LINKS, config="long_length,speed\nfurlong,knots\n")
    text = refusal(folder)
    assert 'config.csv:2:1: config: long_length: "furlong"' in text
    assert 'config.csv:2:2: config: speed: "knots"' in text


def street_grid(swap: bool, unit: float) -> tuple[str, str]:
    """25 nodes at 60 north with streets as long as the straight line."""
    pyproj = pytest.importorskip("pyproj")
    geod = pyproj.Geod(ellps="WGS84")
    spots = {f"{i}{j}": (20 + i / 100, 60 + j / 100) for i in range(5) for j in range(5)}
    nodes = "node_id,x_coord,y_coord\n"
    for ref, (lon, lat) in spots.items():
        nodes += f"{ref},{lat},{lon}\n" if swap else f"{ref},{lon},{lat}\n"
    links = LINKS
    for i in range(5):
        for j in range(5):
            for to in (f"{i + 1}{j}", f"{i}{j + 1}"):
                if to in spots:
                    *_, metres = geod.inv(*spots[f"{i}{j}"], *spots[to])
                    links += f"{i}{j}-{to},,{i}{j},{to},1,{metres * unit:.1f},,,,,auto,,\n"
    return nodes, links


def test_swapped_coordinates_show_in_the_lengths(tmp_path: Path) -> None:
    nodes, links = street_grid(swap=True, unit=1)
    folder = network(tmp_path, links, nodes=nodes, config=None)
    assert "nearly none is with x and y swapped" in refusal(folder)
    nodes, links = street_grid(swap=False, unit=1)
    assert len(read_gmns(network(tmp_path, links, nodes=nodes, config=None)).roads) == 40


@pytest.mark.parametrize("unit", [0.001, 3.28])
def test_another_unit_of_length_shows(tmp_path: Path, unit: float) -> None:
    nodes, links = street_grid(swap=False, unit=unit)
    folder = network(tmp_path, links, nodes=nodes, config=None)
    assert "Say the unit of length" in refusal(folder)
    (folder / "config.csv").write_text(f"long_length\n{'km' if unit < 1 else 'ft'}\n")
    assert len(read_gmns(folder).roads) == 40


def test_zones_with_people_and_places(tmp_path: Path) -> None:
    zones = (
        "zone_id,name,population,x_coord,y_coord,boundary\n"
        "z1,Old Town,1200,,,\n"
        "z2,Hill,unknown,5.02,50.02,\n"
        'z3,,,,,"POLYGON ((5 50, 5.2 50, 5.2 50.2, 5 50.2, 5 50))"\n'
        "z4,Nowhere,0,,,\n"
    )
    folder = network(tmp_path, LINKS, zones=zones)
    rows = read_gmns_zones(folder)
    assert [(row.id, row.name, row.people) for row in rows] == [
        ("z1", "Old Town", 1200),
        ("z2", "Hill", None),
        ("z3", "z3", None),
        ("z4", "Nowhere", 0),
    ]
    assert (rows[0].lon, rows[0].lat) == pytest.approx((5.005, 50.0))  # the mean of nodes a and b
    assert (rows[1].lon, rows[1].lat) == (5.02, 50.02)
    assert (rows[2].lon, rows[2].lat) == pytest.approx((5.1, 50.1))
    assert rows[3] == GmnsZone("z4", "Nowhere", 0, None, None)


def test_bad_zones_are_refused(tmp_path: Path) -> None:
    zones = "zone_id,population\nz1,about 100\nz1,5\nz3,1.5\n"
    with pytest.raises(ScenarioError) as caught:
        read_gmns_zones(network(tmp_path, LINKS, zones=zones))
    text = str(caught.value)
    assert "zone.csv:2:2: zone/z1: population" in text
    assert 'zone.csv:3:1: zone/z1: zone_id "z1" is there twice' in text
    assert "1.5 is not a whole number" in text


def test_zones_across_longitude_180_have_their_mean_there(tmp_path: Path) -> None:
    nodes = "node_id,x_coord,y_coord,zone_id\na,179.99,-17,z\nb,-179.97,-17,z\n"
    folder = network(tmp_path, LINKS, nodes=nodes, zones="zone_id\nz\n")
    (row,) = read_gmns_zones(folder)
    assert row.lon == pytest.approx(-179.99)


@pytest.mark.shared
def test_the_hand_made_network_of_gaza(shared: Path) -> None:
    file = shared / "data" / "gaza" / "coarse_link.csv"
    road_map = read_roads(file)
    with file.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert (len(road_map.points), len(road_map.roads)) == (50, 72)
    for road, row in zip(road_map.roads, rows, strict=True):
        assert road.length_m == pytest.approx(float(row["length_km"]) * 1000)
        assert road.forward == road.backward
        assert road.forward.speed_kmh == float(row["free_speed_kmh"])
        assert road.forward.lane_capacity == float(row["capacity_vph_per_lane"])
        assert (road.name, road.kind) == (row["name"], row["facility_type"])
    assert sum(road.length_m for road in road_map.roads) == pytest.approx(247_500, rel=0.001)
    assert {row.what for row in road_map.left_out} >= {"column basis of coarse_link.csv"}


@pytest.mark.shared
def test_the_tables_of_paradise(shared: Path) -> None:
    road_map = read_roads(shared / "data" / "camp-fire-2018")
    assert (len(road_map.points), len(road_map.roads)) == (2645, 5927)
    assert road_map.source.attribution == "© OpenStreetMap contributors, ODbL"
    by_ref = {road.ref: road for road in road_map.roads}
    assert by_ref["1"].name == "Buschmann Road"
    assert by_ref["1"].length_m == 39.216
    assert sum(road.forward.speed_kmh is not None for road in road_map.roads) == 824
    assert sum(road.forward.lanes is not None for road in road_map.roads) == 84
