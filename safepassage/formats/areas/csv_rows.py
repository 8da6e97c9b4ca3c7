"""CSV rows: a table of people or shelters as texts, with the line of each row."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import NamedTuple

from safepassage.errors import ScenarioError
from safepassage.formats.areas.area_file import MOST_BYTES, refuse
from safepassage.problems import Problem, quoted

TABLE = "give a table as CSV: UTF-8, commas between cells, names of columns in the first line"


class CsvRow(NamedTuple):
    """One row: its texts by column, without spaces around them."""

    line: int
    values: dict[str, str]


class CsvRows(NamedTuple):
    """A table; blank rows are left out."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[CsvRow, ...]


def read_csv(path: Path) -> CsvRows:
    """All rows of a table.

    Raises
    ------
    ScenarioError
        It cannot be read as CSV; every row of another length is listed.
    """
    text = _text(path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    problems: list[Problem] = []
    rows: list[CsvRow] = []
    try:
        columns = tuple(cell.strip() for cell in next(reader, []))
        _columns_fit(path.name, columns)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(columns):
                read = f"the row has {len(cells)} cells and the first line {len(columns)}"
                mend = "put a text or a number that has a comma in it in quotes"
                allowed = "give one cell for each column"
                problems.append(Problem(path.name, reader.line_num, None, "", read, allowed, mend))
            texts = [cell.strip() for cell in cells]
            rows.append(CsvRow(reader.line_num, dict(zip(columns, texts, strict=False))))
    except csv.Error as error:
        read = f"the line is not CSV ({error})"
        problems.append(Problem(path.name, reader.line_num, None, "", read, TABLE, ""))
    if problems:
        raise ScenarioError(problems)
    if not rows:
        raise refuse(path.name, "the table has no rows", allowed=TABLE)
    return CsvRows(path.name, columns, tuple(rows))


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise refuse(
                path.name, f"the file has {size:,} bytes", "", f"at most {MOST_BYTES:,} are read"
            )
        data = path.read_bytes()
    except OSError as error:
        mend = f"it was sought as {path}"
        raise refuse(
            path.name, f"the file cannot be read ({error.strerror})", mend, TABLE
        ) from error
    if not data.strip():
        raise refuse(path.name, f"the file is empty ({len(data)} bytes)", "", TABLE)
    if data[:2] in (b"PK", b"\xd0\xcf"):
        raise refuse(path.name, "this is a spreadsheet", "save it as CSV UTF-8", TABLE)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise refuse(path.name, "the file is UTF-16", "save it as CSV UTF-8", TABLE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        read = f"byte {error.start} in line {line} (0x{data[error.start]:02x}) is not UTF-8"
        raise refuse(path.name, read, "save it as CSV UTF-8", TABLE) from error


def _columns_fit(file: str, columns: tuple[str, ...]) -> None:
    """The first line names columns, each once."""
    if len(columns) == 1 and any(mark in columns[0] for mark in ";\t|"):
        raise refuse(
            file, f"the first line reads {quoted(columns[0])}", "separate cells by commas", TABLE
        )
    for number, column in enumerate(columns, 1):
        if not column:
            raise refuse(file, f"column {number} has no name", "name it in the first line", TABLE)
        if column in columns[: number - 1]:
            first = columns.index(column) + 1
            read = f"columns {first} and {number} have one name, {quoted(column)}"
            raise refuse(file, read, "rename one of them", TABLE)
