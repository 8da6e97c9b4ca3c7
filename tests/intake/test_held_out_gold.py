"""Why: a score is worth what its gold is worth, so the held-out gold is held to its own format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.intake_gold import GoldText, read_gold, wrong_spans
from benchmarks.recipes import shared_folder
from safepassage.situation.fact_types import FACT_TYPES, check_norm

GOLD = Path(__file__).parent / "gold"
OWN, OPENED, SHARED = GOLD / "held_out", GOLD / "opened", GOLD / "shared"
UNSEEN = GOLD / "unseen"


def _lines(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


@pytest.mark.parametrize("folder", [OWN, OPENED, SHARED, UNSEEN], ids=lambda x: x.name)
def test_every_line_has_a_known_type_its_fields_and_allowed_words(folder: Path) -> None:
    """Why: a misspelt field or state would be counted as a miss of the reader."""
    facts = [x for x in _lines(folder) if "type" in x]
    for fact in facts:
        kind = FACT_TYPES[fact["type"]]
        assert set(fact["fields"]) <= set(kind.fields), fact["id"]
        check_norm(fact["type"], fact["norm"])
    assert len({x["id"] for x in facts}) == len(facts)
    assert len({(x["doc"], x["type"], *x["evidence"][:2]) for x in facts}) == len(facts)


def test_every_type_stands_in_the_held_out_texts_as_a_required_line() -> None:
    """Why: a type that is never asked for would have no score."""
    lines = _lines(UNSEEN)
    facts = [x for x in lines if "type" in x and not x.get("optional")]
    assert {x["type"] for x in facts} == set(FACT_TYPES)


def test_spans_say_what_the_own_texts_say() -> None:
    """Why: an offset that is off by one makes every overlap wrong."""
    for folder in (OWN, UNSEEN):
        _check_spans(read_gold(folder))
        for line in _lines(folder):
            if "type" in line:
                assert line["evidence"][2]


def test_gold_of_texts_that_are_not_ours_holds_none_of_their_words() -> None:
    """Why: those texts belong to their publishers."""
    for line in _lines(SHARED):
        if "type" not in line:
            assert len(line["sha256"]) == 64
            continue
        spans = [line["evidence"]]
        for value in line["fields"].values():
            spans += [value] if isinstance(value[0], int) else value
        assert [span[2] for span in spans] == [""] * len(spans), line["id"]


@pytest.mark.shared
def test_offsets_into_the_shared_texts_begin_and_end_at_words() -> None:
    """Why: without words in the gold, only the text can say that an offset is right."""
    if shared_folder() is None:
        pytest.skip("the shared folder is absent")
    _check_spans(read_gold(SHARED))


def _check_spans(texts: tuple[GoldText, ...]) -> None:
    for text in texts:
        assert wrong_spans(text.text, text.facts) == []
        for fact in text.facts:
            for span in fact.spans():
                before, after = text.text[span.start - 1 : span.start], text.text[span.end :][:1]
                assert not (before.isalnum() and span.text[0].isalnum()), fact.id
                assert not (after.isalnum() and span.text[-1].isalnum()), fact.id
                assert span.text == span.text.strip(), fact.id
