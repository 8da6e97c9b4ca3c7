"""Changes: what is new, other or gone between the rows of two sitreps."""

from __future__ import annotations

from collections.abc import Iterable

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


def changes_of(before: Iterable[Row], after: Iterable[Row]) -> tuple[Change, ...]:
    """Each thing that is not said as it was: ways and deadlines first, positions last.

    That one more source says the same is no change; that sources no longer agree is one.
    """
    was = {(row.section, row.key): row for row in before}
    now = {(row.section, row.key): row for row in after}
    found = []
    for at, row in now.items():
        old = was.get(at)
        if old is None:
            if row.told:
                found.append(Change("new", None, row))
        elif _said(old) != _said(row):
            found.append(Change("changed", old, row))
    found += [Change("gone", row, None) for at, row in was.items() if at not in now and row.told]
    return tuple(sorted(found, key=lambda change: ORDER.index(change.row.section)))


def _said(row: Row) -> tuple[object, ...]:
    return (frozenset(answer.said for answer in row.answers), row.differ)
