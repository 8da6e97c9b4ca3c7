"""Fixture: a GeoJSON file of a few features."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def geojson(tmp_path: Path) -> Callable[..., Path]:
    """Writes a FeatureCollection and gives its path."""

    def write(features: list[Any], name: str = "zones.geojson", **top: Any) -> Path:
        path = tmp_path / name
        tree = {"type": "FeatureCollection", **top, "features": features}
        path.write_text(json.dumps(tree), encoding="utf-8")
        return path

    return write
