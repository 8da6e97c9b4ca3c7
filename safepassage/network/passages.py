"""Passages: every element as one group could use it within a span, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from ..clock import Span, intersection, subtract
from ..scenario.inputs import (
    UNLIMITED,
    Closure,
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
from .blocker import Blocker, Words, leg_bars, once
from .passage import ARRIVED, Condition, Opening, Passage, State, find_openings
from .turns import turns_by_mode
from .windows import Spans, intervals

__all__ = ["Passage", "PassageBook", "TakenBack"]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Hours of a gate as they were said first (None = not known), and what is shut after all."""

    open: tuple[Interval, ...] | None
    closed: tuple[Interval, ...]


class PassageBook:
    """Builds the passages of one group within a span of seconds.

    What has conditions must be entered within the span, what has none at any time to the end.
    `taken_back`: by address, gates whose hours in the inputs are less than those first said; there
    the two words are two conditions.
    """

    def __init__(
        self,
        inputs: Inputs,
        group: Group,
        span: Span,
        taken_back: Mapping[str, TakenBack] | None = None,
    ) -> None:
        self.taken_back = taken_back or {}
        self.inputs = inputs
        self.group = group
        self.criteria = frozenset(group.criteria)
        self.span = span
        self.end_s = inputs.periods * inputs.step_s
        self.say = Words(inputs, span)
        self.closures: dict[str, list[Condition]] = {}
        for row in inputs.closures:
            if row.remaining_share == 0 and row.from_s < self.end_s and row.to_s > span[0]:
                shut = self._closed(row)
                for link in row.links:
                    self.closures.setdefault(link, []).append(shut)
        self.days: dict[str, list[Leg]] = {}
        for leg in inputs.legs:
            self.days.setdefault(once(leg)[0], []).append(leg)
        self.corridors: dict[tuple[str, Mode], list[Condition]] = {}
        for corridor in inputs.corridors:
            conditions = list(self._corridor(corridor))
            for link in corridor.links:
                for mode in corridor.modes:
                    self.corridors.setdefault((link, mode), []).extend(conditions)

    def all(self) -> list[Passage]:
        """Every passage that a person of the group could ever use, whatever the way there.

        Where forbidden turns begin there is one for every state from which it makes none.
        """
        rows = [
            *self._roads(),
            *self.crossings(),
            *(p for row in self.inputs.legs if self._in_time(row) for p in self._leg(row)),
            *(p for row in self.inputs.destinations for p in self._arrival(row)),
        ]
        if not self.inputs.forbidden_turns:
            return rows
        turns = turns_by_mode(self.inputs, self._modes())
        found: list[Passage] = []
        for row in rows:
            (node, mode, _), to = row.from_state, row.to_state
            for came in turns[mode].at(node):
                after = turns[mode].after(came, row.element)
                if after is not None and (came or after):
                    ends = State(node, mode, came), to._replace(came=after)
                    found.append(replace(row, from_state=ends[0], to_state=ends[1]))
                elif after is not None:
                    found.append(row)
        return found

    def crossings(self) -> list[Passage]:
        """Every crossing, in each mode in which the group could pass it."""
        return [p for row in self.inputs.crossings for p in self._crossing(row)]

    def _modes(self) -> tuple[Mode, ...]:
        return ("car", "foot") if self.group.mode == "car" else (self.group.mode,)

    def _cut(self, rows: Iterable[Span]) -> Spans:
        """What of these spans lies in the one that is looked at."""
        return intersection(rows, (self.span,))

    def _roads(self) -> Iterator[Passage]:
        openings = cache(lambda conditions, seconds: find_openings(conditions, self.span, seconds))
        always = (Opening(frozenset(), ((self.span[0], self.end_s),)),)
        for link in self.inputs.links:
            for mode in self._modes():
                use = _road(link, mode, self.group)
                if use is None:
                    continue
                seconds, per_hour = use
                conditions = (
                    *self.closures.get(link.id, ()),
                    *self.corridors.get((link.id, mode), ()),
                )
                yield Passage(
                    f"link/{link.id}",
                    link.name or link.id,
                    State(link.from_node, mode),
                    State(link.to_node, mode),
                    seconds,
                    link.length_m if mode == "foot" else 0,
                    conditions,
                    openings(conditions, seconds) if conditions else always,
                    per_hour=float(per_hour * self.inputs.capacity_use),
                )

    def _closed(self, row: Closure) -> Condition:
        blocker = self.say.closure(row)
        open_still = subtract((self.span,), ((row.from_s, row.to_s),))
        return Condition(blocker.address, open_still, False, blocker)

    def _corridor(self, row: Corridor) -> Iterator[Condition]:
        at = f"corridor/{row.id}"
        hours = self._cut(() if row.hours is None else intervals(row.hours))
        blocker = self.say.hours(f"{at}/hours", row.name, row, row.hours)
        yield Condition(blocker.address, hours, True, blocker)
        if row.notified_from_s > self.span[0]:
            first = self.say.when(row.notified_from_s)
            holder = self.say.party(row.holder)
            why = (
                f"{row.name}: {holder} is to be notified first; usable from {first} at the earliest"
            )
            blocker = Blocker(f"{at}/notified", "corridor_hours", why, row.holder, None)
            spans = self._cut(((row.notified_from_s, self.span[1]),))
            yield Condition(blocker.address, spans, False, blocker)
        yield from self._consents(row.consents, at, row.name, "corridor_consent")

    def _consents(
        self,
        rows: Iterable[Consent],
        at: str,
        place: str,
        rule: str,
        departs_s: int | None = None,
    ) -> Iterator[Condition]:
        """Consents asked of people; of a leg they must hold when it leaves."""
        for row in rows:
            if not row.asked_of_people:
                continue
            spans = self._cut(((row.from_s, row.to_s),)) if row.counts else ()
            if departs_s is not None:
                holds = row.counts and row.from_s <= departs_s < row.to_s
                spans = (self.span,) if holds else ()
            blocker = self.say.consent(at, row, place, rule)
            yield Condition(blocker.address, spans, True, blocker)
            if row.only_for is not None and not self.criteria & set(row.only_for):
                blocker = self.say.consent_for_others(at, row, place, rule)
                yield Condition(blocker.address, (), True, blocker)

    def _crossing(self, row: Crossing) -> Iterator[Passage]:
        by_car = all(gate.rate_vehicles_per_hour is not None for gate in row.gates)
        for mode in self._modes():
            if mode == "seat":
                continue
            rides = mode == "car" and by_car
            conditions: list[Condition] = []
            rates: list[Fraction] = []
            for gate in row.gates:
                conditions += self._gate(row, gate)
                rate = gate.rate_persons_per_hour
                if rides:
                    assert gate.rate_vehicles_per_hour is not None
                    rate = gate.rate_vehicles_per_hour * (self.group.occupancy or 0)
                if rate:
                    rates.append(rate)
                else:
                    at = f"crossing/{row.id}/gate/{gate.id}"
                    blocker = self.say.gate_rate(row.name, at, gate, rides)
                    conditions.append(Condition(blocker.address, (), False, blocker))
            yield Passage(
                f"crossing/{row.id}",
                row.name,
                State(row.from_node, mode),
                State(row.to_node, mode if rides else "foot"),
                row.transit_s,
                0,
                tuple(conditions),
                find_openings(conditions, self.span),
                per_hour=float(min(rates)) if rates else None,
            )

    def _gate(self, row: Crossing, gate: Gate) -> Iterator[Condition]:
        at = f"crossing/{row.id}/gate/{gate.id}"
        what = f"{gate.side} of {row.name}"
        rows, closed = gate.open, self.taken_back.get(at)
        if closed is not None:
            rows = closed.open
            blocker = self.say.closed(f"{at}/closed", what, gate, closed.closed)
            yield Condition(
                blocker.address, subtract((self.span,), intervals(closed.closed)), True, blocker
            )
        blocker = self.say.hours(f"{at}/open", what, gate, rows)
        hours = self._cut(() if rows is None else intervals(rows))
        yield Condition(blocker.address, hours, True, blocker)
        yield from self._consents(gate.consents, at, what, "gate_consent")
        if gate.eligibility is not None and not self.criteria & set(gate.eligibility):
            allowed = ", ".join(gate.eligibility) or "nobody that is known"
            why = f"{self.say.party(gate.holder)} admits at {what} only: {allowed}"
            address = f"{at}/eligibility"
            blocker = Blocker(address, "eligibility", why, gate.holder, gate.eligibility_source)
            yield Condition(address, (), False, blocker)

    def _in_time(self, leg: Leg) -> bool:
        """Whether it leaves within the span; of a leg that never does, the nearest departure."""
        days = self.days[once(leg)[0]]
        inside = [row for row in days if self._leaves(row)]
        return leg in inside if inside else leg is _nearest(days, self.span[0])

    def _leaves(self, leg: Leg) -> bool:
        return self.span[0] < leg.cut_off_s and leg.departs_s < self.span[1]

    def _leg(self, row: Leg) -> Iterator[Passage]:
        at = f"leg/{once(row)[0]}"
        boards: Spans = ((self.span[0], row.cut_off_s),) if self._leaves(row) else ()
        blocker = self.say.leg_gone(row, self._next(row))
        conditions = [Condition(blocker.address, boards, False, blocker)]
        if row.seats == 0:
            blocker = Blocker(
                f"{at}/seats", "leg_seats", f"{once(row)[1]} has no seats", None, row.source
            )
            conditions.append(Condition(blocker.address, (), False, blocker))
        if row.eligibility is not None and not self.criteria & set(row.eligibility):
            blocker = leg_bars(row, "eligibility", row.eligibility)
            conditions.append(Condition(blocker.address, (), False, blocker))
        if row.serves is not None and self.group.population not in row.serves:
            blocker = leg_bars(row, "serves", row.serves)
            conditions.append(Condition(blocker.address, (), False, blocker))
        if boards:  # who cannot board now need not ask for anybody's consent now
            name = self.say.leg_name(row)
            conditions += self._consents(row.consents, at, name, "leg_consent", row.departs_s)
        openings = find_openings(conditions, self.span)
        for mode in self._modes():
            yield Passage(
                f"leg/{row.id}",
                once(row)[1],
                State(row.from_node, mode),
                State(row.to_node, "seat" if mode == "seat" else "foot"),
                row.arrives_s - row.departs_s,
                0,
                tuple(conditions),
                openings,
                most=row.seats,
                arrives_s=row.arrives_s,
            )

    def _next(self, leg: Leg) -> Leg | None:
        """The next departure of a daily leg that can still be caught."""
        later = [row for row in self.days[once(leg)[0]] if row.cut_off_s > self.span[0]]
        return min(later, key=lambda row: row.departs_s, default=None)

    def _arrival(self, row: Destination) -> Iterator[Passage]:
        conditions = []
        if row.room is None or row.room == 0:
            need = f"need/{row.short_need}/have" if row.short_need else "room"
            known = "not known" if row.room is None else "none"
            why = f"room at {row.name} is {known}"
            if row.short_need:
                why += f" ({row.short_need})"
            source = next((n.source for n in row.needs if n.need == row.short_need), None)
            address = f"destination/{row.id}/{need}"
            blocker = Blocker(address, "destination_room", why, None, source)
            conditions.append(Condition(blocker.address, (), False, blocker))
        always = (Opening(frozenset(), ((self.span[0], self.end_s),)),)
        intake = None if row.intake_per_hour is None else float(row.intake_per_hour)
        most = None if row.room == UNLIMITED else row.room
        for mode in self._modes():
            yield Passage(
                f"destination/{row.id}",
                row.name,
                State(row.node, mode),
                ARRIVED,
                0,
                0,
                tuple(conditions),
                () if conditions else always,
                per_hour=intake,
                most=most,
            )


def _nearest(days: Sequence[Leg], now_s: int) -> Leg:
    """The first departure to come, or else the last one that has gone."""
    return min(days, key=lambda row: (row.cut_off_s <= now_s, abs(row.cut_off_s - now_s)))


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
