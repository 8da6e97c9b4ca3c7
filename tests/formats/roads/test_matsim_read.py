"""A MATSim network counts in metres, seconds and periods of its own; none may be read wrongly."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from safepassage.errors import ScenarioError

pytest.importorskip("defusedxml")
pytest.importorskip("pyproj")

from safepassage.formats.roads.matsim import read_matsim
from safepassage.formats.roads.read_roads import read_roads

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE network SYSTEM "http://www.matsim.org/files/dtd/network_v2.dtd">\n'
)
CRS = '<attribute name="coordinateReferenceSystem" class="java.lang.String">{}</attribute>'
NODES = '<node id="1" x="500000" y="5538630"/>\n<node id="2" x="501000" y="5538630"/>\n'
LINK = '<link id="{}" from="1" to="2" length="1000" freespeed="10" capacity="{}" permlanes="2" {}/>'


def network(
    folder: Path,
    links: str,
    *,
    nodes: str = NODES,
    crs: str | None = "EPSG:32631",
    period: str = 'capperiod="01:00:00"',
    head: str = HEAD,
) -> Path:
    """A network file with these elements."""
    attributes = f"<attributes>{CRS.format(crs)}</attributes>\n" if crs else ""
    path = folder / "network.xml"
    path.write_text(
        f'{head}<network name="delta">\n{attributes}<nodes>\n{nodes}</nodes>\n'
        f"<links {period}>\n{links}\n</links>\n</network>\n",
        encoding="utf-8",
    )
    return path


def refusal(path: Path, crs: str | None = None) -> str:
    with pytest.raises(ScenarioError) as caught:
        read_matsim(path, crs=crs)
    return str(caught.value)


@pytest.mark.parametrize(
    ("period", "capacity"),
    [
        ('capperiod="01:00:00"', 900),
        ('capperiod="10:00:00"', 90),
        ('capperiod="00:30:00"', 1800),
        ('capperiod="1:00"', 900),
        ('capperiod="7200"', 450),
        ("", 900),
    ],
)
def test_capacity_is_by_hour_and_lane(tmp_path: Path, period: str, capacity: float) -> None:
    (road,) = read_matsim(network(tmp_path, LINK.format("a", 1800, ""), period=period)).roads
    assert road.forward.lane_capacity == pytest.approx(capacity)
    assert road.forward.lanes == 2
    assert road.forward.speed_kmh == pytest.approx(36)
    assert road.forward.uses == {"auto"}
    assert road.backward.uses == frozenset()
    assert (road.ref, road.length_m, road.kind, road.name) == ("a", 1000, "", None)


def test_coordinates_are_those_of_an_independent_projection(tmp_path: Path) -> None:
    # the central meridian of zone 31 is 3 degrees east; 5,538,630 m north is the arc of
    # the meridian to about 50 degrees, times 0.9996
    road_map = read_matsim(network(tmp_path, LINK.format("a", 900, "")))
    first, second = road_map.points
    assert first.lon == pytest.approx(3.0, abs=1e-9)
    assert first.lat == pytest.approx(50.0, abs=1e-5)
    assert (second.lon - 3.0) * 111_320 * 0.6428 == pytest.approx(1000, rel=0.005)
    assert road_map.source.title == "MATSim network delta"
    assert (road_map.source.date, road_map.source.attribution) == (None, None)


def test_modes_words_and_opposite_links(tmp_path: Path) -> None:
    words = (
        '<link id="c" from="1" to="2" length="1000" freespeed="10" capacity="900" permlanes="1" '
        'modes="car,walk,bus"><attributes>'
        '<attribute name="osm:way:highway" class="java.lang.String">primary</attribute>'
        '<attribute name="osm:way:name" class="java.lang.String">Dam &amp; Dyke</attribute>'
        "</attributes></link>\n"
    )
    links = (
        LINK.format("a", 900, 'modes="pt"')
        + LINK.format("b", 900, 'modes="truck" type="highway.secondary"')
        + words
        + LINK.format("d", 900, "").replace('from="1" to="2"', 'from="2" to="1"')
    )
    road_map = read_matsim(network(tmp_path, links))
    assert [(r.ref, set(r.forward.uses), r.kind, r.name) for r in road_map.roads] == [
        ("b", {"truck"}, "secondary", None),
        ("c", {"auto", "walk"}, "primary", "Dam & Dyke"),
        ("d", {"auto"}, "", None),
    ]
    assert road_map.source.attribution == "© OpenStreetMap contributors, ODbL"
    assert [(r.what, r.number, r.km) for r in road_map.left_out] == [("link for pt", 1, 1.0)]


@pytest.mark.parametrize(
    ("links", "words"),
    [
        (
            LINK.format("a", 900, "").replace('to="2"', 'to="9"'),
            [":10:1: link/a", 'the node "9"', "2 nodes are known"],
        ),
        (LINK.format("a", 900, "") * 2, ['link "a" is there twice (also in line 10)']),
        (LINK.format("a", -1, ""), ["capacity: -1 is not allowed"]),
        (LINK.format("a", "NaN", ""), ['capacity: "NaN" is not a number']),
        (LINK.format("a", 900, "").replace('"1000"', '"-3"'), ["length: -3 is not allowed"]),
        (
            LINK.format("a", 9, "").replace('permlanes="2"', 'permlanes="0"'),
            ["permlanes: 0 is not"],
        ),
        (LINK.format("a", 9, "").replace('freespeed="10"', ""), ["freespeed is not given"]),
        (LINK.format("a", 9, "").replace('"1000"', '"10"'), ["0.01 times the length"]),
        ("", ["no link in it for cars"]),
    ],
)
def test_bad_links_are_refused_with_their_line(
    tmp_path: Path, links: str, words: list[str]
) -> None:
    text = refusal(network(tmp_path, links))
    assert all(word in text for word in words), text


def test_coordinates_without_a_system_are_refused(tmp_path: Path) -> None:
    for crs in (None, "Atlantis"):
        path = network(tmp_path, LINK.format("a", 900, ""), crs=crs)
        text = refusal(path)
        assert "network.xml:" in text
        assert "say in which system" in text
        assert len(read_matsim(path, crs="EPSG:32631").points) == 2
    nodes = '<node id="1" x="3" y="50"/><node id="2" x="3.01" y="50"/>'
    degrees = network(tmp_path, LINK.format("a", 900, ""), crs=None, nodes=nodes)
    assert "does not say in which system" in refusal(degrees)
    assert read_matsim(degrees, crs="EPSG:4326").points[1].lon == 3.01
    far = NODES.replace("501000", "5e12")
    path = network(tmp_path, LINK.format("a", 900, ""), nodes=far)
    assert "node/2 (x 5e+12, y 5.53863e+06) is no place on earth in EPSG:32631" in refusal(path)
    path = network(tmp_path, LINK.format("a", 900, ""))
    assert "the file says EPSG:32631, and EPSG:32632 was given" in refusal(path, "EPSG:32632")


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE network [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n'
    assert 'it defines the entity "a"' in refusal(network(tmp_path, "&b;", head=bomb))
    outside = '<!DOCTYPE network [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'
    assert 'it defines the entity "x"' in refusal(network(tmp_path, "&x;", head=outside))


def test_broken_files_are_refused(tmp_path: Path) -> None:
    whole = network(tmp_path, LINK.format("a", 900, "")).read_bytes()
    path = tmp_path / "cut.xml"
    path.write_bytes(whole[: len(whole) - 40])
    assert "cut.xml:10:" in refusal(path)
    assert "the XML is broken here (unclosed token)" in refusal(path)
    packed = tmp_path / "network.xml.gz"
    packed.write_bytes(gzip.compress(whole))
    assert len(read_matsim(packed).roads) == 1
    packed.write_bytes(gzip.compress(whole)[:-60])
    assert "cannot be unpacked to its end" in refusal(packed)
    packed.write_bytes(gzip.compress(b"name,people\nx,1\n"))
    assert 'begins with "name,people' in refusal(packed)
    packed.write_bytes(gzip.compress(b"<population></population>"))
    assert "its first element is <population>" in refusal(packed)
    packed.write_bytes(b"")
    assert "the file is empty" in refusal(packed)


def test_an_encoding_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    head = '<?xml version="1.0" encoding="UTF-9"?>\n'
    path = network(tmp_path, LINK.format("a", 900, ""), head=head)
    assert "its encoding cannot be read (unknown encoding: UTF-9)" in refusal(path)
    period = f'capperiod="{"9" * 400}"'
    path = network(tmp_path, LINK.format("a", 900, ""), period=period)
    assert "is no time" in refusal(path)


def test_a_file_that_swells_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import safepassage.formats.roads.packed_file as packed_file

    monkeypatch.setattr(packed_file, "SMALL_ENOUGH", 100_000)
    path = tmp_path / "network.xml.gz"
    path.write_bytes(gzip.compress(b"<network>" + b" " * 50_000_000))
    assert "as no network does" in refusal(path)


@pytest.mark.shared
def test_surf_coast(shared: Path) -> None:
    path = shared / "data" / "surf-coast" / "surf-coast-shire-network-2021-epsg32754.xml.gz"
    text = ""
    with pytest.raises(ScenarioError) as caught:
        read_roads(path)
    text = str(caught.value)
    assert "its name suggests EPSG:32754" in text
    road_map = read_roads(path, crs="EPSG:32754")
    assert (len(road_map.points), len(road_map.roads)) == (5187, 10145)
    assert all(road.forward.uses == {"auto"} for road in road_map.roads)
    torquay = [
        p for p in road_map.points if abs(p.lon - 144.32) < 0.02 and abs(p.lat + 38.33) < 0.02
    ]
    assert len(torquay) > 20
    first = next(road for road in road_map.roads if road.ref == "1-2-3-4-5-6")
    assert (first.forward.lanes, first.forward.lane_capacity) == (2, 2000)
    assert first.forward.speed_kmh == pytest.approx(60)
