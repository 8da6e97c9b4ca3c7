"""Areas come out of every kind of file alike: same people, same ground, mended where said so."""

from __future__ import annotations

import hashlib
import json
import zipfile
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pyogrio
import pyproj
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import shape

from safepassage.formats.areas.figures import read_figure
from safepassage.formats.areas.headcounts import _whole
from safepassage.formats.areas.keys import as_id
from safepassage.formats.areas.longitude_180 import cut_at_180, unwrapped
from safepassage.formats.areas.read_areas import read_areas
from safepassage.scenario.values import read_id
from tests.areas.drawn import feature, square, two_towns

UTM36 = pyproj.Transformer.from_crs("OGC:CRS84", "EPSG:32636", always_xy=True)


def write(path: Path, driver: str, crs: str, shapes: list[shapely.Polygon]) -> None:
    names = np.array(["رفح", "East"], dtype=object)
    pyogrio.raw.write(
        path, shapely.to_wkb(np.array(shapes)), [names, np.array([100, 200])],
        ["name", "population"], geometry_type="Polygon", crs=crs, driver=driver,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("file", "driver"), [("z.gpkg", "GPKG"), ("z.shp", "ESRI Shapefile"), ("z.geojson", "GeoJSON")]
)
def test_every_kind_of_file_gives_the_same_in_degrees_and_in_metres(tmp_path, file, driver):
    degrees = [shapely.box(34.0, 31.0, 34.1, 31.1), shapely.box(34.1, 31.0, 34.2, 31.1)]
    metres = [shapely.transform(box, UTM36.transform, interleaved=False) for box in degrees]
    for crs, drawn in (("EPSG:4326", degrees), ("EPSG:32636", metres)):
        path = tmp_path / file
        write(path, driver, crs, drawn)
        found = read_areas(path).areas
        assert [(a.id, a.name, a.people) for a in found] == [
            ("رفح", "رفح", 100),
            ("East", "East", 200),
        ]
        for area, box in zip(found, degrees, strict=True):
            assert area.shape.symmetric_difference(box).area < 1e-9 * box.area
        assert found[1].place == f"{file}, feature 2"


def test_systems_that_write_north_first_on_paper_are_read_east_first_in_files(geojson):
    """Gauss-Krüger 3: the false easting of 3,500,000 m stands for the meridian 9 degrees east."""
    rows = [feature(square(3_499_500, 5_474_500, 1000), name="A", pop=1)]
    (area,) = read_areas(geojson(rows), crs="EPSG:31467").areas
    assert area.shape.centroid.x == pytest.approx(9.0, abs=0.003)
    assert area.shape.centroid.y == pytest.approx(49.4, abs=0.05)


def test_a_zipped_shapefile_is_read_as_the_one_beside_it(tmp_path):
    shp = tmp_path / "z.shp"
    write(shp, "ESRI Shapefile", "EPSG:4326", [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)])
    packed = tmp_path / "z.zip"
    with zipfile.ZipFile(packed, "w") as file:
        for part in tmp_path.glob("z.[!z]*"):
            file.write(part, f"folder/{part.name}")
    assert [
        (a.id, a.people, a.shape.wkt) for a in read_areas(packed).areas
    ] == [(a.id, a.people, a.shape.wkt) for a in read_areas(shp).areas]  # fmt: skip


def test_names_without_a_cpg_file_are_said_to_be_unsure(tmp_path):
    shp = tmp_path / "z.shp"
    write(shp, "ESRI Shapefile", "EPSG:4326", [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)])
    assert not any("look at the names" in note for note in read_areas(shp).notes)
    (tmp_path / "z.cpg").unlink()
    assert any("look at the names" in note for note in read_areas(shp).notes)


