"""OSM: roads, turns, places, barriers and borders of an OpenStreetMap extract, as a RoadMap."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from safepassage.formats.file_hash import sha256_of
from safepassage.formats.geo_extra import missing_package
from safepassage.formats.roads.osm_file import form_of, refuse
from safepassage.formats.roads.osm_roads import road_map_of
from safepassage.formats.roads.osm_seen import Seen, see_node, see_relation, see_way
from safepassage.formats.roads.road_map import FileSource, RoadMap

ATTRIBUTION = "© OpenStreetMap contributors, ODbL"


def read_osm(
    path: Path, *, paths: bool = False, service: bool = False, buildings: bool = False
) -> RoadMap:
    """Roads of an extract, cut at every junction; nothing is filled in.

    Parameters
    ----------
    paths
        Also what only people on foot may use.
    service
        Cars may use service roads too (yards, drives, car parks).
    buildings
        Also the middle of every building, as a weight for where people are.

    Raises
    ------
    ScenarioError
        It is no extract, is cut short, or has no road.
    UsageError
        The extra `geo` is not installed.
    """
    try:
        import osmium
    except ImportError as error:
        raise missing_package("Reading OpenStreetMap", "osmium") from error
    path = Path(path)
    form = form_of(path)
    seen = Seen()
    wanted = osmium.filter.KeyFilter(
        "highway", "barrier", "place", "route", "boundary", "type",
        *(("building",) if buildings else ()),
    )  # fmt: skip
    try:
        reading = osmium.FileProcessor(osmium.io.File(str(path), form)).with_locations()
        header = reading.header
        stamp = header.get("osmosis_replication_timestamp") or header.get("timestamp")
        things: Any = reading.with_filter(wanted)
        for thing in things:
            if thing.is_node():
                see_node(seen, thing)
            elif thing.is_way():
                see_way(seen, thing, paths=paths, service=service, buildings=buildings)
            elif thing.is_relation():
                see_relation(seen, thing)
    except (RuntimeError, ValueError) as error:
        raise refuse(
            path,
            f"it cannot be read to its end ({error})",
            "it may be cut short: download it again",
        ) from error
    if not seen.ways:
        raise refuse(path, "there is no road in it", _why_no_road(seen))
    source = FileSource(
        path.name, f"OpenStreetMap extract {path.name}", "OpenStreetMap contributors",
        stamp or None, sha256_of(path), ATTRIBUTION,
    )  # fmt: skip
    return replace(road_map_of(seen, source), box=_own_box(header.box(), seen))


def _own_box(box: Any, seen: Seen) -> tuple[float, float, float, float] | None:
    """The box in the file's header, unless its roads show that it cannot be right."""
    if not box.valid():
        return None
    low, high = box.bottom_left, box.top_right
    own = (low.lon, low.lat, high.lon, high.lat)
    lons = [lon for lon, _ in seen.position.values()]
    lats = [lat for _, lat in seen.position.values()]
    wide, tall = max(lons) - min(lons), max(lats) - min(lats)
    if own[2] - own[0] > 2 * wide or own[3] - own[1] > 2 * tall:
        return None
    return own


def _why_no_road(seen: Seen) -> str:
    if seen.unplaced:
        return f"{seen.unplaced:,} ways have no node with a place: sort it (nodes, ways, relations)"
    return "give an extract of an area with roads"
