"""The picture must show what is there, whatever the names are, and say what it needs."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import numpy as np
import pytest

from safepassage.errors import UsageError
from safepassage.report.make_map_data import make_map_data
from safepassage.report.map_data import MapData
from safepassage.report.picture_crossings import HALF, crossing_spots
from safepassage.report.write_map import write_map_picture
from safepassage.scenario import read_scenario

from .hostile import hostile
from .scenes import exit_at, link, node, scene

pytest.importorskip("matplotlib", reason="needs matplotlib (pip install 'safepassage[plot]')")

from matplotlib import image

from safepassage.report.map_frame import Frame, whole_box
from safepassage.report.map_picture import map_picture
from safepassage.report.picture_fonts import PictureFonts


def pixels(data: MapData) -> np.ndarray:
    """The picture as numbers from 0 to 255."""
    read = image.imread(io.BytesIO(map_picture(data)), format="png")
    return (read[:, :, :3] * 255).round().astype(int)


def has(picture: np.ndarray, color: str) -> int:
    """How many pixels have nearly this colour."""
    wanted = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    return int((abs(picture - wanted).max(axis=2) < 12).sum())


def test_the_picture_shows_roads_exits_and_what_cannot_leave() -> None:
    nodes = [node("lost", 0, 0), node("town", 0.01, 0), node("out", 0.02, 0.005)]
    rows = [link("a", "town", "lost", facility_type="primary", length="1200"),
            link("b", "town", "out", facility_type="motorway", length="1300")]  # fmt: skip
    stuck = pixels(make_map_data(scene(nodes, rows, destinations=(exit_at("out", "out"),))))
    free = pixels(make_map_data(scene(nodes, rows[1:], destinations=(exit_at("out", "out"),))))
    assert stuck.shape[1] == free.shape[1] == 1600
    assert has(stuck, "#c44a00") > 1000  # the warning colour
    assert has(free, "#c44a00") == 0
    assert has(stuck, "#1f5fa8") > 100 > has(free, "#1f5fa8")  # primary
    for picture in (stuck, free):
        assert has(picture, "#08306b") > 1000  # motorway
        assert has(picture, "#004d40") > 50  # exit


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", ["harbour", "causeway", "rafah-2023", "hostile", "empty"])
def test_any_scenario_has_a_picture_and_always_the_same(name: str) -> None:
    town = hostile() if name == "hostile" else None
    town = scene([], []) if name == "empty" else town or read_scenario(name)
    data = make_map_data(town, notes=["left out: <script>"] * 40)
    first = map_picture(data)
    assert first == map_picture(data)
    assert first.startswith(b"\x89PNG")


def test_a_name_that_no_font_has_is_told_from_one_that_can_be_drawn() -> None:
    fonts = PictureFonts(["Town", "\U0001f3d8\ue000"])
    assert fonts.can_draw("Town")
    assert not fonts.can_draw("\ue000")  # a letter of nobody


def test_crossings_in_one_place_stand_beside_one_another() -> None:
    harbour = read_scenario("harbour")
    crossing = harbour.crossings[1]
    same = tuple(crossing.model_copy(update={"id": f"c{n}"}) for n in range(5))
    data = make_map_data(harbour.model_copy(update={"crossings": same}))
    spots = crossing_spots(data, Frame(whole_box(data), 1000, 700))
    for number, (x, y) in enumerate(spots):
        for ox, oy in spots[:number]:
            assert abs(x - ox) >= 4 * HALF or abs(y - oy) >= 20


def test_without_matplotlib_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r"pip install 'safepassage\[plot\]'"):
        write_map_picture(read_scenario("causeway"), tmp_path / "map.png")
    assert list(tmp_path.iterdir()) == []
