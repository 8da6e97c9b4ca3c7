"""Criteria on time: deadlines, proven clearance, and the hours from which it is too late."""

from __future__ import annotations

from safepassage.credibility.by_words import said
from safepassage.credibility.case import Case
from safepassage.credibility.criteria import BOUNDS
from safepassage.credibility.row import ASSERTED, PROVED, Lack, Row, evidence, lack


def c03_warning(case: Case) -> Row:
    """Time available is at least the time required, for every zone with a deadline.

    Met: everybody of these zones who is expected to go leaves by then (the rule is kept). Not met:
    somebody does not, for whatever reason. Without a deadline there is nothing to measure.
    (AP I 57(2)(c); CIHL 20.)
    """
    groups = [
        row for row in case.plan.inputs.groups if row.people and row.latest_departure_s is not None
    ]
    if not groups:
        return Row("C03", "no_evidence", said(case, "C03"), (lack("cred-lacks-deadline"),))
    late = sum(row.people - case.arriving[row.id] for row in groups)
    where = "departure_deadline" if case.kept.get("departure_deadline") else "short_of"
    zones = len({row.zone for row in groups})
    shown = case.number("cred-deadlines", where, zones=zones, people=late)
    return Row("C03", "not_met" if late else "met", (shown, *said(case, "C03")))


def c18_clearance(case: Case) -> Row:
    """Times to half, 90 % and all, their proven bounds and the gap are published.

    Met: all three times are reached and the four bounds are PROVED by the check. Not met: one is
    not reached, which is said together with whether any plan could, or a bound is not proved.
    (Practice of evacuation time estimates, NUREG/CR-7002.)
    """
    f = case.plan.figures
    if not f.people:
        return Row("C18", "no_evidence", said(case, "C18"), (lack("cred-lacks-people"),))
    shown = [
        case.number(
            "cred-arrived",
            "people_arrived_bound",
            expected=f.people,
            people=f.people_arrived,
            most=f.people_arrived_bound,
            gap=f.people_gap,
        )
    ]
    missing: list[Lack] = []
    for name in ("t50", "t90", "t100"):
        time_s, bound_s = getattr(f, f"{name}_s"), getattr(f, f"{name}_bound_s")
        if time_s is not None and bound_s is not None:
            minutes = {"minutes": f"{time_s / 60:,.0f}", "bound": f"{bound_s / 60:,.0f}"}
            shown.append(case.number(f"cred-{name}", f"{name}_bound_s", **minutes))
        else:
            never = bound_s is None and case.statuses.get(f"{name}_bound_s") == PROVED
            missing.append(lack(f"cred-{name}-{'never' if never else 'not-here'}"))
    proved = sum(case.statuses.get(name) == PROVED for name in BOUNDS)
    if proved < len(BOUNDS):
        missing.append(lack("cred-lacks-bounds", proved=proved))
    shown_all = (*shown, *said(case, "C18"))
    return Row("C18", "not_met" if missing else "met", shown_all, tuple(missing))


def c24_triggers(case: Case) -> Row:
    """Every zone has its last start, and whoever is too late has a refuge.

    Met: last starts for every zone with a deadline, and a destination of kind refuge. Not met: one
    of them is missing though there are deadlines. (NIST ESCAPE.)
    """
    inputs = case.plan.inputs
    zones = {row.zone for row in inputs.groups if row.latest_departure_s is not None}
    starts = {row.address for row in case.plan.last_safe_start if row.address.startswith("zone/")}
    shown = []
    if starts:
        claim = f"last_safe_start/{min(starts)}"
        shown.append(case.number("cred-last-starts", claim, zones=len(starts)))
    refuges = sum(row.kind == "refuge" for row in inputs.destinations)
    shown.append(evidence("cred-refuges", ASSERTED, "destinations", refuges=refuges))
    told = (*shown, *said(case, "C24"))
    if not zones:
        return Row("C24", "no_evidence", told, (lack("cred-lacks-deadline"),))
    missing = [] if refuges else [lack("cred-lacks-refuge")]
    if without := sum(f"zone/{zone}" not in starts for zone in zones):
        missing.append(lack("cred-lacks-last-starts", zones=without))
    return Row("C24", "not_met" if missing else "met", told, tuple(missing))
