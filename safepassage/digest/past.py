"""Past: what was held now and at earlier digests, for readers of a grade, replayed once each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from ..situation.disclosure.for_grade import for_grade
from ..situation.disclosure.kept_inside import kept_inside
from ..situation.record import Held, Record, replay


@dataclass(frozen=True, slots=True)
class Since:
    """The last digest that a subscriber has: how many events it knew, and what it was as of.

    `in_doubt`: the instant of the last one that was sent, where nobody knows whether it arrived.
    """

    seen: int
    as_of: datetime
    in_doubt: datetime | None = None


class Past:
    """A record for readers of any language; `withheld`: populations whose numbers stay inside."""

    def __init__(self, record: Record, withheld: Collection[str] = ()) -> None:
        self.record = record
        self._withheld = withheld
        self._graded: dict[tuple[str, int | None], Held] = {}
        self._whole: dict[int | None, Held] = {}
        self._kept: dict[int | None, dict[str, str]] = {}

    def held(self, grade: str, then: Since | None) -> Held:
        """What was held at an earlier digest, or is now (None).

        What stays inside now is left out of the past as well, and so is what did then.
        """
        key = (grade, None if then is None else then.seen)
        if key not in self._graded:
            kept = {**self._kept_at(then), **self._kept_at(None)}
            self._graded[key] = for_grade(self._whole_at(then), grade, kept=kept)
        return self._graded[key]

    def _whole_at(self, then: Since | None) -> Held:
        key = None if then is None else then.seen
        if key not in self._whole:
            self._whole[key] = (
                self.record.now()
                if then is None
                else replay(self.record.events[: then.seen], then.as_of)
            )
        return self._whole[key]

    def _kept_at(self, then: Since | None) -> dict[str, str]:
        key = None if then is None else then.seen
        if key not in self._kept:
            self._kept[key] = kept_inside(self._whole_at(then), self._withheld)
        return self._kept[key]
