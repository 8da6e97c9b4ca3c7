"""On a scenario: what of someone else's plan can be held against zones, rooms, gates and aid."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from safepassage.credibility.review.their_plan import TheirInstruction, TheirPlan
from safepassage.errors import UsageError
from safepassage.problems import did_you_mean
from safepassage.scenario.inputs import Crossing, Gate, Inputs

EVENLY = "people spread evenly over the window of their row"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not fit: by which rule, of how many people, at which address."""

    rule: str
    sentence: str
    people: int
    address: str


@dataclass(frozen=True, slots=True)
class Replayed:
    """What could be held against the scenario: findings, what was looked at, and what was not."""

    findings: tuple[Finding, ...]
    looked_at: tuple[str, ...]
    not_looked_at: tuple[str, ...]


def replay_on(plan: TheirPlan, inputs: Inputs) -> Replayed:
    """Hold the plan against a scenario, as far as its rows say enough.

    Raises
    ------
    UsageError
        A zone, destination or crossing that the scenario does not know, by id or by name.
    """
    zones = {group.zone: group.zone_name for group in inputs.groups}
    places = {row.id: row.name for row in inputs.destinations}
    crossings = {row.id: row.name for row in inputs.crossings}
    joined = [
        (
            row,
            _join(row.where, "zone", row.zone, zones),
            row.destination and _join(row.where, "destination", row.destination, places),
            row.crossing and _join(row.where, "crossing", row.crossing, crossings),
        )
        for row in plan.instructions
    ]
    findings = [
        *_covered(inputs, [(row, zone) for row, zone, _, _ in joined]),
        *_rooms(inputs, [(row, place) for row, _, place, _ in joined if place]),
        *_gates(inputs, [(row, crossing) for row, _, _, crossing in joined if crossing]),
        *_aid(inputs, plan),
    ]
    looked_at = ["people by zone", "known room of destinations"]
    not_looked_at = ["roads: whether they carry so many at once (their ways are text)"]
    if any(crossing for _, _, _, crossing in joined):
        looked_at.append(f"hours, consents and rates of gates, {EVENLY}")
    elif crossings:
        not_looked_at.append("gates: no row names a crossing")
    (looked_at if plan.aid else not_looked_at).append("aid by day")
    return Replayed(tuple(findings), tuple(looked_at), tuple(not_looked_at))


def _join(where: str, what: str, text: str, known: dict[str, str]) -> str:
    """The id of something that is named by id or by name."""
    if text in known:
        return text
    by_name = [id_ for id_, name in known.items() if name.casefold() == text.casefold()]
    if len(by_name) == 1:
        return by_name[0]
    names = [*known, *known.values()]
    raise UsageError(
        f'{where}, {what}: "{text}" is not in the scenario. '
        f"Known: {', '.join(known)}. {did_you_mean(text, names)}".rstrip()
    )


def _covered(inputs: Inputs, rows: list[tuple[TheirInstruction, str]]) -> list[Finding]:
    """People expected to go from each zone, against those with an instruction."""
    asked: Counter[str] = Counter()
    for group in inputs.groups:
        asked[group.zone] += group.people
    names = {group.zone: group.zone_name for group in inputs.groups}
    told: Counter[str] = Counter()
    unknown = {zone for row, zone in rows if row.people is None}
    for row, zone in rows:
        told[zone] += row.people or 0
    found = []
    for zone, people in asked.items():
        if people and zone not in {other for _, other in rows}:
            text = f"{names[zone]}: {people:,} people are expected to go and have no instruction"
            found.append(Finding("people_conserved", text, people, f"zone/{zone}"))
        elif zone not in unknown and told[zone] != people:
            text = f"{names[zone]}: instructions for {told[zone]:,} of {people:,} expected to go"
            found.append(
                Finding("people_conserved", text, abs(people - told[zone]), f"zone/{zone}")
            )
    return found


