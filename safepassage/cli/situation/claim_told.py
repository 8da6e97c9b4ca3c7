"""Claim told: what was written down, as it stands now, for whoever typed it."""

from __future__ import annotations

import typer

from ...situation.claim import Claim
from ...situation.claim_json import claim_json
from ...situation.record import Held
from ...situation.review.against import against
from ...situation.review.claim_line import lines_of
from ...visible import visible
from ..output import print_json


def claim_told(held: Held, claim: Claim, number: int, json: bool) -> None:
    """Print a new claim with its state, the event that holds it, and what disputes it."""
    found = against(held, claim)
    state, inside = held.state(claim.id), held.withheld.get(claim.id)
    if json:
        conflicts = [{"claim": each.claim.id, "why": each.why} for each in found]
        row = {**claim_json(claim), "state": state, "event": number}
        print_json({**row, "withheld": inside, "conflicts": conflicts})
        return
    says = "waits for review" if state == "proposed" else "stands"
    old = f", in place of {', '.join(claim.supersedes)}" if claim.supersedes else ""
    typer.echo(f"{claim.type} {claim.id} {says}{old} (event {number}).")
    for line in lines_of(claim):
        if line.value and line.name not in ("type", "reliability", "credibility"):
            typer.echo(f"  {visible(line.name):<14} {visible(line.value)}")
    if claim.document is None and claim.said is None:
        typer.echo(
            "When it was said is not known: views count it from the instant at which it was "
            "written down. Give --said if it was earlier."
        )
    if inside is not None:
        typer.echo(f"Stays inside: {visible(inside)}")
    for each in found:
        by_whom = visible(each.claim.by_whom()) or "not known"
        typer.echo(f"Disputed: {visible(each.why)} [{each.claim.id}], reported by {by_whom}")
