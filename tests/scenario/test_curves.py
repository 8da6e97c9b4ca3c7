"""Nobody leaves before they are ready: the steps are never ahead of the curve they come from."""

from __future__ import annotations

import math
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safepassage.scenario.convert.curves import ready
from safepassage.scenario.departure_curve import DepartureCurve


def curve(**values) -> DepartureCurve:
    return DepartureCurve.model_validate({"id": "c", "source": "s", **values})


TABLE = curve(form="table", points=[["0", "0"], ["30", "0.5"], ["60", "1"]])


def test_at_once_is_everybody_at_second_0():
    assert ready(curve(form="at_once"), 7) == ((0, 7),)
    assert ready(TABLE, 0) == ()


def test_a_table_is_a_straight_line_in_whole_people_every_five_minutes():
    steps = ready(TABLE, 60)
    assert steps == tuple((300 * n, 5 * n) for n in range(1, 13))


def test_a_finer_table_is_looked_at_at_its_own_points():
    fine = curve(form="table", points=[["1", "0.25"], ["2", "0.5"], ["3.5", "1"]])
    assert ready(fine, 4) == ((60, 1), (120, 2), (210, 4))


@pytest.mark.parametrize("people", [1, 7, 1000])
@pytest.mark.parametrize(
    ("values", "share"),
    [
        ({"form": "rayleigh", "scale_min": "30"}, lambda t: 1 - math.exp(-(t**2) / 1800)),
        (
            {"form": "logit", "rate_per_min": "0.1", "half_min": "45"},
            lambda t: 1 / (1 + math.exp(-0.1 * (t - 45))),
        ),
    ],
)
def test_a_smooth_curve_is_kept_and_ends_with_everybody(values, share, people):
    steps = ready(curve(**values), people)
    assert steps[-1][1] == people
    for second, count in steps[:-1]:
        assert count <= people * share(second / 60) + 1e-9
    assert people * (1 - share(steps[-1][0] / 60)) < 1


@given(
    st.lists(st.tuples(st.integers(1, 200), st.integers(0, 100)), min_size=1, max_size=6),
    st.integers(0, 400),
)
def test_steps_ascend_and_stay_below_the_line(steps, people):
    minutes = sorted({minute for minute, _ in steps})
    shares = sorted(share for _, share in steps)[: len(minutes)]
    points = [[str(m), str(Decimal(s) / 100)] for m, s in zip(minutes, shares, strict=True)] + [
        ["500", "1"]
    ]
    found = ready(curve(form="table", points=points), people)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(found))
    assert (found[-1][1] if found else 0) == people
    line = [(int(m) * 60, float(s)) for m, s in points]
    for second, count in found:
        below = [s for t, s in line if t <= second]
        assert count <= people * (_between(line, second) if below else 0) + 1e-6


def _between(line, second):
    for (a, low), (b, high) in pairwise(line):
        if a <= second < b:
            return low + (high - low) * (second - a) / (b - a)
    return line[-1][1]
