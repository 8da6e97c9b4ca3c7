"""Draft hazards: the hazard that a request names, in the text of the folder, with its source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from safepassage.clock import format_instant
from safepassage.draft.distances import F64, middle_lon, turned
from safepassage.draft.folder import FolderText
from safepassage.draft.hazards import DraftHazard, hazards_for, hazards_yaml
from safepassage.draft.request import DraftRequest
from safepassage.draft.zones import ZoneDraft
from safepassage.formats.areas.timed_hazard import TimedHazard, read_timed_hazard
from safepassage.formats.roads.road_map import FileSource

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def draft_hazards(request: DraftRequest, text: FolderText, zones: ZoneDraft) -> FolderText:
    """The text with the hazards of `request.hazard`, and their file among the sources.

    Raises
    ------
    ScenarioError
        The file of the hazard cannot be read as one.
    """
    assert request.hazard is not None
    hazard = read_timed_hazard(
        request.hazard,
        start=text.start,
        time_column=request.hazard_time,
        kind=request.hazard_kind,
        only=request.hazard_only,
        minutes_from=request.hazard_from,
        crs=request.crs_of_zones,
    )
    found = hazards_for(
        hazard,
        link_lines(text),
        [(zone.id, around(zones.weights[zone.id])) for zone in text.zones],
        reach_m=request.hazard_reach_m,
        source=f"file-{len(text.more_sources) + 1}",
    )
    source = FileSource(
        hazard.file,
        f"Hazard: {hazard.time_source}",
        "given by whoever made the draft",
        None,
        hazard.sha256,
    )
    return replace(
        text,
        hazards=hazards_yaml(found),
        more_sources=(*text.more_sources, source),
        check_first=(*text.check_first, _in_words(request, hazard, found), *hazard.notes),
    )


def link_lines(text: FolderText) -> list[tuple[str, F64]]:
    """The id and the line (longitude, latitude) of every row of link.csv."""
    lines = []
    for row in text.rows.link_rows:
        numbers = [float(number) for number in NUMBER.findall(row[-1])]
        lines.append((row[0], np.array(numbers).reshape(-1, 2)))
    return lines


def around(weights: F64) -> BaseGeometry:
    """The ground between the homes of a zone: a hazard in it has come, one in its woods has not."""
    middle = middle_lon(weights[:, 0])
    lon = middle + turned(weights[:, 0] - middle)
    return shapely.convex_hull(shapely.MultiPoint(np.column_stack([lon, weights[:, 1]])))


def _in_words(request: DraftRequest, hazard: TimedHazard, found: Sequence[DraftHazard]) -> str:
    reach = f"within {request.hazard_reach_m:,} m of {hazard.kind} ({hazard.time_source})"
    if not found:
        return f"hazard: no link and no zone lies {reach}; is the file of this place?"
    links = sum(len(row.links) for row in found)
    zones = sum(len(row.zones) for row in found)
    first = format_instant(found[0].arrives)
    last = format_instant(found[-1].arrives)
    return (
        f"hazard: {links:,} links are closed and {zones:,} zones must be left from the first "
        f"moment {reach}, {first} to {last} [assumption: nobody passes there after it]"
    )
