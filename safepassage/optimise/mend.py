"""Mend: for people who do not arrive, the one change of each kind that would bring them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..demand.demand import Origin
from ..kernels import SMALL_LINK_PERIODS
from ..plan.plan import Mend, Shortfall
from ..scenario.inputs import Inputs
from .ceiling import Proof
from .changes import Lever
from .levers import KINDS, all_full, all_levers, elements_near
from .time_limit import NO_LIMIT, TimeLimit
from .trials import Arrived, Found, OutOfTriesError, Replan, Trial, Trials

WORK = 700_000  # link-periods planned again
FEWEST, MOST = 2, 6  # tries, if the caller says nothing
SMALL = 20  # the same, of small problems


def tries_for(inputs: Inputs) -> int:
    """How often changed inputs are planned again, from the size of the problem alone."""
    size = len(inputs.links) * inputs.periods
    if size < SMALL_LINK_PERIODS:
        return SMALL
    return max(FEWEST, min(MOST, WORK // size))


def looks_for(inputs: Inputs, tries: int) -> int:
    """How often a bound on changed inputs is looked at: cheap, most of all on small ones."""
    small = len(inputs.links) * inputs.periods < SMALL_LINK_PERIODS
    return 10 * tries + (200 if small else 0)


def find_mends(
    inputs: Inputs,
    origins: Sequence[Origin],
    rows: Sequence[Shortfall],
    arrived: Arrived,
    proofs: Sequence[Proof],
    replan: Replan,
    tries: int | None = None,
    limit: TimeLimit = NO_LIMIT,
) -> tuple[list[Shortfall], dict[tuple[str, ...], Found]]:
    """The rows with their mends: of every kind the change that brings the most, no more of it.

    Rows with one reason are mended together: the least amount with which all of them are gone, or,
    where there is none, the least that brings as many people as the largest. `replan` is the
    planner itself, so `people_more` is what it does with the change, not an estimate.
    `mend_sought` says that every change was tried or ruled out by a bound. Also how each mend was
    found, by its `set`.
    """
    search = _Search(inputs, origins, rows, arrived, proofs, replan, tries, limit)
    families: dict[tuple[str, str], list[int]] = {}
    for index, row in enumerate(rows):
        families.setdefault((row.rule, row.because), []).append(index)
    by_people = sorted(families.values(), key=lambda all_: -sum(rows[i].people for i in all_))
    for family in by_people:
        search.mend(family)
    return search.rows, search.ways


@dataclass(frozen=True, slots=True)
class _Family:
    """Rows that are mended together: the people whom each of their starts lacks."""

    lost: dict[tuple[str, str], int]
    before: Arrived
    people_before: int

    @classmethod
    def of(cls, rows: Sequence[Shortfall], trials: Trials) -> _Family:
        """The rows before any change."""
        lost: dict[tuple[str, str], int] = {}
        for row in rows:
            lost[row.group, row.start] = lost.get((row.group, row.start), 0) + row.people
        return cls(lost, trials.arrived, trials.people)

    def gained(self, trial: Trial, key: tuple[str, str]) -> int:
        """People of a start who arrive with the change and did not before."""
        return trial.arrived.get(key, 0) - self.before.get(key, 0)

    def gone(self, trial: Trial) -> bool:
        """Whether all of them arrive, and nobody stays behind instead."""
        everyone = trial.people >= self.people_before + sum(self.lost.values())
        return everyone and all(self.gained(trial, key) >= n for key, n in self.lost.items())

    def helped(self, trial: Trial) -> bool:
        """Whether more people arrive, some of them from here."""
        some = sum(self.gained(trial, key) for key in self.lost) > 0
        return some and trial.people > self.people_before


class _Notes(NamedTuple):
    """What was found of one kind: rows that it helps, and how; `complete`: all was tried."""

    found: list[tuple[list[int], Found]]
    complete: bool

    @property
    def people(self) -> int:
        """People who arrive with the best of it."""
        return max((found.trial.people for _, found in self.found), default=0)


class _Search:
    """The rows while their mends are sought."""

    def __init__(
        self,
        inputs: Inputs,
        origins: Sequence[Origin],
        rows: Sequence[Shortfall],
        arrived: Arrived,
        proofs: Sequence[Proof],
        replan: Replan,
        tries: int | None,
        limit: TimeLimit,
    ) -> None:
        self.rows = list(rows)
        self.ways: dict[tuple[str, ...], Found] = {}
        self.origins = {origin.key: origin for origin in origins}
        tries = tries_for(inputs) if tries is None else tries
        looks = looks_for(inputs, tries)
        self.trials = Trials(inputs, arrived, proofs, replan, tries, looks, limit)
        self.near = elements_near(inputs, [self.origins[row.group, row.start] for row in rows])
        near = frozenset().union(*self.near.values())
        kinds = ("room",) if all_full(inputs, self.trials.people) else KINDS
        self.levers = all_levers(inputs, near, kinds)

    def mend(self, rows: Sequence[int]) -> None:
        """Seek the mends of some rows with one reason: first without what is dear, then with it."""
        some = [index for index in rows if not self._never(self.rows[index])]
        notes: dict[str, _Notes] = {}
        try:
            kinds = self._kinds(some)
        except OutOfTriesError:
            kinds, notes["none"] = [], _Notes([], False)
        for closing in (False, True):
            self.trials.closing = closing
            for levers in kinds:
                before = notes.get(levers[0].kind, _Notes([], False))
                if not before.complete:
                    after = self._mend_by(some, levers)
                    better = after.complete or after.people > before.people
                    notes[levers[0].kind] = after if better else before
        sought = all(note.complete for note in notes.values())
        for index in rows:
            mends = [
                self._mend_of(index, found)
                for note in notes.values()
                for helped, found in note.found
                if index in helped
            ]
            mends.sort(key=lambda mend: -mend.people_more)
            self.rows[index] = replace(self.rows[index], mends=tuple(mends), mend_sought=sought)

    def _never(self, row: Shortfall) -> bool:
        """Whether no resource would help: people without a seat in a car, or never ready."""
        seats = self.origins[row.group, row.start].start.seats
        return row.rule == "departure_ready" or (row.rule == "no_vehicle" and seats is not None)

    def _kinds(self, rows: Sequence[int]) -> list[list[Lever]]:
        """Levers near these rows that no bound rules out, by kind, the most promising first."""
        most, before = self.trials.most, self.trials.people
        found: list[list[Lever]] = []
        for kind in KINDS:
            levers = [lever for lever in self._near(rows) if lever.kind == kind]
            # a later departure is too late for somebody else, of all others more is never worse
            more = [lever for lever in levers if kind != "departure" or lever.prices]
            if len(more) > 1 and self.trials.most_of_all(more) <= before:
                levers = [lever for lever in levers if lever not in more]
            levers = [lever for lever in levers if most(lever, lever.most) > before]
            if levers:
                found.append(sorted(levers, key=lambda lever: -most(lever, lever.most)))
        return sorted(found, key=lambda levers: -most(levers[0], levers[0].most))

    def _near(self, rows: Sequence[int]) -> list[Lever]:
        keys = {(self.rows[index].group, self.rows[index].start) for index in rows}
        elements = frozenset().union(*(self.near[key] for key in keys))
        return [lever for lever in self.levers if not lever.on.isdisjoint(elements)]

    def _mend_by(self, rows: Sequence[int], levers: Sequence[Lever]) -> _Notes:
        """The best of one kind for the rows, then for those whom it does not help, and so on."""
        notes: list[tuple[list[int], Found]] = []
        left = list(rows)
        while left:
            near = self._near(left)
            family = self._family(left)
            found, all_tried = self._best(family, [lever for lever in levers if lever in near])
            if found is None:
                return _Notes(notes, all_tried)
            found = found._replace(least=found.least and all_tried)
            found, helped = self._only_helped(found, left)
            notes.append((helped, found))
            if not found.least:
                return _Notes(notes, False)
            left = [index for index in left if index not in helped]
        return _Notes(notes, True)

    def _family(self, rows: Sequence[int]) -> _Family:
        return _Family.of([self.rows[index] for index in rows], self.trials)

    def _only_helped(self, found: Found, rows: Sequence[int]) -> tuple[Found, list[int]]:
        """The least amount for those rows alone that it helps, and which these are."""
        while True:
            family = self._family(rows)
            helped = [i for i in rows if family.gained(found.trial, self._key(i)) > 0]
            if len(helped) == len(rows) or family.gone(found.trial) or not found.least:
                return found, helped
            try:
                less = self._least(self._family(helped), found.lever)
            except OutOfTriesError:
                less = None
            if less is None:
                return found._replace(least=False), helped
            found, rows = less, helped

    def _key(self, index: int) -> tuple[str, str]:
        return self.rows[index].group, self.rows[index].start

    def _best(self, family: _Family, levers: Sequence[Lever]) -> tuple[Found | None, bool]:
        """The lever that brings the most people, or the first with which all of them are gone."""
        best: Found | None = None
        complete = self.trials.all_closed = True
        for lever in levers:
            try:
                if best is not None and self.trials.most(lever, lever.most) <= best.trial.people:
                    break
                found = self._least(family, lever)
            except OutOfTriesError:
                complete = False
                continue
            if found is None:
                continue
            complete = complete and found.least
            if best is None or found.trial.people > best.trial.people:
                best = found
            if family.gone(found.trial):
                best = found
                break
            if not self.trials.all_closed:  # what others bring is not known well enough to compare
                break
        return best, complete and self.trials.all_closed

    def _least(self, family: _Family, lever: Lever) -> Found | None:
        """The least amount of a lever that mends, or that brings as many as the largest."""
        trials = self.trials
        everyone = trials.people + sum(family.lost.values())
        if trials.most(lever, lever.most) >= everyone:
            found = trials.first_enough(lever, family.gone, everyone)
            if found is not None:
                return found
        largest = trials.plan(lever, lever.most, trials.people + 1)
        if largest is None or not family.helped(largest):
            return None
        people = largest.people
        return trials.first_enough(
            lever, lambda trial: trial.people >= people and family.helped(trial), people
        )

    def _mend_of(self, index: int, found: Found) -> Mend:
        """What was found, for one row that it helps."""
        said = found.lever.say(found.amount)
        self.ways[said.set] = found
        more = found.trial.people - self.trials.people
        gained = self._family([index]).gained(found.trial, self._key(index))
        removes = min(gained, more) >= self.rows[index].people
        return Mend(found.lever.kind, said.change, said.amount, said.unit, more, removes, said.set)
