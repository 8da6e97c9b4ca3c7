"""Run `situation what-changed`: flags, changed inputs, and with --replan whether it matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typer

from ...apply.apply_claims import apply_claims
from ...apply.resting import Flag, values_by_claim
from ...apply.what_changed import NewInput, WhatChanged, base_of, what_changed
from ...apply.write_applied import write_applied
from ...compare.compare_document import compare_document
from ...compare.comparison import Comparison, compare_plans
from ...compare.sentences import sentences
from ...compare.strictest import strictest_grade
from ...errors import UsageError
from ...report.language.language import Language
from ...situation.record import Held
from ..options import instant_option
from ..output import print_json, progress_bar
from .options import instant_or_now
from .run_apply import held_at, indented, left_lines

MOST_SPANS = 3
LONGEST_SENTENCE = 300  # hours of many days; `safepassage compare` has them in full
MOST_VALUES = 4  # of one flag in a line; all of them stand in the JSON


@dataclass(frozen=True, slots=True)
class ChangedRequest:
    """What was typed on the command line."""

    bundle: Path
    record: Path
    as_of: str | None
    known: str | None
    scenario: str | None
    side_with: tuple[str, ...]
    skip_unknown: bool
    start: str | None
    replan: bool
    out: Path | None
    json: bool


def run_what_changed(request: ChangedRequest) -> int:
    """Tell what changed; 1 where the plan rests on a claim that no longer stands."""
    as_of = instant_or_now("--as-of", request.as_of)
    held = held_at(request.record, request.known)
    found = what_changed(
        request.bundle,
        held,
        as_of,
        scenario=request.scenario,
        side_with=request.side_with,
        skip_unknown=request.skip_unknown,
        start=instant_option("--start", request.start),
    )
    out = request.out or request.bundle.with_name(f"{request.bundle.resolve().name}-now")
    compared = _plan_again(request, found, held, out) if request.replan else None
    if request.json:
        document: dict[str, Any] = found.to_json()
        document["matters"] = None if compared is None else _document(compared)
        document["replanned"] = None if compared is None else str(out / "plan")
        print_json(document)
    else:
        for line in _lines(found):
            typer.echo(line)
        if compared is not None:
            for line in _verdict(compared, request.bundle, out):
                typer.echo(line)
        elif found.inputs:
            typer.echo("Whether it matters: the same command with --replan.")
    return 1 if found.rests_on_fallen else 0


def _plan_again(request: ChangedRequest, found: WhatChanged, held: Held, out: Path) -> Comparison:
    """Apply all claims to the scenario as it was before, plan as before, and compare."""
    from ..run_plan import PlanRequest, run_plan

    if out.exists():
        raise UsageError(f"--out {out}: something stands there; give a name that is free")
    inputs = found.before
    base = base_of(inputs, request.scenario)
    outcome, files = apply_claims(
        base,
        held,
        found.as_of,
        side_with=request.side_with,
        skip_unknown=request.skip_unknown,
    )
    folder = write_applied(base, out / "scenario", outcome, files, force=False)
    plan = PlanRequest(
        scenario=str(folder),
        out=out / "plan",
        force=False,
        changes=(),
        as_of=found.as_of.isoformat(timespec="seconds"),
        headcount=inputs.headcount,
        start=request.start or inputs.start.isoformat(),
        step_s=inputs.step_s,
        seed=7,
        routes=3,
        window_min=180,
        objective="",
        convergent=False,
        aid_first=False,
        mend_tries=0,
        if_open=bool(inputs.if_open),
    )
    with progress_bar() as progress:
        run_plan(plan, progress)
    return compare_plans(request.bundle, out / "plan")


def _document(compared: Comparison) -> dict[str, Any]:
    return compare_document(compared, Language("en"), strictest_grade("planners", compared))


def _verdict(compared: Comparison, old: Path, out: Path) -> Iterator[str]:
    grade = strictest_grade("planners", compared)
    language = Language("en")
    yield ""
    yield "Does it matter? A is the old plan, B a new one on what is held now:"
    for sentence in sentences(compared, grade):
        text = sentence.say(language, grade)
        long = len(text) > LONGEST_SENTENCE
        yield from indented(f"{text[:LONGEST_SENTENCE]}{'...' if long else ''}", 4, 6)
    yield f"New plan: {out / 'plan'} (its scenario: {out / 'scenario'})"
    yield f"In full: safepassage compare {old} {out / 'plan'}"


def _lines(found: WhatChanged) -> Iterator[str]:
    resting = values_by_claim(found.before)
    yield from indented(
        f"The plan of {found.before.scenario} rests on {_count(len(resting), 'claim')}; it was "
        f"made as of {found.before.as_of.isoformat()}, this is as of {found.as_of.isoformat()}.",
        0,
        4,
    )
    for flag in found.flags:
        yield from _flag_lines(flag)
    for claim, values in found.disputed.items():
        yield f"RESTS ON a claim that is disputed now [{claim}]"
        yield from _behind(values)
    if not found.flags:
        yield "All of its claims still stand."
    yield f"All claims that stand were applied anew to {found.base}."
    yield ""
    by_claims = [row for row in found.inputs if row.claims]
    others = [row for row in found.inputs if not row.claims]
    yield f"Inputs that would be others by claims: {len(by_claims)}"
    for row in by_claims:
        yield from _input_lines(row)
    if others:
        yield f"Inputs that would be others by later words of the scenario itself: {len(others)}"
        for row in others:
            yield from _input_lines(row)
    yield from left_lines([row for row in found.outcome.not_applied if row.mend])


def _flag_lines(flag: Flag) -> Iterator[str]:
    head = "RESTS ON" if flag.values else "carries"
    by = f", replaced by {', '.join(flag.by)}" if flag.by else ""
    why = f": {flag.reason}" if flag.reason else ""
    yield from indented(f"{head} a claim that is {flag.state}{by}{why} [{flag.claim}]", 0, 4)
    if flag.said:
        yield from indented(flag.said, 4, 4)
    yield from _behind(flag.values)


def _behind(values: Sequence[str]) -> Iterator[str]:
    """The values that rest on a claim, the first few by name."""
    if values:
        more = len(values) - MOST_VALUES
        shown = ", ".join(values[:MOST_VALUES])
        yield from indented(f"behind: {shown}{f' and {more} more' if more > 0 else ''}", 4, 8)


def _input_lines(new: NewInput) -> Iterator[str]:
    row = new.row
    before = "not known" if row.before is None else row.before
    after = "not known" if row.after is None else row.after
    if row.kind == "added":
        before = "nothing"
    elif row.kind == "gone":
        after = "nothing"
    yield f"    {row.address.removesuffix('_s')}:"
    yield from indented(f"{_shortened(before)} -> {_shortened(after)}", 8, 10)
    if row.source_before != row.source_after:
        said = f"{row.source_before or 'nobody'} -> {row.source_after or 'nobody'}"
        yield from indented(f"on the word of: {said}", 8, 10)
    elif new.claims:
        yield f"        claims: {', '.join(new.claims)}"


def _shortened(text: str) -> str:
    """A value in one line; of long hours the first and the last, and how many there are."""
    spans = text.split("; ")
    if len(spans) <= MOST_SPANS:
        return text
    return f"{spans[0]}; ...; {spans[-1]} ({len(spans)} times)"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
