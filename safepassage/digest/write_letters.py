"""Write letters: whose digest is due, and what it says; nothing is sent here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..canonical import canonical_json
from ..errors import UsageError
from ..report.language.language import Language
from ..sitrep.names import Names
from ..situation.disclosure.grade import PUBLIC
from ..situation.record import Record
from .digest import Digest, make_digest
from .history import History
from .ledger import DEFERRED, MADE, REFUSED, Draft, Ledger, Letter
from .mail import Said, digest_id, mail_bytes, one_line
from .mail_page import mail_page
from .mail_text import body_text, mail_text
from .past import Past, Since
from .say import Spoken, addressed, say_digest
from .subscriber import DAILY, Subscriber, Subscribers, slot_of

FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=4)
STALE = timedelta(hours=1)
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
    pen = _Pen(desk, now)
    for subscriber in desk.sender.subscribers:
        yield _write(pen, ledger, subscriber)


def preview_letters(desk: Desk, ledger: Ledger | None, now: datetime) -> Iterator[Written]:
    """The letters as they would be if all were due, with nothing noted anywhere."""
    _refuse_nameless(desk)
    pen = _Pen(desk, now)
    for subscriber in desk.sender.subscribers:
        asked = pen.ask(subscriber, ledger)
        said, draft = pen.draft(asked, pen.slot(subscriber))
        fate = NOTHING_NEW if pen.stays_quiet(asked) else DUE
        yield Written(subscriber, fate, said, draft.mail)


def _write(pen: _Pen, ledger: Ledger, subscriber: Subscriber) -> Written:
    address, slot = subscriber.address.lower(), pen.slot(subscriber)
    last, done = ledger.last(address), ledger.last_done(address)
    if slot is not None and done is not None and done.slot is not None and done.slot >= slot:
        return Written(subscriber, NOT_DUE)
    if last is not None and last.state == DEFERRED and pen.now < retry_at(last):
        return Written(subscriber, WAITS, letter=last, until=retry_at(last))
    asked = pen.ask(subscriber, ledger)
    if pen.stays_quiet(asked):
        if slot is not None:
            ledger.make(pen.silence(asked, slot), asked.at)
        return Written(subscriber, NOTHING_NEW)
    said, draft = pen.draft(asked, slot)
    letter = ledger.make(draft, asked.at)
    if letter.state in (MADE, DEFERRED) and pen.now - letter.as_of > STALE:
        # no server has it, so it is written again rather than sent with an instant long past
        said, draft = pen.draft(asked, slot, pen.now)
        letter = ledger.make(draft, asked.at)
    fate = {MADE: DUE, DEFERRED: DUE, REFUSED: TURNED_DOWN}.get(letter.state, NOT_DUE)
    return Written(subscriber, fate, said, letter.mail, letter)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a subscriber is told: since when, as of when, and in which zone times are shown."""

    subscriber: Subscriber
    since: Since | None
    zone: str
    at: datetime

    @property
    def key(self) -> tuple[object, ...]:
        """The same for all who are told the same words."""
        one = self.subscriber
        daily = one.frequency.startswith(DAILY)
        what = (one.language, one.grade, one.topics, one.places, daily)
        return (*what, self.zone, self.since, self.at)


class _Pen:
    """Writes letters as of an instant; what many are told is made once."""

    def __init__(self, desk: Desk, now: datetime) -> None:
        self.desk, self.now = desk, now
        self._past: Past | None = None
        self._histories: dict[str, History] = {}
        self._digests: dict[tuple[object, ...], Digest] = {}
        self._spoken: dict[tuple[object, ...], Spoken] = {}

    def slot(self, subscriber: Subscriber) -> datetime | None:
        """The hour or day that is due."""
        return slot_of(subscriber.frequency, self.desk.sender.zone_of(subscriber), self.now)

    def ask(self, subscriber: Subscriber, ledger: Ledger | None) -> _Asked:
        """The last digest counts, unless something else was asked for then."""
        since = None
        address = subscriber.address.lower()
        done = None if ledger is None else ledger.last_done(address)
        if ledger is not None and done is not None and done.asked == self._wanted(subscriber):
            doubt = ledger.in_doubt(address)
            since = Since(done.seen, done.as_of, None if doubt is None else doubt.as_of)
        # if the clock was put back, nothing that was told already is to look as if it were gone
        at = self.now if since is None else max(self.now, since.as_of)
        return _Asked(subscriber, since, str(self.desk.sender.zone_of(subscriber)), at)

    def stays_quiet(self, asked: _Asked) -> bool:
        """A daily digest comes even when nothing is new, so that its absence means something."""
        daily = asked.subscriber.frequency.startswith(DAILY)
        return not daily and self._digest(asked).is_quiet

    def silence(self, asked: _Asked, slot: datetime) -> Draft:
        """What is noted where nothing was new in an hour."""
        return self._noted(asked, slot, digest_id(asked.subscriber, slot, None, ""), None)

    def draft(
        self, asked: _Asked, slot: datetime | None, again: datetime | None = None
    ) -> tuple[Said, Draft]:
        """What is said, and the mail that says it; `again` tells it from an older one alike."""
        sender, subscriber = self.desk.sender, asked.subscriber
        language = Language(subscriber.language)
        if asked.key not in self._spoken:
            self._spoken[asked.key] = say_digest(self._digest(asked), sender, subscriber)
        spoken = addressed(self._spoken[asked.key], sender, subscriber)
        text, page = mail_text(spoken, language.code), mail_page(spoken, language)
        said = Said(one_line(spoken.subject), text, page)
        lasting = f"{spoken.subject}\n{body_text(spoken, language.code)}{again or ''}"
        since = None if asked.since is None else asked.since.as_of
        name = digest_id(subscriber, slot, since, lasting)
        mail = mail_bytes(sender, subscriber, said, name, self.now)
        return said, self._noted(asked, slot, name, mail)

    def _noted(self, asked: _Asked, slot: datetime | None, name: str, mail: bytes | None) -> Draft:
        address, seen = asked.subscriber.address.lower(), len(self.desk.record.events)
        return Draft(name, address, slot, seen, self._wanted(asked.subscriber), mail)

    def _wanted(self, subscriber: Subscriber) -> str:
        wide = self.desk.with_unreviewed
        asked = [subscriber.grade, subscriber.topics, subscriber.places, wide]
        return canonical_json(asked).decode()

    def _digest(self, asked: _Asked) -> Digest:
        if asked.key not in self._digests:
            code, desk = asked.subscriber.language, self.desk
            if code not in self._histories:
                names = desk.names(code)
                self._past = self._past or Past(desk.record, names.withheld)
                self._histories[code] = History(self._past, names, desk.with_unreviewed)
            history = self._histories[code]
            self._digests[asked.key] = make_digest(
                history, asked.subscriber, asked.zone, asked.at, asked.since
            )
        return self._digests[asked.key]


def retry_at(letter: Letter) -> datetime:
    """When a letter that a server put off may be tried again: after 15 minutes, then twice that."""
    doubled: int = 2 ** min(max(letter.tries - 1, 0), 8)
    return letter.at + min(FIRST_WAIT * doubled, LONGEST_WAIT)


def _refuse_nameless(desk: Desk) -> None:
    readers = [one.address for one in desk.sender.subscribers if one.grade == PUBLIC]
    if readers and not desk.names("en").names:
        raise UsageError(
            f"{readers[0]} reads the grade public: its digest is made of the scenario's names and "
            "holds no words of a text. Give the scenario with --scenario."
        )
