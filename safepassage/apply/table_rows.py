"""Table rows: cells of a CSV table changed and rows added; all other lines stay as they are."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping


class TableRows:
    """A table as its lines; rows count from 0 below the heading."""

    def __init__(self, text: str) -> None:
        self._end = "\r\n" if "\r\n" in text else "\n"
        lines = text.splitlines(keepends=True)
        reader = csv.reader(io.StringIO(text))
        self.columns = [name.strip().lstrip("\ufeff") for name in next(reader)]
        self._head = "".join(lines[: reader.line_num])
        self._parts: list[str] = []  # blank lines stay with the row above
        self._rows: list[list[str]] = []
        last = reader.line_num
        for row in reader:
            part = "".join(lines[last : reader.line_num])
            last = reader.line_num
            if any(cell.strip() for cell in row):
                self._rows.append(row)
                self._parts.append(part)
            elif self._parts:
                self._parts[-1] += part
            else:
                self._head += part

    def cell(self, row: int, column: str) -> str:
        """The text of a cell; empty where the row is too short."""
        at = self.columns.index(column)
        return self._rows[row][at].strip() if at < len(self._rows[row]) else ""

    def find(self, column: str, value: str) -> int | None:
        """The first row with this value in a column."""
        return next(
            (row for row in range(len(self._rows)) if self.cell(row, column) == value), None
        )

    def put(self, row: int, cells: Mapping[str, str]) -> None:
        """Change cells of a row; a column that the table has not is added."""
        for name in cells:
            self._need(name)
        values = self._rows[row] + [""] * (len(self.columns) - len(self._rows[row]))
        for name, value in cells.items():
            values[self.columns.index(name)] = value
        self._rows[row] = values
        self._parts[row] = self._line(values)

    def append(self, cells: Mapping[str, str]) -> None:
        """Add a row at the end."""
        for name in cells:
            self._need(name)
        values = [cells.get(name, "") for name in self.columns]
        if self._parts and not self._parts[-1].endswith("\n"):
            self._parts[-1] += self._end
        self._rows.append(values)
        self._parts.append(self._line(values))

    def text(self) -> str:
        """The table's text."""
        return self._head + "".join(self._parts)

    def _need(self, column: str) -> None:
        if column not in self.columns:
            self.columns.append(column)
            self._head = self._line(self.columns)
            for row, values in enumerate(self._rows):
                self._rows[row] = values + [""] * (len(self.columns) - len(values))
                self._parts[row] = self._line(self._rows[row])

    def _line(self, values: list[str]) -> str:
        out = io.StringIO()
        csv.writer(out, lineterminator=self._end).writerow(values)
        return out.getvalue()
