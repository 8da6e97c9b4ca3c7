"""Deadlines: what ends or has to be done, by when, what follows otherwise, how long is left."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..claim import Claim
from ..record import Held
from ..when import When
from .due import Due, due_of
from .groups import same_things
from .says import shortened
from .standing import heard, last_words
from .terms import TIES, key_of, named, noted, words_of
from .word import Word

RUNNING, MAY_HAVE_PASSED, PASSED, NOT_KNOWN = "running", "may_have_passed", "passed", "not_known"


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """`due`: from the earliest to the latest end that anybody's words allow. `anchored`: somebody
    gives the end or the start to count from. `differ`: no end fits all who speak of it.

    `least_left` and `most_left`: how long is left at `at`, below zero once it is over; count on
    the least. `state`: running, may_have_passed, passed or not_known.
    """

    kind: str
    what: str
    by: str
    on: str
    action: str
    consequence: str
    subject: str | None
    due: When | None
    anchored: bool
    differ: bool
    state: str
    least_left: timedelta | None
    most_left: timedelta | None
    words: tuple[Word, ...]


def deadlines(
    held: Held, at: datetime, *, with_unreviewed: bool = False
) -> tuple[DeadlineRow, ...]:
    """The next one first; those whose end nobody can tell last. One that has passed stays."""
    claims = [
        claim
        for claim in held.standing(("deadline",), with_unreviewed=with_unreviewed)
        if heard(held, claim, at)
    ]
    rows = [_row(held, at, group) for group in _groups(held, claims)]
    return tuple(sorted(rows, key=lambda row: (row.due is None, row.due and row.due.earliest)))


def _groups(held: Held, claims: list[Claim]) -> list[list[Claim]]:
    """Claims about one deadline: linked, or of one kind with the same parties and thing."""
    same = same_things(held, (claim.id for claim in claims), ("same_event", "repeats"))
    keys: dict[str, tuple[str, ...]] = {}
    groups: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        thing = same.get(claim.id, claim.id)
        key = keys.setdefault(thing, _key(claim))
        groups[key].append(claim)
    return list(groups.values())


def _key(claim: Claim) -> tuple[str, ...]:
    what = words_of(claim, "action") or words_of(claim, "what") or claim.words()
    return (
        noted(claim, "kind"),
        key_of(named(claim, "by")),
        key_of(named(claim, "on")),
        claim.subject or "",
        key_of(what),
    )


def _row(held: Held, at: datetime, claims: list[Claim]) -> DeadlineRow:
    words = last_words(held, claims, lambda claim: _says(due_of(claim)))
    ends = [due_of(word.claim) for word in words]
    due, anchored, differ = _joined(ends)
    last = words[-1].claim
    return DeadlineRow(
        noted(last, "kind") or "deadline",
        _first(claims, "what") or shortened(last.words()),
        _first(claims, "by"),
        _first(claims, "on"),
        _first(claims, "action"),
        _first(claims, "consequence"),
        last.subject,
        due,
        anchored,
        differ,
        _state(due, at),
        None if due is None else due.earliest - at,
        None if due is None else due.latest - at,
        words,
    )


def _joined(ends: list[Due]) -> tuple[When | None, bool, bool]:
    """The end by all who speak of it: their ranges together, unless those who give an anchor fit
    those who do not; then the anchor is what was missing.
    """
    known = [end for end in ends if end.when is not None]
    if not known:
        return None, False, False
    spans = [end.when for end in known if end.when is not None]
    differ = max(when.earliest for when in spans) > min(when.latest for when in spans)
    anchored = [end.when for end in known if end.anchored and end.when is not None]
    used = anchored if anchored and not differ else spans
    hull = When(
        min(when.earliest for when in used),
        max(when.latest for when in used),
        used[0].words if len(used) == 1 else None,
    )
    return hull, bool(anchored), differ


def _state(due: When | None, at: datetime) -> str:
    if due is None:
        return NOT_KNOWN
    if at < due.earliest:
        return RUNNING
    return MAY_HAVE_PASSED if at <= due.latest else PASSED


def _says(due: Due) -> str:
    when = due.when
    return "" if when is None else f"{when.earliest.isoformat()}/{when.latest.isoformat()}"


def _first(claims: list[Claim], field: str) -> str:
    """What the newest claim that names it says; a small word alone names nothing."""
    found = (words_of(claim, field) for claim in reversed(claims))
    return next((words for words in found if words and words not in TIES), "")
