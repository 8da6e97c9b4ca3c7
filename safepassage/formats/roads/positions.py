"""Positions: coordinates of a file as longitude and latitude, or a refusal that helps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from safepassage.formats.geo_extra import missing_package
from safepassage.formats.roads.refusals import refuse
from safepassage.formats.roads.road_map import Position
from safepassage.problems import quoted

DEGREES = frozenset({"EPSG:4326", "OGC:CRS84", "WGS84", "4326", "CRS84"})
IN_DEGREES = "give longitude and latitude in degrees (x from -180 to 180, y from -90 to 90)"
EXAMPLE = "such as EPSG:32636 (UTM zone 36 north)"


class Coordinates(NamedTuple):
    """What a file says of its coordinates: x and y, where each stands, and its system."""

    file: str
    x: Sequence[float]
    y: Sequence[float]
    places: Sequence[tuple[int | None, str]]  # line and address of each
    crs: str | None = None  # None = the file does not say


def to_degrees(here: Coordinates, crs: str | None = None) -> list[Position]:
    """Longitude and latitude (WGS 84) of every point.

    `crs` is what the caller says; it is needed where the file says nothing and its numbers are no
    degrees, and has to agree with the file where that says something.

    Raises
    ------
    ScenarioError
        The system is not known or not said, or the numbers do not fit it.
    """
    if here.crs and crs and not _same(here.crs, crs, here.file):
        read = f"the file says {here.crs}, and {crs} was given"
        raise refuse(here.file, read, "give the system of the file, or none")
    system = here.crs or crs
    if system is None or system.upper().replace(" ", "") in DEGREES:
        found = list(zip(here.x, here.y, strict=True))
        _check_degrees(here, found, said=system is not None)
        return found
    return _transformed(here, system)


def _transformed(here: Coordinates, system: str) -> list[Position]:
    try:
        from pyproj import Transformer
        from pyproj.exceptions import ProjError
    except ImportError as error:
        raise missing_package("Coordinates in metres", "pyproj") from error
    known = _system(system, here.file)
    try:
        move = Transformer.from_crs(known, "EPSG:4326", always_xy=True)
        lon, lat = move.transform(list(here.x), list(here.y), errcheck=False)
    except ProjError as error:
        read = f"{system} does not lead to degrees ({error})"
        raise refuse(here.file, read, f"give another, {EXAMPLE}") from error
    found = list(zip(map(float, lon), map(float, lat), strict=True))
    bad = [row for row, (x, y) in enumerate(found) if not (-180 <= x <= 180 and -90 <= y <= 90)]
    if bad:
        line, address = here.places[bad[0]]
        raise refuse(
            here.file,
            f"{address} (x {here.x[bad[0]]:g}, y {here.y[bad[0]]:g}) is no place on earth in "
            f"{system}" + (f", nor are {len(bad) - 1:,} others" if len(bad) > 1 else ""),
            f"give the system that the coordinates are in, {EXAMPLE}",
            line=line,
        )
    return found


def _check_degrees(here: Coordinates, found: Sequence[Position], *, said: bool) -> None:
    """Every x is a longitude and every y a latitude; else say what they look like."""
    bad = [row for row, (x, y) in enumerate(found) if not (-180 <= x <= 180 and -90 <= y <= 90)]
    if not bad:
        return
    x, y = found[bad[0]]
    line, address = here.places[bad[0]]
    more = f" ({len(bad):,} points are like this)" if len(bad) > 1 else ""
    read = f"{address}: x {x:g}, y {y:g}{more} are no longitude and latitude"
    swapped = all(-180 <= q <= 180 and -90 <= p <= 90 for p, q in found)
    if swapped:
        mend = "x and y are swapped: x is the longitude (east), y the latitude (north)"
    elif said:
        mend = f"if they are metres, the system is another, {EXAMPLE}"
    else:
        mend = f"if they are metres, say in which system: crs, {EXAMPLE}{_hint(here.file)}"
    raise refuse(here.file, read, IN_DEGREES, mend, line=line)


def _hint(file: str) -> str:
    """What the name of the file suggests; never used without being asked."""
    found = re.search(r"epsg[-_: ]?(\d{4,6})", file, re.IGNORECASE)
    return f"; its name suggests EPSG:{found[1]}" if found else ""


def _system(text: str, file: str) -> object:
    """The system by its name, as pyproj knows it."""
    try:
        from pyproj import CRS
        from pyproj.exceptions import CRSError
    except ImportError as error:
        raise missing_package("Coordinates in metres", "pyproj") from error
    try:
        return CRS.from_user_input(int(text) if text.isdecimal() and len(text) < 10 else text)
    except CRSError as error:
        read = f"the coordinate system {quoted(text)} is not known"
        raise refuse(file, read, f"give its code, {EXAMPLE}") from error


def _same(a: str, b: str, file: str) -> bool:
    return a.upper() == b.upper() or _system(a, file) == _system(b, file)
