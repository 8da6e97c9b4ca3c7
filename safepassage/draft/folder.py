"""Folder: what the files of a drafted scenario say, and its tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from safepassage.draft.crossings import DraftCrossing
from safepassage.draft.exits import Exit
from safepassage.draft.link_rows import LINK_COLUMNS, LinkRows
from safepassage.formats.roads.road_map import Ferry, FileSource


class ZoneRow(NamedTuple):
    """A zone with its people and where they enter the network; shares add up to 1 exactly."""

    id: str
    name: str
    pcode: str | None
    lon: float
    lat: float
    low: int
    likely: int
    high: int
    starts: tuple[tuple[int, str], ...]  # point, share


class ShelterRow(NamedTuple):
    """A shelter at a point of the network; room None = not known."""

    id: str
    name: str
    point: int
    room: int | None


@dataclass(frozen=True, slots=True)
class FolderText:
    """What the files of a drafted scenario say."""

    name: str
    title: str
    start: datetime
    hours: int
    timezone: str
    road_source: FileSource
    people_basis: str
    occupancy: str
    without_car: float
    rows: LinkRows
    zones: Sequence[ZoneRow]
    exits: Sequence[tuple[Exit, str]]  # with its id
    crossings: Sequence[tuple[DraftCrossing, str]]
    shelters: Sequence[ShelterRow]
    ferries: Sequence[Ferry]
    hazards: str = ""  # YAML of the key hazards
    more_sources: Sequence[FileSource] = ()
    check_first: Sequence[str] = ()

    def tables(self) -> dict[str, str]:
        """File name -> text of every table."""
        found = {
            "config.csv": _table(
                ("dataset_name", "long_length", "speed", "crs"),
                [(self.name, "m", "km/h", "EPSG:4326")],
            ),
            "node.csv": _table(
                ("node_id", "name", "x_coord", "y_coord", "zone_id"), self.rows.node_rows
            ),
            "link.csv": _table(LINK_COLUMNS, self.rows.link_rows),
            "zone.csv": _table(ZONE_COLUMNS, (self._zone(zone) for zone in self.zones)),
            "start_point.csv": _table(
                ("zone_id", "node_id", "name", "share"),
                (
                    (zone.id, self.rows.node_id[point], "", share)
                    for zone in self.zones
                    for point, share in zone.starts
                ),
            ),
            "group.csv": _table(
                GROUP_COLUMNS, (row for z in self.zones for row in self._groups(z))
            ),
        }
        if self.rows.turn_rows:
            found["forbidden_turn.csv"] = _table(
                ("turn_id", "link_ids", "uses", "basis"), self.rows.turn_rows
            )
        return found

    def _by_car(self, people: int) -> int:
        return people - round(people * self.without_car)

    def _zone(self, zone: ZoneRow) -> tuple[str, ...]:
        cars = self._cars(self._by_car(zone.high), [Decimal(share) for _, share in zone.starts])
        place = (f"{zone.lon:.6f}", f"{zone.lat:.6f}")
        return (zone.id, zone.name, zone.pcode or "", *place, str(cars), "draft")

    def _cars(self, people: int, shares: Sequence[Decimal]) -> int:
        """The fewest cars of a zone with which rounding strands nobody at any of its starts."""
        needed = [ceil(ceil(people * share) / Decimal(self.occupancy)) for share in shares]
        return max(
            (ceil(cars / share) for cars, share in zip(needed, shares, strict=True) if share),
            default=0,
        )

    def _groups(self, zone: ZoneRow) -> Iterable[tuple[str, ...]]:
        figures = (zone.low, zone.likely, zone.high)
        by_car = tuple(self._by_car(people) for people in figures)
        modes = [("car", by_car)]
        if self.without_car:
            on_foot = tuple(a - b for a, b in zip(figures, by_car, strict=True))
            modes.append(("foot", on_foot))
        for mode, people in modes:
            if people[2]:
                yield (
                    f"{zone.id}-{mode}", zone.id, "residents", "resident", mode,
                    *(str(number) for number in people), "draft", "1", "draft", "at-once", "",
                    "yes",
                )  # fmt: skip


ZONE_COLUMNS = ("zone_id", "name", "pcode", "x_coord", "y_coord", "vehicles", "vehicles_source")
GROUP_COLUMNS = (
    "group_id", "zone_id", "population", "kind", "mode", "people_low", "people_likely",
    "people_high", "people_source", "share_going", "share_source", "departure_curve", "criteria",
    "able_to_walk",
)  # fmt: skip


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()
