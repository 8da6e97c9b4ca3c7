"""Checks on legs: the last day of a daily one, and whom it can serve at all."""

from __future__ import annotations

from safepassage.problems import Refusal
from safepassage.scenario.checks_network import reach, ways_of
from safepassage.scenario.checks_people import row_of
from safepassage.scenario.leg import Leg
from safepassage.scenario.raw import Raw
from safepassage.scenario.scenario import Scenario


def check_last_days(raw: Raw, scenario: Scenario) -> None:
    """A daily leg leaves at least once, by the local calendar of the place."""
    for leg in scenario.legs:
        first = leg.departs.astimezone(scenario.zone_info).date()
        if leg.last_day is not None and leg.last_day < first:
            raw.refuse(
                (*row_of(raw, "legs", "id", leg.id), "last_day"),
                Scenario,
                Refusal(
                    f"the last day ({leg.last_day.isoformat()}) is before the first departure "
                    f"({first.isoformat()} in {scenario.timezone})",
                    "give a last_day no earlier than the day of departs",
                    "take last_day out if it leaves once only",
                ),
            )


def check_served(raw: Raw, scenario: Scenario) -> None:
    """Whom a leg serves can get to it, if every link, crossing and other leg is open."""
    ways = ways_of(scenario)
    for leg in scenario.legs:
        for population in leg.serves or ():
            zones = {g.zone_id for g in scenario.groups if g.population == population}
            starts = sorted({p.node_id for p in scenario.start_points if p.zone_id in zones})
            if not zones:
                _refuse(
                    raw,
                    leg,
                    f"leg {leg.id} serves {population}, and no group is of this population",
                    "a leg serves populations that have a group in group.csv",
                    f"take {population} out of serves, or add the group",
                )
            elif leg.node not in reach(ways, starts):
                shown = ", ".join(starts[:4]) + (", ..." if len(starts) > 4 else "")
                _refuse(
                    raw,
                    leg,
                    f"leg {leg.id} serves {population}, and no way leads from where these people "
                    f"start ({shown}) to {leg.node}, where it leaves",
                    "a leg serves people who could get to it by links, crossings or other legs if "
                    "all of them were open",
                    f"take {population} out of serves, or add the way",
                )


def _refuse(raw: Raw, leg: Leg, read: str, allowed: str, mend: str) -> None:
    path = (*row_of(raw, "legs", "id", leg.id), "serves")
    raw.refuse(path, Scenario, Refusal(read, allowed, mend))
