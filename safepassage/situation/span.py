"""Span: a piece of a text by its characters, with the exact words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]` in code points of the document's text."""

    start: int
    end: int
    text: str

    def stands_in(self, text: str) -> bool:
        """Whether the words stand exactly there."""
        return 0 <= self.start < self.end <= len(text) and text[self.start : self.end] == self.text

    def to_json(self) -> list[Any]:
        """[start, end, text]."""
        return [self.start, self.end, self.text]

    @classmethod
    def from_json(cls, value: list[Any] | None) -> Span | None:
        """Read what `to_json` wrote; None stays None."""
        return None if value is None else cls(int(value[0]), int(value[1]), str(value[2]))


def span_of(text: str, start: int, end: int) -> Span:
    """The span of a text between two characters."""
    return Span(start, end, text[start:end])
