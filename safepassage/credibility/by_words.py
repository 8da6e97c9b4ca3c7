"""Criteria that only people can speak to: what is stated, by whom, and which part nobody stated."""

from __future__ import annotations

from collections.abc import Callable

from safepassage.credibility.case import Case
from safepassage.credibility.row import STATED, Evidence, Row, evidence, lack

# the parts of each criterion that a statement names as its `field`
FIELDS = {
    "C01": ("reason", "authority", "start", "review_date"),
    "C14": ("notified", "acknowledged"),
    "C16": ("right_to_return", "property_and_documents"),
    "C17": ("registration", "tracing", "data_protection"),
    "C21": ("phases", "shelter_in_place"),
    "C22": ("vehicles", "drivers", "fuel", "staff"),
    "C23": ("control_points",),
    "C25": ("non_discrimination", "complaints", "responsible"),
}


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


def stated(criterion: str) -> Callable[[Case], Row]:
    """A criterion of texts: stated where every part is, without evidence where nobody spoke."""

    def judge(case: Case) -> Row:
        parts = {row.field for row in case.statements(criterion)}
        missing = [part for part in FIELDS[criterion] if part not in parts]
        state = "no_evidence" if missing else "stated"
        lacking = (lack("cred-lacks-parts", parts=", ".join(missing)),) if missing else ()
        return Row(criterion, state, said(case, criterion), lacking)  # type: ignore[arg-type]

    return judge


def c09_families(case: Case) -> Row:
    """Families on one leg and at one destination: needs a registry, which a bundle has not."""
    return Row("C09", "no_evidence", said(case, "C09"), (lack("cred-lacks-registry"),))


def c19_disruption(case: Case) -> Row:
    """Loss of any gate, route or leg: needs stress runs. Fallbacks are shown, not tested."""
    rows = case.plan.instructions
    other = sum(row.fallback is not None for row in rows)
    shown = (
        evidence("cred-fallbacks", "CHECKED", "plan/instructions.json", other=other, all=len(rows)),
    )
    return Row("C19", "no_evidence", (*shown, *said(case, "C19")), (lack("cred-lacks-stress"),))


def c20_behaviour(case: Case) -> Row:
    """Shadow evacuation, compliance and late starters: needs simulated runs."""
    return Row("C20", "no_evidence", said(case, "C20"), (lack("cred-lacks-runs"),))
