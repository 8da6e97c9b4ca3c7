"""Point: one thing of a digest in words, as it stands or as it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..report.language.language import Language
from ..sitrep.facts import Change
from ..sitrep.row import Answer, Row, Told
from ..sitrep.say import Sayer

MARKS = {"ar": ("، ", "؛ ")}


@dataclass(frozen=True, slots=True)
class Word:
    """On whose word, and the exact words where there are any; `marks`: not reviewed, withheld."""

    by: str
    quote: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said of a thing: its state or figure, since or until when, details; on whose word."""

    state: str
    rest: str
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing: what it is, what is said of it, on whose word.

    `kind`: new, changed and so on, None where things stand. `before`: what was said before.
    `name` stands as somebody wrote it.
    """

    kind: str | None
    name: str
    differ: str | None
    sayings: tuple[Saying, ...]
    before: tuple[str, ...] = ()


def change_point(sayer: Sayer, change: Change, reasons: tuple[str, ...] | None) -> Point:
    """A change; `reasons` why it was taken back, None where it was not."""
    say, taken_back = sayer.language.say, reasons is not None
    kind = say("dg-taken-back") if taken_back else say(f"sit-k-{change.kind}")
    old = change.before if change.kind != "passed" else None
    before = () if old is None else old.answers
    said = (_saying(sayer, change.row, answer) for answer in before)
    # where nothing is said any more, who said it stands on a line of its own
    words = change.after is not None
    texts = (
        joined((one.state, one.rest, *(w.by for w in one.words if words)), sayer.language, 1)
        for one in said
    )
    was = [say("dg-before", what=text) for text in texts if text]
    if reasons:
        was += [say("dg-why-taken-back", why=why) for why in reasons if why]
    if change.after is not None:
        return point_of(sayer, change.after, kind, tuple(was))
    gone = point_of(sayer, change.row, kind)
    told = tuple(Saying("", "", one.words) for one in gone.sayings)
    return Point(kind, gone.name, None, told, tuple(was))


def point_of(
    sayer: Sayer, row: Row, kind: str | None = None, before: tuple[str, ...] = ()
) -> Point:
    """A row of a sitrep in words; `kind` and `before` where it is a change."""
    parts = (_apart(part, sayer.language) for part in (row.under, row.name) if part)
    name = joined(parts, sayer.language)
    return Point(
        kind,
        name,
        sayer.language.say("sit-differs") if row.differ else None,
        tuple(_saying(sayer, row, one) for one in row.answers),
        before,
    )


def _saying(sayer: Sayer, row: Row, answer: Answer) -> Saying:
    rest = joined(_rest(sayer, row, answer), sayer.language, 1)
    return Saying(state_of(sayer, answer), rest, tuple(_words(sayer, answer.told)))


def _rest(sayer: Sayer, row: Row, answer: Answer) -> Iterator[str]:
    """Since or until when, and details."""
    say = sayer.language.say
    if row.section == "deadlines":
        yield f"{say('sit-ends')}: {sayer.when(answer.until)}"
        if answer.until is not None and answer.until.latest < sayer.sitrep.as_of:
            yield say("sit-passed")
    elif answer.since is not None:
        yield f"{say('sit-since')}: {sayer.when(answer.since)}"
    for detail in answer.details:
        label, value = sayer.detail(detail)
        yield f"{label}: {_apart(value, sayer.language)}" if value else label


def state_of(sayer: Sayer, answer: Answer) -> str:
    """The figure and the state of an answer."""
    figure = "" if answer.figure is None else sayer.figure(answer.figure)
    return f"{figure} {sayer.state(answer.state)}".strip()


def _words(sayer: Sayer, many: Iterable[Told]) -> Iterator[Word]:
    for told in many:
        pieces = (_apart(text, sayer.language) if own else text for text, own in sayer.told(told))
        by = joined(pieces, sayer.language)
        yield Word(f"{sayer.language.say('sit-by-whom')}: {by}", told.quote, sayer.marks(told))


def joined(parts: Iterable[str | None], language: Language, mark: int = 0) -> str:
    """Parts with a comma (0) or semicolon (1) of the language between them."""
    between = MARKS.get(language.code, (", ", "; "))[mark]
    return between.join(part for part in parts if part)


def _apart(text: str, language: Language) -> str:
    """Words of others in a language from the right keep their direction to themselves."""
    return f"\u2068{text}\u2069" if language.direction == "rtl" else text
