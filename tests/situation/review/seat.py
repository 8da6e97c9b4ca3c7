"""A reviewer's seat: the real command in a terminal of its own, keys in and screen out."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from types import TracebackType

PATIENCE_S = 60
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
PROMPT = "> "


class Seat:
    """`with Seat(record) as seat`: `screen` is all that was shown so far."""

    def __init__(
        self, record: Path, *options: str, by: str = "ana", kind: str = "xterm", columns: int = 80
    ) -> None:
        words = ["situation", "review", "--record", str(record), "--by", by, *options]
        env = {**os.environ, "TERM": kind, "COLUMNS": "", "PYTHONIOENCODING": "utf-8"}
        del env["COLUMNS"]
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execve(sys.executable, [sys.executable, "-m", "safepassage", *words], env)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        self.raw = ""
        self.seen = 0
        self.code: int | None = None

    def __enter__(self) -> Seat:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    @property
    def screen(self) -> str:
        """What was shown, without colours."""
        return _COLOURS.sub("", self.raw).replace("\r\n", "\n")

    def until(self, words: str) -> str:
        """Wait for words that were not waited for yet; what was shown up to them."""
        end = time.monotonic() + PATIENCE_S
        while words not in self.screen[self.seen :]:
            assert self._more(end - time.monotonic()), f"no {words!r} in:\n{self.screen}"
        at = self.screen.index(words, self.seen) + len(words)
        shown, self.seen = self.screen[self.seen : at], at
        return shown

    def press(self, keys: str) -> None:
        """Send keys."""
        os.write(self.fd, keys.encode())

    def ask(self, keys: str, words: str = PROMPT) -> str:
        """Send keys and wait for words; what was shown meanwhile."""
        self.press(keys)
        return self.until(words)

    def end(self) -> int:
        """Wait until the command is over; its exit code."""
        deadline = time.monotonic() + PATIENCE_S
        while self._more(deadline - time.monotonic()):
            pass
        _, status = os.waitpid(self.pid, 0)
        self.code = os.waitstatus_to_exitcode(status)
        return self.code

    def kill(self) -> None:
        """End the command as a lost machine would."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.code = -signal.SIGKILL

    def _more(self, patience_s: float) -> bool:
        ready, _, _ = select.select([self.fd], [], [], max(0.0, patience_s))
        if not ready:
            return False
        try:
            data = os.read(self.fd, 65536)
        except OSError:  # Linux says so when the other end is closed
            return False
        self.raw += data.decode("utf-8", "replace")
        return bool(data)
