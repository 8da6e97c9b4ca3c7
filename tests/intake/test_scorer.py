"""The scores of the reading of news are only worth something if the scorer itself is right."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from benchmarks.intake_gold import Fact, GoldText, Words, fact_of, read_gold
from benchmarks.intake_match import match, same_name
from benchmarks.intake_scores import DEV, SECOND, from_folder, score
from benchmarks.recipes import shared_folder
from safepassage.situation.fact_types import FACT_TYPES
from tests.intake.gold.dev.make_gold import gold


def naive_hit(a: Fact, b: Fact) -> bool:
    """The README's rule on sets of characters."""
    one = set(range(a.evidence.start, a.evidence.end))
    other = set(range(b.evidence.start, b.evidence.end))
    both = len(one & other)
    if a.type != b.type or not both:
        return False
    iou, inside = both / len(one | other), both / min(len(one), len(other))
    return iou >= 0.3 or inside >= 0.9


def naive_most(gold: list[Fact], proposals: list[Fact]) -> int:
    """The most pairs, by trying every order of the proposals."""
    spare = proposals + [None] * len(gold)  # type: ignore[list-item]
    return max(
        sum(b is not None and naive_hit(a, b) for a, b in zip(gold, order, strict=False))
        for order in permutations(spare, len(gold))
    )


def fact(start: int, end: int, kind: str = "figure", **norm: Any) -> Fact:
    return Fact("", kind, Words(start, end, "x" * (end - start)), norm=norm)


def test_as_many_pairs_as_trying_all_orders_finds() -> None:
    draw = random.Random(7)
    kinds = ("figure", "statement")
    counts = set()
    for _ in range(150):
        sides = []
        for n in (draw.randint(1, 4), draw.randint(0, 3)):
            starts = [draw.randint(0, 20) for _ in range(n)]
            sides.append([fact(s, s + draw.randint(1, 15), draw.choice(kinds)) for s in starts])
        gold, proposals = sides
        pairs = match(tuple(gold), tuple(proposals))
        assert all(naive_hit(a, b) for a, b in pairs)
        assert len({id(b) for _, b in pairs}) == len(pairs) == len({id(a) for a, _ in pairs})
        assert len(pairs) == naive_most(gold, proposals)
        counts.add(len(pairs))
    assert counts >= {0, 1, 2, 3}


def test_a_greedy_pairing_would_lose_one() -> None:
    long, short = fact(0, 100), fact(0, 20)
    whole, part = fact(0, 22), fact(60, 100)
    # the short one fits only the first proposal, which also lies inside the long one
    assert len(match((long, short), (whole, part))) == 2


def test_among_equal_pairings_the_most_overlap_is_taken() -> None:
    inner, outer = fact(10, 20), fact(0, 40)
    pairs = match((outer, inner), (fact(10, 21), fact(0, 39)))
    assert {(a.evidence.start, b.evidence.start) for a, b in pairs} == {(0, 0), (10, 10)}


@pytest.mark.parametrize(
    ("end", "hit"),
    [(30, True), (29, False)],  # 30 of 100 is 0.3; less and only half inside is none
)
def test_the_least_overlap(end: int, hit: bool) -> None:
    gold = fact(0, 65)
    proposal = fact(65 - end, 100)
    assert gold.evidence.overlap(proposal.evidence) == end
    assert bool(match((gold,), (proposal,))) is hit is naive_hit(gold, proposal)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Basya", "Major general Fuad Basya", True),
        ("Fuad Basya", "Basya's", True),
        ("The US State Department", "State Department", True),
        ("the Foreign Ministry", "the Health Ministry", False),
        ("Sadek", "Reyl", False),
        ("", "Reyl", False),
    ],
)
def test_names_of_speakers(a: str, b: str, same: bool) -> None:
    assert same_name(a, b) is same is same_name(b, a)


TEXT = "Reyl said about 40 people were hurt. The north gate is closed."


