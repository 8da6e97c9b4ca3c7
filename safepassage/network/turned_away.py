"""Turned away: the forbidden turns on the way out that makes fewest, where every way makes some."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

from ..scenario.inputs import ForbiddenTurn, Inputs, Mode
from .blocker import Blocker
from .labels import outgoing
from .passage import ARRIVED, Passage, State
from .turns import Turns, turns_by_mode

Cost = tuple[int, int]  # turns made, seconds


def turned_away(inputs: Inputs, passages: Sequence[Passage], origin: State) -> tuple[Blocker, ...]:
    """What stands in the way of people from whom no way out keeps to the forbidden turns.

    The turns on a way with the fewest of them, then the quickest; none = no way at all, whatever
    turns are made. Hours and metres are not looked at.
    """
    turns = turns_by_mode(inputs, ("car", "foot", "seat"))
    # from where no turn has begun every passage is allowed
    out = outgoing(row for row in passages if not row.from_state.came)
    names = {link.id: link.name or link.id for link in inputs.links}
    seen: set[State] = set()
    heap: list[tuple[Cost, int, State, tuple[ForbiddenTurn, ...]]] = [((0, 0), 0, origin, ())]
    number = 0
    while heap:
        (count, seconds), _, state, made = heapq.heappop(heap)
        if state in seen:
            continue
        seen.add(state)
        if state == ARRIVED:
            return tuple(_blocker(turn, names) for turn in dict.fromkeys(made))
        for passage in out.get(State(state.node, state.mode), ()):
            more, to = _after(turns, state, passage)
            if to not in seen:
                number += 1
                cost = (count + len(more), seconds + passage.seconds)
                heapq.heappush(heap, (cost, number, to, (*made, *more)))
    return ()


def _after(
    turns: Mapping[Mode, Turns], state: State, passage: Passage
) -> tuple[tuple[ForbiddenTurn, ...], State]:
    """The forbidden turns that a passage makes, and where it leads."""
    to = passage.to_state
    if not passage.element.startswith("link/"):
        return (), to
    made, came = turns[state.mode].step(state.came, passage.element[len("link/") :])
    return made, State(to.node, to.mode, came)


def _blocker(turn: ForbiddenTurn, names: Mapping[str, str]) -> Blocker:
    first, *others = (names[link] for link in turn.links)
    way = f"from {first} " + "".join(f"by {name} " for name in others[:-1]) + f"into {others[-1]}"
    basis = f" ({turn.basis})" if turn.basis else ""
    why = f"every way out makes a forbidden turn; on the way with fewest: {way}{basis}"
    return Blocker(f"forbidden_turn/{turn.id}", "forbidden_turn", why, None, None)
