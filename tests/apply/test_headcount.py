"""A figure that is shared out over groups has to give whole people that add up, in order."""

from __future__ import annotations

import random

import pytest

from safepassage.apply.headcount import moved, shared_out
from safepassage.situation.figure import Figure

NOW = (400, 1000, 1500)


def figure(qualifier: str, low: int | None, high: int | None, approx: int | None = None) -> Figure:
    return Figure(low, high, approx, qualifier)


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        (figure("exact", 900, 900), (900, 900, 900)),
        (figure("about", None, None, 900), (400, 900, 1500)),
        (figure("about", None, None, 300), (300, 300, 1500)),
        (figure("estimated", None, None, 2000), (400, 2000, 2000)),
        (figure("more_than", 1400, None), (1401, 1401, 1500)),
        (figure("at_least", 500, None), (500, 1000, 1500)),
        (figure("less_than", None, 900), (400, 899, 899)),
        (figure("at_most", None, 1200), (400, 1000, 1200)),
        (figure("between", 500, 600), (500, 600, 600)),
        (figure("between", 1200, 1300), (1200, 1200, 1300)),
    ],
)
def test_each_wording_moves_the_range_as_it_says(
    said: Figure, counts: tuple[int, int, int]
) -> None:
    assert moved(NOW, said) == counts


def test_words_without_a_number_move_nothing() -> None:
    assert moved(NOW, Figure(None, None, None, "vague_plural", wording="hundreds")) == (
        '"hundreds" names no number'
    )


def test_a_bound_needs_something_to_bound() -> None:
    assert "is a bound" in str(moved(None, figure("more_than", 1400, None)))
    assert moved(None, figure("about", None, None, 200)) == (200, 200, 200)
    assert moved(None, figure("exact", 7, 7)) == (7, 7, 7)


@pytest.mark.parametrize("seed", range(300))
def test_shares_are_exact_whole_and_in_order(seed: int) -> None:
    chance = random.Random(seed)
    before = []
    for _ in range(chance.randrange(2, 9)):
        rows = sorted(chance.randrange(0, 3000) for _ in range(3))
        before.append((rows[0], rows[1], rows[2]))
    if not any(row[1] for row in before):
        return
    low, likely, high = sorted(chance.randrange(0, 20_000) for _ in range(3))
    parts = shared_out((low, likely, high), before, len(before))
    assert not isinstance(parts, str)
    assert [sum(column) for column in zip(*parts, strict=True)] == [low, likely, high]
    assert all(0 <= a <= b <= c for a, b, c in parts)
    # nobody is more than two people off the exact share of the likely figures
    whole = sum(row[1] for row in before)
    for row, part in zip(before, parts, strict=True):
        assert abs(part[1] - likely * row[1] / whole) <= 2


def test_columns_whose_total_stays_are_not_touched() -> None:
    before = [(10, 100, 500), (20, 100, 300)]
    assert shared_out((30, 300, 800), before, 2) == [(10, 150, 500), (20, 150, 300)]


def test_columns_that_would_cross_are_shared_out_anew() -> None:
    before = [(10, 100, 500), (20, 100, 100)]  # 150 likely would be more than 100 high
    assert shared_out((30, 300, 600), before, 2) == [(15, 150, 300), (15, 150, 300)]


def test_without_shares_nothing_is_guessed() -> None:
    assert "no figures by which" in str(shared_out((1, 2, 3), [(0, 0, 0), (0, 0, 0)], 2))
    assert "no figures by which" in str(shared_out((1, 2, 3), [], 2))
    assert shared_out((1, 2, 3), [], 1) == [(1, 2, 3)]
