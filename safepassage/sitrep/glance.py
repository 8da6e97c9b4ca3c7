"""Glance: the first screen of a sitrep, a few sentences counted from its lines."""

from __future__ import annotations

from collections import Counter

from .facts import Sitrep
from .row import Answer, Row
from .rows import BESIDE, UNSAID
from .say import Sayer

SHUT = frozenset({"closed", "not_operated", "full"})


def glance_lines(sayer: Sayer) -> tuple[str, ...]:
    """The whole in a few sentences, counted from the lines that are shown and nothing else."""
    sitrep, say = sayer.sitrep, sayer.language.say
    lines = [] if any(row.told for row in sitrep.rows) else [say("sit-nothing-held")]
    access = [row for row in sitrep.section("access") if _states(row) - BESIDE]
    if access:
        kinds = Counter("differ" if row.differ else _openness(_states(row)) for row in access)
        names = ("open", "shut", "limited", "blank", "differ")
        lines.append(say("sit-glance-sides", **{name: kinds[name] for name in names}))
    consents = [_states(row) for row in sitrep.section("consents")]
    if consents:
        given = sum(states == {"granted"} for states in consents)
        refused = sum(states <= {"withheld", "withdrawn"} for states in consents)
        lines.append(
            say(
                "sit-glance-consents",
                given=given,
                refused=refused,
                other=len(consents) - given - refused,
            )
        )
    soon = _next_deadline(sitrep)
    if soon is not None:
        row, answer = soon
        lines.append(say("sit-glance-deadline", name=row.name, left=sayer.left(answer.until)))
    differ = sum(row.differ for row in sitrep.rows)
    if differ:
        lines.append(say("sit-glance-differ", count=differ))
    return tuple(lines)


def _states(row: Row) -> set[str | None]:
    return {answer.state for answer in row.answers}


def _openness(states: set[str | None]) -> str:
    """Which of the words of the first screen says how open a side is said to be."""
    states = states - BESIDE
    if states == {"open"}:
        return "open"
    if states <= SHUT:
        return "shut"
    return "blank" if states <= {"unknown", UNSAID} else "limited"


def _next_deadline(sitrep: Sitrep) -> tuple[Row, Answer] | None:
    """The deadline that may end first of those that have not surely passed."""
    open_ = [
        (answer.until.earliest, row, answer)
        for row in sitrep.section("deadlines")
        for answer in row.answers
        if answer.until is not None and answer.until.latest >= sitrep.as_of
    ]
    if not open_:
        return None
    _, row, answer = min(open_, key=lambda each: (each[0], each[1].key))
    return row, answer
