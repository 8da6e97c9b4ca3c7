"""The generated schema is valid JSON Schema, and the shipped scenarios fit it."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from safepassage.scenario.folder import EXAMPLES, example_names
from safepassage.scenario.schema import scenario_schema

SCHEMA = scenario_schema()


def plain(value: Any) -> Any:
    """A YAML tree as JSON would hold it."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize("name", example_names())
def test_the_examples_fit_the_schema(name: str) -> None:
    tree = plain(YAML(typ="safe").load(Path(EXAMPLES / name / "scenario.yaml").read_text("utf-8")))
    errors = [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message[:120]}"
        for error in Draft202012Validator(SCHEMA).iter_errors(tree)
    ]
    assert errors == []


@pytest.mark.parametrize("name", example_names())
def test_the_columns_of_the_tables_are_in_the_schema(name: str) -> None:
    for file, table in SCHEMA["x-tables"].items():
        path = EXAMPLES / name / file
        if not path.is_file():
            assert table["optional"], file
            continue
        with path.open(encoding="utf-8", newline="") as stream:
            columns = next(csv.reader(stream))
        definition = SCHEMA["$defs"][table["row"]["$ref"].rpartition("/")[2]]
        assert set(columns) <= set(definition["properties"]), file
        assert set(definition.get("required", ())) <= set(columns), file


def test_a_wrong_scenario_does_not_fit() -> None:
    text = Path(EXAMPLES / "causeway" / "scenario.yaml").read_text("utf-8")
    tree = plain(YAML(typ="safe").load(text))
    tree["crossings"][0]["gates"][0]["holdr"] = "nobody"
    assert list(Draft202012Validator(SCHEMA).iter_errors(tree))
