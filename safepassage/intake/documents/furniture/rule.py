"""Rule: one class of lines that yield no fact, with lines that it takes and lines it leaves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from safepassage.situation.span import Span

# What may follow within a line of furniture: never the end of one sentence and a further one.
REST = r"[^.!?]{0,120}[.!?…]{0,3}"


@dataclass(frozen=True, slots=True)
class FurnitureRule:
    """One of `patterns` is held against a whole line; `{rest}` is the rest of one sentence.

    `glued`: may also stand at a line's end, right behind a sentence that it was glued to.
    `ahead`: may also be glued to the beginning of a line.
    `heads`: short lines that follow it are titles of other texts and yield no fact either.
    `takes` and `leaves`: lines that the rule has to take and has to leave; tests run both.
    """

    name: str
    why: str
    patterns: tuple[str, ...]
    takes: tuple[str, ...]
    leaves: tuple[str, ...]
    glued: bool = True
    ahead: bool = False
    heads: bool = False
    any_case: bool = True

    def compiled(self) -> re.Pattern[str]:
        """All patterns as one, ready to be held against a line."""
        text = "|".join(self.patterns).replace("{rest}", REST)
        return re.compile(text, re.IGNORECASE if self.any_case else 0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a text that yields no fact, and the rule that says so."""

    span: Span
    rule: str
    why: str
