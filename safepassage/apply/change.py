"""Change: one value of a scenario that claims changed, and what claims could not change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..situation.claim import Claim


@dataclass(frozen=True, slots=True)
class Change:
    """`before` and `after` as they stand in the scenario's files; None = nothing stood there.

    `taken`: what nobody said and was taken so, in words, or None.
    """

    address: str
    before: Any
    after: Any
    claims: tuple[str, ...]
    why: str
    taken: str | None = None

    def to_json(self) -> dict[str, Any]:
        """The value as plain JSON."""
        return {
            "address": self.address,
            "before": self.before,
            "after": self.after,
            "claims": list(self.claims),
            "why": self.why,
            "taken": self.taken,
        }


@dataclass(frozen=True, slots=True)
class NotApplied:
    """Claims that changed no value: why not, and what would mend it.

    `disputed`: they contradict one another, and nobody has decided.
    """

    claims: tuple[str, ...]
    address: str | None
    why: str
    mend: str
    disputed: bool = False

    def to_json(self) -> dict[str, Any]:
        """The value as plain JSON."""
        return {
            "claims": list(self.claims),
            "address": self.address,
            "why": self.why,
            "mend": self.mend,
            "disputed": self.disputed,
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of the claims that were known at `as_of`.

    `carried`: ids of claims that stand in the scenario as words beside the numbers. `layout_kept`:
    whether lines that no claim is about are written just as they stood.
    """

    as_of: datetime
    changes: tuple[Change, ...]
    not_applied: tuple[NotApplied, ...]
    carried: tuple[str, ...]
    layout_kept: bool = True

    def rests_on(self) -> frozenset[str]:
        """Ids of the claims on which at least one value rests."""
        return frozenset(claim for change in self.changes for claim in change.claims)


@dataclass(frozen=True, slots=True)
class Wish:
    """What one claim asks of one address: `value` is compared, `claim` tells the rest.

    It holds in `[since, until)`; `until` None = the claim says no end. `told`: when it was said.
    `also`: claims of others that say the same. `words`: the value, where it is no text itself.
    """

    claim: Claim
    address: str
    value: Any
    told: datetime
    since: datetime
    until: datetime | None = None
    also: tuple[Claim, ...] = ()
    words: str = ""

    @property
    def says(self) -> str:
        """What it asks, for people to read."""
        return self.words or str(self.value)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claim, and others that say the same."""
        return (self.claim, *self.also)

    def statuses(self) -> str:
        """Who says which status, each once."""
        told = (
            f"{each.by_whom() or 'not named'}: {str(each.norm.get('status', '')).replace('_', ' ')}"
            for each in self.claims
        )
        return "; ".join(dict.fromkeys(told))
