"""Who must leave first is placed first: one road and deadlines that leave one order only."""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate

import pytest

from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from tests.cases.town import destination, group, link, town

CAMP = (destination("camp", "camp", "unlimited"),)
PEOPLE = (60, 80, 100, 120, 140, 160, 180, 200)  # many-first is the worst order
BY_MIN = [people // 10 for people in accumulate(PEOPLE)]  # at 10 people a minute


@pytest.mark.parametrize("late_min", [0, 5])
def test_earliest_deadline_first(late_min: int) -> None:
    """Everyone arrives, as the rule of Jackson (1955) says of one machine; no later one is safe."""
    groups = [
        group(f"g{i}", "home", people, latest_departure_s=60 * (minutes + late_min))
        for i, (people, minutes) in enumerate(zip(PEOPLE, BY_MIN, strict=True))
    ]
    inputs = town(
        links=(link("road", "home", "camp", 60, 600),), crossings=(), destinations=CAMP,
        capacity_use=Fraction(1), groups=tuple(reversed(groups)),
    )  # fmt: skip
    figures = make_plan(inputs, PlanOptions(mend=False)).figures
    assert figures.people_arrived == sum(PEOPLE)
