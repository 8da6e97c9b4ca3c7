"""Content: what a reader of one kind of file found in it, before dates are settled."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.situation.span import Span
from safepassage.situation.when import When


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail. It is listed and never opened."""

    name: str
    media: str
    size: int  # bytes, decoded


@dataclass(frozen=True, slots=True)
class Stated:
    """When the file itself says that it was published, and where it says so."""

    when: When
    where: str  # "article:published_time", "the header Date", ...


@dataclass(frozen=True, slots=True)
class Content:
    """The text that a document has, and what it says about itself.

    `headline`: the piece of `text` that is its headline. `stated`: dates of publication in the
    order in which they count. `hint`: words that look like a date but are not taken for one.
    `notes`: what a reviewer should know, such as parts that were left out.
    """

    text: str
    media: str
    title: str | None = None
    headline: Span | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    stated: tuple[Stated, ...] = ()
    hint: str | None = None
    attachments: tuple[Attachment, ...] = ()
    notes: tuple[str, ...] = ()
