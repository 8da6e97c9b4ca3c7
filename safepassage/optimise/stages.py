"""Stages: the steps of a search, how long each took, and what a limit or Ctrl-C cut off."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from ..plan.plan import Stopped
from .time_limit import TimeLimit

Progress = Callable[[str], None]


@dataclass
class Stages:
    """One search, stage by stage; changed as it goes on.

    A stage asks `time_for` before it begins and `cut_off` when it is done, so that an answer can
    say what was left out. Ctrl-C is a limit that is reached (safepassage/cli/interrupt.py).
    """

    limit: TimeLimit = field(default_factory=TimeLimit)
    progress: Progress = lambda stage: None
    seconds: dict[str, float] = field(default_factory=dict)
    _stopped_in: str | None = None
    _left_out: list[str] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """A stage of the search, timed."""
        self.progress(name)
        begun = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begun

    def answered(self) -> None:
        """From now on there is a plan, so that the search may be ended."""
        self.limit.ending.answer = True

    def time_for(self, name: str) -> bool:
        """Whether a stage may be begun; if not, it is noted as left out."""
        if self.limit.reached:
            self.cut_short(name, name)
            return False
        return True

    def cut_off(self, name: str) -> bool:
        """Whether the limit was reached by the end of a stage, which is then not to its end."""
        if self.limit.reached:
            self.cut_short(name, f"{name} (not to its end)")
            return True
        return False

    def cut_short(self, stage: str, what: str) -> None:
        """Note what a stage did not do because the search was ended."""
        self._stopped_in = self._stopped_in or stage
        self._left_out.append(what)

    def stopped(self) -> Stopped | None:
        """What ended the search before it was done; None if it was done."""
        if self._stopped_in is None:
            return None
        seconds = None if self.limit.ending.asked else self.limit.seconds
        return Stopped(seconds, self._stopped_in, tuple(self._left_out))
