"""Document: a text as it was received, by the hash of its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .when import When


@dataclass(frozen=True, slots=True)
class Document:
    """`sha256` of the bytes as received; `characters` of the text that was read from them.

    `copy_of`: the hash of the document that this one repeats, so that both count as one source.
    """

    sha256: str
    characters: int
    name: str
    media: str
    published: When
    title: str | None = None
    outlet: str | None = None
    language: str = "en"
    url: str | None = None
    copy_of: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The value as plain JSON."""
        return {
            "sha256": self.sha256,
            "characters": self.characters,
            "name": self.name,
            "media": self.media,
            "published": self.published.to_json(),
            "title": self.title,
            "outlet": self.outlet,
            "language": self.language,
            "url": self.url,
            "copy_of": self.copy_of,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Document:
        """Read what `to_json` wrote."""
        published = When.from_json(value["published"])
        assert published is not None
        return cls(**{**value, "published": published})
