"""People join the right places, or nobody's: rows that slip must never move a town."""

# ruff: noqa: E501 - one case a line reads better as a table

from __future__ import annotations

import re
from decimal import Decimal

import pytest
import shapely

from safepassage.draft.join_people import join_people
from safepassage.formats.areas.area import Area
from safepassage.formats.areas.people_table import read_people_table
from tests.areas.drawn import refusal

AREAS = tuple(
    Area(id_, name, shapely.box(i, 0, i + 1, 1), "zones.geojson", pcode=pcode)
    for i, (id_, name, pcode) in enumerate(
        [
            ("gate", "Gate Town", "X01"),
            ("mill", "Mill Hill", "X02"),
            ("old-port", "Old Port", "X03"),
        ]
    )
)
THREE = "pcode,population\nX01,100\nX02,200\nX03,300\n"
# fmt: off
TABLES = {
    "thousands": ('pcode,population\nX01,"1,234"\n', r'people.csv:2: "X01": population: "1,234" has a thousands separator.*\n    Write 1234'),
    "unquoted thousands": ("pcode,population\nX01,1,234\n", r"people.csv:2: the row has 3 cells and the first line 2.*\n.*number that has a comma in it in quotes"),
    "dot for thousands": ("pcode,population\nX01,1.234\nX02,12.000\n", r'"1.234" may have a thousands separator.*\n    Write 1234 if that is meant, or 1.2340'),
    "negative": ("pcode,population\nX01,-9999\n", r"-9999 is less than nobody"),
    "empty": ("pcode,population\nX01,\nX02,3\n", r"population is empty in 1 of 2: line 2"),
    "no place": ("pcode,population\n,5\n", r"people.csv:2: pcode is empty"),
    "twice": ("pcode,population\nX01,5\nX01,6\n", r'people.csv: "X01" stands in lines 2, 3. Each place has one row'),
    "sources": ("pcode,population,source\nX01,5,census\nX02,7,census\nX01,6,register\n", r'"X01" is given by several sources, lines 2, 4: census; register. One source counts.\n    Choose with --population-source: "census" \(2 of 2\), "register" \(1 of 2\)'),
    "no key": ("where,population\nX01,5\n", r"no column is known to name the place; the columns are where, population"),
    "no people": ("pcode,T\nX01,5\n", r"no column is known to hold people"),
    "semicolons": ("pcode;population\nX01;5\n", r"Separate cells by commas"),
    "column twice": ("pcode,population,population\nX01,5,6\n", r"columns 2 and 3 have one name"),
    "column unnamed": ("pcode,population,\nX01,5,\n", r"column 3 has no name"),
    "no rows": ("pcode,population\n", r"the table has no rows"),
    "empty file": ("", r"the file is empty \(0 bytes\)"),
    "quote": ('pcode,population\nX01,"5\n', r"the line is not CSV"),
    "spreadsheet": ("PK\x03\x04", r"this is a spreadsheet.*\n.*CSV UTF-8"),
}
JOINS = {
    "typing slip": (THREE.replace("X02", "X0Z"), r'people.csv:3: pcode: "X0Z" is the P-code of no area. The areas are X01, X02, X03.\n    Did you mean'),
    "missing row": (THREE.replace("X03,300\n", ""), r"no row for 1 of 3 areas: Old Port \(old-port\). Every area has one row"),
    "two together": (THREE.replace("X01,", "X01+X02,"), r'"X01\+X02" is the P-code of no area; it names 2 together.*\n.*a row for each of them'),
    "slipped": ("pcode,name,population\nX01,Mill Hill,1\nX02,Gate Town,2\nX03,Old Port,3\n", r'"X01" is "Gate Town", and the row is called "Mill Hill".*\n.*lines have slipped'),
    "name slip": ("name,population\nGate Town,1\nMill Hil,2\nOld Port,3\n", r'people.csv:3: name: "Mill Hil" is the name of no area.*\n.*mean "Mill Hill"'),
}
# fmt: on


@pytest.fixture
def table(tmp_path):
    def write(text: str, encoding: str = "utf-8"):
        path = tmp_path / "people.csv"
        path.write_text(text, encoding=encoding)
        return path

    return write


@pytest.mark.parametrize("name", TABLES)
def test_tables_that_cannot_be_read_say_where(table, name):
    text, words = TABLES[name]
    message = refusal(lambda: read_people_table(table(text)))
    assert re.search(words, message), message


@pytest.mark.parametrize("name", JOINS)
def test_rows_that_join_nothing_or_the_wrong_place_are_refused(table, name):
    text, words = JOINS[name]
    message = refusal(lambda: join_people(AREAS, read_people_table(table(text))))
    assert re.search(words, message), message


