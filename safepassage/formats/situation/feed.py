"""Feed: what news readers are given, before it is written as Atom or RSS."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a feed.

    `id`: a URI that stays the same as long as it is the same thing. `by`: on whose word.
    `text` and `html` say the same. `link`: where it was published, an http(s) address or None.
    """

    id: str
    title: str
    updated: datetime
    by: str
    text: str
    html: str
    topic: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its entries, the newest first. `link`: its own address on the web, if it has one.

    `updated` has to follow from the entries and the question alone: an instant of the log could
    tell of something that is withheld.
    """

    id: str
    title: str
    about: str
    language: str
    updated: datetime
    author: str
    entries: tuple[Entry, ...]
    link: str | None = None


def web_address(text: str | None) -> str | None:
    """An http or https address that may stand as a link; None for anything else."""
    if text is None or len(text) > 2000 or not text.isascii() or not text.isprintable():
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.netloc and " " not in text else None
