"""The shared files, read by another reader (json and shapely alone), give the same areas."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest
import shapely
from shapely.geometry import shape

from safepassage.draft.join_people import join_people
from safepassage.formats.areas.area import AreaFile
from safepassage.formats.areas.people_table import read_people_table
from safepassage.formats.areas.read_areas import read_areas
from tests.areas.drawn import refusal

pytestmark = pytest.mark.shared


def features_of(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["features"]


def same_ground(file: AreaFile, features: list[dict], most_cut: float) -> None:
    """Each area is what the file draws, but for slivers cut off; nothing is there twice."""
    drawn = [shape(row["geometry"]).buffer(0) for row in features]
    for area, there in zip(file.areas, drawn, strict=True):
        assert area.shape.difference(there).area < 1e-9 * there.area
        assert there.difference(area.shape).area <= most_cut * there.area
    together = shapely.union_all([area.shape for area in file.areas])
    assert together.area == pytest.approx(shapely.union_all(drawn).area, rel=1e-6)
    assert sum(area.shape.area for area in file.areas) == pytest.approx(together.area, rel=1e-6)


def test_gaza_has_its_pcodes(shared):
    path = shared / "data" / "gaza" / "cod_ab_adm2_gaza.geojson"
    file = read_areas(path, people_needed=False)
    rows = [row["properties"] for row in features_of(path)]
    assert [(a.id, a.pcode, a.name) for a in file.areas] == [
        (row["adm2_pcode"], row["adm2_pcode"], row["adm2_name"]) for row in rows
    ]
    same_ground(file, features_of(path), 0)


def test_surf_coast_adds_up_its_columns(shared):
    path = shared / "data" / "surf-coast" / "zones-epsg4326.geojson"
    file = read_areas(path, people_column="FR+PR+OV")
    rows = [row["properties"] for row in features_of(path)]
    assert len(file.areas) == 186
    assert [a.people for a in file.areas] == [r["FR"] + r["PR"] + r["OV"] for r in rows]
    assert [a.id for a in file.areas] == [str(r["ID"]) for r in rows]
    same_ground(file, features_of(path), 1e-5)
    assert any('feature 47 "14-Anglesea"' in note for note in file.notes)


def test_surf_coast_says_that_its_names_are_not_ids(shared):
    path = shared / "data" / "surf-coast" / "zones-epsg4326.geojson"
    message = refusal(lambda: read_areas(path, people_column="T", id_column="IDName"))
    assert message.startswith("3 problems")
    assert "Name another column with --zone-id: ID, IDNum" in message
    assert "--zone-people" in refusal(lambda: read_areas(path))


def test_paradise_turns_households_into_people(shared):
    path = shared / "data" / "camp-fire-2018" / "households_by_tract.geojson"
    size = Decimal("2.57")
    file = read_areas(path, people_column="Tot_Est_HH", people_per=size)
    homes = [row["properties"]["Tot_Est_HH"] for row in features_of(path)]
    exact = [size * count for count in homes]
    assert sum(homes) == 21553  # as the shared README says
    assert sum(a.people for a in file.areas) == round(sum(exact))
    assert all(abs(a.people - people) < 1 for a, people in zip(file.areas, exact, strict=True))
    same_ground(file, features_of(path), 0.001)


def test_sources_that_conflict_are_for_the_user_to_choose(shared):
    folder = shared / "data" / "gaza"
    areas = read_areas(folder / "cod_ab_adm2_gaza.geojson", people_needed=False).areas
    path = folder / "population_as_reported.csv"
    message = refusal(lambda: read_people_table(path))
    assert '"PS0255" is given by several sources' in message
    assert '"end 2020" (5 of 7)' in message
    joined = join_people(areas, read_people_table(path, source="end 2020"))
    with path.open(encoding="utf-8", newline="") as file:
        there = {
            row["adm2_pcode"]: int(row["population"])
            for row in csv.DictReader(file)
            if row["as_of"] == "end 2020"
        }
    assert {a.pcode: a.people for a in joined} == there
    message = refusal(lambda: join_people(areas, read_people_table(path, source="2023-11-11")))
    assert '"PS0255+PS0260" is the P-code of no area; it names 2 together' in message
    assert "no row for 5 of 5 areas" in message
