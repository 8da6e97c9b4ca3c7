"""The sets of conditions that free the most people: equal to trying every set, and quick."""

from __future__ import annotations

import random

import pytest

from safepassage.network.unlock import MOST_TIES, TooManySetsError, rank_unlocks
from tests.naive.exits import best_unlocks


def test_random_wishes_equal_brute_force() -> None:
    """300 random cases, many of which fall into parts or share what all need."""
    for seed in range(300):
        rng = random.Random(seed)
        names = [f"c{n}" for n in range(rng.randint(1, 9))]
        gate = {"gate"} if rng.random() < 0.4 else set[str]()
        wishes = []
        for _ in range(rng.randint(1, 6)):
            some = (rng.sample(names, rng.randint(1, min(3, len(names)))) for _ in range(2))
            sets = {frozenset({*need, *gate}) for need in some}
            if rng.random() < 0.5:
                sets = {min(sets, key=sorted)}
            wishes.append((rng.randint(1, 50), sets))
        unlocks = rank_unlocks(wishes)
        assert {len(u.conditions): u.people for u in unlocks} == best_unlocks(wishes), seed
        for unlock in unlocks:
            lifted = frozenset(unlock.conditions)
            freed = sum(n for n, sets in wishes if any(needs <= lifted for needs in sets))
            assert freed == unlock.people
        assert len({u.conditions for u in unlocks}) == len(unlocks)


def test_many_places_behind_one_gate_are_quick() -> None:
    """40 roads, each with a consent of its own, to one gate: 2**40 unions, and none is tried."""
    wishes = [(n + 1, [frozenset({f"road-{n:02}", "gate"})]) for n in range(40)]
    unlocks = rank_unlocks(wishes)
    assert [len(u.conditions) for u in unlocks] == list(range(2, 42))
    assert unlocks[0].conditions == ("gate", "road-39")
    assert unlocks[1].people == 40 + 39
    assert unlocks[-1].people == sum(range(41))


def test_of_equal_sets_some_are_listed() -> None:
    unlocks = rank_unlocks((5, [frozenset({f"c{n}"})]) for n in range(12))
    sizes = [len(u.conditions) for u in unlocks]
    assert sizes.count(1) == 12
    assert sizes.count(6) == MOST_TIES
    assert sizes.count(12) == 1


def test_what_cannot_be_tried_is_said() -> None:
    """A ring of 24 pairs hangs together and has more unions than are tried."""
    ring = [(1, [frozenset({f"c{n}", f"c{(n + 1) % 24}"})]) for n in range(24)]
    with pytest.raises(TooManySetsError, match="more than 100,000 sets"):
        rank_unlocks(ring)
