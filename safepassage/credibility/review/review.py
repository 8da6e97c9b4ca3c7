"""Review: the answer on someone else's plan, never more than what was handed over shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from safepassage.check import BundleError as CheckBundleError
from safepassage.check import Report, check_bundle
from safepassage.credibility.review.breaks import Break, breaks_when
from safepassage.credibility.review.missing import Missing, missing_parts
from safepassage.credibility.review.on_scenario import Replayed, replay_on
from safepassage.credibility.review.read_plan import read_their_plan
from safepassage.credibility.review.spare import Spare, spare
from safepassage.credibility.review.their_plan import TheirPlan
from safepassage.credibility.table import CredibilityTable, credibility_table
from safepassage.errors import BundleError
from safepassage.plan.plan import Plan
from safepassage.plan.read_bundle import read_bundle
from safepassage.scenario.inputs import Inputs

Answer = Literal["not_seen", "incomplete", "does_not_fit", "meets", "fails_check"]


@dataclass(frozen=True, slots=True)
class Review:
    """What is to be said of a plan.

    `theirs` with `missing` and `replayed` for a plan in another form; `plan`, `check`, `table` and
    `breaks` for a bundle.
    """

    name: str
    answer: Answer
    theirs: TheirPlan | None = None
    missing: tuple[Missing, ...] = ()
    replayed: Replayed | None = None
    plan: Plan | None = None
    check: Report | None = None
    table: CredibilityTable | None = None
    breaks: tuple[Break, ...] = ()
    spare: tuple[Spare, ...] = ()


def review_plan(path: Path, inputs: Inputs | None = None, aid: Path | None = None) -> Review:
    """Review a bundle, instructions, or claims about a plan.

    Parameters
    ----------
    inputs
        Of the scenario that a plan in another form is held against.
    aid
        The trucks of that plan, as CSV.

    Raises
    ------
    UsageError, BundleError, ScenarioError
        What was handed over cannot be read, or does not join up with the scenario.
    """
    if path.is_dir():
        return _bundle(path)
    theirs = read_their_plan(path, aid)
    if not theirs.seen:
        return Review(theirs.name, "not_seen", theirs)
    missing = missing_parts(theirs)
    replayed = None if inputs is None else replay_on(theirs, inputs)
    answer: Answer = "incomplete" if missing else "meets"
    if not missing and replayed is not None and replayed.findings:
        answer = "does_not_fit"
    if replayed is None:
        return Review(theirs.name, answer, theirs, missing)
    return Review(
        theirs.name,
        answer,
        theirs,
        missing,
        replayed,
        breaks=replayed.breaks,
        spare=replayed.spare,
    )


def _checked(path: Path) -> Report:
    try:
        return check_bundle(path)
    except CheckBundleError as error:
        raise BundleError(str(error)) from error


def _bundle(path: Path) -> Review:
    plan = read_bundle(path)
    check = _checked(path)
    table = credibility_table(plan, check)
    answer: Answer = "meets" if check.verdict == "passed" else "fails_check"
    return Review(
        path.resolve().name,
        answer,
        plan=plan,
        check=check,
        table=table,
        breaks=breaks_when(plan),
        spare=spare(plan),
    )
