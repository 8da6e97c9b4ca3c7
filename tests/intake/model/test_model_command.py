"""`situation read --model-url`: off by default, by permission, and never accepted unread."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from safepassage.cli.main import app
from safepassage.errors import UsageError
from safepassage.store.store import open_record

from .stub import Behave, fact, says, stub

TEXT = (
    "Sorrel talks\n\n"
    "The eastern crossing at Sorrel has been closed since 3 March, engineer Odd Brekke said on "
    "Tuesday. The upper council would rather see boats on the old canal.\n"
)
ODD = fact("order", 3, "see boats on the old canal")  # which no rule takes for an order


def read(folder: Path, behave: Behave, *options: str, text: str = TEXT) -> tuple[Any, int]:
    """The answer as JSON, and how many questions the endpoint had."""
    (folder / "sorrel.txt").write_text(text, encoding="utf-8")
    with stub(behave) as server:
        words = ["situation", "read", str(folder / "sorrel.txt"), "--published", "2031-03-12"]
        words += ["--json", "--by", "ana", *(word.replace("URL", server.url) for word in options)]
        done = CliRunner().invoke(app, words)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout), len(server.asked)


MODEL = ("--model-url", "URL", "--model-name", "stub-1")


def test_nothing_is_asked_unless_a_model_is_named(tmp_path: Path) -> None:
    answer, asked = read(tmp_path, says(ODD), "--allow-model")
    assert asked == 0
    assert not any(p["rule"].startswith("model:") for p in answer["proposals"])


def test_what_a_model_proposes_waits_beside_the_rules(tmp_path: Path) -> None:
    record = tmp_path / "s.record"
    options = (*MODEL, "--allow-model", "--record", str(record))
    lie = {**ODD, "evidence": "see ships on the old canal"}
    answer, asked = read(tmp_path, says(ODD, lie), *options)
    assert asked == 1
    (made,) = [p for p in answer["proposals"] if p["rule"] == "model:stub-1"]
    start, end, words = made["evidence"]
    assert TEXT[start:end] == words
    assert any("these words do not stand in sentence 3" in note for note in answer["notes"])
    with open_record(record) as store:
        held = store.record().now()
    by_model = [claim for claim in held.claims.values() if claim.rule == "model:stub-1"]
    assert [held.state(claim.id) for claim in by_model] == ["proposed"]


def test_a_fact_that_a_rule_saw_as_well_is_proposed_once(tmp_path: Path) -> None:
    alone, _ = read(tmp_path, says())
    seen = next(p for p in alone["proposals"] if p["type"] == "place_status")
    again = fact(
        "place_status", 2, seen["evidence"][2], {"place": "The eastern crossing at Sorrel"},
        {"status": "closed"},
    )  # fmt: skip
    both, _ = read(tmp_path, says(again), *MODEL, "--allow-model")
    rules = [p["rule"] for p in both["proposals"] if p["type"] == "place_status"]
    assert rules == [seen["rule"]]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (MODEL, "no document was released to it. Give --allow-model"),
        ((*MODEL, "--allow-model", "--confidential"), "is marked confidential"),
        (MODEL[:2], "belong together"),
        (("--model-name", "stub-1"), "belong together"),
        (("--model-url", "http://far.example.org", "--model-name", "x", "--allow-model"), "clear"),
    ],
)  # fmt: skip
def test_what_is_refused_before_any_file_is_read(
    tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    with pytest.raises(UsageError) as refused:
        read(tmp_path, says(ODD), *options)
    assert words in str(refused.value)


def test_a_marked_text_is_read_by_the_rules_alone_and_that_is_said(tmp_path: Path) -> None:
    text = f"TLP:AMBER\n\n{TEXT}"
    answer, asked = read(tmp_path, says(ODD), *MODEL, "--allow-model", text=text)
    assert asked == 0
    assert any('holds the line "TLP:AMBER"' in note for note in answer["notes"])
    assert answer["proposals"]


def test_an_endpoint_that_fails_costs_its_facts_and_is_named(tmp_path: Path) -> None:
    broken: Behave = lambda handler, body: handler.reply(500, b"")  # noqa: E731
    answer, _ = read(tmp_path, broken, *MODEL, "--allow-model")
    assert answer["proposals"]
    assert any("answered 500" in note for note in answer["notes"])
