"""OSM lists: several values in one text, as OSMnx leaves them where it joins ways."""

from __future__ import annotations

import re
from collections.abc import Sequence

from safepassage.formats.roads.osm_tags import DRIVABLE, SERVICE, WALKABLE, read_speed

WORD = re.compile(r"""'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s,\[\]'"]+)""")
# from the widest road to the narrowest path
CLASSES = (
    *("motorway", "motorway_link", "trunk", "trunk_link", "primary", "primary_link"),
    *("secondary", "secondary_link", "tertiary", "tertiary_link", "unclassified", "road"),
    *("residential", "living_street", "service", "track", "pedestrian", "cycleway", "bridleway"),
    *("footway", "path", "corridor", "steps"),
)
ROADS = DRIVABLE | WALKABLE | {SERVICE}


def texts_of(text: str) -> list[str]:
    """The values of "['Moore Road', 'Herb Lane']"; of any other text the text alone."""
    text = text.strip()
    if not (text.startswith("[") and text.endswith("]")):
        return [text] if text else []
    found = [re.sub(r"\\(.)", r"\1", "".join(groups)) for groups in WORD.findall(text)]
    return [word for word in found if word not in ("", "None", "nan")]


def least_class(texts: Sequence[str]) -> str:
    """The narrowest road class of several; "" if none is one of OpenStreetMap."""
    known = [text for text in texts if text in ROADS]
    return max(known, key=CLASSES.index, default="")


def least_speed(texts: Sequence[str]) -> str:
    """The text of the lowest speed limit of several; "" if none is a figure."""
    speeds = [(speed, text) for text in texts if (speed := read_speed(text)) is not None]
    return min(speeds, default=(0.0, ""))[1]
