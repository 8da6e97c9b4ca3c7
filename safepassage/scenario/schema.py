"""Schema: JSON Schema of a scenario, and the table of all fields for the reference page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from safepassage.scenario.model import Model, shapes
from safepassage.scenario.raw import OPTIONAL_TABLES, TABLE_FILES, YAML_FILE
from safepassage.scenario.scenario import Scenario

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field as the reference page shows it."""

    file: str
    noun: str
    name: str
    meaning: str
    unit: str | None
    required: bool
    refers_to: tuple[str, ...]


def scenario_schema() -> dict[str, Any]:
    """JSON Schema (2020-12): `$defs/scenario` for scenario.yaml, and one definition for each table.

    A table's definition describes one row; cells are texts, read as the type that is given.
    """
    whole = Scenario.model_json_schema(by_alias=True, ref_template="#/$defs/{model}")
    definitions = whole.pop("$defs", {})
    properties = whole["properties"]
    tables: dict[str, Any] = {}
    for name, file in TABLE_FILES.items():
        model = shapes(Scenario)[name].model
        assert model is not None
        tables[file] = {
            "description": (model.__doc__ or "").strip(),
            "optional": name in OPTIONAL_TABLES,
            "row": {"$ref": f"#/$defs/{model.__name__}"},
        }
        del properties[name]
    whole["title"] = YAML_FILE
    return {
        "$schema": DIALECT,
        "title": "A Safe Passage scenario",
        **{name: value for name, value in whole.items() if name != "title"},
        "$defs": dict(sorted(definitions.items())),
        "x-tables": tables,
    }


def field_table() -> tuple[FieldRow, ...]:
    """Every field of every noun, in the order of the files."""
    rows: list[FieldRow] = []
    seen: set[type[Model]] = set()

    def add(model: type[Model], file: str, noun: str) -> None:
        if model in seen:
            return
        seen.add(model)
        inner = []
        for name, shape in shapes(model).items():
            if model is Scenario and name in TABLE_FILES:
                continue
            rows.append(
                FieldRow(
                    file, noun, name, shape.meaning, shape.unit, shape.required, shape.refers_to
                )
            )
            if shape.model is not None:
                inner.append(shape.model)
        for child in inner:
            add(child, file, child.noun)

    add(Scenario, YAML_FILE, Scenario.noun)
    for name, file in TABLE_FILES.items():
        model = shapes(Scenario)[name].model
        assert model is not None
        add(model, file, model.noun)
    return tuple(rows)
