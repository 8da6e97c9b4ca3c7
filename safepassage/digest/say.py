"""Say: a digest in words, once, for plain text and page alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..report.language.language import ENGLISH, Language
from ..sitrep.changes import ORDER
from ..sitrep.facts import Change
from ..sitrep.say import Sayer
from ..sitrep.sheet import TITLES
from ..situation.disclosure.grade import PLANNERS
from .digest import Digest
from .plain import plain
from .point import Point, change_point, joined, point_of, state_of
from .subscriber import Subscriber, Subscribers

MOST = 60  # things of one section that a mail shows
MOST_CHANGES = 150  # they are not told again, so more of them
SUBJECT = 70  # characters of a subject that name the first change


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its points; `more` says how many are not shown."""

    heading: str
    points: tuple[Point, ...]
    more: str | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A whole digest in words. `head` changes with the instant, the rest with what is said.

    `notice`: what the scenario says of itself. `sources`, `leave`: words, and an address of the
    web where there is one.
    """

    subject: str
    title: str
    head: tuple[str, ...]
    notice: str | None
    warnings: tuple[str, ...]
    changes: Part | None
    no_change: str | None
    stands: str
    parts: tuple[Part, ...]
    sources_heading: str
    sources: tuple[tuple[str, str | None], ...]
    foot: tuple[str, ...] = ()
    leave: tuple[tuple[str, str | None], ...] = ()


def addressed(spoken: Spoken, sender: Subscribers, subscriber: Subscriber) -> Spoken:
    """The same with why this subscriber gets it, and how to leave."""
    language = Language(subscriber.language)
    return replace(
        spoken,
        foot=tuple(_foot(language, sender, subscriber)),
        leave=tuple(_leave(language, subscriber)),
    )


def say_digest(digest: Digest, sender: Subscribers, subscriber: Subscriber) -> Spoken:
    """A digest in the words of a language, for all who asked for the same as the subscriber."""
    language = Language(subscriber.language)
    facts = plain(digest.facts)
    sayer = Sayer(language, facts)
    say = language.say
    changes = tuple(
        change_point(sayer, change, plain(_taken_back(digest, raw)))
        for change, raw in zip(facts.changes, digest.facts.changes, strict=True)
    )
    warnings = []
    if facts.unreviewed:
        warnings.append(say("sit-unreviewed-top", count=facts.unreviewed))
    if digest.since is not None and digest.since.in_doubt is not None:
        at = sayer.at(digest.since.in_doubt)
        warnings.append(say("dg-doubt", since=at, sender=sender.reply_to or sender.sender))
    if facts.hides_numbers:
        warnings.append(say("sit-hides-numbers"))
    return Spoken(
        subject=_subject(sayer, digest, sender.title, changes),
        title=sender.title,
        head=_head(sayer, digest, subscriber),
        notice=facts.notice,
        warnings=tuple(warnings),
        changes=_part(sayer, say("dg-changed"), changes, MOST_CHANGES) if changes else None,
        no_change=None if changes or digest.is_first else say("dg-no-change"),
        stands=say("dg-stands"),
        parts=tuple(_parts(sayer)),
        sources_heading=say("sit-sec-sources"),
        sources=_sources(sayer, digest),
    )


def _taken_back(digest: Digest, change: Change) -> tuple[str, ...] | None:
    """Why all that was said of a thing was taken back; None where it was not, or more is said."""
    if change.after is not None and change.after.told:
        return None
    return digest.taken_back.get((change.row.section, change.row.key))


def _head(sayer: Sayer, digest: Digest, subscriber: Subscriber) -> tuple[str, ...]:
    say, facts = sayer.language.say, sayer.sitrep
    at = sayer.at(facts.as_of)
    lines = [say("dg-as-of", as_of=at, timezone=facts.timezone)]
    if digest.since is None:
        lines.append(say("dg-first"))
    else:
        lines.append(say("dg-since", since=sayer.at(digest.since.as_of)))
    if subscriber.topics:
        topics = "; ".join(say(TITLES[name]) for name in ORDER if name in subscriber.sections)
        lines.append(say("dg-about", topics=topics))
    if digest.places:
        lines.append(say("dg-places", places=", ".join(plain(digest.places))))
    lines.append(say(f"sit-grade-{facts.grade}"))
    lines.append(say("sit-lead"))
    return tuple(lines)


def _foot(language: Language, sender: Subscribers, subscriber: Subscriber) -> Iterator[str]:
    say = language.say
    yield say("r-voluntary")
    if language.code != ENGLISH:
        yield say("r-other-languages-in")
        yield say("r-not-reviewed")
    yield say("dg-why", address=subscriber.address, sender=sender.sender_name)


def _leave(language: Language, subscriber: Subscriber) -> Iterator[tuple[str, str | None]]:
    """How to leave: a sentence, and the address of the web in it, if there is one."""
    leave = subscriber.unsubscribe
    if leave.url is not None:
        yield language.say("dg-leave-web", url=leave.url), leave.url
    if leave.mailto is not None:
        yield language.say("dg-leave-mail", address=leave.mailto), None


def _subject(sayer: Sayer, digest: Digest, title: str, changes: tuple[Point, ...]) -> str:
    say = sayer.language.say
    if digest.is_first:
        return say("dg-subject-first", title=title)
    if not changes:
        return say("dg-subject-quiet", title=title)
    change = plain(digest.facts.changes[0])
    row = change.row
    before = () if change.before is None else tuple(one.said for one in change.before.answers)
    new = [one for one in row.answers if one.said not in before]
    if change.after is None or not row.told:  # nobody says anything of it any more
        new = []
    state = next((said for one in new if (said := state_of(sayer, one))), changes[0].kind or "")
    name = joined((row.name, row.under), sayer.language)
    room = max(SUBJECT - len(state), 20)
    what = f"{name if len(name) <= room else f'{name[: room - 1]}…'}: {state}"
    if len(changes) == 1:
        return say("dg-subject-one", title=title, what=what)
    return say("dg-subject-more", title=title, what=what, count=len(changes) - 1)


def _parts(sayer: Sayer) -> Iterator[Part]:
    for name in ORDER:
        rows = sayer.sitrep.section(name)
        if rows:
            points = tuple(point_of(sayer, row, None) for row in rows)
            yield _part(sayer, sayer.language.say(TITLES[name]), points)


def _part(sayer: Sayer, heading: str, points: tuple[Point, ...], most: int = MOST) -> Part:
    left = len(points) - most
    more = sayer.language.say("dg-more", count=left) if left > 0 else None
    return Part(heading, points[:most], more)


def _sources(sayer: Sayer, digest: Digest) -> tuple[tuple[str, str | None], ...]:
    say, inside = sayer.language.say, sayer.sitrep.grade == PLANNERS
    found = []
    for text in plain(digest.sources):
        outlet = text.outlet or (text.name if inside else say("sit-by-text"))
        when = say("sit-read-on", when=sayer.when(text.published))
        # a headline, and often an address, says in words what may have to stay inside
        words = joined((outlet, text.title if inside else None, when), sayer.language)
        found.append((words, text.url if inside else None))
    return tuple(dict.fromkeys(found))
