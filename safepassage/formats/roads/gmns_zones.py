"""GMNS zones: the rows of zone.csv with their people and places, as far as the file says."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from safepassage.formats.geo_extra import missing_package
from safepassage.formats.roads.gmns import read_nodes
from safepassage.formats.roads.gmns_files import GmnsFiles, gmns_files
from safepassage.formats.roads.gmns_table import GmnsTable, Row
from safepassage.formats.roads.gmns_units import read_units
from safepassage.formats.roads.positions import Coordinates, to_degrees
from safepassage.formats.roads.refusals import Refusals, refuse
from safepassage.problems import quoted

PEOPLE = ("population", "people")
ZONE_PEOPLE = "zone_people.csv"  # written by our export beside zone.csv


class GmnsZone(NamedTuple):
    """A zone; None = the files do not say."""

    id: str
    name: str
    people: int | None
    lon: float | None
    lat: float | None


class _Draft(NamedTuple):
    zone: GmnsZone
    line: int
    x: float | None
    y: float | None


def read_gmns_zones(path: Path, *, crs: str | None = None) -> list[GmnsZone]:
    """The zones of a GMNS network, in the order of zone.csv.

    People stand in a column population or people, or in zone_people.csv beside it; "unknown" and
    empty cells are None. The place is x_coord and y_coord, else the middle of the boundary (WKT),
    else the mean of the nodes that name the zone.

    Raises
    ------
    ScenarioError
        There is no zone.csv, or it cannot be read; all problems at once.
    """
    files = gmns_files(Path(path))
    if files.zone is None:
        raise refuse(
            files.name, "there is no zone table beside the network", "give zone.csv (GMNS)"
        )
    table = GmnsTable(files.zone, ("zone_id",))
    counted = _people_beside(files)
    drafts: dict[str, _Draft] = {}
    for row in table.rows():
        id_ = row["zone_id"]
        if not id_ or id_ in drafts:
            read = f"zone_id {quoted(id_)} is there twice" if id_ else "zone_id is empty"
            table.refusals.add(
                *row.place("zone_id", f"zone/{id_}"), read, "give every zone its own"
            )
            continue
        drafts[id_] = _draft(table, row, id_, counted)
    table.refusals.stop_if_any()
    return _placed(list(drafts.values()), files, table.file, crs)


def _draft(table: GmnsTable, row: Row, id_: str, counted: dict[str, int | None]) -> _Draft:
    address = f"zone/{id_}"
    people = counted.get(id_)
    for name in PEOPLE:
        if row[name]:
            people = _people(table.refusals, row, name, address)
    x, y = (
        table.refusals.number(row[name], row.place(name, address), name, least=None)
        if row[name]
        else None
        for name in ("x_coord", "y_coord")
    )
    if (x is None or y is None) and row["boundary"]:
        x, y = _middle(table, row, address)
    return _Draft(GmnsZone(id_, row["name"] or id_, people, None, None), row.line, x, y)


def _people(refusals: Refusals, row: Row, name: str, address: str) -> int | None:
    if row[name].lower() == "unknown":
        return None
    value = refusals.number(row[name], row.place(name, address), name)
    if value is not None and value != int(value):
        read = f"{name}: {row[name]} is not a whole number"
        refusals.add(*row.place(name, address), read, "give whole people")
        return None
    return None if value is None else int(value)


def _middle(table: GmnsTable, row: Row, address: str) -> tuple[float | None, float | None]:
    try:
        import shapely
    except ImportError as error:
        raise missing_package("Reading boundaries", "shapely") from error
    try:
        middle = shapely.from_wkt(row["boundary"]).centroid
        return float(middle.x), float(middle.y)
    except (shapely.errors.ShapelyError, ValueError) as error:
        read = f"the boundary is not WKT ({str(error)[:60]})"
        table.refusals.add(*row.place("boundary", address), read, "give POLYGON ((x y, ...))")
        return None, None


def _people_beside(files: GmnsFiles) -> dict[str, int | None]:
    """What zone_people.csv says, where it lies beside zone.csv."""
    assert files.zone is not None
    beside = files.zone.with_name(ZONE_PEOPLE)
    if not beside.is_file():
        return {}
    table = GmnsTable(beside, ("zone_id", "people_present"))
    found = {}
    for row in table.rows():
        present = row["people_present"]
        address = f"zone/{row['zone_id']}"
        people = _people(table.refusals, row, "people_present", address) if present else None
        found[row["zone_id"]] = people
    table.refusals.stop_if_any()
    return found


def _placed(drafts: list[_Draft], files: GmnsFiles, file: str, crs: str | None) -> list[GmnsZone]:
    system = read_units(files).crs
    given = [draft for draft in drafts if draft.x is not None and draft.y is not None]
    here = Coordinates(
        file,
        [draft.x or 0.0 for draft in given],
        [draft.y or 0.0 for draft in given],
        [(draft.line, f"zone/{draft.zone.id}") for draft in given],
        system,
    )
    place = dict(zip((d.zone.id for d in given), to_degrees(here, crs), strict=True))
    if len(place) < len(drafts):
        place = {**_means(files, crs), **place}
    return [
        draft.zone._replace(lon=place[draft.zone.id][0], lat=place[draft.zone.id][1])
        if draft.zone.id in place
        else draft.zone
        for draft in drafts
    ]


def _means(files: GmnsFiles, crs: str | None) -> dict[str, tuple[float, float]]:
    """The mean of the nodes of each zone, right across longitude 180 too."""
    nodes = read_nodes(files, read_units(files), crs)
    sums: dict[str, list[tuple[float, float]]] = {}
    for zone, point in zip(nodes.zone_of, nodes.points, strict=True):
        if zone:
            sums.setdefault(zone, []).append((point.lon, point.lat))
    return {zone: mean_position(found) for zone, found in sums.items()}


def mean_position(found: list[tuple[float, float]]) -> tuple[float, float]:
    """The mean of positions near one another, right across longitude 180 too."""
    first = found[0][0]
    east = sum((lon - first + 180) % 360 - 180 for lon, _ in found) / len(found)
    lat = sum(lat for _, lat in found) / len(found)
    return (first + east + 180) % 360 - 180, lat
