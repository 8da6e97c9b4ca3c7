"""Permission: a text goes to a model only where somebody allowed it for that very document."""

from __future__ import annotations

import re

from ...errors import UsageError

LONGEST_LINE = 120
# A line that is a marking, not a sentence that speaks of one.
_MARKING = re.compile(
    r"\W*(?:(?:strictly|highly|commercial[- ]in[- ])\s*)?(?:"
    r"(?:private\s+and\s+)?confidential(?:\s+(?:information|document|report))?|top\s+secret|secret"
    r"|restricted|classified|internal(?:\s+use)?(?:\s+only)?|for\s+(?:official|internal)\s+use\s+only"
    r"|official[- ]sensitive|(?:not\s+for|no|limited)\s+(?:further\s+|public\s+|onward\s+)?"
    r"(?:distribution|release|circulation|publication|sharing)"
    r"|سري(?:\s+للغاية)?|סודי(?:\s+ביותר)?|שמור"
    r")(?:\W+(?:until|do\s+not|not\s+for|for)\b.*)?\W*",
    re.IGNORECASE,
)
_TRAFFIC_LIGHT = re.compile(r"\bTLP\s*:?\s*(?:RED|AMBER)\b", re.IGNORECASE)


def refuse_to_send(name: str, text: str, *, allowed: bool, confidential: bool) -> None:
    """Raise UsageError unless this document may go to a model.

    `allowed` is --allow-model and `confidential` what the user says of the document. Besides, a
    line that is itself a marking (CONFIDENTIAL, Not for distribution) or holds TLP:AMBER or TLP:RED
    refuses, and no option lifts that; that no marking was found says nothing.
    """
    if not allowed:
        raise UsageError(
            f"{name}: a model is named, but no document was released to it. Give --allow-model "
            "with documents that may leave for that address."
        )
    if confidential:
        raise UsageError(f"{name}: is marked confidential and goes to no model. Nothing was sent.")
    marking = marking_in(text)
    if marking is not None:
        raise UsageError(
            f'{name}: holds the line "{marking}" and goes to no model. Nothing was sent. Read it '
            "by the rules alone (leave out --model-url)."
        )


def marking_in(text: str) -> str | None:
    """The first line that marks the text as not for everybody; None if no line does."""
    for line in text.splitlines():
        plain = " ".join(line.split())
        if len(plain) <= LONGEST_LINE and _MARKING.fullmatch(plain):
            return plain
        if _TRAFFIC_LIGHT.search(plain):
            return plain[:LONGEST_LINE]
    return None
