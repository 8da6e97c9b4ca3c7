"""Write letters: whose digest is due, and what it says; nothing is sent here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ..canonical import canonical_json
from ..errors import UsageError
from ..report.language.language import Language
from ..sitrep.names import Names
from ..situation.record import Record
from .digest import Digest, make_digest
from .history import History, Since
from .ledger import DEFERRED, MADE, REFUSED, SENDING, Draft, Ledger, Letter
from .mail import Said, digest_id, mail_bytes, one_line
from .mail_page import mail_page
from .mail_text import body_text, mail_text
from .say import Spoken, say_digest
from .subscriber import DAILY, EACH_CHANGE, Subscriber, Subscribers, slot_of

FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=4)
NOT_DUE, NOTHING_NEW, WAITS, TURNED_DOWN, DUE = "not_due", "nothing_new", "waits", "refused", "due"


@dataclass(frozen=True, slots=True)
class Written:
    """What is to be done for one subscriber: a letter to send, or why there is none.

    `fate`: due, not_due, nothing_new, waits (a server asked for patience) or refused (a server
    would not take the same digest). `letter` is None where nothing is noted in a ledger.
    """

    subscriber: Subscriber
    fate: str
    said: Said | None = None
    mail: bytes | None = None
    letter: Letter | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """What letters are made from. `names`: those of a language."""

    record: Record
    sender: Subscribers
    names: Callable[[str], Names]
    with_unreviewed: bool = False


def write_letters(desk: Desk, ledger: Ledger, now: datetime) -> Iterator[Written]:
    """For each subscriber a letter, if one is due; it is noted in the ledger before it is given.

    UsageError: somebody reads the grade public and no scenario was given.
    """
    _refuse_nameless(desk)
    histories: dict[str, History] = {}
    for subscriber in desk.sender.subscribers:
        yield _write(desk, histories, ledger, subscriber, now)


def preview_letters(desk: Desk, ledger: Ledger | None, now: datetime) -> Iterator[Written]:
    """The letters as they would be if all were due, with nothing noted anywhere."""
    _refuse_nameless(desk)
    histories: dict[str, History] = {}
    for subscriber in desk.sender.subscribers:
        done = None if ledger is None else ledger.last_done(subscriber.address.lower())
        digest = _digest(desk, histories, subscriber, now, _since(desk, subscriber, done))
        slot = slot_of(subscriber.frequency, desk.sender.zone_of(subscriber), now)
        said, draft = _draft(desk, subscriber, digest, slot, now)
        fate = NOTHING_NEW if _stays_quiet(digest, subscriber) else DUE
        yield Written(subscriber, fate, said, draft.mail)


def _write(
    desk: Desk,
    histories: dict[str, History],
    ledger: Ledger,
    subscriber: Subscriber,
    now: datetime,
) -> Written:
    address = subscriber.address.lower()
    slot = slot_of(subscriber.frequency, desk.sender.zone_of(subscriber), now)
    last, done = ledger.last(address), ledger.last_done(address)
    if slot is not None and done is not None and done.slot is not None and done.slot >= slot:
        return Written(subscriber, NOT_DUE)
    if last is not None and last.state == DEFERRED and now < retry_at(last):
        return Written(subscriber, WAITS, letter=last, until=retry_at(last))
    digest = _digest(desk, histories, subscriber, now, _since(desk, subscriber, done))
    said, draft = _draft(desk, subscriber, digest, slot, now)
    if _stays_quiet(digest, subscriber):
        if subscriber.frequency != EACH_CHANGE:
            ledger.make(replace(draft, mail=None), now)
        return Written(subscriber, NOTHING_NEW)
    letter = ledger.make(draft, now)
    fate = {MADE: DUE, DEFERRED: DUE, REFUSED: TURNED_DOWN}.get(letter.state, NOT_DUE)
    return Written(subscriber, fate, said, letter.mail, letter)


def retry_at(letter: Letter) -> datetime:
    """When a letter that a server put off may be tried again: after 15 minutes, then twice that."""
    doubled: int = 2 ** min(max(letter.tries - 1, 0), 8)
    return letter.at + min(FIRST_WAIT * doubled, LONGEST_WAIT)


def _stays_quiet(digest: Digest, subscriber: Subscriber) -> bool:
    """A daily digest comes even when nothing is new, so that its absence means something."""
    return digest.is_quiet and not subscriber.frequency.startswith(DAILY)


def _since(desk: Desk, subscriber: Subscriber, done: Letter | None) -> Since | None:
    """The last digest, unless something else was asked for then: what was said can differ."""
    if done is None or done.asked != _asked(desk, subscriber):
        return None
    return Since(done.seen, done.as_of, done.state != SENDING)


def _asked(desk: Desk, subscriber: Subscriber) -> str:
    asked = [subscriber.grade, subscriber.topics, subscriber.places, desk.with_unreviewed]
    return canonical_json(asked).decode()


def _digest(
    desk: Desk,
    histories: dict[str, History],
    subscriber: Subscriber,
    now: datetime,
    since: Since | None,
) -> Digest:
    language = subscriber.language
    if language not in histories:
        histories[language] = History(desk.record, desk.names(language), desk.with_unreviewed)
    zone = str(desk.sender.zone_of(subscriber))
    return make_digest(histories[language], subscriber, zone, now, since)


def _draft(
    desk: Desk, subscriber: Subscriber, digest: Digest, slot: datetime | None, now: datetime
) -> tuple[Said, Draft]:
    """What is said, and the mail that says it."""
    language = Language(subscriber.language)
    spoken = say_digest(digest, desk.sender, subscriber)
    said = Said(
        one_line(spoken.subject), mail_text(spoken, language.code), mail_page(spoken, language)
    )
    since = None if digest.since is None else digest.since.as_of
    name = digest_id(subscriber, slot, since, _lasting(spoken, language))
    mail = mail_bytes(desk.sender, subscriber, said, name, now)
    address, seen = subscriber.address.lower(), len(desk.record.events)
    return said, Draft(name, address, slot, seen, _asked(desk, subscriber), mail)


def _lasting(spoken: Spoken, language: Language) -> str:
    return f"{spoken.subject}\n{body_text(spoken, language.code)}"


def _refuse_nameless(desk: Desk) -> None:
    readers = [one.address for one in desk.sender.subscribers if one.grade == "public"]
    if readers and not desk.names("en").names:
        raise UsageError(
            f"{readers[0]} reads the grade public: its digest is made of the scenario's names and "
            "holds no words of a text. Give the scenario with --scenario."
        )
