"""Unlock: a smallest set of openings and consents, and how many more people could then leave.

Exact, though it is a covering problem: what everybody of some people needs is taken out first, the
rest falls into parts that share no condition, and only inside a part are all unions tried.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOST_UNIONS = 100_000  # in one part
MOST_TIES = 20  # sets that are listed of those that free equally many people with equally many

Needs = frozenset[str]
Wish = tuple[int, frozenset[Needs]]  # people, and the smallest sets that free them
Best = dict[int, tuple[int, list[Needs]]]  # by size: most people, and sets that free so many


@dataclass(frozen=True, slots=True)
class Unlock:
    """Conditions by address, and how many more people could leave if all of them were given."""

    conditions: tuple[str, ...]
    people: int


class TooManySetsError(ValueError):
    """There are more unions of conditions than can be tried."""


def rank_unlocks(groups: Iterable[tuple[int, Iterable[Needs]]]) -> tuple[Unlock, ...]:
    """For each number of conditions the sets that free the most people, if more than fewer do.

    `groups`: people and the smallest sets of conditions that free them. Of equal sets the first 20
    are kept. Raises TooManySetsError if not all can be tried.
    """
    wishes: dict[frozenset[Needs], int] = {}
    for people, sets in groups:
        wishes[frozenset(sets)] = wishes.get(frozenset(sets), 0) + people
    best = _solve([(people, sets) for sets, people in wishes.items()])
    return tuple(
        Unlock(conditions, people)
        for size, (people, sets) in sorted(best.items())
        if size
        for conditions in sorted(tuple(sorted(needs)) for needs in sets)
    )


def _solve(wishes: Sequence[Wish]) -> Best:
    """The best sets by size, for people some of whom may need nothing."""
    base = sum(people for people, sets in wishes if frozenset() in sets)
    best: Best = {0: (base, [frozenset()])}
    for part in _parts([wish for wish in wishes if frozenset() not in wish[1]]):
        best = _together(best, _solve_part(part))
    return best


def _parts(wishes: Sequence[Wish]) -> list[list[Wish]]:
    """Wishes that share conditions, directly or through others, in one part each."""
    parts: list[tuple[set[str], list[Wish]]] = []
    for wish in wishes:
        names = set().union(*wish[1])
        mine = [wish]
        apart = []
        for other, rows in parts:
            if other.isdisjoint(names):
                apart.append((other, rows))
            else:
                names, mine = names | other, rows + mine
        parts = [*apart, (names, mine)]
    return [rows for _, rows in parts]


def _solve_part(part: Sequence[Wish]) -> Best:
    """One part: without what all of them need it may fall into smaller ones."""
    common = frozenset.intersection(*(needs for _, sets in part for needs in sets))
    if not common:
        return _all_unions(part)
    rest = [(people, frozenset(needs - common for needs in sets)) for people, sets in part]
    best: Best = {0: (0, [frozenset()])}
    for size, (people, sets) in _solve(rest).items():
        best[size + len(common)] = (people, [needs | common for needs in sets])
    return _rising(best)


def _all_unions(part: Sequence[Wish]) -> Best:
    """Every union of the sets: a best set is a union of smallest sets of those whom it frees."""
    unions: set[Needs] = {frozenset()}
    for need in sorted({need for _, sets in part for need in sets}, key=sorted):
        unions |= {union | need for union in unions}
        if len(unions) > MOST_UNIONS:
            raise TooManySetsError(f"more than {MOST_UNIONS:,} sets of openings and consents")
    best: Best = {}
    for union in sorted(unions, key=sorted):
        freed = sum(people for people, sets in part if any(need <= union for need in sets))
        _keep(best, freed, [union], len(union))
    return _rising(best)


def _together(one: Best, other: Best) -> Best:
    """Parts that share nothing: the most people for each number of conditions in both."""
    best: Best = {}
    for size_one, (people_one, sets_one) in one.items():
        for size_other, (people_other, sets_other) in other.items():
            sets = [a | b for a in sets_one for b in sets_other]
            _keep(best, people_one + people_other, sets, size_one + size_other)
    return _rising(best)


def _keep(best: Best, people: int, sets: list[Needs], size: int) -> None:
    most, kept = best.get(size, (-1, []))
    if people > most:
        best[size] = (people, sets[:MOST_TIES])
    elif people == most:
        best[size] = (people, [*kept, *sets][:MOST_TIES])


def _rising(best: Best) -> Best:
    """Only sizes that free more people than every smaller one."""
    rising: Best = {}
    most = -1
    for size in sorted(best):
        if best[size][0] > most:
            rising[size] = best[size]
            most = best[size][0]
    return rising
