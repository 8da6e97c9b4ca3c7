"""Criteria that only people can speak to: what is stated, by whom, and which part nobody stated."""

from __future__ import annotations

from collections.abc import Callable

from safepassage.credibility.case import Case
from safepassage.credibility.criteria import CRITERIA
from safepassage.credibility.row import STATED, Evidence, Lack, Row, State, evidence, lack


def said(case: Case, criterion: str) -> tuple[Evidence, ...]:
    """All statements towards a criterion as evidence of the weakest kind."""
    return tuple(
        evidence("cred-stated", STATED, "statements", row.source, by=row.by, text=row.text)
        if row.field is None
        else evidence(
            "cred-stated-part",
            STATED,
            "statements",
            row.source,
            by=row.by,
            text=row.text,
            part=row.field,
        )
        for row in case.statements(criterion)
    )


def unsaid(case: Case, criterion: str) -> tuple[Lack, ...]:
    """The parts of a criterion that nobody states, as one lack; empty if all are stated."""
    told = {row.field for row in case.statements(criterion)}
    missing = [part for part in CRITERIA[criterion].parts if part not in told]
    return (lack("cred-lacks-parts", parts=", ".join(missing)),) if missing else ()


def stated(criterion: str, partly: Callable[[Case], tuple[Evidence, ...]]) -> Callable[[Case], Row]:
    """A criterion of texts: stated where every part is, without evidence where one is missing.

    `partly`: numbers of the bundle that say something towards it, and not enough.
    """

    def judge(case: Case) -> Row:
        missing = unsaid(case, criterion)
        state: State = "no_evidence" if missing else "stated"
        return Row(criterion, state, (*partly(case), *said(case, criterion)), missing)

    return judge


def nothing(_: Case) -> tuple[Evidence, ...]:
    """No number of a bundle says anything towards it."""
    return ()


def zones_moved(case: Case) -> tuple[Evidence, ...]:
    """C21, in part: in how many zones nobody is expected to go."""
    groups = case.plan.inputs.groups
    zones = {row.zone for row in groups}
    going = {row.zone for row in groups if row.people}
    return (case.number("cred-zones", "people", all=len(zones), stay=len(zones - going)),)


def seats_taken(case: Case) -> tuple[Evidence, ...]:
    """C22, in part: seats that departures have, and people who take one."""
    if not case.kept.get("leg_seats"):
        return ()
    rows = [row for row in case.plan.instructions if row.leg]
    taken = {row.leg for row in rows}
    legs = [row for row in case.plan.inputs.legs if row.id in taken]
    return (
        case.number(
            "cred-seats",
            "leg_seats",
            (row.source for row in legs),
            people=sum(row.people for row in rows),
            seats=sum(row.seats for row in legs),
            legs=len(legs),
        ),
    )


def c09_families(case: Case) -> Row:
    """Families on one leg and at one destination: needs a registry, which a bundle has not."""
    return Row("C09", "no_evidence", said(case, "C09"), (lack("cred-lacks-registry"),))


def c19_disruption(case: Case) -> Row:
    """Loss of any gate, route or leg: needs stress runs. Fallbacks are shown, not tested."""
    rows = case.plan.instructions
    other = sum(row.fallback is not None for row in rows)
    shown = case.number("cred-fallbacks", "people_conserved", other=other, all=len(rows))
    return Row(
        "C19",
        "no_evidence",
        (*((shown,) if rows else ()), *said(case, "C19")),
        (lack("cred-lacks-stress"),),
    )


def c20_behaviour(case: Case) -> Row:
    """Shadow evacuation, compliance and late starters: needs simulated runs."""
    return Row("C20", "no_evidence", said(case, "C20"), (lack("cred-lacks-runs"),))
