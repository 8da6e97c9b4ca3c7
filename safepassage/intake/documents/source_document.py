"""Source document: a file as it came, its text, and the pieces of it that hold no facts."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.intake.documents.content import Attachment
from safepassage.intake.documents.furniture.rule import Mark
from safepassage.situation.document import Document
from safepassage.situation.span import Span


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One document that was read.

    `data` are the bytes as they came and `document.sha256` is their hash. `marks` are pieces of
    `text` that yield no fact, each with the rule that says so. `notes` are sentences for the
    reviewer: what was left out, dates that differ, signs that turn the direction of writing.
    """

    document: Document
    text: str
    data: bytes
    marks: tuple[Mark, ...] = ()
    headline: Span | None = None
    attachments: tuple[Attachment, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def furniture(self) -> tuple[Span, ...]:
        """The pieces of the text that yield no fact, in order."""
        return tuple(mark.span for mark in self.marks)
