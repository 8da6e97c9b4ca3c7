"""Criteria on movement: roads, gates, consents, hazards, aid; what the check replayed."""

from __future__ import annotations

from safepassage.credibility.by_words import said
from safepassage.credibility.case import Case
from safepassage.credibility.row import ASSERTED, CHECKED, Row, State, evidence, lack
from safepassage.scenario.inputs import Consent

FEASIBLE = (
    "people_conserved",
    "departure_ready",
    "route_connected",
    "link_capacity",
    "gate_rate",
    "leg_seats",
    "leg_departure",
    "intake_rate",
    "queue",
)
CROSSING = ("gate_hours", "gate_consent", "gate_rate")


def c06_feasible(case: Case) -> Row:
    """Every road, gate and leg carries what it can at every minute, and nobody travels in time.

    Met: each of these rules is kept or had nothing to test, and the rates of roads or gates were
    tested. Storage of roads is no rule here: nobody waits on a road in a plan. (Physics.)
    """
    tested = [rule for rule in FEASIBLE if case.kept.get(rule)]
    broken = [rule for rule in FEASIBLE if case.kept.get(rule) is False]
    shown = tuple(
        evidence("cred-rule", CHECKED, rule, rule=rule, margin=case.margins[rule])
        for rule in tested
        if rule in ("link_capacity", "gate_rate", "leg_seats")
    )
    shown = (evidence("cred-rules", CHECKED, "rules", kept=len(tested)), *shown)
    missing = (lack("cred-lacks-storage"),)
    if broken:
        return Row("C06", "not_met", shown, (lack("cred-broken", rules=", ".join(broken)),))
    measured = {"link_capacity", "gate_rate", "leg_seats"} & set(tested)
    return Row("C06", "met" if measured else "no_evidence", shown, missing)


def c07_both_gates(case: Case) -> Row:
    """A crossing is used only while both sides are open and every party agrees.

    Met: hours and rates of gates were tested and kept, and consents wherever some are asked for.
    Without a plan through a crossing there is nothing to test.
    """
    crossings = case.plan.inputs.crossings
    broken = [rule for rule in CROSSING if case.kept.get(rule) is False]
    if broken:
        return Row("C07", "not_met", (), (lack("cred-broken", rules=", ".join(broken)),))
    if not case.kept.get("gate_hours") or not case.kept.get("gate_rate"):
        key = "cred-lacks-crossing" if crossings else "cred-lacks-no-crossing"
        return Row("C07", "no_evidence", said(case, "C07"), (lack(key),))
    gates = sum(len(row.gates) for row in crossings)
    shown = (
        evidence("cred-gates", CHECKED, "gate_hours", gates=gates, crossings=len(crossings)),
        evidence(
            "cred-rule", CHECKED, "gate_rate", rule="gate_rate", margin=case.margins["gate_rate"]
        ),
    )
    return Row("C07", "met", (*shown, *said(case, "C07")))


def c11_on_the_way(case: Case) -> Row:
    """Water, toilets, care and rest on the way: no bundle says where they are.

    The longest walk and the largest queue are stated. (UNHCR handbook.)
    """
    f = case.plan.figures
    modes = {group.id: group.mode for group in case.plan.inputs.groups}
    on_foot = [row.length_m for row in case.plan.instructions if modes[row.group] == "foot"]
    shown = (
        evidence(
            "cred-walk",
            CHECKED,
            "walking_limit",
            km=f"{max(on_foot, default=0) / 1000:,.1f}",
            queue=f.largest_queue,
            wait=f.longest_wait_s // 60,
        ),
        *said(case, "C11"),
    )
    return Row("C11", "no_evidence", shown, (lack("cred-lacks-points"),))


def c12_aid(case: Case) -> Row:
    """Trucks reach their quota on every day; where no quota is named, their minimum.

    Met: every stream on every day. Not met: a day falls short. (GC IV 23, 55, 59; AP I 70.)
    """
    rows = case.plan.aid_days
    if not rows:
        return Row("C12", "no_evidence", said(case, "C12"), (lack("cred-lacks-aid"),))
    wanted = {row: row.required if row.quota is None else row.quota for row in rows}
    short = [row for row in rows if row.trucks < wanted[row]]
    below = [row for row in rows if row.trucks < row.required]
    missing = sum(wanted[row] - row.trucks for row in short)
    shown = (
        evidence("cred-aid", CHECKED, "aid", trucks=case.plan.figures.trucks, days=len(rows)),
        evidence(
            "cred-aid-short",
            CHECKED,
            "aid",
            days=len({row.date for row in short}),
            minimum=len({row.date for row in below}),
            trucks=missing,
        ),
        *said(case, "C12"),
    )
    return Row("C12", "not_met" if short else "met", shown)


def c13_hazards(case: Case) -> Row:
    """Nobody is on a closed or threatened road in its time.

    Met: closures and hazards are named, and the rule was kept. Where none is named, nothing was
    tested: that is no evidence that there is none. (CIHL 15, 22, 24; AP I 58.)
    """
    rows = case.plan.inputs.closures
    if case.kept.get("closure") is False:
        return Row("C13", "not_met", (), (lack("cred-broken", rules="closure"),))
    if not rows or not case.kept.get("closure"):
        return Row("C13", "no_evidence", said(case, "C13"), (lack("cred-lacks-hazards"),))
    hazards = sum(row.because.startswith("hazard/") for row in rows)
    shown = evidence(
        "cred-closures",
        CHECKED,
        "closure",
        hazards=hazards,
        closures=len(rows) - hazards,
        margin=case.margins["closure"],
    )
    return Row("C13", "met", (shown, *said(case, "C13")), (lack("cred-lacks-buffer"),))


def c15_consents(case: Case) -> Row:
    """Each party's position is recorded with date, source and expiry.

    Met: every consent that is asked for has a state on somebody's word. Not met: of one nobody has
    said anything.
    """
    consents = _consents(case)
    if not consents:
        return Row("C15", "no_evidence", said(case, "C15"), (lack("cred-lacks-consents"),))
    unknown = [row for row in consents if row.source is None or row.state == "unknown"]
    given = sum(row.counts for row in consents)
    shown = evidence(
        "cred-consents",
        ASSERTED,
        "consents",
        all=len(consents),
        given=given,
        unknown=len(unknown),
        parties=len({row.party for row in consents}),
    )
    state: State = "not_met" if unknown else "met"
    return Row("C15", state, (shown, *said(case, "C15")))


def _consents(case: Case) -> list[Consent]:
    inputs = case.plan.inputs
    places = [gate for crossing in inputs.crossings for gate in crossing.gates]
    found = [row for gate in places for row in gate.consents]
    found += [row for corridor in inputs.corridors for row in corridor.consents]
    found += [row for leg in inputs.legs for row in leg.consents]
    return found + [row for stream in inputs.aid_streams for row in stream.consents]
