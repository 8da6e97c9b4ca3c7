"""WKT line: a LINESTRING as positions."""

from __future__ import annotations

import re

from safepassage.formats.roads.road_map import Position
from safepassage.problems import Refusal, quoted

LINE = re.compile(r"\s*(?:SRID=\d+;\s*)?LINESTRING\s*(?:ZM|Z|M)?\s*\(([^()]*)\)\s*", re.IGNORECASE)


def read_line(text: str) -> tuple[Position, ...]:
    """The x and y of a LINESTRING with two points or more; raises Refusal for anything else."""
    found = LINE.fullmatch(text)
    if not found:
        raise Refusal(f"{quoted(text)} is not a line", 'give WKT such as "LINESTRING (5 50, 6 51)"')
    pairs = [part.split() for part in found[1].split(",")]
    try:
        line = tuple((float(pair[0]), float(pair[1])) for pair in pairs)
    except (ValueError, IndexError):
        raise Refusal(
            f"{quoted(text)} has a point without two numbers",
            "give x and y of every point, with a space between",
        ) from None
    if len(line) < 2:
        raise Refusal(f"{quoted(text)} has one point", "a line has two points or more")
    return line


def line_text(line: tuple[Position, ...]) -> str:
    """The line as WKT, every number as short as reads back the same."""
    return f"LINESTRING ({', '.join(f'{x!r} {y!r}' for x, y in line)})"
