"""Shelters are read with their room, and room that nobody knows stays unknown."""

# ruff: noqa: E501 - one case a line reads better as a table

from __future__ import annotations

import re

import pytest
import shapely

from safepassage.formats.areas.shelters import read_shelters
from tests.areas.drawn import feature, refusal, square

# fmt: off
CASES = {
    "swapped": ("name,lon,lat,capacity\nHall,31,-121,5\n", r'shelters.csv:2: "Hall": 31, -121 is longitude 31 and latitude -121.*swapped'),
    "metres": ("name,x_coord,y_coord,capacity\nHall,636000,3470000,5\n", r"look like metres.*give degrees"),
    "decimal comma": ('name,lon,lat,capacity\nHall,"34,5",31.5,5\n', r'shelters.csv:2: lon "34,5" is not a number.*\n    Write 34.5'),
    "no position": ("name,lon,lat,capacity\nHall,,31.5,5\n", r"lon is empty"),
    "degrees and minutes": ("name,lon,lat,capacity\nHall,34°30'E,31.5,5\n", r"is not a number"),
    "no lat": ("name,lon,capacity\nHall,34,5\n", r"no latitude column; the columns are name, lon, capacity"),
    "two for lon": ("name,lon,x,lat\nHall,34,34,31\n", r"columns for the longitude: lon, x"),
    "thousands": ('name,lon,lat,capacity\nHall,34,31,"1,200"\n', r'capacity: "1,200" has a thousands separator.*Give places.*\n    Write 1200'),
    "fraction": ("name,lon,lat,capacity\nHall,34,31,2.5\n", r"capacity: 2.5 is not whole"),
    "negative": ("name,lon,lat,capacity\nHall,34,31,-1\n", r"-1 is less than nobody"),
    "two capacities": ("name,lon,lat,capacity,room\nHall,34,31,1,2\n", r"several columns may hold the capacity: capacity, room"),
    "one id": ("id,name,lon,lat\na,Hall,34,31\na,Barn,34,32\n", r'shelters.csv:3: "Barn": its id a \(column id\) is that of line 2 too'),
    "no rows": ("name,lon,lat\n", r"the table has no rows"),
}
# fmt: on


@pytest.mark.parametrize("name", CASES)
def test_shelters_that_cannot_be_read_say_where(tmp_path, name):
    text, words = CASES[name]
    path = tmp_path / "shelters.csv"
    path.write_text(text, encoding="utf-8")
    message = refusal(lambda: read_shelters(path))
    assert re.search(words, message), message


def test_everything_wrong_with_shelters_comes_in_one_go(tmp_path):
    path = tmp_path / "shelters.csv"
    path.write_text("name,lon,lat,capacity\nHall,east,31,5\nBarn,34,31,many\n")
    message = refusal(lambda: read_shelters(path))
    assert message.startswith("2 problems")
    assert 'shelters.csv:2: lon "east" is not a number' in message
    assert '"many" is not a number' in message


def test_a_table_and_geojson_give_the_same_shelters(tmp_path, geojson):
    path = tmp_path / "shelters.csv"
    path.write_text("name,lat,lon,capacity\nTown hall,31.5,34.25,1200\nBarn,-8.5,180.0,unknown\n")
    drawn = geojson([
        feature({"type": "Point", "coordinates": [34.25, 31.5]}, name="Town hall", capacity=1200),
        feature({"type": "Point", "coordinates": [180.0, -8.5]}, name="Barn", capacity=None),
    ])  # fmt: skip
    for file in (path, drawn):
        found = read_shelters(file)
        assert [(s.id, s.name, s.lon, s.lat, s.capacity) for s in found.shelters] == [
            ("Town-hall", "Town hall", 34.25, 31.5, 1200),
            ("Barn", "Barn", 180.0, -8.5, None),
        ]
        assert any("Room is unknown" in note for note in found.notes)
    assert read_shelters(path).shelters[1].place == "shelters.csv, line 3"
    assert read_shelters(drawn).shelters[1].place == "zones.geojson, feature 2"


def test_without_a_column_room_is_unknown_everywhere_and_never_0(geojson):
    point = {"type": "Point", "coordinates": [34.25, 31.5]}
    found = read_shelters(geojson([feature(point, name="Hall")]))
    assert found.shelters[0].capacity is None
    assert any("room is unknown everywhere" in note for note in found.notes)
    with_none = read_shelters(geojson([feature(point, name="Hall", capacity=0)]))
    assert with_none.shelters[0].capacity == 0


def test_of_a_building_a_point_inside_is_taken(geojson):
    found = read_shelters(geojson([feature(square(34, 31), name="Hall", places=3)]))
    (shelter,) = found.shelters
    assert shapely.contains_xy(shapely.box(34, 31, 35, 32), shelter.lon, shelter.lat)
    assert any("1 shelters drawn as polygons" in note for note in found.notes)
