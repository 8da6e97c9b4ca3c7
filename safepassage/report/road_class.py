"""Road class: the few kinds of road that a map tells apart, with their colour and width."""

from __future__ import annotations

from typing import NamedTuple


class RoadClass(NamedTuple):
    """One kind of road on a map; widths fall with the class, so colour is never needed alone."""

    id: str
    label: str
    color: str  # at least 3 to 1 against the ground of the map
    width: float  # pixels, seen from near
    kinds: frozenset[str]  # values of facility_type


def _kinds(words: str) -> frozenset[str]:
    return frozenset(words.split())


OTHER = RoadClass("other", "Class not given or not known", "#5f5f5f", 2.0, frozenset())
CLASSES = (
    RoadClass(
        "motorway",
        "Motorway, trunk road",
        "#08306b",
        5.0,
        _kinds("motorway motorway_link trunk trunk_link"),
    ),
    RoadClass("primary", "Primary", "#1f5fa8", 4.0, _kinds("primary primary_link")),
    RoadClass("secondary", "Secondary", "#17808a", 3.2, _kinds("secondary secondary_link")),
    RoadClass("tertiary", "Tertiary", "#56759a", 2.6, _kinds("tertiary tertiary_link")),
    RoadClass(
        "local",
        "Local street",
        "#717d87",
        1.8,
        _kinds("unclassified residential living_street road busway"),
    ),
    RoadClass("service", "Service road, track", "#857d6d", 1.4, _kinds("service track")),
    RoadClass(
        "path",
        "Path, steps, walking street",
        "#8a6a2f",
        1.4,
        _kinds("footway path steps pedestrian cycleway bridleway corridor platform"),
    ),
    RoadClass("ferry", "Ferry", "#5a4fcf", 2.4, _kinds("ferry")),
    OTHER,
)
_ROW = {kind: row for row, found in enumerate(CLASSES) for kind in found.kinds}


def class_row(facility_type: str | None) -> int:
    """The row of CLASSES for a road class in the words of OpenStreetMap; else that of OTHER."""
    return _ROW.get((facility_type or "").strip().lower(), len(CLASSES) - 1)
