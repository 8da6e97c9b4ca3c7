"""Planner and checker know the same rules by the same names, each from a list of its own."""

from __future__ import annotations

from safepassage.check.rules import RULES as CHECKED
from safepassage.network.windows import LIFTABLE
from safepassage.optimise.shortfall import ASK_FIRST
from safepassage.plan.rules import RULES, SHORTFALL_ONLY


def test_the_two_lists_of_rules_have_the_same_names() -> None:
    assert set(RULES) == set(CHECKED)


def test_every_name_that_a_shortfall_may_carry_has_a_sentence() -> None:
    named = {*ASK_FIRST, "walking_limit", "deadline", "horizon", "no_vehicle", "departure_ready"}
    assert named <= {*RULES, *SHORTFALL_ONLY}
    assert set(RULES) >= LIFTABLE
