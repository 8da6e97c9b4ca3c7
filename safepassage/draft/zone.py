"""Draft zone: people of one zone and where in it they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from shapely.geometry.base import BaseGeometry

from safepassage.draft.distances import F64, in_metres


@dataclass(frozen=True, slots=True, eq=False)
class DraftZone:
    """A zone before it is tied to roads; people are None where nobody knows.

    `weights` says where its people are: longitude, latitude, weight (shape (n, 3), n > 0).
    """

    id: str
    name: str
    weights: F64
    low: int | None
    likely: int | None
    high: int | None
    people_source: str | None = None
    pcode: str | None = None
    shape: BaseGeometry | None = None
    place: str = ""  # where it stands in a file

    @property
    def people(self) -> int | None:
        """The likely headcount."""
        return self.likely

    @property
    def centre(self) -> tuple[float, float]:
        """Longitude and latitude of the weighted position nearest to the weighted middle."""
        xy = in_metres(self.weights[:, 0], self.weights[:, 1])
        middle = np.average(xy, axis=0, weights=self.weights[:, 2])
        lon, lat, _ = self.weights[int(((xy - middle) ** 2).sum(axis=1).argmin())]
        return float(lon), float(lat)


class Zones(NamedTuple):
    """Zones, and what was done on the way."""

    zones: tuple[DraftZone, ...]
    notes: tuple[str, ...]
