"""The figures in the examples' READMEs are those that were measured, not those of an older run."""

from __future__ import annotations

from datetime import datetime

import pytest

from benchmarks.readme_table import ROWS, read_results, table
from safepassage.scenario.folder import EXAMPLES


def readme(name: str) -> str:
    return (EXAMPLES / name / "README.md").read_text(encoding="utf-8")


def test_the_table_of_2024_is_the_measured_one() -> None:
    assert table() in readme("rafah-2024")


def test_the_binding_rule_of_2024_differs_in_at_least_three_rows() -> None:
    rules = {tuple(read_results()[key]["rules"]) for key, _, _ in ROWS}
    assert len(rules) >= 3
    aid = {read_results()[key]["aid_days_short"] for key, _, _ in ROWS}
    assert len(aid) >= 2


def test_every_row_passed_its_check_and_is_near_its_bound() -> None:
    for name, row in read_results().items():
        if name.startswith("exits"):
            continue
        assert row["check"] == "passed", name
        assert row["people_gap"] <= 0.05 * row["people_arrived_bound"], name


def test_days_reported_as_moved_in_2024() -> None:
    arrived = read_results()["plan rafah-2024"]["arrived_by_day"]
    for day in ("2024-05-13", "2024-05-14"):
        assert f"{arrived[day]:,}" in readme("rafah-2024"), day


@pytest.mark.parametrize("rate", ["410", "695"])
@pytest.mark.parametrize("known", ["1 November", "9 November"])
def test_days_to_clear_of_2023(rate: str, known: str) -> None:
    """410 and 695 people a day: the same dates by dividing, give or take the last day."""
    row = read_results()[f"rafah-2023, {rate} a day, as of {known}"]
    last = datetime.fromisoformat(row["last_arrival"])
    text = readme("rafah-2023")
    assert f"{last.day} November {last:%H:%M}: " in text
    # open days: from 1 November on; with hindsight without 4, 5 and 8 November
    shut = {4, 5, 8} if known == "9 November" else set()
    open_days = [d for d in range(1, last.day + 1) if d not in shut]
    people = 7_232 if known == "9 November" else 5_405
    assert (len(open_days) - 1) * int(rate) - 100 < people <= len(open_days) * int(rate)
