"""Passages: every element as one group could use it, and what would have to change.

A *condition* is one thing that somebody could open or agree to: hours of a gate or corridor, or a
consent. A passage can be used when the seconds of all its conditions, and of what nobody can open
by a word (closures, eligibility, rates, seats, departures gone), have one in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from ..clock import Span, intersection, subtract, union
from ..scenario.inputs import (
    Consent,
    Corridor,
    Crossing,
    Destination,
    Gate,
    Group,
    Inputs,
    Interval,
    Leg,
    Link,
    Mode,
)
from .blocker import Blocker
from .windows import Spans, consent_span, intervals

State = tuple[str, Mode]  # node and mode
ARRIVED: State = ("", "foot")


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must hold at the moment of passing; `blocker` says it in words if it fails.

    `can_be_given`: somebody can open or agree to it by a word.
    """

    address: str
    spans: Spans
    can_be_given: bool
    blocker: Blocker


@dataclass(frozen=True, slots=True)
class Passage:
    """One element from a state to a state, in `seconds`, under conditions.

    `per_hour` = people an hour by the slowest part of it (None = not limited); a leg has `seats`
    instead. `lifts` = the smallest sets of conditions (addresses) without which it can be used
    within the span asked about; ((),) = it can be used as things are, () = it cannot at all.
    """

    element: str
    name: str
    from_state: State
    to_state: State
    seconds: int
    conditions: tuple[Condition, ...]
    lifts: tuple[frozenset[str], ...]
    per_hour: float | None
    seats: int | None = None
    shrink: bool = False  # open for the whole way, not only at entry

    def window(self, span: Span) -> Spans:
        """Seconds in which it can be entered as things are."""
        return _window(self.conditions, span, self.seconds if self.shrink else 0)


def _window(conditions: Iterable[Condition], span: Span, shrink_s: int) -> Spans:
    window: Spans = (span,)
    for condition in conditions:
        window = intersection(window, condition.spans)
    if not shrink_s:
        return window
    return tuple(
        (low, high if high >= span[1] else high - shrink_s)
        for low, high in window
        if high >= span[1] or high - shrink_s > low
    )


def _lifts(
    conditions: Sequence[Condition], span: Span, shrink_s: int
) -> tuple[frozenset[str], ...]:
    """Smallest sets of conditions whose lifting leaves a second to pass in."""
    givable = [c for c in conditions if c.can_be_given]
    if not _window([c for c in conditions if not c.can_be_given], span, shrink_s):
        return ()
    found: list[frozenset[str]] = []
    for size in range(len(givable) + 1):
        for lifted in combinations(givable, size):
            names = frozenset(c.address for c in lifted)
            if any(smaller <= names for smaller in found):
                continue
            kept = [c for c in conditions if c not in lifted]
            if _window(kept, span, shrink_s):
                found.append(names)
    return tuple(found)


