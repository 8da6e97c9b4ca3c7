"""Numbered: a text as numbered sentences, in parcels that a model can read at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...situation.span import Span
from ..engine.lexicon import Lexicon
from ..engine.sentences import sentences

MOST_CHARACTERS = 12_000  # of sentences in one parcel
MOST_PARCELS = 40


@dataclass(frozen=True, slots=True)
class Numbered:
    """A sentence of the text and its number, counted from 1 through the whole text."""

    number: int
    span: Span


def numbered(text: str, lexicon: Lexicon, furniture: Sequence[Span] = ()) -> tuple[Numbered, ...]:
    """All sentences but those of the page's furniture, which no model is shown."""
    found = (Span(s.start, s.end, text[s.start : s.end]) for s in sentences(text, lexicon))
    kept = [s for s in found if not any(f.start < s.end and s.start < f.end for f in furniture)]
    return tuple(Numbered(number, span) for number, span in enumerate(kept, 1))


def parcels(rows: Sequence[Numbered], most: int = MOST_CHARACTERS) -> list[tuple[Numbered, ...]]:
    """Sentences in order, in parcels of at most `most` characters; a longer one goes alone."""
    found: list[list[Numbered]] = []
    room = 0
    for row in rows:
        if not found or len(row.span.text) > room:
            found.append([])
            room = most
        found[-1].append(row)
        room -= len(row.span.text)
    return [tuple(parcel) for parcel in found]
