"""Labels: the smallest sets of conditions that open a way, in the order of travel and within reach.

A label is (state, conditions lifted, second, metres on foot). One is kept unless another at the
same state needs nothing that it does not need, is there no later and has walked no further. So the
answer is exact (label setting with dominance; Martins 1984). As in the bound, people may wait
anywhere.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .passage import ARRIVED, Passage, State

FAR = 2**60  # metres from where nothing leads to a destination; a second later than all


@dataclass(frozen=True, slots=True)
class Limits:
    """Who sets out from `from_s` on and before `before_s`, with at most so many metres on foot."""

    from_s: int
    before_s: int
    walking_limit_m: int


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """Somebody at a state: what had to be lifted on the way here, when, and metres on foot."""

    state: State
    needs: frozenset[str]
    at_s: int
    metres: int
    before: Label | None = None
    passage: Passage | None = None

    def chain(self) -> list[Passage]:
        """The way here."""
        found: list[Passage] = []
        label: Label | None = self
        while label is not None and label.passage is not None:
            found.append(label.passage)
            label = label.before
        return found[::-1]

    def beats(self, other: Label) -> bool:
        """Whether whatever the other can still do, this one can do as well."""
        return self.at_s <= other.at_s and self.metres <= other.metres and self.needs <= other.needs


@dataclass(frozen=True, slots=True)
class OnFoot:
    """Least metres on foot to a destination from every state that has a way, and the next step."""

    metres: Mapping[State, int]
    step: Mapping[State, Passage]

    @classmethod
    def over(cls, passages: Iterable[Passage]) -> OnFoot:
        """By Dijkstra from behind."""
        into: dict[State, list[Passage]] = {}
        for passage in passages:
            into.setdefault(passage.to_state, []).append(passage)
        metres, step = {ARRIVED: 0}, {}
        heap: list[tuple[int, State]] = [(0, ARRIVED)]
        while heap:
            walked, state = heapq.heappop(heap)
            if walked > metres[state]:
                continue
            for passage in into.get(state, ()):
                more = walked + passage.metres
                if more < metres.get(passage.from_state, FAR):
                    metres[passage.from_state] = more
                    step[passage.from_state] = passage
                    heapq.heappush(heap, (more, passage.from_state))
        return cls(metres, step)

    def left(self, state: State) -> int:
        """Metres on foot from a state; FAR if nothing leads to a destination."""
        return self.metres.get(state, FAR)

    def way(self, state: State) -> Iterator[Passage]:
        """A way from a state with so many metres."""
        while state in self.step:
            yield self.step[state]
            state = self.step[state].to_state


class PassageMap:
    """Passages by the state they begin at, and what lies ahead of each state."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.passages = passages
        self.out = outgoing(passages)
        self._without: dict[str, OnFoot] = {}

    @cached_property
    def on_foot(self) -> OnFoot:
        """Least metres on foot, whatever is open."""
        return OnFoot.over(self.passages)

    @cached_property
    def on_foot_admitted(self) -> OnFoot:
        """The same over passages that admit people like these."""
        return OnFoot.over(p for p in self.passages if not p.bars)

    @cached_property
    def on_foot_opened(self) -> OnFoot:
        """The same over passages that are open or that a word could open."""
        return OnFoot.over(p for p in self.passages if p.openings)

    def on_foot_without(self, address: str) -> OnFoot:
        """Least metres on foot if one crossing or leg were not there."""
        if address not in self._without:
            others = (p for p in self.passages if p.address != address)
            self._without[address] = OnFoot.over(others)
        return self._without[address]


def outgoing(passages: Iterable[Passage]) -> dict[State, list[Passage]]:
    """Passages by the state they begin at."""
    found: dict[State, list[Passage]] = {}
    for passage in passages:
        found.setdefault(passage.from_state, []).append(passage)
    return found


def find_ways(where: PassageMap, origin: State, limits: Limits) -> list[Label]:
    """For each smallest set of conditions the earliest arrival, then with the fewest metres.

    By size of the set; one label that needs nothing = there is an open way; none = no word helps.
    """
    held: dict[State, list[Label]] = {}
    arrived: list[Label] = []
    number = 0
    first = Label(origin, frozenset(), limits.from_s, 0)
    heap: list[tuple[int, int, int, int, Label]] = [(0, first.at_s, 0, number, first)]
    while heap:
        label = heapq.heappop(heap)[-1]
        here = held.setdefault(label.state, [])
        if any(other.beats(label) for other in here):
            continue
        if any(other.needs <= label.needs for other in arrived):
            continue
        here.append(label)
        if label.state == ARRIVED:
            arrived.append(label)
            if not label.needs:
                break
            continue
        for passage in where.out.get(label.state, ()):
            if passage.to_state[0] == origin[0]:
                continue  # back home nobody has left yet
            metres = label.metres + passage.metres
            if metres + where.on_foot_opened.left(passage.to_state) > limits.walking_limit_m:
                continue
            there = held.get(passage.to_state, ())
            for step in _steps(label, passage, limits):
                if not any(other.beats(step) for other in there):
                    number += 1
                    order = (len(step.needs), step.at_s, step.metres, number)
                    heapq.heappush(heap, (*order, step))
    return arrived


def _steps(label: Label, passage: Passage, limits: Limits) -> Iterator[Label]:
    """The label at the end of a passage, for each set of conditions lifted there."""
    before_s = FAR if label.before is not None else limits.before_s
    metres = label.metres + passage.metres
    for lifted, window in passage.openings:
        end_s = passage.end_of(label.at_s, window, before_s)
        if end_s is not None:
            yield Label(passage.to_state, label.needs | lifted, end_s, metres, label, passage)
