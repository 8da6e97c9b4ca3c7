"""Sheet: a table of a sitrep in words, from which page, print and text are made alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from .facts import Change
from .row import SECTIONS, Answer, Row, Told
from .say import Sayer

Look = Literal["word", "name", "label", "state", "mark", "quote", "code", "stop"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and how they look: "name" and "quote" stand as somebody wrote them.

    "stop" is a comma that clings to what stands before it. `tone`: for a state, "good", "bad" or
    "unknown", as on the gate board of a report.
    """

    text: str
    look: Look = "word"
    tone: str = ""


def spaced(pieces: Iterable[tuple[Piece, str]]) -> str:
    """Pieces as they are said, with spaces between them but before a stop."""
    return "".join(
        said if piece.look == "stop" or not number else f" {said}"
        for number, (piece, said) in enumerate(pieces)
    )


Line = tuple[Piece, ...]
Cell = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`title` in words; `caption` and `heads` by key; rows of cells, each of lines of pieces."""

    id: str
    title: str
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


# how a state looks: as on the gate board of a report; any other is plain
TONES = {
    "good": frozenset({"open", "granted", "resumed", "restored", "running", "agreed", "met"}),
    "bad": frozenset(
        {
            *("closed", "not_operated", "full", "withheld", "withdrawn", "cancelled"),
            *("suspended", "failed", "cut"),
        }
    ),
    "unknown": frozenset(
        {
            *("unknown", "unsaid", "pending", "conditional", "only_if", "restricted", "damaged"),
            *("planned_open", "planned_closed", "outbound_only", "at_risk", "paused", "not_known"),
        }
    ),
}
HEADS = ("sit-what", "sit-state", "sit-details", "sit-by-whom", "sit-since")
TITLES = {name: f"sit-sec-{name}" for name in SECTIONS}


def title_of(sayer: Sayer) -> str:
    """The title: the number, and the scenario's title where the readers may see it."""
    sitrep = sayer.sitrep
    if not sitrep.title:
        return sayer.language.say("sit-title", number=sitrep.number)
    return sayer.language.say("sit-title-named", number=sitrep.number, title=sitrep.title[:300])


def change_sheet(sayer: Sayer) -> Sheet:
    """What changed, first of all."""
    sitrep = sayer.sitrep
    first = sitrep.since is None
    say = sayer.language.say
    if sitrep.since is None:
        title = say("sit-sec-first")
    elif sitrep.after is None:
        title = say("sit-sec-changes", since=sayer.at(sitrep.since))
    else:
        title = say("sit-sec-after", number=sitrep.after, since=sayer.at(sitrep.since))
    heads = ("sit-change", "sit-what", "sit-now", "sit-before", "sit-by-whom")
    rows = () if first else tuple(_change(sayer, change) for change in sitrep.changes)
    return _narrow(Sheet("changes", title, "sit-cap-changes", heads, rows))


def section_sheets(sayer: Sayer) -> tuple[Sheet, ...]:
    """A sheet for each section that holds something."""
    found = []
    for name in SECTIONS:
        rows = sayer.sitrep.section(name)
        heads = (*HEADS[:4], "sit-ends") if name == "deadlines" else HEADS
        lines = tuple(_row(sayer, row, answer) for row in rows for answer in row.answers)
        if lines:
            title = sayer.language.say(TITLES[name])
            found.append(_narrow(Sheet(name, title, f"sit-cap-{name}", heads, lines)))
    return tuple(found)


def _narrow(sheet: Sheet) -> Sheet:
    """Without the columns that hold nothing."""
    kept = [i for i in range(len(sheet.heads)) if i == 0 or any(row[i] for row in sheet.rows)]
    rows = tuple(tuple(row[i] for i in kept) for row in sheet.rows)
    return replace(sheet, heads=tuple(sheet.heads[i] for i in kept), rows=rows)


