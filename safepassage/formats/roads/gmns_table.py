"""GMNS table: a CSV file row by row, with the line of each and the number of every column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safepassage.formats.roads.packed_file import chunks
from safepassage.formats.roads.refusals import Refusals, refuse
from safepassage.problems import did_you_mean, quoted

ALLOWED = "give a CSV file in UTF-8 with commas, its first line the names of the columns"
MOST_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table."""

    line: int
    cells: Sequence[str]
    columns: dict[str, int]

    def __getitem__(self, name: str) -> str:
        """The text of a cell; "" where it is empty, NaN, or there is no such column."""
        number = self.columns.get(name)
        text = "" if number is None else self.cells[number].strip()
        return "" if text == "NaN" else text

    def place(self, name: str, address: str) -> tuple[int, int | None, str]:
        """Line, column (from 1) and address of a cell."""
        number = self.columns.get(name)
        return self.line, None if number is None else number + 1, address


class GmnsTable:
    """The header of a table and its rows, which are read as they are asked for."""

    def __init__(self, path: Path, needed: Sequence[str]) -> None:
        self.file = path.name
        self.refusals = Refusals(path.name)
        if path.stat().st_size > MOST_BYTES:
            raise refuse(
                path.name, f"it has {path.stat().st_size:,} bytes", f"at most {MOST_BYTES:,}"
            )
        text = io.TextIOWrapper(io.BufferedReader(_Bytes(path)), "utf-8-sig", newline="")
        self._reader = csv.reader(text, strict=True)
        header = [cell.strip().lower() for cell in self._next() or []]
        self._width = len(header)
        self.columns = self._checked(header, needed)
        self.refusals.stop_if_any()

    def _checked(self, header: list[str], needed: Sequence[str]) -> dict[str, int]:
        if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
            mark = "semicolons" if ";" in header[0] else "tabs"
            self.refusals.add(1, None, "", f"the columns are separated by {mark}", ALLOWED)
            return {}
        for number, name in enumerate(header, 1):
            if name and name in header[: number - 1]:
                self.refusals.add(1, number, "", f"column {quoted(name)} is there twice", ALLOWED)
        for name in needed:
            if name not in header:
                mend = did_you_mean(name, header).replace("Did you mean", "Rename")
                allowed = f"the table has the columns {', '.join(needed)}"
                self.refusals.add(1, None, "", f"column {quoted(name)} is missing", allowed, mend)
        return {name: number for number, name in enumerate(header) if name}

    def _next(self) -> list[str] | None:
        try:
            return next(self._reader, None)
        except csv.Error as error:
            line = self._reader.line_num
            raise refuse(self.file, f"the line is not CSV ({error})", ALLOWED, line=line) from error
        except UnicodeDecodeError as error:
            read = f"a byte (0x{error.object[error.start]:02x}) is not UTF-8"
            mend = "save it again as UTF-8 (it stands in this line or a little after it)"
            line = self._reader.line_num + 1
            raise refuse(self.file, read, ALLOWED, mend, line=line) from error

    def rows(self) -> Iterator[Row]:
        """Every row that is not blank; one with too few or too many cells is a problem."""
        while (cells := self._next()) is not None:
            if not any(cells):
                continue
            line = self._reader.line_num
            if len(cells) != self._width:
                few = len(cells) < self._width
                self.refusals.add(
                    line,
                    None,
                    "",
                    f"the row has {len(cells)} cells and the first line {self._width}",
                    "give one cell for each column; an empty cell still has its comma",
                    "the file may have been cut short"
                    if few
                    else "put texts with commas in quotes",
                )
                continue
            yield Row(line, cells, self.columns)


class _Bytes(io.RawIOBase):
    """A file, unpacked if need be, as a stream."""

    def __init__(self, path: Path) -> None:
        self._parts = chunks(path, ALLOWED)
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._rest:
            self._rest = next(self._parts, b"")
        number = min(len(buffer), len(self._rest))
        buffer[:number], self._rest = self._rest[:number], self._rest[number:]
        return number
