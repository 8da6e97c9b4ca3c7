"""Preview: the map of a draft, so that errors of reading are seen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from safepassage.draft.summary import Dropped
from safepassage.report.write_map import write_map_page, write_map_picture
from safepassage.scenario.read_scenario import read_scenario


def write_preview(folder: Path, dropped: Sequence[Dropped]) -> None:
    """Draw map.html and, where matplotlib is installed, map.png into the folder of a draft."""
    scenario = read_scenario(folder)
    write_map_page(scenario, folder / "map.html", notes=[row.sentence() for row in dropped])
    write_map_picture(scenario, folder / "map.png")
