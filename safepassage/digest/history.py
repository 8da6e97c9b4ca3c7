"""History: the rows of now and of earlier digests, as readers see them, each made once."""

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
from ..situation.disclosure.grade import PLANNERS
from ..situation.record import Held
from .past import Past, Since

# fields whose words name a place, for claims that nobody has joined to one
PLACES = ("place", "crossing", "origin", "dest", "zones")
SHORTEST = 4  # letters that a part of a name needs to name the place


@dataclass(frozen=True, slots=True)
class View:
    """For whom and about where: a grade, and addresses of places (none: everywhere)."""

    grade: str
    places: tuple[str, ...] = ()


@dataclass(slots=True)
class History:
    """The past as readers of one language know it; `names` are those of the language."""

    past: Past
    names: Names
    with_unreviewed: bool = False
    _held: dict[tuple[View, int | None], Held] = field(default_factory=dict)
    _rows: dict[tuple[object, ...], tuple[Row, ...]] = field(default_factory=dict)

    def held(self, view: View, then: Since | None) -> Held:
        """What was held at an earlier digest, or is now (None), about the places of a view."""
        key = (view, None if then is None else then.seen)
        if key not in self._held:
            held = self.past.held(view.grade, then)
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
            inside=view.grade == PLANNERS,
        )


def _at(held: Held, places: tuple[str, ...], names: Names) -> Held:
    claims = {name: claim for name, claim in held.claims.items() if _is_at(claim, places, names)}
    return replace(held, claims=claims)


def _is_at(claim: Claim, places: Iterable[str], names: Names) -> bool:
    """Whether a claim is joined to one of the places or, joined to nothing, names it."""
    if claim.subject is not None:
        return any(f"{claim.subject}/".startswith(f"{place}/") for place in places)
    words = [words_of(claim, field).lower() for field in PLACES]
    known = [(names.of(place) or "").lower() for place in places]
    return any(
        name and said and (name in said or _is_part(said, name)) for name in known for said in words
    )


def _is_part(said: str, name: str) -> bool:
    """Whether a text's word is part of a name: "the north gate" of "North gate (cars)"."""
    short = said.removeprefix("the ")
    return len(short) >= SHORTEST and short in name


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
