"""Numbers of the dead and the waiting are never averaged, added or made exact."""

from __future__ import annotations

from typing import Any

import pytest

from safepassage.situation.claim import Claim
from safepassage.situation.figure import Figure
from safepassage.situation.views.contradictions import contradictions
from safepassage.situation.views.figures import FigureRow, all_agree, figures

from .build import NOON, document, held, said

SEEN: dict[str, dict[str, Any]] = {
    "3": {"low": 3, "high": 3, "qualifier": "exact"},
    "4": {"low": 4, "high": 4, "qualifier": "exact"},
    "more than 3": {"low": 3, "qualifier": "more_than"},
    "about 200": {"approx": 200, "qualifier": "about"},
    "210": {"low": 210, "high": 210, "qualifier": "exact"},
}


def count(name: str, number: str, speaker: str | None = "Ana Orel", **more: Any) -> Claim:
    norm = {"measure": "killed", "unit": "persons", "what": "soldiers", "place": "the gate"}
    return said(name, "figure", speaker, **{**norm, **SEEN[number], **more})


def rows(*claims: Claim, **more: Any) -> tuple[FigureRow, ...]:
    return figures(held(claims, **more), NOON)


def test_figures_of_two_voices_stand_apart_in_order_of_time() -> None:
    (row,) = rows(count("b", "4", "Bo Lind", day=4), count("a", "3", day=3))
    assert [one.figure.words() for one in row.over_time] == ["3", "4"]
    assert row.differ
    assert row.now == row.over_time


def test_a_newer_figure_of_one_voice_is_now_and_the_older_stays_in_time() -> None:
    (row,) = rows(count("a", "3", day=3), count("b", "4", day=4))
    assert [one.word.claim.id for one in row.over_time] == ["a", "b"]
    assert [one.word.claim.id for one in row.now] == ["b"]
    assert row.now[0].word.replaced == ("a",)
    assert not row.differ


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [("more than 3", "4", True), ("more than 3", "3", False), ("about 200", "210", True),
     ("about 200", "3", False), ("3", "4", False)],
)  # fmt: skip
def test_wordings_agree_where_one_number_fits_both(one: str, other: str, agree: bool) -> None:
    (row,) = rows(count("a", one), count("b", other, "Bo Lind"))
    assert row.differ is not agree
    assert all_agree([Figure.of(SEEN[one]), Figure.of(SEEN[other])]) is agree


def test_three_that_agree_two_by_two_agree_together() -> None:
    ranges = [Figure(low, high, None, "between") for low, high in ((1, 5), (4, 9), (5, 20))]
    assert all_agree(ranges)
    assert not all_agree([*ranges, Figure(6, 6, None, "exact")])
    assert all_agree([])


def test_a_part_is_never_held_against_the_whole() -> None:
    whole = count("a", "210", subject="population/citizens")
    part = count("b", "3", "Bo Lind", subject="population/citizens", subset_of="210")
    found = rows(whole, part)
    assert [(row.part, row.differ) for row in found] == [(False, False), (True, False)]


def test_other_things_at_one_place_are_other_figures() -> None:
    assert len(rows(count("a", "3"), count("b", "4", "Bo Lind", what="drivers"))) == 2
    assert len(rows(count("a", "3"), count("b", "4", "Bo Lind", measure="injured"))) == 2
    assert len(rows(count("a", "3"), count("b", "4", "Bo Lind", place="the road"))) == 2


def test_figures_of_two_texts_that_name_no_place_are_not_held_against_one_another() -> None:
    texts = [document("a"), document("b")]
    claims = [
        count(letter, number, None, place="", document=letter * 64, words="soldiers")
        for letter, number in (("a", "3"), ("b", "4"))
    ]
    assert [row.differ for row in rows(*claims, documents=texts)] == [False, False]
    (row,) = rows(*claims, documents=texts, links=[("a", "b", "repeats")])
    assert row.differ


def test_repeated_figures_are_one_row_whatever_their_words() -> None:
    other = count("b", "4", "Bo Lind", what="people", place="the crossing")
    (row,) = rows(count("a", "3"), other, links=[("a", "b", "repeats")])
    assert row.differ


def test_words_of_a_vague_number_are_kept() -> None:
    claim = said("a", "figure", qualifier="vague_plural", measure="held",
                 fields={"value": "Hundreds", "what": "citizens"})  # fmt: skip
    (row,) = rows(claim)
    assert row.now[0].word.says == "Hundreds"


TEXT = document("a", title="Hundreds of citizens held at gate")


def at_text(name: str, words: str, start: int, value: str, what: str, measure: str) -> Claim:
    number = {"hundreds": {"qualifier": "vague_plural"}, "200": SEEN["about 200"],
              "3": SEEN["3"]}[value.lower()]  # fmt: skip
    return said(name, "figure", None, words=words, offset=start, document="a" * 64,
                fields={"value": value, "what": what}, measure=measure, unit="persons",
                chain=("Outlet a",), **number)  # fmt: skip


HEAD = at_text("head", "Hundreds of citizens held", 0, "Hundreds", "citizens", "held")


@pytest.mark.parametrize(
    ("body", "about"),
    [
        (("Hundreds of citizens", 40, "Hundreds", "citizens", "trapped"), "measure"),
        (("about 200 captives", 90, "200", "captives", "held"), "what"),
    ],
)
def test_a_headline_that_says_other_than_its_body_is_a_contradiction(
    body: tuple[str, int, str, str, str], about: str
) -> None:
    now = held([HEAD, at_text("body", *body)], documents=[TEXT])
    (row,) = contradictions(now, NOON)
    assert (row.kind, row.about, row.claims) == ("headline", about, ("head", "body"))


def test_a_headline_that_says_what_its_body_says_is_none() -> None:
    body = at_text("body", "Hundreds of citizens", 40, "Hundreds", "citizens", "held")
    assert contradictions(held([HEAD, body], documents=[TEXT]), NOON) == ()


def test_a_headline_with_another_number_is_a_contradiction_of_value() -> None:
    head = at_text("head", "3 citizens held", 0, "3", "citizens", "held")
    body = at_text("body", "about 200 citizens", 60, "200", "citizens", "held")
    text = document("a", title="3 citizens held at gate")
    kinds = {
        (row.kind, row.about) for row in contradictions(held([head, body], documents=[text]), NOON)
    }
    assert ("headline", "value") in kinds
