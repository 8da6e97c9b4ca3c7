"""Payload: map data in the compact form that the page's script reads (page/map_roads.js)."""

from __future__ import annotations

from typing import Any

from safepassage.report.map_data import MapData, MapLink, MapZone
from safepassage.report.map_findings import BY_MODE
from safepassage.report.map_frame import dense_box, whole_box
from safepassage.report.map_line import Position
from safepassage.report.road_class import CLASSES

PER_DEGREE = 1_000_000  # a step of about 11 cm
FLAGS = {"one_way": 1, "auto": 2, "walk": 4, "truck": 8, "all_default": 16}
STUCK_FLAGS = {"auto": 32, "walk": 64}


class Words:
    """Texts by number, each kept once; the empty text is number 0."""

    def __init__(self) -> None:
        self._rows = {"": 0}

    def row(self, text: str) -> int:
        """The number of a text."""
        return self._rows.setdefault(text, len(self._rows))

    def texts(self) -> list[str]:
        """All texts by their numbers."""
        return list(self._rows)


def map_payload(data: MapData) -> dict[str, Any]:
    """Lists and numbers only; links as columns, coordinates as differences of whole numbers."""
    words = Words()
    figures: dict[Any, int] = {}
    links = _links(data.links, words, figures)
    whole = whole_box(data)
    dense = dense_box(data, whole)
    return {
        "middle": _round(((whole.west + whole.east) / 2, (whole.south + whole.north) / 2)),
        "first": None if dense == whole else list(dense),
        "classes": [
            {"label": row.label, "color": row.color, "width": row.width} for row in CLASSES
        ],
        "words": words.texts(),
        "figures": [[list(figure) for figure in row] for row in figures],
        "links": links,
        "zones": [_zone(zone) for zone in data.zones],
        "exits": [row._asdict() | {"at": _round(row.at)} for row in data.exits],
        "crossings": [
            {
                "id": row.id,
                "name": row.name,
                "line": [_round(place) for place in row.line],
                "sides": [side._asdict() for side in row.sides],
            }
            for row in data.crossings
        ],
        "legs": [
            row._asdict() | {"line": [_round(place) for place in row.line]} for row in data.legs
        ],
        "findings": [
            {"links": row.links, "places": [_round(place) for place in row.places]}
            for row in data.findings
        ],
        "notes": [
            {"links": [], "places": [] if row.where is None else [_round(row.where)]}
            for row in data.notes
        ],
        "summary": {"starts": data.summary.starts},
    }


def people_words(zone: MapZone) -> str:
    """1,200 people; or that nobody has counted them."""
    if not zone.not_counted:
        return f"{zone.people:,} people"
    rest = "1 group" if zone.not_counted == 1 else f"{zone.not_counted} groups"
    return f"{zone.people:,} people and {rest} not counted" if zone.people else "people not known"


def _links(links: tuple[MapLink, ...], words: Words, figures: dict[Any, int]) -> dict[str, Any]:
    basis = [row.basis.partition("; ") for row in links]
    return {
        "id": [row.id for row in links],
        "name": [words.row(row.name) for row in links],
        "kind": [words.row(row.kind) for row in links],
        "class": [row.road_class for row in links],
        "flags": [_flags(row) for row in links],
        "length": [round(row.length_m, 1) for row in links],
        "structure": [words.row(row.structure) for row in links],
        "figures": [figures.setdefault(row.figures, len(figures)) for row in links],
        "basis": [head for head, _, _ in basis],
        "tail": [words.row(tail) for _, _, tail in basis],
        "closed": {number: row.closed for number, row in enumerate(links) if row.closed},
        "points": [len(row.line) for row in links],
        "xy": _differences([place for row in links for place in row.line]),
    }


def _flags(link: MapLink) -> int:
    flags = sum(FLAGS[use] for use in set(link.uses))
    flags += FLAGS["one_way"] * link.one_way + FLAGS["all_default"] * link.all_default
    return flags + sum(STUCK_FLAGS[mode] for mode in link.stuck)


def _differences(places: list[Position]) -> list[int]:
    """Longitude and latitude in steps, each as the difference from the place before."""
    found: list[int] = []
    before_lon = before_lat = 0
    for lon, lat in places:
        here_lon, here_lat = round(lon * PER_DEGREE), round(lat * PER_DEGREE)
        found += (here_lon - before_lon, here_lat - before_lat)
        before_lon, before_lat = here_lon, here_lat
    return found


def _zone(zone: MapZone) -> dict[str, Any]:
    return {
        "id": zone.id,
        "name": zone.name,
        "at": None if zone.at is None else _round(zone.at),
        "atSaid": zone.at_said,
        "people": zone.people,
        "peopleText": people_words(zone),
        "notCounted": zone.not_counted,
        "byCar": zone.by_car,
        "onFoot": zone.on_foot,
        "leaveBefore": zone.leave_before,
        "area": [[_round(place) for place in ring] for ring in zone.area],
        "starts": [
            {
                "name": row.name,
                "at": _round(row.at),
                "share": row.share,
                "stuck": [BY_MODE[mode] for mode in row.stuck],
            }
            for row in zone.starts
        ],
    }


def _round(place: Position) -> list[float]:
    return [round(place[0], 6), round(place[1], 6)]
