"""Card: what a zone card says, for people of one group at one start; public, so without counts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from safepassage.plan.plan import Instruction
from safepassage.report.facts.sealed import Sealed

DAY = re.compile(r",? \d{4}-\d\d-\d\d$")


@dataclass(frozen=True, slots=True)
class CardWay:
    """One way with all its windows; `links` for the map. `fallback`: names, or None."""

    windows: tuple[tuple[datetime, datetime], ...]
    names: tuple[str, ...]
    links: tuple[str, ...]
    destination: str
    destination_name: str
    crossing: str | None
    seats_by_name: bool
    fallback: tuple[str, ...] | None
    fallback_destination: str | None


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
    as_of: datetime
    timezone: str
    fingerprint: str


def cards_of(sealed: Sealed, zones: tuple[str, ...] = ()) -> tuple[Card, ...]:
    """A card for each group and start with an instruction, zone by zone.

    `zones`: only these. Populations whose number is withheld get no card in the public's hands.
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
            as_of=inputs.as_of,
            timezone=inputs.timezone,
            fingerprint=sealed.fingerprint[:8],
        )
        for (group, start), rows in found.items()
    )


def _ways(sealed: Sealed, rows: list[Instruction]) -> tuple[CardWay, ...]:
    """Instructions that differ in their window alone are one way with several windows."""
    ends = {place.id: place.name for place in sealed.plan.inputs.destinations}
    alike: dict[tuple[tuple[str, ...], str, tuple[str, ...] | None], list[Instruction]] = {}
    for row in rows:
        names = tuple(DAY.sub("", name) for name in row.route_names)
        other = None if row.fallback is None else row.fallback.route_names
        alike.setdefault((names, row.destination, other), []).append(row)
    return tuple(
        CardWay(
            windows=tuple(
                (sealed.instant(row.from_s), sealed.instant(row.to_s))
                for row in sorted(many, key=lambda row: row.from_s)
            ),
            names=names,
            links=many[0].route,
            destination=destination,
            destination_name=ends[destination],
            crossing=many[0].crossing,
            seats_by_name=many[0].leg is not None,
            fallback=other,
            fallback_destination=None
            if many[0].fallback is None
            else ends[many[0].fallback.destination],
        )
        for (names, destination, other), many in alike.items()
    )
