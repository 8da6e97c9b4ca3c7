"""Trucks against people: by hand where one gate is narrow, as `plan --set` says, and drawn."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from safepassage.errors import UsageError
from safepassage.optimise.aid_tradeoff import aid_tradeoff
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.report.aid_plot import plot_aid
from safepassage.scenario.inputs import Inputs
from safepassage.scenario.make_inputs import make_inputs
from safepassage.scenario.read_scenario import read_scenario

PNG = b"\x89PNG\r\n\x1a\n"


def harbour(*sets: str) -> Inputs:
    return make_inputs(read_scenario("harbour", set_=sets))


def test_a_truck_takes_the_far_gate_from_96_people() -> None:
    """Twice 12 minutes at a gate for 240 people an hour, once it is open for nobody else's sake."""
    answer = aid_tradeoff(harbour())
    assert answer.shared == ("harbour",)
    assert [point.trucks for point in answer.points] == [4, 5, 7, 8, 10, 11, 13, 15]
    assert [point.brought for point in answer.points] == [4, 5, 7, 8, 10, 11, 13, 15]
    assert answer.points[0].figures.people == 1400
    short = answer.points[1:]
    for one, other in pairwise(short):
        assert one.bound.people - other.bound.people == 96 * (other.trucks - one.trucks)
        assert one.figures.people <= one.bound.people
        assert one.figures.clear_s is None


def test_a_point_is_what_plan_says_with_its_set() -> None:
    for point in aid_tradeoff(harbour(), points=3).points:
        plan = make_plan(harbour(*point.set), PlanOptions(mend=False))
        figures = plan.figures
        assert figures.people_arrived == point.figures.people
        assert (figures.t90_s, figures.trucks) == (point.most_s, point.brought)
        complete = figures.people_arrived == figures.people
        assert point.figures.clear_s == (figures.t100_s if complete else None)
        assert point.bound.people == figures.people_arrived_bound


def test_several_streams_share_what_is_beyond_their_minimums() -> None:
    inputs = make_inputs(read_scenario("rafah-2024"), step_s=3600)
    answer = aid_tradeoff(inputs, points=3)
    assert answer.apart == ("rafah",)
    assert answer.shut == ("kerem-shalom",)
    least = {row.id: row.minimum_per_day for row in inputs.aid_streams if row.crossing == "rafah"}
    assert dict(answer.points[0].a_day) == least
    for point in answer.points:
        trucks = [number for _, number in point.a_day]
        assert max(trucks) - min(trucks) <= 1  # their minimums are equal
    assert [point.trucks for point in answer.points] == sorted(p.trucks for p in answer.points)


@pytest.mark.parametrize(
    ("sets", "words"),
    [
        (("crossing/harbour/gate/far/rate_trucks_per_hour=unknown",), "no known rate for trucks"),
        (("crossing/harbour/gate/far/open=[]",), "never let trucks in"),
    ],
)
def test_gates_that_take_no_truck_are_refused(sets: tuple[str, ...], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        aid_tradeoff(harbour(*sets))


def test_no_stream_is_refused() -> None:
    with pytest.raises(UsageError, match="no aid stream is known"):
        aid_tradeoff(replace(harbour(), aid_streams=()))


def test_the_picture_is_drawn_and_the_same_twice(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    answer = aid_tradeoff(harbour(), points=3)
    plot_aid(answer, tmp_path / "a.png")
    assert (tmp_path / "a.png").read_bytes().startswith(PNG)
    for name in ("a.svg", "b.svg"):
        plot_aid(answer, tmp_path / name)
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


def test_without_matplotlib_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = aid_tradeoff(harbour(), points=1)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r'pip install "safepassage\[plot\]"'):
        plot_aid(answer, tmp_path / "a.svg")
    with pytest.raises(UsageError, match=r"give .svg or .png"):
        plot_aid(answer, tmp_path / "a.pdf")
