"""The page of scores says what was measured, and a changed rule has to be measured again."""

from __future__ import annotations

from benchmarks.intake_gold import read_gold
from benchmarks.intake_page import BEGIN, END, PAGE, results, tables
from benchmarks.intake_scores import DEV, by_rules, score


def test_the_page_says_what_the_results_say() -> None:
    text = PAGE.read_text(encoding="utf-8")
    shown = text.split(BEGIN)[1].split(END)[0].strip()
    assert shown == tables()


def test_the_results_are_those_of_the_rules_as_they_are() -> None:
    """Why: scores change with every rule, and stale ones would be a claim without a measurement."""
    for name in ("dev", "opened", "held_out", "unseen"):
        now = score(read_gold(DEV.parent / name), by_rules)["all"]
        assert results()[name]["all"] == now, (
            f"measure again: python -m benchmarks intake_scores ({name})"
        )
