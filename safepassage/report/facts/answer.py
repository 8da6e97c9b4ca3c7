"""Answer: who can leave now, by which way; what stands in the way; what would free the most."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.network.blocker import Blocker
from safepassage.network.exits import Exits, find_exits
from safepassage.network.unlock import Unlock
from safepassage.network.whose_word import Word, whose_word
from safepassage.scenario.inputs import Inputs

# of things in the way of equally many people the gate itself is named first
FIRST_NAMED = ("gate_hours", "gate_consent", "gate_rate", "eligibility", "leg_gone", "closure")


@dataclass(frozen=True, slots=True)
class WayOut:
    """People of a population who have an open way now, by one crossing, leg or road."""

    population: str
    by: str
    by_name: str
    people: int
    zones: tuple[str, ...]
    per_day: int | None


@dataclass(frozen=True, slots=True)
class InTheWay:
    """One thing in the way: of how many people, on whose word (None = nobody has said)."""

    blocker: Blocker
    people: int
    word: Word | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Who can leave at the start of the plan, looking a day ahead; each group is taken alone.

    `best`: of the sets that free the most people the first of the smallest; None without any.
    """

    people: int
    can: int
    staying: int
    hours: float
    ways: tuple[WayOut, ...]
    in_the_way: tuple[InTheWay, ...]
    unlocks: tuple[Unlock, ...]
    all_sets_tried: bool
    names: dict[str, str]  # what stands behind the address of a condition, in words
    only_way: str | None  # the name of the one crossing or leg that everybody depends on

    @property
    def cannot(self) -> int:
        """People without an open way now."""
        return self.people - self.can

    @property
    def best(self) -> Unlock | None:
        """The smallest set that frees the most people."""
        return max(self.unlocks, key=lambda row: (row.people, -len(row.conditions)), default=None)


def answer_of(inputs: Inputs) -> Answer:
    """The answer at the start of the inputs, from their facts alone."""
    exits = find_exits(inputs)
    ways: dict[tuple[str, str, str], list[tuple[int, str, int | None]]] = {}
    things: dict[tuple[str, str], tuple[Blocker, int]] = {}
    for row in exits.groups:
        if row.way is not None:
            key = (row.group.population, row.way.by, row.way.by_name)
            ways.setdefault(key, []).append((row.people, row.group.zone_name, row.way.per_day))
        for blocker in row.blockers:
            thing = (blocker.address, blocker.sentence)
            so_far = things[thing][1] if thing in things else 0
            things[thing] = (blocker, so_far + row.people)
    return Answer(
        people=sum(row.people for row in exits.groups),
        can=sum(row.people for row in exits.groups if row.way is not None),
        staying=sum(group.staying for group in inputs.groups),
        hours=exits.span[1] / 3600,
        ways=tuple(
            WayOut(
                *key,
                sum(people for people, _, _ in rows),
                tuple(dict.fromkeys(zone for _, zone, _ in rows)),
                _least([most for _, _, most in rows]),
            )
            for key, rows in ways.items()
        ),
        in_the_way=tuple(
            InTheWay(blocker, people, whose_word(inputs, blocker))
            for blocker, people in sorted(things.values(), key=_gravest)
        ),
        unlocks=exits.unlocks or (),
        all_sets_tried=exits.unlocks is not None,
        names={address: row.sentence for address, row in exits.in_the_way.items()},
        only_way=_only_way(exits),
    )


def _gravest(row: tuple[Blocker, int]) -> tuple[int, int]:
    """Most people first, then the rules in the order in which they are named."""
    rule = row[0].rule
    place = FIRST_NAMED.index(rule) if rule in FIRST_NAMED else len(FIRST_NAMED)
    return (-row[1], place)


def _least(rates: list[int | None]) -> int | None:
    known = [rate for rate in rates if rate is not None]
    return min(known) if known else None


def _only_way(exits: Exits) -> str | None:
    """The crossing or leg that every way out of everybody without one uses."""
    shut = [row for row in exits.groups if row.way is None]
    common = set(shut[0].only_ways).intersection(*(row.only_ways for row in shut)) if shut else ()
    if not common:
        return None
    kind, _, id_ = min(common).partition("/")
    rows = exits.inputs.crossings if kind == "crossing" else exits.inputs.legs
    return next((row.name for row in rows if row.id == id_), id_)
