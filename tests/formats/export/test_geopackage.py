"""A GeoPackage opens in QGIS at once: layers, values and styles have to be there and fit."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyogrio")
pytest.importorskip("shapely")
pytest.importorskip("defusedxml")

import pyogrio.raw
import shapely
from defusedxml.ElementTree import fromstring

from safepassage.errors import UsageError
from safepassage.formats.export.export import Export, export_plan, export_scenario
from safepassage.formats.export.geopackage import write_geopackage
from safepassage.formats.export.layer import Feature, Layer
from safepassage.formats.export.qgis import classes_of, style_of
from safepassage.plan.read_bundle import read_bundle
from safepassage.scenario.read_scenario import read_scenario

LAYERS = ["links", "nodes", "zones", "gates", "destinations", "routes"]


@pytest.fixture(scope="module")
def made(harbour: Path) -> Export:
    return export_plan(read_bundle(harbour), read_scenario("harbour"))


@pytest.fixture(scope="module")
def written(made: Export, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_geopackage(made, tmp_path_factory.mktemp("gpkg") / "harbour.gpkg")


def read(path: Path, layer: str) -> tuple[dict[str, Any], list[Any], list[dict[str, Any]]]:
    """A layer by an independent reader: what is said of it, its shapes, and its rows."""
    meta, _, shapes, fields = pyogrio.raw.read(path, layer=layer)
    rows = [dict(zip(meta["fields"], values, strict=True)) for values in zip(*fields, strict=True)]
    found = [None if wkb is None else shapely.from_wkb(wkb) for wkb in shapes]
    return meta, found, rows


def same(ours: object, theirs: Any) -> bool:
    if ours is None:
        return theirs is None or theirs != theirs  # GDAL gives missing numbers as NaN
    return bool(ours == theirs)


@pytest.mark.parametrize("name", LAYERS)
def test_every_layer_reads_back(made: Export, written: Path, name: str) -> None:
    layer = made.layer(name)
    meta, shapes, rows = read(written, name)
    assert meta["crs"] == "EPSG:4326"
    assert meta["geometry_type"] == ("Point" if layer.geometry == "point" else "LineString")
    assert len(rows) == len(layer.features) > 0
    for ours, shape, row in zip(layer.features, shapes, rows, strict=True):
        assert tuple(shape.coords) == ours.geometry
        for column, value in zip(layer.columns, ours.values, strict=True):
            assert same(value, row[column.name]), (column.name, value, row[column.name])


def test_what_goes_with_it(made: Export, written: Path) -> None:
    with sqlite3.connect(written) as base:
        about = dict(base.execute("SELECT key, value FROM about"))
        kinds = dict(base.execute("SELECT table_name, data_type FROM gpkg_contents"))
        metadata = " ".join(row[0] for row in base.execute("SELECT metadata FROM gpkg_metadata"))
        whole = base.execute("PRAGMA integrity_check").fetchone()[0]
    base.close()
    assert whole == "ok"
    assert about["grade"] == "planners"
    assert about["attribution"] == made.attribution
    assert json.loads(about["notes"]) == list(made.notes)
    assert {name for name, kind in kinds.items() if kind == "features"} == set(LAYERS)
    assert {"about", "layer_styles"} <= {n for n, kind in kinds.items() if kind == "attributes"}
    assert "planners" in metadata
    assert "Town council of Harbour" in metadata


def styles(path: Path) -> dict[str, Any]:
    """The default style of every layer, parsed."""
    query = (
        "SELECT f_table_name, styleQML, f_geometry_column, f_table_schema, f_table_catalog "
        "FROM layer_styles WHERE useAsDefault"
    )
    with sqlite3.connect(path) as base:
        rows = base.execute(query).fetchall()
        columns = dict(base.execute("SELECT table_name, column_name FROM gpkg_geometry_columns"))
    base.close()
    for name, _, column, schema, catalog in rows:
        assert (column, schema, catalog) == (columns[name], "", "")  # what QGIS looks for
    assert len(rows) == len({row[0] for row in rows})
    return {name: fromstring(qml, forbid_dtd=False) for name, qml, *_ in rows}


RENDERERS = {
    "links": ("graduatedSymbol", "people"),
    "zones": ("graduatedSymbol", "people_present"),
    "gates": ("categorizedSymbol", "state"),
    "destinations": ("singleSymbol", None),
    "routes": ("singleSymbol", None),
    "nodes": ("singleSymbol", None),
}
KEYS = {
    "SimpleLine": {
        *("line_color", "line_width", "line_width_unit", "line_style", "offset", "offset_unit"),
        *("capstyle", "joinstyle"),
    },
    "SimpleMarker": {
        *("color", "name", "outline_color", "outline_style", "outline_width", "size"),
        *("outline_width_unit", "size_unit"),
    },
}


def check_style(root: Any, layer: Layer) -> None:
    """The structure of a QML file as QGIS 3 writes it (renderer-v2, symbols, Option maps)."""
    assert root.tag == "qgis"
    assert root.get("version").startswith("3.")
    (renderer,) = root.findall("renderer-v2")
    kind, attribute = RENDERERS[layer.name]
    assert renderer.get("type") == kind
    if attribute:
        assert attribute in renderer.get("attr")
        assert layer.has(attribute)
    symbols = {symbol.get("name"): symbol for symbol in renderer.find("symbols")}
    used = [row.get("symbol") for row in (*renderer.iter("range"), *renderer.iter("category"))]
    assert set(used or ["0"]) == set(symbols)
    for symbol in symbols.values():
        assert symbol.get("type") == ("line" if layer.geometry == "line" else "marker")
        (inner,) = symbol.findall("layer")
        options = {row.get("name"): row.get("value") for row in inner.find("Option")}
        assert set(options) <= KEYS[inner.get("class")]
        for name, value in options.items():
            if name.endswith("color"):
                assert [0 <= int(part) <= 255 for part in value.split(",")] == [True] * 4
            elif name in ("line_width", "size", "offset", "outline_width"):
                float(value)
    for style in root.iter("text-style"):
        assert layer.has(style.get("fieldName"))


def test_every_layer_has_a_style_that_fits_it(made: Export, written: Path) -> None:
    found = styles(written)
    assert set(found) == set(RENDERERS)
    for name, root in found.items():
        check_style(root, made.layer(name))


@pytest.mark.parametrize("name", ["links", "zones"])
def test_every_value_is_in_one_class(made: Export, written: Path, name: str) -> None:
    ranges = [
        (float(row.get("lower")), float(row.get("upper")))
        for row in styles(written)[name].iter("range")
    ]
    for value in made.layer(name).column(RENDERERS[name][1] or ""):
        assert isinstance(value, int)
        # QGIS takes the first range with lower <= value <= upper
        first = next(row for row in ranges if row[0] <= value <= row[1])
        assert first[0] < value <= first[1]


def test_every_state_has_a_category(made: Export, written: Path) -> None:
    values = {row.get("value") for row in styles(written)["gates"].iter("category")}
    assert set(made.layer("gates").column("state")) <= values == {
        "open", "unknown", "closed", "refused",
    }  # fmt: skip


def test_classes() -> None:
    assert classes_of([], "people") == [(-1.0, 0.0, "0 people")]
    assert classes_of([0, None], "people") == [(-1.0, 0.0, "0 people")]
    assert [row[:2] for row in classes_of([6400, 7], "people")] == [
        (-1.0, 0.0), (0.0, 100.0), (100.0, 400.0), (400.0, 1600.0), (1600.0, 6400.0),
    ]  # fmt: skip
    for largest in (1, 2, 3, 10, 99, 12_345_678):
        edges = [row.high for row in classes_of([largest], "people")]
        assert edges == sorted(set(edges))
        assert edges[-1] == largest


def test_what_is_not_known_is_seen(tmp_path: Path) -> None:
    unknown = [f"group/old-town-residents/people_{n}=unknown" for n in ("low", "likely", "high")]
    layer = export_scenario(read_scenario("harbour", set_=unknown)).layer("zones")
    assert None in layer.column("people_present")
    root = fromstring(style_of(layer), forbid_dtd=False)
    check_style(root, layer)
    (row,) = [row for row in root.iter("range") if row.get("label") == "people not known"]
    fallback = float(root.find("renderer-v2").get("attr").split(",")[1].rstrip(") "))
    assert float(row.get("lower")) < fallback < float(row.get("upper"))
    others = [r for r in root.iter("range") if r is not row]
    assert not any(float(r.get("lower")) <= fallback <= float(r.get("upper")) for r in others)


def test_a_route_without_a_way_and_lines_across_180(made: Export, tmp_path: Path) -> None:
    routes = made.layer("routes")
    east = ((179.0, 10.0), (-179.0, 20.0))
    features = (
        routes.features[0]._replace(geometry=None),
        Feature(east, routes.features[1].values),
    )
    odd = replace(made, layers=(replace(routes, features=features),))
    path = write_geopackage(odd, tmp_path / "odd.gpkg")
    meta, shapes, rows = read(path, "routes")
    assert meta["geometry_type"] == "MultiLineString"
    assert shapes[0] is None
    assert [len(part.coords) for part in shapes[1].geoms] == [2, 2]
    assert [row["people"] for row in rows] == [600, 500]


def test_it_is_written_whole_or_not_at_all(
    made: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "town.gpkg"
    path.write_bytes(b"kept")
    with pytest.raises(UsageError, match="is there already"):
        write_geopackage(made, path)
    monkeypatch.setattr(
        "safepassage.formats.export.geopackage.STYLES", "CREATE TABLE broken (", raising=True
    )
    with pytest.raises(sqlite3.OperationalError):
        write_geopackage(made, path, force=True)
    assert path.read_bytes() == b"kept"
    assert [p.name for p in tmp_path.iterdir()] == ["town.gpkg"]
    monkeypatch.undo()
    write_geopackage(made, path, force=True)
    assert path.read_bytes()[:15] == b"SQLite format 3"
    assert [p.name for p in tmp_path.iterdir()] == ["town.gpkg"]
    with pytest.raises(UsageError, match=r"a name that ends in \.gpkg"):
        write_geopackage(made, tmp_path / "town.sqlite")
    (tmp_path / "dir.gpkg").mkdir()
    with pytest.raises(UsageError, match="is a folder; --out needs a file"):
        write_geopackage(made, tmp_path / "dir.gpkg", force=True)
