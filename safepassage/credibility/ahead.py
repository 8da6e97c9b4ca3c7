"""Ahead: how long before a road closes the last of the plan are off it."""

from __future__ import annotations

from collections import defaultdict

from safepassage.plan.passings import parts
from safepassage.plan.plan import Plan


def least_ahead_s(plan: Plan) -> int | None:
    """Seconds between the last to leave a road and its next closing; None if none is passed before.

    Whoever enters in a period counts as entering at its end, so the true time is up to a step
    more, and 0 stands for less than that. A road that stays open in part does not close.

    The check's own margin of the rule `closure` is another thing: open seconds of the period.
    """
    step_s = plan.inputs.step_s
    closing: dict[str, list[int]] = defaultdict(list)
    for closure in plan.inputs.closures:
        if not closure.remaining_share:
            for link in closure.links:
                closing[f"link/{link}"].append(closure.from_s)
    takes = {f"link/{row.id}": {"car": row.car_s, "foot": row.foot_s} for row in plan.inputs.links}
    ahead = []
    for part in parts(plan):
        seconds = takes[part.address].get(part.mode) if part.address in closing else None
        if seconds is None:
            continue
        for period, _ in part.leaving:
            entry_s = (period + part.after) * step_s
            later = [at for at in closing[part.address] if at > entry_s]
            if later:
                ahead.append(min(later) - entry_s - step_s - seconds)
    return max(0, min(ahead)) if ahead else None
