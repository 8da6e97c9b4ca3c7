"""Run `situation review`: decisions from the command line, a list of what waits, or the loop."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import shorten
from typing import Any

import typer

from ...errors import UsageError
from ...problems import Refusal, sentence
from ...situation.claim import Claim
from ...situation.claim_json import claim_json
from ...situation.event import Act, Event, Reviewed
from ...situation.fact_types import fact_type
from ...situation.record import Held, Record
from ...situation.review import decide as acts
from ...situation.review.against import Stands
from ...situation.review.claim_line import brief
from ...situation.review.history import decided
from ...situation.review.undo import what_it_did
from ...situation.review.waiting import named, waiting
from ...store.store import open_record
from ...visible import visible
from ..output import print_json
from .follow import Follow
from .options import who
from .subjects import Subjects, subjects_of

MODEL = "model:"


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """What was asked for on the command line."""

    record: Path
    by: str | None
    accept: tuple[str, ...]
    reject: tuple[str, ...]
    every: bool
    reason: str | None
    kinds: tuple[str, ...]
    document: str | None
    scenario: str | None
    json: bool


def run_review(request: ReviewRequest) -> None:
    """Decide, list, or ask. Raises UsageError for what the user can mend."""
    by = who(request.by)
    try:
        subjects = subjects_of(request.scenario)
        for kind in request.kinds:
            fact_type(kind)
        with open_record(request.record) as store:
            follow = Follow(store)
            if request.accept or request.reject or request.every:
                _decide(follow, by, request, subjects)
            elif request.json or not (sys.stdin.isatty() and sys.stdout.isatty()):
                _list(follow.held, request)
            else:
                _loop(follow, by, request, subjects)
    except Refusal as refusal:
        raise refused("situation review", refusal) from refusal


def refused(command: str, refusal: Refusal) -> UsageError:
    """A refusal as the error of a command, in full sentences."""
    mend = f" {sentence(refusal.mend)}" if refusal.mend else ""
    return UsageError(f"{command}: {visible(f'{sentence(str(refusal))}{mend}')}")


def _wanted(held: Held, request: ReviewRequest) -> tuple[Claim, ...]:
    """What waits, of the type and document that were asked for."""
    found = waiting(held)
    if request.document is not None:
        sha256 = _document(held, request.document)
        found = tuple(claim for claim in found if claim.document == sha256)
    return tuple(claim for claim in found if not request.kinds or claim.type in request.kinds)


def _document(held: Held, text: str) -> str:
    close = [
        sha256
        for sha256, document in held.documents.items()
        if document.name == text or (len(text) >= 6 and sha256.startswith(text))
    ]
    if len(close) == 1:
        return close[0]
    names = ", ".join(document.name for document in list(held.documents.values())[:12])
    what = f"{len(close)} documents are" if close else "no document is"
    raise Refusal(
        f'{what} named "{text}" here', f"known: {names or 'none'}; or give a hash's start"
    )


def _loop(follow: Follow, by: str, request: ReviewRequest, subjects: Subjects) -> None:
    from .review_loop import ReviewLoop
    from .terminal import Terminal

    filtered = bool(request.kinds) or request.document is not None
    only = frozenset(c.id for c in _wanted(follow.held, request)) if filtered else None
    loop = ReviewLoop(follow, by, Terminal(), only, subjects)
    try:
        loop.run()
    except KeyboardInterrupt:
        typer.echo("\nStopped. Every decision so far is in the record.", err=True)
        raise typer.Exit(130) from None
    finally:
        done = ", ".join(f"{count} {what}" for what, count in loop.desk.counts().items())
        left = len(loop.desk.left(follow.held))
        typer.echo(f"{done or 'nothing decided'}; {left} still wait.")
        typer.echo(f"What follows from it: safepassage situation show --record {request.record}")


def _decide(follow: Follow, by: str, request: ReviewRequest, subjects: Subjects) -> None:
    """All decisions of a command line in one piece, or none."""

    def wish(record: Record, held: Held) -> tuple[Act, ...]:
        accept, reject = _names(held, request.accept), _names(held, request.reject)
        both = sorted(set(accept) & set(reject))
        if both:
            raise Refusal(f"claim {both[0]} is to be accepted and rejected", "give it once")
        if request.every:
            named_already = {*accept, *reject}
            accept += [c.id for c in _in_bulk(held, request) if c.id not in named_already]
        for name in (*accept, *reject):
            _refuse_decided(record, held, name)
        for name in accept:
            subjects.check(held.claims[name])
        return (
            *(act for name in accept for act in acts.accept(held, name, request.reason)),
            *(act for name in reject for act in acts.reject(held, name, request.reason)),
        )

    events = follow.decide(by, wish)
    held = follow.held
    by_model = [c for c in _wanted(held, request) if (c.rule or "").startswith(MODEL)]
    if request.json:
        print_json(_decided_document(held, events))
        return
    for line in _decided_lines(held, events):
        typer.echo(line)
    if request.every and by_model:
        typer.echo(
            f"{len(by_model)} that a model proposed still wait: look at each, and give it --accept."
        )


def _names(held: Held, texts: tuple[str, ...]) -> list[str]:
    ids = (part.strip() for text in texts for part in text.split(","))
    return list(dict.fromkeys(named(held, text).id for text in ids if text))


def _in_bulk(held: Held, request: ReviewRequest) -> tuple[Claim, ...]:
    """What may be accepted unseen: nothing that a model proposed."""
    found = _wanted(held, request)
    return tuple(claim for claim in found if not (claim.rule or "").startswith(MODEL))


def _refuse_decided(record: Record, held: Held, name: str) -> None:
    """Say who was first, where somebody was."""
    if held.state(name) == "proposed":
        return
    event = decided(record, name)
    if event is None:
        acts.refuse_decided(held, name)
        return
    raise Refusal(
        f"claim {name} is decided: {event.by} {what_it_did(event)} at "
        f"{event.recorded:%Y-%m-%d %H:%M} UTC",
        "nothing was written",
        f"to change that, undo it first: safepassage situation undo {event.number}",
    )


def _decided_lines(held: Held, events: tuple[Event, ...]) -> list[str]:
    """One line a decision, and under it what stands against it: contradictions are said."""
    lines = [] if events else ["Nothing was left to decide."]
    stands = Stands(held)
    for event in events:
        assert isinstance(event.act, Reviewed)
        claim = held.claims[event.act.claim]
        words = shorten(visible(brief(claim)), 56, placeholder=" ...")
        lines.append(f"{event.act.state} {claim.id} {claim.type}: {words} (event {event.number})")
        if event.act.state == "accepted":
            for each in stands.against(claim):
                by_whom = visible(each.claim.by_whom()) or "not known"
                why = visible(each.why)
                lines.append(f"  disputed: {why} [{each.claim.id}], reported by {by_whom}")
    return lines


def _decided_document(held: Held, events: tuple[Event, ...]) -> dict[str, Any]:
    """The decisions in the form of the machine contract."""
    rows = []
    stands = Stands(held)
    for event in events:
        assert isinstance(event.act, Reviewed)
        claim = held.claims[event.act.claim]
        found = stands.against(claim) if event.act.state == "accepted" else ()
        row = {"claim": claim.id, "state": event.act.state, "event": event.number}
        rows.append({**row, "by": event.by, "conflicts": [each.claim.id for each in found]})
    return {"decided": rows, "waiting": len(waiting(held))}


def _list(held: Held, request: ReviewRequest) -> None:
    found = _wanted(held, request)
    stands = Stands(held)
    if request.json:
        print_json({"waiting": [_row(held, claim, stands) for claim in found]})
        return
    for claim in found:
        words = shorten(visible(brief(claim)), 56, placeholder=" ...")
        mark = "!" if stands.against(claim) else " "
        typer.echo(f"{claim.id} {mark} {claim.type:<14} {words}")
    typer.echo(
        f"{len(found)} wait for review (! conflicts with something). Run this in a terminal to "
        "be asked one by one, or decide with --accept ID and --reject ID."
        if found
        else "Nothing waits for review."
    )


def _row(held: Held, claim: Claim, stands: Stands) -> dict[str, Any]:
    found = stands.against(claim)
    return {
        **claim_json(claim),
        "withheld": held.withheld.get(claim.id),
        "conflicts": [{"claim": each.claim.id, "why": each.why} for each in found],
    }
