"""Replay: every movement of a plan against every rule."""

from collections import Counter
from fractions import Fraction
from math import lcm
from operator import add
from typing import Any, NamedTuple

from .inputs import Element, Group, Inputs, passing_s
from .rules import Tally

SMALLEST_INSTRUCTION = 50  # people
FIVE_MINUTES_S = 300


class Leg(NamedTuple):
    """One element of a route, how it is passed, and the periods from leaving to entering it."""

    element: Element
    manner: str
    after: int


class Outcome(NamedTuple):
    """Who has arrived: by period of arrival, and by group and start."""

    by_period: list[int]
    by_start: Counter[tuple[str, str]]


class Use:
    """What enters every resource, by seconds of one passing: counts by period."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.counts: dict[str, dict[Fraction, list[int]]] = {}

    def enter(self, name: str, seconds: Fraction, first: int, people: list[int]) -> None:
        """People who enter in period `first` and the ones after it; none beyond the horizon."""
        counts = self.counts.setdefault(name, {})
        row = counts.setdefault(seconds, [0] * self.inputs.periods)
        row[first : first + len(people)] = map(add, row[first : first + len(people)], people)

    def check(self, tally: Tally) -> None:
        """late := max(0, late + used - budget) <= longest passing, at every resource."""
        for name, counts in self.counts.items():
            resource = self.inputs.resources[name]
            budget, over = self.inputs.budget(name, self.inputs.capacity_use)
            scale = lcm(over, *(seconds.denominator for seconds in counts))
            weights = [int(seconds * scale) for seconds in counts]
            if len(counts) == 1:
                used = [weights[0] * people for people in next(iter(counts.values()))]
            else:
                rows = zip(*counts.values(), strict=True)
                used = [sum(map(int.__mul__, weights, row)) for row in rows]
            late = worst = 0
            worst_period: int | None = None
            scale_budget = scale // over
            for period, seconds_used in enumerate(used):
                if late or seconds_used:
                    late = max(0, late + seconds_used - budget[period] * scale_budget)
                    if late > worst:
                        worst, worst_period = late, period
            longest = resource.longest * scale
            tally.note(resource.rule, (longest - worst) / longest, "passings", name, worst_period)


def replay(
    inputs: Inputs, instructions: list[Any], movements: dict[str, dict[int, str]], tally: Tally
) -> Outcome:
    """Note the margin of every rule, and count who has arrived."""
    leaving: dict[tuple[str, str], Counter[int]] = {}
    arriving: Counter[str] = Counter()
    outcome = Outcome([0] * inputs.periods, Counter())
    use = Use(inputs)
    for instruction in instructions:
        address = f"instruction/{instruction['id']}"
        moved = _whole_people(instruction, movements[instruction["id"]], address, tally)
        _window(inputs, instruction, moved, address, tally)
        key = (instruction["group"], instruction["start"])
        leaving.setdefault(key, Counter()).update(moved)
        route = _route(inputs, instruction, address, tally)
        if route is None or not moved:
            continue
        group = inputs.groups[instruction["group"]]
        destination = inputs.destinations[instruction["destination"]]
        legs, length = route
        tally.note(
            "horizon", inputs.periods - 1 - max(moved) - length, "periods", address, max(moved)
        )
        first = min(moved)
        people = [moved.get(period, 0) for period in range(first, inputs.periods)]
        while people and not people[-1]:
            people.pop()
        for leg in legs:
            shut = _enter(inputs, group, leg, moved, address, tally)
            if leg.element.admits(leg.manner, group.criteria):
                seen = people[: max(0, inputs.periods - first - leg.after)]
                for period in shut:  # already refused there; its rate is not blamed as well
                    seen[period - first] = 0
                for name, rate in leg.element.charges[leg.manner]:
                    seconds = passing_s(rate or Fraction(1), leg.manner, group.occupancy)
                    use.enter(name, seconds, first + leg.after, seen)
        for period, number in moved.items():
            if period + length < inputs.periods:
                outcome.by_period[period + length] += number
                outcome.by_start[key] += number
                arriving[destination.name] += number
        if rate := destination.intake_per_hour:
            seen = people[: max(0, inputs.periods - first - length)]
            use.enter(f"destination/{destination.name}/intake", 3600 / rate, first + length, seen)
        elif rate == 0:
            tally.note("intake_rate", -sum(moved.values()), "people", destination.name)
    use.check(tally)
    _leave(inputs, leaving, tally)
    _sizes(instructions, leaving, tally)
    for name, number in arriving.items():
        room = inputs.destinations[name].room
        if room is not None:
            tally.note("destination_room", room - number, "people", f"destination/{name}")
    return outcome


def _whole_people(
    instruction: Any, rows: dict[int, str], address: str, tally: Tally
) -> dict[int, int]:
    """The movements of an instruction, by period of departure."""
    tally.note("whole_people", min(instruction["people"] - 1, 0), "people", address)
    moved = {}
    for period, text in rows.items():
        whole = text.isascii() and text.isdigit() and len(text) <= 9 and int(text) > 0
        tally.note("whole_people", int(text) - 1 if whole else -1, "people", address, period)
        if whole:
            moved[period] = int(text)
    return moved


def _window(
    inputs: Inputs, instruction: Any, moved: dict[int, int], address: str, tally: Tally
) -> None:
    step_s, from_s, to_s = inputs.step_s, instruction["from_s"], instruction["to_s"]
    for period in (min(moved), max(moved)) if moved else ():
        spare_s = min(period * step_s - from_s, to_s - (period + 1) * step_s)
        tally.note("instruction_window", spare_s, "s", address, period)
    uneven_s = max(from_s % FIVE_MINUTES_S, to_s % FIVE_MINUTES_S)
    tally.note("instruction_window", min(-uneven_s, 0), "s", f"{address}, whole five minutes")
    apart = abs(instruction["people"] - sum(moved.values()))
    if apart:
        tally.note("instruction_window", -apart, "people", f"{address}, people")


def _route(
    inputs: Inputs, instruction: Any, address: str, tally: Tally
) -> tuple[list[Leg], int] | None:
    """The legs of a route and its whole periods; None if it is not connected."""
    group = inputs.groups[instruction["group"]]
    destination = inputs.destinations[instruction["destination"]]
    walked = _walk(inputs, group.mode, instruction["start"], instruction["route"], destination.node)
    if isinstance(walked, str):
        tally.note("route_connected", -1, "breaks", f"{address}: {walked}")
        return None
    seconds = [element.seconds[manner] for element, manner in walked]
    crossings = [element.name for element, _ in walked if not element.is_link]
    said = (instruction["length_m"], instruction["travel_s"])
    figures = (sum(element.length_m for element, _ in walked), sum(seconds))
    named = f"crossing/{instruction['crossing']}" if instruction["crossing"] else None
    fits = said == figures and (named in crossings if crossings else named is None)
    tally.note(
        "route_connected",
        0 if fits else -1,
        "breaks",
        address
        if fits
        else f"{address}: {said[0]} m, {said[1]} s, {named} is not {figures}, {crossings}",
    )
    if (fallback := instruction["fallback"]) is not None:
        end = inputs.destinations[fallback["destination"]].node
        other = _walk(inputs, group.mode, instruction["start"], fallback["route"], end)
        if isinstance(other, str):
            tally.note("route_connected", -1, "breaks", f"{address}/fallback: {other}")
    on_foot_m = sum(e.length_m for e, manner in walked if manner == "foot")
    if any(manner == "foot" for e, manner in walked if e.is_link):
        limit_m = inputs.model["walking_limit_m"]
        tally.note("walking_limit", limit_m - on_foot_m, "m", address)
    left_s = sum(seconds)
    whole = -(-left_s // inputs.step_s)
    legs = []
    for (element, manner), passing in zip(walked, seconds, strict=True):
        # anchored at the end: periods still to go are rounded up, not periods gone
        legs.append(Leg(element, manner, whole + left_s // -inputs.step_s))
        left_s -= passing
    return legs, whole


def _walk(
    inputs: Inputs, mode: str, start: str, route: list[str], end: str
) -> list[tuple[Element, str]] | str:
    """The elements of a route and how each is passed, or what is wrong with it."""
    node = start
    walked = []
    for name in route:
        element = inputs.elements.get(name)
        if element is None or element.tail != node:
            return f"{name} does not go on from {node}"
        mode = element.manner(mode)
        if mode not in element.seconds:
            return f"{name} is not for mode {mode}"
        walked.append((element, mode))
        node = element.head
    return walked if node == end else f"ends at {node}, not at {end}"


def _enter(
    inputs: Inputs, group: Group, leg: Leg, moved: dict[int, int], address: str, tally: Tally
) -> list[int]:
    """Eligibility, rates of 0 or unknown, open seconds; the departures that find it shut."""
    element, manner, after = leg
    place = f"{address}, {element.name}"
    for asked in element.eligibility:
        shared = len(asked & group.criteria) - 1
        tally.note("eligibility", shared, "criteria", place, people=sum(moved.values()))
    for name, rate in element.charges[manner]:
        if not rate:
            rule = "link_capacity" if element.is_link else "gate_rate"
            tally.note(rule, -sum(moved.values()), "people", f"{address}, {name}")
    left = {period: n for period, n in moved.items() if period + after < inputs.periods}
    shut: list[int] = []
    for rule, window in inputs.windows(element, manner, group.criteria):
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
    for row in instructions:
        spare = row["people"] - SMALLEST_INSTRUCTION
        if row["people"] == sum(leaving[row["group"], row["start"]].values()):
            spare = max(spare, 0)  # all who leave from its start
        tally.note("instruction_size", spare, "people", f"instruction/{row['id']}")
