"""Card: what a zone card says, for people of one group at one start; public, so without counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from safepassage.plan.plan import Instruction
from safepassage.report.facts.sealed import Sealed

DAY = re.compile(r",? \d{4}-\d\d-\d\d$")
WHOLE_S = 300  # windows are in whole five minutes
HOUR_S = 3600
MOST_WINDOWS = 14

Instants = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class CardWay:
    """One way with all its windows; `links` are addresses, for the map.

    `boardings`: for each departure with seats, until when to be there and when it leaves.
    `fallback`: names, or None.
    """

    windows: tuple[Instants, ...]
    names: tuple[str, ...]
    links: tuple[str, ...]
    destination: str
    destination_name: str
    crossings: tuple[str, ...]
    leg_name: str | None
    boardings: tuple[Instants, ...]
    fallback: tuple[str, ...] | None
    fallback_destination: str | None
    fallback_destination_name: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """A card. `id` tells it from others of the plan, `fingerprint` from those of other plans."""

    id: str
    zone: str
    zone_name: str
    start: str
    start_name: str
    mode: str
    kind: str
    ways: tuple[CardWay, ...]
    instructions: tuple[str, ...]
    as_of: datetime
    created: str
    timezone: str
    fingerprint: str


def cards_of(
    sealed: Sealed, zones: tuple[str, ...] = (), instructions: tuple[str, ...] = ()
) -> tuple[Card, ...]:
    """A card for each group and start with an instruction, zone by zone.

    `zones`, `instructions`: only cards of these, by id. Populations whose number is withheld get no
    card in the public's hands (`withheld_from_cards` says which).
    """
    inputs = sealed.plan.inputs
    withheld = {row.id for row in inputs.words.populations if row.withheld}
    groups = {group.id: group for group in inputs.groups if group.population not in withheld}
    found: dict[tuple[str, str], list[Instruction]] = {}
    for row in sealed.plan.instructions:
        if row.group in groups and (not zones or row.zone in zones):
            found.setdefault((row.group, row.start), []).append(row)
    return tuple(
        Card(
            id=rows[0].id,
            zone=rows[0].zone,
            zone_name=groups[group].zone_name,
            start=start,
            start_name=rows[0].start_name,
            mode=groups[group].mode,
            kind=groups[group].kind,
            ways=_ways(sealed, rows),
            instructions=tuple(row.id for row in rows),
            as_of=inputs.as_of,
            created=sealed.created,
            timezone=inputs.timezone,
            fingerprint=sealed.fingerprint[:8],
        )
        for (group, start), rows in found.items()
        if not instructions or any(row.id in instructions for row in rows)
    )


def withheld_from_cards(sealed: Sealed) -> tuple[str, ...]:
    """Names of populations that have instructions and get no card."""
    words = sealed.plan.inputs.words
    population = {group.id: group.population for group in sealed.plan.inputs.groups}
    told = {population[row.group] for row in sealed.plan.instructions}
    return tuple(row.name for row in words.populations if row.withheld and row.id in told)


def _ways(sealed: Sealed, rows: list[Instruction]) -> tuple[CardWay, ...]:
    """Instructions that differ in their windows and days alone are one way."""
    ends = {place.id: place.name for place in sealed.plan.inputs.destinations}
    alike: dict[tuple[tuple[str, ...], str, tuple[str, ...] | None], list[Instruction]] = {}
    for row in rows:
        other = None if row.fallback is None else row.fallback.route_names
        alike.setdefault((_names(row), row.destination, other), []).append(row)
    crossings = {row.name for row in sealed.plan.inputs.crossings}
    legs = {row.id: row for row in sealed.plan.inputs.legs}
    ways = []
    for (names, destination, other), many in alike.items():
        many = sorted(many, key=lambda row: row.from_s)
        first, boards = many[0], [legs[row.leg] for row in many if row.leg is not None]
        back = None if first.fallback is None else first.fallback.destination
        ways.append(
            CardWay(
                windows=_windows(sealed, many),
                names=names,
                links=first.route,
                destination=destination,
                destination_name=ends[destination],
                crossings=tuple(name for name in names if name in crossings),
                leg_name=DAY.sub("", boards[0].name) if boards else None,
                boardings=tuple(
                    (sealed.instant(leg.cut_off_s), sealed.instant(leg.departs_s)) for leg in boards
                ),
                fallback=other,
                fallback_destination=back,
                fallback_destination_name=None if back is None else ends[back],
            )
        )
    return tuple(ways)


def _names(row: Instruction) -> tuple[str, ...]:
    """The way's names; those of departures without their day, which the window says."""
    if row.leg is None:
        return row.route_names
    return tuple(DAY.sub("", name) for name in row.route_names)


def _windows(sealed: Sealed, rows: list[Instruction]) -> tuple[Instants, ...]:
    """When people leave: a window ends where nobody leaves for an hour, so no night is in it.

    Where that gives more windows than a card has room for, longer pauses stay inside.
    """
    pause_s = HOUR_S
    while True:
        found = _joined(
            sorted(span for row in rows for span in _spans(row, sealed.plan.inputs.step_s, pause_s))
        )
        if len(found) <= max(MOST_WINDOWS, len(rows)):
            break
        pause_s *= 2
    return tuple((sealed.instant(first), sealed.instant(last)) for first, last in found)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ascending spans; those that meet or overlap (of two instructions by one way) are one."""
    found: list[tuple[int, int]] = []
    for first, last in spans:
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _spans(row: Instruction, step_s: int, pause_s: int) -> list[tuple[int, int]]:
    """Seconds from-to in which people of an instruction leave, in whole five minutes."""
    found: list[tuple[int, int]] = []
    for period, people in row.leaving[0]:
        if not people:
            continue
        first = period * step_s // WHOLE_S * WHOLE_S
        last = -(-(period + 1) * step_s // WHOLE_S) * WHOLE_S
        if found and first - found[-1][1] < pause_s:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found
