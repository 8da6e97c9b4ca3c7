"""Unlock: a smallest set of openings and consents, and how many more people could then leave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

MOST_UNIONS = 100_000


@dataclass(frozen=True, slots=True)
class Unlock:
    """Conditions by address, and how many more people could leave if all of them were given."""

    conditions: tuple[str, ...]
    people: int


def rank_unlocks(groups: Iterable[tuple[int, tuple[frozenset[str], ...]]]) -> tuple[Unlock, ...]:
    """For each number of conditions the sets that free the most people, if more than fewer do.

    `groups`: people and the smallest sets of conditions that free them. A best set is a union of
    smallest sets of the groups that it frees, so all unions are tried: exact. Raises ValueError
    above 100,000 unions (never met; then it would not be exact).
    """
    needs: dict[tuple[frozenset[str], ...], int] = {}
    for people, sets in groups:
        needs[sets] = needs.get(sets, 0) + people
    unions: set[frozenset[str]] = {frozenset()}
    for need in sorted({need for sets in needs for need in sets}, key=sorted):
        unions |= {union | need for union in unions}
        if len(unions) > MOST_UNIONS:
            raise ValueError(f"more than {MOST_UNIONS} unions of conditions")
    freed = {
        union: sum(people for sets, people in needs.items() if any(s <= union for s in sets))
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
