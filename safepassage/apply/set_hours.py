"""Set hours: daily hours that a claim says, in the place of those that a gate or corridor had."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..scenario.convert.hours import spans_of
from ..scenario.interval import Interval
from ..scenario.raw import Path as TreePath
from .change import Wish
from .daily_hours import daily_hours
from .draft import Draft
from .intervals import cut, daily_row


def set_hours(
    draft: Draft,
    wish: Wish,
    at: TreePath,
    until: datetime,
    taken: str | None,
) -> None:
    """Put hours in the place of older ones from a beginning to an end; later words keep theirs."""
    hours = daily_hours(wish.claim)
    assert hours is not None
    source = draft.source(wish.claims)
    new: list[Any] = list(daily_row(hours, wish.since, until, draft.scenario, source))
    left: list[Any] = []
    replaced: list[str] = []
    stood = draft.yaml.at(at)
    before = stood if isinstance(stood, str) else list(stood or [])
    if not isinstance(before, str):
        for row in before:
            interval = Interval.model_validate(dict(row))
            if draft.is_newer(interval.source, wish.claims):
                left.append(row)
                new = _without(new, interval, draft)
                continue
            pieces = cut(interval, row, draft.scenario, wish.since, until)
            if pieces != [row]:
                replaced.append(interval.source)
            left += pieces
    if not new:
        draft.leave(wish.claims, wish.address, "the scenario has newer words for all its hours", "")
        return
    draft.yaml.replace_list(at, [*left, *new])
    draft.change(
        f"{wish.address}/{at[-1]}",
        before,
        [*left, *new],
        wish.claims,
        f"{wish.statuses()}, {hours[0]} to {hours[1]} daily",
        "; ".join(text for text in (taken, draft.in_place_of(*replaced)) if text) or None,
    )


def _without(rows: list[Any], later: Interval, draft: Draft) -> list[Any]:
    """Rows without what a later word says hours for, day by day."""
    for first, last in spans_of(later, draft.scenario):
        rows = [
            piece
            for row in rows
            for piece in cut(Interval.model_validate(row), row, draft.scenario, first, last)
        ]
    return rows
