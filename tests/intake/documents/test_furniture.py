"""Furniture rules take the lines they were written for and leave sentences that carry facts."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from safepassage.intake.documents.furniture.anywhere import RULES as ANYWHERE
from safepassage.intake.documents.furniture.english import RULES as ENGLISH
from safepassage.intake.documents.furniture.find import find_furniture, is_furniture
from safepassage.intake.documents.furniture.rule import FurnitureRule

RULES = (*ANYWHERE, *ENGLISH)
TAKEN = [(rule, line) for rule in RULES for line in rule.takes]
LEFT = [(rule, line) for rule in RULES for line in rule.leaves]
SENTENCES = (
    "The gate on the valley side has been closed since 3 February.",
    "“We will keep the road open,” the mayor said.",
    "About 1,150 people are waiting, he added",
)


@pytest.mark.parametrize(("rule", "line"), TAKEN, ids=lambda v: getattr(v, "name", v)[:40])
def test_a_rule_takes_its_lines(rule: FurnitureRule, line: str) -> None:
    assert rule.compiled().fullmatch(line)
    marks = find_furniture(f"{SENTENCES[0]}\n  {line}\t\n{SENTENCES[1]}\n")
    taken = "".join(mark.span.text for mark in marks)
    assert [c for c in taken if c.isalnum()] == [c for c in line if c.isalnum()]


@pytest.mark.parametrize(("rule", "line"), LEFT, ids=lambda v: getattr(v, "name", v)[:40])
def test_no_rule_takes_a_line_that_another_leaves(rule: FurnitureRule, line: str) -> None:
    assert not rule.compiled().fullmatch(line)
    assert find_furniture(line) == ()
    assert not is_furniture(line)


def test_every_rule_has_examples_of_both_kinds_and_a_name_of_its_own() -> None:
    assert all(rule.takes and rule.leaves and rule.why for rule in RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(
    "tail",
    [
        "Get the latest news in your mailbox",
        "Share this article",
        "Read more: Ferry leaves for the last time",
        "Advertisement",
        "All rights reserved.",
    ],
)
def test_what_is_glued_to_a_sentence_is_cut_off_and_the_sentence_stays(
    sentence: str, tail: str
) -> None:
    """Pages copied as text often lose the line's end before their furniture."""
    text = f"{SENTENCES[0]}\n{sentence}{tail}\n{SENTENCES[1]}"
    marks = find_furniture(text)
    assert [mark.span.text for mark in marks] == [tail]
    assert marks[0].span.start == len(SENTENCES[0]) + 1 + len(sentence)


def test_pieces_glued_one_behind_the_other_are_found_in_order() -> None:
    text = SENTENCES[0] + "Share this article" + "Read more: Ferry leaves"
    assert [mark.span.text for mark in find_furniture(text)] == [
        "Share this article",
        "Read more: Ferry leaves",
    ]


def test_what_is_glued_ahead_of_a_sentence_is_found() -> None:
    marks = find_furniture("AdvertisementThe minister said that the port is open.")
    assert [mark.span.text for mark in marks] == ["Advertisement"]


def test_titles_below_related_stories_are_no_headlines_of_this_text() -> None:
    text = (
        "The gate is shut, the council said.\nRelated articles\nTunnel reopens after landslide\n"
        "Ten things to do this spring\nThe army gave no answer.\nTalks go on\n"
    )
    taken = [mark.span.text for mark in find_furniture(text)]
    assert taken == [
        "Related articles",
        "Tunnel reopens after landslide",
        "Ten things to do this spring",
    ]


def test_a_headline_below_such_words_at_the_top_of_a_page_is_kept() -> None:
    text = "Related\nTunnel reopens after landslide\nThe tunnel is open, the council said.\n"
    assert [mark.span.text for mark in find_furniture(text)] == ["Related"]


def test_a_language_without_rules_still_knows_what_looks_alike_everywhere() -> None:
    text = "Le pont est fermé.\nhttps://example.org/a\nSubscribe\n"
    assert [m.rule for m in find_furniture(text, "fr")] == ["address_only"]


@pytest.mark.parametrize("seed", range(60))
def test_marks_are_exact_in_order_and_apart(seed: int) -> None:
    """On lines, sentences and noise mixed at random."""
    rng = random.Random(seed)
    pieces = [line for _, line in TAKEN] + [line for _, line in LEFT] + list(SENTENCES)
    ends = ["\n", "", " ", "\r\n", "\t", "\u2028", "•", "\ufeff"]
    text = "".join(
        rng.choice(pieces)[: rng.choice([400, rng.randrange(1, 60)])] + rng.choice(ends)
        for _ in range(40)
    )
    marks = find_furniture(text)
    assert all(mark.span.stands_in(text) for mark in marks)
    assert all(a.span.end <= b.span.start for a, b in pairwise(marks))


@pytest.mark.parametrize(
    "word", ["Share ", "a/", "By A ", "(photo ", "read more ", "cookies ", "> "]
)
def test_long_lines_of_a_rule_s_own_words_come_to_an_end(word: str) -> None:
    """A pattern that tries all ways to split a line would never return here."""
    find_furniture(word * 400 + "!")
    find_furniture(word * 60 + "!")
