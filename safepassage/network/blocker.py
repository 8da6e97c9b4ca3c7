"""Blocker: one thing that keeps a group from passing an element, in words, on whose word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from ..clock import Span, format_instant, intersection
from ..scenario.inputs import Closure, Consent, Corridor, Gate, Inputs, Interval, Leg
from .windows import Spans

SHOWN = 3  # spans of hours that are listed; of more only the first and the last


@dataclass(frozen=True, slots=True)
class Blocker:
    """One thing in the way: its address, the rule, a sentence, who holds it, and the source."""

    address: str
    rule: str
    sentence: str
    party: str | None
    source: str | None


def once(leg: Leg) -> tuple[str, str]:
    """Id and name of a leg without the day, if it is one of a daily leg's departures."""
    id_, _, day = leg.id.partition("@")
    return id_, leg.name.removesuffix(f", {day}") if day else leg.name


class Words:
    """Says in local time what stands in the way within a span of seconds."""

    def __init__(self, inputs: Inputs, span: Span) -> None:
        self.span = span
        self._start = inputs.start
        self._zone = ZoneInfo(inputs.timezone)
        self._parties = {row.id: row.name for row in inputs.parties}

    def party(self, party_id: str) -> str:
        """The name of a party."""
        return self._parties.get(party_id, party_id)

    def when(self, second: int) -> str:
        """An instant in local time: Mon 5 May 08:00."""
        return format_instant(self._start + timedelta(seconds=second), self._zone)

    def earliest(self, second: int) -> str:
        """An instant, rounded up to a whole minute."""
        return self.when(-(-second // 60) * 60)

    def within(self) -> str:
        """The span that is looked at."""
        return f"between {self.when(self.span[0])} and {self.when(self.span[1])}"

    def _from_to(self, span: Span) -> str:
        first, last = self.when(span[0]), self.when(span[1])
        day, _, clock = last.rpartition(" ")
        return f"{first} to {clock if first.rpartition(' ')[0] == day else last}"

    def _only(self, spans: Spans) -> str:
        if len(spans) > SHOWN:
            return f"{self._from_to(spans[0])}, ..., {self._from_to(spans[-1])}"
        return ", ".join(map(self._from_to, spans))

    def hours(
        self,
        address: str,
        what: str,
        place: Gate | Corridor,
        rows: Sequence[Interval] | None,
    ) -> Blocker:
        """Hours of a gate or corridor that are not known, do not lie in the span, or do not fit."""
        rule = "gate_hours" if isinstance(place, Gate) else "corridor_hours"
        name = f"{what} ({self.party(place.holder)})"
        if rows is None:
            why = f"whether {name} is open is not known"
            return Blocker(address, rule, why, place.holder, None)
        first, last = self.span
        inside = [row for row in rows if row.from_s < last and row.to_s > first]
        later = [row for row in rows if row.from_s >= last]
        earlier = [row for row in rows if row.to_s <= first]
        if inside:
            spans = intersection([(row.from_s, row.to_s) for row in inside], [self.span])
            why = f"{name} is open only {self._only(spans)}, which does not fit the rest of the way"
            return Blocker(address, rule, why, place.holder, inside[0].source)
        why = f"{name} is not open {self.within()}"
        nearest = None
        if later:
            nearest = min(later, key=lambda row: row.from_s)
            why += f"; it opens next on {self.when(nearest.from_s)}"
        elif earlier:
            nearest = max(earlier, key=lambda row: row.to_s)
            why += f"; it was last open until {self.when(nearest.to_s)}"
        source = None if nearest is None else nearest.source
        return Blocker(address, rule, why, place.holder, source)

    def closed(self, address: str, what: str, gate: Gate, rows: Sequence[Interval]) -> Blocker:
        """Hours of a gate that a later word has taken back."""
        inside = [row for row in rows if row.from_s < self.span[1] and row.to_s > self.span[0]]
        spans = ", ".join(self._from_to((row.from_s, row.to_s)) for row in inside)
        why = f"{what} ({self.party(gate.holder)}) is shut after all: {spans}"
        source = inside[0].source if inside else None
        return Blocker(address, "gate_hours", why, gate.holder, source)

    def consent(self, at: str, row: Consent, place: str, rule: str) -> Blocker:
        """A consent that is not given, or not for this time."""
        name = f"consent of {self.party(row.party)}{self._via(row)} for {place}"
        if row.counts:
            state = f"given only from {self._from_to((row.from_s, row.to_s))}"
        elif row.state == "conditional":
            state = f"conditional on: {row.condition} ({self._met(row)})"
        else:
            state = row.state
        address = f"{at}/consent/{row.id}/state"
        return Blocker(address, rule, f"{name} is {state}", row.party, row.source)

    def consent_for_others(self, at: str, row: Consent, place: str, rule: str) -> Blocker:
        """A consent that counts only for people with other criteria."""
        listed = ", ".join(row.only_for or ()) or "nobody"
        why = f"consent of {self.party(row.party)}{self._via(row)} for {place} counts only for: "
        address = f"{at}/consent/{row.id}/only_for"
        return Blocker(address, rule, why + listed, row.party, row.source)

    def _via(self, row: Consent) -> str:
        return f" (reached through {self.party(row.via)})" if row.via else ""

    def _met(self, row: Consent) -> str:
        if row.condition_met is None:
            return "not known whether it is met"
        return "met" if row.condition_met else "not met"

    def closure(self, row: Closure) -> Blocker:
        """A road closed by a decision or a hazard."""
        last = "remaining_share" if row.because.startswith("closure/") else "arrives"
        why = f"the road is closed {self._from_to((row.from_s, row.to_s))} by {row.because}"
        return Blocker(f"{row.because}/{last}", "closure", why, None, row.source)

    def gate_rate(self, crossing: str, at: str, gate: Gate, by_car: bool) -> Blocker:
        """A gate that passes nobody, or of which nobody has said how many it passes."""
        kind, noun = ("vehicles", "cars") if by_car else ("persons", "people")
        rate = gate.rate_vehicles_per_hour if by_car else gate.rate_persons_per_hour
        name = f"{gate.side} of {crossing} ({self.party(gate.holder)})"
        why = f"{name} lets no {noun} pass: its rate is 0"
        if rate is None:
            why = f"how many {noun} an hour {name} lets pass is not known"
        return Blocker(f"{at}/rate_{kind}_per_hour", "gate_rate", why, gate.holder, None)

    def leg_gone(self, leg: Leg, later: Leg | None) -> Blocker:
        """A leg that has left, or does not leave within the span (`later`: its next departure)."""
        id_, name = once(leg)
        last = ", the last one that is known of" if leg.last_departure else ""
        address = f"leg/{id_}/departs"
        if leg.cut_off_s > self.span[0]:
            who = "the next one" if "@" in leg.id else "it"
            why = f"{name} does not leave {self.within()}; {who} leaves on "
            why += self.when(leg.departs_s)
        elif leg.departs_s <= self.span[0]:
            why = f"{name} left on {self.when(leg.departs_s)}{last}"
        else:
            closed, leaves = self.when(leg.cut_off_s), self.when(leg.departs_s)
            why = f"boarding of {name} closed on {closed} (it leaves on {leaves}){last}"
        if leg.cut_off_s <= self.span[0]:
            if "@" in leg.id:
                address = f"leg/{id_}/last_day"
            if later is not None:
                why += f"; the next one leaves on {self.when(later.departs_s)}"
            elif "@" in leg.id:
                why += "; no later day is known"
        return Blocker(address, "leg_gone", why, None, leg.source)

    def leg_name(self, leg: Leg) -> str:
        """A leg with its departure."""
        return f"{once(leg)[1]} (leaves {self.when(leg.departs_s)})"


def leg_bars(leg: Leg, what: str, allowed: Sequence[str]) -> Blocker:
    """A leg that does not take people like these: `what` is eligibility or serves."""
    id_, name = once(leg)
    verb = "takes" if what == "eligibility" else "serves"
    why = f"{name} {verb} only: {', '.join(allowed) or 'nobody that is known'}"
    return Blocker(f"leg/{id_}/{what}", "eligibility", why, None, leg.source)
