"""Inputs: groups, destinations and elements of a model, their entry windows and budgets."""

from bisect import bisect_right
from datetime import datetime, timedelta
from fractions import Fraction
from math import lcm
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from .elements import (
    Element,
    Timetable,
    Traits,
    asked_of_people,
    hours_of,
    make_crossing,
    make_leg,
    make_link,
    rate_of,
    valid,
)
from .streams import make_streams
from .turns import Turns
from .window import EVER, Window, both, joined, pieces, spread, without


class Start(NamedTuple):
    """People of a group at one node: ready_people[i] are ready from second ready_s[i] on."""

    people: int
    seats: int | None
    ready_s: list[int]
    ready_people: list[int]

    def ready(self, second: int) -> int:
        """People ready so far."""
        row = bisect_right(self.ready_s, second)
        return self.ready_people[row - 1] if row else 0


class Group(NamedTuple):
    """People who move alike; traits that no gate, leg or consent asks for are left out."""

    name: str
    zone: str
    mode: str
    occupancy: Fraction
    traits: Traits
    people: int
    staying: int
    latest_departure_s: int | None
    starts: dict[str, Start]


class Destination(NamedTuple):
    """Where people arrive; room None = unlimited."""

    name: str
    node: str
    room: int | None
    intake_per_hour: Fraction | None

    def takes_people(self) -> bool:
        """Whether anybody at all can arrive here."""
        return self.room != 0 and self.intake_per_hour != 0


class Resource(NamedTuple):
    """Something whose seconds are used up by passing; longest is 0 where nobody may pass."""

    rule: str
    is_road: bool
    longest: Fraction
    shortest: Fraction
    window: Window
    slowed: list[tuple[int, int, Fraction]]


def passing_s(rate_per_hour: Fraction, manner: str, occupancy: Fraction) -> Fraction:
    """Seconds of the resource that one person's passing takes."""
    return 3600 / (rate_per_hour * occupancy if manner == "car" else rate_per_hour)


