"""`safepassage examples`: the scenarios that ship with the package."""

from __future__ import annotations

from typing import Any

import typer


def examples(
    json: bool = typer.Option(False, "--json", help="Print [{name, path, summary}] as JSON."),
) -> None:
    """List the scenarios that ship with Safe Passage.

    Example:  safepassage examples

    Any of the names can stand where a command asks for a SCENARIO. Copy a folder to begin your own.
    """
    from .output import print_json

    rows = shipped_examples()
    if json:
        print_json(rows)
        return
    for row in rows:
        typer.echo(f"{row['name']:<14}{row['summary']}")
        typer.echo(f"{'':<14}{row['path']}")


def shipped_examples() -> list[dict[str, Any]]:
    """Name, folder and summary of each shipped example, by name."""
    from ..scenario.folder import EXAMPLES, example_names
    from ..scenario.read_scenario import read_scenario

    return [
        {"name": name, "path": str(EXAMPLES / name), "summary": read_scenario(name).summary}
        for name in example_names()
    ]
