"""People changes: for whom two plans differ: who arrives, when, by which way, and where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from safepassage.network.exits import find_exits
from safepassage.plan.passings import arrivals
from safepassage.plan.plan import Plan

Key = tuple[str, str]  # group, start


@dataclass(frozen=True, slots=True)
class Arriving:
    """People of a group at a start in one plan.

    `mean` and `last`: instants of those who arrive, None if nobody does. `open_by`: the name of a
    way that is open to them within the first day, each group taken alone; None = no way is.
    `ways`, `destinations`: people by route and by place; `short_of`: people by the rule in the way.
    """

    people: int
    arrived: int
    mean: datetime | None
    last: datetime | None
    open_by: str | None
    ways: Mapping[tuple[str, ...], int]
    destinations: Mapping[str, int]
    short_of: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PeopleChange:
    """The same people in two plans; one of them is None where they are not in its inputs."""

    population: str
    population_name: str
    zone: str
    zone_name: str
    group: str
    start: str
    start_name: str
    before: Arriving | None
    after: Arriving | None

    @property
    def arrived(self) -> tuple[int, int]:
        """People who arrive, before and after."""
        return (
            0 if self.before is None else self.before.arrived,
            0 if self.after is None else self.after.arrived,
        )

    @property
    def more(self) -> int:
        """People more who arrive; below 0: fewer."""
        return self.arrived[1] - self.arrived[0]

    @property
    def loses_way(self) -> bool:
        """Whether a way was open to them and none is any more."""
        one, other = self.before, self.after
        return bool(one and other and one.open_by and not other.open_by)

    @property
    def gains_way(self) -> bool:
        """Whether no way was open to them and one is now."""
        one, other = self.before, self.after
        return bool(one and other and other.open_by and not one.open_by)

    @property
    def mean_later_min(self) -> float | None:
        """Minutes later on average, of those who arrive; None unless somebody does in both."""
        return self._later("mean")

    @property
    def last_later_min(self) -> float | None:
        """Minutes later for the last of them; None unless somebody arrives in both."""
        return self._later("last")

    @property
    def other_way(self) -> int:
        """The fewest of those who arrive in both that go another way."""
        return self._moved("ways")

    @property
    def other_destination(self) -> int:
        """The fewest of those who arrive in both that arrive at another place."""
        return self._moved("destinations")

    @property
    def differs(self) -> bool:
        """Whether anything is not the same for them."""
        return self.before != self.after

    def _later(self, what: Literal["mean", "last"]) -> float | None:
        if self.before is None or self.after is None:
            return None
        one, other = getattr(self.before, what), getattr(self.after, what)
        if one is None or other is None:
            return None
        return round(float((other - one).total_seconds()) / 60, 1)

    def _moved(self, what: Literal["ways", "destinations"]) -> int:
        if self.before is None or self.after is None:
            return 0
        one, other = getattr(self.before, what), getattr(self.after, what)
        alike = sum(min(people, other.get(key, 0)) for key, people in one.items())
        return int(min(sum(one.values()), sum(other.values())) - alike)


def people_changes(one: Plan, other: Plan) -> tuple[PeopleChange, ...]:
    """Everybody by group and start, those of the first plan first, also where nothing differs."""
    before, after = _arriving(one), _arriving(other)
    names = {**_names(other), **_names(one)}
    return tuple(
        PeopleChange(
            *names[key], *key, _start_name(one, other, key), before.get(key), after.get(key)
        )
        for key in dict.fromkeys([*before, *after])
    )


def _arriving(plan: Plan) -> dict[Key, Arriving]:
    inputs = plan.inputs
    of = {row.id: (row.group, row.start) for row in plan.instructions}
    came: dict[Key, Counter[int]] = defaultdict(Counter)
    ends: dict[Key, Counter[str]] = defaultdict(Counter)
    ways: dict[Key, Counter[tuple[str, ...]]] = defaultdict(Counter)
    short: dict[Key, Counter[str]] = defaultdict(Counter)
    for row in arrivals(plan):
        came[of[row.instruction]][(row.period + 1) * inputs.step_s] += row.people
        ends[of[row.instruction]][row.destination] += row.people
    for instruction in plan.instructions:
        ways[of[instruction.id]][instruction.route] += instruction.people
    for lack in plan.short_of:
        short[(lack.group, lack.start)][lack.rule] += lack.people
    found = {}
    for exit_ in find_exits(plan.inputs).groups:
        key = (exit_.group.id, exit_.start)
        total = came[key].total()
        mean_s = sum(s * n for s, n in came[key].items()) / total if total else None
        found[key] = Arriving(
            people=exit_.people,
            arrived=total,
            mean=None if mean_s is None else inputs.start + timedelta(seconds=mean_s),
            last=inputs.start + timedelta(seconds=max(came[key])) if total else None,
            open_by=None if exit_.way is None else exit_.way.by_name,
            ways=dict(ways[key]),
            destinations=dict(ends[key]),
            short_of=dict(short[key]),
        )
    return found


def _names(plan: Plan) -> dict[Key, tuple[str, str, str, str]]:
    words = plan.inputs.words
    return {
        (group.id, start.node): (
            group.population,
            words.population_name(group.population),
            group.zone,
            group.zone_name,
        )
        for group in plan.inputs.groups
        for start in group.starts
    }


def _start_name(one: Plan, other: Plan, key: Key) -> str:
    return next(
        start.name
        for plan in (one, other)
        for group in plan.inputs.groups
        if group.id == key[0]
        for start in group.starts
        if start.node == key[1]
    )
