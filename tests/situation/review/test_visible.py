"""Text from outside may not steer a terminal, however it is made; what is said stays readable."""

from __future__ import annotations

import sys
import unicodedata

from safepassage.cli.situation.shortened import middle_out
from safepassage.cli.situation.terminal import BOLD, PLAIN, highlighted
from safepassage.visible import visible


def test_no_sign_that_steers_or_hides_comes_through() -> None:
    """Every sign of Unicode, a thousand at a time: what is shown is printable or a joiner."""
    for first in range(0, sys.maxunicode + 1, 1000):
        text = "".join(map(chr, range(first, min(first + 1000, sys.maxunicode + 1))))
        for out in set(visible(text)):
            kind = unicodedata.category(out)
            assert kind[0] != "C" or out in "\u200c\u200d", hex(ord(out))
            assert kind not in ("Zl", "Zp"), hex(ord(out))


def test_letters_of_any_script_stay() -> None:
    for text in ("Rafah", "معبر رفح", "מעבר רפיח", "می‌خواهم", "naïve – “quoted”", "渡口"):
        assert visible(text) == text


def test_lines_become_one() -> None:
    assert visible(" a\n\tb\u2028c\xa0 d ") == "a b c d"


def test_colours_end_with_each_line() -> None:
    lines = highlighted(("plain [[one", "two", "three]] plain", "none"))
    assert lines == [
        f"plain {BOLD}[[one{PLAIN}",
        f"{BOLD}two{PLAIN}",
        f"{BOLD}three]]{PLAIN} plain",
        "none",
    ]


def test_long_values_keep_beginning_and_end() -> None:
    words = " ".join(f"word{n}" for n in range(100))
    cut = middle_out(words, 60)
    assert len(cut) <= 60
    head, tail = cut.split(" ... ")
    assert words.startswith(head + " ")
    assert words.endswith(" " + tail)
    assert middle_out("short", 60) == "short"
    assert middle_out("x" * 100, 21) == "x" * 8 + " ... " + "x" * 8
