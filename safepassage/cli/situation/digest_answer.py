"""Digest answer: what became of each letter of a run, for people and for machines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...digest.ledger import DEFERRED, REFUSED, SENDING, SENT
from ...digest.write_letters import NOT_DUE, NOTHING_NEW, WAITS

WRITTEN = "written"  # into a folder, by a dry run


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one letter, or why there was none."""

    address: str
    state: str
    subject: str | None = None
    note: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class DigestDone:
    """What a run did. `not_tried`: why the server could not be asked at all."""

    fates: tuple[Fate, ...]
    in_doubt: tuple[Fate, ...]
    not_tried: str | None

    @property
    def is_whole(self) -> bool:
        """Whether everybody who was due was written to."""
        done = {SENT, WRITTEN, NOT_DUE, NOTHING_NEW}
        return self.not_tried is None and all(fate.state in done for fate in self.fates)

    def document(self) -> dict[str, Any]:
        """One JSON document."""
        return {
            "letters": [_plain(fate) for fate in self.fates],
            "may_have_been_sent_before": [_plain(fate) for fate in self.in_doubt],
            "not_tried": self.not_tried,
        }


def _plain(fate: Fate) -> dict[str, Any]:
    state = "may_have_been_sent" if fate.state == SENDING else fate.state
    return {
        "address": fate.address,
        "state": state,
        "subject": fate.subject,
        "note": fate.note,
        "file": fate.file,
    }


SAID = {
    SENT: "sent",
    WRITTEN: "written, not sent",
    SENDING: "may have been sent: look whether it came; --resend sends it again",
    DEFERRED: "put off by the server",
    REFUSED: "refused by the server",
    WAITS: "waits",
    "made": "not tried",
    NOT_DUE: "not due",
    NOTHING_NEW: "nothing new",
}


def digest_lines(done: DigestDone) -> Iterator[str]:
    """Lines for the terminal: what was done first, what needs a person last."""
    quiet = dict.fromkeys((NOT_DUE, NOTHING_NEW), 0)
    for fate in done.fates:
        if fate.state in quiet and fate.file is None:
            quiet[fate.state] += 1
            continue
        parts = [f"{fate.address}: {SAID[fate.state]}", fate.subject, fate.note, fate.file]
        yield "; ".join(part for part in parts if part)
    for state, count in quiet.items():
        if count:
            yield f"{count} {'subscriber' if count == 1 else 'subscribers'}: {SAID[state]}"
    for fate in done.in_doubt:
        yield f"{fate.address}: an earlier digest {SAID[SENDING]}"
    if done.not_tried is not None:
        yield f"Not everybody was written to: {done.not_tried}. Start it again when that is mended."
