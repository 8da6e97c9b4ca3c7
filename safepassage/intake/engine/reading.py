"""Reading: one text at work, with what the rules need to know of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from ...situation.span import Span
from ..gazetteer import Gazetteer
from .clauses import clause_around
from .dates import DateReader, Day
from .lexicon import Lexicon
from .norms import NormWords
from .numbers import NumberReader

BEFORE, BEHIND = 40, 30  # characters around a date in which the tense is looked for


@dataclass
class Reading:
    """The text, its day of publication, the words of its language, and what a scenario knows."""

    text: str
    published: date
    lexicon: Lexicon
    numbers: NumberReader
    dates: DateReader
    gazetteer: Gazetteer | None = None
    norms: dict[str, tuple[NormWords, ...]] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)  # last name -> full name, as read so far

    def span(self, start: int, end: int) -> Span:
        """The piece of the text between two characters."""
        return Span(start, end, self.text[start:end])

    def pattern(self, name: str) -> re.Pattern[str]:
        """A pattern of the language by its name in `patterns.toml`."""
        return self.lexicon.patterns[name]

    def trimmed(self, start: int, end: int) -> Span | None:
        """The same without white space and commas at its ends; None where nothing is left."""
        text = self.text
        while start < end and (text[start].isspace() or text[start] in ",;:"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:"):
            end -= 1
        return Span(start, end, text[start:end]) if start < end else None

    def days_in(self, start: int, end: int) -> list[Day]:
        """Dates between two characters; ahead where the words around one speak of what will be."""
        behind = self.dates.days(self.text, start, end, self.published)
        ahead = self.dates.days(self.text, start, end, self.published, ahead=True)
        return [b if self._is_past(b) else a for b, a in zip(behind, ahead, strict=True)]

    def _is_past(self, day: Day) -> bool:
        first, last = max(0, day.start - BEFORE), day.end + BEHIND
        return self.pattern("ahead").search(self.text, first, last) is None

    def clause(self, start: int, end: int, first: int, last: int) -> tuple[int, int]:
        """The clause of a sentence that holds a match."""
        return clause_around(self.text, start, end, first, last, self.lexicon)
