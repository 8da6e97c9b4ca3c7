"""On a scenario: what of someone else's plan can be held against zones, rooms, gates and aid."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from safepassage.credibility.review.at_gates import at_gates
from safepassage.credibility.review.breaks import Break
from safepassage.credibility.review.finding import EVENLY, Finding
from safepassage.credibility.review.joined import Joined, join, streams
from safepassage.credibility.review.on_roads import on_roads
from safepassage.credibility.review.spare import Spare
from safepassage.credibility.review.their_breaks import their_breaks
from safepassage.credibility.review.their_plan import TheirAid, TheirPlan
from safepassage.scenario.inputs import Inputs


@dataclass(frozen=True, slots=True)
class Replayed:
    """What could be held against the scenario: findings, what was looked at, and what was not.

    `breaks` and `spare`: on what it rests, and how much is left, as far as its rows say.
    """

    findings: tuple[Finding, ...]
    looked_at: tuple[str, ...]
    not_looked_at: tuple[str, ...]
    breaks: tuple[Break, ...] = ()
    spare: tuple[Spare, ...] = ()


def replay_on(plan: TheirPlan, inputs: Inputs) -> Replayed:
    """Hold the plan against a scenario, as far as its rows say enough.

    Raises
    ------
    UsageError
        A zone, destination, crossing or stream that the scenario does not know, by id or by name.
    """
    rows = join(plan, inputs)
    aid = streams(plan, inputs)
    findings = [
        *_covered(inputs, rows),
        *_rooms(inputs, rows),
        *at_gates(inputs, rows),
        *on_roads(inputs, rows),
        *_aid(inputs, aid),
    ]
    looked_at, not_looked_at = _looked_at(plan, inputs, rows)
    return Replayed(
        tuple(findings),
        tuple(looked_at),
        tuple(not_looked_at),
        their_breaks(inputs, rows, aid),
        _room_left(inputs, rows),
    )


def _looked_at(
    plan: TheirPlan, inputs: Inputs, rows: tuple[Joined, ...]
) -> tuple[list[str], list[str]]:
    looked, not_looked = ["people by zone", "known room of destinations"], []
    timed = sum(row.row.from_ is not None and row.row.to is not None for row in rows)
    uncounted = sum(row.row.people is None for row in rows)
    if any(row.crossing for row in rows):
        looked.append(f"hours, consents and rates of gates ({EVENLY})")
    elif inputs.crossings:
        not_looked.append("gates: no row names a crossing")
    on_way = sum(row.links is not None for row in rows)
    if on_way:
        looked.append(f"closures, and roads on foot ({EVENLY})")
    if on_way < len(rows):
        not_looked.append(
            f"roads in {len(rows) - on_way} of {len(rows)} rows: their way does not name roads of "
            "the scenario one after the other"
        )
    if timed < len(rows):
        not_looked.append(f"hours in {len(rows) - timed} of {len(rows)} rows: no whole window")
    if uncounted:
        not_looked.append(f"{uncounted} of {len(rows)} rows: how many people is not said")
    (looked if plan.aid else not_looked).append("aid by day")
    not_looked += [
        "whether the roads and crossings of a row join up to one way",
        "minute by minute: whether everybody who leaves arrives by the end",
        "vehicles on roads, the mix of people and trucks at one gate, seats",
        "who may pass (lists, nationality), families, and needs of single people",
    ]
    return looked, not_looked


def _covered(inputs: Inputs, rows: tuple[Joined, ...]) -> list[Finding]:
    """People expected to go from each zone, against those with an instruction."""
    asked: Counter[str] = Counter()
    for group in inputs.groups:
        asked[group.zone] += group.people
    names = {group.zone: group.zone_name for group in inputs.groups}
    told = Counter({row.zone: 0 for row in rows})
    for row in rows:
        told[row.zone] += row.row.people or 0
    unknown = {row.zone for row in rows if row.row.people is None}
    found = []
    for zone, people in asked.items():
        if people and zone not in told:
            text = f"{names[zone]}: {people:,} people are expected to go and have no instruction"
        elif zone not in unknown and told[zone] != people:
            text = f"{names[zone]}: instructions for {told[zone]:,}; {people:,} are expected to go"
        else:
            continue
        short = abs(people - told[zone])
        found.append(Finding("people_conserved", text, short, f"zone/{zone}"))
    return found


def _coming(rows: tuple[Joined, ...]) -> Counter[str]:
    coming: Counter[str] = Counter()
    for row in rows:
        if row.destination and row.row.people:
            coming[row.destination] += row.row.people
    return coming


def _rooms(inputs: Inputs, rows: tuple[Joined, ...]) -> list[Finding]:
    found = []
    coming = _coming(rows)
    for place in inputs.destinations:
        people, at = coming[place.id], f"destination/{place.id}/room"
        if people and place.room is None:
            text = f"{place.name}: {people:,} people are sent there; its room is not known"
            found.append(Finding("destination_room", text, people, at))
        elif isinstance(place.room, int) and people > place.room:
            need = f" (short of {place.short_need})" if place.short_need else ""
            text = f"{place.name}: {people:,} people are sent there; room for {place.room:,}{need}"
            found.append(Finding("destination_room", text, people - place.room, at))
    return found


def _room_left(inputs: Inputs, rows: tuple[Joined, ...]) -> tuple[Spare, ...]:
    coming = _coming(rows)
    return tuple(
        Spare(
            f"destination/{place.id}/room",
            f"room left at {place.name}",
            place.room - coming[place.id],
            "people",
        )
        for place in inputs.destinations
        if isinstance(place.room, int) and 0 < coming[place.id] <= place.room
    )


def _aid(inputs: Inputs, aid: tuple[tuple[TheirAid, str], ...]) -> list[Finding]:
    """Days of the horizon whose minimum their aid does not reach; days outside it."""
    if not aid:
        return []
    brought: Counter[tuple[str, str]] = Counter()
    for row, stream in aid:
        brought[stream, row.day[:10]] += row.trucks
    found = []
    # a first and last day that the horizon only touches asks for a part of the minimum
    whole = inputs.days[1:-1] or inputs.days
    for each in inputs.aid_streams:
        for day in whole:
            trucks = brought[each.id, day.date]
            if trucks < each.minimum_per_day:
                least = f"{float(each.minimum_per_day):g}"
                text = f"{each.name}, {day.date}: {trucks} trucks; at least {least} are needed"
                found.append(Finding("aid_minimum", text, 0, f"aid_stream/{each.id}"))
    days = {row.date for row in inputs.days}
    for row, stream in aid:
        if row.day[:10] not in days:
            text = f"{row.where}: trucks on {row.day}, which is not a day of the scenario"
            found.append(Finding("aid_minimum", text, 0, f"aid_stream/{stream}"))
    return found
