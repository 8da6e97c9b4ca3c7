"""Figures hold the series that their legends name, with the figures of the bundle; they need no
pyplot, and a missing matplotlib is said with its remedy."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import safepassage
from safepassage.errors import UsageError
from safepassage.plan.plan import Plan

pytest.importorskip("matplotlib")
PASSING = 1  # of a gate, which a plan may be ahead of the flow over whole periods
Plans = dict[str, Plan]
Folders = dict[str, Path]


def figure(answer: Any, name: str) -> Any:
    return safepassage.make_figure(answer, name)  # type: ignore[call-overload]


def series(axes: Any) -> dict[str, Any]:
    signs, names = axes.get_legend_handles_labels()
    return dict(zip(names, signs, strict=True))


def claims(folder: Path) -> Any:
    return json.loads((folder / "claims.json").read_text())


@pytest.mark.parametrize("name", ["harbour", "short", "causeway", "rafah-2023"])
def test_arrivals(name: str, plans: Plans, folders: Folders) -> None:
    (axes,) = figure(plans[name], "arrivals").axes
    lines = series(axes)
    assert set(lines) == {"most in any plan, but for one passing", "this plan", "expected to go"}
    said = claims(folders[name])["claims"]
    ys = lines["this plan"].get_ydata()
    assert (ys[0], ys[-1]) == (0, said["people_arrived"])
    most = lines["most in any plan, but for one passing"].get_ydata()
    assert most[-1] <= said["people_arrived_bound"]
    assert all(one <= other + PASSING for one, other in zip(ys, most, strict=True))
    assert len(lines["this plan"].get_xdata()) == plans[name].inputs.periods + 1
    assert plans[name].inputs.title in axes.get_title(loc="left")


def test_aid(plans: Plans, folders: Folders) -> None:
    rows = claims(folders["harbour"])["aid"]
    (axes,) = figure(plans["harbour"], "aid").axes
    assert [bar.get_height() for bar in axes.patches] == [row["trucks"] for row in rows]
    lines = series(axes)
    assert list(lines["minimum"].get_ydata()) == [row["required"] for row in rows]
    assert list(lines["quota"].get_ydata()) == [row["quota"] for row in rows]
    with pytest.raises(UsageError, match="causeway has no aid stream"):
        figure(plans["causeway"], "aid")


def test_map_draws_a_line_for_every_element_in_use(plans: Plans) -> None:
    (axes,) = figure(plans["harbour"], "map").axes
    used = {name for row in plans["harbour"].instructions for name in row.route}
    drawn = series(axes)["people on the way"].get_segments()
    assert len(drawn) == len(used)
    names = {text.get_text() for text in axes.texts}
    assert {"Old Town", "Harbour Gate", "Meadow Camp"} <= names


def test_map_of_two_plans_tells_them_apart_without_colour(folders: Folders) -> None:
    found = safepassage.compare_plans(folders["harbour"], folders["short"])
    (axes,) = figure(found, "map").axes
    drawn = series(axes)
    counts = {
        name: len(drawn[name].get_segments()) for name in ("in both", "only in A", "only in B")
    }
    routes = [
        {n for row in safepassage.read_bundle(folders[name]).instructions for n in row.route}
        for name in ("harbour", "short")
    ]
    assert counts == {
        "in both": len(routes[0] & routes[1]),
        "only in A": len(routes[0] - routes[1]),
        "only in B": len(routes[1] - routes[0]),
    }
    styles = [str(drawn[name].get_linestyle()) for name in counts]
    assert len(set(styles)) == 3


def test_two_arrivals(folders: Folders) -> None:
    found = safepassage.compare_plans(folders["harbour"], folders["short"])
    lines = series(figure(found, "arrivals").axes[0])
    for label, name in (("A: harbour", "harbour"), ("B: short", "short")):
        arrived = claims(folders[name])["claims"]["people_arrived"]
        assert lines[label].get_ydata()[-1] == arrived
    assert lines["A: harbour"].get_linestyle() != lines["B: short"].get_linestyle()


def test_exits(plans: Plans) -> None:
    exits = safepassage.find_exits(plans["causeway"].inputs)
    (axes,) = figure(exits, "zones").axes
    assert sum(bar.get_width() for bar in axes.patches) == 600
    bars = series(axes)
    assert sum(bar.get_width() for bar in bars["cannot leave now"]) == 600
    assert sum(bar.get_width() for bar in bars["can leave now"]) == 0


def test_what_cannot_be_drawn_is_said(plans: Plans, folders: Folders) -> None:
    with pytest.raises(UsageError, match='figure "maps" is not known for a Plan') as refused:
        figure(plans["harbour"], "maps")
    assert 'Did you mean "map"?' in str(refused.value)
    with pytest.raises(UsageError, match="a Report has no figures"):
        figure(safepassage.check_plan(folders["harbour"]), "map")
    other = safepassage.compare_plans(folders["harbour"], folders["causeway"])
    with pytest.raises(UsageError, match="different scenarios"):
        figure(other, "map")


def test_names_are_no_formulas(plans: Plans, tmp_path: Path) -> None:
    """A name with dollar signs would be read as a formula, and fail to draw."""
    from dataclasses import replace

    plan = plans["harbour"]
    groups = tuple(replace(row, zone_name=r"$\frac{") for row in plan.inputs.groups)
    crossings = tuple(replace(row, name=r"$\frac{") for row in plan.inputs.crossings)
    inputs = replace(plan.inputs, title=r"$\frac{", groups=groups, crossings=crossings)
    for name in ("map", "arrivals", "aid"):
        figure(replace(plan, inputs=inputs), name).savefig(tmp_path / f"{name}.png")
    figure(safepassage.find_exits(inputs), "zones").savefig(tmp_path / "zones.png")


def test_a_notebook_shows_a_figure_without_pyplot(folders: Folders) -> None:
    code = (
        "import sys, safepassage as sp; "
        f"f = sp.make_figure(sp.read_bundle({str(folders['harbour'])!r}), 'arrivals'); "
        "print(f._repr_png_()[:4], 'matplotlib.pyplot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == r"b'\x89PNG' False"


def test_missing_matplotlib_names_the_extra(plans: Plans, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r"pip install 'safepassage\[plot\]'"):
        figure(plans["harbour"], "arrivals")
