"""Zones: who is where, from polygons, a table, or the places of the map; and where they start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from safepassage.draft.distances import F64
from safepassage.draft.folder import ZoneRow
from safepassage.draft.homes import find_homes
from safepassage.draft.join_people import join_people
from safepassage.draft.request import DraftRequest
from safepassage.draft.start_points import start_points
from safepassage.draft.streets import Streets
from safepassage.draft.sub_zones import split_big
from safepassage.draft.zone import DraftZone, Zones
from safepassage.draft.zone_areas import Box, near_network, zones_from_areas
from safepassage.draft.zone_places import areas_from_places
from safepassage.errors import ScenarioError, UsageError
from safepassage.formats.areas.area import Area
from safepassage.formats.areas.layer import some
from safepassage.formats.areas.people_table import read_people_table
from safepassage.formats.areas.read_areas import read_areas
from safepassage.formats.roads.road_map import FileSource, RoadMap
from safepassage.problems import Problem


@dataclass(frozen=True, slots=True)
class ZoneDraft:
    """The zones of a draft, how well they are attached, and what was done on the way."""

    rows: tuple[ZoneRow, ...]
    shapes: Mapping[str, BaseGeometry]
    weights: Mapping[str, F64]  # where the people of a zone are: longitude, latitude, weight
    basis: str
    within_300_m: float | None
    notes: tuple[str, ...]
    sources: tuple[FileSource, ...]


def draft_zones(
    request: DraftRequest, road_map: RoadMap, streets: Streets, can_leave: set[int]
) -> ZoneDraft:
    """Zones with their people, big ones split, tied to the points of streets that cars use."""
    homes = find_homes(road_map, buildings=request.buildings)
    points = _car_points(streets)
    lonlat = np.array([(streets.points[p].lon, streets.points[p].lat) for p in points])
    sources: list[FileSource] = []
    if request.zones is not None:
        found, basis = _from_file(request, homes.points, homes.basis, _box(lonlat), sources)
    else:
        total = f"{request.people:,} people" if request.people else "populations on the map"
        basis = f"{total} (on the word of whoever made the draft), {homes.basis}"
        found = areas_from_places(road_map.places, homes.points, request.people)
    zones, notes = _split(found, request.zone_size)
    _all_counted(zones)
    leaves = np.array([p in can_leave for p in points], dtype=bool)
    attached = start_points(zones, lonlat, leaves)
    if not any(tie.can_leave for tie in attached.zones):
        silent = [boat.name or boat.ref for boat in road_map.ferries if not boat.has_timetable]
        boats = f" Ferries without a timetable on the map: {some(silent)}." if silent else ""
        raise UsageError(
            f"{request.roads.name}: no road leads from where people live to a way out or shelter."
            f"{boats} Give --to FILE with shelters that they can reach, --crossings, or another "
            "area."
        )
    rows = [
        ZoneRow(
            zone.id,
            zone.name,
            zone.pcode,
            *zone.centre,
            zone.low or 0,
            zone.likely or 0,
            zone.high or 0,
            tuple((points[start.node], f"{start.share}") for start in tie.starts),
        )
        for zone, tie in zip(zones, attached.zones, strict=True)
    ]
    return ZoneDraft(
        tuple(rows),
        {zone.id: zone.shape for zone in zones if zone.shape is not None},
        {zone.id: zone.weights for zone in zones},
        basis,
        attached.near_share,
        (*notes, *attached.notes),
        tuple(sources),
    )


def _car_points(streets: Streets) -> list[int]:
    """Points where a car can start: some car street leaves there."""
    found: set[int] = set()
    for street in streets.streets:
        forth, back = street.cars
        if forth:
            found.add(street.from_point)
        if back:
            found.add(street.to_point)
    return sorted(found)


def _box(lonlat: F64) -> Box:
    """The box of the roads; west is greater than east where it goes across longitude 180."""
    lon = np.sort(lonlat[:, 0])
    gaps = np.diff(np.r_[lon, lon[0] + 360])
    widest = int(gaps.argmax())
    west = float(lon[(widest + 1) % len(lon)])
    return west, float(lonlat[:, 1].min()), float(lon[widest]), float(lonlat[:, 1].max())


def _from_file(
    request: DraftRequest, weights: F64, spread: str, box: Box, sources: list[FileSource]
) -> tuple[Zones, str]:
    """Zones of a file of polygons, with its people, those of a table, or a total shared out."""
    assert request.zones is not None
    given = request.people is not None or request.population is not None
    file = read_areas(
        request.zones,
        id_column=request.zone_id,
        name_column=request.zone_name,
        people_column=None if request.population else request.zone_people,
        people_per=request.people_per,
        people_needed=not given,
        crs=request.crs_of_zones,
        layer=request.zone_layer,
    )
    sources.append(_source(file.file, file.sha256, "Zones"))
    near = near_network(file.areas, box)
    notes = [*file.notes, *near.notes]
    if near.outside:
        notes.append(f"Outside of the roads, left out: {some([a.name for a in near.outside])}")
    areas: Sequence[Area] = near.inside
    if request.population is not None:
        table = read_people_table(
            request.population,
            people_column=request.zone_people,
            people_per=request.people_per,
            source=request.population_source,
        )
        sources.append(_source(table.file, table.sha256, "People"))
        areas = join_people(areas, table, others_too=bool(near.outside))
        found = zones_from_areas(areas, weights)
        basis, notes = f"{table.file}, joined to {file.file}; {spread}", [*notes, *table.notes]
    elif request.people is not None and request.zone_people is None:
        source = "whoever made the draft"
        found = zones_from_areas(areas, weights, total=request.people, total_source=source)
        basis = f"{request.people:,} people on the word of {source}, over {file.file}; {spread}"
    else:
        found = zones_from_areas(areas, weights)
        basis = f"{file.file}; {spread}"
    return Zones(found.zones, (*notes, *found.notes)), basis


def _source(file: str, sha256: str, what: str) -> FileSource:
    return FileSource(file, f"{what}: {file}", "given by whoever made the draft", None, sha256)


def _split(found: Zones, most: int) -> tuple[tuple[DraftZone, ...], tuple[str, ...]]:
    split = split_big(found.zones, most)
    if not split.zones:
        raise UsageError("there is no zone with people in it")
    return split.zones, (*found.notes, *split.notes)


def _all_counted(zones: Sequence[DraftZone]) -> None:
    """Nobody knows is an answer in a scenario, but not in a first draft: it plans for people."""
    unknown = [zone for zone in zones if zone.likely is None]
    if unknown:
        names = some([f"{zone.name} ({zone.place or zone.id})" for zone in unknown])
        raise ScenarioError(
            [
                Problem(
                    "zones",
                    None,
                    None,
                    "",
                    f"nobody is counted in {len(unknown)} zones: {names}",
                    "a draft needs a headcount for every zone",
                    "give --people N for all of them, or --population FILE",
                )
            ]
        )
