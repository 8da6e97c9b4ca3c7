"""Follow: an open record that others write to as well, and decisions that see what they wrote."""

from __future__ import annotations

from collections.abc import Callable

from ...errors import UsageError
from ...situation.event import Act, Event
from ...situation.record import Held, Record
from ...store.store import Store

TRIES = 20
Wish = Callable[[Record, Held], tuple[Act, ...]]


class Follow:
    """The record as of its last refresh; only what is new is read again."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.record = store.record()
        self.held = self.record.now()

    @property
    def last(self) -> int:
        """The number of the last event that was seen."""
        return self.record.events[-1].number if self.record.events else 0

    def refresh(self) -> Held:
        """Read what was added since."""
        new = tuple(self.store.events(after=self.last))
        if new:
            self.record = Record.of((*self.record.events, *new))
            self.held = self.record.now()
        return self.held

    def decide(self, by: str, wish: Wish) -> tuple[Event, ...]:
        """Add what `wish` makes of the newest record, in one piece and only if it is the newest.

        Where somebody writes in between, the wish is made anew of what they wrote. It raises
        Refusal if that leaves nothing to wish for.
        """
        for _ in range(TRIES):
            self.refresh()
            acts = wish(self.record, self.held)
            if not acts:
                return ()
            try:
                events = self.store.append(by, *acts, expect=self.last)
            except UsageError:
                if self.store.last_number() == self.last:
                    raise
                continue
            self.refresh()
            return events
        raise UsageError(
            f"{self.store.path}: others write to it without a pause. Nothing was written; "
            "try again."
        )
