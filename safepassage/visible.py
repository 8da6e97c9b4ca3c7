"""Visible: text from outside as signs that can be seen; nothing in it steers or hides."""

from __future__ import annotations

JOINERS = "\u200c\u200d"  # Arabic, Persian and emoji need them between letters


def visible(text: str) -> str:
    """One line: white space as single spaces, other signs without a picture as <U+202E>.

    So nothing that a text holds can move a cursor, change colours, turn the direction of what
    follows, hide words, or be a sign that XML does not allow.
    """
    return " ".join("".join(map(_shown, text)).split())


def visible_or_none(text: str | None) -> str | None:
    """The same where there may be no text."""
    return None if text is None else visible(text)


def visible_lines(text: str) -> str:
    """The same for a text of several lines, whose line ends and indents stay."""
    return "\n".join("".join(map(_shown, line)) for line in text.split("\n"))


def _shown(sign: str) -> str:
    if sign.isprintable() or sign in JOINERS:
        return sign
    return " " if sign.isspace() else f"<U+{ord(sign):04X}>"
