"""GMNS link: who may use a link and how, from a row of link.csv."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from safepassage.formats.roads.gmns_table import GmnsTable, Row
from safepassage.formats.roads.gmns_units import LENGTHS, SPEEDS, GmnsUnits
from safepassage.formats.roads.osm_lists import least_class, least_speed, texts_of
from safepassage.formats.roads.osm_tags import DRIVABLE, SERVICE, road_tags
from safepassage.formats.roads.road_map import NOBODY, Traffic, Use

USES: dict[str, frozenset[Use]] = {
    **dict.fromkeys(("auto", "car", "drive", "sov", "hov"), frozenset[Use](("auto",))),
    **dict.fromkeys(("truck", "hgv", "freight"), frozenset[Use](("truck",))),
    **dict.fromkeys(("walk", "ped", "pedestrian", "foot"), frozenset[Use](("walk",))),
    "all": frozenset[Use](("auto", "truck", "walk")),
}
CARS: frozenset[Use] = frozenset(("auto", "truck"))
CAPACITIES = ("capacity", "capacity_vph_per_lane")
READ = {
    *("link_id", "name", "from_node_id", "to_node_id", "directed", "geometry", "dir_flag"),
    *("facility_type", "link_type_name", "lanes", "allowed_uses", "maxspeed", "oneway", "length"),
    *("osm_way_id", "free_speed", "structure", "width_m", *CAPACITIES, *LENGTHS, *SPEEDS),
}


@dataclass(slots=True)
class LinkReading:
    """How the links of one table are read, and what had to be assumed on the way."""

    table: GmnsTable
    units: GmnsUnits
    other_words: Counter[str] = field(default_factory=Counter)  # uses that are not planned on
    other_kinds: Counter[str] = field(default_factory=Counter)  # classes not of OpenStreetMap
    uses_by_class: int = 0
    _seen: dict[Traffic, Traffic] = field(default_factory=dict)  # alike ones are one value

    @property
    def osm(self) -> bool:
        """Whether columns hold tags of OpenStreetMap, where lanes count both ways together."""
        return bool({"maxspeed", "oneway"} & self.table.columns.keys())

    def kind(self, row: Row) -> str:
        """The road class in the words of OpenStreetMap, or ""."""
        texts = texts_of(row["facility_type"] or row["link_type_name"])
        kind = least_class([text.lower() for text in texts])
        if texts and not kind:
            self.other_kinds[texts[0]] += 1
        return kind

    def traffic(self, row: Row, address: str, kind: str) -> tuple[Traffic, Traffic]:
        """Who may go from from_node to to_node, and back."""
        uses = self._uses(row, kind)
        refusals = self.table.refusals
        directed = self._yes_no(row, "directed", address)
        if self.osm:
            ahead = self._by_tags(row, kind)._replace(uses=uses)
        else:
            lanes = self._figure(row, ("lanes",), address)
            if lanes == 0:
                uses -= CARS
            ahead = Traffic(uses, lanes or None, None, None)
        capacity = self._figure(row, CAPACITIES, address)
        speed = self._speed(row, address)
        ahead = ahead._replace(lane_capacity=capacity, speed_kmh=speed or ahead.speed_kmh)
        if directed is None:
            allowed = "give 1 for one way, 0 for both ways"
            refusals.add(*row.place("directed", address), "directed is not said", allowed)
        ahead = self._seen.setdefault(ahead, ahead)
        return ahead, ahead if directed is False else NOBODY

    def length_m(self, row: Row, address: str) -> float | None:
        """The length that the row gives."""
        for name, metres in (("length", self.units.metres or 1.0), *LENGTHS.items()):
            if row[name]:
                value = self.table.refusals.number(row[name], row.place(name, address), name)
                return None if value is None else value * metres
        return None

    def width_m(self, row: Row, address: str) -> float | None:
        """The width of the way, in a column of ours."""
        return self._figure(row, ("width_m",), address)

    def _speed(self, row: Row, address: str) -> float | None:
        for name, kmh in (("free_speed", self.units.kmh or 1.0), *SPEEDS.items()):
            if row[name]:
                place = row.place(name, address)
                value = self.table.refusals.number(row[name], place, name, above=True)
                return None if value is None else value * kmh
        return None

    def _figure(self, row: Row, names: tuple[str, ...], address: str) -> float | None:
        for name in names:
            if row[name]:
                return self.table.refusals.number(row[name], row.place(name, address), name)
        return None

    def _by_tags(self, row: Row, kind: str) -> Traffic:
        """Lanes and speed from columns that hold tags of OpenStreetMap."""
        tags = {
            "highway": kind or "road",
            "lanes": row["lanes"],
            "maxspeed": least_speed(texts_of(row["maxspeed"])),
            "oneway": row["oneway"].lower() or "no",
        }
        road = road_tags(tags, paths=True, service=True)
        return NOBODY if road is None else road.forward

    def _yes_no(self, row: Row, name: str, address: str) -> bool | None:
        text = row[name].lower()
        if text in ("1", "true", "yes", "t", "y"):
            return True
        if text in ("0", "false", "no", "f", "n"):
            return False
        if text:
            allowed = "give 1 (yes) or 0 (no)"
            self.table.refusals.add(*row.place(name, address), f'{name}: "{text}"', allowed)
            return True
        return None

    def _uses(self, row: Row, kind: str) -> frozenset[Use]:
        """By allowed_uses; without it by the road class, and else for cars and trucks."""
        words = [word for word in re.split(r"[\s,;|]+", row["allowed_uses"].lower()) if word]
        if words:
            self.other_words.update(word for word in words if word not in USES)
            return frozenset[Use]().union(*(USES.get(word, frozenset()) for word in words))
        self.uses_by_class += 1
        road = road_tags({"highway": kind}, paths=True, service=True) if kind else None
        if road is None:
            return CARS
        return road.forward.uses | (CARS if kind in DRIVABLE or kind == SERVICE else frozenset())
