"""Options: how to plan, beside what the scenario says."""

from __future__ import annotations

from dataclasses import dataclass

from .objective import USUAL, Objective


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """How to plan, beside what the scenario says."""

    seed: int = 7
    most_routes: int = 3  # per group and start, where one cannot bring everyone
    window_min: int = 180  # longest window of one instruction; 0 = no limit
    mend: bool = True  # try single changes for those who do not arrive
    mend_tries: int | None = None  # how often to plan again for that; None = by the size
    aid_first: bool = False  # the aid quota before "most people arrive"
    objective: Objective = USUAL  # which of two plans is better
    convergent: bool = False  # at every junction all people in a mode go the same way on
