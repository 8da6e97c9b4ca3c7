"""Zone places: without polygons, the named places of a map as zones; without any, a grid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from safepassage.draft.distances import F64, I64, middle_lon, turned
from safepassage.draft.nearest import NEAR_M, nearest
from safepassage.draft.weights import summed, weight_points
from safepassage.draft.whole_people import split_people
from safepassage.draft.zone import DraftZone, Zones
from safepassage.errors import UsageError
from safepassage.formats.areas.keys import as_id
from safepassage.formats.areas.layer import some
from safepassage.formats.roads.road_map import METRES_A_DEGREE, Place

SETTLEMENTS = {
    *("city", "borough", "town", "village", "suburb", "quarter", "neighbourhood"),
    *("hamlet", "isolated_dwelling"),
}
SQUARE_M = 2000.0  # side of a square of the grid


def areas_from_places(
    places: Sequence[Place],
    weights: object,
    total: int | None,
    *,
    total_source: str = "",
    use_tagged: bool = False,
) -> Zones:
    """A zone for each settlement: what lies nearer to it than to any other, and within 5 km.

    What lies farther off becomes a zone "elsewhere near X". People are the `total`, shared out by
    weight. With `use_tagged` a place with a population on the map has that many people, and the
    rest of the total goes to the others (without a total theirs is unknown). Zones with nobody in
    them vanish and are listed. Without any settlement zones are squares of 2 km.

    Raises
    ------
    UsageError
        There is nothing to weigh by, or the places have more people than the total.
    """
    points = weight_points(weights)
    if not len(points):
        raise UsageError("There is nothing to place people by: no street and no building")
    seeds = [place for place in places if place.kind in SETTLEMENTS]
    notes = []
    if seeds:
        names, ids, owner = _around(seeds, points)
        tagged = [place.people if use_tagged else None for place in seeds]
    else:
        notes.append("The map names no settlement: zones are squares of 2 km")
        names, ids, owner = _squares(points)
        tagged = []
    tagged += [None] * (len(ids) - len(tagged))
    weight = summed(owner, points[:, 2], len(ids))
    people = _people(weight, tagged, total)
    zones = []
    for row in range(len(ids)):
        part = people[row]
        if not weight[row] or part == 0:
            continue
        source = total_source if tagged[row] is None else "population on the map"
        inside = points[owner == row]
        zones.append(
            DraftZone(ids[row], names[row], inside, part, part, part, source if part else None)
        )
    nobody = [names[r] for r in range(len(ids)) if not weight[r] or people[r] == 0]
    if nobody:
        notes.append(f"Left out, since by weight nobody is there: {some(nobody)}")
    if any(count is not None for count in tagged):
        notes.append("Populations on a map may count a town's quarters again: compare the total")
    return Zones(tuple(zones), tuple(notes))


def _around(seeds: list[Place], points: F64) -> tuple[list[str], list[str], I64]:
    """Names and ids of the places, then of what is elsewhere near them, and who owns each point."""
    near = nearest(points, np.array([(place.lon, place.lat) for place in seeds]))
    ids = _ids(seeds)
    far = near.metres > NEAR_M
    beyond = np.unique(near.row[far])
    owner = near.row.copy()
    owner[far] = len(seeds) + np.searchsorted(beyond, near.row[far])
    names = [place.name for place in seeds]
    names += [f"elsewhere near {seeds[row].name}" for row in beyond]
    ids += [f"{ids[row]}:elsewhere" for row in beyond]
    return names, ids, owner


def _ids(seeds: list[Place]) -> list[str]:
    """Ids from names; where two places have one name, with what the file calls them."""
    plain = [as_id(place.name) for place in seeds]
    often = Counter(plain)
    return [
        id_ if id_ and often[id_] == 1 else as_id(f"{id_}-{place.ref}")
        for id_, place in zip(plain, seeds, strict=True)
    ]


def _squares(points: F64) -> tuple[list[str], list[str], I64]:
    """Squares of 2 km that hold weight: letters from the north, numbers from the west, as B3."""
    from_lon, from_lat = middle_lon(points[:, 0]), float(points[:, 1].mean())
    east = turned(points[:, 0] - from_lon) * np.cos(np.radians(from_lat)) * METRES_A_DEGREE
    south = (from_lat - points[:, 1]) * METRES_A_DEGREE
    column = ((east - east.min()) // SQUARE_M).astype(np.int64)
    line = ((south - south.min()) // SQUARE_M).astype(np.int64)
    width = int(column.max()) + 1
    found, owner = np.unique(line * width + column, return_inverse=True)
    codes = [f"{_letters(int(key) // width)}{int(key) % width + 1}" for key in found]
    return [f"square {c}" for c in codes], [f"square-{c}" for c in codes], owner.astype(np.int64)


def _letters(row: int) -> str:
    """A to Z, then AA, as columns of a spreadsheet."""
    text = ""
    while row >= 0:
        row, letter = divmod(row, 26)
        text = chr(ord("A") + letter) + text
        row -= 1
    return text


def _people(weight: F64, tagged: list[int | None], total: int | None) -> list[int | None]:
    """People of each zone: as tagged, and of the rest of the total by weight."""
    known = sum(count for row, count in enumerate(tagged) if count is not None and weight[row])
    open_rows = [row for row in range(len(weight)) if tagged[row] is None and weight[row]]
    people: list[int | None] = [count if weight[r] else 0 for r, count in enumerate(tagged)]
    if total is None:
        return people
    if total < known or (total > known and not open_rows):
        raise UsageError(
            f"The places of the map have {known:,} people, and the total is {total:,}: "
            "give another total, or leave out what the map says"
        )
    if open_rows:
        parts = split_people(total - known, [float(weight[row]) for row in open_rows])
        for row, part in zip(open_rows, parts, strict=True):
            people[row] = part
    return people
