"""GMNS: a network in four tables that our readers take back, and the other layers beside it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from safepassage.formats.export.csv_text import table
from safepassage.formats.export.export import Export
from safepassage.formats.export.gmns_links import links_of_bundle
from safepassage.formats.export.layer import Layer
from safepassage.formats.export.place import ABOUT, write_folder
from safepassage.formats.roads.gmns_zones import ZONE_PEOPLE
from safepassage.scenario.forbidden_turn import ForbiddenTurn
from safepassage.scenario.link import Link
from safepassage.scenario.model import Model, shapes
from safepassage.scenario.network_config import NetworkConfig
from safepassage.scenario.node import Node
from safepassage.scenario.scenario import Scenario
from safepassage.scenario.zone import Zone

# layers that GMNS has no table for, as tables of our own; points have x_coord and y_coord
TABLES = {
    "zones": ZONE_PEOPLE,
    "gates": "gate.csv",
    "destinations": "destination.csv",
    "routes": "route.csv",
}
GMNS_NEEDS = ("directed",)
LOADS = "link_load.csv"
LOAD_COLUMNS = ("link_id", "people", "vehicles", "use_percent", "busy_from")


def write_gmns(export: Export, out: Path, *, force: bool = False) -> Path:
    """A folder with the network in GMNS, the other layers as tables beside it, and about.json.

    With the scenario the tables are those of its folder. A bundle alone has whole metres and
    seconds: speeds follow from them, and the lanes of a direction are one with all their capacity.

    Raises
    ------
    UsageError
        The folder is taken or cannot be written; nothing is then there.
    """
    files, notes = network_files(export)
    for layer in export.layers:
        if layer.name in TABLES:
            files[TABLES[layer.name]] = _layer_table(layer)
    if export.kind == "plan":
        files[LOADS] = _load_table(export.layer("links"))
    about = export.about()
    about["notes"] += notes
    files[ABOUT] = f"{json.dumps(about, ensure_ascii=False, indent=1)}\n".encode()
    return write_folder(out, files, force=force)


def network_files(export: Export) -> tuple[dict[str, bytes], list[str]]:
    """config, node, link and zone table, forbidden turns if any; and what is to be said of them."""
    if export.scenario is not None:
        return scenario_tables(export.scenario), []
    inputs = export.inputs
    links = links_of_bundle(inputs)
    config = ["dataset_name", "long_length", "speed", "crs"]
    files = {
        "config.csv": table(config, [[inputs.scenario, "m", "km/h", "EPSG:4326"]]),
        "node.csv": table(
            ["node_id", "name", "x_coord", "y_coord"],
            [[n.id, n.name if n.name != n.id else "", n.x, n.y] for n in inputs.nodes],
        ),
        "link.csv": links.table,
        "zone.csv": _zone_table(export.layer("zones")),
    }
    if links.turns is not None:
        files["forbidden_turn.csv"] = links.turns
    left_out = f"{links.left_out:,} links for trucks alone are left out: a bundle has no figures."
    return files, [left_out] if links.left_out else []


def scenario_tables(scenario: Scenario) -> dict[str, bytes]:
    """The network tables of a scenario, every field as it stands there."""
    files = {
        "config.csv": model_table(NetworkConfig, scenario.config),
        "node.csv": model_table(Node, scenario.nodes),
        "link.csv": model_table(Link, scenario.links),
        "zone.csv": model_table(Zone, scenario.zones),
    }
    if scenario.forbidden_turns:
        files["forbidden_turn.csv"] = model_table(ForbiddenTurn, scenario.forbidden_turns)
    return files


def model_table(model: type[Model], rows: Sequence[Model]) -> bytes:
    """A table of a scenario: the columns that it or GMNS needs, and those that some row fills."""
    names = {info.alias or name: name for name, info in model.model_fields.items()}
    needed = [column for column, shape in shapes(model).items() if shape.required]
    needed += GMNS_NEEDS
    kept = [
        column
        for column, name in names.items()
        if column in needed
        or any(getattr(row, name) != model.model_fields[name].default for row in rows)
    ]
    return table(kept, [[_cell(getattr(row, names[column])) for column in kept] for row in rows])


def _cell(value: object) -> str:
    """A value as a scenario is written: 1 or 0, plain numbers, words with commas between."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return ",".join(value)
    return str(value)


def _zone_table(layer: Layer) -> bytes:
    rows = []
    for feature in layer.features:
        x, y = feature.geometry[0] if feature.geometry else ("", "")
        rows.append([*feature.values[:2], x, y])
    return table(["zone_id", "name", "x_coord", "y_coord"], rows)


def _layer_table(layer: Layer) -> bytes:
    """A layer as a table; the place of a point in two columns of their own."""
    header = [column.name for column in layer.columns]
    points = layer.geometry == "point"
    rows: list[Sequence[object]] = []
    for feature in layer.features:
        place = feature.geometry[0] if feature.geometry else ("", "")
        rows.append([*feature.values, *place] if points else feature.values)
    return table([*header, "x_coord", "y_coord"] if points else header, rows)


def _load_table(layer: Layer) -> bytes:
    columns = [layer.column(name) for name in LOAD_COLUMNS]
    return table(LOAD_COLUMNS, zip(*columns, strict=True))
