"""Whatever the text is, reading it ends, and every span stands in it: news come as they come."""

from __future__ import annotations

import random
from datetime import date

import pytest

from benchmarks.intake_gold import read_gold
from benchmarks.intake_scores import DEV
from safepassage.intake.engine.sentences import sentences
from safepassage.intake.read_facts import read_facts
from safepassage.situation.fact_types import check_norm

DAY = date(2024, 3, 5)
ODD = {
    "empty": "",
    "spaces": " \n\t \n",
    "a number of a thousand digits": f"Some {'1' * 1000} people were killed.",
    "millions of millions": "5 " + "million " * 50 + "people were killed.",
    "marks only": "\"'“”«»()…" * 40,
    "never closed": "“" + "We will open the gate at noon. " * 20,
    "turned round": "\u202eThe north gate is closed.\u202c \u200fThe south gate is open.\u200e",
    "one line without an end": "the army said and " * 300,
    "no letters": "12 34 56 78 – 90 " * 100,
    "outside the plane": "𝔘𝔫𝔦 said 40 people were killed in 𝔎𝔢𝔱𝔱𝔞. " * 5,
    "hyphens": "ab-" * 150,
}


def wrong(text: str) -> list[str]:
    """What is not as it should be in what is read from a text."""
    found = []
    for proposal in read_facts(text, DAY):
        spans = [proposal.evidence, *(s for some in proposal.fields.values() for s in some)]
        found += [f"{proposal.rule}: {s}" for s in spans if not s.stands_in(text)]
        check_norm(proposal.type, proposal.norm)
    return found


@pytest.mark.parametrize("name", ODD)
def test_odd_texts(name: str) -> None:
    assert wrong(ODD[name]) == []


def test_cut_and_shuffled_news() -> None:
    draw = random.Random(11)
    texts = [x.text for x in read_gold(DEV)]
    for _ in range(25):
        text = draw.choice(texts)
        start = draw.randint(0, len(text) - 1)
        text = text[start : start + draw.randint(1, 500)]
        marks = "\n .,;:“”\"'’()-–1"
        text = "".join(draw.choice(marks) if draw.random() < 0.06 else c for c in text)
        assert wrong(text) == [], text


def test_what_has_no_end_is_read_in_parts() -> None:
    text = "word " * 2000 + "x" * 4000
    pieces = [p for s in sentences(text, frozenset()) for p in s.pieces]
    assert max(p.end - p.start for p in pieces) <= 1500
    kept = "".join(text[p.start : p.end] for p in pieces)
    assert kept.replace(" ", "") == text.replace(" ", "")


def test_a_number_of_many_digits_is_no_count() -> None:
    text = "Account 1234567890123456789012 was closed. Some 40 people were killed."
    values = [x.norm.get("approx") for x in read_facts(text, DAY) if x.type == "figure"]
    assert values == [40]
