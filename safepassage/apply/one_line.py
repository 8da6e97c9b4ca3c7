"""One line: somebody else's words, without signs that break lines, steer or hide."""

from __future__ import annotations

import unicodedata


def clean(text: str) -> str:
    """One line without control and direction characters: it is somebody else's text."""
    seen = (" " if c in "\r\n\t" else c for c in text if c in "\r\n\t" or _shown(c))
    return " ".join("".join(seen).split())


def _shown(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn")
