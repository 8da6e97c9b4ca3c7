"""Run `review` for the command line, and its answer in words and as JSON."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from textwrap import wrap
from typing import Any

from ..credibility.review.breaks import Break
from ..credibility.review.review import Review, review_plan
from ..credibility.review.their_plan import TheirPlan
from ..credibility.table import STATES, CredibilityTable
from ..report.credibility_lines import title
from ..report.language.language import Language
from ..scenario.make_inputs import make_inputs
from ..scenario.read_scenario import read_scenario

WIDTH, MOST_ROWS, MOST_SPARE = 100, 15, 5
NO_EVIDENCE = "No evidence (which is not the same as not met)"


def run_review(plan: Path, scenario: str | None, aid: Path | None) -> Review:
    """Read and review. Raises SafePassageError for what the user can mend."""
    inputs = None if scenario is None else make_inputs(read_scenario(scenario))
    return review_plan(plan, inputs, aid)


def headline(made: Review) -> str:
    """The answer in one sentence."""
    if made.answer == "not_seen":
        assert made.theirs is not None
        return (
            f"Not seen: only words about a plan, said by {_speakers(made.theirs)}. That none was "
            "handed over here does not say that there is none."
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
        assert made.check is not None
        broken = [row.rule for row in made.check.rules if row.kept is False]
        failed = [row.claim for row in made.check.claims if row.status == "FAILED"]
        what = ", ".join([*broken, *failed][:6])
        return f"Seen; it fails its check ({what}), so none of its figures counts."
    if made.table is None:
        on = "" if made.replayed is None else " and nothing in it contradicts the scenario"
        rests = ", and breaks when one of the things below happens" if made.breaks else ""
        return f"Seen: it has every part that is asked for{on}, as far as was looked at{rests}."
    return _of_bundle(made, made.table)


def _speakers(theirs: TheirPlan) -> str:
    """Who speaks of a plan, and since when."""
    first: dict[str, str] = {}
    for row in theirs.claims:
        days = [day for day in (first.get(row.speaker), row.said[:10]) if day]
        first[row.speaker] = min(days, default="")
    told = [f"{name} ({day})" if day else f"{name} (no date)" for name, day in first.items()]
    more = f" and {len(told) - MOST_SPARE} more" if len(told) > MOST_SPARE else ""
    return ", ".join(told[:MOST_SPARE]) + more


def _of_bundle(made: Review, table: CredibilityTable) -> str:
    assert made.plan is not None
    f = made.plan.figures
    met = [row.id for row in table.rows if row.state == "met"]
    which = f" ({', '.join(met)})" if met else ""
    breaks = "breaks when one of the following happens"
    return (
        f"Seen; it passes its check: {f.people_arrived:,} of {f.people:,} people arrive by the "
        f"end. It meets {len(met)} of 25 stated criteria{which} in this model, on these data, "
        f"under the assumptions below, and {breaks if made.breaks else 'moves nobody'}."
    )


def review_text(made: Review) -> str:
    """The answer in words: the sentence first, then what it rests on."""
    lines = [made.name, "", *wrap(headline(made), WIDTH)]
    if made.theirs is not None:
        lines += _theirs_lines(made)
    if made.breaks or made.plan is not None:
        lines += _breaks_lines(made)
    if made.table is not None and made.plan is not None:
        lines += _bundle_lines(made, made.table)
    return "\n".join(lines) + "\n"


def _hanging(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="  ", subsequent_indent="    ")


def _theirs_lines(made: Review) -> list[str]:
    assert made.theirs is not None
    lines: list[str] = []
    for row in made.theirs.claims:
        lines += _hanging(f"{row.speaker}{f', {row.said}' if row.said else ''}: {row.text}")
    if made.theirs.claims:
        lines += ["", *wrap("Not looked at: everything a plan holds, since none is here.", WIDTH)]
    if made.replayed is not None:
        if made.replayed.findings:
            lines += ["", f"What does not fit the scenario ({len(made.replayed.findings)})"]
        for finding in sorted(made.replayed.findings, key=lambda row: -row.people):
            lines += _hanging(f"{finding.sentence} [{finding.rule}, {finding.address}]")
        lines += ["", "Looked at", *_bullets(made.replayed.looked_at)]
        lines += ["", "Not looked at", *_bullets(made.replayed.not_looked_at)]
    elif made.theirs.seen:
        text = "Not looked at: whether it is feasible. Give --scenario to hold it against one."
        lines += ["", *wrap(text, WIDTH)]
    if made.theirs.not_read:
        text = f"Columns that mean nothing here, not looked at: {', '.join(made.theirs.not_read)}"
        lines += ["", *wrap(text, WIDTH)]
    return lines


def _bullets(texts: tuple[str, ...]) -> list[str]:
    return [line for text in texts for line in _hanging(text)]


def _breaks_lines(made: Review) -> list[str]:
    """One loss at a time, then how much is left before something gives way."""
    lines = ["", "It breaks when (each alone; counted from its own ways)"]
    for row in made.breaks[:MOST_ROWS]:
        lines += _hanging(f"{row.what}: {_lost(row)} [{row.address}]")
    if len(made.breaks) > MOST_ROWS:
        lines.append(f"  and {len(made.breaks) - MOST_ROWS} more (--json lists all)")
    if not made.breaks:
        lines.append("  nothing: nobody moves in it")
    for unit, name in (("people", "How many more"), ("min", "How much later, for one person")):
        rows = [row for row in made.spare if row.unit == unit]
        if rows:
            lines += ["", f"{name}, the least first"]
        for each in rows[:MOST_SPARE]:
            lines += _hanging(f"{each.what}: {each.amount:,} {unit} [{each.address}]")
        if len(rows) > MOST_SPARE:
            lines.append(f"  and {len(rows) - MOST_SPARE} more (--json lists all)")
    return lines


def _lost(row: Break) -> str:
    parts = []
    if row.instructions:
        people = f"{row.people:,} people of {row.instructions} instructions ({row.share:.0%})"
        parts.append(f"{people} lose their way")
        if row.with_other_way:
            parts.append(f"{row.with_other_way:,} of them have another named, not tested")
    if row.trucks:
        parts.append(f"{row.trucks:,} trucks of aid do not come")
    return "; ".join(parts)


def _bundle_lines(made: Review, table: CredibilityTable) -> list[str]:
    assert made.plan is not None
    words = Language("en")
    lines: list[str] = []
    for state, name in (("not_met", "Not met"), ("stated", "Stated"), ("no_evidence", NO_EVIDENCE)):
        rows = [f"{each.id} {title(words, each)}" for each in table.rows if each.state == state]
        if rows:
            lines += ["", *wrap(f"{name}: {'; '.join(rows)}", WIDTH, subsequent_indent="  ")]
    if made.plan.inputs.assumptions:
        lines += ["", "Assumptions"]
    for told in made.plan.inputs.assumptions:
        lines += _hanging(f"{told.id} = {told.value} {told.unit}: {told.text}")
    for address in made.plan.inputs.if_open:
        lines += _hanging(f"{address} is taken as open: nobody has said when it is")
    left_out = [f"{row.what}: {row.because}" for row in made.plan.inputs.not_planned]
    left_out += [f"{row.address}: {row.because}" for row in made.plan.inputs.not_used]
    if left_out:
        lines += ["", "Not looked at", *_bullets(tuple(left_out))]
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
        "spare": [asdict(row) for row in made.spare],
    }
