"""Criteria on people: who stays, who is counted, who can follow the plan, who needs more."""

from __future__ import annotations

from safepassage.credibility.by_words import said
from safepassage.credibility.case import Case
from safepassage.credibility.row import ASSERTED, CHECKED, PROVED, Row, State, evidence, lack

# rows of their own that a plan has beside the general public (NUREG/CR-7002; FEMA 2019)
APART = ("no_vehicle", "hospital", "school", "detainees", "visitors")
DEADLINES = ("deadline", "departure_deadline")


def c02_voluntary(case: Case) -> Row:
    """Moving is a choice: people who stay are counted, and aid reaches where they are.

    Met: somebody is counted as staying, and every stream of aid to a zone brings its minimum on
    every day. Not met: one of them does not. (Guiding Principles 6-7.)
    """
    plan = case.plan
    zones = {f"zone/{group.zone}" for group in plan.inputs.groups}
    zones |= {group.zone for group in plan.inputs.groups}
    streams = {row.id for row in plan.inputs.aid_streams if row.consignee in zones}
    days = [row for row in plan.aid_days if row.aid_stream in streams]
    short = [row for row in days if row.trucks < row.required]
    staying = plan.figures.people_staying
    shown = [evidence("cred-staying", CHECKED, "people_staying", people=staying)]
    missing = []
    if days:
        shown.append(
            evidence("cred-aid-days", CHECKED, "aid", met=len(days) - len(short), all=len(days))
        )
    else:
        missing.append(lack("cred-lacks-aid-to-zones"))
    if not staying:
        missing.append(lack("cred-lacks-staying"))
    state: State = "no_evidence" if missing else "not_met" if short else "met"
    return Row("C02", state, (*shown, *said(case, "C02")), tuple(missing))


def c03_warning(case: Case) -> Row:
    """Time available is at least the time required, for every zone with a deadline.

    Met: nobody is left behind by a deadline. Not met: somebody is. Without a deadline there is
    nothing to measure. (AP I 57(2)(c); CIHL 20.)
    """
    groups = [row for row in case.plan.inputs.groups if row.latest_departure_s is not None]
    zones = {row.zone for row in groups}
    if not groups:
        return Row("C03", "no_evidence", said(case, "C03"), (lack("cred-lacks-deadline"),))
    late = sum(row.people for row in case.short(*DEADLINES))
    shown = evidence("cred-deadlines", CHECKED, "short_of", zones=len(zones), people=late)
    return Row("C03", "not_met" if late else "met", (shown, *said(case, "C03")))


def c04_covered(case: Case) -> Row:
    """The whole population is counted, with rows of their own for those who are easily forgotten.

    Met: people add up (checked), no group is left out, and each of no_vehicle, hospital, school,
    detainees and visitors is a kind of group here or stated not to exist. (NUREG/CR-7002.)
    """
    inputs = case.plan.inputs
    left_out = [row for row in inputs.not_used if row.address.startswith("group/")]
    kinds = {group.kind for group in inputs.groups}
    if any(group.mode != "car" for group in inputs.groups):
        kinds.add("no_vehicle")
    told = {row.field for row in case.statements("C04")}
    missing = [kind for kind in APART if kind not in kinds and kind not in told]
    shown = (
        evidence(
            "cred-covered",
            CHECKED,
            "people",
            people=case.plan.figures.people,
            staying=case.plan.figures.people_staying,
            groups=len(inputs.groups),
        ),
        *said(case, "C04"),
    )
    if left_out:
        lacking = (lack("cred-lacks-groups", groups=len(left_out)),)
        return Row("C04", "not_met", shown, lacking)
    if missing:
        lacking = (lack("cred-lacks-kinds", kinds=", ".join(missing)),)
        return Row("C04", "no_evidence", shown, lacking)
    return Row("C04", "met", shown)


def c05_can_be_followed(case: Case) -> Row:
    """Everybody expected to go has a when, a way, a where to, and another way.

    Met: every group with people has instructions for all of them, each with a fallback.
    (MED Guide 2024.)
    """
    groups = [group for group in case.plan.inputs.groups if group.people]
    without = [group for group in groups if case.arriving[group.id] < group.people]
    rows = case.plan.instructions
    no_other = sum(row.fallback is None for row in rows)
    shown = (
        evidence("cred-instructions", CHECKED, "plan/instructions.json", all=len(rows)),
        *said(case, "C05"),
    )
    missing = []
    if without:
        missing.append(lack("cred-lacks-instructions", groups=len(without), all=len(groups)))
    if no_other:
        missing.append(lack("cred-lacks-fallbacks", other=no_other, all=len(rows)))
    return Row("C05", "not_met" if missing else "met", shown, tuple(missing))


