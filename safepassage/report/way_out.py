"""Way out: from which nodes a mode can get to an exit over links, whatever the gates say."""

from __future__ import annotations

from collections.abc import Iterable

from safepassage.scenario.link import Link
from safepassage.scenario.scenario import Scenario

MODES = {"car": "auto", "foot": "walk"}  # how groups start, and the use of links that it needs


def modes_of_people(scenario: Scenario) -> tuple[str, ...]:
    """The uses of links that somebody needs; both if there is no group yet."""
    named = {group.mode for group in scenario.groups} or set(MODES)
    return tuple(use for mode, use in MODES.items() if mode in named)


def ways_out(scenario: Scenario) -> frozenset[str]:
    """Nodes where people are out or go on: destinations, crossings, departures with seats."""
    return frozenset(
        [place.node for place in scenario.destinations]
        + [crossing.from_node for crossing in scenario.crossings]
        + [leg.node for leg in scenario.legs]
    )


def nodes_that_leave(links: Iterable[Link], mode: str, exits: Iterable[str]) -> frozenset[str]:
    """All nodes from which some exit is reached over links that allow the mode.

    A search backwards from the exits. Gates, closures, hours and forbidden turns are not looked
    at: what is not in the answer cannot leave even if all of them are kind.
    """
    into: dict[str, list[str]] = {}
    for link in links:
        if mode in link.allowed_uses:
            into.setdefault(link.to_node_id, []).append(link.from_node_id)
            if not link.directed:
                into.setdefault(link.from_node_id, []).append(link.to_node_id)
    found = set(exits)
    ahead = list(found)
    while ahead:
        for node in into.get(ahead.pop(), ()):
            if node not in found:
                found.add(node)
                ahead.append(node)
    return frozenset(found)


def modes_stuck(link: Link, leaving: dict[str, frozenset[str]]) -> tuple[str, ...]:
    """The modes that may use the link and get nowhere from its end."""
    ends = (link.to_node_id,) if link.directed else (link.to_node_id, link.from_node_id)
    return tuple(
        mode
        for mode, nodes in leaving.items()
        if mode in link.allowed_uses and not any(end in nodes for end in ends)
    )