class PassageBook:
    """Builds the passages of one group within a span of seconds."""

    def __init__(self, inputs: Inputs, group: Group, span: Span) -> None:
        self.inputs = inputs
        self.group = group
        self.criteria = frozenset(group.criteria)
        self.span = span
        self.parties = {row.id: row.name for row in inputs.parties}
        self.legs = [row for row in inputs.legs if _of_this_time(row, inputs.legs, span)]
        self.closed: dict[str, list[Span]] = {}
        self.closed_by: dict[str, Blocker] = {}
        for row in inputs.closures:
            for link in row.links:
                if row.remaining_share == 0:
                    self.closed.setdefault(link, []).append((row.from_s, row.to_s))
                    why = f"closed by {row.because}"
                    self.closed_by[link] = Blocker(row.because, "closure", why, None, row.source)
        self.corridors: dict[str, list[Corridor]] = {}
        for corridor in inputs.corridors:
            for link in corridor.links:
                self.corridors.setdefault(link, []).append(corridor)

    def all(self) -> list[Passage]:
        """Every passage that a person of the group could ever use."""
        return [
            *self._roads(),
            *(p for row in self.inputs.crossings for p in self._crossing(row)),
            *(p for row in self.legs for p in self._leg(row)),
            *(p for row in self.inputs.destinations for p in self._arrival(row)),
        ]

    def _modes(self) -> tuple[Mode, ...]:
        return ("car", "foot") if self.group.mode == "car" else (self.group.mode,)

    def _make(
        self,
        element: str,
        name: str,
        ends: tuple[State, State],
        seconds: int,
        conditions: Sequence[Condition],
        per_hour: float | None,
        *,
        seats: int | None = None,
        shrink: bool = False,
    ) -> Passage:
        lifts = _lifts(conditions, self.span, seconds if shrink else 0)
        return Passage(
            element, name, *ends, seconds, tuple(conditions), lifts, per_hour, seats, shrink
        )

    def _roads(self) -> Iterator[Passage]:
        for link in self.inputs.links:
            for mode in self._modes():
                use = _road(link, mode, self.group)
                if use is None:
                    continue
                seconds, per_hour = use
                conditions: list[Condition] = []
                if link.id in self.closed:
                    spans = subtract((self.span,), union(self.closed[link.id]))
                    blocker = self.closed_by[link.id]
                    conditions.append(Condition(blocker.address, spans, False, blocker))
                for corridor in self.corridors.get(link.id, ()):
                    if mode in corridor.modes:
                        conditions += self._corridor(corridor)
                rate = float(per_hour * self.inputs.capacity_use)
                ends = ((link.from_node, mode), (link.to_node, mode))
                name = link.name or link.id
                yield self._make(
                    f"link/{link.id}", name, ends, seconds, conditions, rate, shrink=True
                )

    def _corridor(self, row: Corridor) -> Iterator[Condition]:
        at = f"corridor/{row.id}"
        holder = self.parties.get(row.holder, row.holder)
        yield self._hours(f"{at}/hours", "corridor_hours", row.name, holder, row.holder, row.hours)
        if row.notified_from_s > 0:
            why = f"{row.name}: {holder} is to be notified first; usable from later"
            blocker = Blocker(f"{at}/notified", "corridor_hours", why, row.holder, None)
            spans = intersection(
                ((row.notified_from_s, max(self.span[1], row.notified_from_s + 1)),), (self.span,)
            )
            yield Condition(f"{at}/notified", spans, False, blocker)
        yield from self._consents(row.consents, at, row.name, "corridor_consent")

    def _hours(
        self,
        address: str,
        rule: str,
        what: str,
        holder: str,
        party: str,
        rows: tuple[Interval, ...] | None,
    ) -> Condition:
        if rows is None:
            why = f"whether {what} ({holder}) is open is not known"
            return Condition(address, (), True, Blocker(address, rule, why, party, None))
        spans = intervals(rows)
        nearest = next((row for row in rows if row.to_s > self.span[0]), rows[-1] if rows else None)
        why = f"{what} ({holder}) is not open in this time"
        blocker = Blocker(address, rule, why, party, None if nearest is None else nearest.source)
        return Condition(address, spans, True, blocker)

    def _consents(
        self, rows: Iterable[Consent], at: str, place: str, rule: str
    ) -> Iterator[Condition]:
        for row in rows:
            if not row.asked_of_people:
                continue
            name = self.parties.get(row.party, row.party)
            via = f" (reached through {self.parties.get(row.via, row.via)})" if row.via else ""
            state: str = row.state
            if row.state == "conditional":
                met = "met" if row.condition_met else "not met"
                state = f"conditional on: {row.condition} ({met})"
            elif row.counts and row.only_for is not None:
                state = f"given only for {', '.join(row.only_for)}"
            elif row.counts:
                state = "given, but not for this time"
            address = f"{at}/consent/{row.id}/state"
            why = f"consent of {name}{via} for {place} is {state}"
            spans = consent_span(row, self.criteria)
            yield Condition(
                address, spans, True, Blocker(address, rule, why, row.party, row.source)
            )

    def _crossing(self, row: Crossing) -> Iterator[Passage]:
        by_car = all(gate.rate_vehicles_per_hour is not None for gate in row.gates)
        for mode in self._modes():
            if mode == "seat":
                continue
            rides = mode == "car" and by_car
            conditions: list[Condition] = []
            rates: list[float] = []
            for gate in row.gates:
                conditions += self._gate(row, gate)
                rate = gate.rate_persons_per_hour
                if rides and gate.rate_vehicles_per_hour is not None and self.group.occupancy:
                    rate = gate.rate_vehicles_per_hour * self.group.occupancy
                if not rate:
                    at = f"crossing/{row.id}/gate/{gate.id}/rate_persons_per_hour"
                    why = (
                        f"how many people {gate.side} of {row.name} lets pass is not known, or none"
                    )
                    blocker = Blocker(at, "gate_rate", why, gate.holder, None)
                    conditions.append(Condition(at, (), False, blocker))
                else:
                    rates.append(float(rate))
            ends = (row.from_node, mode), (row.to_node, mode if rides else "foot")
            per_hour = min(rates, default=None)
            yield self._make(
                f"crossing/{row.id}", row.name, ends, row.transit_s, conditions, per_hour
            )

    def _gate(self, row: Crossing, gate: Gate) -> Iterator[Condition]:
        at = f"crossing/{row.id}/gate/{gate.id}"
        holder = self.parties.get(gate.holder, gate.holder)
        what = f"{gate.side} of {row.name}"
        yield self._hours(f"{at}/open", "gate_hours", what, holder, gate.holder, gate.open)
        yield from self._consents(gate.consents, at, what, "gate_consent")
        if gate.eligibility is not None and not self.criteria & set(gate.eligibility):
            allowed = ", ".join(gate.eligibility) or "nobody that is known"
            why = f"{holder} admits at {what} only: {allowed}"
            address = f"{at}/eligibility"
            blocker = Blocker(address, "eligibility", why, gate.holder, gate.eligibility_source)
            yield Condition(address, (), False, blocker)

    def _leg(self, row: Leg) -> Iterator[Passage]:
        at = f"leg/{row.id}"
        conditions = list(self._consents(row.consents, at, row.name, "leg_consent"))
        last = ", the last one that is known of" if row.last_departure else ""
        if row.cut_off_s <= self.span[0]:
            why = f"{row.name} has left{last}"
            blocker = Blocker(at, "leg_gone", why, None, row.source)
            conditions.append(Condition(f"{at}/departs", (), False, blocker))
        else:
            boards: Spans = ((self.span[0], row.cut_off_s),)
            why = f"{row.name} does not leave in this time"
            blocker = Blocker(at, "leg_gone", why, None, row.source)
            if row.departs_s >= self.span[1]:
                boards = ()
            conditions.append(Condition(f"{at}/departs", boards, False, blocker))
        if row.seats == 0:
            blocker = Blocker(
                f"{at}/seats", "leg_seats", f"{row.name} has no seats", None, row.source
            )
            conditions.append(Condition(f"{at}/seats", (), False, blocker))
        if row.eligibility is not None and not self.criteria & set(row.eligibility):
            why = f"{row.name} takes only: {', '.join(row.eligibility)}"
            blocker = Blocker(f"{at}/eligibility", "eligibility", why, None, row.source)
            conditions.append(Condition(f"{at}/eligibility", (), False, blocker))
        if row.serves is not None and self.group.population not in row.serves:
            why = f"{row.name} serves only: {', '.join(row.serves)}"
            blocker = Blocker(f"{at}/serves", "eligibility", why, None, row.source)
            conditions.append(Condition(f"{at}/serves", (), False, blocker))
        for mode in self._modes():
            after: Mode = "seat" if mode == "seat" else "foot"
            ends: tuple[State, State] = (row.from_node, mode), (row.to_node, after)
            ride_s = row.arrives_s - row.cut_off_s
            yield self._make(at, row.name, ends, ride_s, conditions, None, seats=row.seats)

    def _arrival(self, row: Destination) -> Iterator[Passage]:
        conditions = []
        if row.room is None or row.room == 0:
            at = f"destination/{row.id}/room"
            known = "not known" if row.room is None else "none"
            why = f"room at {row.name} is {known}"
            if row.short_need:
                why += f" ({row.short_need})"
            blocker = Blocker(at, "destination_room", why, None, None)
            conditions.append(Condition(at, (), False, blocker))
        for mode in self._modes():
            ends = (row.node, mode), ARRIVED
            yield self._make(f"destination/{row.id}", row.name, ends, 0, conditions, None)


def _of_this_time(leg: Leg, legs: Sequence[Leg], span: Span) -> bool:
    """Whether it leaves within the span; of a daily leg that never does, the nearest one."""
    daily = [row for row in legs if row.id.partition("@")[0] == leg.id.partition("@")[0]]
    inside = [row for row in daily if span[0] < row.cut_off_s and row.departs_s < span[1]]
    if inside:
        return leg in inside
    return leg is min(daily, key=lambda row: (row.cut_off_s <= span[0], abs(row.cut_off_s)))


def _road(link: Link, mode: Mode, group: Group) -> tuple[int, Fraction] | None:
    """Seconds and people an hour of a link for a group in a mode; None = not allowed."""
    if mode == "seat":
        return None
    if mode == "car":
        if link.car_s is None or link.car_per_hour is None or group.occupancy is None:
            return None
        return link.car_s, link.car_per_hour * group.occupancy
    if link.foot_s is None or link.foot_per_hour is None:
        return None
    return link.foot_s, link.foot_per_hour
