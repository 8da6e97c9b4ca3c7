"""Criteria on people: who stays, who is counted, who can follow the plan, who needs more."""

from __future__ import annotations

from safepassage.credibility.by_words import said, unsaid
from safepassage.credibility.case import Case
from safepassage.credibility.criteria import APART, PATIENTS
from safepassage.credibility.row import Lack, Row, State, lack
from safepassage.scenario.inputs import Group

MOST_NAMES = 4


def names(rows: list[str]) -> str:
    """A few names, each once, and how many more there are."""
    rows = list(dict.fromkeys(rows))
    shown = ", ".join(rows[:MOST_NAMES])
    return f"{shown} (+{len(rows) - MOST_NAMES})" if len(rows) > MOST_NAMES else shown


def c02_voluntary(case: Case) -> Row:
    """Moving is a choice: people who stay are counted, and aid reaches every zone where they are.

    Met: people are counted as staying; every zone where people stay has a stream of aid that
    brings its minimum on every day; and somebody states how people were asked (field choice).
    Not met: a minimum is missed. (Guiding Principles 6-7.)
    """
    plan = case.plan
    to_zones = {row.id: row.consignee for row in plan.inputs.aid_streams}
    ids = {to_zones[row].removeprefix("zone/") for row in to_zones}
    days = [
        row
        for row in plan.aid_days
        if to_zones[row.aid_stream].removeprefix("zone/") in case.staying
    ]
    kept = sum(row.trucks >= row.required for row in days)
    staying = plan.figures.people_staying
    shown = [case.number("cred-staying", "people_staying", people=staying)]
    missing = list(unsaid(case, "C02"))
    if days:
        shown.append(case.number("cred-aid-days", "aid", met=kept, all=len(days)))
    if without := [name for zone, name in case.staying.items() if zone not in ids]:
        missing.append(lack("cred-lacks-aid-to", areas=names(without)))
    if not staying:
        missing.append(lack("cred-lacks-staying"))
    state: State = "not_met" if kept < len(days) else "no_evidence" if missing else "met"
    return Row("C02", state, (*shown, *said(case, "C02")), tuple(missing))


def c04_covered(case: Case) -> Row:
    """The whole population is counted, with rows of their own for those who are easily forgotten.

    Met: people add up (checked), no group is left out, and each of no_vehicle, hospital, school,
    detainees and visitors is a group here, or somebody states what becomes of them (a statement
    with that field). Not met: a group is left out. (NUREG/CR-7002.)
    """
    inputs = case.plan.inputs
    left_out = [row for row in inputs.not_used if row.address.startswith("group/")]
    told = {row.field for row in case.statements("C04")}
    missing = [kind for kind in APART if kind not in told and not _there(inputs.groups, kind)]
    shown = (
        case.number(
            "cred-covered",
            "people",
            people=case.plan.figures.people,
            staying=case.plan.figures.people_staying,
            groups=len(inputs.groups),
        ),
        *said(case, "C04"),
    )
    lacking: list[Lack] = []
    if left_out:
        lacking.append(lack("cred-lacks-groups", groups=len(left_out)))
    if missing:
        lacking.append(lack("cred-lacks-kinds", kinds=", ".join(missing)))
    state: State = "not_met" if left_out else "no_evidence" if missing else "met"
    return Row("C04", state, shown, tuple(lacking))


def _there(groups: tuple[Group, ...], kind: str) -> bool:
    """Whether some group is of a kind, by the words of its own `kind`."""
    if kind == "no_vehicle" and any(row.mode != "car" for row in groups):
        return True
    return any(word in row.kind.casefold() for row in groups for word in APART[kind])


def c05_can_be_followed(case: Case) -> Row:
    """Everybody expected to go has a when, a way, a where to, and another way.

    Met: every group with people has instructions for all of them, each with a fallback.
    (MED Guide 2024.)
    """
    groups = [group for group in case.plan.inputs.groups if group.people]
    without = [group for group in groups if case.arriving[group.id] < group.people]
    rows = case.plan.instructions
    no_other = sum(row.fallback is None for row in rows)
    missing = []
    if not groups:
        missing.append(lack("cred-lacks-people"))
    if without:
        missing.append(lack("cred-lacks-instructions", groups=len(without), all=len(groups)))
    if no_other:
        missing.append(lack("cred-lacks-fallbacks", other=no_other, all=len(rows)))
    shown = (
        case.number("cred-instructions", "people_arrived", all=len(rows)),
        *said(case, "C05"),
    )
    state: State = "no_evidence" if not groups else "not_met" if missing else "met"
    return Row("C05", state, shown, tuple(missing))


def c08_reception(case: Case) -> Row:
    """Those who arrive have room by every need, and services run before the first of them.

    Met: the room of every place that somebody goes to is a known number that is not exceeded
    (checked), nobody is left over for want of room, and somebody states from when services run
    (field services). Not met: people are left over. (GC IV 49; CIHL 131.)
    """
    used = {row.destination for row in case.plan.instructions}
    places = [row for row in case.plan.inputs.destinations if row.id in used]
    limited = [row for row in places if isinstance(row.room, int)]
    short = sum(row.people for row in case.short("destination_room"))
    shown = []
    if places:
        sources = (need.source for row in limited for need in row.needs)
        counts = {"places": len(places), "limited": len(limited)}
        shown.append(case.number("cred-room", "destination_room", sources, **counts))
    if short:
        shown.append(case.number("cred-no-room", "short_of", people=short))
    missing = list(unsaid(case, "C08"))
    if len(limited) < len(places):
        missing.append(lack("cred-lacks-needs", places=len(places) - len(limited)))
    if not places:
        missing.append(lack("cred-lacks-arrivals"))
    state: State = "not_met" if short else "no_evidence" if missing else "met"
    return Row("C08", state, (*shown, *said(case, "C08")), tuple(missing))


def c10_specific_needs(case: Case) -> Row:
    """Everybody who cannot walk, or is a patient, has a suitable seat and arrives.

    Met: all people of groups that need a seat, or whose kind names patients, arrive, each on a
    seat. Not met: somebody does not arrive. No evidence: all arrive, some of the patients not on
    a seat, so that nothing says whether their transport is suitable. (UNHCR handbook; FEMA.)
    """
    groups = [row for row in case.plan.inputs.groups if row.people and _needs_more(row)]
    if not groups:
        return Row("C10", "no_evidence", said(case, "C10"), (lack("cred-lacks-needs-groups"),))
    people = sum(row.people for row in groups)
    arriving = sum(case.arriving[row.id] for row in groups)
    unseated = [row.zone_name for row in groups if row.mode != "seat"]
    shown = case.number("cred-specific", "people_arrived", people=people, arriving=arriving)
    missing = (lack("cred-lacks-suitable", zones=names(unseated)),) if unseated else ()
    state: State = "not_met" if arriving < people else "no_evidence" if missing else "met"
    return Row("C10", state, (shown, *said(case, "C10")), missing)


def _needs_more(row: Group) -> bool:
    return row.mode == "seat" or any(word in row.kind.casefold() for word in PATIENTS)
