"""Ferries with a timetable on the map become legs that bring people over; others stay remarks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from safepassage import check_plan, make_inputs, make_plan, read_scenario, write_bundle
from safepassage.draft.draft import draft_scenario
from safepassage.draft.ferry_legs import ferry_legs
from safepassage.draft.request import DraftRequest
from safepassage.errors import UsageError
from safepassage.formats.roads.osm_tags import read_hours
from safepassage.formats.roads.road_map import Ferry
from tests.cases.osm_town import write_town

START = datetime.fromisoformat("2031-05-05T08:00:00+02:00")
HOME = {"highway": "residential"}
BOAT = {
    "route": "ferry", "name": "Island Boat", "duration": "00:10", "interval": "00:30",
    "opening_hours": "Mo-Su 06:00-22:00", "capacity:persons": "40",
}  # fmt: skip


def island(path: Path, boat: dict[str, str]) -> Path:
    """An island with a street; a boat; a road on the other side that the file cuts after 500 m."""
    nodes = {
        1: (10.0, 50.0), 2: (10.003, 50.0), 3: (10.0, 50.003), 4: (10.02, 50.0), 5: (10.026, 50.0),
        9: ((10.001, 50.001), {"place": "village", "name": "Isle"}),
    }  # fmt: skip
    ways = {
        10: ([1, 2, 3, 1], HOME),
        11: ([4, 5, 99], {"highway": "primary", "name": "Shore Road"}),
        12: ([2, 4], boat),
    }
    return write_town(path, nodes, ways)


def test_forty_people_every_half_hour(tmp_path: Path) -> None:
    """200 people at the boat within minutes of 08:00, 40 seats at 08:30, 09:00, ... (that of 08:00
    has left): five boats, the last at 10:30, there at 10:40, 500 m on foot at 4 km/h."""
    request = DraftRequest(
        island(tmp_path / "t.osm", BOAT), tmp_path / "d", people=200, start=START, hours=6,
        timezone="Europe/Paris", preview=False,
    )  # fmt: skip
    summary = draft_scenario(request)
    assert not [row for row in summary.dropped if row.what == "ferry"]
    scenario = read_scenario(tmp_path / "d")
    assert {leg.seats for leg in scenario.legs} == {40}
    plan = make_plan(make_inputs(scenario))
    assert check_plan(write_bundle(plan, tmp_path / "p")).verdict == "passed"
    figures = plan.figures
    assert figures.people_arrived == 200
    assert figures.t100_s is not None
    assert 160 * 60 < figures.t100_s < 172 * 60
    assert figures.t100_s - figures.t100_bound_s <= 180


def test_without_seats_it_is_a_remark(tmp_path: Path) -> None:
    """The town on the other side has a way out, the island has none until somebody says."""
    boat = {key: value for key, value in BOAT.items() if key != "capacity:persons"}
    path = island(tmp_path / "t.osm", boat)
    town = '<node id="8" version="1" lon="10.02" lat="50.001">'
    town += '<tag k="place" v="town"/><tag k="name" v="Shore"/></node>'
    homes = '<way id="13" version="1"><nd ref="4"/><nd ref="5"/><tag k="highway" v="residential"/>'
    text = path.read_text("utf-8").replace('<node id="9"', f'{town}<node id="9"')
    path.write_text(text.replace("</osm>", f"{homes}</way></osm>"), "utf-8")
    request = DraftRequest(path, tmp_path / "d", people=400, start=START, preview=False)
    summary = draft_scenario(request)
    (row,) = [row for row in summary.dropped if row.what == "ferry"]
    assert "only a remark" in row.why
    assert any("No road out of these zones" in note and "Isle" in note for note in summary.notes)
    scenario = read_scenario(tmp_path / "d")
    assert scenario.legs == ()
    assert "#   - {id: ferry-1" in (tmp_path / "d" / "scenario.yaml").read_text("utf-8")
    plan = make_plan(make_inputs(scenario))
    assert {(row.zone, row.rule) for row in plan.short_of} == {("Isle", "no_path")}
    left = sum(row.people for row in plan.short_of)
    assert 0 < left < 400
    assert plan.figures.people_arrived == 400 - left


def test_where_nobody_could_leave_the_draft_says_which_boats_are_silent(tmp_path: Path) -> None:
    boat = {key: value for key, value in BOAT.items() if key != "interval"}
    request = DraftRequest(
        island(tmp_path / "t.osm", boat), tmp_path / "d", people=200, start=START, preview=False
    )
    with pytest.raises(UsageError, match="Ferries without a timetable on the map: Island Boat"):
        draft_scenario(request)
    assert not (tmp_path / "d").exists()


def ferry(**changes: object) -> Ferry:
    known = {"minutes": 10, "interval_min": 60, "hours": (360, 1320), "seats": 40} | changes
    return Ferry("way 1", None, 1, 2, known.pop("minutes"), None, frozenset({"walk"}), **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "departures"),
    [
        ({}, 2 * 17),  # 08:00 to 22:00, and 06:00 and 07:00 of the next day
        ({"one_way": True}, 17),
        ({"hours": (0, 1440)}, 2 * 24),  # 08:00 to 07:00, midnight once
        ({"interval_min": 480}, 2 * 3),  # 14:00, 22:00 and 06:00
        ({"seats": None}, 0),
        ({"hours": None}, 0),
        ({"minutes": None}, 0),
        ({"interval_min": 1}, 0),  # more than anybody would read
    ],
)
def test_departures_of_a_day(changes: dict[str, object], departures: int) -> None:
    end = datetime.fromisoformat("2031-05-06T07:59:00+02:00")
    legs = ferry_legs(ferry(**changes), START, end)
    assert len(legs) == departures
    assert len(set(legs)) == departures
    assert all(START <= leg.departs < leg.arrives <= end for leg in legs)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("24/7", (0, 1440)),
        ("06:00-22:00", (360, 1320)),
        ("Mo-Su 06:00-22:00", (360, 1320)),
        ("Mar 29-Oct 27 Mo-Su 09:50-18:30; Tu off", None),
        ("Mo-Fr 06:00-22:00", None),
        ("22:00-06:00", None),
        ("sunrise-sunset", None),
        (None, None),
    ],
)
def test_only_plain_hours_are_read(text: str | None, hours: tuple[int, int] | None) -> None:
    assert read_hours(text) == hours
