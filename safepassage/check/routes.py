"""Routes: the stages of an instruction, and how and when each element of them is passed."""

from itertools import pairwise
from typing import Any, NamedTuple

from .elements import Element
from .inputs import Inputs
from .rules import Tally


class Part(NamedTuple):
    """One element of a route, how it is passed, and the periods from leaving to entering it."""

    element: Element
    manner: str
    after: int


class Stage(NamedTuple):
    """What is passed without waiting, from a node on, in so many whole periods."""

    node: str
    parts: list[Part]
    length: int
    leg: Element | None

    def ends(self, moved: dict[int, int]) -> dict[int, int]:
        """When those who leave its beginning are at its end: a leg keeps its own time."""
        if self.leg and self.leg.timetable:
            return {self.leg.timetable.arrives: sum(moved.values())} if moved else {}
        return {period + self.length: people for period, people in moved.items()}


def read_route(inputs: Inputs, instruction: Any, address: str, tally: Tally) -> list[Stage] | None:
    """The stages of a route; None if it is not connected or they begin where nobody may wait."""
    group = inputs.groups[instruction["group"]]
    destination = inputs.destinations[instruction["destination"]]
    walked = _walk(inputs, group.mode, instruction["start"], instruction["route"], destination.node)
    if not isinstance(walked, str):
        walked = _waits(walked, instruction["stages"]) or walked
    if isinstance(walked, str):
        tally.note("route_connected", -1, "breaks", f"{address}: {walked}")
        return None
    _figures(instruction, walked, address, tally)
    inputs.turns.note(walked, address, tally)
    if (fallback := instruction["fallback"]) is not None:
        end = inputs.destinations[fallback["destination"]].node
        other = _walk(inputs, group.mode, instruction["start"], fallback["route"], end)
        if isinstance(other, str):
            tally.note("route_connected", -1, "breaks", f"{address}/fallback: {other}")
        else:
            inputs.turns.note(other, f"{address}/fallback", tally)
    if any(manner == "foot" for e, manner in walked if e.is_link):
        on_foot_m = sum(e.length_m for e, manner in walked if manner == "foot")
        limit_m = inputs.model["walking_limit_m"]
        tally.note("walking_limit", limit_m - on_foot_m, "m", address)
    begins = [*instruction["stages"], len(walked)]
    node = instruction["start"]
    stages = []
    for first, after in pairwise(begins):
        stages.append(_stage(inputs.step_s, node, walked[first:after]))
        node = walked[after - 1][0].head if walked else node
    return stages


def _walk(
    inputs: Inputs, mode: str, start: str, route: list[str], end: str
) -> list[tuple[Element, str]] | str:
    """The elements of a route and how each is passed, or what is wrong with it."""
    node = start
    walked = []
    for name in route:
        element = inputs.elements.get(name)
        if element is None or element.tail != node:
            return f"{name} does not go on from {node}"
        mode = element.manner(mode)
        if mode not in element.seconds:
            return f"{name} is not for mode {mode}"
        walked.append((element, mode))
        node = element.head
    return walked if node == end else f"ends at {node}, not at {end}"


def _waits(walked: list[tuple[Element, str]], stages: list[int]) -> str | None:
    """What is wrong with the places where stages begin."""
    for index, (element, _) in enumerate(walked):
        after_leg = index > 0 and walked[index - 1][0].kind == "leg"
        if index in stages:
            if index and element.kind == "link" and not after_leg:
                return f"nobody waits before {element.name}"
        elif element.kind == "leg" or after_leg:
            return f"a leg is a stage of its own, also next to {element.name}"
    return None


def _figures(
    instruction: Any, walked: list[tuple[Element, str]], address: str, tally: Tally
) -> None:
    """Metres, seconds, and the crossing and leg that an instruction names."""
    right = (
        sum(element.length_m for element, _ in walked),
        sum(element.seconds[manner] for element, manner in walked),
    )
    said = (instruction["length_m"], instruction["travel_s"])
    fits = said == right
    for kind in ("crossing", "leg"):
        passed = [element.name for element, _ in walked if element.kind == kind]
        named = instruction[kind]
        fits &= f"{kind}/{named}" in passed if passed else named is None
    where = address
    if not fits:
        named = (instruction["crossing"], instruction["leg"])
        where += (
            f": {said[0]} m, {said[1]} s, {named} is not {right[0]} m, {right[1]} s, or not on it"
        )
    tally.note("route_connected", 0 if fits else -1, "breaks", where)


def _stage(step_s: int, node: str, walked: list[tuple[Element, str]]) -> Stage:
    seconds = [element.seconds[manner] for element, manner in walked]
    left_s = sum(seconds)
    whole = -(-left_s // step_s)
    parts = []
    for (element, manner), passing in zip(walked, seconds, strict=True):
        # anchored at the end: periods still to go are rounded up, not periods gone
        parts.append(Part(element, manner, whole + left_s // -step_s))
        left_s -= passing
    leg = walked[0][0] if walked and walked[0][0].kind == "leg" else None
    return Stage(node, parts, whole, leg)
