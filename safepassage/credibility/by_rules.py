"""Criteria on movement: roads, gates, consents, hazards, aid; what the check replayed."""

from __future__ import annotations

from collections import Counter, defaultdict

from safepassage.credibility.ahead import least_ahead_s
from safepassage.credibility.by_people import names
from safepassage.credibility.by_words import said
from safepassage.credibility.case import Case, joined
from safepassage.credibility.criteria import BUFFER_S
from safepassage.credibility.row import ASSERTED, Evidence, Lack, Row, State, evidence, lack
from safepassage.scenario.inputs import Consent, Inputs

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
MEASURED = ("link_capacity", "gate_rate", "leg_seats")


def c06_feasible(case: Case) -> Row:
    """Every road, gate and leg carries what it can at every minute, and nobody travels in time.

    Met: each of these rules is kept or had nothing to test, and the rate of roads or gates or the
    seats of legs were tested. How many vehicles a road holds is no rule of a plan. (Physics.)
    """
    tested = [rule for rule in FEASIBLE if case.kept.get(rule)]
    measured = [rule for rule in MEASURED if rule in tested]
    if not measured:
        return Row("C06", "no_evidence", said(case, "C06"), (lack("cred-lacks-arrivals"),))
    shown = (
        case.number("cred-rules", tested[0], kept=len(tested)),
        *(case.number("cred-rule", rule, **_margin(case, rule)) for rule in measured),
        *said(case, "C06"),
    )
    return Row("C06", "met", shown, (lack("cred-lacks-storage"),))


def c07_both_gates(case: Case) -> Row:
    """A crossing is used only while both sides are open and every party agrees.

    Met: hours and rates of the gates passed were tested and kept, and consents wherever some are
    asked for. Without a passing there is nothing to test.
    """
    inputs = case.plan.inputs
    if not case.kept.get("gate_hours") or not case.kept.get("gate_rate"):
        key = "cred-lacks-crossing" if inputs.crossings else "cred-lacks-no-crossing"
        return Row("C07", "no_evidence", said(case, "C07"), (lack(key),))
    streams = {row.id: row.crossing for row in inputs.aid_streams}
    passed = {address for row in case.plan.instructions for address in row.route}
    passed |= {f"crossing/{streams[row.aid_stream]}" for row in case.plan.aid if row.trucks}
    crossings = [row for row in inputs.crossings if f"crossing/{row.id}" in passed]
    gates = sum(len(row.gates) for row in crossings)
    shown = (
        case.number("cred-gates", "gate_hours", gates=gates, crossings=len(crossings)),
        case.number("cred-rule", "gate_rate", **_margin(case, "gate_rate")),
    )
    return Row("C07", "met", (*shown, *said(case, "C07")))


def _margin(case: Case, rule: str) -> dict[str, str]:
    return {"rule": rule, "margin": case.margins[rule]}


def c11_on_the_way(case: Case) -> Row:
    """Water, toilets, care and rest on the way: no bundle says where they are.

    The longest walk and the largest queue are stated, for whoever judges. (UNHCR handbook.)
    """
    f = case.plan.figures
    modes = {group.id: group.mode for group in case.plan.inputs.groups}
    on_foot = [row.length_m for row in case.plan.instructions if modes[row.group] == "foot"]
    shown = []
    if on_foot:
        km = f"{max(on_foot) / 1000:,.1f}"
        shown.append(case.number("cred-walk", "walking_limit", km=km))
    if case.plan.instructions:
        wait = f.longest_wait_s // 60
        shown.append(case.number("cred-queue", "largest_queue", queue=f.largest_queue, wait=wait))
    told = (*shown, *said(case, "C11"))
    return Row("C11", "no_evidence", told, (lack("cred-lacks-points"),))


def c12_aid(case: Case) -> Row:
    """Trucks reach their quota on every day, to where people stay and to where they go.

    Where no quota is named the minimum counts. Met: every stream on every day, and a stream to
    every zone where people stay and to every place they go to, but for places outside. Not met: a
    day falls short. (GC IV 23, 55, 59; AP I 70.)
    """
    rows = case.plan.aid_days
    if not rows:
        return Row("C12", "no_evidence", said(case, "C12"), (lack("cred-lacks-aid"),))
    wanted = [(row, row.required if row.quota is None else row.quota) for row in rows]
    short = [(row, asked - row.trucks) for row, asked in wanted if row.trucks < asked]
    streams = {row.aid_stream for row in rows}
    sources = [row.source for row in case.plan.inputs.aid_streams if row.id in streams]
    shown = (
        case.number(
            "cred-aid",
            "trucks",
            sources,
            trucks=case.plan.figures.trucks,
            days=len({row.date for row in rows}),
            streams=len(streams),
        ),
        case.number(
            "cred-aid-short",
            "aid",
            days=len({row.date for row, _ in short}),
            minimum=len({row.date for row in rows if row.trucks < row.required}),
            trucks=sum(missing for _, missing in short),
        ),
        *said(case, "C12"),
    )
    without = _without_aid(case)
    missing = (lack("cred-lacks-aid-to", areas=names(without)),) if without else ()
    state: State = "not_met" if short else "no_evidence" if missing else "met"
    return Row("C12", state, shown, missing)


