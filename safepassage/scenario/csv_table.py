"""CSV table: the rows of one table as texts, with the line of each."""

from __future__ import annotations

import csv
import io
from typing import Any

from safepassage.problems import Problem, did_you_mean, known_names, quoted
from safepassage.scenario.model import Model, shapes
from safepassage.scenario.raw import Raw, Table

# columns of GMNS that a road table may have and that nothing here reads
GMNS_NOT_READ = frozenset(
    {
        *("node_type", "ctrl_type", "parent_node_id", "geometry_id", "parent_link_id", "dir_flag"),
        *("grade", "bike_facility", "ped_facility", "parking", "jurisdiction", "row_width"),
        *("toll", "vdf_code", "short_length", "geometry_field_format", "currency", "id_type"),
        *("version_number", "time", "unit_of_time", "boundary", "super_zone"),
    }
)


def read_table(text: str, file: str, name: str, model: type[Model], raw: Raw) -> None:
    """Read one table into the tree; empty cells are left out."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)

    def refuse(line: int, column: int | None, read: str, allowed: str, mend: str = "") -> None:
        raw.problems.add(Problem(file, line, column, "", read, allowed, mend))

    rows: list[dict[str, Any]] = []
    lines: list[int] = []
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if not _header_fits(header, model, file, raw):
            raw.unread.add(name)
            return
        width = len(header)
        known = shapes(model)
        read = [(i, column) for i, column in enumerate(header) if column in known]
        for cells in reader:
            if not any(cells):
                continue
            line = reader.line_num
            if len(cells) != width:
                refuse(
                    line,
                    None,
                    f"the row has {len(cells)} cells and the first line {width}",
                    "give one cell for each column; an empty cell still has its comma",
                    "put a text that has a comma in it in quotes",
                )
                cells = [*cells, *[""] * width][:width]
            row: dict[str, Any] = {}
            for i, column in read:
                cell = cells[i].strip()
                if cell:
                    row[column] = cell
            rows.append(row)
            lines.append(line)
    except csv.Error as error:
        refuse(
            reader.line_num,
            None,
            f"the line is not CSV ({error})",
            "a text in quotes ends with a quote, and a quote inside it is doubled",
        )
        raw.unread.add(name)
        return
    raw.tree[name] = rows
    raw.tables[name] = Table(file, {column: i + 1 for i, column in enumerate(header)}, lines)


def _header_fits(header: list[str], model: type[Model], file: str, raw: Raw) -> bool:
    """Whether the first line can be read; unknown, double and missing columns are problems."""
    before = len(raw.problems)

    def refuse(column: int | None, read: str, allowed: str, mend: str = "") -> None:
        raw.problems.add(Problem(file, 1, column, "", read, allowed, mend))

    known = shapes(model)
    if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
        mark = "semicolons" if ";" in header[0] else "tabs"
        refuse(None, f"the columns are separated by {mark}", "separate them by commas")
        return False
    for number, column in enumerate(header, 1):
        if column in header[: number - 1]:
            first = header.index(column) + 1
            refuse(number, f"column {quoted(column)} is there twice (also {first})", "give it once")
        elif column not in known and column not in GMNS_NOT_READ:
            refuse(
                number,
                f"column {quoted(column)} is not known",
                known_names(column, known),
                did_you_mean(column, known) or "remove the column, or mend its name",
            )
    for name, shape in known.items():
        if shape.required and name not in header:
            unit = f" ({shape.unit})" if shape.unit else ""
            refuse(
                None,
                f"column {quoted(name)} is missing",
                f"it says: {shape.meaning}{unit}",
                "add the column to the first line and to every row",
            )
    return len(raw.problems) == before
