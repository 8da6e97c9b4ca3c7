"""Trials: changed inputs planned again, each change once, with the least amount that is enough."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isqrt
from typing import NamedTuple

from ..scenario.inputs import Inputs
from .ceiling import Ceiling, Proof
from .changes import Lever
from .time_limit import NO_LIMIT, TimeLimit

DEAR = 8  # tries that a quota of aid in the way, or the path LP, counts as
Arrived = Mapping[tuple[str, str], int]  # group and start -> people who arrive
CLAIM = "people_arrived_bound"
MOST_PROOFS = 4  # prices with which bounds on further changes are sought


class OutOfTriesError(Exception):
    """No try is left."""


class Replanned(NamedTuple):
    """The most that any plan brings on some inputs, its proofs, and whom the planner brings.

    `arrived` is None if `most` is less than what was asked for; not `closed`: the whole planner
    brings as many at least. `cost`: tries that it counts as.
    """

    most: int
    proofs: tuple[Proof, ...]
    arrived: Arrived | None
    closed: bool = True
    cost: int = 1


# inputs, how many people it takes at least, how many tries are left
Replan = Callable[[Inputs, int, int], Replanned]


class Trial(NamedTuple):
    """What the planner brings with a change; at least that, if not `closed`."""

    people: int
    arrived: Arrived
    closed: bool


class Found(NamedTuple):
    """An amount of a lever that is enough, and what it brings; `least`: no smaller one is."""

    lever: Lever
    amount: int
    trial: Trial
    least: bool


@dataclass
class Trials:
    """Plans with changes, as many as `tries`, and `looks` at bounds; nothing is tried twice."""

    inputs: Inputs
    arrived: Arrived
    proofs: Sequence[Proof]
    replan: Replan
    tries: int
    looks: int
    limit: TimeLimit = NO_LIMIT
    _most: dict[tuple[str, ...], tuple[int, int]] = field(default_factory=dict)
    _plans: dict[tuple[str, ...], tuple[int, Trial | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.people = sum(self.arrived.values())
        self._ceiling = Ceiling(self.inputs)
        self._proofs = [row for row in self.proofs if row.claim == CLAIM]
        self.closing = False  # whether dear tries are made; the caller may set it
        self.all_closed = True  # whether every trial met so far was; the caller may reset it

    def most(self, lever: Lever, amount: int) -> int:
        """People whom no plan can exceed with this much of a lever."""
        key = lever.say(amount).set
        most, seen = self._most.get(key, (self.inputs.people, 0))
        if seen < len(self._proofs):
            self._look()
            changed = lever.inputs_with(self.inputs, amount)
            least = self._ceiling.people(changed, self._proofs[seen:], lever.prices)
            self._most[key] = min(most, least), len(self._proofs)
        return self._most[key][0]

    def most_of_all(self, levers: Iterable[Lever]) -> int:
        """People whom no plan can exceed with all that these levers can give, all at once."""
        changed = self.inputs
        for lever in levers:
            changed = lever.inputs_with(changed, lever.most)
        self._look()
        return self._ceiling.people(changed, self._proofs)

    def plan(self, lever: Lever, amount: int, at_least: int) -> Trial | None:
        """What the planner brings; None if no plan can bring `at_least`."""
        key = lever.say(amount).set
        most, trial = self._plans.get(key, (self.inputs.people, None))
        again = trial is not None and not trial.closed and self.closing and self.tries > DEAR
        if again or (trial is None and most >= at_least):
            if self.tries < 1 or self.limit.reached:
                raise OutOfTriesError
            changed = lever.inputs_with(self.inputs, amount)
            found = self.replan(changed, at_least, self.tries if self.closing else 1)
            self.tries -= found.cost
            if found.arrived is not None:
                trial = Trial(sum(found.arrived.values()), found.arrived, found.closed)
            self._plans[key] = found.most, trial
            for proof in found.proofs:
                known = proof in self._proofs or proof.claim != CLAIM
                if not known and len(self._proofs) < MOST_PROOFS:
                    self._proofs.append(proof)
        self.all_closed = self.all_closed and (trial is None or trial.closed)
        return trial

    def _look(self) -> None:
        if self.looks < 1 or self.limit.reached:
            raise OutOfTriesError
        self.looks -= 1

    def first_enough(
        self, lever: Lever, enough: Callable[[Trial], bool], people: int
    ) -> Found | None:
        """The least amount whose plan is enough, which takes at least so many people in all.

        None if the largest amount is not enough. Halving, on amounts that no bound rules out: if a
        smaller amount is ever better than a larger one, it may be missed.
        """
        low = self._first_allowed(lever, people)
        found = self._try(lever, low, enough, people)
        if found is not None or low == lever.most:
            return found and found._replace(least=True)
        step = max(lever.grain, low // 256)
        if self._planned(lever, low):  # a bound allows it, so a little more will often do
            for probe in (low + step, low + 5 * step):
                if found is None and probe < lever.most:
                    found = self._try(lever, probe, enough, people)
                    low = probe if found is None else low
        found = found or self._try(lever, lever.most, enough, self.people + 1)
        return found and self._halve(lever, enough, people, low, found)

    def _halve(
        self, lever: Lever, enough: Callable[[Trial], bool], people: int, low: int, found: Found
    ) -> Found:
        """The least amount above `low` (not enough) up to what was found to be enough."""
        try:
            while found.amount - low > 1:
                probe = max(low + 1, isqrt(low * found.amount))
                better = self._try(lever, probe, enough, people)
                found = better or found
                low = low if better else probe
        except OutOfTriesError:
            return found
        return found._replace(least=True)

    def _planned(self, lever: Lever, amount: int) -> bool:
        return self._plans.get(lever.say(amount).set, (0, None))[1] is not None

    def _try(
        self, lever: Lever, amount: int, enough: Callable[[Trial], bool], people: int
    ) -> Found | None:
        trial = self.plan(lever, amount, people)
        if trial is None or not enough(trial):
            return None
        if not trial.closed:
            raise OutOfTriesError  # it is enough, but what the whole planner brings is not known
        return Found(lever, amount, trial, least=False)

    def _first_allowed(self, lever: Lever, people: int) -> int:
        """The least amount that no bound rules out, if it is to bring so many people.

        First as many steps as people are missing (room, seats), then some straight lines, then
        down from what is allowed by longer and longer steps, then halving.
        """
        low, high = 0, lever.most
        below, above = self.people, self.most(lever, high)
        probe, lines, step = people - below, 2, 1 + high // 4096
        while high - low > 1:
            probe = min(max(probe, low + 1), high - 1)
            value = self.most(lever, probe)
            if value >= people:
                high, above = probe, value
            else:
                low, below = probe, value
            if lines and above > below:
                probe = low + -(-(high - low) * (people - below) // (above - below))
                lines -= 1
            else:
                probe = max(high - step, (low + high) // 2)
                step *= 8
        return high
