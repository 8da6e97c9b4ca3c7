"""`safepassage schema`: the JSON Schema of a scenario."""

from __future__ import annotations

import typer


def schema(
    table: str | None = typer.Option(
        None, "--table", help="Print the schema of one CSV table only, e.g. group.", metavar="NAME"
    ),
    json: bool = typer.Option(False, "--json", help="Accepted for symmetry: it is always JSON."),
) -> None:
    """Print the JSON Schema of scenario.yaml and of the CSV tables, generated from the models.

    \b
    Examples:
      safepassage schema > scenario.schema.json
      safepassage schema --table group
    """
    from ..errors import UsageError
    from ..scenario.schema import scenario_schema
    from .output import print_json

    document = scenario_schema()
    if table is not None:
        tables = document["x-tables"]
        name = table if table.endswith(".csv") else f"{table}.csv"
        if name not in tables:
            raise UsageError(f'There is no table "{name}". Known: {", ".join(sorted(tables))}.')
        document = {
            "$schema": document["$schema"],
            "title": name,
            **tables[name],
            "$defs": document["$defs"],
        }
    print_json(document)
