"""Crossing file: crossings that the user lists, one row a side."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from safepassage.errors import ScenarioError
from safepassage.problems import Problem, quoted

NEEDED = ("crossing", "gate", "lon", "lat")
HOLDERS = ("holder", "holder_as_reported")


class ListedCrossing(NamedTuple):
    """A crossing with its two sides in the order of going out."""

    name: str
    sides: tuple[str, str]
    holders: tuple[str | None, str | None]
    lon: float
    lat: float
    where: str


def read_crossings(path: Path) -> list[ListedCrossing]:
    """Rows crossing,gate,lon,lat[,holder]: two rows for a crossing, the inner side first.

    Raises
    ------
    ScenarioError
        All problems of the file in one go.
    """
    problems: list[Problem] = []

    def refuse(line: int | None, read: str, allowed: str, mend: str = "") -> None:
        problems.append(Problem(path.name, line, None, "", read, allowed, mend))

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            lacking = [name for name in NEEDED if name not in (reader.fieldnames or ())]
            rows = [] if lacking else [(reader.line_num, row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        refuse(None, f"it cannot be read ({error})", "give CSV in UTF-8")
        raise ScenarioError(problems) from error
    if lacking:
        refuse(1, f"columns are missing: {', '.join(lacking)}", f"give {', '.join(NEEDED)}")
        raise ScenarioError(problems)
    sides: dict[str, list[tuple[int, str, str | None, float, float]]] = {}
    for line, row in rows:
        lon, lat = _degrees(row["lon"], 180), _degrees(row["lat"], 90)
        if lon is None or lat is None:
            refuse(
                line,
                f"lon {quoted(row['lon'] or '')}, lat {quoted(row['lat'] or '')}",
                "give degrees: lon from -180 to 180, lat from -90 to 90",
            )
            continue
        holder = next((row[name] for name in HOLDERS if row.get(name)), None)
        sides.setdefault(row["crossing"], []).append((line, row["gate"], holder, lon, lat))
    found = []
    for name, here in sides.items():
        if len(here) != 2:
            refuse(
                here[0][0],
                f"crossing {quoted(name)} has {len(here)} rows",
                "give two rows: the inner side, then the outer one",
            )
            continue
        (line, inner, holder, lon, lat), (_, outer, other, _, _) = here
        where = f"{path.name} line {line}"
        found.append(ListedCrossing(name, (inner, outer), (holder, other), lon, lat, where))
    if not found and not problems:
        refuse(None, "there is no row", "give two rows for each crossing")
    if problems:
        raise ScenarioError(problems)
    return found


def _degrees(text: str | None, limit: int) -> float | None:
    try:
        value = float(text or "")
    except ValueError:
        return None
    return value if abs(value) <= limit else None