def gold_of_text() -> GoldText:
    lines = [
        {"type": "statement", "evidence": [0, 35, ""], "fields": {"speaker": [0, 4, "Reyl"]}},
        {
            "type": "figure",
            "evidence": [10, 35, "about 40 people were hurt"],
            "fields": {"value": [16, 18, "40"], "qualifier": [10, 15, "about"]},
            "norm": {"approx": 40, "qualifier": "about", "measure": "injured"},
        },
        {
            "type": "place_status",
            "evidence": [37, 61, "The north gate is closed"],
            "fields": {"place": [37, 51, "The north gate"], "status": [55, 61, "closed"]},
            "norm": {"status": "closed"},
        },
    ]
    return GoldText("t", TEXT, date(2024, 1, 1), tuple(fact_of(x, TEXT) for x in lines))


def test_counts_by_hand() -> None:
    gold = gold_of_text()
    proposals = tuple(
        fact_of(x, TEXT)
        for x in [
            {"type": "statement", "evidence": [0, 36, TEXT[:36]], "norm": {"speaker": "T. Reyl"}},
            {
                "type": "figure",
                "evidence": [16, 25, "40 people"],
                "fields": {"value": [16, 18, "40"]},
                "norm": {"low": 40, "high": 40, "qualifier": "exact", "measure": "injured"},
            },
            {"type": "unknown", "evidence": [37, 40, "The"]},
        ]
    )
    result = score([gold], lambda _: proposals)
    assert result["all"] == {
        "gold": 3,
        "proposed": 3,
        "hit": 2,
        "recall": 0.667,
        "precision": 0.667,
    }
    assert result["by_type"]["place_status"]["recall"] == 0.0
    assert result["by_type"]["place_status"]["precision"] is None
    assert result["by_type"]["unknown"]["recall"] is None
    right = {k: (v["right"], v["of"]) for k, v in result["right"].items()}
    assert right["speakers"] == (1, 1)
    assert right["figures"] == (0, 1)
    assert right["measures"] == (1, 1)
    assert right["values"] == right["qualifiers"] == (0, 1)
    # speaker absent, value exact, qualifier absent
    assert result["fields"] == {"spans": 3, "mean_iou": 0.333, "exact": 1, "absent": 2}
    assert result["confused"] == {"figure.qualifier: about read as exact": 1}
    assert result["wrong_spans"] == []
    assert {(x["what"], x["type"]) for x in result["misses"]} >= {
        ("missed", "place_status"),
        ("false", "unknown"),
        ("wrong figures", "figure"),
    }


def test_gold_read_as_its_own_proposals_is_all_right() -> None:
    texts = read_gold(DEV)
    result = score(texts, lambda gold: gold.facts)
    assert result["all"]["recall"] == result["all"]["precision"] == 1.0
    assert all(x["share"] == 1.0 for x in result["right"].values())
    assert result["fields"]["mean_iou"] == 1.0
    assert result["wrong_spans"] == []
    assert result["misses"] == []


def test_an_optional_line_takes_nothing_away_and_adds_nothing() -> None:
    must = fact(10, 20)
    may = replace(fact(9, 20), optional=True)
    text = GoldText("t", "y" * 40, date(2024, 1, 1), (may, must))
    one, both = (fact(10, 20),), (fact(10, 20), fact(8, 20))
    assert score([text], lambda _: one)["all"]["recall"] == 1.0
    # the second proposal hits the optional line: it is no false one, and no hit either
    result = score([text], lambda _: both)
    assert (result["all"]["proposed"], result["all"]["hit"], result["optional_hit"]) == (1, 1, 1)
    assert score([text], lambda _: one, strict=True)["all"]["recall"] == 0.5


def test_gold_is_what_its_marks_make_and_covers_every_type() -> None:
    assert (DEV / "gold.jsonl").read_text(encoding="utf-8") == gold()
    counts = Counter(x.type for text in read_gold(DEV) for x in text.facts if not x.optional)
    assert set(counts) == set(FACT_TYPES)
    assert min(counts.values()) >= 10