def _rooms(inputs: Inputs, rows: list[tuple[TheirInstruction, str]]) -> list[Finding]:
    coming: Counter[str] = Counter()
    for row, place in rows:
        coming[place] += row.people or 0
    found = []
    for destination in inputs.destinations:
        people, at = coming[destination.id], f"destination/{destination.id}/room"
        if people and destination.room is None:
            text = f"{destination.name}: {people:,} people are sent there; its room is not known"
            found.append(Finding("destination_room", text, people, at))
        elif isinstance(destination.room, int) and people > destination.room:
            need = f", short of {destination.short_need}" if destination.short_need else ""
            text = (
                f"{destination.name}: {people:,} people are sent there; room for "
                f"{destination.room:,} is known{need}"
            )
            found.append(Finding("destination_room", text, people - destination.room, at))
    return found


def _gates(inputs: Inputs, rows: list[tuple[TheirInstruction, str]]) -> list[Finding]:
    by_crossing: dict[str, list[TheirInstruction]] = defaultdict(list)
    for row, crossing in rows:
        by_crossing[crossing].append(row)
    found = []
    for crossing in inputs.crossings:
        for gate in crossing.gates:
            found += _gate(inputs, crossing, gate, by_crossing[crossing.id])
    return found


def _gate(
    inputs: Inputs, crossing: Crossing, gate: Gate, rows: list[TheirInstruction]
) -> list[Finding]:
    """Hours, consents and the rate of one side, for those whose rows say when and how many."""
    at = f"crossing/{crossing.id}/gate/{gate.id}"
    name = f"{gate.side} of {crossing.name}"
    found = []
    people = sum(row.people or 0 for row in rows)
    if rows and gate.open is None:
        text = f"{name}: nobody has said when it is open; {people:,} people are sent through it"
        found.append(Finding("gate_hours", text, people, f"{at}/open"))
    for consent in gate.consents:
        if rows and consent.asked_of_people and not consent.counts:
            party = next((p.name for p in inputs.parties if p.id == consent.party), consent.party)
            text = f"{name}: the consent of {party} is {consent.state}"
            found.append(Finding("gate_consent", text, people, f"{at}/consent/{consent.id}/state"))
    timed = [row for row in rows if row.from_ is not None and row.to is not None]
    rate = gate.rate_persons_per_hour
    for row in timed:
        assert row.from_ is not None
        assert row.to is not None
        window = _open_seconds(inputs, gate, row.from_, row.to)
        if gate.open is not None and window == 0:
            text = f"{name}: not open in the window of {row.zone} ({row.where})"
            found.append(Finding("gate_hours", text, row.people or 0, f"{at}/open"))
    if rate and timed and gate.open is not None:
        first = min(row.from_ for row in timed if row.from_ is not None)
        last = max(row.to for row in timed if row.to is not None)
        most = int(Fraction(_open_seconds(inputs, gate, first, last)) * rate / 3600)
        through = sum(row.people or 0 for row in timed)
        if through > most:
            text = (
                f"{name}: {through:,} people from {first:%Y-%m-%d %H:%M} to {last:%Y-%m-%d %H:%M}; "
                f"open so long it lets {most:,} pass"
            )
            found.append(Finding("gate_rate", text, through - most, at))
    return found


def _open_seconds(inputs: Inputs, gate: Gate, first: datetime, last: datetime) -> int:
    a = round((first - inputs.start).total_seconds())
    b = round((last - inputs.start).total_seconds())
    return sum(max(0, min(b, row.to_s) - max(a, row.from_s)) for row in gate.open or ())


def _aid(inputs: Inputs, plan: TheirPlan) -> list[Finding]:
    """Days of the horizon whose minimum their aid does not reach; whole days only."""
    if not plan.aid:
        return []
    streams = {row.id: row.name for row in inputs.aid_streams}
    brought: Counter[tuple[str, str]] = Counter()
    for row in plan.aid:
        brought[_join(row.where, "stream", row.stream, streams), row.day] += row.trucks
    found = []
    for stream in inputs.aid_streams:
        for day in inputs.days[1:-1] or inputs.days:
            trucks = brought[stream.id, day.date]
            if trucks < stream.minimum_per_day:
                text = f"{stream.name}, {day.date}: {trucks} trucks of {stream.minimum_per_day}"
                found.append(Finding("aid_minimum", text, 0, f"aid_stream/{stream.id}"))
    return found
