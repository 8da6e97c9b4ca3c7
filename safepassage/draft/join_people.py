"""Join people: the rows of a people table on the areas that they are about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from safepassage.errors import ScenarioError
from safepassage.formats.areas.area import Area
from safepassage.formats.areas.keys import as_id, as_name
from safepassage.formats.areas.layer import some
from safepassage.formats.areas.people_table import KeyKind, PeopleRow, PeopleTable
from safepassage.problems import Problem, did_you_mean, quoted

KEYS: dict[str, Callable[[Area], str]] = {
    "pcode": lambda area: as_name(area.pcode),
    "id": lambda area: as_name(area.id),
    "name": lambda area: as_name(area.name),
}


def join_people(
    areas: Sequence[Area], table: PeopleTable, *, others_too: bool = False
) -> tuple[Area, ...]:
    """The areas with the people of the table, whatever they said before.

    `others_too` says that the table may hold rows of places that are not among the areas.

    Raises
    ------
    ScenarioError
        Rows that fit no area or several, areas without a row: all at once, by line.
    """
    kind = _kind(areas, table)
    at = _by_key(areas, kind)
    problems: list[Problem] = []
    row_of: dict[int, PeopleRow] = {}
    for row in table.rows:
        fits = at.get(_row_key(row.key, kind), [])
        if len(fits) == 1:
            problems += _other_name(areas, table, row, areas[fits[0]])
            row_of[fits[0]] = row
        elif fits or not others_too:
            problems.append(_no_area(areas, table, row, fits, kind))
    without = [area for index, area in enumerate(areas) if index not in row_of]
    if without:
        named = some([f"{area.name} ({area.id})" for area in without])
        read = f"no row for {len(without):,} of {len(areas):,} areas: {named}"
        mend = "add a row for each; where nobody knows, write unknown"
        allowed = "every area has one row"
        problems.append(Problem(table.file, None, None, "", read, allowed, mend))
    if problems:
        raise ScenarioError(problems)
    return tuple(_joined(area, table, row_of[index]) for index, area in enumerate(areas))


def _joined(area: Area, table: PeopleTable, row: PeopleRow) -> Area:
    said = f"{table.file}, line {row.line}" + (f" ({row.source})" if row.source else "")
    people = row.people
    return replace(area, low=people.low, likely=people.likely, high=people.high, people_source=said)


def _kind(areas: Sequence[Area], table: PeopleTable) -> KeyKind:
    """What the keys of the table are; of a column that the user named, what fits most areas."""
    if table.key_kind != "any":
        return table.key_kind
    kinds: tuple[KeyKind, ...] = ("pcode", "id", "name")
    return max(kinds, key=lambda kind: _hits(areas, table, kind))


def _hits(areas: Sequence[Area], table: PeopleTable, kind: KeyKind) -> int:
    at = _by_key(areas, kind)
    return sum(_row_key(row.key, kind) in at for row in table.rows)


def _by_key(areas: Sequence[Area], kind: KeyKind) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, area in enumerate(areas):
        key = KEYS[kind](area)
        if key:
            found.setdefault(key, []).append(index)
    return found


def _row_key(text: str, kind: KeyKind) -> str:
    """The key of a row in the form of the areas' keys."""
    return as_name(as_id(text)) if kind == "id" else as_name(text)


def _no_area(
    areas: Sequence[Area], table: PeopleTable, row: PeopleRow, fits: list[int], kind: KeyKind
) -> Problem:
    """A row that fits none of the areas, or several."""
    what = {"pcode": "P-code", "id": "id", "name": "name"}[kind]
    if fits:
        read = f"{quoted(row.key)} is the {what} of {some([areas[i].id for i in fits])}"
        allowed, mend = "a row is about one area", "join by P-code or id instead"
        return Problem(table.file, row.line, None, table.key_column, read, allowed, mend)
    words = {"pcode": [a.pcode or "" for a in areas], "id": [a.id for a in areas]}
    known = words.get(kind, [area.name for area in areas])
    read = f"{quoted(row.key)} is the {what} of no area"
    mend = did_you_mean(row.key, [word for word in known if word])
    parts = [part.strip() for part in re.split(r"[+/;&]", row.key) if part.strip()]
    if len(parts) > 1 and all(as_name(part) in {as_name(word) for word in known} for part in parts):
        read += f"; it names {len(parts)} together"
        mend = "give a row for each of them"
    elif not any(known):
        mend = f"the areas have no {what}s: join by name"
    allowed = f"the areas are {some([word for word in known if word])}" if any(known) else ""
    return Problem(table.file, row.line, None, table.key_column, read, allowed, mend)


def _other_name(
    areas: Sequence[Area], table: PeopleTable, row: PeopleRow, area: Area
) -> list[Problem]:
    """The row has the key of one area and the name of another: lines have slipped."""
    name = as_name(row.name)
    if not name or name == as_name(area.name):
        return []
    if name not in {as_name(other.name) for other in areas}:
        return []  # another spelling
    read = f"{quoted(row.key)} is {quoted(area.name)}, and the row is called {quoted(row.name)}"
    allowed = "key and name are of one area"
    mend = "see whether lines have slipped against one another"
    return [Problem(table.file, row.line, None, table.key_column, read, allowed, mend)]
