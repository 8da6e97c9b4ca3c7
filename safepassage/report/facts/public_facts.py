"""Public facts: all that a page for everybody holds, named one by one; nothing else goes in."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.report.facts.sealed import Sealed
from safepassage.scenario.words import HelpWords


@dataclass(frozen=True, slots=True)
class PublicWay:
    """How people of a zone can leave, if they choose to. No count, no party, no hour of a gate."""

    zone: str
    start: str
    mode: str
    from_: str
    to: str
    route: tuple[str, ...]
    destination: str
    fallback: tuple[str, ...] | None
    seats_by_name: bool


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """Zone, window, route, and whom to ask."""

    ways: tuple[PublicWay, ...]
    help: tuple[HelpWords, ...]


def public_facts(sealed: Sealed) -> PublicFacts:
    """The public's part of a plan.

    Populations whose number is withheld are left out whole: that they have an instruction would say
    that there are some.
    """
    inputs = sealed.plan.inputs
    groups = {group.id: group for group in inputs.groups}
    withheld = {row.id for row in inputs.words.populations if row.withheld}
    ends = {place.id: place.name for place in inputs.destinations}
    ways = {
        PublicWay(
            zone=groups[row.group].zone_name,
            start=row.start_name,
            mode=groups[row.group].mode,
            from_=sealed.when(row.from_s),
            to=sealed.when(row.to_s),
            route=row.route_names,
            destination=ends[row.destination],
            fallback=None if row.fallback is None else row.fallback.route_names,
            seats_by_name=row.leg is not None,
        ): None
        for row in sealed.plan.instructions
        if groups[row.group].population not in withheld
    }
    return PublicFacts(tuple(ways), inputs.words.help)
