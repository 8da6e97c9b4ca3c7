"""Aid: when each truck comes in and goes out again, and the gate seconds that it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from ..clock import union
from ..network.aid import AidDay, CrossingDay
from ..network.aid_window import truck_passings_s
from ..network.network import Network
from ..network.windows import Spans
from ..plan.plan import AidMovement

I64 = npt.NDArray[np.int64]
Trucks = dict[tuple[str, str], int]  # (stream, date) -> trucks that come in


@dataclass(frozen=True, slots=True)
class AidSchedule:
    """Trucks by stream and day, their passings, and seconds taken at gates that people use too.

    `reserved`: address of a gate -> (n_period,) whole seconds.
    """

    trucks: Mapping[tuple[str, str], int]
    movements: tuple[AidMovement, ...]
    reserved: Mapping[str, I64]


@dataclass(frozen=True, slots=True)
class AidTaken:
    """Budget units of one gate that the trucks of a day must have, wherever in the day they pass.

    `days`: (periods with an open second of the aid window, units); `passing`: units of one truck's
    passing.
    """

    days: tuple[tuple[tuple[int, ...], Fraction], ...]
    passing: Fraction

    def inside(self, first: int, last: int) -> Fraction:
        """Units of the days that lie wholly in a run of periods."""
        inside = (u for open_, u in self.days if first <= open_[0] and open_[-1] <= last)
        return sum(inside, Fraction(0))

    def wider(self, runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """The days that runs touch without holding them, as runs of their own."""
        return [
            (open_[0], open_[-1])
            for open_, _ in self.days
            if any(open_[0] <= last and first <= open_[-1] for first, last in runs)
        ]


def aid_taken(network: Network, days: Sequence[CrossingDay]) -> dict[int, AidTaken]:
    """What aid must have of every gate that people use too, by row of network.resources."""
    rows = {row.address: i for i, row in enumerate(network.resources)}
    step_s = network.inputs.step_s
    found: dict[int, AidTaken] = {}
    for day in days:
        passings = truck_passings_s(day.crossing)
        if not day.must or passings is None:
            continue
        spans = union(day.window)
        open_ = sorted({p for a, b in spans for p in range(a // step_s, (b - 1) // step_s + 1)})
        for gate, passing_s in zip(day.crossing.gates, passings, strict=True):
            index = rows.get(f"crossing/{day.crossing.id}/gate/{gate.id}")
            if index is not None:
                # an open second is `factor * scale` units
                passing = passing_s * network.resources[index].factor * network.scale
                before = found.get(index, AidTaken((), passing)).days
                row = (tuple(open_), 2 * day.must * passing)
                found[index] = AidTaken((*before, row), passing)
    return found


def minimum_trucks(days: Sequence[CrossingDay]) -> Trucks:
    """The minimum of every stream and day, or as much of it as the day holds."""
    return _share_out(days, [day.must for day in days], lambda row: row.required)


def quota_trucks(days: Sequence[CrossingDay], share: Fraction) -> Trucks:
    """The minimum, and so much of what is wanted beyond it as the day holds."""
    least = minimum_trucks(days)
    more = []
    for day in days:
        so_far = sum(least[row.stream.id, row.day.date] for row in day.streams)
        more.append(max(0, min(row.holds for row in day.streams) - so_far))

    def wanted(row: AidDay) -> int:
        return int(max(0, (row.quota or 0) - least[row.stream.id, row.day.date]) * share)

    extra = _share_out(days, more, wanted)
    return {key: trucks + extra[key] for key, trucks in least.items()}


def _share_out(
    days: Sequence[CrossingDay], totals: Sequence[int], wish: Callable[[AidDay], int]
) -> Trucks:
    """At most `totals` over the streams of each day, by what each asks for, none above it."""
    found: Trucks = {}
    for day, total in zip(days, totals, strict=True):
        wishes = [min(wish(row), row.holds) for row in day.streams]
        asked = sum(wishes)
        total = min(total, asked)
        given = [w * total // asked if asked else 0 for w in wishes]
        for index, most in enumerate(wishes):  # what is left over goes to the first ones
            given[index] += max(0, min(total - sum(given), most - given[index]))
        for row, trucks in zip(day.streams, given, strict=True):
            found[row.stream.id, row.day.date] = trucks
    return found


def schedule_aid(
    network: Network, days: Sequence[CrossingDay], trucks: Mapping[tuple[str, str], int]
) -> AidSchedule:
    """All passings of the given trucks; at gates that people use as late in the day as may be.

    Every passing of a day follows the one before without a gap; first all come in, then all go
    out. The last one may be late, as the rule of rates allows. Raises ValueError if the trucks do
    not fit into a day.
    """
    rows = {row.address: i for i, row in enumerate(network.resources)}
    shared = {address.split("/")[1] for address in rows if address.startswith("crossing/")}
    counts: dict[tuple[str, str, int], int] = {}
    entering: dict[str, dict[int, Fraction]] = {}  # gate -> seconds of trucks by period
    truck_s: dict[str, Fraction] = {}
    placed = dict.fromkeys(trucks, 0)
    for day in days:
        passings = truck_passings_s(day.crossing)
        streams = [
            row.stream.id
            for row in day.streams
            for _ in range(trucks.get((row.stream.id, day.day.date), 0))
        ]
        if not streams:
            continue
        assert passings is not None, "no truck passes here"
        late_s = None
        if day.crossing.id in shared:
            gates = [f"crossing/{day.crossing.id}/gate/{gate.id}" for gate in day.crossing.gates]
            late_s = max((_longest_s(network, rows[at]) for at in gates if at in rows), default=0)
        starts = _starts(day.window, max(passings), 2 * len(streams), late_s)
        del streams[len(starts) // 2 :]
        for stream in streams:
            placed[stream, day.day.date] += 1
        for number, second in enumerate(starts):
            direction = "in" if number < len(streams) else "out"
            period = int(second) // network.inputs.step_s
            key = (streams[number % len(streams)], direction, period)
            counts[key] = counts.get(key, 0) + 1
            for gate, passing_s in zip(day.crossing.gates, passings, strict=True):
                address = f"crossing/{day.crossing.id}/gate/{gate.id}"
                if address in rows:
                    truck_s[address] = passing_s
                    here = entering.setdefault(address, {})
                    here[period] = here.get(period, Fraction(0)) + passing_s
    movements = [AidMovement(*key, count) for key, count in sorted(counts.items())]
    reserved = {
        address: _reserve(network, rows[address], here, truck_s[address])
        for address, here in entering.items()
    }
    return AidSchedule(placed, tuple(movements), reserved)


def _starts(window: Spans, passing_s: Fraction, count: int, late_s: int | None) -> list[Fraction]:
    """Seconds at which passings begin, one after the other on the open seconds.

    `count` of them, or (where midnight is not on the grid) as many pairs as fit.
    """
    spans = union(window)
    open_s = sum(b - a for a, b in spans)
    while count and passing_s * (count - 1) > open_s - 1:
        count -= 2
    first = Fraction(0)
    if late_s is not None:  # people before them may be late by one passing
        first = max(first, open_s - 1 - late_s - passing_s * (count - 1))
    found: list[Fraction] = []
    passed, at = 0, 0
    for number in range(count):
        position = first + passing_s * number
        while position >= passed + spans[at][1] - spans[at][0]:
            passed += spans[at][1] - spans[at][0]
            at += 1
        found.append(spans[at][0] + position - passed)
    return found


def _reserve(
    network: Network, resource: int, entering: Mapping[int, Fraction], truck_s: Fraction
) -> I64:
    """Whole seconds of each period that people must leave to trucks entering in it or before it.

    In a period in which a truck enters, people and trucks may together be late by the longer of
    their passings, and of that people alone by their own: what is over trucks may leave for later.
    Where they would be late by more, as at the end of a window, the last seconds before in which
    people could still enter are taken as well. Shape (n_period,).
    """
    unit = network.resources[resource]
    seconds = network.seconds[unit.profile] // network.scale
    longest_s = _longest_s(network, resource)
    slack = max(Fraction(longest_s), truck_s) - longest_s
    part = truck_s.denominator  # all below in parts of a second
    trucks = np.zeros(seconds.size, dtype=np.int64)
    for period, taken in entering.items():
        trucks[period] = int(taken * part)
    row = np.zeros(seconds.size, dtype=np.int64)
    late = 0
    for period in range(seconds.size):
        due = late + int(trucks[period])
        left = int(slack * part) if trucks[period] else 0
        row[period] = min(int(seconds[period]), max(0, -(-(due - left) // part)))
        while trucks[period]:
            ahead = np.concatenate(
                [[0], np.cumsum(trucks[: period + 1] - part * row[: period + 1])]
            )
            free = np.flatnonzero(row[: period + 1] < seconds[: period + 1])
            if not free.size:
                break
            over = int(ahead[-1] - ahead[: free[-1] + 1].min()) - left
            if over <= 0:
                break
            row[free[-1]] = min(int(seconds[free[-1]]), int(row[free[-1]]) - (-over // part))
        late = max(0, due - part * int(row[period]))
    return row


def _longest_s(network: Network, resource: int) -> int:
    """Whole seconds of the longest passing of people."""
    unit = network.resources[resource]
    return -(-unit.longest // (unit.factor * network.scale))
