"""Flow tables: the facts of the map for those who cannot use it, by time and by place."""

from __future__ import annotations

from html import escape

from safepassage.plan.plan import Plan
from safepassage.report.flow.counts import so_far, told, words
from safepassage.report.flow.flow_data import FlowData, wide
from safepassage.report.flow.gate_flow import CrossingFlow, SideStates
from safepassage.report.flow.place_names import PlaceNames
from safepassage.report.grade import Grade
from safepassage.report.html.parts import named, number, table
from safepassage.report.language.language import Language
from safepassage.scenario.inputs import Link
from safepassage.scenario.link import BACK

MOST_ROWS = 24  # instants in a table
MOST_ROADS = 60
MOST_CHANGES = 6  # of the state of a gate
END = 10**9  # after every step


def time_table(language: Language, plan: Plan, data: FlowData, grade: Grade) -> str:
    """People who have left, are on the way and have arrived; a row wherever they change."""
    rows, before = [], (-1, -1)
    for instant in _instants(plan, data):
        left = told(data.at(data.left, instant), grade)
        arrived = told(data.at(data.arrived, instant), grade)
        if (left, arrived) != before or instant == data.steps:
            counts = [escape(words(value, grade)) for value in (left, left - arrived, arrived)]
            rows.append([_instant(data, instant), *counts])
        before = (left, arrived)
    heads = ("flow-instant", "flow-left", "flow-way", "flow-arrived")
    return table(language, "flow-table-time", heads, rows, id_="flow-table")


def crossing_table(language: Language, plan: Plan, data: FlowData, grade: Grade) -> str:
    """What has passed each crossing, by instant; a row wherever they change."""
    rows = []
    for crossing in data.crossings:
        before = None
        for instant in _instants(plan, data):
            people = so_far(crossing.people, instant, grade)
            trucks = sum(n for step, n in crossing.trucks.items() if step < instant)
            if (people, trucks) != before:
                counts = [escape(words(people, grade)), number(trucks)]
                rows.append([named(crossing.name), _instant(data, instant), *counts])
            before = (people, trucks)
    heads = ("flow-crossing", "flow-instant", "flow-people-so-far", "flow-trucks-so-far")
    return table(language, "flow-table-crossings", heads, rows, id_="flow-crossing-table")


def side_table(language: Language, data: FlowData, names: PlaceNames) -> str:
    """Every side of every crossing: who holds it, and when its state changes."""
    rows = [
        [
            side_html(names, crossing, side),
            named(side.holder),
            _states(language, side, data),
        ]
        for crossing in data.crossings
        for side in crossing.sides
    ]
    heads = ("r-side", "r-holder", "flow-states")
    return table(language, "flow-table-gates", heads, rows, id_="flow-gate-table")


def zone_table(language: Language, data: FlowData, grade: Grade) -> str:
    """Zones: people expected to go, those who leave in the plan, and when the first and last do."""
    rows = [
        [
            named(zone.name),
            escape(words(told(zone.people, grade), grade)),
            escape(words(so_far(zone.leaving, END, grade), grade)),
            *_first_and_last(zone.leaving, data),
        ]
        for zone in data.zones
    ]
    heads = ("flow-zone", "flow-expected", "flow-leave", "flow-first", "flow-last")
    return table(language, "flow-table-zones", heads, rows, id_="flow-zone-table")


def road_table(
    language: Language, plan: Plan, data: FlowData, names: PlaceNames, grade: Grade
) -> str:
    """Roads and departures that people use, most people first."""
    found = [
        (_road(names, row), data.links[row.id]) for row in plan.inputs.links if row.id in data.links
    ] + [
        (names.of(f"leg/{row.id.partition('@')[0]}", row.name), data.legs[row.id])
        for row in plan.inputs.legs
        if row.id in data.legs
    ]
    found.sort(key=lambda pair: -sum(pair[1].values()))
    rows = [
        [
            named(name),
            escape(words(so_far(row, END, grade), grade)),
            *_first_and_last(row, data),
        ]
        for name, row in found[:MOST_ROADS]
    ]
    heads = ("flow-road", "flow-people-passed", "flow-first", "flow-last")
    text = table(language, "flow-table-roads", heads, rows, id_="flow-road-table")
    if len(found) > MOST_ROADS:
        text += f"<p>{language.html('r-more-rows', count=len(found) - MOST_ROADS)}</p>"
    return text


def closed_table(language: Language, plan: Plan, data: FlowData, names: PlaceNames) -> str:
    """Closed and reduced roads with their times, one row for the links of a closure."""
    road = {row.id: _road(names, row) for row in plan.inputs.links}
    found: dict[tuple[str, int, int, bool], list[str]] = {}
    for row in data.closed:
        key = (row.closure.because, row.first, row.after, row.whole)
        found.setdefault(key, []).append(road.get(row.link, row.link))
    rows = [
        [
            named(", ".join(dict.fromkeys(roads[:MOST_ROADS]))),
            language.html("flow-shut" if whole else "flow-reduced"),
            _instant(data, first),
            _instant(data, after) if after <= data.steps else language.html("flow-to-the-end"),
            f'<code dir="ltr">{escape(because)}</code>',
        ]
        for (because, first, after, whole), roads in list(found.items())[:MOST_ROADS]
    ]
    heads = ("flow-road", "r-state", "flow-from", "flow-until", "flow-because")
    return table(language, "flow-table-closed", heads, rows, id_="flow-closed-table")


def side_html(names: PlaceNames, crossing: CrossingFlow, side: SideStates) -> str:
    """Crossing and side in one line, each in its own direction."""
    return f"{named(crossing.name)}: {named(names.of(side.address, side.name))}"


def _road(names: PlaceNames, link: Link) -> str:
    """Both directions of a road have one name; its id where nobody has named it."""
    return names.of(f"link/{link.id.removesuffix(BACK)}", link.name) or link.id


def _instants(plan: Plan, data: FlowData) -> list[int]:
    """The instants that may have a row: evenly spaced, and the end."""
    apart = wide(data.steps, data.width * plan.inputs.step_s, MOST_ROWS)
    return [*range(0, data.steps, apart), data.steps]


def _instant(data: FlowData, instant: int) -> str:
    return f'<bdi dir="ltr">{data.instants[instant]}</bdi>'


def _first_and_last(row: dict[int, int], data: FlowData) -> list[str]:
    """The instants between which anybody is counted."""
    if not row:
        return ["-", "-"]
    return [_instant(data, min(row)), _instant(data, min(max(row) + 1, data.steps))]


def _states(language: Language, side: SideStates, data: FlowData) -> str:
    """When its state changes, the first times."""
    told_ = [
        f"{_instant(data, min(instant, data.steps))} {language.html('flow-' + state)}"
        for instant, state in side.states[:MOST_CHANGES]
    ]
    return "<br>".join(told_) + ("<br>..." if len(side.states) > MOST_CHANGES else "")
