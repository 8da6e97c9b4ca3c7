"""Place shelters: those of a file at the nearest point that cars reach."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from safepassage.draft.folder import ShelterRow
from safepassage.draft.nearest import nearest
from safepassage.draft.streets import Streets
from safepassage.errors import UsageError
from safepassage.formats.areas.shelters import read_shelters

NEAR_ROAD_M = 1_000  # a shelter farther from any road is a slip


def place_shelters(path: Path | None, streets: Streets) -> list[ShelterRow]:
    """Shelters of a file, each at the nearest point where a car arrives.

    Raises
    ------
    ScenarioError
        The file cannot be read.
    UsageError
        A shelter is more than a kilometre from every road.
    """
    if path is None:
        return []
    arrives: set[int] = set()
    for street in streets.streets:
        forth, back = street.cars
        if forth:
            arrives.add(street.to_point)
        if back:
            arrives.add(street.from_point)
    points = sorted(arrives)
    lonlat = np.array([(streets.points[p].lon, streets.points[p].lat) for p in points])
    shelters = read_shelters(path).shelters
    near = nearest(np.array([(s.lon, s.lat) for s in shelters]), lonlat)
    rows = []
    for shelter, node, metres in zip(shelters, near.row, near.metres, strict=True):
        if metres > NEAR_ROAD_M:
            raise UsageError(
                f"{path.name}: shelter {shelter.name} at {shelter.lon}, {shelter.lat} is "
                f"{metres / 1000:,.1f} km from the nearest road. Check lon and lat, or the area."
            )
        rows.append(ShelterRow(shelter.id, shelter.name, points[int(node)], shelter.capacity))
    return rows
