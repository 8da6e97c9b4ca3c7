"""Easiest way: the one with the fewest things in it that stand in the way, and what they are."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

from .blocker import Blocker, Words
from .labels import FAR, Limits, metres_left, outgoing
from .passage import ARRIVED, Passage, State
from .windows import Spans

Cost = tuple[int, int, int, int]  # barred, hard, soft, seconds


def blockers_on_easiest_way(
    passages: Sequence[Passage], origin: State, walking_limit_m: int | None = None
) -> tuple[Blocker, ...]:
    """What stands on the easiest way: what no word can open counts most.

    Hours alone are looked at, not the order of travel; none = every part of a way is open.
    """
    way = easiest_way(passages, origin, FAR if walking_limit_m is None else walking_limit_m)
    return (no_way(origin),) if way is None else blockers_on(way)


def blockers_on(way: Sequence[Passage]) -> tuple[Blocker, ...]:
    """What stands on a way, each thing once, in the order of travel."""
    found: dict[str, Blocker] = {}
    for passage in way:
        hard, soft = in_the_way(passage)
        for blocker in [*hard, *soft]:
            found.setdefault(blocker.address, blocker)
    return tuple(found.values())


def no_way(origin: State) -> Blocker:
    """Nothing leads from here to anywhere."""
    node, mode = origin
    if mode == "seat":
        why = "not able to walk, no car, and no leg leads from here to any destination"
        return Blocker(f"node/{node}", "no_vehicle", why, None, None)
    why = "no road, crossing or leg leads from here to any destination"
    return Blocker(f"node/{node}", "no_path", why, None, None)


def easiest_way(
    passages: Sequence[Passage], origin: State, walking_limit_m: int
) -> list[Passage] | None:
    """The way with the fewest blockers among those that are not too far to walk; None = no way."""
    out, left = outgoing(passages), metres_left(passages)
    # labels (cost, metres): of two at a state one stays if it is cheaper or has walked less
    held: dict[State, int] = {}
    number = 0
    came: list[tuple[int, Passage | None]] = [(-1, None)]
    heap: list[tuple[Cost, int, int, State]] = [((0, 0, 0, 0), 0, 0, origin)]
    while heap:
        cost, metres, index, state = heapq.heappop(heap)
        if metres >= held.get(state, FAR):
            continue
        held[state] = metres
        if state == ARRIVED:
            return _chain(came, index)
        for passage in out.get(state, ()):
            walked = metres + passage.metres
            if walked >= held.get(passage.to_state, FAR):
                continue
            if walked + left.get(passage.to_state, FAR) <= walking_limit_m:
                hard, soft = in_the_way(passage)
                barred = sum(blocker.rule == "eligibility" for blocker in hard)
                added = (barred, len(hard), len(soft), passage.seconds)
                number += 1
                came.append((index, passage))
                there = (cost[0] + added[0], cost[1] + added[1], cost[2] + added[2])
                heapq.heappush(
                    heap, ((*there, cost[3] + added[3]), walked, number, passage.to_state)
                )
    return None


def _chain(came: Mapping[int, tuple[int, Passage | None]] | Sequence[tuple[int, Passage | None]],
           index: int) -> list[Passage]:
    chain: list[Passage] = []
    index, passage = came[index]
    while passage is not None:
        chain.append(passage)
        index, passage = came[index]
    return chain[::-1]


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