def _without_aid(case: Case) -> list[str]:
    """Names of zones with people staying, and of places they go to, that no stream is for."""
    inputs = case.plan.inputs
    served = {row.consignee for row in inputs.aid_streams}
    used = {row.destination for row in case.plan.instructions}
    areas = {f"zone/{zone}": name for zone, name in case.staying.items()}
    areas |= {
        f"destination/{row.id}": row.name
        for row in inputs.destinations
        if row.id in used and row.kind != "outside"
    }
    return [name for address, name in areas.items() if address not in served]


def c13_hazards(case: Case) -> Row:
    """Nobody is on a closed or threatened road in its time, nor within the buffer before it.

    Met: closures or hazards are named, the check found the rule kept, and whoever passes last is
    off the road at least BUFFER_S before it closes. Not met: it is less. Where none is named
    nothing was tested: that is no evidence that there is none. (CIHL 15, 22, 24; AP I 58.)
    """
    rows = case.plan.inputs.closures
    if not rows:
        return Row("C13", "no_evidence", said(case, "C13"), (lack("cred-lacks-hazards"),))
    ahead_s = least_ahead_s(case.plan)
    if not case.kept.get("closure") or ahead_s is None:
        return Row("C13", "no_evidence", said(case, "C13"), (lack("cred-lacks-closed-used"),))
    hazards = sum(row.because.startswith("hazard/") for row in rows)
    shown = case.number(
        "cred-closures",
        "closure",
        (row.source for row in rows),
        hazards=hazards,
        closures=len(rows) - hazards,
        minutes=ahead_s // 60,
    )
    near = ahead_s < BUFFER_S
    missing = (lack("cred-lacks-buffer", minutes=BUFFER_S // 60),) if near else ()
    return Row("C13", "not_met" if near else "met", (shown, *said(case, "C13")), missing)


def c15_consents(case: Case) -> Row:
    """Every party's position is recorded with source and expiry, and who depends on it.

    Met: no consent's state is unknown. Not met: somebody's is. A refusal that is recorded is
    recorded; whether people may pass is C07.
    """
    consents = consents_of(case.plan.inputs)
    if not consents:
        return Row("C15", "no_evidence", said(case, "C15"), (lack("cred-lacks-consents"),))
    unknown = sum(row.state == "unknown" for _, row in consents)
    shown = [
        *(_party(case, *item) for item in sorted(_by_party(consents).items())),
        *said(case, "C15"),
    ]
    missing: list[Lack] = [lack("cred-lacks-word", unknown=unknown)] if unknown else []
    return Row("C15", "not_met" if unknown else "met", tuple(shown), tuple(missing))


def _by_party(rows: list[tuple[str, Consent]]) -> dict[str, list[tuple[str, Consent]]]:
    found: dict[str, list[tuple[str, Consent]]] = defaultdict(list)
    for at, row in rows:
        found[row.party].append((at, row))
    return found


def _party(case: Case, party: str, rows: list[tuple[str, Consent]]) -> Evidence:
    """Where one party stands, until when, and how many people of the plan rest on its word."""
    inputs = case.plan.inputs
    on = case.resting
    resting: frozenset[int] = frozenset().union(*(on.get(at, frozenset()) for at, _ in rows))
    states = Counter("given" if row.counts else row.state for _, row in rows)
    ends = [row.to_s for _, row in rows if row.counts]
    return evidence(
        "cred-consent-until" if ends else "cred-consent-of",
        ASSERTED,
        rows[0][0] if len(rows) == 1 else "consents",
        joined(row.source for _, row in rows),
        party=next((row.name for row in inputs.parties if row.id == party), party),
        given=states["given"],
        refused=states["refused"],
        conditional=states["conditional"],
        unknown=states["unknown"],
        people=sum(case.plan.instructions[number].people for number in resting),
        **({"until": case.when(min(ends))} if ends else {}),
    )


def consents_of(inputs: Inputs) -> list[tuple[str, Consent]]:
    """Every consent with its address."""
    places = [
        (f"crossing/{crossing.id}/gate/{gate.id}", gate.consents)
        for crossing in inputs.crossings
        for gate in crossing.gates
    ]
    places += [(f"corridor/{row.id}", row.consents) for row in inputs.corridors]
    places += [(f"leg/{row.id.partition('@')[0]}", row.consents) for row in inputs.legs]
    places += [(f"aid_stream/{row.id}", row.consents) for row in inputs.aid_streams]
    return [(f"{at}/consent/{row.id}", row) for at, rows in places for row in rows]
