"""Areas: polygons and points with people, people tables, shelters; read and checked."""

from importlib.util import find_spec

from safepassage.formats.geo_extra import missing_package

# asked here, once, for all files of this folder; nothing is loaded by asking
for _package in ("shapely", "pyproj", "pyogrio"):
    if find_spec(_package) is None:
        raise missing_package("Reading zones and shelters", _package)
