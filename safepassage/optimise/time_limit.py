"""Time limit: how long a search may still go on, asked between its steps and never in them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from math import inf


@dataclass(slots=True)
class Ending:
    """What a limit shares with its shares: whether somebody asked the search to end.

    `answer`: there is a plan that keeps every rule, so that ending the search leaves something.
    """

    asked: bool = False
    answer: bool = False


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A number of seconds that began when it was made (None = no limit), or until somebody asks.

    Where there is no limit and nobody asks, `reached` is never true and `left_s` is infinite,
    whatever the clock says: the same inputs then give the same answer.
    """

    seconds: float | None = None
    begun: float = field(default_factory=time.perf_counter)
    ending: Ending = field(default_factory=Ending)

    def left_s(self) -> float:
        """Seconds until the limit, 0.0 after it; infinite without one."""
        if self.ending.asked:
            return 0.0
        if self.seconds is None:
            return inf
        return max(0.0, self.begun + self.seconds - time.perf_counter())

    @property
    def reached(self) -> bool:
        """Whether the time is over, or somebody asked the search to end."""
        return self.left_s() <= 0.0

    def share(self, part: float) -> TimeLimit:
        """A limit for one stage, from now on: this part (0 to 1) of what is left."""
        if self.seconds is None:
            return self
        return TimeLimit(part * self.left_s(), ending=self.ending)


NO_LIMIT = TimeLimit()  # of functions that nobody gave a limit; never asked to end
