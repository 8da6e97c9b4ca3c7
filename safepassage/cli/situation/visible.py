"""Visible: text from outside on a terminal, with the signs that steer or hide made readable."""

from __future__ import annotations

JOINERS = "\u200c\u200d"  # Arabic, Persian and emoji need them between letters


def visible(text: str) -> str:
    """One line: white space as single spaces, other signs without a picture as <U+202E>.

    Nothing that a text holds can move the cursor, change colours, turn the direction of what
    follows or hide words.
    """
    shown = []
    for sign in text:
        if sign.isprintable() or sign in JOINERS:
            shown.append(sign)
        elif sign.isspace():
            shown.append(" ")
        else:
            shown.append(f"<U+{ord(sign):04X}>")
    return " ".join("".join(shown).split())
