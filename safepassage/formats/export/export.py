"""Export: everything that is written of a scenario or a plan, whatever the format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from safepassage.formats.export.gate_layer import gate_layer
from safepassage.formats.export.layer import Layer
from safepassage.formats.export.lines import Lines, lines_of, same_network
from safepassage.formats.export.loads import loads as loads_of
from safepassage.formats.export.network_layers import link_layer, node_layer
from safepassage.formats.export.people_layers import destination_layer, zone_layer
from safepassage.formats.export.route_layer import route_layer
from safepassage.plan.plan import Plan
from safepassage.scenario.inputs import Inputs, Source
from safepassage.scenario.make_inputs import make_inputs
from safepassage.scenario.scenario import Scenario

FORMAT = "safepassage-export"
GRADE = "planners"
GRADE_TEXT = (
    "For planners: counts and places as they are. Not for publication; pass it on only to those "
    "who plan."
)
MOST_NAMES = 3  # in the short form; OpenStreetMap comes first
OSM = "© OpenStreetMap contributors, ODbL"


@dataclass(frozen=True, slots=True)
class Export:
    """The layers of a scenario or plan, and what goes with each of them wherever it goes."""

    kind: Literal["scenario", "plan"]
    inputs: Inputs
    scenario: Scenario | None
    layers: tuple[Layer, ...]
    attribution: str
    notes: tuple[str, ...]

    @property
    def credit(self) -> str:
        """The attribution in short, for every feature of its own."""
        names = self.attribution.split("; ")
        more = len(names) - MOST_NAMES
        return "; ".join(names[:MOST_NAMES] + ([f"and {more} more"] if more > 0 else []))

    def layer(self, name: str) -> Layer:
        """One layer by its name."""
        return next(layer for layer in self.layers if layer.name == name)

    def about(self) -> dict[str, Any]:
        """What goes with the data: source, grade, notice, attribution, notes; for any JSON."""
        inputs = self.inputs
        return {
            "format": FORMAT,
            "kind": self.kind,
            "scenario": inputs.scenario,
            "title": inputs.title,
            "notice": inputs.notice,
            "grade": GRADE,
            "grade_text": GRADE_TEXT,
            "attribution": self.attribution,
            "credit": self.credit,
            "start": inputs.start.isoformat(),
            "as_of": inputs.as_of.isoformat(),
            "headcount": inputs.headcount,
            "if_open": list(inputs.if_open),
            "notes": list(self.notes),
            "sources": [
                {"id": s.id, "title": s.title, "publisher": s.publisher, "date": s.date}
                for s in inputs.sources
            ],
            "assumptions": [
                {"id": row.id, "value": row.value, "unit": row.unit, "text": row.text}
                for row in inputs.assumptions
            ],
            "columns": {
                layer.name: {column.name: column.meaning for column in layer.columns}
                for layer in self.layers
            },
        }


def export_scenario(scenario: Scenario) -> Export:
    """Links, nodes, zones, gates and destinations, as known at the start of the scenario."""
    inputs = make_inputs(scenario)
    lines = lines_of(inputs, scenario)
    layers = (
        link_layer(inputs, scenario, lines, None),
        node_layer(inputs, lines),
        zone_layer(inputs, scenario, lines, None),
        gate_layer(inputs, lines, None),
        destination_layer(inputs, lines, None),
    )
    notes = _notes(inputs, scenario, lines)
    return Export("scenario", inputs, scenario, layers, attribution(inputs.sources), notes)


def export_plan(plan: Plan, scenario: Scenario | None = None) -> Export:
    """The same with link loads, who arrives where, and routes.

    A bundle has no bends: they come from `scenario`, which has to be the one it was made from.

    Raises
    ------
    UsageError
        The scenario has other links than the bundle.
    """
    inputs = plan.inputs
    if scenario is not None:
        same_network(inputs, scenario)
    lines = lines_of(inputs, scenario)
    loads = loads_of(plan)
    layers = (
        link_layer(inputs, scenario, lines, loads),
        node_layer(inputs, lines),
        zone_layer(inputs, scenario, lines, plan),
        gate_layer(inputs, lines, loads),
        destination_layer(inputs, lines, plan),
        route_layer(plan, lines),
    )
    notes = _notes(inputs, scenario, lines)
    return Export("plan", inputs, scenario, layers, attribution(inputs.sources), notes)


def attribution(sources: Iterable[Source]) -> str:
    """Whom the data have to name: OpenStreetMap first, then every other publisher once."""
    publishers = dict.fromkeys(source.publisher for source in sources)
    osm = [OSM] if any("openstreetmap" in name.lower() for name in publishers) else []
    others = [name for name in publishers if "openstreetmap" not in name.lower()]
    return "; ".join([*osm, *others]) or "no source is named"


def _notes(inputs: Inputs, scenario: Scenario | None, lines: Lines) -> tuple[str, ...]:
    notes = []
    if inputs.if_open:
        places = ", ".join(inputs.if_open)
        notes.append(f"Every figure holds only if the gates open: {places}.")
    if lines.straight_links:
        why = (
            "a bundle has no bends, and --scenario was not given"
            if scenario is None
            else "link.csv gives no geometry for them"
        )
        notes.append(f"{lines.straight_links:,} links are drawn as straight lines: {why}.")
    if lines.broken_links:
        notes.append(
            f"{lines.broken_links:,} links are drawn as straight lines: their geometry is no line."
        )
    if inputs.crossings:
        notes.append("Gates are drawn in a row between the two nodes of their crossing.")
    if inputs.legs:
        notes.append("Legs are drawn as straight lines.")
    left_out = [row.address for row in inputs.not_used if row.address.startswith("group/")]
    if left_out:
        notes.append(f"Left out, because not known: {', '.join(left_out)}.")
    return tuple(notes)
