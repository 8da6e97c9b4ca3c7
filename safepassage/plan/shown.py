"""Shown: what a plan says beside its claims; no rule of the check looks at it."""

from __future__ import annotations

import typing
from dataclasses import fields, is_dataclass
from typing import Any

from .plan import Mend, NeedThere, Plan, RoomNeeded, Shortfall, Stopped


def shown_map(plan: Plan) -> dict[str, Any]:
    """The map of plan/shown.json: whole numbers and texts only.

    `most_by_period`: (period, people) where the most that any plan could have brought changes.
    Its points at 50, 90 and 100 % and at the end are claims with certificates; the rest is the
    planner's word.
    """
    return {
        "arrivals_by_period": [list(row) for row in plan.arrivals_by_period],
        "most_by_period": [list(row) for row in _changes(plan.most_by_period)],
        "bottleneck": list(plan.bottleneck),
        "flow_bound": list(plan.flow_bound),
        "static_bound_s": None if plan.static_bound_s is None else f"{plan.static_bound_s:.3f}",
        "short_of_mends": [
            {
                "row": [row.group, row.start, row.rule, row.because],
                "sought": row.mend_sought,
                "mends": [_plain(mend) for mend in row.mends],
            }
            for row in plan.short_of
        ],
        "room_needed": [_plain(row) for row in plan.room_needed],
        "stopped": None if plan.stopped is None else _stopped(plan.stopped),
    }


def room_needed_of(rows: Any) -> tuple[RoomNeeded, ...]:
    """Rooms again from their map."""
    return tuple(
        RoomNeeded(
            **{**_only(row, RoomNeeded), "needs": tuple(NeedThere(**need) for need in row["needs"])}
        )
        for row in rows
    )


def shortfall_of(claimed: Any, mends: Any) -> tuple[Shortfall, ...]:
    """Shortfall rows from claims.json, with mends from shown.json; without any, none was sought."""
    beside = {tuple(row["row"]): row for row in mends}
    found = []
    for row in claimed:
        about = beside.get((row["group"], row["start"], row["rule"], row["because"]))
        found.append(
            Shortfall(
                **row,
                mends=tuple(_mend(mend) for mend in about["mends"]) if about else (),
                mend_sought=bool(about and about["sought"]),
            )
        )
    return tuple(found)


def _mend(row: Any) -> Mend:
    return Mend(**{**row, "set": tuple(row["set"])})


def stopped_of(row: Any) -> Stopped | None:
    """What ended the search, from its map."""
    if row is None:
        return None
    seconds = None if row["seconds"] is None else float(row["seconds"])
    return Stopped(seconds, row["stage"], tuple(row["left_out"]))


def most_of(changes: Any, periods: int) -> tuple[int, ...]:
    """The most people by the end of each period, from where it changes; () without any."""
    if not changes:
        return ()
    most, so_far, told = [], 0, dict(typing.cast("list[tuple[int, int]]", changes))
    for period in range(periods):
        so_far = told.get(period, so_far)
        most.append(so_far)
    return tuple(most)


def _changes(most: tuple[int, ...]) -> list[tuple[int, int]]:
    """The first period, and every one in which the figure is another than before."""
    return [row for row in enumerate(most) if row[0] == 0 or most[row[0] - 1] != row[1]]


def _stopped(row: Stopped) -> dict[str, Any]:
    seconds = None if row.seconds is None else f"{row.seconds:g}"
    return {"seconds": seconds, "stage": row.stage, "left_out": list(row.left_out)}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _only(row: dict[str, Any], kind: Any) -> dict[str, Any]:
    """The row, if it has exactly the fields of `kind`."""
    if set(row) != {part.name for part in fields(kind)}:
        raise ValueError(f"{kind.__name__}: keys {sorted(row)}")
    return row
