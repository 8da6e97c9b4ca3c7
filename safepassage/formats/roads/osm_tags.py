"""OSM tags: who may use a road and how, from the tags of a way or node."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from safepassage.formats.roads.road_map import NOBODY, Traffic, Use

Tags = Mapping[str, str]

DRIVABLE = frozenset(
    {
        *("motorway", "motorway_link", "trunk", "trunk_link", "primary", "primary_link"),
        *("secondary", "secondary_link", "tertiary", "tertiary_link", "unclassified"),
        *("residential", "living_street", "road"),
    }
)
SERVICE = "service"
WALKABLE = frozenset(
    {"footway", "pedestrian", "path", "steps", "track", "bridleway", "cycleway", "corridor"}
)
NO_FEET = frozenset({"motorway", "motorway_link", "trunk", "trunk_link", "cycleway"})
# the most particular key decides
KEYS: dict[Use, tuple[str, ...]] = {
    "auto": ("motorcar", "motor_vehicle", "vehicle", "access"),
    "truck": ("hgv", "goods", "motor_vehicle", "vehicle", "access"),
    "walk": ("foot", "access"),
}
OPEN_WORDS = frozenset(
    {"yes", "designated", "permissive", "public", "official", "destination", "permit"}
)
# node barriers that a car passes unless its own tags close it; every other barrier stops cars
CARS_PASS = frozenset(
    {
        *("gate", "lift_gate", "swing_gate", "cattle_grid", "border_control", "toll_booth"),
        *("entrance", "sally_port", "height_restrictor", "kerb", "no", "speed_bump", "checkpoint"),
        *("hampshire_gate", "arch"),
    }
)
# node barriers that stop people on foot
STOPS_FEET = frozenset({"wall", "fence", "hedge", "retaining_wall", "city_wall", "ditch"})
MPH = 1.609344
WORD_SPEEDS = {"walk": 7.0}
NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)\s*(km/h|kmh|kph|mph|m|ft|')?")


class RoadTags(NamedTuple):
    """What the tags of a way say of it as a road."""

    kind: str
    name: str | None
    forward: Traffic
    backward: Traffic
    width_m: float | None
    structure: str | None
    why_not: str | None  # why nobody may use it, where that is so


def allowed(tags: Tags, use: Use, *, usual: bool) -> bool:
    """Whether a use is allowed, by its most particular tag; without one, as is usual."""
    for key in KEYS[use]:
        value = tags.get(key)
        if value:
            return value in OPEN_WORDS
    return usual


def road_tags(tags: Tags, *, paths: bool, service: bool) -> RoadTags | None:
    """A way as a road, or None if it is none of the kinds asked for."""
    kind = tags.get("highway") or ""
    drivable = kind in DRIVABLE or (service and kind == SERVICE)
    walkable = paths and (kind in WALKABLE or kind == SERVICE)
    if not (drivable or walkable) or tags.get("area") == "yes":
        return None
    uses: set[Use] = {use for use in ("auto", "truck") if allowed(tags, use, usual=drivable)}
    if not drivable:
        uses = set()
    if allowed(tags, "walk", usual=kind not in NO_FEET):
        uses.add("walk")
    forth, back = _directions(tags, kind)
    lanes = _lanes(tags, forth, back)
    speed = _speeds(tags)
    ahead, behind = (
        _traffic(frozenset(uses), open_, lane, kmh)
        for open_, lane, kmh in zip((forth, back), lanes, speed, strict=True)
    )
    name = tags.get("name") or tags.get("ref") or None
    why = None
    if not uses:
        why = "closed by its access tags"
    return RoadTags(
        kind, name, ahead, behind, read_metres(tags.get("width")), _structure(tags), why
    )


def _traffic(
    uses: frozenset[Use], open_to_cars: bool, lanes: float | None, kmh: float | None
) -> Traffic:
    """One direction; a one-way street is one for wheels and not for people on foot."""
    kept = uses if open_to_cars else uses & {"walk"}
    return Traffic(kept, lanes if open_to_cars else None, None, kmh) if kept else NOBODY


def _directions(tags: Tags, kind: str) -> tuple[bool, bool]:
    """Whether wheels may go along the way, and against it."""
    value = tags.get("oneway:motor_vehicle") or tags.get("oneway") or ""
    if value in ("yes", "true", "1"):
        return True, False
    if value in ("-1", "reverse"):
        return False, True
    if value in ("no", "false", "0"):
        return True, True
    if value in ("reversible", "alternating"):  # nobody knows which way it goes now
        return False, False
    one = kind in ("motorway", "motorway_link") or tags.get("junction") in (
        "roundabout",
        "circular",
    )
    return True, not one


def _lanes(tags: Tags, forth: bool, back: bool) -> tuple[float | None, float | None]:
    """Lanes each way, where tagged; `lanes` alone counts both ways together."""
    total = _count(tags.get("lanes"))
    ahead, behind = _count(tags.get("lanes:forward")), _count(tags.get("lanes:backward"))
    if forth and back:
        if total is not None:
            half = max(1.0, total / 2)
            ahead, behind = (
                ahead if ahead is not None else (max(1.0, total - behind) if behind else half),
                behind if behind is not None else (max(1.0, total - ahead) if ahead else half),
            )
        return ahead, behind
    return (ahead if ahead is not None else total), (behind if behind is not None else total)


def _count(text: str | None) -> float | None:
    """A number of lanes; several values (1;2) count as the least, 0 as not said."""
    values = [float(part) for part in re.findall(r"\d+(?:\.\d+)?", text or "")]
    least = min(values, default=0.0)
    return least if 0 < least <= 16 else None


def _speeds(tags: Tags) -> tuple[float | None, float | None]:
    both = read_speed(tags.get("maxspeed"))
    ahead, behind = (
        read_speed(tags.get("maxspeed:forward")),
        read_speed(tags.get("maxspeed:backward")),
    )
    return (ahead if ahead is not None else both), (behind if behind is not None else both)


def read_speed(text: str | None) -> float | None:
    """A speed limit in km/h; words such as none, signals or DE:urban are no figure."""
    for part in (text or "").split(";"):
        part = part.strip().lower()
        if part in WORD_SPEEDS:
            return WORD_SPEEDS[part]
        found = NUMBER.fullmatch(part)
        if found and found[2] in (None, "km/h", "kmh", "kph", "mph"):
            value = float(found[1].replace(",", ".")) * (MPH if found[2] == "mph" else 1)
            if 1 <= value <= 200:
                return value
    return None


def read_metres(text: str | None) -> float | None:
    """A width in metres."""
    found = NUMBER.fullmatch((text or "").strip().lower())
    if not found or found[2] not in (None, "m", "ft", "'"):
        return None
    value = float(found[1].replace(",", ".")) * (0.3048 if found[2] in ("ft", "'") else 1)
    return value if 0 < value <= 100 else None


def read_minutes(text: str | None) -> float | None:
    """A duration such as PT7M, 00:07 or 7."""
    text = (text or "").strip().upper()
    iso = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?", text)
    if iso and any(iso.groups()):
        hours, minutes, seconds = (float(part or 0) for part in iso.groups())
        return hours * 60 + minutes + seconds / 60
    clock = re.fullmatch(r"(\d+):(\d\d)(?::(\d\d))?", text)
    if clock:
        return float(clock[1]) * 60 + float(clock[2]) + float(clock[3] or 0) / 60
    return float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else None


def read_hours(text: str | None) -> tuple[int, int] | None:
    """Plain hours of every day (24/7, 06:00-22:00, Mo-Su 06:00-22:00) as minutes; else None.

    Seasons, days of the week and exceptions are no figure for a given day.
    """
    text = (text or "").strip()
    if text == "24/7":
        return 0, 24 * 60
    found = re.fullmatch(r"(?:Mo-Su\s+)?(\d\d):(\d\d)\s*-\s*(\d\d):(\d\d)", text)
    if not found:
        return None
    first, last = (int(found[n]) * 60 + int(found[n + 1]) for n in (1, 3))
    return (first, last) if first < last <= 24 * 60 else None


def read_people(text: str | None) -> int | None:
    """A number of people, as a plain whole number above 0."""
    text = (text or "").strip()
    return int(text) if re.fullmatch(r"[1-9]\d{0,4}", text) else None


def _structure(tags: Tags) -> str | None:
    for key in ("tunnel", "bridge", "ford"):
        if (tags.get(key) or "no") != "no":
            return key
    return None


def stops(tags: Tags) -> frozenset[Use]:
    """The uses that a barrier on a node stops."""
    barrier = tags.get("barrier")
    if not barrier:
        return frozenset()
    usual = barrier in CARS_PASS
    stopped: set[Use] = {use for use in ("auto", "truck") if not allowed(tags, use, usual=usual)}
    if not allowed(tags, "walk", usual=barrier not in STOPS_FEET):
        stopped.add("walk")
    return frozenset(stopped)
