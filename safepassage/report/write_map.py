"""Write the map of a scenario: map.html, which needs nothing, and map.png, which needs matplotlib.

Loaded lazily by the command line and by drafts.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from safepassage.report.make_map_data import make_map_data
from safepassage.report.map_data import MapData, MapNote
from safepassage.report.map_page import map_page
from safepassage.report.zone_areas import read_zone_areas
from safepassage.scenario.scenario import Scenario


def write_map_page(
    scenario: Scenario,
    path: Path,
    *,
    notes: Sequence[MapNote | str] = (),
    folder: Path | None = None,
) -> MapData:
    """Write one HTML file, whole or not at all, and give what it shows.

    Parameters
    ----------
    notes
        What was left out and why.
    folder
        Where zones.geojson is looked for; without it, the folder of `path`.
    """
    data = _map_data(scenario, notes, folder or path.parent)
    write_whole(path, map_page(data).encode("utf-8"))
    return data


def write_map_picture(
    scenario: Scenario,
    path: Path,
    *,
    notes: Sequence[MapNote | str] = (),
    folder: Path | None = None,
) -> MapData:
    """Write the same as a PNG, whole or not at all; UsageError where matplotlib is missing."""
    from safepassage.report.map_picture import map_picture

    data = _map_data(scenario, notes, folder or path.parent)
    write_whole(path, map_picture(data))
    return data


def _map_data(scenario: Scenario, notes: Sequence[MapNote | str], folder: Path) -> MapData:
    areas = read_zone_areas(folder, {zone.zone_id for zone in scenario.zones})
    return make_map_data(scenario, notes=notes, areas=areas)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
