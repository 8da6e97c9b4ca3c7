"""Preview: the map of a draft, so that errors of reading are seen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from safepassage.errors import UsageError
from safepassage.formats.roads.road_map import LeftOut
from safepassage.report.map_data import MapNote
from safepassage.report.write_map import write_map_page, write_whole
from safepassage.scenario.read_scenario import read_scenario


def write_preview(folder: Path, dropped: Sequence[LeftOut]) -> str | None:
    """Draw map.html and map.png into the folder of a draft; a note where one could not be drawn."""
    notes = [MapNote(row.sentence(), row.where) for row in dropped]
    data = write_map_page(read_scenario(folder), folder / "map.html", notes=notes)
    from safepassage.report.map_picture import map_picture

    try:
        write_whole(folder / "map.png", map_picture(data))
    except UsageError as error:
        return f"map.png was not drawn: {error}"
    return None
