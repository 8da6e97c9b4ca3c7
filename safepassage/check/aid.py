"""Aid: what every stream must bring on every day, what can pass, and the trucks of a plan."""

from bisect import bisect_left
from collections import Counter
from fractions import Fraction
from itertools import accumulate
from math import floor
from typing import Any, NamedTuple

from .inputs import Inputs
from .rules import Tally
from .streams import Stream
from .use import Use
from .window import Window, both

Trucks = dict[tuple[str, str], dict[int, str]]  # as read: (stream, direction): period: trucks


class Day(NamedTuple):
    """A local calendar day; the periods whose first second lies in it are its own."""

    date: str
    from_s: int
    to_s: int
    first: int
    last: int


class Figures(NamedTuple):
    """What the rules say of one stream on one day, in trucks."""

    required: int
    quota: int | None
    holds: int
    most: int


class Taken(NamedTuple):
    """Seconds of one gate that aid needs at least, in these periods of one day."""

    seconds: Fraction
    periods: list[int]


class Aid:
    """The figures of all streams and days, made once from the inputs."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.days = [self._day(row) for row in inputs.model["days"]] if inputs.streams else []
        self.figures = {
            (stream.name, day.date): self._figures(stream, day)
            for stream in inputs.streams.values()
            for day in self.days
        }
        self.at: dict[str, list[Stream]] = {}
        for stream in inputs.streams.values():
            self.at.setdefault(stream.crossing, []).append(stream)
        self.must = {
            (crossing, day.date): self._must(streams, day)
            for crossing, streams in self.at.items()
            for day in self.days
        }
        self.truck_s: dict[str, Fraction] = {}
        self.taken: dict[str, list[Taken]] = {}
        for crossing, streams in self.at.items():
            if streams[0].passes():
                self._take(crossing, streams)

    def _day(self, row: Any) -> Day:
        step_s, last = self.inputs.step_s, self.inputs.periods - 1
        first, after = -(-row["from_s"] // step_s), -(-row["to_s"] // step_s)
        return Day(row["date"], row["from_s"], row["to_s"], max(0, first), min(last, after - 1))

    def day_of(self, period: int) -> Day:
        """The day that a period belongs to."""
        return self.days[bisect_left(self.days, period, key=lambda day: day.last)]

    def _figures(self, stream: Stream, day: Day) -> Figures:
        inside = both(((day.from_s, day.to_s),), self.inputs.horizon)
        open_s = length_s(both(stream.window, inside))
        whole_s = length_s(both(stream.window, ((day.from_s, day.to_s),)))
        part = Fraction(1)
        if inside != ((day.from_s, day.to_s),):
            day_s = day.to_s - day.from_s
            part = Fraction(open_s, whole_s) if whole_s else Fraction(length_s(inside), day_s)
        quota = stream.quota_per_day
        return Figures(
            floor(stream.minimum_per_day * part),
            None if quota is None else floor(quota * part),
            min(floor(open_s / (2 * t)) if t else 0 for t in stream.truck_s.values()),
            self._most(stream, day),
        )

    def _most(self, stream: Stream, day: Day) -> int:
        """The trucks that can come in and go out again on a day, whatever else is planned."""
        periods = self.open_periods([stream], day)
        if not stream.passes() or not periods:
            return 0
        found = []
        for gate, truck_s in stream.truck_s.items():
            budget, over = self.inputs.budget(gate, Fraction(1))
            seconds = Fraction(sum(budget[periods[0] : periods[-1] + 1]), over)
            longest = self.inputs.resources[gate].longest
            if truck_s:
                found.append(floor((seconds + max(longest, truck_s)) / (2 * truck_s)))
        return min(found)

    def open_periods(self, streams: list[Stream], day: Day) -> list[int]:
        """The day's periods with an open second of the window of any of the streams."""
        windows = {both(stream.window, self.inputs.horizon) for stream in streams}
        rows = [self.inputs.open_seconds(window) for window in windows]
        return [p for p in range(day.first, day.last + 1) if any(row[p] for row in rows)]

    def _must(self, streams: list[Stream], day: Day) -> int:
        rows = [self.figures[stream.name, day.date] for stream in streams]
        if self.one_window(streams):
            return min(sum(row.required for row in rows), rows[0].holds)
        return max(min(row.required, row.holds) for row in rows)

    def one_window(self, streams: list[Stream]) -> bool:
        """Whether all of them may pass at the same seconds."""
        return len({stream.window for stream in streams}) == 1

    def _take(self, crossing: str, streams: list[Stream]) -> None:
        """What people cannot use of the gates, in any plan that keeps the rules."""
        days = [day for day in self.days if self.must[crossing, day.date]]
        periods = {day.date: self.open_periods(streams, day) for day in days}
        for gate, truck_s in streams[0].truck_s.items():
            if truck_s:
                self.truck_s[gate] = truck_s
                self.taken[gate] = [
                    Taken(2 * self.must[crossing, day.date] * truck_s, periods[day.date])
                    for day in days
                    if periods[day.date]
                ]

    def surely_missing(self, crossing: str, day: Day) -> int:
        """The trucks of a crossing and day that no plan can bring."""
        rows = [self.figures[stream.name, day.date] for stream in self.at[crossing]]
        missing = sum(max(0, row.required - row.most) for row in rows)
        if self.one_window(self.at[crossing]):
            missing = max(missing, sum(row.required for row in rows) - rows[0].most)
        return missing