class Inputs:
    """All that a plan is checked against, made from the plain model and its tables."""

    def __init__(self, model: Any, nodes: list[list[str]], links: list[list[str]]) -> None:
        self.model = model
        self.step_s: int = model["step_s"]
        self.periods: int = model["periods"]
        self.end_s = self.step_s * self.periods
        self.horizon: Window = ((0, self.end_s),)
        self.capacity_use = Fraction(model["capacity_use"])
        self.start = datetime.fromisoformat(model["start"])
        self.elements = {f"link/{row[0]}": make_link(row) for row in links}
        for crossing in model["crossings"]:
            self.elements[f"crossing/{crossing['id']}"] = make_crossing(crossing)
        for leg in model["legs"]:
            self.elements[f"leg/{leg['id']}"] = make_leg(leg, self.step_s)
        self.turns = Turns(model, self.elements)
        self._restrict_links(model)
        asked = self._asked()
        self.groups = {row["id"]: _group(row, asked) for row in model["groups"]}
        self.destinations = {row["id"]: _destination(row) for row in model["destinations"]}
        self.people = sum(group.people for group in self.groups.values())
        self._windows: dict[tuple[str, str, Traits], list[tuple[str, Window]]] = {}
        self._open_seconds: dict[Window, list[int]] = {}
        self._budgets: dict[tuple[str, Fraction], tuple[list[int], int]] = {}
        self.gets_off = any(element.gets_off for element in self.elements.values())
        self.streams = make_streams(model)
        self.resources = self._resources()

    def local_instant(self, period: int) -> str:
        """The beginning of a period as a local instant, where the zone's data are at hand."""
        try:
            at = self.start + timedelta(seconds=period * self.step_s)
            return at.astimezone(ZoneInfo(self.model["timezone"])).isoformat()
        except (OSError, ValueError, KeyError):
            return at.isoformat()
        except OverflowError:
            return "beyond the calendar"

    def _asked(self) -> Traits:
        """Criteria and populations that make a difference somewhere."""
        asked = {word for e in self.elements.values() for words in e.eligibility for word in words}
        for element in self.elements.values():
            for consents in element.consents.values():
                for consent in consents:
                    asked |= set(consent["only_for"] or ())
        return frozenset(asked)

    def modes(self, mode: str) -> tuple[str, ...]:
        """The modes in which somebody may be on the way who starts in this one."""
        return ("car", "foot") if mode == "car" and self.gets_off else (mode,)

    def _restrict_links(self, model: Any) -> None:
        for row in model["closures"]:
            share = Fraction(row["remaining_share"])
            for link in row["links"]:
                element = self.elements[f"link/{link}"]
                if share == 0:
                    element.closed.append((row["from_s"], row["to_s"]))
                else:
                    element.slowed.append((row["from_s"], row["to_s"], share))
        for row in model["corridors"]:
            hours = both(hours_of(row["hours"]), ((row["notified_from_s"], EVER),))
            for link in set(row["links"]):
                for manner in set(row["modes"]):
                    self.elements[f"link/{link}"].hours[manner].append(hours)
                    self.elements[f"link/{link}"].consents[manner] += asked_of_people(row)

    def windows(self, element: Element, manner: str, traits: Traits) -> list[tuple[str, Window]]:
        """Entry windows, each cut out of the one before; the last one is what holds.

        Each goes with the rule that is broken where it is shut and the one before is not.
        An element that is always open has none.
        """
        key = (element.name, manner, traits)
        if key in self._windows:
            return self._windows[key]
        kind = "corridor" if element.is_link else "gate"
        window = self.horizon
        stages = []
        for consent in element.consents[manner]:
            window = both(window, valid(consent, traits))
        if element.consents[manner]:
            stages.append((f"{kind}_consent", self._off_in_time(window, element, manner)))
        for hours in element.hours[manner]:
            window = both(window, hours)
        if element.hours[manner]:
            stages.append((f"{kind}_hours", self._off_in_time(window, element, manner)))
        if element.closed or element.slowed:
            window = without(window, joined(element.closed))
            stages.append(("closure", self._off_in_time(window, element, manner)))
        self._windows[key] = stages
        return stages

    def open_seconds(self, window: Window) -> list[int]:
        """Open seconds of every period."""
        if window not in self._open_seconds:
            self._open_seconds[window] = seconds = [0] * self.periods
            for a, b in window:
                spread(seconds, a, b, 1, self.step_s)
        return self._open_seconds[window]

    def _off_in_time(self, window: Window, element: Element, manner: str) -> Window:
        """Who enters a link is off it before it closes; the end of the horizon closes nothing."""
        if not element.is_link:
            return window
        seconds = element.seconds[manner]
        shortened = ((a, b if b == self.end_s else b - seconds) for a, b in window)
        return tuple((a, b) for a, b in shortened if a < b)

    def window(self, element: Element, manner: str, traits: Traits) -> Window:
        """The entry window that holds."""
        stages = self.windows(element, manner, traits)
        return stages[-1][1] if stages else self.horizon

    def _resources(self) -> dict[str, Resource]:
        people = {
            (mode, group.traits, group.occupancy)
            for group in self.groups.values()
            for mode in self.modes(group.mode)
        }
        found: dict[str, Resource] = {}
        for element in self.elements.values():
            if element.timetable:
                (seats, _), *_ = element.charges["seat"]
                found[seats] = Resource("leg_seats", False, Fraction(0), Fraction(1), (), [])
                self._budgets[seats, Fraction(1)] = (self._seats(element.timetable), 1)
                continue
            seconds: dict[str, list[Fraction]] = {}
            windows: dict[str, set[Window]] = {}
            for charges in element.charges.values():
                for name, _ in charges:
                    seconds.setdefault(name, [])
                    windows.setdefault(name, self._truck_windows(element))
            for mode, traits, occupancy in people:
                if not element.admits(mode, traits):
                    continue
                window = self.window(element, mode, traits)
                for name, rate in element.charges[mode]:
                    seconds[name].append(passing_s(rate or Fraction(1), mode, occupancy))
                    windows[name].add(window)
            for name, passings in seconds.items():
                found[name] = Resource(
                    "link_capacity" if element.is_link else "gate_rate",
                    element.is_link,
                    max(passings, default=Fraction(0)),
                    min(passings, default=Fraction(0)),
                    joined(interval for window in windows[name] for interval in window),
                    element.slowed,
                )
        for destination in self.destinations.values():
            if (rate := destination.intake_per_hour) is not None:
                once = 3600 / rate if rate else Fraction(0)
                found[f"destination/{destination.name}/intake"] = Resource(
                    "intake_rate", False, once, once, self.horizon if rate else (), []
                )
        return found

    def _seats(self, timetable: Timetable) -> list[int]:
        """The seats of a leg, in the period in which a bound boards it."""
        seats = [0] * self.periods
        if 0 <= timetable.bound_boards < self.periods:
            seats[timetable.bound_boards] = timetable.seats
        return seats

    def _truck_windows(self, element: Element) -> set[Window]:
        """When trucks may pass the gates of a crossing; their seconds are shared with people."""
        return {
            both(stream.window, self.horizon)
            for stream in self.streams.values()
            if stream.crossing == element.name and stream.passes()
        }

    def budget(self, name: str, capacity_use: Fraction) -> tuple[list[int], int]:
        """Seconds of every period that passings may use, as whole numbers over one denominator."""
        resource = self.resources[name]
        use = capacity_use if resource.is_road else Fraction(1)
        if (name, use) not in self._budgets:
            over = use.denominator * lcm(*(share.denominator for *_, share in resource.slowed))
            seconds = [0] * self.periods
            for a, b, share in pieces(resource.window, resource.slowed):
                spread(seconds, a, b, int(share * use * over), self.step_s)
            self._budgets[name, use] = (seconds, over)
        return self._budgets[name, use]


def _group(row: Any, asked: Traits) -> Group:
    starts = {
        start["node"]: Start(
            start["people"],
            start["seats"] if row["mode"] == "car" else None,
            [second for second, _ in start["ready"]],
            [people for _, people in start["ready"]],
        )
        for start in row["starts"]
    }
    return Group(
        row["id"],
        row["zone"],
        row["mode"],
        Fraction(row["occupancy"] or 1),
        frozenset([*row["criteria"], (row["population"],)]) & asked,
        row["people"],
        row["staying"],
        row["latest_departure_s"],
        starts,
    )


def _destination(row: Any) -> Destination:
    room = None if row["room"] == "unlimited" else row["room"] or 0
    return Destination(row["id"], row["node"], room, rate_of(row["intake_per_hour"]))
