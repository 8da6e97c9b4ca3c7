"""Too late: why a way cannot be travelled in time, though a word could open each part of it."""

from __future__ import annotations

from collections.abc import Sequence

from ..clock import total_seconds
from ..scenario.inputs import Group
from .blocker import Blocker, Words
from .labels import FAR, Limits
from .passage import Passage
from .windows import Spans


def too_late(say: Words, group: Group, way: Sequence[Passage], limits: Limits) -> Blocker:
    """The first part of a way that is shut when somebody can be there, whatever is agreed to."""
    at_s, before_s = limits.from_s, limits.before_s
    for passage in way:
        window = max((opening.window for opening in passage.openings), key=total_seconds)
        end_s = passage.end_of(at_s, window, before_s)
        if end_s is None:
            if passage.end_of(at_s, window, FAR) is not None:
                return _deadline(say, group, before_s)
            return _shut(say, passage, window, at_s)
        at_s, before_s = end_s, FAR
    raise AssertionError("a way that can be travelled in time is an open way")


def _deadline(say: Words, group: Group, before_s: int) -> Blocker:
    """The latest departure has passed, or passes before anything opens."""
    because = group.deadline_because or f"group/{group.id}"
    last = "latest_departure" if because.startswith("group/") else "zones"
    why = f"they must have left by {say.when(before_s)} ({because}), and no way opens in time"
    return Blocker(f"{because}/{last}", "deadline", why, None, None)


def _shut(say: Words, passage: Passage, window: Spans, at_s: int) -> Blocker:
    """Who sets out now is too late."""
    end, there = say.when(window[-1][1]), f"who sets out now is there on {say.earliest(at_s)}"
    hard = [row.blocker for row in passage.conditions if not row.can_be_given]
    if hard:
        why = f"{passage.name} can be entered until {end} only; {there} at the earliest"
        return Blocker(hard[0].address, hard[0].rule, why, None, hard[0].source)
    why = f"{passage.name} is too far for the time looked at (to {end}): {there} at the earliest"
    return Blocker(passage.address, "horizon", why, None, None)
