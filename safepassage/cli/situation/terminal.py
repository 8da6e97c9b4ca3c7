"""Terminal: single keys where there are any, whole lines where there are not; colours if wanted."""

from __future__ import annotations

import os
import select
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import wrap
from types import FrameType

NARROWEST, WIDEST = 40, 100
BOLD, PLAIN = "\x1b[1;7m", "\x1b[0m"
MARK, END = "[[", "]]"
END_OF_INPUT = "\x04"  # Ctrl-D


class Terminal:
    """What a reviewer sees and presses. On a dumb terminal every key is followed by Enter."""

    def __init__(self) -> None:
        kind = os.environ.get("TERM", "dumb")
        self.keys = _has_keys() and kind not in ("dumb", "")
        self.colour = self.keys and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        columns = shutil.get_terminal_size((80, 24)).columns
        self.width = max(NARROWEST, min(columns - 1, WIDEST))
        if self.keys:
            import readline  # noqa: F401 - lines can be edited with the arrow keys from here on

    def say(self, *lines: str) -> None:
        """Print lines; marked words stand out where there are colours."""
        for line in highlighted(lines) if self.colour else lines:
            print(line)
        sys.stdout.flush()

    def para(self, text: str, indent: str = "") -> None:
        """Print a text over as many lines as it takes."""
        self.say(*wrap(text, self.width, initial_indent=indent, subsequent_indent=indent))

    def key(self, prompt: str) -> str:
        """The next key in lower case; "q" at the end of the input."""
        if not self.keys:
            try:
                return input(prompt).strip().lower()[:1]
            except EOFError:
                return "q"
        key = _one_key(prompt)
        print(key if key.isprintable() else "", flush=True)
        return "q" if key in (END_OF_INPUT, "") else key.lower()

    def line(self, prompt: str) -> str | None:
        """A line of text; None where it was left with Ctrl-D, which decides nothing."""
        try:
            return input(prompt).strip()
        except EOFError:
            print()
            return None


def highlighted(lines: tuple[str, ...]) -> list[str]:
    """Lines with what stands between the marks in reverse; colours end with each line."""
    shown, inside = [], False
    for line in lines:
        begun = BOLD if inside else ""
        inside = (line.rfind(MARK) > line.rfind(END)) if MARK in line or END in line else inside
        line = line.replace(MARK, BOLD + MARK).replace(END, END + PLAIN)
        shown.append(f"{begun}{line}{PLAIN if inside else ''}")
    return shown


def _has_keys() -> bool:
    try:
        import termios
    except ImportError:
        return False
    try:
        termios.tcgetattr(sys.stdin.fileno())
    except (termios.error, OSError, ValueError):
        return False
    return True


def _one_key(prompt: str) -> str:
    """One character without Enter; keys that send several (arrows) count as none of ours."""
    where = sys.stdin.fileno()
    with _single_keys(where, prompt):
        first = os.read(where, 1)
        if first == b"\x1b":
            while select.select([where], [], [], 0.05)[0] and os.read(where, 1):
                pass
            return "\x1b"
        more = {0b110: 1, 0b1110: 2, 0b11110: 3}
        wanted = next((n for lead, n in more.items() if first and _leads(first[0], lead)), 0)
        return (first + b"".join(os.read(where, 1) for _ in range(wanted))).decode(errors="replace")


@contextmanager
def _single_keys(where: int, prompt: str) -> Iterator[None]:
    """Keys come one by one, also after the program was stopped by Ctrl-Z and called back."""
    import termios
    import tty

    def begin(number: int = 0, frame: FrameType | None = None) -> None:
        tty.setcbreak(where, termios.TCSADRAIN)
        print(prompt, end="", flush=True)  # only now: a key pressed before would wait for Enter

    before = termios.tcgetattr(where)
    handler = signal.signal(signal.SIGCONT, begin)
    try:
        begin()
        yield
    finally:
        signal.signal(signal.SIGCONT, handler)
        termios.tcsetattr(where, termios.TCSADRAIN, before)


def _leads(byte: int, lead: int) -> bool:
    """Whether a byte begins a character of UTF-8 with that head (0b110, 0b1110 or 0b11110)."""
    return byte >> (8 - lead.bit_length()) == lead
