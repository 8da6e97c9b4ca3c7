"""Run the question `who can leave now` for the command line, in words and as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from textwrap import wrap
from typing import Any

from ..clock import format_instant
from ..network.blocker import Blocker
from ..network.exits import Exits, GroupExit, find_exits
from ..scenario.make_inputs import make_inputs
from ..scenario.read_scenario import read_scenario
from ..scenario.scenario import Scenario
from .options import check_headcount, instant_option

WIDTH = 100


@dataclass(frozen=True, slots=True)
class ExitsAnswer:
    """The answer and the scenario that it was asked of."""

    scenario: Scenario
    exits: Exits


def run_exits(
    scenario: str,
    at: str | None,
    as_of: str | None,
    within_h: float,
    headcount: str,
    changes: tuple[str, ...],
) -> ExitsAnswer:
    """Read, convert and answer. Raises SafePassageError for what the user can mend."""
    read = read_scenario(scenario, set_=changes)
    instant = instant_option("--at", at) or read.start
    known = instant_option("--as-of", as_of) or instant
    inputs = make_inputs(read, as_of=known, headcount=check_headcount(headcount), start=instant)
    span = (0, min(round(within_h * 3600), inputs.periods * inputs.step_s))
    return ExitsAnswer(read, find_exits(inputs, span))


def exits_document(answer: ExitsAnswer) -> dict[str, Any]:
    """The answer in the form of the machine contract."""
    exits, scenario = answer.exits, answer.scenario
    inputs = exits.inputs
    names = {row.id: row.name for row in scenario.populations}
    return {
        "scenario": inputs.scenario,
        "at": inputs.start.isoformat(),
        "as_of": inputs.as_of.isoformat(),
        "within_hours": (exits.span[1] - exits.span[0]) / 3600,
        "groups": [
            {
                "population": row.group.population,
                "population_name": names.get(row.group.population, row.group.population),
                "group": row.group.id,
                "zone": row.group.zone,
                "start": row.start,
                "people": row.people,
                "can_leave": row.way is not None,
                "by": None if row.way is None else row.way.by,
                "way": [] if row.way is None else list(row.way.names),
                "arrives": None if row.way is None else _iso(answer, row.way.arrives_s),
                "per_day": None if row.way is None else row.way.per_day,
                "only_ways": list(row.only_ways),
                "blockers": [_blocker(answer, blocker) for blocker in row.blockers],
            }
            for row in exits.groups
        ],
        "unlocks": [{"set": list(row.conditions), "people": row.people} for row in exits.unlocks],
        "not_seats": [
            {"population": row.id, "name": row.name}
            for row in scenario.populations
            if row.id not in {group.population for group in scenario.groups}
        ],
        "not_used": [{"address": row.address, "because": row.because} for row in inputs.not_used],
    }


def _side(address: str) -> str | None:
    parts = address.split("/")
    return "/".join(parts[:4]) if parts[0] == "crossing" and len(parts) >= 4 else None


def _blocker(answer: ExitsAnswer, row: Blocker) -> dict[str, Any]:
    source, since = _word(answer, row)
    return {
        "address": row.address,
        "what": row.sentence,
        "rule": row.rule,
        "side": _side(row.address),
        "party": row.party,
        "source": source,
        "since": since,
    }


def _word(answer: ExitsAnswer, row: Blocker) -> tuple[str | None, str | None]:
    """Source and date of a blocker: its own, or the latest claim about the place as of then."""
    inputs = answer.exits.inputs
    dates = {source.id: source.date for source in inputs.sources}
    if row.source is not None:
        return row.source, dates.get(row.source)
    claims = [
        claim
        for claim in answer.scenario.claims
        if claim.said <= inputs.as_of
        and (row.address.startswith(f"{claim.subject}/") or row.address == claim.subject)
    ]
    if not claims:
        return None, None
    last = max(claims, key=lambda claim: (len(claim.subject), claim.said))
    return last.source, last.said.isoformat()


def exits_text(answer: ExitsAnswer) -> str:
    """The answer in words, the sentence that matters first."""
    exits = answer.exits
    inputs = exits.inputs
    can = sum(row.people for row in exits.groups if row.way is not None)
    people = sum(row.people for row in exits.groups)
    hours = (exits.span[1] - exits.span[0]) / 3600
    lines = [
        inputs.title,
        f"At {_when(answer, 0)}, as of {format_instant(inputs.as_of, answer.scenario.zone_info)} "
        f"({inputs.timezone}), looking {hours:g} hours ahead",
        "",
        *wrap(
            f"{can:,} of {people:,} people expected to go have an open way in this model, on these "
            f"data; {people - can:,} have none. Each group is taken alone.",
            WIDTH,
        ),
    ]
    names = {row.id: row.name for row in answer.scenario.populations}
    found = {b.address: b for row in exits.groups for b in row.blockers}
    letters = {address: _letter(number) for number, address in enumerate(found)}
    for population in dict.fromkeys(row.group.population for row in exits.groups):
        lines += ["", names.get(population, population)]
        alike: dict[tuple[object, ...], list[GroupExit]] = {}
        for row in exits.groups:
            if row.group.population == population:
                alike.setdefault(_likeness(row), []).append(row)
        for rows in alike.values():
            lines += _group_lines(answer, rows, letters)
    if found:
        lines += ["", "What stands in the way, and on whose word"]
    for address, blocker in found.items():
        source, since = _word(answer, blocker)
        word = "nobody has said" if source is None else f"{source}, {since}"
        lines += wrap(
            f"{letters[address]}  {blocker.sentence} [{word}]",
            WIDTH, initial_indent="  ", subsequent_indent="     ",
        )  # fmt: skip
        lines += wrap(address, WIDTH, initial_indent="     ", subsequent_indent="       ")
    held = exits_document(answer)["not_seats"]
    for row in held:
        lines += ["", *wrap(f"{row['name']}. No group moves and no seat is kept.", WIDTH)]
    lines += ["", "What would free the most people (smallest sets of openings and consents)"]
    if not exits.unlocks:
        lines.append("  nothing that an opening or a consent alone could change")
    for unlock in exits.unlocks:
        marks = " and ".join(letters.get(name, name) for name in unlock.conditions)
        text = f"{unlock.people:,} people: {marks}"
        lines += wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")
    return "\n".join(lines) + "\n"


def _likeness(row: GroupExit) -> tuple[object, ...]:
    """Groups with the same answer are said together: the same blockers, or the same last steps."""
    if row.way is None:
        return (tuple(blocker.address for blocker in row.blockers), row.only_ways)
    return (row.way.by, row.way.per_day, row.way.elements[-1])


def _letter(number: int) -> str:
    """a, b, ..., z, a2, b2, ..."""
    again, place = divmod(number, 26)
    return chr(ord("a") + place) + (str(again + 1) if again else "")


def _group_lines(answer: ExitsAnswer, rows: list[GroupExit], letters: dict[str, str]) -> list[str]:
    first = rows[0]
    zones = list(dict.fromkeys(row.group.zone_name for row in rows))
    shown = ", ".join(zones[:4]) + (f" and {len(zones) - 4} more" if len(zones) > 4 else "")
    who = f"{sum(row.people for row in rows):,} people from {shown}"
    if first.way is not None:
        hours = (answer.exits.span[1] - answer.exits.span[0]) / 3600
        limit = first.way.per_day
        rate = "no limit known" if limit is None else f"up to {limit:,} in {hours:g} hours"
        names = first.way.names
        way = " > ".join(names if len(names) <= 8 else (*names[:2], "...", *names[-5:]))
        arrivals = [row.way.arrives_s for row in rows if row.way is not None]
        when = _when(answer, min(arrivals))
        if max(arrivals) > min(arrivals):
            when += f" to {_when(answer, max(arrivals))}"
        some = "" if len(rows) == 1 else "for example "
        text = f"CAN LEAVE  {who}: {some}{way}; {rate}; who sets out now arrives {when}"
        return wrap(text, WIDTH, initial_indent="  ", subsequent_indent=" " * 13)
    lines = wrap(f"CANNOT     {who}", WIDTH, initial_indent="  ", subsequent_indent=" " * 13)
    marks = ", ".join(letters[blocker.address] for blocker in first.blockers)
    lines.append(" " * 13 + f"what stands in the way: {marks}")
    if first.only_ways:
        lines.append(" " * 13 + f"the only way out: {', '.join(first.only_ways)}")
    return lines


def _when(answer: ExitsAnswer, second: int) -> str:
    instant = answer.exits.inputs.start + timedelta(seconds=second)
    return format_instant(instant, answer.scenario.zone_info)


def _iso(answer: ExitsAnswer, second: int) -> str:
    return (answer.exits.inputs.start + timedelta(seconds=second)).isoformat()
