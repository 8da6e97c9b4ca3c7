"""Folder: a drafted scenario as files that are pleasant to edit by hand."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from safepassage.draft.crossings import DraftCrossing
from safepassage.draft.exits import Exit
from safepassage.draft.link_rows import LINK_COLUMNS, LinkRows
from safepassage.draft.road_defaults import CLASSES, SOURCE, WALKERS_PER_METRE
from safepassage.formats.roads.road_map import Ferry, FileSource

# seen at crossings that were open: 8,000 to 18,000 people a day; at list-based ones 400 to 1,400
GATE_PERSONS_PER_HOUR = 500
GATE_VEHICLES_PER_HOUR = 200


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

    def files(self) -> dict[str, str]:
        """File name -> text."""
        found = {
            "scenario.yaml": self._scenario(),
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

    def _scenario(self) -> str:
        end = self.start + timedelta(hours=self.hours)
        day = self.start.date().isoformat()
        osm = self.road_source.attribution
        lines = [
            f"# {self.title}: a first draft, made from a map. Not a plan yet: read it, mend it.",
            f"# Roads: {self.road_source.title}." + (f" {osm}." if osm else ""),
            f"# People: {self.people_basis}.",
            "#",
            "# Check first:",
            *(f"#  {number}. {text}" for number, text in enumerate(self.check_first, 1)),
            "#",
            f"name: {self.name}",
            f"title: {_q(self.title)}",
            f"timezone: {self.timezone}",
            f"start: {self.start.isoformat()}          # people are told [assumption]",
            f"end: {end.isoformat()}            # nobody arrives after it [assumption]",
            "end_source: draft",
            "capacity_use: 0.95          # share of a road's rate that a plan may use",
        ]
        if osm:
            lines.append(f"notice: {_q('Made from OpenStreetMap: ' + osm + '. A draft to check.')}")
        lines += ["", "parties:", *self._parties(), "", "sources:", *self._sources(day)]
        lines += ["", "populations:", "  - {id: residents, name: Residents}"]
        lines += ["", "# Everyone is ready when told. Give a curve where people need time:"]
        lines += ["#   {id: slow, form: rayleigh, scale_min: 60, source: draft}"]
        lines += ["departure_curves:", "  - {id: at-once, form: at_once, source: draft}"]
        lines += ["", "assumptions:", *self._assumptions()]
        lines += self._crossings()
        lines += self._destinations()
        if self.hazards:
            lines += ["", self.hazards.rstrip("\n")]
        lines += self._ferries()
        return "\n".join(lines) + "\n"

    def _parties(self) -> list[str]:
        rows = [f"  - {{id: drafter, name: {_q('Whoever drafted this scenario')}}}"]
        for crossing, ident in self.crossings:
            for side, text in zip(("inner", "outer"), crossing.sides, strict=True):
                name = f"Holder of {crossing.name}, {text}: not known"
                rows.append(f"  - {{id: {ident}-{side}, name: {_q(name)}}}")
        return rows

    def _sources(self, day: str) -> list[str]:
        draft = "Draft: figures that nobody has given yet, see assumptions"
        rows = [
            f"  - {{id: draft, title: {_q(draft)}, publisher: Safe Passage, date: {day}}}",
        ]
        for number, source in enumerate((self.road_source, *self.more_sources)):
            ident = "roads" if number == 0 else f"file-{number}"
            title = source.title + (
                "" if source.date else " (the file gives no date: the draft's stands here)"
            )
            title += f", sha256 {source.sha256[:16]}"
            rows.append(
                f"  - {{id: {ident}, title: {_q(title)}, "
                f"publisher: {_q(source.publisher)}, date: {_when(source.date) or day}}}"
            )
        return rows

    def _assumptions(self) -> list[str]:
        table = "; ".join(
            f"{kind} {usual.lanes:g} x {usual.lane_capacity:g} vehicles/h, {usual.speed_kmh:g} km/h"
            for kind, usual in CLASSES.items()
        )
        walk = f"{WALKERS_PER_METRE:g} people/h and metre of width"
        rows = [
            ("occupancy", self.occupancy, "people/vehicle", "People in a car"),
            ("road_defaults", "by class", "lanes, vehicles/h, km/h", f"{SOURCE} {table}"),
            ("walk_capacity", "by width", "people/h", f"Footways and pavements: {walk}"),
        ]
        if self.crossings:
            text = (
                "At every gate, until somebody says. Seen: 330 to 750 people/h at open crossings, "
                "20 to 60 where lists decide"
            )
            rows.append(("gate_rate", str(GATE_PERSONS_PER_HOUR), "people/h", text))
        return [
            f"  - {{id: {ident}, value: {_q(value)}, unit: {_q(unit)}, text: {_q(text)}, "
            "source: draft}"
            for ident, value, unit, text in rows
        ]

    def _crossings(self) -> list[str]:
        if not self.crossings:
            return []
        lines = ["", "# Whether a gate is open is not known, and unknown blocks. Write intervals:"]
        lines.append("#   open: [{from: ..., to: ..., source: ...}]")
        lines.append("# `safepassage plan --if-open` plans as if they were open, and says so.")
        lines.append("crossings:")
        for crossing, ident in self.crossings:
            lines += [
                f"  - id: {ident}                       # {_comment(crossing.ref)}",
                f"    name: {_q(crossing.name)}",
                f"    from_node: {self.rows.node_id[crossing.from_point]}",
                f"    to_node: {self.rows.node_id[crossing.to_point]}",
                "    gates:",
            ]
            for side, text, holder in zip(
                ("inner", "outer"), crossing.sides, crossing.holders, strict=True
            ):
                lines += [
                    f"      - id: {side}",
                    f"        side: {_q(text)}",
                    f"        holder: {ident}-{side}",
                    *([f"        # reported holder: {_comment(holder)}"] if holder else []),
                    "        open: unknown",
                    f"        rate_persons_per_hour: {GATE_PERSONS_PER_HOUR}     # [assumption]",
                    f"        rate_vehicles_per_hour: {GATE_VEHICLES_PER_HOUR}    # [assumption]",
                    "        rate_source: draft",
                ]
        return lines

    def _destinations(self) -> list[str]:
        lines = ["", "destinations:"]
        for exit_, ident in self.exits:
            name = f"Beyond the map by {exit_.name}" if exit_.name else f"Beyond the map ({ident})"
            lines.append(
                f"  - {{id: {ident}, name: {_q(name)}, node: {self.rows.node_id[exit_.point]}, "
                f"kind: outside, room: unlimited}}   # {exit_.why}"
            )
        for crossing, ident in self.crossings:
            if crossing.ends:
                node = self.rows.node_id[crossing.to_point]
                lines.append(
                    f"  - {{id: beyond-{ident}, name: {_q('Beyond ' + crossing.name)}, "
                    f"node: {node}, kind: outside, room: unlimited}}"
                )
        for shelter in self.shelters:
            room = "room: unknown" if shelter.room is None else f"room: {shelter.room}"
            source = "" if shelter.room is None else ", room_source: draft"
            lines.append(
                f"  - {{id: {shelter.id}, name: {_q(shelter.name)}, "
                f"node: {self.rows.node_id[shelter.point]}, kind: shelter, {room}{source}}}"
            )
        return lines if len(lines) > 2 else []

    def _ferries(self) -> list[str]:
        if not self.ferries:
            return []
        lines = [
            "",
            "# Ferries of the map. It gives neither departures nor seats, so they are not used;",
            "# fill in what an operator says and take the marks away (last_day: daily until then).",
            "# legs:",
        ]
        for number, ferry in enumerate(self.ferries, 1):
            nodes = self.rows.node_id[ferry.from_point], self.rows.node_id[ferry.to_point]
            minutes = f"{ferry.minutes:g} min" if ferry.minutes else "time not given"
            said = _comment(ferry.timetable or "no timetable")
            lines.append(f"#   # {ferry.ref}: {minutes}; {said}; {' '.join(sorted(ferry.uses))}")
            lines.append(
                f"#   - {{id: ferry-{number}, name: {_q(ferry.name or f'Ferry {number}')}, "
                f"node: {nodes[0]}, departs: ..., to: {nodes[1]}, arrives: ..., seats: ..., "
                "last_day: ..., source: ...}"
            )
        return lines


ZONE_COLUMNS = ("zone_id", "name", "pcode", "x_coord", "y_coord", "vehicles", "vehicles_source")
GROUP_COLUMNS = (
    "group_id", "zone_id", "population", "kind", "mode", "people_low", "people_likely",
    "people_high", "people_source", "share_going", "share_source", "departure_curve", "criteria",
    "able_to_walk",
)  # fmt: skip


def _q(text: str) -> str:
    """A text as a YAML scalar in double quotes (JSON strings are YAML)."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _comment(text: str) -> str:
    return " ".join(text.split())


def _when(text: str | None) -> str | None:
    """An ISO day or instant as it stands; None for anything else."""
    if text and re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?", text):
        return text
    return None


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()
