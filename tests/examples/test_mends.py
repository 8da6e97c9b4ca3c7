"""Mends of the shipped examples: the change said as --set is the change that was planned."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

import pytest

from safepassage.network.windows import intervals
from safepassage.optimise.changes import Lever
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.mend import all_levers
from safepassage.optimise.options import PlanOptions
from safepassage.plan.plan import Mend, Plan
from safepassage.plan.text import shortfall_lines
from safepassage.scenario import make_inputs, read_scenario
from safepassage.scenario.inputs import Inputs

FAR = "crossing/harbour/gate/far"
SHORT_HOURS = (
    f"{FAR}/open=[{{from: 2031-05-05T08:00:00+00:00, to: 2031-05-05T10:00:00+00:00, "
    "source: readout}]"
)
# name, start (None = as written), changes that make it short
CASES: dict[str, tuple[str, str | None, tuple[str, ...]]] = {
    "causeway": ("causeway", None, ()),
    "harbour, less water": ("harbour", None, ("destination/camp/need/water/have=12000",)),
    "harbour, water unknown": ("harbour", None, ("destination/camp/need/water/have=unknown",)),
    "harbour, two hours": ("harbour", None, (SHORT_HOURS,)),
    "harbour, slow": ("harbour", None, (f"{FAR}/rate_persons_per_hour=170",)),
    "harbour, rate unknown": ("harbour", None, (f"{FAR}/rate_persons_per_hour=unknown",)),
    "harbour, hours unknown": ("harbour", None, (f"{FAR}/open=unknown",)),
    "harbour, refused": ("harbour", None, (f"{FAR}/consent/authority/state=refused",)),
    "harbour, ferry gone": (
        "harbour",
        None,
        (
            f"{FAR}/consent/authority/state=refused",
            "leg/noon-ferry/cut_off=2031-05-05T06:10:00+00:00",
            "leg/noon-ferry/last_day=2031-05-05",
        ),
    ),
    "harbour, deadline": (
        "harbour",
        None,
        ("group/hillside-residents/latest_departure=2031-05-05T06:05:00+00:00",),
    ),
    "rafah-2023, 30 October": ("rafah-2023", None, ()),
    "rafah-2023, 1 November": ("rafah-2023", "2023-11-01T06:00:00+02:00", ()),
    "rafah-2024": ("rafah-2024", None, ()),
}
BARE = PlanOptions(mend=False)


def inputs_of(name: str, start: str | None, changes: tuple[str, ...]) -> Inputs:
    begin = None if start is None else datetime.fromisoformat(start)
    return make_inputs(read_scenario(name, set_=changes), start=begin)


def planned(case: str) -> tuple[Plan, list[Mend]]:
    """The plan of a case and its mends, each once."""
    plan = make_plan(inputs_of(*CASES[case]))
    return plan, list({mend.set: mend for row in plan.short_of for mend in row.mends}.values())


@pytest.mark.parametrize("case", CASES)
def test_set_with_a_mend_brings_people_more(case: str) -> None:
    name, start, changes = CASES[case]
    plan, mends = planned(case)
    for mend in mends:
        again = make_plan(inputs_of(name, start, (*changes, *mend.set)), BARE)
        more = again.figures.people_arrived - plan.figures.people_arrived
        assert more == mend.people_more > 0, mend
        if mend.removes:
            # of those whom it removes nobody is missing for this reason any more
            rows = [row for row in plan.short_of if any(m.set == mend.set for m in row.mends)]
            lost = {(row.group, row.start) for row in again.short_of}
            removed = [row for row in rows if any(m.removes for m in row.mends)]
            assert not lost & {(row.group, row.start) for row in removed} or more >= sum(
                row.people for row in removed
            )


def test_what_is_offered_by_name() -> None:
    """The best mend of each case, as far as it can be told by hand."""
    best = {
        case: max(planned(case)[1], key=lambda mend: mend.people_more, default=None)
        for case in CASES
        if not case.startswith("rafah-2024")
    }
    found = {
        case: None if mend is None else (mend.kind, mend.change, mend.amount, mend.people_more)
        for case, mend in best.items()
    }
    print(found)
