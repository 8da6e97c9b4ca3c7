"""A desk that writes digests, and what became of them, for tests."""

from __future__ import annotations

import email
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from safepassage.digest.ledger import SENT, Ledger
from safepassage.digest.read_subscribers import read_subscribers
from safepassage.digest.write_letters import Desk, Written, write_letters
from safepassage.store.store import Store

from .scene import (
    CLOSED,
    MORNING,
    SUBSCRIBERS,
    harbour_names,
    later,
    subscribers_file,
)

FIRST = MORNING + timedelta(hours=1)  # 07:00 UTC, 10:00 in Cairo
OPENED = later(CLOSED, "gate-open", 2, norm={"status": "open"})
DESK, AMAL, NOA = "desk@example.org", "amal@example.net", "noa@example.net"


def desk(store: Store, tmp_path: Path, text: str = SUBSCRIBERS, **more: bool) -> Desk:
    readers = read_subscribers(subscribers_file(tmp_path, text))
    return Desk(store.record(), readers, harbour_names, **more)


def run(at_desk: Desk, ledger: Ledger, now: datetime, state: str = SENT) -> dict[str, Written]:
    """Write what is due and note that all of it was sent (or what a server said instead)."""
    found = {one.subscriber.address: one for one in write_letters(at_desk, ledger, now)}
    for one in found.values():
        if one.fate == "due":
            assert one.letter is not None
            ledger.note(one.letter, state, now, "250 taken")
    return found


def text_of(written: Written) -> str:
    assert written.said is not None
    return written.said.text


def message(written: Written) -> EmailMessage:
    assert written.mail is not None
    found = email.message_from_bytes(written.mail, policy=default)
    assert isinstance(found, EmailMessage)
    return found
