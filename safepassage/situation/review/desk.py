"""Desk: where one reviewer is: which claim lies in front, what was done, what is left."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from ..claim import Claim
from ..record import Held
from .waiting import in_order, waiting


@dataclass(frozen=True, slots=True)
class Step:
    """One decision: what it was, on which claim, and the events that it added."""

    what: str
    claim: str
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """`front`: the claim in front, or None. `only`: ids to look at, or None for all.

    `steps` are this reviewer's decisions, the last one being the one that undo takes back.
    """

    front: str | None = None
    only: frozenset[str] | None = None
    steps: tuple[Step, ...] = field(default=())

    def left(self, held: Held) -> tuple[Claim, ...]:
        """What waits and is to be looked at."""
        every = waiting(held)
        return every if self.only is None else tuple(c for c in every if self._wanted(c))

    def _wanted(self, claim: Claim) -> bool:
        assert self.only is not None
        return claim.id in self.only or any(old in self.only for old in claim.supersedes)

    def settle(self, held: Held) -> Desk:
        """Put a claim in front: the same if it still waits, else the next behind where it stood."""
        left = [claim.id for claim in self.left(held)]
        if not left:
            return replace(self, front=None)
        if self.front in left:
            return self
        if self.front is None:
            return replace(self, front=left[0])
        return replace(self, front=self._behind(held, left))

    def _behind(self, held: Held, left: list[str]) -> str:
        """The first that waits behind the claim in front, in the order in which texts were read."""
        ids = [claim.id for claim in in_order(held, held.claims.values())]
        here = ids.index(self.front) if self.front in ids else -1
        open_ = set(left)
        return next((name for name in ids[here + 1 :] if name in open_), left[0])

    def next(self, held: Held) -> Desk:
        """Leave the claim in front for later; from the last one back to the first."""
        left = [claim.id for claim in self.left(held)]
        if self.front not in left:
            return self.settle(held)
        return replace(self, front=left[(left.index(self.front) + 1) % len(left)])

    def done(self, step: Step) -> Desk:
        """Note a decision."""
        return replace(self, steps=(*self.steps, step))

    def undone(self) -> Desk:
        """The last decision was taken back: its claim lies in front again."""
        return replace(self, steps=self.steps[:-1], front=self.steps[-1].claim)

    def counts(self) -> dict[str, int]:
        """How many decisions of each kind, in the order in which they first came."""
        return dict(Counter(step.what for step in self.steps))
