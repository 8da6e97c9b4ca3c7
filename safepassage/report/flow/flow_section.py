"""Flow section: map with a time slider, arrivals against the bound, and the same as tables."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from safepassage.plan.plan import Plan
from safepassage.report.flow.chart import chart_html
from safepassage.report.flow.flow_data import FlowData, flow_data
from safepassage.report.flow.flow_payload import flow_payload
from safepassage.report.flow.flow_tables import (
    closed_table,
    crossing_table,
    road_table,
    side_html,
    side_table,
    time_table,
    zone_table,
)
from safepassage.report.flow.place_names import PlaceNames
from safepassage.report.grade import Grade
from safepassage.report.html.parts import fold, section, table
from safepassage.report.language.language import Language

PAGE = Path(__file__).resolve().parent / "page"
SCRIPTS = (
    "flow_data.js",
    "flow_view.js",
    "flow_roads.js",
    "flow_labels.js",
    "flow_marks.js",
    "flow_figures.js",
    "flow_main.js",
)
# texts that the script writes; #1 and #2 stand for numbers
TEXTS = (
    "play",
    "pause",
    "left",
    "way",
    "arrived",
    "open",
    "held",
    "held-trucks",
    "closed",
    "unknown",
)
NUMBERED = ("still", "came", "came-of-room")
WIDTHS = (100, 1_000, 10_000)  # people an hour, in the legend


@dataclass(frozen=True, slots=True)
class FlowSection:
    """HTML of the section with the style, script and data that it needs."""

    html: str
    css: str
    script: str
    data: dict[str, Any] | None


def flow_section(
    plan: Plan, language: Language, grade: Grade, *, proved: Collection[str] = ()
) -> FlowSection:
    """The section for planners and partners; for the public, or where parts are withheld, none.

    Parameters
    ----------
    plan
        As read from a bundle.
    language, grade
        For whom. Outside planners' pages running sums are rounded down to tens, in the data too.
    proved
        Claims that a check of the bundle found PROVED; only these are marked so on the chart.

    Without its script the chart and the tables remain.
    """
    if grade.name == "public" or grade.hides_parts:
        return FlowSection("", "", "", None)
    data, names = flow_data(plan), PlaceNames(plan.inputs, language.code)
    payload = flow_payload(plan, data, names, grade)
    payload["texts"] = {name: language.say("flow-" + name) for name in TEXTS} | {
        name: language.say("flow-" + name, count="#1", room="#2") for name in NUMBERED
    }
    body = "" if grade.is_planners else f"<p>{language.html('flow-rounded')}</p>"
    body += _map_html(language, data, names)
    body += chart_html(language, plan, data, grade, proved)
    for key, text in (
        ("flow-table-time", time_table(language, plan, data, grade)),
        ("flow-table-crossings", crossing_table(language, plan, data, grade)),
        ("flow-table-gates", side_table(language, data, names)),
        ("flow-table-zones", zone_table(language, data, grade)),
        ("flow-table-roads", road_table(language, plan, data, names, grade)),
        ("flow-table-closed", closed_table(language, plan, data, names)),
    ):
        body += fold(language.html(key), text)
    return FlowSection(
        section(language, "map-and-time", "r-map", body),
        (PAGE / "flow.css").read_text(encoding="utf-8"),
        "\n".join((PAGE / name).read_text(encoding="utf-8") for name in SCRIPTS),
        payload,
    )


def _map_html(language: Language, data: FlowData, names: PlaceNames) -> str:
    """The canvas with its controls; the script shows them, as without it they do nothing."""
    say = language.html
    label, way_in, way_out = (
        escape(language.say(key)) for key in ("flow-map-label", "flow-zoom-in", "flow-zoom-out")
    )
    figures = " ".join(f'<span data-name="{name}"></span>' for name in ("left", "way", "arrived"))
    return (
        f'<div id="flow" hidden><div class="flow-map"><canvas id="flow-canvas" tabindex="0" '
        f'role="img" aria-label="{label}" aria-describedby="flow-hint"></canvas>'
        f'<div class="flow-zoom"><button type="button" id="flow-in" aria-label="{way_in}">+'
        f'</button><button type="button" id="flow-out" aria-label="{way_out}">−</button>'
        f'<button type="button" id="flow-whole">{say("flow-whole")}</button></div></div>'
        f'<div class="flow-time"><button type="button" id="flow-play">{say("flow-play")}</button>'
        f'<label for="flow-slider">{say("flow-slider")}</label>'
        f'<input type="range" id="flow-slider" min="0" max="{data.steps}" value="0" step="1">'
        f'<output id="flow-when" for="flow-slider" dir="ltr">{data.instants[0]}</output></div>'
        f'<p id="flow-people" aria-live="polite">{figures}</p>'
        f"{_gates_now(language, data, names)}{_legend(language, data)}"
        f'<p id="flow-hint" class="hint">{say("flow-hint")}</p></div>'
    )


def _gates_now(language: Language, data: FlowData, names: PlaceNames) -> str:
    """Every side at the chosen time; the script fills in all but the names."""
    sides = [(crossing, side) for crossing in data.crossings for side in crossing.sides]
    rows = [
        [
            side_html(names, crossing, side),
            '<span class="gate-state"></span>',
            '<span class="gate-hour"></span>',
            '<span class="gate-sofar"></span>',
            '<span class="gate-trucks"></span>',
        ]
        for crossing, side in sides
    ]
    heads = ("r-side", "r-state", "flow-hour", "flow-people-so-far", "flow-trucks-so-far")
    keys = [f'data-gate="{escape(side.address)}"' for _, side in sides]
    text = table(language, "flow-now", heads, rows, id_="flow-gates", row_attributes=keys)
    label = escape(language.say("flow-now"))
    return text and (
        f'<div class="flow-now" role="group" tabindex="0" aria-label="{label}">{text}</div>'
    )


def _legend(language: Language, data: FlowData) -> str:
    """Signs of the map in words; only those that can appear."""
    has = {
        "shut": any(row.whole for row in data.closed),
        "reduced": any(not row.whole for row in data.closed),
        "leg": bool(data.legs),
        "gate": bool(data.crossings),
    }
    rows = [
        (f'<span class="sign sign-{name}"></span>', language.html("flow-legend-" + name))
        for name in ("zone", "place", "gate", "shut", "reduced", "leg", "road")
        if has.get(name, True)
    ]
    rows += [
        (
            f'<span class="sign sign-flow flow-{people}"></span>',
            language.html("flow-legend-flow", people=people),
        )
        for people in WIDTHS
    ]
    return (
        '<ul class="flow-legend">'
        + "".join(f'<li><span aria-hidden="true">{sign}</span> {text}</li>' for sign, text in rows)
        + "</ul>"
    )
