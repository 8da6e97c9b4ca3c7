"""The JSON Schema and the reference table come from the same fields as the reader."""

from __future__ import annotations

import json

from safepassage.scenario.schema import field_table, scenario_schema


def test_the_schema_names_every_noun_with_meaning_and_unit():
    schema = scenario_schema()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "crossings" in schema["properties"]
    assert "links" not in schema["properties"]
    gate = schema["$defs"]["Gate"]
    assert gate["additionalProperties"] is False
    rate = gate["properties"]["rate_persons_per_hour"]
    assert rate["unit"] == "people/h"
    assert {"enum": ["unknown"]} in rate["anyOf"]
    assert schema["$defs"]["Interval"]["properties"]["from"]["description"]
    assert schema["x-tables"]["link.csv"]["row"] == {"$ref": "#/$defs/Link"}
    json.dumps(schema)


def test_every_reference_in_the_schema_joins():
    schema = scenario_schema()
    text = json.dumps(schema)
    for name in {part.split('"')[0] for part in text.split("#/$defs/")[1:]}:
        assert name in schema["$defs"]


def test_the_table_has_every_field_with_a_meaning():
    rows = field_table()
    assert len(rows) > 150
    assert all(row.meaning for row in rows)
    far = next(row for row in rows if (row.noun, row.name) == ("gate", "rate_vehicles_per_hour"))
    assert (far.file, far.unit, far.required) == ("scenario.yaml", "vehicles/h", False)
    assert any(row.file == "link.csv" and row.refers_to == ("nodes",) for row in rows)
