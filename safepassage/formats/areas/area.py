"""Area: a place with people as a file gives it, before it is tied to roads."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, slots=True)
class Area:
    """A polygon or point on the ground, and who counted how many people there.

    The shape is valid, in degrees (WGS 84), and cut where it crosses longitude 180. People are
    None where the file does not say, or says that nobody knows.
    """

    id: str  # fit for addresses
    name: str
    shape: BaseGeometry
    place: str  # where it stands, e.g. "zones.geojson, feature 3"
    pcode: str | None = None
    low: int | None = None
    likely: int | None = None
    high: int | None = None
    people_source: str | None = None  # e.g. "zones.geojson, column population"

    @property
    def people(self) -> int | None:
        """The likely headcount."""
        return self.likely


@dataclass(frozen=True, slots=True)
class AreaFile:
    """All areas of a file, and what was done to them on the way."""

    file: str
    sha256: str  # of a Shapefile: of its .shp, then its .dbf
    areas: tuple[Area, ...]
    notes: tuple[str, ...]
