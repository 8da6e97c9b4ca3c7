"""Coordinates: shapes of any coordinate system in degrees (WGS 84), or what is wrong with them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyproj
import shapely
from pyproj.exceptions import CRSError, ProjError
from shapely.geometry.base import BaseGeometry

from safepassage.formats.areas.layer import Feature, Layer, Refusals, numbers
from safepassage.problems import quoted

WGS84 = pyproj.CRS("OGC:CRS84")
ASK = "EPSG:32636, for example (ask whoever made the file), or save the file as WGS 84"
SWAP = "write longitude (east) first, then latitude (north)"


def to_wgs84(layer: Layer, crs: str | None, refusals: Refusals) -> list[BaseGeometry | None]:
    """Every shape in degrees, None where there is none or it was refused.

    `crs` is what the user says. Nothing is guessed: where neither the file nor the user names a
    system, or where numbers do not fit the system named, that is a problem.
    """
    shapes = [feature.shape for feature in layer.features]
    system = _system(layer, crs, refusals)
    if system is None:
        return [None] * len(shapes)
    fits = _fitting(layer, system, refusals)
    shapes = [shape if fit else None for shape, fit in zip(shapes, fits, strict=True)]
    if system.equals(WGS84, ignore_axis_order=True):
        return shapes
    return _projected(layer, shapes, system, refusals)


def _system(layer: Layer, crs: str | None, refusals: Refusals) -> pyproj.CRS | None:
    """The coordinate system that holds, on the word of the file or of the user."""
    found = {}
    for name, who in ((layer.crs, "the file"), (crs, refusals.crs_option)):
        if name is None:
            continue
        try:
            found[who] = pyproj.CRS.from_user_input(name)
        except CRSError:
            allowed = "give a known one, such as EPSG:4326 (degrees) or EPSG:32636 (metres)"
            refusals.add(f"{quoted(name)} is no coordinate system that is known", allowed)
            return None
    if len(found) == 2:
        said, given = found.values()
        if said.equals(given, ignore_axis_order=True):
            return said
        option = refusals.crs_option
        read = f"the file says {said.name}, and {option} {given.name}"
        refusals.add(read, "one of them holds", f"leave {option} out, or mend what the file says")
        return None
    if not found and layer.crs_else is not None:
        return pyproj.CRS.from_user_input(layer.crs_else)
    if not found:
        shapes = [f.shape for f in layer.features if f.shape is not None and not f.shape.is_empty]
        bounds = shapely.total_bounds(shapes) if shapes else np.zeros(4)
        read = f"the file names no coordinate system; its numbers {_span(bounds)}"
        in_degrees = abs(bounds[[0, 2]]).max() <= 180 and abs(bounds[[1, 3]]).max() <= 90
        which = "EPSG:4326 if they are degrees of WGS 84" if in_degrees else ASK
        mend = f"{refusals.crs_option} {which}"
        refusals.add(read, "name the system that they are in", mend)
        return None
    (system,) = found.values()
    if not (system.is_geographic or system.is_projected):
        read = f"{system.name} is no map projection and not degrees"
        refusals.add(read, "give shapes in degrees or in a map projection")
        return None
    return system


def _span(bounds: npt.NDArray[np.float64]) -> str:
    west, south, east, north = (f"{value:.6g}" for value in bounds)
    return f"go from {west} to {east} and from {south} to {north}"


def _fitting(layer: Layer, system: pyproj.CRS, refusals: Refusals) -> list[bool]:
    """Whether the numbers of each feature can be of the system; those that cannot are refused."""
    fits = []
    odd: list[Feature] = []
    for feature in layer.features:
        shape = feature.shape
        if shape is None or shape.is_empty:
            fits.append(False)
            continue
        numbers_ = shapely.get_coordinates(shape)
        if not np.isfinite(numbers_).all():
            refusals.feature(feature, "a coordinate is not a number", "give numbers")
            fits.append(False)
            continue
        x, y = abs(numbers_).max(axis=0)
        fit = (x <= 360 and y <= 90) if system.is_geographic else (x > 180 or y > 90)
        fits.append(fit)
        if not fit:
            odd.append(feature)
    if odd:
        _refuse_odd(layer, system, odd, sum(fits), refusals)
    return fits


def _refuse_odd(
    layer: Layer, system: pyproj.CRS, odd: list[Feature], fitting: int, refusals: Refusals
) -> None:
    """Features whose numbers are not of the system: swapped, metres, degrees, or mixed."""
    if system.is_geographic:
        swapped = [feature for feature in odd if _is_swapped(feature)]
        for feature in swapped:
            x, y = _first(feature)
            read = f"{x:.6g}, {y:.6g} is longitude {x:.6g} and latitude {y:.6g}"
            refusals.feature(feature, read, "latitude is from -90 to 90 (were they swapped?)", SWAP)
        odd = [feature for feature in odd if feature not in swapped]
        kind, other = "metres", "degrees"
        mend = "mend what the file says of its system"
        if layer.crs is None:
            mend = f"name the system: {refusals.crs_option} {ASK}"
    else:
        kind, other = "degrees", "metres"
        mend = f"mend what the file says of its system, or leave {refusals.crs_option} out"
    if not odd:
        return
    x, y = _first(odd[0])
    if fitting:
        read = f"{numbers(odd)}: numbers such as {x:.6g}, {y:.6g} look like {kind}"
        allowed = (
            f"the other {fitting:,} are in {other}, as {system.name} has them: give one system"
        )
        refusals.add(read, allowed, "bring all features into one system and save again")
    else:
        read = f"numbers such as {x:.6g}, {y:.6g} look like {kind}"
        refusals.add(read, f"the system is {system.name}: give {other}", mend)


def _first(feature: Feature) -> tuple[float, float]:
    x, y = shapely.get_coordinates(feature.shape)[0]
    return float(x), float(y)


def _is_swapped(feature: Feature) -> bool:
    """Latitude where longitude belongs: the first number is small enough, the second is not."""
    x, y = abs(shapely.get_coordinates(feature.shape)).max(axis=0)
    return bool(x <= 90 and 90 < y <= 180)


def _projected(
    layer: Layer, shapes: list[BaseGeometry | None], system: pyproj.CRS, refusals: Refusals
) -> list[BaseGeometry | None]:
    """Shapes of another system in degrees of WGS 84."""
    try:
        transformer = pyproj.Transformer.from_crs(system, WGS84, always_xy=True)

        def in_degrees(corners: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
            return np.column_stack(transformer.transform(corners[:, 0], corners[:, 1]))

        found = [
            None if shape is None else shapely.transform(shape, in_degrees) for shape in shapes
        ]
    except ProjError as error:
        refusals.add(f"{system.name} cannot be brought to degrees ({error})", "give WGS 84")
        return [None] * len(shapes)
    for row, (feature, shape) in enumerate(zip(layer.features, found, strict=True)):
        if shape is not None and not np.isfinite(shapely.get_coordinates(shape)).all():
            x, y = _first(feature)
            read = f"{x:.6g}, {y:.6g} lies where {system.name} is not defined"
            refusals.feature(feature, read, "give shapes in the system that is named")
            found[row] = None
    return found
