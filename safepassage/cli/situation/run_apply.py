"""Run `situation apply`: read the record, change a copy of the scenario, say what was changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import Any

import typer

from ...apply.apply_claims import apply_claims
from ...apply.change import Change, NotApplied, Outcome
from ...apply.write_applied import APPLIED, applied_document, write_applied
from ...plan.lines import WIDTH
from ...scenario.read_scenario import read_scenario
from ...situation.disclosure.for_grade import held_for
from ...situation.disclosure.grade import PLANNERS
from ...situation.record import Held
from ...store.store import open_record
from ...visible import visible
from ..options import instant_option
from ..output import print_json
from .options import instant_or_now


@dataclass(frozen=True, slots=True)
class ApplyRequest:
    """What was typed on the command line."""

    scenario: str
    record: Path
    as_of: str | None
    known: str | None
    out: Path | None
    side_with: tuple[str, ...]
    skip_unknown: bool
    dry_run: bool
    force: bool
    json: bool


def run_apply(request: ApplyRequest) -> None:
    """Apply and tell. Raises SafePassageError for what the user can mend."""
    as_of = instant_or_now("--as-of", request.as_of)
    held = held_at(request.record, request.known)
    outcome, files = apply_claims(
        request.scenario,
        held,
        as_of,
        side_with=request.side_with,
        skip_unknown=request.skip_unknown,
    )
    out = request.out or Path(f"{read_scenario(request.scenario).name}-applied")
    if not request.dry_run:
        write_applied(request.scenario, out, outcome, files, force=request.force)
    if request.json:
        document = applied_document(outcome)
        print_json({**document, "scenario": None if request.dry_run else str(out)})
        return
    for line in outcome_lines(outcome, held):
        typer.echo(line)
    if request.dry_run:
        typer.echo("Nothing was written (--dry-run).")
    else:
        typer.echo(f"Scenario: {out} ({APPLIED} says what was changed on whose word)")
        for line in _next(out, as_of):
            typer.echo(line)


def _next(out: Path, as_of: datetime) -> Iterator[str]:
    """What to ask of the scenario; after its start it has to be asked as of the same instant."""
    scenario = read_scenario(out)
    when = as_of.astimezone(scenario.zone_info).isoformat(timespec="seconds")
    inside = scenario.start < as_of < scenario.end
    yield "Next:"
    yield f"    safepassage exits {out}{f' --at {when}' if inside else ''}"
    yield f"    safepassage plan {out}{f' --start {when}' if inside else ''}"


def held_at(record: Path, known: str | None) -> Held:
    """What the record held at an instant, or all that it holds; what stays inside is marked."""
    instant = instant_option("--known", known)
    with open_record(record) as store:
        return held_for(store.record(), PLANNERS, instant)


def outcome_lines(outcome: Outcome, held: Held) -> Iterator[str]:
    """What was changed, what was not and why, for people to read."""
    waiting = sum(1 for state in held.states.values() if state == "proposed")
    yield f"As of {outcome.as_of.isoformat()}: {_count(len(outcome.changes), 'value')} changed."
    yield from left_lines([row for row in outcome.not_applied if row.disputed], "DISPUTED")
    for change in outcome.changes:
        yield ""
        yield from change_lines(change)
    yield from left_lines([row for row in outcome.not_applied if not row.disputed])
    yield ""
    yield (
        f"{_count(len(outcome.carried), 'claim')} go with the scenario as words beside its numbers."
        if len(outcome.carried) != 1
        else "1 claim goes with the scenario as words beside its numbers."
    )
    if not outcome.layout_kept:
        yield (
            "Indentation and line breaks of scenario.yaml are written anew; values, comments and "
            "order stay."
        )
    if waiting:
        yield f"{_count(waiting, 'claim')} not reviewed yet: they change nothing."


def change_lines(change: Change) -> Iterator[str]:
    """One change: the address, before and after, on whose word, and what was taken."""
    yield f"{change.address}"
    if isinstance(change.before, dict) and isinstance(change.after, dict):
        for name, after in change.after.items():
            before = change.before.get(name)
            if before != after:
                yield from indented(f"{name}: {shown(before)} -> {shown(after)}", 4, 8)
    else:
        old, new = _rows(change.before), _rows(change.after)
        if isinstance(change.after, list) or isinstance(change.before, list):
            for sign, rows, others in (("-", old, new), ("+", new, old)):
                for row in rows:
                    if row not in others:
                        yield from indented(f"{sign} {shown(row)}", 4, 8)
        else:
            yield from indented(f"{shown(change.before)} -> {shown(change.after)}", 4, 8)
    yield from indented(f"{change.why} [{', '.join(change.claims)}]", 4, 6)
    if change.taken:
        yield from indented(f"taken so: {change.taken}", 4, 6)


def _rows(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def indented(text: str, first: int, rest: int) -> list[str]:
    """A text of somebody else or of ours in lines that fit; no id and no instant is broken."""
    return wrap(
        visible(text),
        WIDTH,
        initial_indent=" " * first,
        subsequent_indent=" " * rest,
        break_on_hyphens=False,
        break_long_words=False,
    )


def shown(value: Any) -> str:
    """A value of a scenario in one line."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return ", ".join(f"{name} {inner}" for name, inner in value.items())
    if isinstance(value, list):
        return " / ".join(str(inner) for inner in value)
    return str(value)


def left_lines(rows: Sequence[NotApplied], head: str = "Not applied") -> Iterator[str]:
    """What was not applied and why; claims with one reason and one mend together."""
    together: dict[tuple[str, str], list[NotApplied]] = {}
    for row in rows:
        together.setdefault((row.why, row.mend), []).append(row)
    if rows:
        yield ""
        yield f"{head} ({len(rows)}):"
    for (why, mend), same in together.items():
        places = ", ".join(dict.fromkeys(row.address for row in same if row.address))
        claims = ", ".join(dict.fromkeys(claim for row in same for claim in row.claims))
        yield from indented(f"{f'{places}: {why}' if places else why} [{claims}]", 4, 6)
        if mend:
            yield from indented(f"to mend it: {mend}", 8, 10)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
