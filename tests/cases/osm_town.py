"""Small towns as OpenStreetMap XML, for tests of the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

Position = tuple[float, float]
Members = Sequence[tuple[str, int, str]]  # type, ref, role


def town_xml(
    nodes: Mapping[int, Position | tuple[Position, Mapping[str, str]]],
    ways: Mapping[int, tuple[Sequence[int], Mapping[str, str]]],
    relations: Mapping[int, tuple[Members, Mapping[str, str]]] | None = None,
    bounds: tuple[float, float, float, float] | None = None,
) -> str:
    """The text of an .osm file; a node is (lon, lat) or ((lon, lat), tags)."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6" generator="test">']
    if bounds is not None:
        west, south, east, north = bounds
        lines.append(f'<bounds minlon="{west}" minlat="{south}" maxlon="{east}" maxlat="{north}"/>')
    for ref, node in nodes.items():
        place, tags = (node, {}) if isinstance(node[0], float) else node
        lon, lat = place
        lines.append(f'<node id="{ref}" version="1" lon="{lon!r}" lat="{lat!r}">')
        lines += [*_tags(tags), "</node>"]
    for ref, (refs, tags) in ways.items():
        lines.append(f'<way id="{ref}" version="1">')
        lines += [f'<nd ref="{node}"/>' for node in refs]
        lines += [*_tags(tags), "</way>"]
    for ref, (members, tags) in (relations or {}).items():
        lines.append(f'<relation id="{ref}" version="1">')
        lines += [f'<member type="{t}" ref="{r}" role="{role}"/>' for t, r, role in members]
        lines += [*_tags(tags), "</relation>"]
    return "\n".join([*lines, "</osm>"]) + "\n"


def _tags(tags: Mapping[str, str]) -> list[str]:
    return [f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in tags.items()]


def write_town(path: Path, *args: object, **options: object) -> Path:
    """Write a town and give its path."""
    path.write_text(town_xml(*args, **options), encoding="utf-8")  # type: ignore[arg-type]
    return path


def little_town(path: Path, *, west: float = 10.0, name: str = "Littleton") -> Path:
    """Five by five residential streets, 500 m apart, and a main road that leaves to the east.

    The main road ends outside the bounds of the file, 1.5 km from the last street.
    """
    step_lon, step_lat, side = 0.007, 0.0045, 5
    nodes: dict = {
        1 + i * side + j: (_lon(west + i * step_lon), round(50 + j * step_lat, 5))
        for i in range(side)
        for j in range(side)
    }
    nodes[50] = ((_lon(west + 2 * step_lon), 50.009), {"place": "town", "name": name})
    nodes[60] = (_lon(west + 6 * step_lon), 50.009)
    nodes[61] = (_lon(west + 7 * step_lon), 50.009)
    ways: dict = {}
    for k in range(side):
        across = [1 + i * side + k for i in range(side)]
        along = [1 + k * side + j for j in range(side)]
        ways[100 + k] = (across, {"highway": "residential", "name": f"Row {k}"})
        ways[200 + k] = (along, {"highway": "residential", "name": f"Column {k}"})
    out = [1 + (side - 1) * side + 2, 60, 61]
    ways[300] = (out, {"highway": "primary", "ref": "A 1", "maxspeed": "80", "lanes": "2"})
    east = _lon(west + 6 * step_lon)
    return write_town(path, nodes, ways, None, (west, 49.999, east, 50.02))


def _lon(value: float) -> float:
    return round((value + 180) % 360 - 180, 5)
