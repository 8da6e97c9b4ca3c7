"""Too late: why a way cannot be travelled in time, though a word could open each part of it."""

from __future__ import annotations

from collections.abc import Sequence

from ..clock import intersection, total_seconds
from ..scenario.inputs import Group
from .blocker import Blocker, Words
from .labels import FAR, Limits
from .passage import Passage
from .windows import Spans


def too_late(say: Words, group: Group, way: Sequence[Passage], limits: Limits) -> Blocker:
    """The first part of a way that is shut when somebody can be there, whatever is agreed to."""
    times: Spans = ((limits.from_s, limits.before_s),)
    for number, passage in enumerate(way):
        window = max((o.window for o in passage.openings), key=total_seconds)
        if number == 0 and _after(passage, window, limits):
            return _deadline(say, group, limits.before_s)
        if passage.waits and number:
            times = ((times[0][0], FAR),)
        inside = intersection(times, window)
        if not inside:
            return _shut(say, passage, window, times[0][0])
        if passage.arrives_s is not None:
            times = ((passage.arrives_s, FAR),)
        else:
            times = tuple((low + passage.seconds, high + passage.seconds) for low, high in inside)
    raise AssertionError("a way that can be travelled in time is an open way")


def _after(passage: Passage, window: Spans, limits: Limits) -> bool:
    """Whether the first part of a way is open after the deadline only."""
    if passage.arrives_s is not None:
        return limits.before_s < window[-1][1]
    before = intersection(((limits.from_s, limits.before_s),), window)
    return not before and bool(intersection(((limits.before_s, FAR),), window))


def _deadline(say: Words, group: Group, before_s: int) -> Blocker:
    """The latest departure has passed, or passes before anything opens."""
    because = group.deadline_because or f"group/{group.id}"
    last = "latest_departure" if because.startswith("group/") else "zones"
    why = f"they must have left by {say.when(before_s)} ({because}), and no way opens in time"
    return Blocker(f"{because}/{last}", "deadline", why, None, None)


def _shut(say: Words, passage: Passage, window: Spans, at_s: int) -> Blocker:
    """Who sets out now is too late, or would have to wait on the road."""
    hard = [row.blocker for row in passage.conditions if not row.can_be_given]
    end_s = window[-1][1]
    there = f"who sets out now is there at {say.when(at_s)} at the earliest"
    if at_s < end_s:
        opens_s = next(low for low, high in window if high > at_s)
        why = f"{passage.name} opens at {say.when(opens_s)}, and nobody waits on the road: {there}"
    elif hard:
        why = f"{passage.name} can be entered until {say.when(end_s)}; {there}"
    else:
        why = f"{passage.name} is too far for the time looked at, to {say.when(end_s)}: {there}"
    if hard:
        return Blocker(hard[0].address, hard[0].rule, why, None, hard[0].source)
    return Blocker(passage.address, "horizon", why, None, None)
