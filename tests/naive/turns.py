"""Forbidden turns from their definition: every place of a route compared, every walk tried."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from safepassage.scenario.inputs import Inputs, Link

Trail = tuple[str, ...]  # the last links of a walk in one mode


def _gets_off(inputs: Inputs, crossing: str) -> bool:
    row = next(row for row in inputs.crossings if row.id == crossing)
    return any(gate.rate_vehicles_per_hour is None for gate in row.gates)


def turns_made(inputs: Inputs, mode: str, route: Sequence[str]) -> list[str]:
    """Ids of the forbidden turns that somebody makes who sets out on a route in a mode."""
    runs: list[tuple[str, list[str]]] = [(mode, [])]
    for element in route:
        kind, _, name = element.partition("/")
        if kind == "link":
            runs[-1][1].append(name)
            continue
        if mode == "car" and (kind == "leg" or _gets_off(inputs, name)):
            mode = "foot"
        runs.append((mode, []))
    return [
        turn.id
        for turn in inputs.forbidden_turns
        for how, links in runs
        if how in turn.modes
        and any(tuple(links[k : k + len(turn.links)]) == turn.links for k in range(len(links)))
    ]


def is_forbidden(inputs: Inputs, mode: str, trail: Trail) -> bool:
    """Whether the last links of a walk are a forbidden turn."""
    return any(
        mode in turn.modes and trail[-len(turn.links) :] == turn.links
        for turn in inputs.forbidden_turns
    )


def ways_on(inputs: Inputs, mode: str, node: str, trail: Trail) -> list[Link]:
    """Links that somebody may enter at a node who came by these links."""
    return [
        link
        for link in inputs.links
        if link.from_node == node
        and (link.car_s if mode == "car" else link.foot_s) is not None
        and not is_forbidden(inputs, mode, (*trail, link.id))
    ]


def quickest_drive(inputs: Inputs, node: str, *, may_turn_back: bool) -> int | None:
    """Least seconds of a car to a destination; links alone, and all links of the way kept in mind.

    Turning back is to go on by the same road's other direction where another way leads on, too.
    """
    longest = max((len(turn.links) for turn in inputs.forbidden_turns), default=1)
    ends = {row.node for row in inputs.destinations}
    leads_on = cache(lambda at, trail: can_walk_out(inputs, at, "car", trail))
    best: dict[tuple[str, Trail], int] = {(node, ()): 0}
    todo = [(node, ())]
    while todo:
        here, trail = todo.pop()
        links = [
            link
            for link in ways_on(inputs, "car", here, trail)
            if leads_on(link.to_node, (*trail, link.id)[-longest:])
        ]
        for link in links:
            last = next((row for row in inputs.links if trail and row.id == trail[-1]), None)
            back = last is not None and link.to_node == last.from_node
            back = back and last.length_m == link.length_m and len(links) + (here in ends) > 1
            if back and not may_turn_back:
                continue
            assert link.car_s is not None
            seconds = best[here, trail] + link.car_s
            after = (link.to_node, (*trail, link.id)[-max(1, longest - 1) :])
            if seconds < best.get(after, 10**9):
                best[after] = seconds
                todo.append(after)
    return min((seconds for (at, _), seconds in best.items() if at in ends), default=None)


def can_walk_out(inputs: Inputs, node: str, mode: str, trail: Trail = ()) -> bool:
    """Whether any walk leads on from a node to a destination, everything open; links alone.

    Walks differ by their last links, as many as the longest forbidden turn has, less one.
    """
    longest = max((len(turn.links) for turn in inputs.forbidden_turns), default=1)
    ends = {row.node for row in inputs.destinations}
    first: tuple[str, Trail] = (node, trail)
    seen, todo = {first}, [first]
    while todo:
        here, trail = todo.pop()
        if here in ends:
            return True
        for link in ways_on(inputs, mode, here, trail):
            kept = (*trail, link.id)[-(longest - 1) :] if longest > 1 else ()
            after = (link.to_node, kept)
            if after not in seen:
                seen.add(after)
                todo.append(after)
    return False
