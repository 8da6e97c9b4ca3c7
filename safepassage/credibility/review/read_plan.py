"""Read someone else's plan: instructions as CSV or GeoJSON, aid as CSV, or claims about a plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from safepassage.credibility.review.read_claims import read_claims
from safepassage.credibility.review.rows import Rows, read_rows
from safepassage.credibility.review.their_plan import (
    SaidOfIt,
    TheirAid,
    TheirInstruction,
    TheirPlan,
)
from safepassage.errors import ScenarioError, UsageError
from safepassage.problems import Problem

COLUMNS = ("zone", "people", "from", "to", "mode", "route", "crossing", "destination", "fallback")
CLAIM_COLUMNS = ("speaker", "said", "text")
AID_COLUMNS = ("stream", "day", "trucks")
FIRST_YEAR, LAST_YEAR = 1900, 2200
MODES = ("car", "foot", "seat")
Row = Mapping[str, str]


class _Reading:
    """Cells of one row read into values; what cannot be read is a problem with its place."""

    def __init__(self, file: str, line: int, row: Row, problems: list[Problem]) -> None:
        self.where = f"{file}:{line}"
        self._file, self._line, self._row, self._problems = file, line, row, problems

    def no(self, name: str, read: str, allowed: str, mend: str = "") -> None:
        self._problems.append(Problem(self._file, self._line, None, name, read, allowed, mend))

    def text(self, name: str) -> str | None:
        return self._row.get(name) or None

    def needed(self, name: str, allowed: str) -> str:
        text = self._row.get(name, "")
        if not text:
            self.no(name, "is empty", allowed)
        return text

    def whole(self, name: str) -> int | None:
        text = self._row.get(name, "")
        if not text:
            return None
        if not (text.isascii() and text.isdigit()) or len(text) > 9:
            self.no(
                name, f'"{text[:40]}"', "a whole number, 0 or more", "leave it empty if unknown"
            )
            return None
        return int(text)

    def instant(self, name: str) -> datetime | None:
        text = self._row.get(name, "")
        if not text:
            return None
        try:
            instant = datetime.fromisoformat(text)
        except ValueError:
            self.no(name, f'"{text[:40]}"', "an instant: 2031-05-05T08:00:00+02:00")
            return None
        if instant.tzinfo is None:
            self.no(name, f'"{text}" has no offset from UTC', "add +02:00, or Z")
            return None
        if not FIRST_YEAR <= instant.year <= LAST_YEAR:
            self.no(name, f'"{text}"', f"a year from {FIRST_YEAR} to {LAST_YEAR}")
            return None
        return instant


def read_their_plan(path: Path, aid: Path | None = None) -> TheirPlan:
    """The plan, or the claims, in a file.

    Parameters
    ----------
    path
        .csv or .geojson with a column or property `zone` (others: people, from, to, mode, route or
        via, crossing, destination, fallback); or a .csv or .yaml with speaker, said, text: claims.
    aid
        .csv with stream, day, trucks.

    Raises
    ------
    UsageError, ScenarioError
        The file cannot be read; or its problems, each with its place, all at once.
    """
    table = read_claims(path) if path.suffix.lower() in (".yaml", ".yml") else read_rows(path)
    problems: list[Problem] = []
    if "zone" in table.columns:
        plan = _instructions(path, table, aid, problems)
    elif "text" in table.columns:
        if aid is not None:
            raise UsageError(f"{path} holds claims, and no plan that --aid {aid} could belong to.")
        claims = tuple(_claim(_Reading(*row, problems)) for row in table.rows)
        plan = TheirPlan(path.name, claims=claims, not_read=_others(table, CLAIM_COLUMNS))
    else:
        raise UsageError(
            f"{path}: columns {', '.join(table.columns) or 'none'}. A plan has a column zone (and "
            f"{', '.join(COLUMNS[1:])}); claims about one have {', '.join(CLAIM_COLUMNS)}."
        )
    if problems:
        raise ScenarioError(problems)
    return plan


def _instructions(path: Path, table: Rows, aid: Path | None, problems: list[Problem]) -> TheirPlan:
    if "via" in table.columns and "route" in table.columns and path.suffix.lower() == ".csv":
        raise UsageError(f"{path}: columns route and via mean the same. Leave one of them out.")
    if not table.rows:
        raise UsageError(f"{path}: it has columns and no row. Give at least one row with a zone.")
    return TheirPlan(
        path.name,
        instructions=tuple(_instruction(_Reading(*row, problems)) for row in table.rows),
        aid=() if aid is None else _aid(aid, problems),
        not_read=_others(table, (*COLUMNS, "via")),
    )


def _others(table: Rows, known: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in table.columns if name not in known)


def _instruction(row: _Reading) -> TheirInstruction:
    zone = row.needed("zone", "say whose instruction it is")
    mode = row.text("mode")
    if mode is not None and mode.lower() not in MODES:
        row.no("mode", f'"{mode[:40]}"', f"one of {', '.join(MODES)}")
    first, last = row.instant("from"), row.instant("to")
    if first is not None and last is not None and last <= first:
        row.no("to", "is not after from", "the end of the window")
    return TheirInstruction(
        row.where,
        zone,
        row.whole("people"),
        first,
        last,
        mode and mode.lower(),
        row.text("via") or row.text("route"),
        row.text("crossing"),
        row.text("destination"),
        row.text("fallback"),
    )


def _claim(row: _Reading) -> SaidOfIt:
    said = row.text("said") or ""
    if said and _day(said) is None:
        row.no("said", f'"{said[:40]}"', "a date or an instant: 2031-05-05", "empty if not known")
    speaker = row.needed("speaker", "who says it")
    return SaidOfIt(row.where, speaker, said, row.needed("text", "what is said"))


def _aid(path: Path, problems: list[Problem]) -> tuple[TheirAid, ...]:
    table = read_rows(path)
    missing = [name for name in AID_COLUMNS if name not in table.columns]
    others = _others(table, AID_COLUMNS)
    if missing or others:
        raise UsageError(
            f"{path}: {'no column ' + ', '.join(missing) if missing else ''}"
            f"{'; ' if missing and others else ''}"
            f"{'unknown: ' + ', '.join(others) if others else ''}. It has: stream, day, trucks."
        )
    found = []
    for cells in table.rows:
        row = _Reading(*cells, problems)
        stream, day = row.needed("stream", "an aid stream"), row.needed("day", "2031-05-05")
        if day and _day(day) is None:
            row.no("day", f'"{day[:40]}"', "a day: 2031-05-05")
        row.needed("trucks", "whole trucks; leave the row out if not known")
        trucks = row.whole("trucks")
        if trucks is not None:
            found.append(TheirAid(row.where, stream, day, trucks))
    return tuple(found)


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None
