"""Run the question `who can leave now` for the command line, and its answer as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ..network.blocker import Blocker
from ..network.exits import Exits, GroupExit, find_exits
from ..network.unlock import Unlock
from ..network.whose_word import whose_word
from ..plan.if_open import still_blocking
from ..scenario.address import BY_HAND
from ..scenario.make_inputs import make_inputs
from ..scenario.population import Population
from ..scenario.read_scenario import read_scenario
from ..scenario.scenario import Scenario
from .options import check_headcount, instant_option


@dataclass(frozen=True, slots=True)
class ExitsAnswer:
    """The answer and the scenario that it was asked of; whether unknown gates were to be open."""

    scenario: Scenario
    exits: Exits
    if_open: bool = False

    def instant(self, second: int) -> datetime:
        """An instant of the answer in local time."""
        zone = ZoneInfo(self.exits.inputs.timezone)
        return (self.exits.inputs.start + timedelta(seconds=second)).astimezone(zone)


def run_exits(
    scenario: str,
    at: str | None,
    as_of: str | None,
    within_h: float,
    headcount: str,
    changes: tuple[str, ...],
    *,
    if_open: bool = False,
) -> ExitsAnswer:
    """Read, convert and answer. Raises SafePassageError for what the user can mend."""
    read = read_scenario(scenario, set_=changes)
    instant = instant_option("--at", at) or read.start
    known = instant_option("--as-of", as_of) or instant
    people = check_headcount(headcount)
    inputs = make_inputs(read, as_of=known, headcount=people, start=instant, if_open=if_open)
    span = (0, min(round(within_h * 3600), inputs.periods * inputs.step_s))
    return ExitsAnswer(read, find_exits(inputs, span), if_open)


def exits_document(answer: ExitsAnswer) -> dict[str, Any]:
    """The answer in the form of the machine contract."""
    exits, scenario = answer.exits, answer.scenario
    inputs = exits.inputs
    return {
        "scenario": inputs.scenario,
        "notice": inputs.notice,
        "at": inputs.start.isoformat(),
        "as_of": inputs.as_of.isoformat(),
        "within_hours": (exits.span[1] - exits.span[0]) / 3600,
        "if_open": list(inputs.if_open),
        "still_blocking": [_blocker(answer, row) for row in still_blocking(inputs)],
        "groups": [_group(answer, row) for row in exits.groups],
        "unlocks": [
            {
                "set": list(row.conditions),
                "people": row.people,
                "changes": unlock_changes(answer, row),
            }
            for row in exits.unlocks or ()
        ],
        "unlocks_complete": exits.unlocks is not None,
        "not_seats": [{"population": row.id, "name": row.name} for row in held(scenario)],
        "not_used": [{"address": row.address, "because": row.because} for row in inputs.not_used],
    }


def held(scenario: Scenario) -> list[Population]:
    """Populations without any group."""
    moving = {group.population for group in scenario.groups}
    return [row for row in scenario.populations if row.id not in moving]


def _group(answer: ExitsAnswer, row: GroupExit) -> dict[str, Any]:
    group, way = row.group, row.way
    names = {row.id: row.name for row in answer.scenario.populations}
    return {
        "population": group.population,
        "population_name": names.get(group.population, group.population),
        "group": group.id,
        "zone": group.zone,
        "start": row.start,
        "people": row.people,
        "can_leave": way is not None,
        "by": None if way is None else way.by,
        "way": [] if way is None else list(way.names),
        "on_foot_m": None if way is None else way.on_foot_m,
        "boards": []
        if way is None
        else [{"leg": name, "by": answer.instant(s).isoformat()} for name, s in way.boards],
        "arrives": None if way is None else answer.instant(way.arrives_s).isoformat(),
        "per_day": None if way is None else way.per_day,
        "only_ways": list(row.only_ways),
        "blockers": [_blocker(answer, blocker) for blocker in row.blockers],
    }


def _side(address: str) -> str | None:
    parts = address.split("/")
    return "/".join(parts[:4]) if parts[0] == "crossing" and len(parts) >= 4 else None


def _blocker(answer: ExitsAnswer, row: Blocker) -> dict[str, Any]:
    word = whose_word(answer.exits.inputs, row)
    return {
        "address": row.address,
        "what": row.sentence,
        "rule": row.rule,
        "side": _side(row.address),
        "party": row.party,
        "source": None if word is None else word.source,
        "since": None if word is None else word.since,
    }


def unlock_changes(answer: ExitsAnswer, unlock: Unlock) -> list[str]:
    """What `--set` needs for an unlock: given and open from now to the end of the scenario."""
    first = answer.exits.inputs.start.isoformat()
    last = answer.scenario.end.isoformat()
    changes: list[str] = []
    for address in unlock.conditions:
        place, _, field = address.rpartition("/")
        if field == "state":
            changes += [f"{address}=given", f"{place}/from={first}", f"{place}/to={last}"]
            changes.append(f"{place}/source={BY_HAND}")
        elif field == "only_for":
            changes.append(f"{address}=")
        elif field == "closed":
            changes.append(f"{address}=[]")
        else:
            changes.append(f"{address}=[{{from: {first}, to: {last}, source: {BY_HAND}}}]")
    return changes
