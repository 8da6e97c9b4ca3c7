"""Apply: accepted claims become values of a scenario, with the words that stand behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from ..situation.claim import Claim
from ..situation.disclosure.for_grade import for_grade
from ..situation.disclosure.kept_inside import kept_inside
from ..situation.record import Held
from .change import NotApplied, Outcome
from .consent_state import put_consents
from .departure import put_departures
from .draft import Draft, claims_in, open_draft
from .figures import put_figures
from .place_status import put_place_status
from .subjects import check_subjects, refusal_of
from .words_in import put_words

_TURNED = ("place_status", "consent", "transport", "service_status", "figure")


def apply_claims(
    path_or_name: str | Path,
    held: Held,
    as_of: datetime,
    *,
    side_with: Iterable[str] = (),
    skip_unknown: bool = False,
) -> tuple[Outcome, dict[str, str]]:
    """What accepted claims change in a scenario; and the changed files by name. Writes nothing.

    Gate status by side, consents, closures, departures, headcounts and single values. A claim
    counts if it was accepted, does not stay inside (`kept_inside`), and was published (else said,
    else put down) at or before `as_of`. Where speakers differ none is chosen, unless `side_with`
    names one.

    Parameters
    ----------
    path_or_name
        A scenario's folder, its scenario.yaml, or the name of a shipped example.
    held
        What the record held (`Record.as_of` or `Record.now`).
    as_of
        Aware; the scenario that comes out is meant to be used as of then.
    side_with
        Names of speakers, parties, outlets, documents or claims.
    skip_unknown
        Leave out claims about what is not in the scenario, instead of refusing them.

    Raises
    ------
    ScenarioError
        The scenario has something to mend.
    UsageError
        A claim is about something that is not in the scenario; the message names what is near.

    Source
    ------
    Own rules, docs/how-to/apply.md.
    """
    kept = kept_inside(held)
    outside = for_grade(held, "partners", kept=kept) if kept else held
    draft = open_draft(path_or_name, outside, as_of, side_with)
    claims = [c for c in outside.standing() if draft.known_from(c) <= as_of]
    draft.not_applied += _inside(held, kept)
    draft.not_applied += _fallen(draft)
    if skip_unknown:
        claims = _only_here(draft, claims)
    check_subjects(draft.raw, claims)
    put_place_status(draft, [c for c in claims if c.type == "place_status"])
    put_consents(draft, [c for c in claims if c.type == "consent"])
    put_departures(draft, [c for c in claims if _is_departure(c)])
    put_figures(draft, [c for c in claims if c.type == "figure"])
    carried = put_words(draft, claims)
    outcome = Outcome(
        as_of,
        tuple(draft.changes),
        tuple(dict.fromkeys(draft.not_applied)),
        carried,
        draft.layout_kept,
    )
    return outcome, draft.files()


def _is_departure(claim: Claim) -> bool:
    on_leg = (claim.subject or "").startswith("leg/")
    return claim.type == "transport" or (
        on_leg and (claim.type == "service_status" or claim.norm.get("kind") == "last_departure")
    )


def _inside(held: Held, kept: Mapping[str, str]) -> Iterator[NotApplied]:
    """Accepted claims that stay inside, by their ids alone."""
    for claim in held.standing():
        if claim.id in kept:
            yield NotApplied(
                (claim.id,),
                None,
                "withheld: nothing that leaves this place may rest on it",
                "release it (situation release), or plan inside with plan --set",
            )


def _fallen(draft: Draft) -> Iterator[NotApplied]:
    """Claims that were put into this scenario before and no longer stand."""
    standing = {claim.id for claim in draft.held.standing()}
    for source in draft.scenario.sources:
        gone = tuple(claim for claim in claims_in(source.id) if claim not in standing)
        if gone:
            yield NotApplied(
                gone,
                None,
                f"the scenario holds {source.id} already, and it no longer stands",
                "apply to the scenario as it was before claims were put into it",
            )


def _only_here(draft: Draft, claims: list[Claim]) -> list[Claim]:
    here = []
    for claim in claims:
        if (refusal := refusal_of(draft.raw, claim)) is None:
            here.append(claim)
        elif claim.type in _TURNED:
            draft.leave((claim,), claim.subject, refusal, "")
    return here
