"""Whatever servers say and whenever it runs, a reader's digests follow on one another."""

from __future__ import annotations

import email
import re
from datetime import datetime, timedelta
from email.policy import default
from pathlib import Path
from random import Random

import pytest

from safepassage.digest.ledger import DEFERRED, REFUSED, SENDING, SENT, open_ledger
from safepassage.digest.read_subscribers import read_subscribers
from safepassage.digest.write_letters import Desk, write_letters
from safepassage.situation.event import Act, Claimed, Event, Read, Retracted
from safepassage.situation.record import Record

from .scene import CLOSED, DOCUMENT, MORNING, SUBSCRIBERS, harbour_names, later, subscribers_file

SINCE = re.compile(r"Compared with the last digest, of (\d{4}-\d\d-\d\d \d\d:\d\d)\.")
AS_OF = re.compile(r"As of (\d{4}-\d\d-\d\d \d\d:\d\d)")
EVERYTHING_ENGLISH = SUBSCRIBERS.replace("language: ar", "language: en").replace(
    "language: he", "language: en"
)


def stream(random: Random) -> list[Event]:
    """Two days in which one side opens and closes, and words are taken back, at random."""
    acts: list[tuple[datetime, Act]] = [(MORNING, Read(DOCUMENT)),
                                        (MORNING, Claimed(CLOSED, "accepted"))]  # fmt: skip
    last = CLOSED
    for number in range(30):
        hours = 2 + number * 1.5 + random.random()
        at = MORNING + timedelta(hours=hours)
        status = random.choice(["open", "closed", "restricted"])
        last = later(last, f"c{number}", hours, norm={"status": status})
        acts.append((at, Claimed(last, "accepted")))
        if random.random() < 0.2:
            acts.append((at, Retracted(last.id, "an error")))
    return [Event(number, at, "Mara", act) for number, (at, act) in enumerate(acts, 1)]


@pytest.mark.parametrize("seed", range(6))
def test_each_digest_begins_where_the_last_one_ended(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    events = stream(random)
    readers = read_subscribers(subscribers_file(tmp_path, EVERYTHING_ENGLISH))
    given: dict[str, list[tuple[str, bytes]]] = {}
    now = MORNING + timedelta(hours=1)
    with open_ledger(tmp_path / "ledger") as ledger:
        while now < MORNING + timedelta(hours=50):
            known = Record.of(event for event in events if event.recorded <= now)
            for one in write_letters(Desk(known, readers, harbour_names), ledger, now):
                if one.fate == "due":
                    assert one.letter is not None
                    assert one.mail is not None
                    state = random.choices([SENT, DEFERRED, REFUSED, SENDING], [6, 2, 1, 1])[0]
                    ledger.note(one.letter, state, now)
                    if state in (SENT, SENDING):
                        given.setdefault(one.subscriber.address, []).append((state, one.mail))
            now += timedelta(minutes=random.randrange(5, 150))
    assert set(given) == {"desk@example.org", "amal@example.net", "noa@example.net"}
    joints = sum(follow_on(letters) for letters in given.values())
    assert joints > 10  # there was something to look at
    every = [mail for letters in given.values() for _, mail in letters]
    assert len({email.message_from_bytes(mail)["Message-ID"] for mail in every}) == len(every)


def follow_on(letters: list[tuple[str, bytes]]) -> int:
    """The first says how things stand; each later one begins at or after the end of the one before.

    A digest that had nothing to say is not sent, so a later beginning is right only if nothing was
    new between the two: then the sides stand as the one before said. Gives how often a side was
    said to have changed.
    """
    joints = 0
    last_as_of, last_side, was_in_doubt = "", "", False
    for number, (state, mail) in enumerate(letters):
        plain = email.message_from_bytes(mail, policy=default).get_body(("plain",))  # type: ignore[attr-defined]
        text = plain.get_content().replace("\r\n", "\n")
        since, as_of = SINCE.search(text), AS_OF.search(text)
        assert as_of is not None
        if number == 0:
            assert since is None
        else:
            assert since is not None
            assert since[1] >= last_as_of
            assert (f"The digest of {last_as_of} may not have" in text) == was_in_doubt
            before = re.search(r"far side\n(?:.*\n)*?  \(before: (\w[\w ]*?)[;)]", text)
            if before is not None:
                assert before[1] == last_side
                joints += 1
        side = re.search(r"How things stand\n(?:.*\n)*?\* .*far side\n  ([\w ]+?)(?: –|\n)", text)
        assert side is not None
        last_as_of, last_side, was_in_doubt = as_of[1], side[1], state == SENDING
    return joints
