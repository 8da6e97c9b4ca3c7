"""One case per message about files of areas: planners see at 3 a.m. what to mend, and where."""

# ruff: noqa: E501 - one case a line reads better as a table

from __future__ import annotations

import json
import re
import zipfile
from decimal import Decimal

import numpy as np
import pyogrio
import pytest
import shapely

from safepassage.errors import ScenarioError, UsageError
from safepassage.formats.areas import area_file
from safepassage.formats.areas.outline import read_outline
from safepassage.formats.areas.read_areas import read_areas
from tests.areas.drawn import feature, refusal, square, two_towns

FLAT = {"type": "Polygon", "coordinates": [[[0, 0], [0, 0], [0, 0], [0, 0]]]}
LINE = {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
SWAPPED = {"type": "Polygon", "coordinates": [[[39, -121], [40, -121], [40, -120], [39, -121]]]}
METRES = {
    "type": "Polygon",
    "coordinates": [[[636000, 3470000], [637000, 3470000], [637000, 3471000], [636000, 3470000]]],
}
# fmt: off
FIGURES = {
    "thousands": ("1,234", r'zones.geojson: feature 2 "East": population: "1,234" has a thousands separator. Give people as a whole number, 0 or more, or unknown.\n    Write 1234\.'),
    "narrow space": ("1 234 567", r"thousands separator.*\n.*Write 1234567\."),
    "apostrophe": ("1'234", r"thousands separator.*\n.*Write 1234\."),
    "text number": ("200", r'"200" is a text.*\n    Write 200 without quotes'),
    "words": ("about 200", r'"about 200" is not a number'),
    "comma": ("12,5", r'"12,5" has a comma.*\n.*Write 12.5'),
    "arabic digits": ("٢٠٠", r"other digits than 0 to 9.*\n.*Write 200"),
    "cut short": ("1.2E+05", r"cut short.*\n.*a spreadsheet has cut it short"),
    "n/a": ("n/a", r'"n/a" stands here.*\n.*Write unknown'),
    "negative": (-5, r'feature 2 "East": population: -5 is less than nobody.*\n.*nobody knows, write unknown'),
    "too many": (10**12, r"more people than a place can have"),
    "yes": (True, r'"True" is not a number'),
    "list": ([1, 2], r'"\[1, 2\]" is not a number'),
    "empty": (None, r"population is empty in 1 of 2: feature 2. An empty cell is not 0.\n    Fill them in, write unknown"),
    "blank": ("", r"population is empty in 1 of 2: feature 2"),
}
SHAPES = {
    "no geometry": (None, r'feature 2 "East": it has no geometry. Give a polygon or a point'),
    "empty geometry": ({"type": "Polygon", "coordinates": []}, r"its geometry is empty"),
    "no area": (FLAT, r"its polygon has no area"),
    "line": (LINE, r"its geometry is a line.*\n.*Close the line"),
    "unknown type": ({"type": "Curve", "coordinates": []}, r'its geometry has the type "Curve"'),
    "bad nesting": ({"type": "Polygon", "coordinates": [[1, 2], [3, 4]]}, r"its coordinates cannot be read"),
    "text coordinates": ({"type": "Point", "coordinates": ["east", "north"]}, r"its coordinates cannot be read"),
    "overlap": (square(34.9, 31.0), r'feature 2 "East": it overlaps feature 1 "West" by 10.0% of the smaller area'),
    "within": (square(34.4, 31.4, 0.1), r"overlaps .* by 100.0% of the smaller"),
    "swapped": (SWAPPED, r"39, -121 is longitude 39 and latitude -121. Latitude is from -90 to 90 \(were they swapped\?\).\n    Write longitude"),
    "metres beside degrees": (METRES, r"zones.geojson: feature 2: numbers such as 636000, 3.47e\+06 look like metres. The other 1 are in degrees"),
    "thin": ({"type": "Polygon", "coordinates": [[[9, 9], [9.5, 9], [9.2, 9], [9, 9]]]}, r"its polygon has no area"),
    "not finite": ({"type": "Point", "coordinates": [float("nan"), 31.0]}, r'feature 2 "East": a coordinate is not a number'),
}
COLUMNS = {
    "no people": ([feature(square(0, 0), name="A", T=5)], {}, r"no column is known to hold people; the columns are name, T.*--zone-people, or give a table of people or a total"),
    "two for people": ([feature(square(0, 0), name="A", pop=5, population=6)], {}, r"several columns may hold people: pop, population.*\n.*--zone-people pop"),
    "two years": ([feature(square(0, 0), name="A", pop_2020=5, pop_2023=6)], {}, r"several columns may hold people: pop_2020, pop_2023"),
    "wrong column": (two_towns(), {"people_column": "populaton"}, r'--zone-people "populaton" is not a column. The columns are zone_id, name, population.\n    Did you mean "population"'),
    "wrong in a sum": (two_towns(), {"people_column": "population+PR"}, r'--zone-people "PR" is not a column'),
    "twice in a sum": (two_towns(), {"people_column": "population+population"}, r"names population twice"),
    "wrong id column": (two_towns(), {"id_column": "zone"}, r'--zone-id "zone" is not a column.*\n.*mean "zone_id"'),
    "wrong name column": (two_towns(), {"name_column": "nom"}, r'--zone-name "nom" is not a column'),
    "one id": (two_towns(zone_id="a"), {}, r'feature 2 "East": its id a \(column zone_id\) is that of feature 1 too. Each has an id of its own.\n    Name another column with --zone-id: name, population'),
    "one id by spelling": (two_towns(zone_id="a "), {}, r"its id a \(column zone_id\) is that of feature 1 too"),
    "no id": (two_towns(zone_id=None), {}, r"its id is empty \(column zone_id\)"),
    "not in order": ([feature(square(0, 0), name="A", people_low=5, people_likely=4, people_high=9)], {}, r"people are low 5, likely 4, high 9. Low is at most likely"),
    "crs unknown": (two_towns(), {"crs": "EPSG:99999"}, r'"EPSG:99999" is no coordinate system that is known'),
    "crs of no map": (two_towns(), {"crs": "EPSG:4978"}, r"is no map projection and not degrees"),
    "degrees as metres": (two_towns(), {"crs": "EPSG:32636"}, r"numbers such as 34, 31 look like degrees. The system is WGS 84 / UTM zone 36N: give metres.\n.*leave --zone-crs out"),
    "only metres": ([feature(METRES, name="A", population=1)], {}, r"look like metres. The system is WGS 84.*: give degrees.\n    Name the system: --zone-crs EPSG:32636"),
}
TOPS = {
    "truncated": ('{"type": "FeatureCollection", "features": [{"type"', r"line 1, character \d+ is not JSON.*\n.*cut off"),
    "lines": ('{"type": "Feature"}\n{"type": "Feature"}', r"Extra data.*\n.*one FeatureCollection"),
    "no list": ('{"type": "FeatureCollection"}', r"has no list of features"),
    "empty list": ('{"type": "FeatureCollection", "features": []}', r"the list of features is empty"),
    "topojson": ('{"type": "Topology"}', r"this is TopoJSON"),
    "esri": ('{"geometryType": "esriGeometryPolygon"}', r"this is Esri JSON"),
    "other json": ('{"name": "x"}', r'JSON with "type": null'),
    "no feature": ('{"type": "FeatureCollection", "features": [3]}', r"feature 1: it is not a Feature"),
    "deep": ('{"a":' + "[" * 100_000, r"nested too deep"),
    "crs link": ('{"type": "FeatureCollection", "crs": {"type": "link"}, "features": [{}]}', r'the "crs" member is'),
    "empty": ("", r"the file is empty \(0 bytes\)"),
    "xml": ("<kml></kml>", r"the file is XML, perhaps KML"),
    "text": ("hello", r"the file is none of them"),
}
BYTES = {
    "utf-16": ('{"type"'.encode("utf-16"), r"the file is UTF-16"),
    "latin": (b'{"type": "Feature", "name": "K\xf6ln"}', r"byte 30 in line 1 \(0xf6\) is not UTF-8"),
    "gzip": (b"\x1f\x8b\x08\x00", r"packed with gzip"),
    "sqlite": (b"SQLite format 3\x00" + b"\x00" * 100, r"a database, and not a GeoPackage"),
    "bad zip": (b"PK\x03\x04 and then nothing", r"the zip file cannot be read"),
}
# fmt: on


@pytest.mark.parametrize("name", FIGURES)
def test_people_that_are_no_number_are_refused_by_feature(geojson, name):
    value, words = FIGURES[name]
    message = refusal(lambda: read_areas(geojson(two_towns(population=value))))
    assert message.startswith("1 problem")
    assert re.search(words, message), message


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_that_cannot_be_used_are_refused_by_feature(geojson, name):
    geometry, words = SHAPES[name]
    rows = two_towns()
    rows[1]["geometry"] = geometry
    message = refusal(lambda: read_areas(geojson(rows)))
    assert re.search(words, message), message


@pytest.mark.parametrize("name", COLUMNS)
def test_columns_and_systems_that_do_not_fit_are_refused(geojson, name):
    features, options, words = COLUMNS[name]
    message = refusal(lambda: read_areas(geojson(features), **options))
    assert re.search(words, message), message


@pytest.mark.parametrize("name", TOPS)
def test_other_texts_than_geojson_are_refused(tmp_path, name):
    text, words = TOPS[name]
    path = tmp_path / "zones.geojson"
    path.write_text(text, encoding="utf-8")
    message = refusal(lambda: read_areas(path))
    assert re.search(words, message), message


@pytest.mark.parametrize("name", BYTES)
def test_other_bytes_than_areas_are_refused(tmp_path, name):
    data, words = BYTES[name]
    path = tmp_path / "zones.geojson"
    path.write_bytes(data)
    message = refusal(lambda: read_areas(path))
    assert re.search(words, message), message


def test_everything_wrong_comes_in_one_go(geojson):
    rows = two_towns(population="1,234", zone_id="a")
    rows.append(feature(square(36.0, 31.0), zone_id="c", name="South", population=-1))
    rows.append(feature(square(36.5, 31.0), zone_id="d", name="Beyond", population=3))
    message = refusal(lambda: read_areas(geojson(rows)))
    assert message.startswith("4 problems")
    for word in ("is that of feature 1", "1,234", "-1 is less", 'overlaps feature 3 "South"'):
        assert word in message


def test_a_mixed_crs_of_two_words_is_refused(geojson):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32636"}}
    message = refusal(lambda: read_areas(geojson(two_towns(), crs=crs), crs="EPSG:4326"))
    assert "the file says WGS 84 / UTM zone 36N, and --zone-crs WGS 84" in message


def test_an_old_crs_member_that_its_numbers_deny_is_refused(geojson):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32636"}}
    message = refusal(lambda: read_areas(geojson(two_towns(), crs=crs)))
    assert "look like degrees" in message


def test_numbers_where_a_projection_is_not_defined_are_refused(geojson):
    rows = [feature(square(1e30, 1e30, 1e29), name="A", population=1)]
    message = refusal(lambda: read_areas(geojson(rows), crs="EPSG:32636"))
    assert re.search(r"feature 1 \"A\": 1e\+30, 1e\+30 lies where .* is not defined", message)


def test_a_missing_file_a_folder_and_a_huge_file_are_refused(tmp_path, monkeypatch, geojson):
    assert "No such file" in refusal(lambda: read_areas(tmp_path / "no.geojson"))
    assert "this is a folder" in refusal(lambda: read_areas(tmp_path))
    path = geojson(two_towns())
    monkeypatch.setattr(area_file, "MOST_BYTES", 10)
    assert "at most 10 are read" in refusal(lambda: read_areas(path)).lower()


def test_a_table_is_told_where_it_belongs(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("name,population\nA,3\n")
    assert "a table of people joins zones" in refusal(lambda: read_areas(path)).lower()


def test_people_per_home_of_nothing_is_refused(geojson):
    with pytest.raises(UsageError, match="more than 0"):
        read_areas(geojson(two_towns()), people_per=Decimal(0))


def write(path, driver, crs="EPSG:4326", layer=None, shapes=None, append=False, population=None):
    shapes = shapes or [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]
    names = np.array(["West", "East"][: len(shapes)], dtype=object)
    people = np.array([1, 2][: len(shapes)]) if population is None else population
    pyogrio.raw.write(
        path, shapely.to_wkb(np.array(shapes)), [names, people], ["name", "population"],
        geometry_type="Polygon", crs=crs, driver=driver, layer=layer, append=append,
    )  # fmt: skip


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_shapefiles_that_lack_parts_are_refused(tmp_path):
    path = tmp_path / "z.shp"
    write(path, "ESRI Shapefile", crs=None)
    message = refusal(lambda: read_areas(path))
    assert "the file names no coordinate system; its numbers go from 0 to 2" in message
    assert "--zone-crs EPSG:4326 if they are degrees" in message
    dbf = tmp_path / "z.dbf"
    assert "a part of a Shapefile (.dbf)" in refusal(lambda: read_areas(dbf))
    path.write_bytes(path.read_bytes()[:200])
    assert "its head says" in refusal(lambda: read_areas(path))
    dbf.unlink()
    assert "z.dbf is not beside the .shp" in refusal(lambda: read_areas(path))


@pytest.mark.filterwarnings("ignore:'crs' was not provided")
def test_metres_without_a_system_are_refused(tmp_path):
    path = tmp_path / "z.shp"
    write(path, "ESRI Shapefile", crs=None, shapes=[shapely.box(6e5, 3e6, 6.1e5, 3.1e6)])
    message = refusal(lambda: read_areas(path))
    assert "go from 600000 to 610000 and from 3e+06 to 3.1e+06" in message
    assert "EPSG:32636, for example" in message


def test_a_text_column_of_a_shapefile_is_refused(tmp_path):
    path = tmp_path / "z.shp"
    write(path, "ESRI Shapefile", population=np.array(["1 200", "2"], dtype=object))
    message = refusal(lambda: read_areas(path))
    assert '"1 200" has a thousands separator' in message
    assert '"2" is a text' in message


def test_geopackages_that_are_not_clear_are_refused(tmp_path):
    path = tmp_path / "z.gpkg"
    write(path, "GPKG", layer="towns")
    write(path, "GPKG", layer="camps", append=True)
    assert "the file has 2 layers: towns, camps" in refusal(lambda: read_areas(path))
    message = refusal(lambda: read_areas(path, layer="town"))
    assert 'layer "town" is not in the file. It has: towns, camps' in message
    assert 'Did you mean "towns"' in message
    path.write_bytes(path.read_bytes()[:6000])
    assert "cannot be read as GeoPackage" in refusal(lambda: read_areas(path, layer="towns"))


def test_zip_files_that_hold_no_one_shapefile_are_refused(tmp_path, monkeypatch):
    shp = tmp_path / "z.shp"
    write(shp, "ESRI Shapefile")
    path = tmp_path / "z.zip"

    def pack(*names: str) -> str:
        with zipfile.ZipFile(path, "w") as packed:
            for name in names:
                packed.write(tmp_path / f"z{name[-4:]}", name)
        return refusal(lambda: read_areas(path))

    assert "holds no .shp" in pack("z.dbf")
    assert "holds several: z.shp, y.shp" in pack("z.shp", "y.shp")
    assert "z.dbf and z.shx is not in the zip" in pack("z.shp")
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("z.shp", "<OGRVRTDataSource></OGRVRTDataSource>")
    assert "z.shp is not a Shapefile" in refusal(lambda: read_areas(path))
    monkeypatch.setattr(area_file, "MOST_BYTES", 1000)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("z.shp", b"\x00" * 100_000)
    assert "unpacks to 100,000 bytes" in refusal(lambda: read_areas(path))


def test_a_database_under_another_name_is_not_asked_what_else_it_is(tmp_path):
    """A VRT could make GDAL fetch files from elsewhere: bytes decide, not names."""
    path = tmp_path / "z.shp"
    path.write_text("<OGRVRTDataSource></OGRVRTDataSource>")
    assert "the file is XML" in refusal(lambda: read_areas(path))


def test_an_outline_is_of_polygons_that_may_overlap(geojson):
    both = read_outline(geojson([feature(square(0, 0)), feature(square(0.5, 0))]))
    assert both.area == pytest.approx(1.5)
    rows = [feature(square(0, 0)), feature({"type": "Point", "coordinates": [5, 5]})]
    assert "feature 2: it is a point" in refusal(lambda: read_outline(geojson(rows)))


def test_what_is_refused_has_file_read_allowed_and_mend(geojson):
    """The parts are there for machines too, not only in the text."""
    with pytest.raises(ScenarioError) as caught:
        read_areas(geojson(two_towns(population=json.loads('"1,234"'))))
    (problem,) = caught.value.problems
    assert (problem.file, problem.address) == ("zones.geojson", 'feature 2 "East"')
    assert problem.read
    assert problem.allowed
    assert problem.mend == "write 1234"