def c08_reception(case: Case) -> Row:
    """Those who arrive have room by every need, with a source.

    Met: every place that somebody goes to has known room that is not exceeded. Not met: people are
    left over for want of room. That services run before the first arrival is not in a bundle.
    (GC IV 49; CIHL 131.)
    """
    used = {row.destination for row in case.plan.instructions}
    places = [row for row in case.plan.inputs.destinations if row.id in used]
    short = sum(row.people for row in case.short("destination_room"))
    limited = [row for row in places if isinstance(row.room, int)]
    missing = [lack("cred-lacks-services")]
    shown = [
        evidence(
            "cred-room",
            CHECKED,
            "destination_room",
            places=len(places),
            limited=len(limited),
        )
    ]
    if short:
        missing.append(lack("cred-lacks-room", people=short))
        return Row("C08", "not_met", (*shown, *said(case, "C08")), tuple(missing))
    if not limited or len(limited) < len(places):
        missing.append(lack("cred-lacks-needs", places=len(places) - len(limited)))
        return Row("C08", "no_evidence", (*shown, *said(case, "C08")), tuple(missing))
    state: State = "met" if case.kept.get("destination_room") else "no_evidence"
    return Row("C08", state, (*shown, *said(case, "C08")), tuple(missing))


def c10_specific_needs(case: Case) -> Row:
    """Everybody who cannot walk or is a patient has a suitable seat and arrives.

    Met: all people of groups that need a seat, or of kind hospital, arrive. (UNHCR handbook; FEMA.)
    """
    groups = [
        row for row in case.plan.inputs.groups if row.mode == "seat" or row.kind == "hospital"
    ]
    people = sum(row.people for row in groups)
    arriving = sum(case.arriving[row.id] for row in groups)
    if not people:
        return Row("C10", "no_evidence", said(case, "C10"), (lack("cred-lacks-needs-groups"),))
    shown = evidence("cred-specific", CHECKED, "plan", people=people, arriving=arriving)
    return Row("C10", "met" if arriving == people else "not_met", (shown, *said(case, "C10")))


def c24_triggers(case: Case) -> Row:
    """Every zone has its last start, and whoever is too late has a refuge.

    Met: last starts for every zone with a deadline, and a destination of kind refuge. Not met: no
    refuge though there are deadlines. (NIST ESCAPE.)
    """
    inputs = case.plan.inputs
    zones = {row.zone for row in inputs.groups if row.latest_departure_s is not None}
    starts = {row.address for row in case.plan.last_safe_start}
    told = sum(address.startswith("zone/") for address in starts)
    refuges = sum(row.kind == "refuge" for row in inputs.destinations)
    shown = (
        evidence("cred-last-starts", CHECKED, "last_safe_start", zones=told),
        evidence("cred-refuges", ASSERTED, "destinations", refuges=refuges),
        *said(case, "C24"),
    )
    if not zones:
        return Row("C24", "no_evidence", shown, (lack("cred-lacks-deadline"),))
    missing = [] if refuges else [lack("cred-lacks-refuge")]
    if not_told := sum(f"zone/{zone}" not in starts for zone in zones):
        missing.append(lack("cred-lacks-last-starts", zones=not_told))
    return Row("C24", "not_met" if missing else "met", shown, tuple(missing))


def c18_clearance(case: Case) -> Row:
    """Times, proven bounds and gaps are published.

    Met: the bounds on half, 90 %, all and on the number of people are PROVED by the check, and each
    time is given or shown to be out of reach. (Practice of evacuation time estimates.)
    """
    f = case.plan.figures
    names = ("t50_bound_s", "t90_bound_s", "t100_bound_s", "people_arrived_bound")
    proved = [name for name in names if case.statuses.get(name) == PROVED]
    shown = [
        evidence(
            "cred-arrived",
            PROVED,
            "people_arrived_bound",
            people=f.people_arrived,
            most=f.people_arrived_bound,
            gap=f.people_gap,
        )
    ]
    for name in ("t50", "t90", "t100"):
        time_s, bound_s = getattr(f, f"{name}_s"), getattr(f, f"{name}_bound_s")
        if time_s is not None and bound_s is not None:
            shown.append(
                evidence(
                    f"cred-{name}",
                    PROVED,
                    f"{name}_bound_s",
                    minutes=f"{time_s / 60:,.0f}",
                    bound=f"{bound_s / 60:,.0f}",
                )
            )
    missing = () if len(proved) == len(names) else (lack("cred-lacks-bounds", proved=len(proved)),)
    return Row("C18", "not_met" if missing else "met", tuple(shown), missing)
