"""A text in a language without rules: the model alone reads it, and its numbers are held harder."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from safepassage.cli.main import app
from safepassage.errors import UsageError
from safepassage.intake.model.endpoint import endpoint
from safepassage.intake.model.read_with_model import ModelReading, read_with_model

from .stub import fact, says, stub

TEXT = (
    "قال مدير الميناء سالم حداد إن معبر فاردي مغلق منذ أسبوع. "
    "ينتظر هناك أكثر من 1,400 شخص، ووصل ٣٠ جريحا، وتحتاج المدينة إلى 2.5 مليون لتر من الماء. "
    "غادر بين 40 و60 شخصا، ثم 500-600 آخرون ينتظرون ومعبر نور مفتوح."
)
CLOSED = fact(
    "place_status", 1, "معبر فاردي مغلق منذ أسبوع", {"place": "معبر فاردي", "status": "مغلق"},
    {"status": "closed"},
)  # fmt: skip


def read(*facts: dict[str, Any]) -> ModelReading:
    with stub(says(*facts)) as server:
        place = endpoint(server.url, "stub-1")
        return read_with_model(TEXT, date(2031, 3, 12), place, language="ar")


def figure(sentence: int, words: str, value: str, norm: dict[str, str], **fields: str) -> Any:
    return fact("figure", sentence, words, {"value": value, **fields}, norm)


def test_words_of_any_script_are_exact() -> None:
    (made,) = read(CLOSED).proposals
    assert made.evidence.stands_in(TEXT)
    assert made.fields["place"][0].text == "معبر فاردي"
    assert made.norm == {"status": "closed"}


def test_words_may_begin_behind_a_letter_that_is_written_together_with_them() -> None:
    told = fact("place_status", 3, "معبر نور مفتوح", {"place": "معبر نور"}, {"status": "open"})
    (made,) = read(told).proposals
    assert TEXT[made.evidence.start - 1] == "و"  # "and"
    short = fact("order", 1, "مع")  # a piece of a word, and of several
    assert read(short).proposals == ()


@pytest.mark.parametrize(
    ("told", "norm"),
    [
        (
            figure(2, "أكثر من 1,400 شخص", "1,400", {"qualifier": "more_than", "low": "1400"},
                   qualifier="أكثر من"),
            {"low": 1400, "qualifier": "more_than"},
        ),
        (
            figure(2, "٣٠ جريحا", "٣٠", {"qualifier": "exact", "low": "30", "high": "30"}),
            {"low": 30, "high": 30, "qualifier": "exact"},
        ),
        (
            figure(3, "500-600 آخرون", "500-600", {"qualifier": "between", "low": "500",
                                                   "high": "600"}),
            {"low": 500, "high": 600, "qualifier": "between"},
        ),
    ],
)  # fmt: skip
def test_numbers_in_digits_with_what_qualifies_them(told: Any, norm: dict[str, Any]) -> None:
    made = read(told)
    assert made.refused == ()
    assert dict(made.proposals[0].norm) == norm


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        # "more than" left out: in digits alone it would be an exact number
        (figure(2, "أكثر من 1,400 شخص", "1,400", {"low": "1400"}), "needs its qualifier"),
        (figure(2, "أكثر من 1,400 شخص", "1,400", {"qualifier": "more_than", "low": "1400"}),
         "the words that make it more_than are not given"),
        (figure(2, "أكثر من 1,400 شخص", "1,400", {"qualifier": "more_than"},
                qualifier="أكثر من"), "needs its bounds"),
        # "million" cannot be read: digits and model do not agree
        (figure(2, "2.5 مليون لتر", "2.5", {"qualifier": "exact", "low": "2500000",
                                            "high": "2500000"}), 'low "2500000", but the words'),
        (figure(3, "بين 40 و60 شخصا", "40", {"qualifier": "between", "low": "40", "high": "60"}),
         "the words that make it between are not given"),
        (figure(3, "500-600 آخرون", "500-600", {"qualifier": "exact", "low": "500"}),
         "two numbers stand there"),
        (figure(2, "أكثر من 1,400 شخص", "1,400", {"qualifier": "more_than", "low": "14000"},
                qualifier="أكثر من"), 'low "14000", but the words'),
        (figure(2, "٣٠ جريحا", "جريحا", {"qualifier": "exact", "low": "30"}), "no number can be"),
    ],
)  # fmt: skip
def test_numbers_that_digits_do_not_bear_out_are_refused(told: Any, reason: str) -> None:
    made = read(told)
    assert made.proposals == ()
    assert reason in made.refused[-1].because


def test_the_command_reads_it_with_a_model_and_refuses_without(tmp_path: Path) -> None:
    path = tmp_path / "readout.txt"
    path.write_text(TEXT, encoding="utf-8")
    words = ["situation", "read", str(path), "--published", "2025-03-12", "--language", "ar"]
    words += ["--json"]
    refused = CliRunner().invoke(app, words)
    assert isinstance(refused.exception, UsageError)
    assert 'Texts in "ar" cannot be read' in str(refused.exception)
    with stub(says(CLOSED)) as server:
        model = ["--model-url", server.url, "--model-name", "stub-1", "--allow-model"]
        done = CliRunner().invoke(app, [*words, *model])
    assert done.exit_code == 0, done.output
    answer = json.loads(done.stdout)
    assert [p["rule"] for p in answer["proposals"]] == ["model:stub-1"]
    assert any('no rules for texts in "ar"' in note for note in answer["notes"])
