"""Headcounts are changed in tables that people keep by hand: every other line stays as it is."""

from __future__ import annotations

import csv
import io

from safepassage.apply.table_rows import TableRows
from safepassage.scenario.folder import EXAMPLES

TEXT = 'id,"name",n\r\na,"Old, ""Town""",1\r\n\r\nb,two\r\nc,"two\nlines",3'


def test_what_is_not_changed_is_written_as_it_stood() -> None:
    assert TableRows(TEXT).text() == TEXT
    for path in EXAMPLES.glob("*/group.csv"):
        text = path.read_text(encoding="utf-8")
        assert TableRows(text).text() == text


def test_a_changed_cell_leaves_other_lines() -> None:
    table = TableRows(TEXT)
    row = table.find("id", "b")
    assert row == 1
    table.put(row, {"n": "5, or 6"})
    assert table.text() == TEXT.replace("b,two\r\n", 'b,two,"5, or 6"\r\n')


def test_a_new_column_and_row_are_read_back() -> None:
    table = TableRows(TEXT)
    table.append({"id": "d", "why": "x,y"})
    rows = [row for row in csv.reader(io.StringIO(table.text())) if row]
    assert rows[0] == ["id", "name", "n", "why"]
    assert rows[-1] == ["d", "", "", "x,y"]
    assert rows[1] == ["a", 'Old, "Town"', "1", ""]
    assert rows[3] == ["c", "two\nlines", "3", ""]
