"""Read someone else's plan: instructions as CSV or GeoJSON, aid as CSV, or claims about a plan."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

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
MODES = ("car", "foot", "seat")
MOST_BYTES = 20_000_000
Rows = list[tuple[str, dict[str, str]]]  # place in the file, cells by column


def read_their_plan(path: Path, aid: Path | None = None) -> TheirPlan:
    """The plan, or the claims, in a file.

    Parameters
    ----------
    path
        .csv or .geojson with a column or property `zone` (others: people, from, to, mode, route,
        crossing, destination, fallback); or a .csv with speaker, said, text: claims about a plan.
    aid
        .csv with stream, day, trucks.

    Raises
    ------
    UsageError, ScenarioError
        The file cannot be read; or its problems, each with its place, all at once.
    """
    rows = _rows(path)
    columns = list(dict.fromkeys(name for _, row in rows for name in row))
    problems: list[Problem] = []
    if "zone" in columns:
        plan = TheirPlan(
            path.name,
            instructions=tuple(_instruction(where, row, problems) for where, row in rows),
            aid=() if aid is None else _aid(aid, problems),
            not_read=tuple(name for name in columns if name not in COLUMNS),
        )
    elif "text" in columns:
        plan = TheirPlan(
            path.name,
            claims=tuple(_claim(where, row, problems) for where, row in rows),
            not_read=tuple(name for name in columns if name not in CLAIM_COLUMNS),
        )
    else:
        raise UsageError(
            f"{path}: columns {', '.join(columns) or 'none'}. A plan has a column zone (and "
            f"{', '.join(COLUMNS[1:])}); claims about one have {', '.join(CLAIM_COLUMNS)}."
        )
    if problems:
        raise ScenarioError(problems)
    return plan


def _rows(path: Path) -> Rows:
    if path.suffix.lower() in (".geojson", ".json"):
        return _features(path)
    if path.suffix.lower() != ".csv":
        raise UsageError(f"{path}: give a bundle folder, a .csv or a .geojson")
    reader = csv.DictReader(io.StringIO(_text(path), newline=""))
    try:
        return [
            (
                f"{path.name} line {number}",
                {
                    (key or "").strip().lower(): (value or "").strip()
                    for key, value in row.items()
                    if isinstance(value, str) or value is None
                },
            )
            for number, row in enumerate(reader, start=2)
        ]
    except csv.Error as error:
        raise UsageError(f"{path}: it is not CSV ({error}).") from None


def _features(path: Path) -> Rows:
    try:
        tree = json.loads(_text(path))
        features = tree["features"]
        return [
            (
                f"{path.name} feature {number}",
                {
                    str(key).lower(): "" if value is None else str(value)
                    for key, value in feature["properties"].items()
                },
            )
            for number, feature in enumerate(features, start=1)
        ]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UsageError(
            f"{path}: it is not GeoJSON. Give a FeatureCollection whose features have properties."
        ) from None


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(f"{path}: {path.stat().st_size:,} bytes; at most {MOST_BYTES:,}.")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}.") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: byte {error.start} is not UTF-8. Save it as UTF-8.") from None


def _instruction(where: str, row: Mapping[str, str], problems: list[Problem]) -> TheirInstruction:
    zone = row.get("zone", "")
    if not zone:
        problems.append(_problem(where, "zone", "is empty", "say whose instruction it is"))
    mode = row.get("mode", "").lower() or None
    if mode is not None and mode not in MODES:
        problems.append(_problem(where, "mode", f'"{mode}"', f"one of {', '.join(MODES)}"))
    first = _instant(where, "from", row.get("from", ""), problems)
    last = _instant(where, "to", row.get("to", ""), problems)
    if first is not None and last is not None and last < first:
        problems.append(_problem(where, "to", "is before from", "the end of the window"))
    return TheirInstruction(
        where,
        zone,
        _whole(where, "people", row.get("people", ""), problems),
        first,
        last,
        mode,
        row.get("route") or None,
        row.get("crossing") or None,
        row.get("destination") or None,
        row.get("fallback") or None,
    )


def _claim(where: str, row: Mapping[str, str], problems: list[Problem]) -> SaidOfIt:
    for name in ("speaker", "text"):
        if not row.get(name):
            problems.append(_problem(where, name, "is empty", "who says what"))
    return SaidOfIt(where, row.get("speaker", ""), row.get("said", ""), row.get("text", ""))


def _aid(path: Path, problems: list[Problem]) -> tuple[TheirAid, ...]:
    found = []
    rows = _rows(path)
    missing = [name for name in AID_COLUMNS if rows and name not in rows[0][1]]
    if missing:
        raise UsageError(f"{path}: no column {', '.join(missing)}. It has: stream, day, trucks.")
    for where, row in rows:
        trucks = _whole(where, "trucks", row["trucks"], problems)
        found.append(TheirAid(where, row["stream"], row["day"], trucks or 0))
    return tuple(found)


def _instant(where: str, name: str, text: str, problems: list[Problem]) -> datetime | None:
    if not text:
        return None
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        problems.append(_problem(where, name, f'"{text}"', "an instant: 2031-05-05T08:00:00+02:00"))
        return None
    if instant.tzinfo is None:
        problems.append(_problem(where, name, f'"{text}" has no offset', "add +02:00, or Z"))
        return None
    return instant


def _whole(where: str, name: str, text: str, problems: list[Problem]) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        problems.append(_problem(where, name, f'"{text}"', "a whole number, 0 or more"))
        return None
    return int(text)


def _problem(where: str, name: str, read: str, allowed: str) -> Problem:
    file, _, line = where.rpartition(" line ")
    number = int(line) if file and line.isdigit() else None
    return Problem(file or where, number, None, name, read, allowed, "")


def names_of(rows: Iterable[TheirInstruction]) -> tuple[str, ...]:
    """The zones that have an instruction, once each."""
    return tuple(dict.fromkeys(row.zone for row in rows))
