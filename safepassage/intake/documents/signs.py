"""Signs: characters that nobody sees and that turn the direction of writing or hide words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

# Bidi marks, embeddings, overrides and isolates; zero-width signs; tags; others that steer.
UNSEEN = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\u00ad\u200b-\u200d\u2060-\u2064\ufeff\U000e0000-\U000e007f"
    "\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
# They only say where a word may be broken, or nothing at all.
FILLERS = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def without_fillers(text: str) -> str:
    """The text without soft hyphens and blanks of no width, which cut words in two for a rule.

    Only for texts that are made from a file (pages, mails, PDFs), never for the file's own text.
    """
    return text.translate(FILLERS)


def unseen_signs(text: str) -> tuple[str, ...]:
    """Sentences for the reviewer: which unseen signs stand in the text, and where the first is.

    They stay in the text, since spans count them; whoever shows it has to make them visible.
    Plain joiners between letters, as Arabic, Persian and emoji need them, are not worth a word.
    """
    places: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for found in UNSEEN.finditer(text):
        sign = found.group()
        if sign in "\u200c\u200d\u00ad" or (sign == "\ufeff" and found.start() == 0):
            continue
        places.setdefault(sign, found.start())
        counts[sign] += 1
    notes = []
    for sign, at in sorted(places.items(), key=lambda pair: pair[1]):
        name = unicodedata.name(sign, "control character").lower()
        times = "once" if counts[sign] == 1 else f"{counts[sign]:,} times"
        turns = ", which turns the direction of writing" if TURNING.match(sign) else ""
        notes.append(f"U+{ord(sign):04X} ({name}{turns}) stands {times}, first at character {at}")
    return tuple(notes)
