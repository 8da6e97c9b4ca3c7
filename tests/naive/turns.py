"""Forbidden turns from their definition: every place of a route compared, every walk tried."""

from __future__ import annotations

from collections.abc import Sequence

from safepassage.scenario.inputs import Inputs

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


def can_walk_out(inputs: Inputs, node: str, mode: str) -> bool:
    """Whether any walk leads from a node to a destination, everything open; links alone.

    Walks differ by their last links, as many as the longest forbidden turn has, less one.
    """
    longest = max((len(turn.links) for turn in inputs.forbidden_turns), default=1)
    ends = {row.node for row in inputs.destinations}
    first: tuple[str, Trail] = (node, ())
    seen, todo = {first}, [first]
    while todo:
        here, trail = todo.pop()
        if here in ends:
            return True
        for link in inputs.links:
            seconds = link.car_s if mode == "car" else link.foot_s
            if link.from_node != here or seconds is None:
                continue
            walked = (*trail, link.id)
            if is_forbidden(inputs, mode, walked):
                continue
            after = (link.to_node, walked[-(longest - 1) :] if longest > 1 else ())
            if after not in seen:
                seen.add(after)
                todo.append(after)
    return False
