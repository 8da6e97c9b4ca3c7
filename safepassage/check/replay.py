"""Replay: every movement of a plan against every rule."""

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from .aid import Aid, Trucks, drive
from .inputs import Destination, Group, Inputs, passing_s
from .queues import Queues
from .routes import Part, Stage, read_route
from .rules import Tally
from .use import Use

SMALLEST_INSTRUCTION = 50  # people
FIVE_MINUTES_S = 300
Moved = dict[int, int]  # period: people


@dataclass
class Outcome:
    """Who has arrived, by period of arrival and by group and start; who waited; the trucks in."""

    by_period: list[int]
    queues: Queues
    by_start: Counter[tuple[str, str]] = field(default_factory=Counter)
    arriving: Counter[str] = field(default_factory=Counter)
    trucks: Counter[tuple[str, str]] = field(default_factory=Counter)  # by stream and date


def replay(
    inputs: Inputs,
    aid: Aid,
    instructions: list[Any],
    movements: dict[str, list[dict[int, str]]],
    trucks: Trucks,
    tally: Tally,
) -> Outcome:
    """Note the margin of every rule, and count who has arrived."""
    leaving: dict[tuple[str, str], Counter[int]] = {}
    outcome = Outcome([0] * inputs.periods, Queues(inputs.periods))
    use = Use(inputs)
    for instruction in instructions:
        address = f"instruction/{instruction['id']}"
        tally.note("whole_people", min(instruction["people"] - 1, 0), "people", address)
        moved = [_whole_people(rows, address, tally) for rows in movements[instruction["id"]]]
        _window(inputs, instruction, moved[0], address, tally)
        key = (instruction["group"], instruction["start"])
        leaving.setdefault(key, Counter()).update(moved[0])
        stages = read_route(inputs, instruction, address, tally)
        if stages is not None and any(moved):
            _travel(inputs, instruction, stages, moved, use, outcome, tally)
    if inputs.streams:
        outcome.trucks = drive(aid, trucks, use, tally)
    use.check(tally)
    _leave(inputs, leaving, tally)
    _sizes(instructions, leaving, tally)
    for name, number in outcome.arriving.items():
        room = inputs.destinations[name].room
        if room is not None:
            tally.note("destination_room", room - number, "people", f"destination/{name}")
    return outcome


def _travel(
    inputs: Inputs,
    instruction: Any,
    stages: list[Stage],
    moved: list[Moved],
    use: Use,
    outcome: Outcome,
    tally: Tally,
) -> None:
    """The people of one instruction, stage by stage."""
    group = inputs.groups[instruction["group"]]
    address = f"instruction/{instruction['id']}"
    ends: Moved = {}
    for number, (stage, went) in enumerate(zip(stages, moved, strict=True)):
        if number:
            outcome.queues.wait(stage.node, ends, went, address, tally)
        if stage.leg:
            _board(group, stage, went, use, address, tally)
        elif went:
            first, people = _row(inputs, went)
            for part in stage.parts:
                shut = _enter(inputs, group, part, went, address, tally)
                if part.element.admits(part.manner, group.traits):
                    seen = people[: max(0, inputs.periods - first - part.after)]
                    for period in shut:  # already refused there; its rate is not blamed as well
                        seen[period - first] = 0
                    for name, rate in part.element.charges[part.manner]:
                        seconds = passing_s(rate or Fraction(1), part.manner, group.occupancy)
                        use.enter(name, seconds, first + part.after, seen)
        ends = stage.ends(went)
    last = moved[-1]
    if last:
        spare = inputs.periods - 1 - max(ends)
        tally.note("horizon", spare, "periods", address, max(last))
    key = (instruction["group"], instruction["start"])
    destination = inputs.destinations[instruction["destination"]]
    for period, number in ends.items():
        if period < inputs.periods:
            outcome.by_period[period] += number
            outcome.by_start[key] += number
            outcome.arriving[destination.name] += number
    _take_in(inputs, destination, ends, use, tally)


def _row(inputs: Inputs, moved: Moved) -> tuple[int, list[int]]:
    """The first period, and the people of it and the ones after it within the horizon."""
    first = min(moved)
    last = min(max(moved), inputs.periods - 1)
    return first, [moved.get(period, 0) for period in range(first, last + 1)]


def _take_in(inputs: Inputs, destination: Destination, ends: Moved, use: Use, tally: Tally) -> None:
    """What arrives at a destination with an intake."""
    rate = destination.intake_per_hour
    if rate == 0 and ends:
        tally.note("intake_rate", -sum(ends.values()), "people", destination.name)
    elif rate and ends:
        first, people = _row(inputs, ends)
        use.enter(f"destination/{destination.name}/intake", 3600 / rate, first, people)


