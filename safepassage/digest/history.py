"""History: what was held now and at earlier digests, for readers of a grade, each made once.

A thousand subscribers ask a few different questions; a replay of a long log is not done for each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from ..sitrep.names import Names
from ..sitrep.row import Row
from ..sitrep.rows import rows_of
from ..sitrep.seen_by import seen_by
from ..sitrep.told import words_of
from ..situation.claim import Claim
from ..situation.disclosure.for_grade import for_grade
from ..situation.disclosure.kept_inside import kept_inside
from ..situation.record import Held, Record, replay

# fields whose words may name a place, for claims that nobody has joined to one
PLACES = ("place", "crossing", "origin", "dest", "zones", "about", "what")


@dataclass(frozen=True, slots=True)
class Since:
    """The last digest that a subscriber has: how many events it knew, and what it was as of.

    `certain`: whether the server said that it took it.
    """

    seen: int
    as_of: datetime
    certain: bool = True


@dataclass(frozen=True, slots=True)
class View:
    """For whom and about where: a grade, and addresses of places (none: everywhere)."""

    grade: str
    places: tuple[str, ...] = ()


@dataclass(slots=True)
class History:
    """A record as different readers know it; `names` are those of one language."""

    record: Record
    names: Names
    with_unreviewed: bool = False
    _held: dict[tuple[View, int | None], Held] = field(default_factory=dict)
    _rows: dict[tuple[object, ...], tuple[Row, ...]] = field(default_factory=dict)
    _kept: dict[int | None, dict[str, str]] = field(default_factory=dict)
    _whole: dict[int | None, Held] = field(default_factory=dict)

    def held(self, view: View, then: Since | None) -> Held:
        """What was held at an earlier digest, or is now (None).

        What stays inside now is left out of the past as well, and so is what did then.
        """
        key = (view, None if then is None else then.seen)
        if key not in self._held:
            kept = {**self._kept_at(then), **self._kept_at(None)}
            held = for_grade(self._whole_at(then), view.grade, kept=kept)
            self._held[key] = _at(held, view.places, self.names) if view.places else held
        return self._held[key]

    def rows(
        self, view: View, at: datetime, since: Since | None, then: Since | None
    ) -> tuple[Row, ...]:
        """What was held (`then`; None: now) about an instant, as the readers may see it."""
        key = ("seen", view, at, since, then)
        if key not in self._rows:
            rows = self.unmasked(view, at, since, then)
            self._rows[key] = seen_by(rows, self.held(view, then), self.names, view.grade)
        return self._rows[key]

    def unmasked(
        self, view: View, at: datetime, since: Since | None, then: Since | None
    ) -> tuple[Row, ...]:
        """The same with the ids of claims, for our own use."""
        key = ("own", view, at, since, then)
        if key not in self._rows:
            ended = None if since is None else since.as_of
            self._rows[key] = self.rows_about(self.held(view, then), view, at, ended)
        return self._rows[key]

    def rows_about(
        self, held: Held, view: View, at: datetime, since: datetime | None = None
    ) -> tuple[Row, ...]:
        """What is held about an instant, with the ids of claims; no deadline over by `since`."""
        return rows_of(
            held,
            _names_at(self.names, view.places),
            at,
            since=since,
            with_unreviewed=self.with_unreviewed,
            inside=view.grade == "planners",
        )

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
            self._kept[key] = kept_inside(self._whole_at(then), self.names.withheld)
        return self._kept[key]


def _at(held: Held, places: tuple[str, ...], names: Names) -> Held:
    claims = {name: claim for name, claim in held.claims.items() if _is_at(claim, places, names)}
    return replace(held, claims=claims)


def _is_at(claim: Claim, places: Iterable[str], names: Names) -> bool:
    """Whether a claim is joined to one of the places or, joined to nothing, names it."""
    words = [words_of(claim, field).lower() for field in PLACES if claim.subject is None]
    for place in places:
        if claim.subject == place or (claim.subject or "").startswith(f"{place}/"):
            return True
        name = (names.of(place) or "").lower()
        if name and any(name in said for said in words):
            return True
    return False


def _names_at(names: Names, places: tuple[str, ...]) -> Names:
    """Names with the sides of the places only, so that no other side is said to be unspoken of."""
    if not places:
        return names
    sides = tuple(
        side
        for side in names.sides
        if any(side.address == place or side.address.startswith(f"{place}/") for place in places)
    )
    return replace(names, sides=sides)
