"""Joined: rows of someone else's plan with the ids of the scenario that they name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from safepassage.credibility.review.their_plan import TheirAid, TheirInstruction, TheirPlan
from safepassage.errors import UsageError
from safepassage.problems import did_you_mean
from safepassage.scenario.inputs import Inputs

STEPS = re.compile(r"\s*(?:>|->|;|\|)\s*")


@dataclass(frozen=True, slots=True)
class Joined:
    """A row with its ids; None = not said. `links`: of each step of its route, None = not known."""

    row: TheirInstruction
    zone: str
    destination: str | None
    crossing: str | None
    links: tuple[frozenset[str], ...] | None


def join(plan: TheirPlan, inputs: Inputs) -> tuple[Joined, ...]:
    """Every row with the ids of the scenario.

    Raises
    ------
    UsageError
        A zone, destination or crossing that the scenario does not know, by id or by name.
    """
    zones = {group.zone: group.zone_name for group in inputs.groups}
    places = {row.id: row.name for row in inputs.destinations}
    crossings = {row.id: row.name for row in inputs.crossings}
    roads: dict[str, set[str]] = {}
    for link in inputs.links:
        for name in (link.id, f"link/{link.id}", link.name):
            roads.setdefault(name.casefold(), set()).add(link.id)
    return tuple(
        Joined(
            row,
            known(row.where, "zone", row.zone, zones),
            row.destination and known(row.where, "destination", row.destination, places),
            row.crossing and known(row.where, "crossing", row.crossing, crossings),
            _links(row.route, roads),
        )
        for row in plan.instructions
    )


def streams(plan: TheirPlan, inputs: Inputs) -> tuple[tuple[TheirAid, str], ...]:
    """Every row of aid with the id of its stream. Raises UsageError for one that is not known."""
    names = {row.id: row.name for row in inputs.aid_streams}
    return tuple((row, known(row.where, "stream", row.stream, names)) for row in plan.aid)


def known(where: str, what: str, text: str, names: dict[str, str]) -> str:
    """The id of something that is named by id or by name."""
    if text in names:
        return text
    by_name = [id_ for id_, name in names.items() if name.casefold() == text.casefold()]
    if len(by_name) == 1:
        return by_name[0]
    if by_name:
        raise UsageError(f'{where}, {what}: "{text}" names {", ".join(by_name)}. Give the id.')
    told = f"Known: {', '.join(list(names)[:12])}." if names else "It has none."
    near = did_you_mean(text, [*names, *names.values()])
    raise UsageError(
        f'{where}, {what}: "{text[:60]}" is not in the scenario. {told} {near}'.rstrip()
    )


def _links(route: str | None, roads: dict[str, set[str]]) -> tuple[frozenset[str], ...] | None:
    """The links of each step if all steps are links, by id or name; else the way is a text."""
    if route is None:
        return None
    steps = [step for step in STEPS.split(route) if step]
    found = [roads.get(step.casefold()) for step in steps]
    if not steps or not all(found):
        return None
    return tuple(frozenset(step) for step in found if step)
