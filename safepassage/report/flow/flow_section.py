"""Flow section: map with a time slider, arrivals against the bound, and the same as tables."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from safepassage.plan.plan import Plan
from safepassage.report.flow.chart import chart_svg, legend_html
from safepassage.report.flow.flow_data import FlowData, GateFlow, flow_data
from safepassage.report.flow.flow_payload import flow_payload
from safepassage.report.grade import SMALL, Grade
from safepassage.report.html.parts import fold, named, section, table
from safepassage.report.language.language import Language

PAGE = Path(__file__).resolve().parent / "page"
SCRIPTS = ("flow_data.js", "flow_view.js", "flow_draw.js", "flow_main.js")
MOST_ROWS = 24  # instants in the table
TEXTS = (
    "play",
    "pause",
    "left",
    "way",
    "arrived",
    "open",
    "closed",
    "unknown",
    "an-hour",
    "so-far",
)


@dataclass(frozen=True, slots=True)
class FlowSection:
    """HTML of the section with the style, script and data that it needs."""

    html: str
    css: str
    script: str
    data: dict[str, Any] | None


def flow_section(plan: Plan, language: Language, grade: Grade) -> FlowSection:
    """The section for planners and partners; for the public, or where parts are withheld, none.

    Without its script the chart and the tables remain.
    """
    if grade.name == "public" or grade.hides_parts:
        return FlowSection("", "", "", None)
    data = flow_data(plan)
    payload = flow_payload(plan, data, grade)
    payload["texts"] = {name: language.say("flow-" + name) for name in TEXTS}
    body = _map_html(language, data)
    body += f"<h3>{language.html('r-arrivals')}</h3>"
    body += f"<p>{language.html('flow-chart-note')}</p>"
    body += f'<div class="chart-box">{chart_svg(language, plan, data)}</div>{legend_html(language)}'
    body += fold(language.html("flow-table-time"), _time_table(language, data, grade))
    body += fold(language.html("flow-table-gates"), _gate_table(language, data, grade))
    return FlowSection(
        section(language, "map-and-time", "r-map", body),
        (PAGE / "flow.css").read_text(encoding="utf-8"),
        "\n".join((PAGE / name).read_text(encoding="utf-8") for name in SCRIPTS),
        payload,
    )


def _map_html(language: Language, data: FlowData) -> str:
    """The canvas with its controls; the script shows them, as without it they do nothing."""
    say = language.html
    label = escape(language.say("flow-map-label"))
    gates = "".join(
        f'<li data-gate="{escape(gate.address)}">{named(f"{gate.crossing_name}: {gate.side}")}: '
        '<span class="gate-state"></span> <bdi class="gate-flow" dir="ltr"></bdi></li>'
        for gate in data.gates
    )
    return (
        f'<div id="flow" hidden><div class="flow-map"><canvas id="flow-canvas" tabindex="0" '
        f'role="img" aria-label="{label}" aria-describedby="flow-hint"></canvas>'
        f'<div class="flow-zoom"><button type="button" id="flow-in" aria-label="'
        f'{escape(language.say("flow-zoom-in"))}">+</button><button type="button" id="flow-out" '
        f'aria-label="{escape(language.say("flow-zoom-out"))}">−</button><button type="button" '
        f'id="flow-whole">{say("flow-whole")}</button></div></div>'
        f'<p id="flow-hint" class="hint">{say("flow-hint")}</p>'
        f'<div class="flow-time"><button type="button" id="flow-play">{say("flow-play")}</button>'
        f'<label for="flow-slider">{say("flow-slider")}</label>'
        f'<input type="range" id="flow-slider" min="0" max="{data.steps}" value="0" step="1">'
        f'<output id="flow-when" for="flow-slider" dir="ltr">{data.instants[0]}</output></div>'
        f'<p id="flow-people" role="status"><span data-name="left"></span> '
        f'<span data-name="way"></span> <span data-name="arrived"></span></p>'
        f'<ul id="flow-gates">{gates}</ul>{_legend(language)}</div>'
    )


def _legend(language: Language) -> str:
    rows = ("zone", "place", "gate", "flow", "shut", "leg")
    return (
        '<ul class="flow-legend">'
        + "".join(
            f'<li><span class="sign sign-{name}" aria-hidden="true"></span> '
            f"{language.html('flow-legend-' + name)}</li>"
            for name in rows
        )
        + "</ul>"
    )


def _shown(value: int, grade: Grade) -> str:
    """A running sum; outside planners' pages rounded down to tens, as in the map's data."""
    if grade.is_planners or value == 0:
        return f"{value:,}"
    return f"{value // SMALL * SMALL:,}" if value >= SMALL else escape(f"< {SMALL}")


def _time_table(language: Language, data: FlowData, grade: Grade) -> str:
    every = max(1, -(-data.steps // MOST_ROWS))
    instants = [*range(0, data.steps, every), data.steps]
    rows = []
    for instant in instants:
        left, arrived = data.at(data.left, instant), data.at(data.arrived, instant)
        rows.append(
            [
                f'<bdi dir="ltr">{data.instants[instant]}</bdi>',
                _shown(left, grade),
                _shown(left - arrived, grade),
                _shown(arrived, grade),
            ]
        )
    heads = ("flow-instant", "flow-left", "flow-way", "flow-arrived")
    return table(language, "flow-table-time", heads, rows, id_="flow-table")


def _gate_table(language: Language, data: FlowData, grade: Grade) -> str:
    rows = [
        [
            named(f"{gate.crossing_name}: {gate.side}"),
            named(gate.holder),
            _shown(sum(gate.people.values()), grade),
            f"{sum(gate.trucks.values()):,}",
            _state_words(language, gate, data),
        ]
        for gate in data.gates
    ]
    heads = ("r-side", "r-holder", "flow-people-passed", "flow-trucks-passed", "flow-states")
    return table(language, "flow-table-gates", heads, rows, id_="flow-gate-table")


def _state_words(language: Language, gate: GateFlow, data: FlowData) -> str:
    """When its state changes, the first ones."""
    shown = [
        f'<bdi dir="ltr">{data.instants[instant]}</bdi> {language.html("flow-" + state)}'
        for instant, state in gate.states[:6]
    ]
    return "; ".join(shown) + ("; ..." if len(gate.states) > 6 else "")
