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
