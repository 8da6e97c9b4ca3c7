"""Rules for classes of sentences are only that if other words for the same fact are read too."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.intake_scores import DEV
from safepassage.intake.read_facts import read_facts
from safepassage.situation.fact_types import FACT_TYPES

WAYS = DEV.parent / "ways"
LEAST = 0.3  # of a sentence that a proposal has to cover; of a figure the number will do
# what of the sentences of a type is read
SHARES = dict.fromkeys(FACT_TYPES, 0.9) | {"figure": 0.75, "statement": 0.6}


def ways(kind: str) -> list[str]:
    """The sentences of a type."""
    return (WAYS / f"{kind}.txt").read_text(encoding="utf-8").splitlines()


def is_read(kind: str, sentence: str) -> bool:
    """Whether a fact of that type is proposed from most of the sentence."""
    found = read_facts(sentence, date(2024, 3, 5))
    return any(
        x.type == kind
        and (kind == "figure" or x.evidence.end - x.evidence.start >= LEAST * len(sentence))
        for x in found
    )


@pytest.mark.parametrize("kind", FACT_TYPES)
def test_other_words_for_the_same_fact_are_read(kind: str) -> None:
    sentences = ways(kind)
    assert len(sentences) >= 19
    missed = [sentence for sentence in sentences if not is_read(kind, sentence)]
    share = 1 - len(missed) / len(sentences)
    assert share >= SHARES[kind], f"{share:.2f} of {kind}; not read: {missed}"
