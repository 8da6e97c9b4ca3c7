"""Small GeoJSON files of areas, and the message of a refusal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from safepassage.errors import ScenarioError


def square(west: float, south: float, size: float = 1.0) -> dict[str, Any]:
    """A square polygon of GeoJSON."""
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(geometry: dict[str, Any] | None, **properties: Any) -> dict[str, Any]:
    """A feature of GeoJSON."""
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def two_towns(**changes: Any) -> list[dict[str, Any]]:
    """Two squares side by side; `changes` go to the second one."""
    east = {"zone_id": "b", "name": "East", "population": 200, **changes}
    return [
        feature(square(34.0, 31.0), zone_id="a", name="West", population=100),
        feature(square(35.0, 31.0), **east),
    ]


def refusal(read: Callable[[], object]) -> str:
    """What the error says."""
    with pytest.raises(ScenarioError) as caught:
        read()
    return str(caught.value)
