"""Paragraphs that were broken to a width come back whole; lists and short lines stay apart."""

from __future__ import annotations

import random
import textwrap

import pytest

from safepassage.intake.documents.wrapped_lines import unwrap

SAID = "the gate of a valley is open until six people wait in ambulances patients council"


@pytest.mark.parametrize("seed", range(40))
def test_wrapping_and_unwrapping_gives_the_paragraphs_back(seed: int) -> None:
    """`textwrap` of the standard library breaks the lines."""
    rng = random.Random(seed)
    paragraphs = [
        " ".join(rng.choice(SAID.split()) for _ in range(rng.randrange(12, 90))) + "."
        for _ in range(6)
    ]
    width = rng.randrange(50, 90)
    wrapped = "\n\n".join("\n".join(textwrap.wrap(p, width)) for p in paragraphs)
    assert unwrap(wrapped).splitlines() == paragraphs


def test_lines_that_were_never_broken_stay_as_they_are() -> None:
    lines = ["word " * 80 + "end.", "Short line", "word " * 70 + "end."]
    assert unwrap("\n".join(lines)).splitlines() == lines


def test_lists_stay_lists() -> None:
    text = (
        "The council said in its report of this morning that it needs the following:\n"
        "- blankets for four hundred people who wait at the gate on the valley side\n"
        "- water for two days, since the pipe to the camp was cut in the attack today\n"
        "3. buses for the patients, who cannot walk the two kilometres to the bridge\n"
        "(a) names of all who wait\n"
    )
    assert unwrap(text).splitlines() == text.splitlines()


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("the evac-", "uation of the town", "the evacuation of the town"),
        ("a cease-", "fire holds", "a cease-fire holds"),
        ("the co\u00ad", "operation of both", "the cooperation of both"),
        ("of the 40-", "year-old bridge", "of the 40-year-old bridge"),
    ],
)
def test_a_cut_word_is_joined_where_the_text_has_it_whole(
    before: str, after: str, whole: str
) -> None:
    """Nobody can tell from the line's end alone whether a hyphen belongs to the word."""
    first = "One more line that is as long as the others are in this very text here"
    text = f"{first}, evacuation\n{first} {before}\n{after}.\n"
    assert whole in unwrap(text)


def test_rows_of_a_table_that_are_short_are_no_paragraph() -> None:
    text = "North gate  closed\nSouth gate  open\nEast gate   not known\n"
    assert len(unwrap(text).splitlines()) == 3
