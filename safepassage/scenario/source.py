"""Source: where a fact comes from, and since when it has been known."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from safepassage.scenario.model import Model, field
from safepassage.scenario.values import Id, Text, When


class Source(Model):
    """A document, notice or readout; a fact counts only as of its date."""

    noun: ClassVar[str] = "source"
    key: ClassVar[tuple[str, ...]] = ("id",)

    id: Id = field("short name for addresses")
    title: Text = field("title of the document")
    publisher: Text = field("who published or wrote it")
    date: When = field("when it became known: a day (known from 00:00 local time) or an instant")
    url: Text | None = field("where it can be read", default=None)

    @property
    def date_text(self) -> str:
        """The date as ISO text: a day or an instant."""
        return self.date.isoformat()


def is_day(when: date | datetime) -> bool:
    """Whether a date names a day, not an instant."""
    return not isinstance(when, datetime)
