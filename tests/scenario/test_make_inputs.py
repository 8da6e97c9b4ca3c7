"""The conversion: figures by hand, what was known as of an instant, and the files of the bundle."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safepassage.clock import parse_instant
from safepassage.errors import BundleError, ScenarioError, UsageError
from safepassage.scenario import (
    Inputs,
    inputs,
    inputs_from_files,
    inputs_to_files,
    make_inputs,
    read_scenario,
)
from safepassage.scenario.address import BY_HAND
from safepassage.scenario.convert.people import largest_remainder
from safepassage.scenario.forbidden_turn import ForbiddenTurn
from safepassage.scenario.inputs_json import decimal_text

TOWN = read_scenario(Path(__file__).parent / "town")
NIGHT = parse_instant("2031-10-25T23:00:00+02:00")
EARLY = parse_instant("2031-10-24T12:00:00+02:00")


def town(**options) -> Inputs:
    return make_inputs(TOWN, **options)


def group(values: Inputs, id_: str) -> inputs.Group:
    return next(g for g in values.groups if g.id == id_)


def test_roads_are_in_metres_and_whole_seconds():
    road = town().links[0]
    # 2.5 km at 30 mph = 48.28032 km/h: 186.4 s; on foot at 3 km/h: 3,000 s; 600.5 * 2 lanes
    assert (road.length_m, road.car_s, road.car_per_hour) == (2500, 186, 1201)
    assert (road.foot_s, road.foot_per_hour, road.walkers_on_road) == (3000, 900, True)
    # 100 m at 2 mph = 3.218688 km/h: 111.85 s
    assert town().links[2].foot_s == 112


def test_a_road_for_both_ways_is_two_links():
    there, back = town().links[:2]
    assert (back.id, back.from_node, back.to_node) == ("main-road~", "near", "square")
    assert back == there._replace(id="main-road~", from_node="near", to_node="square")
    assert town().closures[1].links == ("main-road", "main-road~")


def test_forbidden_turns_are_by_mode_and_for_cars_if_nothing_is_said():
    (turn,) = town().forbidden_turns
    assert (turn.id, turn.links, turn.modes) == (
        "no-short-cut",
        ("yard-lane", "hall-way"),
        ("foot",),
    )
    assert turn.basis == "sign at the square"
    again = TOWN.forbidden_turns[0].model_copy(update={"uses": ("auto", "truck", "auto")})
    (turn,) = make_inputs(TOWN.model_copy(update={"forbidden_turns": (again,)})).forbidden_turns
    assert turn.modes == ("car", "truck")
    assert ForbiddenTurn.model_fields["uses"].default == ("auto",)


def test_structure_and_width_of_a_link_are_kept(tmp_path):
    folder = shutil.copytree(Path(__file__).parent / "town", tmp_path / "town")
    head, *rows = (folder / "link.csv").read_text().splitlines()
    more = [",Bridge tunnel,7.5", ",ford,", ",,"]
    lines = [f"{row}{cells}" for row, cells in zip(rows, more, strict=True)]
    (folder / "link.csv").write_text("\n".join([f"{head},structure,width_m", *lines]))
    read = [(link.structure, link.width_m) for link in read_scenario(folder).links]
    assert read == [("bridge tunnel", Decimal("7.5")), ("ford", None), (None, None)]


def test_people_are_shared_out_by_largest_remainder():
    # 251 * 0.5 + 101 * 0.5 = 176 people of the zone; the halves: the first group gets the odd one
    values = town()
    assert [g.people for g in values.groups] == [126, 50, 12]
    assert [g.staying for g in values.groups] == [125, 51, 0]
    assert [s.people for s in group(values, "drivers").starts] == [88, 38]
    assert [s.seats for s in group(values, "drivers").starts] == [175, 75]


@pytest.mark.parametrize("headcount", ["low", "likely", "high"])
def test_each_headcount_gives_its_own_people(headcount):
    values = town(headcount=headcount)
    for g in values.groups:
        assert g.people + g.staying == getattr(g.headcount, headcount)


def test_daily_windows_follow_the_clock_of_the_place():
    # 01:00 summer time to midnight winter time: 7 h after 18:00 summer time, and 24 h long
    hours = town().crossings[0].gates[1].open
    assert hours == (inputs.Interval(7 * 3600, 31 * 3600, "paper"),)


def test_facts_of_later_sources_are_listed_and_not_used():
    values = town()
    assert [fact.address for fact in values.not_used] == [
        "group/guests",
        "group/hidden",
        "crossing/border/gate/far/open/1",
        "crossing/border/gate/far/consent/come",
        "crossing/border/gate/far/consent/later",
    ]
    assert "late-call is of Sat 25 Oct 22:00, later than Sat 25 Oct 18:00" in (
        values.not_used[0].because
    )
    later = next(c for c in values.crossings[0].gates[1].consents if c.id == "later")
    assert (later.state, later.source) == ("unknown", None)


def test_later_the_same_facts_count():
    values = town(as_of=NIGHT)
    assert [fact.address for fact in values.not_used] == ["group/hidden"]
    assert len(values.crossings[0].gates[1].open or ()) == 2
    assert group(values, "guests").people == 40


def test_earlier_fewer_facts_count():
    values = town(as_of=EARLY)
    assert values.groups == ()
    assert values.destinations[1].room is None
    assert "destination/hall/room" in [fact.address for fact in values.not_used]


def test_a_day_counts_from_its_local_midnight():
    midnight = parse_instant("2031-10-25T00:00:00+02:00")
    assert town(as_of=midnight).destinations[1].room == 80
    before = parse_instant("2031-10-24T23:59:59+02:00")
    assert town(as_of=before).destinations[1].room is None


def test_what_is_set_by_hand_is_known_at_any_time():
    scenario = read_scenario(Path(__file__).parent / "town", set_=["destination/hall/room=90"])
    assert scenario.destinations[1].room_source == BY_HAND
    assert make_inputs(scenario, as_of=EARLY).destinations[1].room == 90


def test_consents_for_coming_in_are_not_asked():
    asked = town().crossings[0].gates[1].consents
    assert [c.id for c in asked if c.asked_of_people] == ["leave", "later"]
    assert [c.id for c in asked if c.asked_of_aid] == ["come", "later"]
    assert not any(consent.counts for consent in asked)


def test_room_is_the_least_need_and_unknown_stays_unknown():
    abroad, hall, hotel = town().destinations
    assert (abroad.room, hall.room) == ("unlimited", 80)
    assert (hotel.room, hotel.short_need) == (None, "water")
    school = make_inputs(read_scenario("harbour")).destinations[0]
    assert (school.room, school.short_need) == (300, "floor_area")


def test_a_hazard_sets_deadlines_and_closes_links_until_the_end():
    values = town()
    fire = values.closures[1]
    assert (fire.because, fire.from_s, fire.to_s) == ("hazard/fire", 61200, 90000)
    drivers = group(values, "drivers")
    assert (drivers.latest_departure_s, drivers.deadline_because) == (57600, "hazard/fire")


def test_notice_runs_from_when_the_holder_was_told():
    assert town().corridors[0].notified_from_s == 3600


def test_a_later_start_keeps_the_end():
    start = parse_instant("2031-10-25T19:00:00+02:00")
    values = town(start=start)
    assert (values.start, values.as_of, values.periods) == (start, start, 24 * 60)
    assert values.closures[1].to_s == 24 * 3600


def test_an_end_off_the_grid_is_rounded_down_and_said():
    values = town(step_s=7000)
    assert values.periods == 12
    assert [(a.id, a.value) for a in values.assumptions if a.id == "end_cut_s"] == [
        ("end_cut_s", "6000")
    ]


def test_what_is_not_planned_is_listed():
    assert {item.address: item.because for item in town().not_planned} == {
        "link": "contraflow is not planned yet; lanes are used as they are",
        "group/walkers/companions": "groups that must stay together are not planned yet",
        "fleet/buses": "round trips are not planned yet; give timetabled legs",
    }


def test_defaults_are_shown_as_such():
    rows = {a.id: a for a in town().assumptions}
    assert rows["occupancy"].value == "2.5"
    for name in ("capacity_use", "walking_limit_km", "walk_speed_kmh"):
        assert "[default assumption]" in rows[name].text
        assert (rows[name].source or "").startswith("default of this version")


def test_impossible_wishes_are_usage_errors():
    with pytest.raises(UsageError, match="not before the end"):
        town(start=TOWN.end)
    with pytest.raises(UsageError, match="whole seconds from 1"):
        town(step_s=0)
    with pytest.raises(UsageError, match="has no offset"):
        town(as_of=datetime(2031, 10, 25))
    long = TOWN.model_copy(update={"end": parse_instant("2032-10-25T18:00:00+02:00")})
    with pytest.raises(ScenarioError, match=r"At most 15\.6 days fit"):
        make_inputs(long)


@given(
    st.lists(st.integers(0, 50), min_size=1, max_size=8),
    st.integers(1, 7),
)
def test_largest_remainder_adds_up_and_stays_close(parts, divisor):
    exact = [Fraction(part, divisor) for part in parts]
    total = round(sum(exact))
    whole = largest_remainder(exact, total)
    assert sum(whole) == total
    assert all(abs(a - b) < 1 for a, b in zip(whole, exact, strict=True))


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_decimals_are_exact(number, places):
    value = Fraction(number, 10**places)
    assert Fraction(decimal_text(value)) == value


def test_a_third_is_no_decimal():
    with pytest.raises(ValueError, match="not a finite decimal"):
        decimal_text(Fraction(1, 3))


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from(["low", "likely", "high"]),
    st.sampled_from([EARLY, TOWN.start, NIGHT]),
    st.sampled_from([None, 60, 300, 3600]),
    TEXT,
    st.integers(1, 10**6),
    st.lists(st.tuples(TEXT, st.integers(0, 10**5), st.booleans()), max_size=4),
)
def test_written_and_read_again_it_is_the_same(headcount, as_of, step_s, title, use, rows):
    values = town(headcount=headcount, as_of=as_of, step_s=step_s)
    links = tuple(
        inputs.Link(f"x{i}", "a", "b", name, n, n, Fraction(n, 8), None, None, flag)
        for i, (name, n, flag) in enumerate(rows)
    )
    values = replace(values, title=title, capacity_use=Fraction(use, 10**6), links=links)
    files = inputs_to_files(values)
    assert inputs_from_files(files) == values
    assert inputs_to_files(inputs_from_files(files)) == files


def test_the_model_is_canonical_json():
    text = inputs_to_files(town())["inputs/model.json"].decode()
    model = json.loads(text)
    again = json.dumps(model, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert text == again
    assert model["end"] == "2031-10-26T19:00:00+02:00"
    assert model["capacity_use"] == "0.95"
    assert "nodes" not in model


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"step_s":60', b'"step_s":60.0'),
        (b'"step_s":60', b'"step_s":"60"'),
        (b'"periods":1500,', b""),
        (b'"headcount":"likely"', b'"headcount":"most"'),
        (b"{", b"["),
    ],
)
def test_a_spoilt_model_is_a_bundle_error(old, new):
    files = inputs_to_files(town())
    spoilt = files["inputs/model.json"].replace(old, new, 1)
    assert spoilt != files["inputs/model.json"]
    with pytest.raises(BundleError, match="cannot be read"):
        inputs_from_files({**files, "inputs/model.json": spoilt})
