"""Visible: text from outside on a terminal, with the signs that steer or hide made readable."""

from __future__ import annotations

JOINERS = "\u200c\u200d"  # Arabic, Persian and emoji need them between letters


def visible(text: str) -> str:
    """One line: white space as single spaces, other signs without a picture as <U+202E>.

    Nothing that a text holds can move the cursor, change colours, turn the direction of what
    follows or hide words.
    """
    return " ".join("".join(map(_shown, text)).split())


def visible_lines(text: str) -> str:
    """The same for a text of several lines, whose line ends and indents stay."""
    return "\n".join("".join(map(_shown, line)) for line in text.split("\n"))


def _shown(sign: str) -> str:
    if sign.isprintable() or sign in JOINERS:
        return sign
    return " " if sign.isspace() else f"<U+{ord(sign):04X}>"


def middle_out(text: str, most: int) -> str:
    """The text, or its beginning and its end with dots between them, cut at words."""
    if len(text) <= most:
        return text
    half = (most - 5) // 2
    head, tail = text[:half].rpartition(" ")[0], text[-half:].partition(" ")[2]
    return f"{head or text[:half]} ... {tail or text[-half:]}"
