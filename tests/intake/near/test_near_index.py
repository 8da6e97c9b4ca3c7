"""Copies of one text count as one source, so the index must find what a comparison of all finds."""

from __future__ import annotations

import random
import tracemalloc

import numpy as np
import pytest

from benchmarks.intake_articles import articles, new_article
from safepassage.intake.near.fingerprint import (
    _ADDENDS,
    _FACTORS,
    BYTES,
    fingerprint,
    least_of,
)
from safepassage.intake.near.near_index import NearIndex
from safepassage.intake.near.overlap import Overlap, overlap
from safepassage.intake.near.shingles import shingles
from tests.intake.near.naive_near import first_of_kind, is_copy, runs_of

ODD = [
    "",
    "   ",
    "One",
    "one two three",
    "Gate closed, gate closed, gate closed, gate closed!",
    "الجسر مغلق منذ يوم الأحد ولا أحد يعرف متى يفتح من جديد",
    "大门自周日起关闭，没有人知道何时重新开放，谈判仍在继续",
    "ＦＵＬＬ width words are the same words",
    "full width words are the same words",
    "a" * 5000,
]


def sample(count: int, seed: int) -> list[str]:
    return [article.text() for article in articles(count, seed, share_copies=0.4)]


@pytest.mark.parametrize("seed", range(6))
def test_copies_are_those_of_the_comparison_of_all_with_all(seed: int) -> None:
    texts = sample(150, seed)
    index = NearIndex()
    found = [index.add(str(place), text) for place, text in enumerate(texts)]
    expected = first_of_kind(texts)
    assert [None if copy is None else int(copy.of) for copy in found] == expected
    assert 20 < sum(copy is not None for copy in found) < 100


@pytest.mark.parametrize("seed", range(4))
def test_overlaps_are_counted_exactly(seed: int) -> None:
    texts = [*sample(12, seed), *ODD]
    for one in texts:
        for other in texts:
            if any("\u4e00" <= sign <= "\u9fff" for sign in one + other):
                continue  # these are taken sign by sign, which the plain twin does not
            mine, theirs = runs_of(one), runs_of(other)
            counted = overlap(shingles(one), shingles(other))
            assert (counted.common, counted.one, counted.other) == (
                len(mine & theirs),
                len(mine),
                len(theirs),
            )
            assert counted.is_copy == is_copy(mine, theirs)


@pytest.mark.parametrize(
    ("common", "one", "other", "is_copy"),
    [
        (40, 70, 70, True),  # 40 of 100
        (39, 70, 69, False),  # 39 of 100
        (24, 30, 300, True),  # 0.8 of the shorter one
        (23, 30, 300, False),
        (29, 29, 300, False),  # all of one that is too short
        (30, 30, 300, True),
        (5, 5, 5, True),
        (0, 0, 0, False),
        (0, 0, 9, False),
    ],
)
def test_where_a_copy_begins(common: int, one: int, other: int, is_copy: bool) -> None:
    assert Overlap(common, one, other).is_copy is is_copy
    assert Overlap(common, other, one).is_copy is is_copy


def test_of_texts_that_are_equally_near_the_first_is_named() -> None:
    index = NearIndex()
    text = new_article(1, random.Random(1)).text()
    for name in "abc":
        index.add(name, text)
    copy = index.find(text)
    assert copy is not None
    assert (copy.of, copy.nearest) == ("a", "a")


def test_a_copy_in_a_script_without_blanks_is_found() -> None:
    text = "大门自周日起关闭，没有人知道何时重新开放，谈判仍在继续，约有一千人在等待。"
    index = NearIndex()
    assert index.add("a", text) is None
    assert index.add("b", text[:-3]) is not None
    assert index.add("c", text[::-1]) is None


def test_texts_without_words_repeat_nothing() -> None:
    index = NearIndex()
    assert [
        index.add(name, text) for name, text in zip("abc", ["", "...", "one"], strict=True)
    ] == [None] * 3
    copy = index.add("d", "One!")
    assert copy is not None
    assert copy.of == "c"


def test_a_name_is_taken_in_once_and_is_no_copy_of_itself() -> None:
    index = NearIndex()
    text = new_article(1, random.Random(1)).text()
    assert index.add("a", text) is None
    assert index.add("a", text) is None
    assert len(index) == 1
    assert "a" in index


