"""A run of the digest that is killed at a point, as by a power cut; started by test_crash."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

import aiosmtplib

from safepassage.cli.situation.run_digest import AskedDigest, run_digest
from safepassage.digest.ledger import Ledger


def die(*_: object, **__: object) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def main(point: str, record: str, subscribers: str, port: str) -> None:
    make, note, data = Ledger.make, Ledger.note, aiosmtplib.SMTP.data

    def note_then_die(self: Ledger, letter: Any, state: str, *more: Any) -> None:
        if point == f"before noting {state}":
            die()
        note(self, letter, state, *more)
        if point == f"after noting {state}":
            die()

    def make_then_die(self: Ledger, *more: Any) -> Any:
        if point == "before it is made":
            die()
        letter = make(self, *more)
        if point == "after it is made":
            die()
        return letter

    async def data_then_die(self: Any, *more: Any, **others: Any) -> Any:
        reply = await data(self, *more, **others)
        if point == "after the server took it":
            die()
        return reply

    Ledger.note, Ledger.make = note_then_die, make_then_die  # type: ignore[method-assign]
    aiosmtplib.SMTP.data = data_then_die  # type: ignore[method-assign]
    run_digest(
        AskedDigest(Path(record), Path(subscribers), "harbour", f"127.0.0.1:{port}", "none"),
        {},
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
