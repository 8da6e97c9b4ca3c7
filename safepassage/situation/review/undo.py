"""Undo: an event no longer counts from now on; it stays in the log, and so does its undoing."""

from __future__ import annotations

from collections.abc import Iterable

from ...problems import Refusal
from ..event import Act, Claimed, Event, Linked, Read, Retracted, Reviewed, Undone, Withheld
from ..record import Record


def undo(record: Record, numbers: Iterable[int], reason: str | None = None) -> tuple[Act, ...]:
    """Undo events, the latest first.

    Refused for what would leave the record in pieces: a document that was read (its claims would
    hang in the air), and a claim that later events still speak of.
    """
    wanted = sorted(set(numbers), reverse=True)
    gone = undone(record)
    for number in wanted:
        _refuse(record, number, gone, set(wanted))
    return tuple(Undone(number, reason) for number in wanted)


def undone(record: Record) -> dict[int, int]:
    """Events that no longer count, with the number of the event that undid each."""
    found: dict[int, int] = {}
    for event in reversed(record.events):
        if isinstance(event.act, Undone) and event.number not in found:
            found[event.act.event] = event.number
    return found


def _refuse(record: Record, number: int, gone: dict[int, int], wanted: set[int]) -> None:
    last = len(record.events)
    if not 1 <= number <= last:
        events = f"events run from 1 to {last}" if last else "the record holds no events yet"
        raise Refusal(f"there is no event {number}", events)
    event = record.events[number - 1]
    if number in gone:
        raise Refusal(
            f"event {number} was undone already by event {gone[number]}",
            f"undo event {gone[number]} to have it count again",
        )
    if isinstance(event.act, Read):
        raise Refusal(
            f"event {number} took in a document, which stays",
            "reject or retract the claims that were read from it",
        )
    if isinstance(event.act, Claimed):
        later = [e for e in record.events[number:] if e.number not in gone | dict.fromkeys(wanted)]
        rests = [e.number for e in later if event.act.claim.id in claims_of(e)]
        if rests:
            names = ", ".join(map(str, rests[:6]))
            raise Refusal(
                f"claim {event.act.claim.id} of event {number} is spoken of later (event {names})",
                "undo those first, or retract the claim",
            )


def claims_of(event: Event) -> tuple[str, ...]:
    """Ids of the claims that an event speaks of."""
    match event.act:
        case Claimed():
            return (event.act.claim.id, *event.act.claim.supersedes)
        case Reviewed() | Withheld() | Retracted():
            return (event.act.claim,)
        case Linked():
            return (event.act.a, event.act.b)
        case _:
            return ()


def what_it_did(event: Event) -> str:
    """An event in a few words, for a list."""
    act = event.act
    match act:
        case Read():
            return f"took in the document {act.document.name}"
        case Claimed():
            claim = act.claim
            old = f" in place of {', '.join(claim.supersedes)}" if claim.supersedes else ""
            did = "put down" if act.state == "accepted" else act.state
            return f"{did} the {claim.type} {claim.id}{old}"
        case Reviewed():
            return f"{act.state} {act.claim}{_because(act.reason)}"
        case Linked():
            return f"linked {act.a} and {act.b}: {act.kind}"
        case Withheld():
            if act.reason is None:
                return f"let {act.claim} go out again"
            return f"withheld {act.claim}{_because(act.reason)}"
        case Retracted():
            return f"retracted {act.claim}{_because(act.reason)}"
        case Undone():
            pass
    assert isinstance(act, Undone)
    return f"undid event {act.event}{_because(act.reason)}"


def _because(reason: str | None) -> str:
    return f": {reason}" if reason else ""


def let_out(record: Record, numbers: Iterable[int]) -> tuple[str, ...]:
    """Claims that may go out again once these events no longer count."""
    return tuple(
        event.act.claim
        for event in (record.events[number - 1] for number in numbers)
        if isinstance(event.act, Withheld) and event.act.reason is not None
    )