def test_several_columns_are_added_up_and_homes_become_people(geojson):
    rows = [
        feature(square(0, 0), name="A", FR=1, PR=2, homes=1),
        feature(square(1, 0), name="B", FR=10, PR=20, homes=1),
        feature(square(2, 0), name="C", FR=0, PR=0, homes=1),
    ]
    path = geojson(rows)
    assert [a.people for a in read_areas(path, people_column="FR + PR").areas] == [3, 30, 0]
    file = read_areas(path, people_column="homes", people_per=Decimal("2.5"))
    # 3 x 2.5 = 7.5, so 8 people: whoever loses most by rounding gets one more, the first of equals
    assert [a.people for a in file.areas] == [3, 3, 2]
    assert any("total 7.5 is kept" in note for note in file.notes)


def test_low_likely_and_high_have_columns_of_their_own(geojson):
    rows = [feature(square(0, 0), name="A", people_low=1, people_likely=2, people_high=4)]
    (area,) = read_areas(geojson(rows)).areas
    assert (area.low, area.likely, area.high) == (1, 2, 4)
    assert area.people_source == "zones.geojson, column people_low, people_likely, people_high"


def test_nobody_knows_is_kept_as_that(geojson):
    file = read_areas(geojson(two_towns(population="unknown")))
    assert [a.people for a in file.areas] == [100, None]
    assert any("Nobody knows how many people are there: feature 2" in n for n in file.notes)


def test_people_are_not_read_where_a_table_gives_them(geojson):
    file = read_areas(geojson(two_towns(population="many")), people_needed=False)
    assert [a.people for a in file.areas] == [None, None]


def test_a_pcode_names_the_area_and_the_most_detailed_level_counts(geojson):
    rows = [
        feature(square(i, 0), ADM1_PCODE="X1", ADM1_EN="North", ADM2_PCODE=f"X10{i}",
                ADM2_FR=f"Lieu {i}", ADM2_EN=f"Place {i}", T_TL=5)
        for i in range(2)
    ]  # fmt: skip
    found = read_areas(geojson(rows)).areas
    assert [(a.id, a.pcode, a.name) for a in found] == [
        ("X100", "X100", "Place 0"),
        ("X101", "X101", "Place 1"),
    ]


def test_the_pcode_of_a_whole_is_not_the_pcode_of_its_parts(geojson):
    rows = [feature(square(i, 0), zone_id=f"z{i}", pcode="X1", pop=5) for i in range(2)]
    assert [(a.id, a.pcode) for a in read_areas(geojson(rows)).areas] == [
        ("z0", None),
        ("z1", None),
    ]


def test_without_any_name_the_features_are_counted(geojson):
    rows = [{**feature(square(i, 0)), "id": i + 7} for i in range(2)]
    assert [a.id for a in read_areas(geojson(rows), people_needed=False).areas] == ["7", "8"]
    rows = [feature(square(i, 0)) for i in range(2)]
    assert [a.id for a in read_areas(geojson(rows), people_needed=False).areas] == [
        "zone-1",
        "zone-2",
    ]


def test_points_are_areas_too(geojson):
    rows = two_towns()
    rows[0]["geometry"] = {"type": "Point", "coordinates": [34.5, 31.5, 12.0]}
    found = read_areas(geojson(rows)).areas
    assert (found[0].shape.x, found[0].shape.y) == (34.5, 31.5)


def test_a_polygon_that_crosses_itself_is_mended_and_said(geojson):
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}
    file = read_areas(geojson([feature(bow, name="A", pop=1)]))
    assert file.areas[0].shape.is_valid
    assert file.areas[0].shape.area == pytest.approx(2.0)  # two triangles of 1
    assert any('feature 1 "A" (Self-intersection' in note for note in file.notes)


def test_a_sliver_goes_to_the_first_of_two(geojson):
    file = read_areas(geojson([
        feature(square(0, 0), name="A", pop=1), feature(square(0.995, 0), name="B", pop=1),
    ]))  # fmt: skip
    first, second = (area.shape for area in file.areas)
    assert first.area == pytest.approx(1.0)
    assert second.area == pytest.approx(0.995)
    assert first.intersection(second).area == 0
    assert any("1 overlap of at most 0.500%" in note for note in file.notes)


