"""The table of real places in the docs is the one that was measured."""

from __future__ import annotations

from benchmarks.places_table import BEGIN, END, PAGE, table


def test_the_page_holds_the_measured_table() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.split(BEGIN)[1].split(END)[0].strip() == table()


def test_every_row_has_passed_the_check() -> None:
    rows = table().splitlines()[2:]
    assert len(rows) >= 7
    assert all("| passed |" in row for row in rows)