def test_a_copy_of_a_copy_names_the_first_of_its_kind() -> None:
    rng = random.Random(5)
    words = [f"w{rng.randrange(10**6)}" for _ in range(300)]
    index = NearIndex()
    assert index.add("first", " ".join(words[:220])) is None
    second = index.add("second", " ".join(words[40:]))
    assert second is not None
    assert second.of == "first"
    third = index.add("third", " ".join(words[110:]))
    assert third is not None
    assert (third.of, third.nearest) == ("first", "second")


def test_an_index_that_is_restored_finds_what_the_first_one_found() -> None:
    texts = {str(place): text for place, text in enumerate(sample(400, 9))}
    whole, rows = NearIndex(), []
    for name, text in texts.items():
        print_ = fingerprint(text)
        copy = whole.add(name, print_)
        rows.append((name, print_.to_bytes(), None if copy is None else copy.of))
    asked: list[str] = []

    def text_of(name: str) -> str:
        asked.append(name)
        return texts[name]

    restored = NearIndex(text_of)
    restored.restore(rows[:250])
    restored.restore(rows)
    assert len(restored) == 400
    for article in articles(60, 10, share_copies=0.0):
        assert restored.find(article.text()) == whole.find(article.text()) is None
    for name in list(texts)[::7]:
        half = " ".join(texts[name].split()[::-1][: len(texts[name]) // 12][::-1])
        assert restored.find(half) == whole.find(half) is not None
    assert len(asked) == len(set(asked))  # each text at most once


def test_only_texts_of_candidates_are_asked_for() -> None:
    """Opening a record of 10,000 texts for one more must not read them all again."""
    texts = {str(place): text for place, text in enumerate(sample(400, 11))}
    asked: list[str] = []

    def text_of(name: str) -> str:
        asked.append(name)
        return texts[name]

    index = NearIndex(text_of)
    index.restore((name, fingerprint(text).to_bytes(), None) for name, text in texts.items())
    copy = index.find(texts["200"] + "One more line.")
    assert copy is not None
    assert copy.nearest == "200"
    assert len(asked) < 100


def test_an_index_without_texts_cannot_be_restored() -> None:
    with pytest.raises(ValueError, match="text_of"):
        NearIndex().restore([("a", fingerprint("one two").to_bytes(), None)])
    with pytest.raises(ValueError, match="512 bytes each"):
        least_of(b"abc")


def test_a_fingerprint_is_the_same_on_every_machine_and_day() -> None:
    """Kept in records, so it may never change: these bytes were written down once."""
    print_ = fingerprint("The gate on the valley side has been closed since Sunday.")
    data = print_.to_bytes()
    assert len(data) == BYTES
    assert data[:16].hex() == FIRST_BYTES
    assert np.array_equal(least_of(data), print_.least[None, :])


FIRST_BYTES = "febddb2c82c4a92bbe96c222d924d809"


def test_a_long_text_is_taken_in_pieces_that_give_what_the_whole_gives() -> None:
    print_ = fingerprint(" ".join(f"w{n}" for n in range(9_000)))
    whole = (print_.runs[:, None] * _FACTORS + _ADDENDS) >> np.uint64(32)
    assert np.array_equal(print_.least, whole.min(axis=0))


def test_a_long_text_needs_little_memory() -> None:
    """All hashes of 150,000 words at once would take 150 MB; a text of 5 MB has five times more."""
    text = " ".join(f"w{n}" for n in range(150_000))
    tracemalloc.start()
    fingerprint(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 75_000_000


@pytest.mark.parametrize("share", [0.2, 0.35, 0.5, 0.7, 0.9])
def test_rows_agree_as_often_as_runs_are_common(share: float) -> None:
    """The least hashes of two texts agree in a row with a chance of the Jaccard share.

    Over 40 pairs of 128 rows the mean is within four standard errors of it.
    """
    rng = random.Random(int(share * 100))
    agreed, exact = [], []
    for pair in range(40):
        common = [f"c{pair}x{n}" for n in range(400)]
        size = int(400 * (1 - share) / share / 2)
        one = common + [f"a{pair}x{n}x{rng.random()}" for n in range(size)]
        other = common + [f"b{pair}x{n}x{rng.random()}" for n in range(size)]
        first, second = fingerprint(" ".join(one)), fingerprint(" ".join(other))
        agreed.append(float((first.least == second.least).mean()))
        exact.append(overlap(first.runs, second.runs).jaccard)
    mean = float(np.mean(exact))
    error = (mean * (1 - mean) / (40 * 128)) ** 0.5
    assert abs(float(np.mean(agreed)) - mean) < 4 * error
