"""Make a sitrep: from a record, as of an instant, for readers of a grade."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from ..errors import UsageError
from ..situation.disclosure.for_grade import for_grade, held_for
from ..situation.disclosure.grade import PLANNERS, PUBLIC, check_grade
from ..situation.disclosure.kept_inside import kept_inside
from ..situation.record import Held, Record
from ..visible import visible, visible_or_none
from .by_then import by_then
from .changes import changes_of, with_taken_back
from .facts import Change, Gap, Sitrep, Source
from .names import NO_NAMES, Names
from .row import Row
from .rows import UNSAID, rows_of
from .seen_by import seen_by
from .series import Issue, issues


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a sitrep.

    `as_of`: what it is about; `known`: up to when the record is read (None: all of it). `since`:
    the instant to compare with (None: the last sitrep of the series before `as_of`, else the
    beginning). `next_at`: when the next one is planned.
    """

    as_of: datetime
    grade: str = "planners"
    known: datetime | None = None
    since: datetime | None = None
    next_at: datetime | None = None
    with_unreviewed: bool = False


def make_sitrep(record: Record, asked: Asked, names: Names = NO_NAMES) -> Sitrep:
    """The facts of a sitrep; the same record and question give the same facts.

    Nothing that was said or published later than `as_of` is used, whenever it was recorded.

    Its number is the next of the series of its grade; one that says what an earlier one said, as
    of the same instant, keeps that number. It is a draft until `issued` notes it in the record.

    Raises
    ------
    UsageError
        An unknown grade; a period that ends before it begins; a public sitrep without a scenario,
        whose names are all that the public may read.
    """
    check_grade(asked.grade)
    if asked.grade == PUBLIC and not names.names:
        raise UsageError(
            "--grade public needs --scenario: the public's sitrep is made of the scenario's names "
            "and holds no words of a text."
        )
    given = issues(record, asked.grade)
    if asked.since is not None and asked.since >= asked.as_of:
        raise UsageError(
            f"--since {asked.since:%Y-%m-%d %H:%M%z} is not before "
            f"--as-of {asked.as_of:%Y-%m-%d %H:%M%z}"
        )
    number = max((issue.number for issue in given), default=0) + 1
    newest: Sitrep | None = None
    for last in _forerunners(given, asked):
        sitrep = _made(record, asked, names, last)
        for issue in given:
            if (issue.as_of, issue.facts) == (asked.as_of, sitrep.mark):
                return replace(sitrep, number=issue.number)
        newest = newest or replace(sitrep, number=number, draft=True)
    assert newest is not None
    return newest


def with_names(record: Record, asked: Asked, sitrep: Sitrep, names: Names) -> Sitrep:
    """The same sitrep with names in another language beside the own ones; it keeps its number."""
    given = issues(record, asked.grade)
    last = next((issue for issue in given if issue.number == sitrep.after), None)
    said = _made(record, asked, names, last)
    return replace(said, number=sitrep.number, draft=sitrep.draft, mark=sitrep.mark)


def _forerunners(given: tuple[Issue, ...], asked: Asked) -> tuple[Issue | None, ...]:
    """Which sitreps it may be compared with, the likeliest first.

    One that was given out as of the same instant is a forerunner if something was put right since;
    if it says the same, this is that one again, and compared with what that one was.
    """
    if asked.since is not None:
        return (None,)
    same = [issue for issue in given if issue.as_of == asked.as_of]
    before = next((issue for issue in reversed(given) if issue.as_of < asked.as_of), None)
    return (*reversed(same), before)


def _made(record: Record, asked: Asked, names: Names, last: Issue | None) -> Sitrep:
    """The sitrep without its number, compared with one that was given out or with `since`."""
    since = last.as_of if last else asked.since
    now = held_for(by_then(record, asked.as_of), asked.grade, asked.known, names.withheld)
    rows = seen_by(_rows(now, names, asked, asked.as_of, since), now, names, asked.grade)
    changes: tuple[Change, ...] = ()
    if since is not None:
        then = _held_before(record, names, asked, since, last)
        whole = _rows(then, names, asked, since, since)
        before = seen_by(whole, then, names, asked.grade)
        changes = with_taken_back(changes_of(before, rows, since, asked.as_of), whole, now)
    sitrep = replace(
        _sitrep(now, names, asked, rows, changes),
        since=since,
        after=last.number if last else None,
    )
    return replace(sitrep, mark=sitrep.fingerprint())