def test_areas_that_only_touch_are_left_as_drawn(geojson):
    file = read_areas(geojson(two_towns()))
    assert [a.shape.wkt for a in file.areas] == [shape(row["geometry"]).wkt for row in two_towns()]
    assert not any("overlap" in note for note in file.notes)


@pytest.mark.parametrize(
    "ring",
    [
        [[179, 0], [181, 0], [181, 1], [179, 1], [179, 0]],
        [[179, 0], [-179, 0], [-179, 1], [179, 1], [179, 0]],
        [[-181, 0], [-179, 0], [-179, 1], [-181, 1], [-181, 0]],
    ],
)
def test_an_area_across_longitude_180_is_cut_there(geojson, ring):
    """An island of 2 by 1 degrees, as three customs write it."""
    rows = [feature({"type": "Polygon", "coordinates": [ring]}, name="Island", pop=9)]
    file = read_areas(geojson(rows))
    (area,) = file.areas
    assert area.shape.area == pytest.approx(2.0)
    assert shapely.intersects_xy(area.shape, [179.5, -179.5, 0.0], [0.5, 0.5, 0.5]).tolist() == [
        True,
        True,
        False,
    ]
    assert any('longitude 180, and cut there: feature 1 "Island"' in n for n in file.notes)


def test_areas_on_both_sides_of_180_do_not_overlap_and_are_kept(geojson):
    rows = [
        feature(square(179, 0), name="West of it", pop=1),
        feature(square(-180, 0), name="East of it", pop=1),
    ]
    file = read_areas(geojson(rows))
    assert [a.shape.bounds[0] for a in file.areas] == [179.0, -180.0]
    assert not any("180" in note for note in file.notes)


def test_a_place_drawn_in_both_customs_is_there_once(geojson):
    """One part of the feature counts to 360, the other from -180, and they overlap by half."""
    parts = [square(200, 10)["coordinates"], square(-159.5, 10)["coordinates"]]
    rows = [feature({"type": "MultiPolygon", "coordinates": parts}, name="A", pop=1)]
    (area,) = read_areas(geojson(rows)).areas
    assert area.shape.is_valid
    assert area.shape.area == pytest.approx(1.5)


@given(st.floats(100, 260), st.floats(-80, 80), st.floats(0.001, 40), st.floats(0.001, 5))
def test_cutting_at_180_keeps_the_area_and_stays_between(west, south, wide, tall):
    box = shapely.box(west, south, west + wide, south + tall)
    found = cut_at_180(unwrapped(box))
    assert found.area == pytest.approx(box.area, rel=1e-9)
    assert found.bounds[0] >= -180
    assert found.bounds[2] <= 180


NUMBERS = st.one_of(st.integers(0, 10**9), st.floats(0, 1e9).map(lambda x: round(x, 3)))


@given(NUMBERS)
def test_a_figure_is_what_is_written(number):
    """The decimal on paper, not the binary fraction next to it."""
    assert read_figure(number, texts=False) == Fraction(str(number))


@given(st.lists(st.tuples(*[st.fractions(0, 10**6)] * 3).map(sorted).map(tuple), max_size=8))
def test_rounding_keeps_totals_and_order(threes):
    found = _whole(threes)
    for three, whole in zip(threes, found, strict=True):
        assert whole.low <= whole.likely <= whole.high
        assert abs(whole.low - three[0]) < 1
    low = sum(three[0] for three in threes)
    assert abs(sum(whole.low for whole in found) - low) <= Fraction(1, 2)


@given(st.text())
def test_an_id_made_of_any_name_is_fit_for_addresses(text):
    made = as_id(text)
    if made:
        assert read_id(made) == made
        assert as_id(made) == made


def test_the_hash_is_of_the_file(geojson, tmp_path):
    path = geojson(two_towns())
    assert read_areas(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert json.loads(path.read_text())["features"][0]["properties"]["name"] == "West"
