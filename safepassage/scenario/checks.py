"""Checks: what must fit together across nouns; no check stops another."""

from __future__ import annotations

from safepassage.scenario.checks_aid import check_consignees
from safepassage.scenario.checks_legs import check_last_days, check_served
from safepassage.scenario.checks_network import check_coordinates, check_crossings, check_ways
from safepassage.scenario.checks_people import check_groups, check_start_points
from safepassage.scenario.checks_turns import check_turns
from safepassage.scenario.checks_words import (
    check_hours,
    check_names,
    check_subjects,
    check_there,
)
from safepassage.scenario.raw import Raw
from safepassage.scenario.scenario import Scenario


def check_scenario(raw: Raw, scenario: Scenario, whole: bool) -> None:
    """Run every check on the nouns that could be read; `whole`: start, end and zone are known."""
    check_there(raw)
    check_start_points(raw, scenario)
    check_groups(raw, scenario)
    check_coordinates(raw, scenario)
    check_crossings(raw, scenario)
    check_turns(raw, scenario)
    check_subjects(raw)
    check_names(raw, scenario)
    if whole:
        check_hours(raw, scenario)
        check_last_days(raw, scenario)
    if not len(raw.problems):
        check_ways(raw, scenario)
        check_served(raw, scenario)
        check_consignees(raw, scenario)