@pytest.mark.parametrize(
    ("encoding", "words"),
    [("utf-16", "the file is UTF-16"), ("latin-1", "byte 17 in line 2 (0xf6) is not UTF-8")],
)
def test_other_encodings_are_named(table, encoding, words):
    path = table("name,population\nKöln,5\n", encoding)
    assert words in refusal(lambda: read_people_table(path))


def test_a_missing_table_says_where_it_was_sought(tmp_path):
    message = refusal(lambda: read_people_table(tmp_path / "no.csv"))
    assert str(tmp_path / "no.csv") in message


@pytest.mark.parametrize(
    "text",
    [
        THREE,
        "zone_id,people\nold-port,300\ngate,100\nmill,200\n",
        "name,persons\n  gate   TOWN ,100\nOLD PORT,300\nMill Hill,200\n",
        "﻿pcode,population\nX03,300\nX02,200\nX01,100\n\n",
    ],
)
def test_people_join_by_pcode_id_or_name_in_any_order(table, text):
    joined = join_people(AREAS, read_people_table(table(text)))
    assert [(a.id, a.people) for a in joined] == [("gate", 100), ("mill", 200), ("old-port", 300)]
    assert [a.shape for a in joined] == [a.shape for a in AREAS]
    assert all(a.people_source.startswith("people.csv, line ") for a in joined)


def test_a_key_column_that_the_user_names_joins_by_what_fits(table):
    path = table("where,population\nGate Town,1\nMill Hill,2\nOld Port,3\n")
    joined = join_people(AREAS, read_people_table(path, key_column="where"))
    assert [a.people for a in joined] == [1, 2, 3]


def test_another_spelling_beside_a_good_key_does_no_harm(table):
    path = table("pcode,name,population\nX01,Gate-Town,1\nX02,Mill hill,2\nX03,Port,3\n")
    assert [a.people for a in join_people(AREAS, read_people_table(path))] == [1, 2, 3]


def test_a_name_of_two_areas_is_refused(table):
    twins = (*AREAS, Area("mill-2", "Mill Hill", shapely.box(9, 0, 10, 1), "zones.geojson"))
    path = table("name,population\nGate Town,1\nMill Hill,2\nOld Port,3\n")
    message = refusal(lambda: join_people(twins, read_people_table(path)))
    assert '"Mill Hill" is the name of mill, mill-2. A row is about one area' in message


def test_a_larger_table_may_be_joined_where_that_is_meant(table):
    path = table(THREE + "X99,5\n")
    assert "X99" in refusal(lambda: join_people(AREAS, read_people_table(path)))
    joined = join_people(AREAS, read_people_table(path), others_too=True)
    assert [a.people for a in joined] == [100, 200, 300]


def test_low_likely_and_high_and_unknown_are_carried(table):
    path = table(
        "pcode,people_low,people_likely,people_high\n"
        "X01,1,2,3\nX02,unknown,unknown,unknown\nX03,4,4,9\n"
    )
    joined = join_people(AREAS, read_people_table(path))
    assert [(a.low, a.likely, a.high) for a in joined] == [
        (1, 2, 3),
        (None, None, None),
        (4, 4, 9),
    ]


def test_the_source_that_is_chosen_counts_and_the_others_are_not_even_read(table):
    path = table(
        "pcode,population,origin,as_of\n"
        "X01,100,census,2017\nX02,200,census,2017\nX03,300,census,2017\nX01,many,rumour,2023\n"
    )
    for source in ("census", "2017", "census, 2017", "CENSUS"):
        found = read_people_table(path, source=source)
        joined = join_people(AREAS, found)
        assert [a.people for a in joined] == [100, 200, 300]
        assert joined[0].people_source == "people.csv, line 2 (census, 2017)"
        assert "Rows of other sources were not used: line 5" in found.notes
    message = refusal(lambda: read_people_table(path, source="cencus"))
    assert 'Did you mean "census"' in message


def test_decimals_are_read_where_the_column_shows_that_they_are(table):
    path = table("pcode,population\nX01,1.234\nX02,0.5\nX03,1000.266\n")
    found = read_people_table(path)
    assert [row.people.likely for row in found.rows] == [1, 1, 1000]  # 1,002.000 in all


def test_homes_become_people(table):
    path = table("pcode,homes\nX01,3\nX02,3\nX03,1\n")
    found = read_people_table(path, people_column="homes", people_per=Decimal("2.5"))
    assert [row.people.likely for row in found.rows] == [8, 8, 2]  # 17.5, so 18 in all
