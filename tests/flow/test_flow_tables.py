"""Tables and map say the same as the bundle, and partners never get a count under ten."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest

from safepassage.plan.read_bundle import read_bundle
from safepassage.report.flow.flow_section import FlowSection, flow_section
from safepassage.report.grade import Grade
from safepassage.report.language.language import Language

from .conftest import NAMES, Reports
from .count_bundle import Count

PLANNERS, PARTNERS = Grade("planners", hides_parts=False), Grade("partners", hides_parts=False)


def section_of(reports: Reports, name: str, grade: Grade = PLANNERS) -> FlowSection:
    return flow_section(read_bundle(reports.bundle(name)), Language("en"), grade)


def cells(section: FlowSection, table: str) -> list[list[str]]:
    """The texts of a table's body."""
    found = re.search(rf'<table id="{table}">.*?<tbody>(.*?)</tbody>', section.html, re.S)
    if found is None:
        return []
    return [
        [
            unescape(re.sub(r"<[^>]*>", "", cell))
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
        ]
        for row in re.findall(r"<tr[^>]*>(.*?)</tr>", found[1], re.S)
    ]


def by(pairs: list[int], instant: int) -> int:
    """What the payload's differences add up to before an instant."""
    step = total = 0
    for gone, number in zip(pairs[::2], pairs[1::2], strict=True):
        step += gone
        if step < instant:
            total += number
    return total


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("grade", [PLANNERS, PARTNERS], ids=lambda grade: grade.name)
def test_tables_say_what_the_map_says(name: str, grade: Grade, reports: Reports) -> None:
    section = section_of(reports, name, grade)
    data: dict[str, Any] = json.loads(json.dumps(section.data))

    def say(value: int) -> str:
        return f"{value:,}" if grade is PLANNERS or value >= 10 else "< 10"

    rows = cells(section, "flow-table")
    assert len(rows) >= {"harbour": 12, "causeway": 2, "rafah-2023": 3}[name]
    assert rows[-1][0] == data["instants"][-1]
    for when, *counts in rows:
        instant = data["instants"].index(when)
        left = data["left"][instant - 1] if instant else 0
        arrived = data["arrived"][instant - 1] if instant else 0
        assert counts == [say(left), say(left - arrived), say(arrived)]
    by_name = {row["name"]: row for row in data["crossings"]}
    told = set()
    for crossing, when, people, trucks in cells(section, "flow-crossing-table"):
        row, instant = by_name[crossing], data["instants"].index(when)
        assert people == say(by(row["people"], instant))
        assert trucks == f"{by(row['trucks'], instant):,}"
        told.add(crossing)
    assert told == set(by_name)
    zones = {row[0]: row for row in data["zones"]}
    for zone, expected, leave, *_ in cells(section, "flow-zone-table"):
        assert expected == say(zones[zone][3])
        assert leave == say(by(zones[zone][4], 10**9))
    assert len(cells(section, "flow-zone-table")) == len(zones) > 0
    assert len(cells(section, "flow-road-table")) == min(60, len(data["flows"]) + len(data["legs"]))


@pytest.mark.parametrize("name", NAMES)
def test_payload_says_what_the_files_add_up_to(name: str, reports: Reports) -> None:
    """Every instant, every road, every destination; not only the three times of the browser."""
    data: dict[str, Any] = section_of(reports, name).data or {}
    count = Count(reports.bundle(name))
    periods = [count.period_at(when) for when in data["instants"]]
    for instant, period in enumerate(periods[1:]):
        assert data["left"][instant] == count.by(count.left, period)
        assert data["arrived"][instant] == count.by(count.arrived, period)
    links = list(count.links)
    flows = {links[row]: pairs for row, *pairs in data["flows"]}
    legs = {row["id"] for row in count.model["legs"]}
    assert set(flows) == {road for road in count.roads if road not in legs}
    for road, pairs in flows.items():
        for instant, period in enumerate(periods):
            assert by(pairs, instant) == count.by(count.roads[road], period)


def test_no_small_count_in_partners_data(reports: Reports) -> None:
    section = section_of(reports, "harbour", PARTNERS)
    data: dict[str, Any] = section.data or {}
    counts = [*data["left"], *data["arrived"]]
    for _, *pairs in data["flows"]:
        counts += pairs[1::2]
    for row in (*data["zones"], *data["places"], *data["legs"]):
        counts += row[-1][1::2]
    for row in data["crossings"]:
        counts += row["people"][1::2]
    counts += [row[3] for row in data["zones"]]
    assert len(counts) > 300
    assert all(value % 10 == 0 for value in counts)
    exact: dict[str, Any] = section_of(reports, "harbour").data or {}
    assert any(value % 10 for value in exact["arrived"])  # so the rounding has something to do


def test_the_public_gets_no_map(reports: Reports) -> None:
    for grade in (Grade("public", hides_parts=False), Grade("partners", hides_parts=True)):
        assert section_of(reports, "rafah-2023", grade) == FlowSection("", "", "", None)


def test_only_what_a_check_proved_is_marked(reports: Reports) -> None:
    plan, words = read_bundle(reports.bundle("harbour")), Language("en")
    mark = 'class="proved"'
    none = flow_section(plan, words, PLANNERS).html
    some = flow_section(plan, words, PLANNERS, proved=["t50_bound_s"]).html
    assert (none.count(mark), some.count(mark)) == (0, 2)  # the second is that of the legend


def test_closed_roads_stand_in_a_table(reports: Reports) -> None:
    section = section_of(reports, "harbour")
    count = Count(reports.bundle("harbour"))
    rows = cells(section, "flow-closed-table")
    assert len(rows) == len(count.model["closures"]) == 1
    closure = count.model["closures"][0]
    assert rows[0][0] == count.links[closure["links"][0]]["name"]
    assert rows[0][1] == "closed"
    assert count.period_at(rows[0][2]) * count.step == max(0, closure["from_s"])
    assert rows[0][4] == closure["because"]
