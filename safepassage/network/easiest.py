"""Easiest way: the one with the fewest things in it that stand in the way, and what they are."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from ..scenario.inputs import Inputs
from .blocker import Blocker
from .labels import FAR, OnFoot, outgoing
from .passage import ARRIVED, Passage, State
from .turned_away import turned_away

Cost = tuple[int, int, int, int]  # barred, hard, soft, seconds


def blockers_on_easiest_way(
    inputs: Inputs, passages: Sequence[Passage], origin: State
) -> tuple[Blocker, ...]:
    """What stands on the easiest way: what no word can open counts most.

    Hours alone are looked at, not the order of travel; none = every part of a way is open.
    """
    way = easiest_way(passages, origin, FAR)
    return no_way(inputs, passages, origin) if way is None else blockers_on(way)


def blockers_on(way: Sequence[Passage]) -> tuple[Blocker, ...]:
    """What stands on a way, each thing once, in the order of travel."""
    found: dict[str, Blocker] = {}
    for passage in way:
        hard, soft = in_the_way(passage)
        for blocker in [*hard, *soft]:
            found.setdefault(blocker.address, blocker)
    return tuple(found.values())


def no_way(inputs: Inputs, passages: Sequence[Passage], origin: State) -> tuple[Blocker, ...]:
    """Nothing leads from here to anywhere, or nothing without a forbidden turn."""
    turns = turned_away(inputs, passages, origin)
    if turns:
        return turns
    if origin.mode == "seat":
        why = "not able to walk, no car, and no leg leads from here to any destination"
        return (Blocker(f"node/{origin.node}", "no_vehicle", why, None, None),)
    why = "no road, crossing or leg leads from here to any destination"
    return (Blocker(f"node/{origin.node}", "no_path", why, None, None),)


def in_the_way(passage: Passage) -> tuple[list[Blocker], list[Blocker]]:
    """What blocks a passage: things nobody opens by a word, and things somebody can."""
    if passage.openings:
        least = passage.openings[0].lifted
        return [], [c.blocker for c in passage.conditions if c.address in least]
    hard = [c.blocker for c in passage.conditions if not c.can_be_given and not c.spans]
    soft = [c.blocker for c in passage.conditions if c.can_be_given and not c.spans]
    if not hard:
        hard = [c.blocker for c in passage.conditions if not c.can_be_given]
    return hard, soft


def easiest_way(
    passages: Sequence[Passage], origin: State, walking_limit_m: int
) -> list[Passage] | None:
    """The way with the fewest blockers among those that are not too far to walk; None = no way.

    Labels (cost, metres): of two at a state one stays if it is cheaper or has walked less.
    """
    out, left = outgoing(passages), OnFoot.over(passages)
    walked: dict[State, int] = {}
    came: list[tuple[int, Passage]] = []
    heap: list[tuple[Cost, int, int, State]] = [((0, 0, 0, 0), 0, -1, origin)]
    while heap:
        cost, metres, index, state = heapq.heappop(heap)
        if metres >= walked.get(state, FAR):
            continue
        walked[state] = metres
        if state == ARRIVED:
            return _chain(came, index)
        for passage in out.get(state, ()):
            more = metres + passage.metres
            too_far = more + left.left(passage.to_state) > walking_limit_m
            if not too_far and more < walked.get(passage.to_state, FAR):
                came.append((index, passage))
                there = _add(cost, passage)
                heapq.heappush(heap, (there, more, len(came) - 1, passage.to_state))
    return None


def _add(cost: Cost, passage: Passage) -> Cost:
    hard, soft = in_the_way(passage)
    barred = sum(blocker.rule == "eligibility" for blocker in hard)
    return (
        cost[0] + barred,
        cost[1] + len(hard),
        cost[2] + len(soft),
        cost[3] + passage.seconds,
    )


def _chain(came: Sequence[tuple[int, Passage]], index: int) -> list[Passage]:
    chain: list[Passage] = []
    while index >= 0:
        index, passage = came[index]
        chain.append(passage)
    return chain[::-1]
