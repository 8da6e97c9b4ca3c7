"""Files of a hazard with times: what is read, and what is refused with place and mend."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import pytest
import shapely

from benchmarks.recipes import shared_folder
from safepassage.errors import ScenarioError, UsageError
from safepassage.formats.areas.timed_hazard import TimedHazard, read_timed_hazard

LOCAL = timezone(timedelta(hours=-8))
START = datetime(2018, 11, 8, 6, 25, tzinfo=LOCAL)
LINE = {"type": "LineString", "coordinates": [[-121.6, 39.7], [-121.5, 39.7]]}
BOW = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}


def write(folder: Path, *rows: dict[str, Any], geometry: object = LINE) -> Path:
    path = folder / "fire.geojson"
    features = [{"type": "Feature", "properties": row, "geometry": geometry} for row in rows]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def read(path: Path, **options: Any) -> TimedHazard:
    return read_timed_hazard(path, start=START, **options)


@pytest.mark.parametrize("column", ["start_min", "Arrival_Min", "minutes"])
def test_minutes_after_the_start(tmp_path: Path, column: str) -> None:
    """Parts of a second are dropped; what was there before counts as there at the start."""
    path = write(tmp_path, {column: 80}, {column: 0.51}, {column: -20})
    found = read(path)
    assert found.arrives_s == (4800, 30, 0)
    assert found.time_source == f"fire.geojson, column {column}"
    assert found.kind == "fire"
    assert any("1 of 3 had arrived before the start (Thu 8 Nov 06:25)" in n for n in found.notes)


def test_minutes_from_another_instant(tmp_path: Path) -> None:
    """The plan begins at 08:00, the file counts from 06:25."""
    path = write(tmp_path, {"start_min": 80}, {"start_min": 155})
    later = START + timedelta(minutes=95)
    found = read_timed_hazard(path, start=later, minutes_from=START)
    assert found.arrives_s == (0, 3600)


def test_instants_with_any_offset(tmp_path: Path) -> None:
    path = write(
        tmp_path, {"arrives": "2018-11-08T07:45:00-08:00"}, {"arrives": "2018-11-08T16:00:00Z"}
    )
    assert read(path).arrives_s == (4800, 5700)


def test_geopackage_keeps_the_offset_of_its_times(tmp_path: Path) -> None:
    """GDAL gives times as numbers without their offset; nothing may be read 8 hours off."""
    path = tmp_path / "fire.gpkg"
    wkb = np.array(shapely.to_wkb([shapely.Point(-121.6, 39.7)] * 2), dtype=object)
    when = np.array(["2018-11-08T07:45:00", "2018-11-08T08:00:00"], dtype="datetime64[ms]")
    quarters = np.full(2, 100 - 32, dtype=np.int64)  # GDAL: 100 = UTC, one for 15 minutes
    options = {"geometry_type": "Point", "crs": "EPSG:4326", "driver": "GPKG"}
    pyogrio.raw.write(
        path, wkb, [when], fields=["arrives"], gdal_tz_offsets={"arrives": quarters}, **options
    )
    assert read(path).arrives_s == (4800, 5700)
    bare = tmp_path / "bare.gpkg"
    pyogrio.raw.write(bare, wkb, [when], fields=["arrives"], **options)
    with pytest.raises(ScenarioError, match="has no offset"):
        read(bare)


def test_a_number_without_a_unit_is_never_a_time(tmp_path: Path) -> None:
    """The trap of the Camp Fire file: start_time is HHMM, start_min is minutes."""
    both = write(tmp_path, {"start_time": 745, "start_min": 80})
    assert read(both).arrives_s == (4800,)
    with pytest.raises(ScenarioError, match="column start_time holds numbers such as 745"):
        read(both, time_column="start_time")
    with pytest.raises(ScenarioError, match=r"clock time \(HHMM\)"):
        read(write(tmp_path, {"start_time": 745}))


def test_columns_are_never_guessed(tmp_path: Path) -> None:
    two = write(tmp_path, {"start_min": 80, "arrival_min": 90})
    with pytest.raises(ScenarioError, match=r"several columns may say when: start_min, arrival_m"):
        read(two)
    assert read(two, time_column="arrival_min").arrives_s == (5400,)
    none = write(tmp_path, {"when": "x", "y_min": 3})
    with pytest.raises(ScenarioError, match=r"the columns are when, y_min.*\n.*--hazard-time"):
        read(none)
    with pytest.raises(ScenarioError, match=r'"start" is not a column.*when, y_min'):
        read(none, time_column="start")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "no time stands here"),
        ("", "no time stands here"),
        ("unknown", "the time is unknown"),
        ("80", '"80" is a text.*\n.*Write 80 without quotes'),
        ("1,080", '"1,080" is a text'),
        ("soon", '"soon" is a text'),
        (True, '"True" is not a number'),
        ([80], "is not a number"),
        (1e9, "more than ten years"),
        (float("inf"), "is not a number"),
        (float("nan"), "no time stands here"),
    ],
)
def test_minutes_refused(tmp_path: Path, value: object, said: str) -> None:
    path = write(tmp_path, {"start_min": 3}, {"start_min": value})
    with pytest.raises(ScenarioError, match=rf"fire.geojson: feature 2: start_min: .*{said}"):
        read(path)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, "no time stands here"),
        ("2018-11-08T07:45:00", "has no offset"),
        ("07:45", "is not an instant"),
        ("2018-11-31T07:45:00Z", "is not an instant of the calendar"),
        (745, "745 is a number, and an instant is meant"),
    ],
)
def test_instants_refused(tmp_path: Path, value: object, said: str) -> None:
    path = write(tmp_path, {"arrives": "2018-11-08T07:45:00Z"}, {"arrives": value})
    with pytest.raises(ScenarioError, match=rf"feature 2: arrives: .*{said}"):
        read(path)


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    rows = [{"start_min": "a"}, {"start_min": None}, {"start_min": 1}]
    with pytest.raises(ScenarioError) as caught:
        read(write(tmp_path, *rows, geometry=None))
    assert len(caught.value.problems) == 5  # three without a geometry, two without a time


def test_only_some_features(tmp_path: Path) -> None:
    rows = [{"start_min": n, "type": t} for n, t in enumerate(("burn", "veg", "spot", "veg"))]
    path = write(tmp_path, *rows)
    found = read(path, only="type=veg, burn")
    assert found.arrives_s == (0, 60, 180)
    assert "3 features with type veg, burn; 1 left out" in found.notes
    for only, said in (
        ("type=vog", r'"vog" is no value of column type. It has veg, burn, spot.*\n.*"veg"'),
        ("typ=veg", '"typ" is not a column'),
        ("veg", "Give COLUMN=VALUE,VALUE"),
        ("type=veg,,", "Give COLUMN=VALUE,VALUE"),
    ):
        with pytest.raises(ScenarioError, match=said):
            read(path, only=only)


def test_shapes_and_what_is_not_read(tmp_path: Path) -> None:
    """Lines are as good as polygons; a polygon that crosses itself is mended, ends are named."""
    assert read(write(tmp_path, {"start_min": 3})).shapes[0].geom_type == "LineString"
    mended = read(write(tmp_path, {"start_min": 3, "end_min": 9}, geometry=BOW))
    assert mended.shapes[0].is_valid
    assert any("were mended: feature 1" in note for note in mended.notes)
    assert any("Not read: end_min" in note for note in mended.notes)
    by_end = read(write(tmp_path, {"start_min": 3, "end_min": 9}), time_column="end_min")
    assert by_end.arrives_s == (540,)
    assert not any("Not read" in note for note in by_end.notes)
    metres = {"type": "Point", "coordinates": [620000, 4400000]}
    with pytest.raises(ScenarioError, match="look like metres"):
        read(write(tmp_path, {"start_min": 3}, geometry=metres))


def test_a_start_without_an_offset_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, {"start_min": 3})
    with pytest.raises(UsageError, match="has no offset"):
        read_timed_hazard(path, start=datetime(2018, 11, 8))
    with pytest.raises(UsageError, match=r"minutes_from .* has no offset"):
        read(path, minutes_from=datetime(2018, 11, 8))
    assert read(path, minutes_from=START.astimezone(UTC)).arrives_s == (180,)


@pytest.mark.shared
def test_the_camp_fire_file() -> None:
    """1,590 reports at the nine times that its README gives."""
    folder = shared_folder()
    if folder is None:
        pytest.skip("the shared data is not there")
    found = read(folder / "data" / "camp-fire-2018" / "fire_reports.geojson")
    times = sorted({seconds // 60 for seconds in found.arrives_s})
    assert len(found.shapes) == 1590
    assert times == [0, 80, 125, 155, 215, 275, 335, 395, 455]
    assert any("end_time, end_min" in note for note in found.notes)
