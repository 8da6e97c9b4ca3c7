"""Headline: the first line of a text, where it is written like one."""

from __future__ import annotations

import re

from safepassage.intake.documents.furniture.find import LINES, is_furniture
from safepassage.situation.span import Span, span_of

LONGEST = 220  # characters
SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*$")
INITIALS = re.compile(r"(?:^|\s)(?:[A-Z]\.){2,}$")  # "arrives in the U.S."


def first_line_headline(text: str) -> Span | None:
    """The first line that is no furniture, if it is short, no whole sentence, and more follows.

    A headline claims like any sentence; knowing it is one lets it be held against the body.
    """
    lines = [line for line in LINES.finditer(text) if line.group().strip(" \t\ufeff\xa0")]
    lines = [line for line in lines if not is_furniture(line.group())]
    if len(lines) < 2:
        return None
    words = lines[0].group().strip(" \t\ufeff\xa0")
    start = lines[0].start() + lines[0].group().index(words)
    ends = SENTENCE_END.search(words) and not INITIALS.search(words)
    asks = words.endswith("?")
    if len(words) > LONGEST or (ends and not asks) or words[-1] in ",;:":
        return None
    body = (line.group().strip() for line in lines[1:])
    if not any(SENTENCE_END.search(line) for line in body):
        return None  # a list, in which the first line is no more a headline than the others
    return span_of(text, start, start + len(words))
