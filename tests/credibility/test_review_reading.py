"""A file that is wrong is refused with its place and how to mend it; nothing is guessed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from safepassage.credibility.review.read_plan import read_their_plan
from safepassage.credibility.review.review import review_plan
from safepassage.credibility.review.rows import DRAWN
from safepassage.errors import BundleError, ScenarioError, UsageError
from safepassage.scenario import make_inputs, read_scenario

GOOD = "zone,people,from,to\nOld Town,600,2031-05-05T07:00:00Z,2031-05-05T12:00:00Z\n"
PLANS = [
    ("plan.csv", "", "is empty. The first line names the columns"),
    ("plan.csv", "zone,people\n", "it has columns and no row"),
    ("plan.csv", "place,people\nOld Town,3\n", "columns place, people. A plan has a column zone"),
    ("plan.csv", "zone;people\nOld Town;3\n", "divided by ;. Save it with commas"),
    ("plan.csv", "zone,zone\na,b\n", "column zone stands twice"),
    ("plan.csv", "zone,\na,b\n", "a column has no name"),
    ("plan.csv", "zone,people\nOld Town,3,4\n", "plan.csv line 2: 3 cells, and 2 columns"),
    ("plan.csv", "zone,people\nOld Town\n", "plan.csv line 2: 1 cells, and 2 columns"),
    ("plan.csv", 'zone,people\n"Old Town,3\n', "it is not CSV"),
    ("plan.csv", "zone,people\n,3\n", "plan.csv:2: zone: is empty"),
    ("plan.csv", "zone,people\nOld Town,about 500\n", 'people: "about 500". A whole number'),
    ("plan.csv", "zone,people\nOld Town,-3\n", 'people: "-3". A whole number, 0 or more'),
    ("plan.csv", "zone,people\nOld Town,3.5\n", 'people: "3.5"'),
    ("plan.csv", "zone,people\nOld Town,٣\n", 'people: "٣"'),
    ("plan.csv", "zone,people\nOld Town,9999999999\n", 'people: "9999999999"'),
    ("plan.csv", "zone,from\nOld Town,tomorrow\n", 'from: "tomorrow". An instant: 2031'),
    ("plan.csv", "zone,from\nOld Town,2031-05-05T07:00:00\n", "has no offset from UTC"),
    ("plan.csv", "zone,from\na,0001-01-01T00:00:00+23:59\n", "year from 1900 to 2200"),
    (
        "plan.csv",
        "zone,from,to\na,2031-05-05T07:00:00Z,2031-05-05T07:00:00Z\n",
        "to: is not after from",
    ),
    ("plan.csv", "zone,mode\nOld Town,boat\n", 'mode: "boat". One of car, foot, seat'),
    ("plan.csv", "zone,route,via\na,b,c\n", "columns route and via mean the same"),
    ("plan.csv", b"zone\n\xff\xfe\n", "byte 5 is not UTF-8"),
    ("plan.csv", "zone\nOld \x1b[31mTown\n", "the control character U+001B"),
    (
        "plan.geojson",
        '{"features": [{"properties": {"zone": "\\u0007"}}]}',
        "plan.geojson:1: a cell holds the control character U+0007",
    ),
    ("plan.txt", GOOD, "give a bundle folder, a .csv, a .geojson, or a .yaml"),
    ("plan.geojson", "{", "it is not GeoJSON"),
    ("plan.geojson", "[1]", "it is not GeoJSON"),
    ("plan.geojson", '{"features": [{"properties": null}]}', "it is not GeoJSON"),
    ("plan.geojson", '{"features": []}', "columns none. A plan has a column zone"),
    ("plan.geojson", "[" * 200_000, "it is not GeoJSON"),
    (
        "plan.geojson",
        '{"features": [{"properties": {"zone": "a", "people": true}}]}',
        'plan.geojson:1: people: "True"',
    ),
    ("claims.csv", "speaker,said,text\n,2031-05-05,There is a plan\n", "speaker: is empty"),
    ("claims.csv", "speaker,said,text\nMayor,Tuesday,There is one\n", 'said: "Tuesday". A date'),
    ("claims.csv", "speaker,said,text\nMayor,2031-05-05,\n", "text: is empty"),
    ("claims.yaml", "nothing: here\n", "no list of claims. Give a list of"),
    ("claims.yaml", "- words alone\n", "claim 1: it is no map"),
    ("claims.yaml", "- {speaker: [a], text: b}\n", "claim 1, speaker: it is no text"),
    ("claims.yaml", '- {speaker: a, text: "\\e[31m"}\n', "the control character U+001B"),
    ("claims.yaml", "- {speaker: a\n", "claims.yaml"),
    ("claims.yaml", "- {speaker: Mayor, said: 2031-05-05}\n", "columns speaker, said. A plan"),
]


@pytest.mark.parametrize(("name", "text", "says"), PLANS, ids=range(len(PLANS)))
def test_malformed_files(tmp_path: Path, name: str, text: str | bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises((UsageError, ScenarioError)) as refused:
        read_their_plan(path)
    assert says in str(refused.value)


AID = [
    ("stream,day\nflour,2031-05-05\n", "no column trucks. It has: stream, day, trucks"),
    ("stream,day,trucks,load\nflour,2031-05-05,4,1\n", "unknown: load"),
    ("stream,day,trucks\nflour,2031-05-05,\n", "trucks: is empty"),
    ("stream,day,trucks\nflour,Monday,4\n", 'day: "Monday"'),
    ("stream,day,trucks\n,2031-05-05,4\n", "stream: is empty"),
    ("stream,day,trucks\nflour,2031-05-05,many\n", 'trucks: "many"'),
]


@pytest.mark.parametrize(("text", "says"), AID)
def test_malformed_aid(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "plan.csv").write_text(GOOD)
    (tmp_path / "aid.csv").write_text(text)
    with pytest.raises((UsageError, ScenarioError)) as refused:
        read_their_plan(tmp_path / "plan.csv", tmp_path / "aid.csv")
    assert says in str(refused.value)


def test_all_problems_come_at_once_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text('zone,people\nOld Town,x\n"two\nlines",3\n,y\n')
    with pytest.raises(ScenarioError) as refused:
        read_their_plan(path)
    text = str(refused.value)
    assert "3 problems" in text
    assert "plan.csv:2: people" in text
    assert "plan.csv:5: zone" in text


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Old Twon,,", 'plan.csv:2, zone: "Old Twon" is not in the scenario'),
        ("Old Town,Camp of Meadows,", "destination: "),
        ("Old Town,camp,North Gate", "Known: bridge, harbour"),
    ],
)
def test_ids_that_do_not_join_are_refused(tmp_path: Path, row: str, says: str) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(f"zone,destination,crossing\n{row}\n")
    with pytest.raises(UsageError) as refused:
        review_plan(path, make_inputs(read_scenario("harbour")))
    assert says in str(refused.value)


def test_a_stream_that_does_not_join_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.csv").write_text(GOOD)
    (tmp_path / "aid.csv").write_text("stream,day,trucks\nflowers,2031-05-05,4\n")
    with pytest.raises(UsageError, match='stream: "flowers" is not in the scenario'):
        review_plan(
            tmp_path / "plan.csv", make_inputs(read_scenario("harbour")), tmp_path / "aid.csv"
        )


def test_nowhere_and_a_folder_that_is_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        review_plan(tmp_path / "nowhere.csv")
    with pytest.raises((UsageError, BundleError)):
        review_plan(tmp_path)


def test_csv_and_geojson_of_one_plan_read_alike(tmp_path: Path) -> None:
    """Whole numbers that a map program writes with a decimal point, and a way that is drawn."""
    (tmp_path / "plan.csv").write_text(f"\ufeff{GOOD}")
    feature = {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": [[0, 0], [1, 1]]},
        "properties": {
            "Zone": "Old Town",
            "people": 600.0,
            "from": "2031-05-05T07:00:00Z",
            "to": "2031-05-05T12:00:00Z",
            "colour": None,
        },
    }
    tree = {"type": "FeatureCollection", "features": [feature]}
    (tmp_path / "plan.geojson").write_text(json.dumps(tree))
    one = read_their_plan(tmp_path / "plan.csv").instructions[0]
    drawn = read_their_plan(tmp_path / "plan.geojson")
    other = drawn.instructions[0]
    assert (one.zone, one.people, one.from_, one.to) == (
        other.zone,
        other.people,
        other.from_,
        other.to,
    )
    assert (one.route, other.route) == (None, DRAWN)
    assert drawn.not_read == ("colour",)


def test_claims_as_yaml_and_csv_read_alike(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("speaker,said,text\nMayor,2031-05-05,There is one\n")
    yaml = "claims:\n  - {speaker: Mayor, said: 2031-05-05, text: There is one}\n"
    (tmp_path / "a.yaml").write_text(yaml)
    rows = [read_their_plan(tmp_path / name).claims[0] for name in ("a.csv", "a.yaml")]
    assert [(r.speaker, r.said, r.text) for r in rows] == [
        ("Mayor", "2031-05-05", "There is one")
    ] * 2