def _whole_people(rows: dict[int, str], address: str, tally: Tally) -> Moved:
    """The movements of one stage of an instruction, by period of departure."""
    moved = {}
    for period, text in rows.items():
        whole = text.isascii() and text.isdigit() and len(text) <= 9 and int(text) > 0
        tally.note("whole_people", int(text) - 1 if whole else -1, "people", address, period)
        if whole:
            moved[period] = int(text)
    return moved


def _window(inputs: Inputs, instruction: Any, moved: Moved, address: str, tally: Tally) -> None:
    step_s, from_s, to_s = inputs.step_s, instruction["from_s"], instruction["to_s"]
    for period in (min(moved), max(moved)) if moved else ():
        spare_s = min(period * step_s - from_s, to_s - (period + 1) * step_s)
        tally.note("instruction_window", spare_s, "s", address, period)
    uneven_s = max(from_s % FIVE_MINUTES_S, to_s % FIVE_MINUTES_S)
    tally.note("instruction_window", min(-uneven_s, 0), "s", f"{address}, whole five minutes")
    apart = abs(instruction["people"] - sum(moved.values()))
    if apart:
        tally.note("instruction_window", -apart, "people", f"{address}, people")


def _board(group: Group, stage: Stage, moved: Moved, use: Use, address: str, tally: Tally) -> None:
    """What holds where people take a leg: for whom it is, its consents, its time, its seats."""
    leg, people = stage.leg, sum(moved.values())
    if leg is None or leg.timetable is None or not moved:
        return
    place = f"{address}, {leg.name}"
    for asked in leg.eligibility:
        shared = len(asked & group.traits) - 1
        tally.note("eligibility", shared, "criteria", place, people=people)
    if leg.consents["foot"]:
        holds = leg.consents_hold(group.traits)
        tally.note("leg_consent", 0 if holds else -1, "consents", place, people=people)
    for period, number in moved.items():
        apart = abs(period - leg.timetable.boards)
        tally.note("leg_departure", -apart, "periods", place, period, people=number)
    use.board(leg.name, people)


def _enter(
    inputs: Inputs, group: Group, part: Part, moved: Moved, address: str, tally: Tally
) -> list[int]:
    """Eligibility, rates of 0 or unknown, open seconds; the departures that find it shut."""
    element, manner, after = part
    place = f"{address}, {element.name}"
    for asked in element.eligibility:
        shared = len(asked & group.traits) - 1
        tally.note("eligibility", shared, "criteria", place, people=sum(moved.values()))
    for name, rate in element.charges[manner]:
        if not rate:
            rule = "link_capacity" if element.is_link else "gate_rate"
            tally.note(rule, -sum(moved.values()), "people", f"{address}, {name}")
    left = {period: n for period, n in moved.items() if period + after < inputs.periods}
    shut: list[int] = []
    for rule, window in inputs.windows(element, manner, group.traits):
        if left:
            seconds = inputs.open_seconds(window)
            spare_s, negative, period = min(
                (seconds[period + after] - 1, -people, period) for period, people in left.items()
            )
            tally.note(rule, spare_s, "s", place, period + after, people=-negative)
            # a departure that finds one thing shut is not held against the next one
            found = [period for period in left if seconds[period + after] == 0]
            shut += found
            for period in found:
                del left[period]
    return shut


def _leave(inputs: Inputs, leaving: dict[tuple[str, str], Counter[int]], tally: Tally) -> None:
    """What holds at the starts: people, readiness, deadlines, seats."""
    for (group_id, node), moved in leaving.items():
        group = inputs.groups[group_id]
        start = group.starts[node]
        address = f"group/{group_id}/start/{node}"
        gone = 0
        for period, people in sorted(moved.items()):
            gone += people
            ready = start.ready(period * inputs.step_s)
            spare = ready - min(gone, start.people)  # who is not there breaks people_conserved
            tally.note("departure_ready", spare, "people", address, period)
            if group.latest_departure_s is not None:
                spare_s = group.latest_departure_s - (period + 1) * inputs.step_s
                tally.note("departure_deadline", spare_s, "s", address, period, people=people)
        if moved:
            tally.note("people_conserved", start.people - gone, "people", address)
            if group.mode == "car":
                tally.note("no_vehicle", (start.seats or 0) - gone, "people", address)


def _sizes(
    instructions: list[Any], leaving: dict[tuple[str, str], Counter[int]], tally: Tally
) -> None:
    by_leg = Counter[tuple[str, str]]()
    for row in instructions:
        if any(name.startswith("leg/") for name in row["route"]):
            by_leg[row["group"], row["start"]] += row["people"]
    for row in instructions:
        spare = row["people"] - SMALLEST_INSTRUCTION
        key = (row["group"], row["start"])
        on_roads = sum(leaving[key].values()) - by_leg[key]
        if row["people"] == on_roads or any(name.startswith("leg/") for name in row["route"]):
            spare = max(spare, 0)  # all who leave on roads alone, or seats given out by name
        tally.note("instruction_size", spare, "people", f"instruction/{row['id']}")
