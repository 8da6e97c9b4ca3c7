"""Run `review` for the command line, and its answer in words and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from textwrap import wrap
from typing import Any

from ..credibility.review.review import Review, review_plan
from ..credibility.table import STATES
from ..report.credibility_lines import title
from ..report.language.language import Language
from ..scenario.make_inputs import make_inputs
from ..scenario.read_scenario import read_scenario

WIDTH, MOST_ROWS = 100, 15


def run_review(plan: Path, scenario: str | None, aid: Path | None) -> Review:
    """Read and review. Raises SafePassageError for what the user can mend."""
    inputs = None if scenario is None else make_inputs(read_scenario(scenario))
    return review_plan(plan, inputs, aid)


def headline(made: Review) -> str:
    """The answer in one sentence."""
    if made.answer == "not_seen":
        assert made.theirs is not None
        count = len(made.theirs.claims)
        said = "1 statement" if count == 1 else f"{count} statements"
        return (
            f"Not seen: {said} about a plan, and no plan. That none was handed over here does not "
            "say that there is none."
        )
    if made.answer == "incomplete":
        return f"Seen, incomplete: {'; '.join(row.sentence for row in made.missing)}."
    if made.answer == "does_not_fit":
        assert made.replayed is not None
        return (
            "Seen, with every part asked for; it does not fit the scenario in "
            f"{len(made.replayed.findings)} places."
        )
    if made.answer == "fails_check":
        return "Seen; it fails its check, so none of its figures counts."
    if made.table is None:
        on = "" if made.replayed is None else " and nothing in it contradicts the scenario"
        return f"Seen: it has every part that is asked for{on}, as far as was looked at."
    met = [row.id for row in made.table.rows if row.state == "met"]
    return (
        f"Meets {len(met)} of 25 stated criteria ({', '.join(met)}) in this model, on these data, "
        "under the assumptions below, and breaks when one of the following happens."
    )


def review_text(made: Review) -> str:
    """The answer in words: the sentence first, then what it rests on."""
    lines = [made.name, "", *wrap(headline(made), WIDTH)]
    if made.theirs is not None:
        lines += _theirs_lines(made)
    if made.table is not None and made.plan is not None:
        lines += _bundle_lines(made)
    return "\n".join(lines) + "\n"


def _theirs_lines(made: Review) -> list[str]:
    assert made.theirs is not None
    lines: list[str] = []
    for row in made.theirs.claims:
        text = f"{row.speaker}{f', {row.said}' if row.said else ''}: {row.text}"
        lines += wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")
    if made.replayed is not None:
        if made.replayed.findings:
            lines += ["", "What does not fit"]
        for finding in sorted(made.replayed.findings, key=lambda row: -row.people):
            text = f"{finding.sentence} [{finding.rule}, {finding.address}]"
            lines += wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")
        lines += ["", "Looked at: " + "; ".join(made.replayed.looked_at)]
        lines += ["Not looked at: " + "; ".join(made.replayed.not_looked_at)]
    elif made.theirs.seen:
        lines += ["", "Not looked at: whether it is feasible. Give --scenario to hold it against."]
    if made.theirs.not_read:
        lines.append(f"Columns that mean nothing here: {', '.join(made.theirs.not_read)}")
    return lines


def _bundle_lines(made: Review) -> list[str]:
    assert made.table is not None
    assert made.plan is not None
    words = Language("en")
    lines = ["", "It breaks when"]
    for row in made.breaks[:MOST_ROWS]:
        text = (
            f"{row.what}: {row.people:,} people of {row.instructions} instructions "
            f"({row.share:.0%} of those who arrive) have no way in this plan [{row.address}]"
        )
        lines += wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")
    if len(made.breaks) > MOST_ROWS:
        lines.append(f"  and {len(made.breaks) - MOST_ROWS} more (--json lists all)")
    if not made.breaks:
        lines.append("  nothing: no movement rests on a gate, consent, departure or destination")
    for state, name in (("not_met", "Not met"), ("no_evidence", "No evidence")):
        rows = [
            f"{each.id} {title(words, each)}" for each in made.table.rows if each.state == state
        ]
        if rows:
            lines += ["", *wrap(f"{name}: {'; '.join(rows)}", WIDTH, subsequent_indent="  ")]
    lines += ["", "Assumptions"]
    for told in made.plan.inputs.assumptions:
        text = f"{told.id} = {told.value} {told.unit}: {told.text}"
        lines += wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")
    return lines


def review_document(made: Review) -> dict[str, Any]:
    """The answer in the form of the machine contract (docs/reference/json.md)."""
    theirs, replayed = made.theirs, made.replayed
    return {
        "plan": made.name,
        "answer": made.answer,
        "sentence": headline(made),
        "claims": [] if theirs is None else [asdict(row) for row in theirs.claims],
        "missing": [asdict(row) | {"sentence": row.sentence} for row in made.missing],
        "findings": [] if replayed is None else [asdict(row) for row in replayed.findings],
        "looked_at": [] if replayed is None else list(replayed.looked_at),
        "not_looked_at": [] if replayed is None else list(replayed.not_looked_at),
        "not_read": [] if theirs is None else list(theirs.not_read),
        "counts": None
        if made.table is None
        else {state: made.table.count(state) for state in STATES},
        "criteria": None
        if made.table is None
        else [{"id": row.id, "state": row.state} for row in made.table.rows],
        "breaks_when": [asdict(row) for row in made.breaks],
    }
