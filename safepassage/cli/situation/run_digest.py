"""Run the digest for the command line: read, write letters, send or lay them down, report."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from ...digest.ledger import DEFERRED, REFUSED, SENDING, Ledger, Letter, open_ledger
from ...digest.read_subscribers import read_subscribers
from ...digest.server import Server, read_server
from ...digest.subscriber import Subscribers
from ...digest.write_letters import (
    DUE,
    TURNED_DOWN,
    WAITS,
    Desk,
    Written,
    preview_letters,
    retry_at,
    write_letters,
)
from ...errors import UsageError
from ...report.write_map import write_whole
from ...scenario.read_scenario import read_scenario
from ...sitrep.names import NO_NAMES, Names, names_of
from ...store.store import open_record
from ..options import instant_option
from .digest_answer import WRITTEN, DigestDone, Fate


@dataclass(frozen=True, slots=True)
class AskedDigest:
    """The options of the command."""

    record: Path
    subscribers: Path
    scenario: str | None = None
    smtp: str | None = None
    tls: str | None = None
    dry_run: bool = False
    out: Path | None = None
    ledger: Path | None = None
    resend: bool = False
    with_unreviewed: bool = False
    as_of: str | None = None


def run_digest(asked: AskedDigest, environment: Mapping[str, str] | None = None) -> DigestDone:
    """Do what was asked. Raises SafePassageError for what the user can mend."""
    server = _server(asked, os.environ if environment is None else environment)
    sender = read_subscribers(asked.subscribers)
    path = asked.ledger or asked.record.with_name(f"{asked.record.name}.digest")
    names = _names(asked, sender)
    with open_record(asked.record) as store:
        record = store.record()
    desk = Desk(record, sender, names, asked.with_unreviewed)
    now = (instant_option("--as-of", asked.as_of) or _clock()).replace(microsecond=0)
    with ExitStack() as held:
        if server is None:
            ledger = held.enter_context(open_ledger(path)) if path.exists() else None
            return _lay_down(asked, preview_letters(desk, ledger, now))
        return _send(asked, desk, server, held.enter_context(open_ledger(path)), now)


def _names(asked: AskedDigest, sender: Subscribers) -> Any:
    """Names by language; places that the scenario does not have are refused."""
    if asked.scenario is None:
        return lambda language: NO_NAMES
    scenario = read_scenario(asked.scenario)
    known = names_of(scenario).names
    for one in sender.subscribers:
        for place in one.places:
            if place not in known:
                raise UsageError(_no_such_place(one.address, place, known))

    @cache
    def names(language: str) -> Names:
        return names_of(scenario, language)

    return names


def _no_such_place(address: str, place: str, known: Mapping[str, str]) -> str:
    from ...problems import did_you_mean, known_names

    mend = did_you_mean(place, known) or known_names(place, known)
    return f'{address}: "{place}" is not a place of the scenario. {mend}'


def _send(
    asked: AskedDigest, desk: Desk, server: Server, ledger: Ledger, now: datetime
) -> DigestDone:
    from ...digest.send import send_letters  # only here is aiosmtplib needed

    doubtful = _in_doubt(desk.sender, ledger)
    written = tuple(write_letters(desk, ledger, now))
    letters = [one.letter for one in written if one.fate == DUE and one.letter is not None]
    if asked.resend:
        letters = [*doubtful, *letters]

    not_tried = (
        send_letters(server, desk.sender.sender, letters, ledger, _clock) if letters else None
    )
    again = tuple(_fate(ledger, letter) for letter in doubtful) if asked.resend else ()
    fates = again + tuple(_outcome(ledger, one) for one in written)
    left = () if asked.resend else tuple(_fate(ledger, letter) for letter in doubtful)
    return DigestDone(fates, left, not_tried)


def _clock() -> datetime:
    return datetime.now(UTC)


def _in_doubt(sender: Subscribers, ledger: Ledger) -> tuple[Letter, ...]:
    """Letters that may have been sent, to people of the list who got none for sure since."""
    wanted = {one.address.lower() for one in sender.subscribers}
    return tuple(
        letter
        for letter in ledger.in_state(SENDING)
        if letter.address in wanted
        and (last := ledger.last_done(letter.address)) is not None
        and last.number == letter.number
    )


def _outcome(ledger: Ledger, one: Written) -> Fate:
    if one.fate == DUE and one.letter is not None:
        return _fate(ledger, one.letter, None if one.said is None else one.said.subject)
    if one.fate == WAITS and one.until is not None:
        note = f"the server put it off; tried again after {one.until:%Y-%m-%d %H:%M} UTC"
        return Fate(one.subscriber.address, WAITS, note=note)
    if one.fate == TURNED_DOWN and one.letter is not None:
        return Fate(one.subscriber.address, REFUSED, note=one.letter.note)
    return Fate(one.subscriber.address, one.fate)


def _fate(ledger: Ledger, letter: Letter, subject: str | None = None) -> Fate:
    now = ledger.again(letter)
    note = now.note
    if now.state == DEFERRED:
        note = f"{note}; tried again after {retry_at(now):%Y-%m-%d %H:%M} UTC"
    return Fate(letter.address, now.state, subject, note)


def _lay_down(asked: AskedDigest, written: Iterator[Written]) -> DigestDone:
    """Write the mails into a folder, each as .eml, .txt and .html, for a look at them."""
    if asked.out is not None:
        asked.out.mkdir(parents=True, exist_ok=True)
    fates = []
    for number, one in enumerate(written, 1):
        assert one.said is not None
        file = None
        if asked.out is not None and one.mail is not None:
            stem = f"{number:04}-{re.sub(r'[^A-Za-z0-9.@_-]', '_', one.subscriber.address)}"
            write_whole(asked.out / f"{stem}.eml", one.mail)
            write_whole(asked.out / f"{stem}.txt", one.said.text.encode("utf-8"))
            write_whole(asked.out / f"{stem}.html", one.said.html.encode("utf-8"))
            file = str(asked.out / f"{stem}.eml")
        state = WRITTEN if one.fate == DUE else one.fate
        fates.append(Fate(one.subscriber.address, state, one.said.subject, file=file))
    return DigestDone(tuple(fates), (), None)


def _server(asked: AskedDigest, environment: Mapping[str, str]) -> Server | None:
    """The mail server, or None for a dry run."""
    if asked.dry_run:
        if asked.smtp is not None:
            raise UsageError("--dry-run sends nothing, so --smtp has no use; leave one of them out")
        return None
    if asked.out is not None:
        raise UsageError("--out: mails are written into a folder with --dry-run only")
    if asked.as_of is not None:
        raise UsageError("--as-of: a digest is sent as of now; give --dry-run to look at another")
    if asked.smtp is None:
        raise UsageError("give --smtp HOST:PORT to send, or --dry-run --out FOLDER to look first")
    return read_server(asked.smtp, asked.tls, environment)
