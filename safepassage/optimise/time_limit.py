"""Time limit: how long a search may still go on, asked between its steps and never in them."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from math import inf


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A number of seconds that began when it was made; None = no limit.

    Whatever asks it must give the same answer again where there is no limit: then `reached` is
    never true and `left_s` is infinite, whatever the clock says.
    """

    seconds: float | None = None
    begun: float = field(default_factory=time.perf_counter)

    def left_s(self) -> float:
        """Seconds until the limit, 0.0 after it; infinite without one."""
        if self.seconds is None:
            return inf
        return max(0.0, self.begun + self.seconds - time.perf_counter())

    @property
    def reached(self) -> bool:
        """Whether the time is over."""
        return self.left_s() <= 0.0

    def share(self, part: float) -> TimeLimit:
        """A limit for one stage, from now on: this part (0 to 1) of what is left."""
        if self.seconds is None:
            return TimeLimit(None)
        return TimeLimit(part * self.left_s())


NO_LIMIT = TimeLimit()