def _sitrep(
    now: Held, names: Names, asked: Asked, rows: tuple[Row, ...], changes: tuple[Change, ...]
) -> Sitrep:
    inside = asked.grade == PLANNERS
    said = (*rows, *(change.row for change in changes))
    sources = _sources(now, said, inside)
    return Sitrep(
        number=0,
        grade=asked.grade,
        title=names.title if asked.grade != PUBLIC else "",
        timezone=names.timezone,
        as_of=asked.as_of,
        # the instant of the last event could tell that something was put down and withheld
        known=now.known if inside and now.events else asked.known or asked.as_of,
        since=None,
        next_at=asked.next_at,
        with_unreviewed=asked.with_unreviewed,
        rows=rows,
        changes=changes,
        gaps=_gaps(rows, names, inside),
        sources=sources,
        numbers=_numbers(now, sources, said),
        help=names.help,
        notice=names.notice,
        waiting=_waiting(now) if inside and not asked.with_unreviewed else None,
        hides_numbers=bool(names.withheld) and asked.grade == "partners",
    )


def _rows(
    held: Held, names: Names, asked: Asked, at: datetime, since: datetime | None
) -> tuple[Row, ...]:
    """The rows of what these readers may know, with the ids of claims, which not all may see."""
    inside = asked.grade == PLANNERS
    return rows_of(
        held, names, at, since=since, with_unreviewed=asked.with_unreviewed, inside=inside
    )


def _held_before(
    record: Record, names: Names, asked: Asked, since: datetime, last: Issue | None
) -> Held:
    """What was held when the last sitrep was made, or at `since`, by the readers of the grade.

    What is withheld now is withheld from the past as well.
    """
    then = by_then(record, since)
    if last is None:
        held = held_for(then, asked.grade, asked.known, names.withheld)
        # a record that was begun later held nothing then; what it holds of then stands in for it
        if held.events and held.events[0].recorded <= since:
            known = min(since, asked.known or since)
            held = held_for(then, asked.grade, known, names.withheld)
    else:
        # by its place in the log: what was put right may have been noted in the same instant
        seen = Record(tuple(event for event in then.events if event.number < last.event))
        kept = kept_inside(record.now(), names.withheld)
        held = for_grade(seen.now(), asked.grade, kept=kept)
    return held


def _sources(held: Held, rows: Iterable[Row], inside: bool) -> tuple[Source, ...]:
    """The texts that rows rest on, in the order in which they are first named."""
    used = dict.fromkeys(one.document for row in rows for one in row.told if one.document)
    found = []
    for number, sha256 in enumerate((name for name in used if name in held.documents), 1):
        text = held.documents[sha256]
        copies = sum(other.copy_of == sha256 for other in held.documents.values())
        found.append(
            Source(
                number,
                visible(text.outlet or (text.name if inside else "")),
                # a headline, and often an address, says in words what may have to stay inside
                visible_or_none(text.title) if inside else None,
                text.published,
                visible_or_none(text.url) if inside else None,
                text.language,
                copies,
            )
        )
    return tuple(found)


def _numbers(held: Held, sources: tuple[Source, ...], rows: Iterable[Row]) -> dict[str, int]:
    used = dict.fromkeys(one.document for row in rows for one in row.told if one.document)
    known = [name for name in used if name in held.documents]
    return {name: source.number for name, source in zip(known, sources, strict=True)}


def _gaps(rows: Iterable[Row], names: Names, inside: bool) -> tuple[Gap, ...]:
    """What nobody has said: sides without a word, deadlines without an end, figures in dispute."""
    gaps = []
    for row in rows:
        label = ", ".join(part for part in (row.under, row.name) if part)
        if row.section == "access" and all(answer.state == UNSAID for answer in row.answers):
            gaps.append(Gap("sit-gap-side", label))
        if row.section == "deadlines" and all(answer.until is None for answer in row.answers):
            gaps.append(Gap("sit-gap-deadline", row.name))
        if row.differ:
            gaps.append(Gap("sit-gap-differ", label))
    if inside:
        gaps += [
            Gap("sit-gap-withheld", names.of(address) or address)
            for address in sorted(names.withheld)
        ]
    return tuple(gaps)


def _waiting(held: Held) -> int:
    """Claims that wait for review and would otherwise be in it."""
    return sum(state == "proposed" for state in held.states.values())