def length_s(window: Window) -> int:
    """The seconds of a window."""
    return sum(b - a for a, b in window)


def drive(aid: Aid, trucks: Trucks, use: Use, tally: Tally) -> Counter[tuple[str, str]]:
    """Replay all trucks: windows, rates, return, minimum. Trucks in, by stream and date."""
    found: Counter[tuple[str, str]] = Counter()
    for stream in aid.inputs.streams.values():
        moved = {}
        for direction in ("in", "out"):
            moved[direction] = _whole_trucks(stream, direction, trucks, tally)
            _pass(aid, stream, moved[direction], f"aid_stream/{stream.name}", use, tally)
        for period, number in moved["in"].items():
            found[stream.name, aid.day_of(period).date] += number
        if moved["in"] or moved["out"]:
            _return(aid, stream, moved["in"], moved["out"], tally)
    for crossing, streams in aid.at.items():
        for day in aid.days:
            asked = sum(aid.figures[stream.name, day.date].required for stream in streams)
            spare = asked - aid.must[crossing, day.date] - shortage(aid, found, crossing, day)
            tally.note("aid_minimum", spare, "trucks", f"{crossing}, {day.date}")
    return found


def shortage(aid: Aid, found: Counter[tuple[str, str]], crossing: str, day: Day) -> int:
    """The trucks that a crossing lacks on a day, stream by stream."""
    return sum(
        max(0, aid.figures[stream.name, day.date].required - found[stream.name, day.date])
        for stream in aid.at[crossing]
    )


def _whole_trucks(stream: Stream, direction: str, trucks: Trucks, tally: Tally) -> dict[int, int]:
    moved = {}
    for period, text in trucks.get((stream.name, direction), {}).items():
        whole = text.isascii() and text.isdigit() and len(text) <= 9 and int(text) > 0
        address = f"aid_stream/{stream.name}, {direction}"
        tally.note("whole_people", int(text) - 1 if whole else -1, "trucks", address, period)
        if whole:
            moved[period] = int(text)
    return moved


def _pass(
    aid: Aid, stream: Stream, moved: dict[int, int], address: str, use: Use, tally: Tally
) -> None:
    """Trucks of one direction at all gates of their crossing."""
    left = dict(moved)
    for gate, truck_s in stream.truck_s.items():
        if left and not truck_s:
            tally.note("gate_rate", -sum(moved.values()), "trucks", f"{address}, {gate}")
    for rule, window in (("gate_consent", stream.consented), ("gate_hours", stream.window)):
        if window is None:
            continue
        seconds = aid.inputs.open_seconds(both(window, aid.inputs.horizon))
        for period, number in list(left.items()):
            tally.note(rule, seconds[period] - 1, "s", address, period, people=number)
            if not seconds[period]:  # already refused here; not held against it once more
                del left[period]
    if stream.passes():
        for gate, truck_s in stream.truck_s.items():
            use.drive(gate, truck_s or Fraction(0), left)


def _return(
    aid: Aid, stream: Stream, came: dict[int, int], went: dict[int, int], tally: Tally
) -> None:
    """Never more trucks out than in; on every day as many out as in."""
    address = f"aid_stream/{stream.name}"
    inside = list(accumulate(came.get(p, 0) - went.get(p, 0) for p in range(aid.inputs.periods)))
    least = min(inside)
    tally.note("aid_return", least, "trucks", address, inside.index(least))
    balance: Counter[str] = Counter()
    for rows, sign in ((came, 1), (went, -1)):
        for period, number in rows.items():
            balance[aid.day_of(period).date] += sign * number
    for date, number in balance.items():
        tally.note("aid_return", -abs(number), "trucks", f"{address}, {date}")
