"""Plain: words from outside as one line of signs that can be seen; nothing in them steers."""

from __future__ import annotations

JOINERS = "\u200c\u200d"  # Arabic, Persian and emoji need them between letters


def plain(text: str) -> str:
    """White space as single spaces; signs without a picture as <U+202E>.

    So no name or quote can turn the direction of what follows it, move a cursor, or hold a sign
    that XML does not allow, in any form of the sitrep.
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


def plain_or_none(text: str | None) -> str | None:
    """The same where there may be no text."""
    return None if text is None else plain(text)
