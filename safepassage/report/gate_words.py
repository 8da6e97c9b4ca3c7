"""Gate words: what is known of each side of a crossing, in words that need no colour."""

from __future__ import annotations

from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from safepassage.clock import format_instant
from safepassage.scenario.consent import Consent
from safepassage.scenario.crossing import Crossing, Gate
from safepassage.scenario.interval import Interval
from safepassage.scenario.values import UNKNOWN, is_known

State = Literal["open", "closed", "unknown"]


class SideWords(NamedTuple):
    """One gate: its state in one word, and everything known of it in words."""

    side: str
    holder: str
    state: State  # unknown as soon as one thing that a passing needs is unknown
    said: str  # a few words for a label
    hours: str
    rates: str
    consents: str
    unknown: tuple[str, ...]  # what is not known


def crossing_sides(
    crossing: Crossing, parties: dict[str, str], zone: ZoneInfo
) -> tuple[SideWords, ...]:
    """The gates of a crossing in the order of passing."""
    return tuple(_side(gate, parties, zone) for gate in crossing.gates)


def _side(gate: Gate, parties: dict[str, str], zone: ZoneInfo) -> SideWords:
    asked = [row for row in gate.consents if row.of != "aid" and row.direction != "in"]
    unknown = []
    if gate.open == UNKNOWN:
        unknown.append("opening")
    if UNKNOWN in (gate.rate_persons_per_hour, gate.rate_vehicles_per_hour):
        unknown.append("rate")
    if any(_is_open_question(row) for row in asked):
        unknown.append("consent")
    state: State = "open"
    said = "open at times"
    if not gate.open:
        state, said = "closed", "closed: no hours given"
    elif any(row.state == "refused" or row.condition_met is False for row in asked):
        state, said = "closed", "consent refused"
    elif not gate.rate_persons_per_hour and not gate.rate_vehicles_per_hour:
        state, said = "closed", "no people pass: 0 an hour"
    elif unknown:
        state, said = "unknown", f"not known: {', '.join(unknown)}"
    return SideWords(
        gate.side,
        parties.get(gate.holder, gate.holder),
        state,
        said,
        hours_words(gate.open, gate.closed, zone),
        _rates(gate),
        "; ".join(_consent(consent, parties) for consent in gate.consents) or "none asked for",
        tuple(unknown),
    )


def _is_open_question(consent: Consent) -> bool:
    """Whether nobody has said yes or no."""
    return consent.state == UNKNOWN or (
        consent.state == "conditional" and not isinstance(consent.condition_met, bool)
    )


def hours_words(
    opened: tuple[Interval, ...] | str, closed: tuple[Interval, ...], zone: ZoneInfo
) -> str:
    """When a gate is open: not known, never, or its intervals."""
    if isinstance(opened, str):
        words = "not known"
    else:
        words = "; ".join(_interval(row, zone) for row in opened) or "never (no hours given)"
    if closed:
        words += f"; but closed {'; '.join(_interval(row, zone) for row in closed)}"
    return words


def _interval(row: Interval, zone: ZoneInfo) -> str:
    if row.from_ is not None and row.to is not None:
        return f"{format_instant(row.from_, zone)} to {format_instant(row.to, zone)}"
    first, last = (f"{m // 60:02}:{m % 60:02}" for m in (row.daily_from or 0, row.daily_to or 0))
    days = [
        f"{word} {day.isoformat()}"
        for word, day in (("from", row.first_day), ("until", row.last_day))
        if day is not None
    ]
    return " ".join([f"daily {first} to {last}", *days])


def _rates(gate: Gate) -> str:
    words = []
    for rate, unit in (
        (gate.rate_persons_per_hour, "people/h"),
        (gate.rate_vehicles_per_hour, "cars/h"),
        (gate.rate_trucks_per_hour, "trucks/h"),
    ):
        if is_known(rate):
            words.append(f"{rate:,f} {unit}")
        elif rate is not None:
            words.append(f"{unit} not known")
    return ", ".join(words)


def _consent(consent: Consent, parties: dict[str, str]) -> str:
    state = "not known" if consent.state == UNKNOWN else consent.state
    way = [] if consent.direction == "both" else [consent.direction]
    whom = " ".join(["people and aid" if consent.of == "all" else consent.of, *way])
    return f"{parties.get(consent.party, consent.party)}: {state} ({whom})"
