"""zones.geojson comes from others: what is wrong in it is told in one go, with place and mend."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from safepassage.errors import ScenarioError
from safepassage.report.zone_areas import read_zone_areas

SQUARE = [[[0, 0], [1, 0], [1, 1], [0, 0]]]


def write(folder: Path, *features: Any) -> Path:
    tree = {"type": "FeatureCollection", "features": list(features)}
    (folder / "zones.geojson").write_text(json.dumps(tree), encoding="utf-8")
    return folder


def feature(zone: Any, kind: str = "Polygon", coordinates: Any = SQUARE) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": {"zone_id": zone}, "geometry": geometry}


def test_without_the_file_there_is_no_area(tmp_path: Path) -> None:
    assert read_zone_areas(tmp_path, {"a"}) == {}


def test_polygons_with_holes_and_several_of_one_zone(tmp_path: Path) -> None:
    holed = [*SQUARE, [[0.1, 0.1], [0.2, 0.1], [0.2, 0.2], [0.1, 0.1]]]
    write(tmp_path, feature("a", coordinates=holed), feature("7", "MultiPolygon", [SQUARE, SQUARE]))
    areas = read_zone_areas(tmp_path, {"a", "7"})
    assert [len(areas["a"]), len(areas["7"])] == [2, 2]
    assert areas["a"][0][1] == (1.0, 0.0)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    write(
        tmp_path, feature("Nort"), feature(None), feature("a", "Point", [0, 0]),
        feature("a", coordinates=[[[500000, 1], [2, 3], [4, 5]]]), feature("a", coordinates=5), 17,
    )  # fmt: skip
    with pytest.raises(ScenarioError, match='Did you mean "North"') as caught:
        read_zone_areas(tmp_path, {"North", "a"})
    assert [p.address for p in caught.value.problems] == [f"features/{n}" for n in range(6)]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"features": 3}', "\x00"])
def test_what_is_no_geojson_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "zones.geojson").write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match="FeatureCollection"):
        read_zone_areas(tmp_path, {"a"})
