"""Facts: a sitrep as a value without language, from which every form of it is made."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from ..situation.when import When
from .row import Row


@dataclass(frozen=True, slots=True)
class Source:
    """A text that something in the sitrep rests on; `copies`: how many more texts repeat it.

    `outlet` is empty where it is not known (planners see the name of the file instead); `title` and
    `url` are for planners alone.
    """

    number: int
    outlet: str
    title: str | None
    published: When
    url: str | None
    language: str
    copies: int


@dataclass(frozen=True, slots=True)
class Change:
    """What is new, other or gone since the last sitrep: the row as it was and as it is.

    `kind`: "new", "changed", "passed" (a deadline), "gone", or "taken_back": gone since all who
    said it took it back, or it was found to be wrong; `why` is the reason (planners only).
    """

    kind: str
    before: Row | None
    after: Row | None
    why: str | None = None

    @property
    def row(self) -> Row:
        """The row as it is, or as it was where it is gone."""
        row = self.after or self.before
        assert row is not None
        return row


@dataclass(frozen=True, slots=True)
class Gap:
    """What nobody has said: a key of a sentence and the name that it is about."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Help:
    """Whom people can ask."""

    name: str
    contact: str
    hours: str | None


# what a sitrep says of itself: a change in it makes no new sitrep
NO_FACTS = ("number", "known", "draft", "mark", "after", "next_at", "waiting")


@dataclass(frozen=True, slots=True)
class Sitrep:
    """What a sitrep says.

    `known`: up to when the record was read. `since`: the instant of the last one, None for the
    first. `waiting`: claims that nobody has reviewed and that are not in it (planners only).
    `numbers`: the number of a source by the hash of its text. `mark`: the hash of what it says, the
    same in every language. `after`: the number of the sitrep that it is compared with.
    """

    number: int
    grade: str
    title: str
    timezone: str
    as_of: datetime
    known: datetime
    since: datetime | None
    next_at: datetime | None
    with_unreviewed: bool
    rows: tuple[Row, ...]
    changes: tuple[Change, ...]
    gaps: tuple[Gap, ...]
    sources: tuple[Source, ...]
    numbers: dict[str, int]
    help: tuple[Help, ...] = ()
    notice: str | None = None
    waiting: int | None = None
    hides_numbers: bool = False
    draft: bool = False
    mark: str = ""
    after: int | None = None

    def section(self, name: str) -> tuple[Row, ...]:
        """The rows of a section."""
        return tuple(row for row in self.rows if row.section == name)

    @property
    def unreviewed(self) -> int:
        """How many answers rest on a claim that nobody has reviewed."""
        return sum(
            any(not told.reviewed for told in answer.told)
            for row in self.rows
            for answer in row.answers
        )

    def fingerprint(self) -> str:
        """A hash of what it says; what is said of the sitrep itself (`NO_FACTS`) aside."""
        value = asdict(self)
        for name in NO_FACTS:
            del value[name]
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=_plain)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
