"""At gates: hours, consents and rates of both sides, for rows that name a crossing."""

from __future__ import annotations

from fractions import Fraction

from safepassage.credibility.review.finding import Finding, clock, known_people, window
from safepassage.credibility.review.joined import Joined
from safepassage.scenario.inputs import Crossing, Gate, Inputs


def at_gates(inputs: Inputs, rows: tuple[Joined, ...]) -> list[Finding]:
    """What does not fit at any side of any crossing that rows name."""
    found = []
    for crossing in inputs.crossings:
        here = [row for row in rows if row.crossing == crossing.id]
        for gate in crossing.gates if here else ():
            found += _consents(inputs, crossing, gate, here)
            found += _hours(inputs, crossing, gate, here)
            found += _rate(inputs, crossing, gate, here)
    return found


def _at(crossing: Crossing, gate: Gate) -> str:
    return f"crossing/{crossing.id}/gate/{gate.id}"


def _consents(inputs: Inputs, crossing: Crossing, gate: Gate, rows: list[Joined]) -> list[Finding]:
    """Consents that do not count, or not in the window of a row."""
    found = []
    parties = {row.id: row.name for row in inputs.parties}
    for consent in gate.consents:
        if not consent.asked_of_people:
            continue
        address = f"{_at(crossing, gate)}/consent/{consent.id}"
        what = f"{crossing.name}, {gate.side}: the consent of {parties[consent.party]}"
        if not consent.counts:
            unmet = ", its condition not met" if consent.state == "conditional" else ""
            text = f"{what} is {consent.state}{unmet}"
            found.append(Finding("gate_consent", text, known_people(rows), f"{address}/state"))
            continue
        for row in rows:
            span = window(inputs, row)
            if span and (span[0] < consent.from_s or span[1] > consent.to_s):
                text = (
                    f"{what} holds from {clock(inputs, consent.from_s)} to "
                    f"{clock(inputs, consent.to_s)}, not in all of the window of {row.row.zone} "
                    f"({row.row.where})"
                )
                found.append(Finding("gate_consent", text, row.row.people or 0, address))
    return found


def _hours(inputs: Inputs, crossing: Crossing, gate: Gate, rows: list[Joined]) -> list[Finding]:
    """Rows whose window is outside the hours of a gate, in part or as a whole."""
    address = f"{_at(crossing, gate)}/open"
    what = f"{crossing.name}, {gate.side}"
    if gate.open is None:
        text = f"{what}: nobody has said when it is open; {known_people(rows):,} people need it"
        return [Finding("gate_hours", text, known_people(rows), address)]
    found = []
    for row in rows:
        span = window(inputs, row)
        if span is None:
            continue
        open_s = _open_seconds(gate, *span)
        if open_s < span[1] - span[0]:
            said = "not open" if not open_s else f"open for {open_s // 60} min"
            text = f"{what}: {said} in the window of {row.row.zone} ({row.row.where})"
            if open_s:
                text += f" of {(span[1] - span[0]) // 60} min"
            found.append(Finding("gate_hours", text, row.row.people or 0, address))
    return found


def _rate(inputs: Inputs, crossing: Crossing, gate: Gate, rows: list[Joined]) -> list[Finding]:
    """More people on foot than the gate lets pass from the first window's start to the last end."""
    timed = [(row, span) for row in rows if (span := window(inputs, row)) and row.row.mode != "car"]
    if not timed or gate.open is None:
        return []
    what = f"{crossing.name}, {gate.side}"
    people = known_people([row for row, _ in timed])
    if gate.rate_persons_per_hour is None:
        text = f"{what}: how many people an hour pass is not known; {people:,} need it"
        return [Finding("gate_rate", text, people, _at(crossing, gate))]
    first, last = min(span[0] for _, span in timed), max(span[1] for _, span in timed)
    most = int(Fraction(_open_seconds(gate, first, last)) * gate.rate_persons_per_hour / 3600)
    if people <= most:
        return []
    text = (
        f"{what}: {people:,} people from {clock(inputs, first)} to {clock(inputs, last)}; open as "
        f"it is, it lets {most:,} pass in that time"
    )
    return [Finding("gate_rate", text, people - most, _at(crossing, gate))]


def _open_seconds(gate: Gate, first: int, last: int) -> int:
    return sum(max(0, min(last, row.to_s) - max(first, row.from_s)) for row in gate.open or ())
