"""Passage: one element as a group could use it, and what would have to change to open it.

A *condition* is one thing that must hold at the moment of passing. Some can be given by a word:
hours of a gate or corridor, consents. What nobody opens by a word is closures, eligibility, rates,
seats and departures that have gone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import NamedTuple

from ..clock import Span, intersection
from ..scenario.inputs import Mode
from .blocker import Blocker
from .turns import Came
from .windows import Spans


class State(NamedTuple):
    """Somebody at a node in a mode; `came`: what counts of the way there (turns.py)."""

    node: str
    mode: Mode
    came: Came = ()


ARRIVED = State("", "foot")


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must hold at the moment of passing; `blocker` says it in words if it fails.

    `can_be_given`: somebody can open or agree to it by a word.
    """

    address: str
    spans: Spans
    can_be_given: bool
    blocker: Blocker


class Opening(NamedTuple):
    """A set of conditions (addresses) and when the passage can be entered if they are lifted."""

    lifted: frozenset[str]
    window: Spans


@dataclass(frozen=True, slots=True)
class Passage:
    """One element from a state to a state, in `seconds`, under conditions.

    `metres` are on foot. `per_hour` = people an hour by its slowest part, `most` = people in all
    (None = not limited). A leg has `arrives_s`: whoever boards before the window ends arrives then.
    `openings`: what can be lifted and when it is open then, fewest conditions first; the first with
    nothing lifted if it is open as things are; none at all if no word opens it.
    """

    element: str
    name: str
    from_state: State
    to_state: State
    seconds: int
    metres: int
    conditions: tuple[Condition, ...]
    openings: tuple[Opening, ...]
    per_hour: float | None = None
    most: int | None = None
    arrives_s: int | None = None

    @property
    def address(self) -> str:
        """The element without the day of a daily leg."""
        return self.element.partition("@")[0]

    @property
    def is_exit(self) -> bool:
        """Whether it is a crossing or a leg: what a way out is named after."""
        return self.element.startswith(("crossing/", "leg/"))

    @property
    def bars(self) -> bool:
        """Whether a party's condition on who may pass leaves these people out."""
        return any(row.blocker.rule == "eligibility" for row in self.conditions)

    @property
    def window(self) -> Spans:
        """Seconds in which it can be entered as things are."""
        if self.openings and not self.openings[0].lifted:
            return self.openings[0].window
        return ()

    @property
    def lifts(self) -> tuple[frozenset[str], ...]:
        """The smallest sets of conditions that open it at some second."""
        found: list[frozenset[str]] = []
        for opening in self.openings:
            if not any(other <= opening.lifted for other in found):
                found.append(opening.lifted)
        return tuple(found)

    def end_of(self, at_s: int, window: Spans, before_s: int) -> int | None:
        """When somebody is at its end who is there at a second and waits until it opens.

        Must be entered before `before_s` (of a leg, boarding must have ended by then); None = shut.
        """
        for low, high in window:
            entry_s = max(at_s, low)
            if entry_s < high:
                if self.arrives_s is not None:
                    return self.arrives_s if high <= before_s else None
                return entry_s + self.seconds if entry_s < before_s else None
        return None


def _window(conditions: Iterable[Condition], span: Span, shrink_s: int) -> Spans:
    window: Spans = (span,)
    for condition in conditions:
        window = intersection(window, condition.spans)
    if not shrink_s:
        return window
    return tuple(
        (low, high if high >= span[1] else high - shrink_s)
        for low, high in window
        if high >= span[1] or high - shrink_s > low
    )


def find_openings(
    conditions: Sequence[Condition], span: Span, shrink_s: int = 0
) -> tuple[Opening, ...]:
    """What can be lifted, and when the passage can be entered then.

    A set is left out if a smaller one opens the same seconds. A condition that never holds in the
    span is in every set, one that always holds in none. `shrink_s`: seconds for which it must stay
    open after the entry.
    """
    given = [row for row in conditions if row.can_be_given]
    inside = {row.address: intersection(row.spans, (span,)) for row in given}
    never = frozenset(name for name, spans in inside.items() if not spans)
    # of conditions with the same hours lifting some but not all opens nothing
    alike: dict[Spans, list[str]] = {}
    for name, spans in inside.items():
        if spans and spans != (span,):
            alike.setdefault(spans, []).append(name)
    sets = [
        sorted(chain.from_iterable(chosen))
        for size in range(len(alike) + 1)
        for chosen in combinations(alike.values(), size)
    ]
    found: list[Opening] = []
    for chosen in sorted(sets, key=lambda names: (len(names), names)):
        lifted = never.union(chosen)
        kept = [c for c in conditions if not (c.can_be_given and c.address in lifted)]
        window = _window(kept, span, shrink_s)
        if window and not any(o.window == window and o.lifted < lifted for o in found):
            found.append(Opening(lifted, window))
    return tuple(found)
