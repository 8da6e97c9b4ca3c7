"""`safepassage export`: a scenario or a plan for other programs."""

from __future__ import annotations

from pathlib import Path

import typer


def export(
    scenario_or_bundle: str = typer.Argument(
        ..., help="A scenario's folder or name, or a plan bundle's folder."
    ),
    to: str = typer.Option(..., "--to", help="gmns, geojson or gpkg.", metavar="FORMAT"),
    out: Path = typer.Option(
        ..., "--out", help="A folder (gmns, geojson), or a file that ends in .gpkg.", metavar="PATH"
    ),
    scenario: str | None = typer.Option(
        None,
        "--scenario",
        help="Of a bundle: the scenario it was made from, for the bends of its roads.",
        metavar="SCENARIO",
    ),
    force: bool = typer.Option(
        False, "--force", help="Replace what stands there; a folder of others is moved aside."
    ),
    json: bool = typer.Option(False, "--json", help="Print what was written as one JSON document."),
) -> None:
    """Write a scenario, or a plan with its loads and routes, for GIS and traffic programs.

    gmns: node.csv, link.csv, zone.csv, config.csv. geojson: a folder with a file for each layer.
    gpkg: one GeoPackage with styles, so that QGIS shows links by load, gates by state and zones by
    people at once. A bundle is checked first; one that fails the check is not exported.

    Exports are for planners: counts and places as they are, not for publication.

    \b
    Examples:
      safepassage export harbour --to geojson --out harbour-map
      safepassage export harbour-plan --to gpkg --out harbour.gpkg --scenario harbour
      safepassage export harbour-plan --to gmns --out harbour-gmns --json
    """
    from .output import print_json
    from .run_export import export_lines, run_export

    document = run_export(scenario_or_bundle, to, out, scenario, force=force)
    if json:
        print_json(document)
    else:
        for line in export_lines(document):
            typer.echo(line)
