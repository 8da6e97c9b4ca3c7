"""Exits: who can leave now, by which way, what stands in the way, what would free most people."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..scenario.inputs import Group, Inputs
from .blocker import Blocker
from .passages import ARRIVED, Passage, PassageBook, State

MOST_UNIONS = 100_000


@dataclass(frozen=True, slots=True)
class Way:
    """A way that is open: its elements, when one who leaves now arrives, and how many can pass.

    `per_day`: people whom its narrowest place lets pass within the span asked about (a day, unless
    the scenario ends sooner); None = no limit known.
    """

    elements: tuple[str, ...]
    names: tuple[str, ...]
    by: str
    leaves_s: int
    arrives_s: int
    per_day: int | None


@dataclass(frozen=True, slots=True)
class GroupExit:
    """The answer for one group at one start point.

    `way` is None if the group cannot leave; then `blockers` are what stands on its easiest way,
    and `needs` the smallest sets of conditions that would open some way (empty: no word could).
    `only_ways`: crossings and legs that every way out uses, open or not.
    """

    group: Group
    start: str
    people: int
    way: Way | None
    blockers: tuple[Blocker, ...]
    needs: tuple[frozenset[str], ...]
    only_ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unlock:
    """A smallest set of openings and consents, and how many more people could then leave."""

    conditions: tuple[str, ...]
    people: int


@dataclass(frozen=True, slots=True)
class Exits:
    """Who can leave within `span` (seconds since the start), and what would free most people."""

    inputs: Inputs
    span: tuple[int, int]
    groups: tuple[GroupExit, ...]
    unlocks: tuple[Unlock, ...]


def find_exits(inputs: Inputs, span: tuple[int, int]) -> Exits:
    """Answer for every group and start, each taken alone (nobody else on the way).

    A group can leave if somebody who sets out within `span` finds every element open when there and
    arrives at known room by the end of the horizon of `inputs`. Conditions are looked at within
    `span`; how many can pass is said, but does not decide.
    """
    groups: list[GroupExit] = []
    for group in inputs.groups:
        passages = PassageBook(inputs, group, span).all()
        for start in group.starts:
            groups.append(_answer(inputs, group, start.node, start.people, passages, span))
    return Exits(inputs, span, tuple(groups), rank_unlocks(groups))


def _answer(
    inputs: Inputs,
    group: Group,
    node: str,
    people: int,
    passages: Sequence[Passage],
    span: tuple[int, int],
) -> GroupExit:
    origin: State = (node, group.mode)
    way = _open_way(inputs, passages, origin, span)
    only = _only_ways(passages, origin)
    if way is not None:
        return GroupExit(group, node, people, way, (), (frozenset(),), only)
    needs = minimal_needs(passages, origin)
    if frozenset() in needs:  # all is open, but not in the order of travel
        needs = ()
        why = "every part of a way is open at some time, but not in the order of travel"
        blockers: tuple[Blocker, ...] = (Blocker(node, "gate_hours", why, None, None),)
    else:
        blockers = blockers_on_easiest_way(passages, origin)
    return GroupExit(group, node, people, None, blockers, needs, only)


def _outgoing(passages: Iterable[Passage]) -> dict[State, list[Passage]]:
    found: dict[State, list[Passage]] = {}
    for passage in passages:
        found.setdefault(passage.from_state, []).append(passage)
    return found


def _open_way(
    inputs: Inputs, passages: Sequence[Passage], origin: State, span: tuple[int, int]
) -> Way | None:
    """The earliest arrival of one who sets out now, waiting where something opens later."""
    outgoing = _outgoing(p for p in passages if frozenset() in p.lifts)
    horizon_s = inputs.periods * inputs.step_s
    best: dict[State, int] = {origin: span[0]}
    came: dict[State, tuple[Passage, int]] = {}
    heap: list[tuple[int, State]] = [(span[0], origin)]
    while heap:
        at, state = heapq.heappop(heap)
        if at > best[state]:
            continue
        if state == ARRIVED:
            break
        for passage in outgoing.get(state, ()):
            for low, high in passage.window(span):
                entry = max(at, low)
                if entry < high:
                    # a leg is boarded any time before its cut-off and arrives when it arrives
                    there = (high if passage.seats is not None else entry) + passage.seconds
                    if there <= horizon_s and there < best.get(passage.to_state, horizon_s + 1):
                        best[passage.to_state] = there
                        came[passage.to_state] = (passage, entry)
                        heapq.heappush(heap, (there, passage.to_state))
                    break
    if ARRIVED not in came:
        return None
    chain: list[tuple[Passage, int]] = []
    state = ARRIVED
    while state != origin:
        chain.append(came[state])
        state = came[state][0].from_state
    chain.reverse()
    return _way([p for p, _ in chain], span, chain[0][1], best[ARRIVED])


def _way(chain: Sequence[Passage], span: tuple[int, int], leaves_s: int, arrives_s: int) -> Way:
    names: list[str] = []
    for passage in chain:
        if not names or names[-1] != passage.name:
            names.append(passage.name)
    gates = [p.element for p in chain if not p.element.startswith(("link/", "destination/"))]
    per_day: list[int] = []
    for passage in chain:
        if passage.seats is not None:
            per_day.append(passage.seats)
        elif passage.per_hour is not None:
            open_s = sum(high - low for low, high in passage.window(span))
            per_day.append(int(open_s * passage.per_hour / 3600))
    return Way(
        elements=tuple(p.element for p in chain),
        names=tuple(names),
        by=gates[-1] if gates else chain[-1].element,
        leaves_s=leaves_s,
        arrives_s=arrives_s,
        per_day=min(per_day, default=None),
    )


def minimal_needs(passages: Sequence[Passage], origin: State) -> tuple[frozenset[str], ...]:
    """The smallest sets of conditions (by inclusion) whose lifting opens some way from `origin`.

    Label setting in order of the size of the set; a label is kept unless one at the same state is
    contained in it. Exact.
    """
    outgoing = _outgoing(p for p in passages if p.lifts)
    labels: dict[State, list[frozenset[str]]] = {}
    heap: list[tuple[int, int, frozenset[str], State]] = [(0, 0, frozenset(), origin)]
    number = 0
    while heap:
        _, _, needs, state = heapq.heappop(heap)
        held = labels.setdefault(state, [])
        if any(other <= needs for other in held):
            continue
        held.append(needs)
        if state == ARRIVED:
            continue
        for passage in outgoing.get(state, ()):
            reached = labels.get(passage.to_state, ())
            for lift in passage.lifts:
                more = needs | lift
                if not any(other <= more for other in reached):
                    number += 1
                    heapq.heappush(heap, (len(more), number, more, passage.to_state))
    return tuple(labels.get(ARRIVED, ()))


def blockers_on_easiest_way(passages: Sequence[Passage], origin: State) -> tuple[Blocker, ...]:
    """What stands on the way with the fewest things in it: what no word can open counts most."""
    outgoing = _outgoing(passages)
    start = (0, 0, 0)
    best: dict[State, tuple[int, int, int]] = {origin: start}
    came: dict[State, Passage] = {}
    heap: list[tuple[tuple[int, int, int], State]] = [(start, origin)]
    while heap:
        cost, state = heapq.heappop(heap)
        if cost > best[state]:
            continue
        if state == ARRIVED:
            break
        for passage in outgoing.get(state, ()):
            hard, soft = _in_the_way(passage)
            there = (cost[0] + len(hard), cost[1] + len(soft), cost[2] + passage.seconds)
            if passage.to_state not in best or there < best[passage.to_state]:
                best[passage.to_state] = there
                came[passage.to_state] = passage
                heapq.heappush(heap, (there, passage.to_state))
    if ARRIVED not in came:
        why = "no road, crossing or leg leads from here to any destination"
        if origin[1] == "seat":
            why = "not able to walk, no car, and no leg leads from here to any destination"
            return (Blocker(origin[0], "no_vehicle", why, None, None),)
        return (Blocker(origin[0], "no_path", why, None, None),)
    found: dict[str, Blocker] = {}
    state = ARRIVED
    while state != origin:
        hard, soft = _in_the_way(came[state])
        for blocker in [*hard, *soft]:
            found.setdefault(blocker.address, blocker)
        state = came[state].from_state
    return tuple(reversed(found.values()))


def _in_the_way(passage: Passage) -> tuple[list[Blocker], list[Blocker]]:
    """What blocks a passage: things nobody opens by a word, and things somebody can."""
    if frozenset() in passage.lifts:
        return [], []
    hard = [c.blocker for c in passage.conditions if not c.can_be_given and not c.spans]
    if passage.lifts:
        least = min(passage.lifts, key=lambda s: (len(s), sorted(s)))
        return [], [c.blocker for c in passage.conditions if c.address in least]
    soft = [c.blocker for c in passage.conditions if c.can_be_given and not c.spans]
    if not hard:
        hard = [c.blocker for c in passage.conditions if not c.can_be_given]
    return hard, soft


def reachable(passages: Sequence[Passage], origin: State) -> set[str]:
    """Elements that lie on some road from `origin`, open or not."""
    outgoing = _outgoing(passages)
    seen, stack, found = {origin}, [origin], set()
    while stack:
        for passage in outgoing.get(stack.pop(), ()):
            found.add(passage.element)
            if passage.to_state not in seen:
                seen.add(passage.to_state)
                stack.append(passage.to_state)
    return found


def _only_ways(passages: Sequence[Passage], origin: State) -> tuple[str, ...]:
    """Crossings and legs without which no way out is left, even with everything open."""

    def reaches(without: str | None) -> bool:
        outgoing = _outgoing(p for p in passages if p.element != without)
        seen, stack = {origin}, [origin]
        while stack:
            for passage in outgoing.get(stack.pop(), ()):
                if passage.to_state == ARRIVED:
                    return True
                if passage.to_state not in seen:
                    seen.add(passage.to_state)
                    stack.append(passage.to_state)
        return False

    if not reaches(None):
        return ()
    names = {p.element for p in passages if p.element.startswith(("crossing/", "leg/"))}
    return tuple(sorted(name for name in names if not reaches(name)))


def rank_unlocks(groups: Sequence[GroupExit]) -> tuple[Unlock, ...]:
    """For each number of conditions the sets that free the most people, if more than fewer do.

    A best set is a union of smallest sets of the groups that it frees, so all unions are tried:
    exact. Raises ValueError above 100,000 unions (never met; then it would not be exact).
    """
    needs = [(row.people, row.needs) for row in groups if row.way is None and row.needs]
    unions: set[frozenset[str]] = {frozenset()}
    for need in sorted({need for _, sets in needs for need in sets}, key=sorted):
        unions |= {union | need for union in unions}
        if len(unions) > MOST_UNIONS:
            raise ValueError(f"more than {MOST_UNIONS} unions of conditions")
    freed = {
        union: sum(people for people, sets in needs if any(need <= union for need in sets))
        for union in unions
    }
    best: list[Unlock] = []
    most = 0
    for size in range(1, max(map(len, unions), default=0) + 1):
        of_size = [union for union in unions if len(union) == size]
        top = max((freed[union] for union in of_size), default=0)
        if top > most:
            ties = sorted(tuple(sorted(union)) for union in of_size if freed[union] == top)
            best += [Unlock(conditions, top) for conditions in ties]
            most = top
    return tuple(best)
