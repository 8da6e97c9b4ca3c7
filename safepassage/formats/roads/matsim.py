"""MATSim: roads of a network in XML, plain or gzip, one way each."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from safepassage.formats.file_hash import sha256_of
from safepassage.formats.roads.lengths import check_lengths
from safepassage.formats.roads.osm_lists import least_class
from safepassage.formats.roads.positions import EXAMPLE, Coordinates, to_degrees
from safepassage.formats.roads.refusals import Refusals, refuse
from safepassage.formats.roads.road_map import (
    FileSource,
    LeftOut,
    Point,
    Road,
    RoadMap,
    Traffic,
    Use,
)
from safepassage.formats.roads.xml_file import Place, read_xml
from safepassage.problems import quoted

ALLOWED = "give a MATSim network (network.xml or network.xml.gz)"
MODES: dict[str, Use] = {
    **dict.fromkeys(("car", "ride"), "auto"),
    **dict.fromkeys(("truck", "freight", "hgv"), "truck"),
    **dict.fromkeys(("walk", "ped"), "walk"),
}
OSM = "© OpenStreetMap contributors, ODbL"
LINK_NUMBERS = ("length", "freespeed", "capacity", "permlanes")


class _Link(NamedTuple):
    """A link as the file has it; from_ and to are ids until all nodes are known."""

    ref: str
    place: Place
    from_: str
    to: str
    length_m: float
    traffic: Traffic


@dataclass(slots=True)
class _Reader:
    """What the elements of a network say."""

    refusals: Refusals
    name: str | None = None
    crs: str | None = None
    hours: float = 1.0  # that capacities are counted over
    nodes: dict[str, int] = field(default_factory=dict)
    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    places: list[tuple[int | None, str]] = field(default_factory=list)
    links: list[_Link] = field(default_factory=list)
    line_of: dict[str, int] = field(default_factory=dict)  # of links
    words: dict[int, dict[str, str]] = field(default_factory=dict)  # attributes by row of link
    other_links: Counter[str] = field(default_factory=Counter)  # by the modes that use them
    other_m: dict[str, float] = field(default_factory=dict)
    seen: dict[Traffic, Traffic] = field(default_factory=dict)  # alike ones are one value
    inside: str = "network"
    attribute: str = ""

    def start(self, name: str, values: dict[str, str], place: Place) -> None:
        if name == "network":
            self.name = values.get("name")
        elif name == "node":
            self.inside = name
            self._node(values, place)
        elif name == "links":
            self._period(values.get("capperiod", "01:00:00"), place)
        elif name == "link":
            self.inside = name
            self._link(values, place)
        elif name == "attribute":
            self.attribute = values.get("name", "")

    def end(self, name: str, text: str) -> None:
        if name == "attribute":
            if self.inside == "network" and self.attribute == "coordinateReferenceSystem":
                self.crs = text.strip() or None
            elif self.inside == "link" and self.links:
                self.words.setdefault(len(self.links) - 1, {})[self.attribute] = text.strip()
        elif name in ("nodes", "links"):
            self.inside = "network"

    def _node(self, values: dict[str, str], place: Place) -> None:
        ref = values.get("id", "")
        address = f"node/{ref}"
        if not self._has(values, ("id", "x", "y"), place, address):
            return
        if ref in self.nodes:
            first = self.places[self.nodes[ref]][0]
            read = f"node {quoted(ref)} is there twice (also in line {first})"
            self.refusals.add(*place, address, read, "every node has an id of its own")
            return
        x, y = (
            self.refusals.number(values[name], (*place, address), name, least=None)
            for name in ("x", "y")
        )
        self.nodes[ref] = len(self.x)
        self.x.append(x or 0.0)
        self.y.append(y or 0.0)
        self.places.append((place[0], address))

    def _link(self, values: dict[str, str], place: Place) -> None:
        ref = values.get("id", "")
        address = f"link/{ref}"
        if not self._has(values, ("id", "from", "to", *LINK_NUMBERS), place, address):
            return
        if ref in self.line_of:
            read = f"link {quoted(ref)} is there twice (also in line {self.line_of[ref]})"
            self.refusals.add(*place, address, read, "every link has an id of its own")
        self.line_of[ref] = place[0]
        numbers = {
            name: self.refusals.number(
                values[name], (*place, address), name, above=name in ("freespeed", "permlanes")
            )
            for name in LINK_NUMBERS
        }
        length, speed, capacity, lanes = (numbers[name] for name in LINK_NUMBERS)
        if length is None or speed is None or capacity is None or lanes is None:
            return
        modes = [mode for mode in re.split(r"[\s,;]+", values.get("modes", "car")) if mode]
        uses = frozenset(MODES[mode] for mode in modes if mode in MODES)
        if not uses:
            key = ", ".join(sorted(modes)) or "nobody"
            self.other_links[key] += 1
            self.other_m[key] = self.other_m.get(key, 0.0) + length
        by_lane = round(capacity / self.hours / lanes, 6)
        traffic = Traffic(uses, lanes, by_lane, round(speed * 3.6, 6))
        traffic = self.seen.setdefault(traffic, traffic)
        self.links.append(_Link(ref, place, values["from"], values["to"], length, traffic))
        if values.get("type"):
            self.words[len(self.links) - 1] = {"type": values["type"]}

    def _has(
        self, values: dict[str, str], names: tuple[str, ...], place: Place, address: str
    ) -> bool:
        lacking = [name for name in names if not values.get(name, "").strip()]
        if lacking:
            read = f"{', '.join(lacking)} is not given"
            self.refusals.add(*place, address, read, f"give {', '.join(names)}")
        return not lacking

    def _period(self, text: str, place: Place) -> None:
        """hh:mm:ss, hh:mm or seconds."""
        parts = text.strip().split(":")
        if not all(part.isdecimal() and len(part) < 10 for part in parts) or len(parts) > 3:
            read = f"capperiod {quoted(text)} is no time"
            self.refusals.add(*place, "", read, "give hh:mm:ss, such as 01:00:00")
            return
        units = (1 / 3600,) if len(parts) == 1 else (1.0, 1 / 60, 1 / 3600)
        self.hours = sum(int(part) * unit for part, unit in zip(parts, units, strict=False))
        if not self.hours:
            self.refusals.add(*place, "", "capperiod is 0", "give a time above 0")
            self.hours = 1.0


def read_matsim(path: Path, *, crs: str | None = None) -> RoadMap:
    """Roads of a MATSim network; every link is a road of its own, so that its id can be named.

    `crs` is needed where the file has no coordinateReferenceSystem. Capacity is per `capperiod`
    and over all lanes; here it is by hour and lane. Links for other modes than cars, trucks and
    people on foot are left out and said.

    Raises
    ------
    ScenarioError
        All problems at once, by line.
    """
    path = Path(path)
    reader = _Reader(Refusals(path.name))
    read_xml(path, "network", ALLOWED, reader)
    roads = _roads(reader)
    reader.refusals.stop_if_any()
    if not roads:
        raise refuse(
            path.name, "there is no link in it for cars, trucks or people on foot", ALLOWED
        )
    points = _points(reader, path.name, crs)
    roads = [
        road._replace(line=tuple((points[p].lon, points[p].lat) for p in road[3:5]))
        for road in roads
    ]
    check_lengths(path.name, points, roads, assumed=False)
    osm = any(word.startswith("osm:") for words in reader.words.values() for word in words)
    source = FileSource(
        path.name,
        f"MATSim network {reader.name or path.name}",
        "OpenStreetMap contributors" if osm else "not stated in the file",
        None,
        sha256_of(path),
        OSM if osm else None,
    )
    return RoadMap(points, roads, source, left_out=_left_out(reader))


def _roads(reader: _Reader) -> list[Road]:
    """The links that somebody uses, without their lines."""
    roads = []
    for row, link in enumerate(reader.links):
        lost = [ref for ref in (link.from_, link.to) if ref not in reader.nodes]
        for ref in lost:
            read = f"it names the node {quoted(ref)}, which is not there"
            allowed = f"{len(reader.nodes):,} nodes are known"
            reader.refusals.add(*link.place, f"link/{link.ref}", read, allowed)
        if lost or not link.traffic.uses:
            continue
        words = reader.words.get(row, {})
        kind = words.get("osm:way:highway") or words.get("type") or ""
        name = words.get("osm:way:name")
        ends = reader.nodes[link.from_], reader.nodes[link.to]
        kind = least_class([kind.removeprefix("highway.")])
        roads.append(Road(link.ref, name, kind, *ends, (), link.length_m, link.traffic))
    return roads


def _points(reader: _Reader, file: str, crs: str | None) -> list[Point]:
    if reader.crs == "Atlantis":  # MATSim's word for no system at all
        reader.crs = None
    degrees = all(abs(x) <= 180 and abs(y) <= 90 for x, y in zip(reader.x, reader.y, strict=True))
    if reader.crs is None and crs is None and degrees:
        read = "the file does not say in which system its coordinates are"
        mend = "say it: crs, EPSG:4326 if they are longitude and latitude"
        raise refuse(file, read, f"MATSim counts in metres; give a system {EXAMPLE}", mend)
    here = Coordinates(file, reader.x, reader.y, reader.places, reader.crs)
    found = to_degrees(here, crs)
    return [Point(ref, *found[row]) for ref, row in reader.nodes.items()]


def _left_out(reader: _Reader) -> list[LeftOut]:
    why = "only cars, trucks and people on foot are planned on"
    return [
        LeftOut(f"link for {modes}", number, round(reader.other_m[modes] / 1000, 3), why)
        for modes, number in sorted(reader.other_links.items())
    ]
