"""Changes: what is new, other or gone between the rows of two sitreps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from ..situation.record import Held
from ..visible import visible
from .facts import Change
from .row import Row

# what readers have to act on first
ORDER = (
    "access",
    "deadlines",
    "orders",
    "consents",
    "movement",
    "incidents",
    "figures",
    "talks",
    "unknowns",
)


def changes_of(
    before: Iterable[Row], after: Iterable[Row], since: datetime, at: datetime
) -> tuple[Change, ...]:
    """Each thing that is not said as it was: ways and deadlines first, positions last.

    That one more source says the same is no change; that sources no longer agree is one, and that
    a deadline surely passed between the two instants.
    """
    was = {(row.section, row.key): row for row in before}
    now = {(row.section, row.key): row for row in after}
    found = []
    for key, row in now.items():
        old = was.get(key)
        if old is None:
            if row.told:
                found.append(Change("new", None, row))
        elif _said(old) != _said(row):
            found.append(Change("changed", old, row))
        elif _passed(row, since, at):
            found.append(Change("passed", old, row))
    found += [Change("gone", row, None) for key, row in was.items() if key not in now and row.told]
    return tuple(sorted(found, key=lambda change: ORDER.index(change.row.section)))


def _passed(row: Row, since: datetime, at: datetime) -> bool:
    """Whether the latest end that anybody gives lies between the two instants."""
    ends = [answer.until.latest for answer in row.answers if answer.until is not None]
    return bool(ends) and since <= max(ends) < at


def _said(row: Row) -> tuple[object, ...]:
    return (frozenset(answer.said for answer in row.answers), row.differ)


def with_taken_back(
    changes: Iterable[Change], before: Iterable[Row], now: Held
) -> tuple[Change, ...]:
    """The changes, with those that are gone since every claim of them was retracted as such.

    `before`: the rows of before with the ids of their claims, which other readers do not get.
    """
    why = {
        (row.section, row.key): tuple(now.reasons.get(told.claim, "") for told in row.told)
        for row in before
        if row.told and all(now.states.get(told.claim) == "retracted" for told in row.told)
    }
    return tuple(
        replace(change, kind="taken_back", why=visible("; ".join(filter(None, reasons))) or None)
        if change.kind == "gone"
        and (reasons := why.get((change.row.section, change.row.key))) is not None
        else change
        for change in changes
    )