def test_the_words_of_the_gold_are_those_of_the_page() -> None:
    page = (DEV.parents[3] / "docs" / "develop" / "intake-gold.md").read_text(encoding="utf-8")
    words = set(re.findall(r"[a-z_]+", page[page.index("## Words of the closed lists") :]))
    keys = {"figure": ("measure",), "incident": ("kind",), "order": ("level",)}
    keys |= {"unknown": ("status",), "party_role": ("role",), "statement": ("act",)}
    for text in read_gold(DEV):
        for fact in text.facts:
            for key in keys.get(fact.type, ()):
                assert fact.norm.get(key, "other") in words, fact


def test_marks_that_are_wrong_are_named(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text(TEXT, encoding="utf-8")
    marks = [
        "2024-01-01",
        "figure | about 40 people | value=41 | about=40; measure=injured",
        "figure | about 40 people | where=40 | about=40; measure=injured",
        "place_status | The north gate is closed | place=The north gate | status=ajar",
        "statement | Reyl said ... were killed | speaker=Reyl | mode=indirect",
    ]
    (tmp_path / "t.marks").write_text("\n".join(marks), encoding="utf-8")
    with pytest.raises(ValueError, match="nowhere") as refused:
        gold(tmp_path)
    for row, words in (
        (2, "'41' is nowhere"),
        (3, "a figure has no field where"),
        (4, 'status="ajar" of a place_status'),
        (5, "'were killed' is not after 'Reyl said'"),
    ):
        assert f"t.marks line {row}: {words}" in str(refused.value)


def test_a_span_that_is_off_by_one_is_named() -> None:
    off = Fact("", "figure", Words(17, 19, "40"), rule="r")
    result = score([gold_of_text()], lambda _: (off,))
    assert result["wrong_spans"] == ["t: r figure [17, 19] says '40', the text has '0 '"]


def test_headers_and_words_left_out(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text(TEXT, encoding="utf-8")
    line = {"doc": "t", "id": "t#1", "type": "figure", "evidence": [10, 35, ""]}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(line) + "\n")
    with pytest.raises(ValueError, match="no day of publication"):
        read_gold(tmp_path)
    header = {"doc": "t", "published": "2024-03-05", "sha256": "0" * 64}
    gold.write_text(json.dumps(header) + "\n" + json.dumps(line) + "\n")
    with pytest.raises(ValueError, match="sha256 differs"):
        read_gold(tmp_path)
    del header["sha256"]
    gold.write_text(json.dumps(header) + "\n" + json.dumps(line) + "\n")
    (text,) = read_gold(tmp_path)
    assert text.published == date(2024, 3, 5)
    assert text.facts[0].evidence.text == "about 40 people were hurt"
    with pytest.raises(ValueError, match="no gold of u"):
        read_gold(tmp_path, only="u")


def test_proposals_from_the_command_line(tmp_path: Path) -> None:
    answer = {"document": {}, "proposals": [{"type": "figure", "evidence": [16, 18, "40"]}]}
    (tmp_path / "t.json").write_text(json.dumps(answer))
    result = score([gold_of_text()], from_folder(tmp_path))
    assert result["by_type"]["figure"] == {
        "gold": 1,
        "proposed": 1,
        "hit": 1,
        "recall": 1.0,
        "precision": 1.0,
    }


def test_proposals_of_another_text_are_refused(tmp_path: Path) -> None:
    answer = {"document": {"sha256": "0" * 64}, "proposals": []}
    (tmp_path / "t.json").write_text(json.dumps(answer))
    with pytest.raises(ValueError, match=r"t\.json was read from another text"):
        score([gold_of_text()], from_folder(tmp_path))


@pytest.mark.shared
@pytest.mark.skipif(shared_folder() is None, reason="no shared data: set SAFEPASSAGE_SHARED")
def test_a_second_reader_agrees() -> None:
    result = score(read_gold(DEV.parent / "shared"), from_folder(SECOND))
    assert result["wrong_spans"] == []
    assert result["all"]["recall"] >= 0.9
    assert result["all"]["precision"] >= 0.9
