"""Interrupt: what Ctrl-C does while a plan is made and while it is written.

It is never an exception inside a compiled kernel: numba gives back a broken result there, or the
process dies.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from ..optimise.time_limit import TimeLimit

SHOW_CURSOR = "\x1b[?25h"  # a progress bar hides it
LEFT_NOTHING = "Stopped. Nothing was written."


@contextmanager
def ctrl_c_ends(limit: TimeLimit) -> Iterator[None]:
    """Ctrl-C ends the search once there is a plan; before that, or pressed again, the process."""

    def press() -> None:
        if limit.ending.asked or not limit.ending.answer:
            leave(LEFT_NOTHING)
        limit.ending.asked = True
        print("Ending the search; Ctrl-C again leaves nothing.", file=sys.stderr, flush=True)

    with _on_ctrl_c(press):
        yield


@contextmanager
def no_interrupt(message: str) -> Iterator[None]:
    """Hold Ctrl-C back, then raise it as KeyboardInterrupt with this message."""
    seen: list[bool] = []
    with _on_ctrl_c(lambda: seen.append(True)):
        yield
    if seen:
        raise KeyboardInterrupt(message)


@contextmanager
def _on_ctrl_c(press: Callable[[], None]) -> Iterator[None]:
    """Call `press` at Ctrl-C; Python gives signals to the main thread only."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def pressed(number: int, frame: FrameType | None) -> None:
        press()

    before = signal.signal(signal.SIGINT, pressed)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def leave(message: str) -> None:
    """End the process at once, with exit code 130."""
    cursor = SHOW_CURSOR if sys.stderr.isatty() else ""
    print(f"{cursor}{message}", file=sys.stderr, flush=True)
    os._exit(130)
