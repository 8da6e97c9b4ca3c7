"""Run `situation undo`: list the latest events, or undo some."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from ...problems import Refusal
from ...situation.event import Event, kind_of
from ...situation.record import Record
from ...situation.review.undo import let_out, undo, undone, what_it_did
from ...store.store import open_record
from ...visible import visible
from ..output import print_json
from .follow import Follow
from .options import who
from .run_review import refused


def run_undo(
    path: Path, by: str | None, numbers: tuple[int, ...], reason: str | None, most: int, json: bool
) -> None:
    """Raises UsageError for what cannot be undone, and then undoes nothing of it."""
    name = who(by)
    try:
        with open_record(path) as store:
            follow = Follow(store)
            if not numbers:
                _list(follow.record, most, json)
                return
            out = let_out(follow.record, [n for n in numbers if 1 <= n <= follow.last])
            events = follow.decide(name, lambda record, held: undo(record, numbers, reason))
            _tell(follow.record, events, tuple(n for n in out if n in follow.held.claims), json)
    except Refusal as refusal:
        raise refused("situation undo", refusal) from refusal


def _tell(record: Record, events: tuple[Event, ...], out: tuple[str, ...], json: bool) -> None:
    if json:
        print_json({"undone": [_row(record, e) for e in events], "may_go_out_again": list(out)})
        return
    for event in events:
        typer.echo(f"event {event.number}: {event.by} {visible(what_it_did(event))}")
    for claim in out:
        typer.echo(f"Claim {claim} may go out again.")


def _list(record: Record, most: int, json: bool) -> None:
    gone = undone(record)
    shown = record.events[-most:]
    if json:
        print_json({"events": [_row(record, event) for event in shown]})
        return
    for event in shown:
        mark = f"  (undone by event {gone[event.number]})" if event.number in gone else ""
        did = visible(what_it_did(event))
        typer.echo(f"{event.number:>6}  {event.recorded:%Y-%m-%d %H:%M}  {event.by}: {did}{mark}")
    if not shown:
        typer.echo("The record holds no events yet.")


def _row(record: Record, event: Event) -> dict[str, Any]:
    return {
        "event": event.number,
        "recorded": event.recorded.isoformat(),
        "by": event.by,
        "kind": kind_of(event.act),
        "what": what_it_did(event),
        "undone_by": undone(record).get(event.number),
    }
