"""The tables of benchmarks in the docs are those that were measured, and no row is left out."""

from __future__ import annotations

import pytest

from benchmarks.goals import GOALS, Row
from benchmarks.table import PAGE, TABLES, between, goals, met


@pytest.mark.parametrize("name", TABLES)
def test_the_page_holds_the_measured_table(name: str) -> None:
    assert between(PAGE.read_text(encoding="utf-8"), name) == TABLES[name]()


def test_no_must_that_was_measured_is_missed() -> None:
    """A row without results says so; one that was measured keeps what was asked."""
    lines = goals().splitlines()[2:]
    assert len(lines) >= len(GOALS)
    assert not [line for line in lines if "must missed" in line]


def test_what_is_missed_is_said() -> None:
    assert met(Row("1 s", False, False), "2 s") == "**must missed**"
    assert met(Row("1 s", True, False), "2 s") == "must"
    assert met(Row("1 s", True, True), "2 s") == "must and goal"
    assert met(Row("not measured", None, None), "2 s") == ""
