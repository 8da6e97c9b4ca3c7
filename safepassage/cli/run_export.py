"""Run an export for the command line: check a bundle first, write, and say what was written."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from ..errors import BundleError, UsageError
from .run_check import run_check

if TYPE_CHECKING:
    from ..formats.export.export import Export

FORMATS = ("gmns", "geojson", "gpkg")


def run_export(
    what: str, to: str, out: Path, scenario: str | None, *, force: bool
) -> dict[str, Any]:
    """Write the export and describe it. Raises SafePassageError for all that the user can mend."""
    from ..formats.export.place import refuse_name, refuse_taken
    from ..plan.read_bundle import is_bundle

    begin = perf_counter()
    if to not in FORMATS:
        raise UsageError(f'--to: "{to}" is not known. Allowed: {", ".join(FORMATS)}.')
    if to == "gpkg":
        refuse_name(out)
    refuse_taken(out, force=force, folder=to != "gpkg")
    made = (
        _of_bundle(Path(what), scenario) if is_bundle(Path(what)) else _of_scenario(what, scenario)
    )
    _write(made, to, out, force)
    about = made.about()
    return {
        "out": str(out),
        "format": to,
        **{key: about[key] for key in ("kind", "scenario", "title", "notice", "grade")},
        **{key: about[key] for key in ("attribution", "credit", "if_open", "notes")},
        "layers": [
            {"name": layer.name, "geometry": layer.geometry, "features": len(layer.features)}
            for layer in made.layers
        ],
        "seconds": round(perf_counter() - begin, 3),
    }


def export_lines(document: dict[str, Any]) -> list[str]:
    """What was written, in words."""
    lines = [document["notice"]] if document["notice"] else []
    rows = ", ".join(f"{row['name']} {row['features']:,}" for row in document["layers"])
    lines += [f"{document['out']}: {document['title']}", f"  {rows}"]
    lines += [f"  {note}" for note in document["notes"]]
    lines.append(f"  For {document['grade']}: not for publication. {document['credit']}")
    return lines


def _of_scenario(what: str, scenario: str | None) -> Export:
    from ..formats.export.export import export_scenario
    from ..scenario.read_scenario import read_scenario

    if scenario is not None:
        raise UsageError(f"--scenario goes with a bundle, and {what} is a scenario itself.")
    return export_scenario(read_scenario(what))


def _of_bundle(folder: Path, scenario: str | None) -> Export:
    from ..formats.export.export import export_plan
    from ..plan.read_bundle import read_bundle
    from ..scenario.read_scenario import read_scenario

    code, report, message = run_check(folder)
    if report is None:
        raise BundleError(message)
    if code != 0:
        broken = [row["rule"] for row in report["rules"] if row["kept"] is False]
        broken += [row["claim"] for row in report["claims"] if row["status"] == "FAILED"]
        raise UsageError(
            f"{folder} fails the check ({', '.join(broken[:5])}). Nothing was written. "
            f"See: safepassage check {folder}"
        )
    plan = read_bundle(folder)
    return export_plan(plan, None if scenario is None else read_scenario(scenario))


def _write(made: Export, to: str, out: Path, force: bool) -> None:
    if to == "gmns":
        from ..formats.export.gmns import write_gmns

        write_gmns(made, out, force=force)
    elif to == "geojson":
        from ..formats.export.geojson import write_geojson

        write_geojson(made, out, force=force)
    else:
        from ..formats.export.geopackage import write_geopackage

        write_geopackage(made, out, force=force)