def source_sheet(sayer: Sayer) -> Sheet:
    """The texts that it rests on, by number."""
    say = sayer.language.say
    rows = []
    for source in sayer.sitrep.sources:
        title: list[Line] = []
        if source.title:
            title.append((Piece(source.title, "name"),))
        if source.url:
            title.append((Piece(source.url, "code"),))
        if source.copies:
            title.append((Piece(say("sit-copies", count=source.copies)),))
        rows.append(
            (
                ((Piece(f"[{source.number}]", "code"),),),
                ((Piece(source.outlet or say("sit-not-named"), "name"),),),
                tuple(title),
                ((Piece(sayer.when(source.published)),),),
            )
        )
    heads = ("sit-text", "sit-outlet", "sit-what", "sit-published-on")
    return _narrow(Sheet("sources", say("sit-sec-sources"), "sit-cap-sources", heads, tuple(rows)))


def gap_lines(sayer: Sayer) -> tuple[str, ...]:
    """What nobody has said, a sentence each."""
    return tuple(sayer.language.say(gap.key, name=gap.name) for gap in sayer.sitrep.gaps)


def _row(sayer: Sayer, row: Row, answer: Answer) -> tuple[Cell, ...]:
    if row.section == "deadlines":
        last: Cell = ((Piece(sayer.when(answer.until)),), (Piece(sayer.left(answer.until)),))
    else:
        since = answer.since
        last = () if since is None else ((Piece(sayer.when(since)),),)
    return (
        (*_what(row), *_differ(sayer, row)),
        _state(sayer, answer),
        tuple(_detail(sayer, answer, number) for number in range(len(answer.details))),
        _told(sayer, answer.told),
        last,
    )


def _what(row: Row) -> Cell:
    lines: list[Line] = [(Piece(row.name, "name"),)]
    if row.under:
        lines.append((Piece(row.under, "name"),))
    return tuple(lines)


def _differ(sayer: Sayer, row: Row) -> Cell:
    return ((Piece(sayer.language.say("sit-differs"), "mark"),),) if row.differ else ()


def _state(sayer: Sayer, answer: Answer) -> Cell:
    word = answer.state or ""
    tone = next((name for name, words in TONES.items() if word in words), "")
    state = Piece(sayer.state(answer.state), "state", tone)
    if answer.figure is None:
        return ((state,),)
    number = Piece(sayer.figure(answer.figure), "state")
    return ((number,), (Piece(state.text),)) if state.text else ((number,),)


def _detail(sayer: Sayer, answer: Answer, number: int) -> Line:
    label, value = sayer.detail(answer.details[number])
    return (Piece(label, "label"), Piece(value, "name")) if value else (Piece(label),)


def _told(sayer: Sayer, many: tuple[Told, ...]) -> Cell:
    lines: list[Line] = []
    for told in many:
        line: list[Piece] = []
        for words, as_written in sayer.told(told):
            line += [Piece(sayer.language.say("sit-comma"), "stop")] if line else []
            line.append(Piece(words, "name" if as_written else "word"))
        number = sayer.number(told)
        if number:
            line.append(Piece(number, "code"))
        line += [Piece(mark, "mark") for mark in sayer.marks(told)]
        lines.append(tuple(line))
        if told.quote:
            lines.append((Piece(told.quote, "quote"),))
    return tuple(lines)


def _change(sayer: Sayer, change: Change) -> tuple[Cell, ...]:
    row = change.row
    kind = sayer.language.say(f"sit-k-{change.kind.replace('_', '-')}")
    section = sayer.language.say(TITLES[row.section])
    told = tuple(one for answer in row.answers for one in answer.told)
    return (
        ((Piece(kind, "state"),),),
        (*_what(row), *_differ(sayer, row), (Piece(section),)),
        _answers(sayer, change.after) + (((Piece(change.why, "name"),),) if change.why else ()),
        _answers(sayer, change.before),
        _told(sayer, told),
    )


def _answers(sayer: Sayer, row: Row | None) -> Cell:
    """All that is said of a row; where there is more than one answer, whose each is."""
    lines: list[Line] = []
    for answer in row.answers if row else ():
        state, *more = _state(sayer, answer)
        if row is not None and len(row.answers) > 1:
            names = (one.by or (one.via[0] if one.via else "") for one in answer.told)
            state += tuple(Piece(f"({name})", "name") for name in dict.fromkeys(names) if name)
        lines += [state, *more]
        if row is not None and row.section == "deadlines":
            lines.append((Piece(sayer.when(answer.until)),))
        lines += [_detail(sayer, answer, number) for number in range(len(answer.details))]
    return tuple(lines)
