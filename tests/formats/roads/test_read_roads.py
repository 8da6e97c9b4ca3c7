"""Whatever file is given, the right reader takes it, or the refusal lists what can be read."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path

import pytest

from safepassage.errors import ScenarioError, UsageError
from safepassage.formats.roads.read_roads import read_roads

GRAPH = (
    '<?xml version="1.0"?><!-- saved --><graphml><key id="a" attr.name="x"/>'
    '<key id="b" attr.name="y"/><key id="h" attr.name="highway"/><graph edgedefault="directed">'
    '<node id="1"><data key="a">5</data><data key="b">50</data></node>'
    '<node id="2"><data key="a">6</data><data key="b">50</data></node>'
    '<edge source="1" target="2"><data key="h">primary</data></edge></graph></graphml>'
)
MATSIM = (
    '<!DOCTYPE network SYSTEM "x.dtd"><network><nodes><node id="1" x="5" y="50"/>'
    '<node id="2" x="6" y="50"/></nodes><links><link id="1" from="1" to="2" length="72000" '
    'freespeed="9" capacity="9" permlanes="1"/></links></network>'
)
OSM = (
    '<osm version="0.6"><node id="1" lat="50" lon="5"/><node id="2" lat="50" lon="6"/>'
    '<way id="7"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way></osm>'
)


@pytest.mark.parametrize(
    ("text", "needs", "crs"),
    [(GRAPH, "defusedxml", None), (MATSIM, "defusedxml", "EPSG:4326"), (OSM, "osmium", None)],
)
@pytest.mark.parametrize("packed", [False, True])
def test_xml_is_known_by_what_stands_in_it(
    tmp_path: Path, text: str, needs: str, crs: str | None, packed: bool
) -> None:
    pytest.importorskip(needs)
    path = tmp_path / ("roads.xml.gz" if packed else "roads.xml")
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    road_map = read_roads(path, crs)
    assert (len(road_map.points), len(road_map.roads)) == (2, 1)


def test_gmns_is_known_by_its_names(tmp_path: Path) -> None:
    (tmp_path / "town_node.csv").write_text("node_id,x_coord,y_coord\n1,5,50\n2,6,50\n")
    (tmp_path / "town_link.csv").write_text("link_id,from_node_id,to_node_id,directed\n1,1,2,0\n")
    for path in (tmp_path, tmp_path / "town_node.csv", tmp_path / "town_link.csv"):
        assert len(read_roads(path).roads) == 1
    (tmp_path / "other_link.csv").write_text("")
    with pytest.raises(ScenarioError, match=r"networks: other_link\.csv, town_link\.csv"):
        read_roads(tmp_path)
    (tmp_path / "town_node.csv").unlink()
    with pytest.raises(ScenarioError, match=r"town_node\.csv: the file is missing"):
        read_roads(tmp_path / "town_link.csv")


def refusal(path: Path, crs: str | None = None) -> str:
    with pytest.raises(ScenarioError) as caught:
        read_roads(path, crs)
    return str(caught.value)


def test_what_is_not_known_is_refused_with_what_is(tmp_path: Path) -> None:
    path = tmp_path / "roads.dat"
    for content, words in (
        (b"", "the file is empty"),
        (b"PK\x03\x04rest", "it is a zip file"),
        (b"<kml></kml>", "its first element is <kml>"),
        (b"hello world", 'it begins with "hello world"'),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "which no file of roads does"),
        (gzip.compress(b"a,b\n1,2\n", mtime=0), 'it begins with "a,b'),
        (gzip.compress(b"<network/>", mtime=0)[:-9], "cannot be unpacked to its end"),
    ):
        path.write_bytes(content)
        text = refusal(path)
        assert words in text, text
        assert "GMNS" in text
        assert ".osm.pbf" in text
    assert "the folder holds no link.csv" in refusal(tmp_path)
    assert "the file is not there" in refusal(tmp_path / "nothing.xml")
    with zipfile.ZipFile(tmp_path / "roads.zip", "w") as packed:
        packed.writestr("node.csv", "")
    assert "it is a zip file" in refusal(tmp_path / "roads.zip")


def test_tntp_needs_more_than_a_file(tmp_path: Path) -> None:
    path = tmp_path / "x_net.tntp"
    path.write_text("<NUMBER OF ZONES> 1\n<END OF METADATA>\n~ init_node ;\n")
    with pytest.raises(UsageError, match="TNTP states neither units nor coordinates"):
        read_roads(path)


def test_openstreetmap_needs_no_system(tmp_path: Path) -> None:
    path = tmp_path / "town.osm"
    path.write_text(OSM)
    with pytest.raises(UsageError, match="OpenStreetMap is in degrees"):
        read_roads(path, "EPSG:3857")
