"""Gate status: claims that a side is open or shut become hours, or take hours back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from ..scenario.address import look
from ..scenario.crossing import Gate
from ..scenario.interval import Interval
from ..scenario.raw import Path as TreePath
from ..situation.claim import Claim
from .change import Wish
from .daily_hours import daily_hours
from .draft import Draft
from .intervals import cut, first_start, overlaps
from .moments import written
from .set_hours import set_hours
from .subjects import gates_meant

SHUT = "shut"
OPEN = "open"
EVERY_SIDE = "which side is shut is not said: it is taken for every side of the crossing"
NO_END = "no end is said: it holds until the last day of the scenario"


def gate_wish_value(claim: Claim) -> str:
    """What is compared of two claims about one side: shut, open, or open with its hours."""
    if claim.norm.get("status") != "open":
        return SHUT
    hours = daily_hours(claim)
    return OPEN if hours is None else f"{OPEN} {hours[0]} to {hours[1]} daily"


def gates_agree(a: str, b: str) -> bool:
    """Whether both can be true: an opening without hours agrees with any hours."""
    return a == b or (a.startswith(OPEN) and b.startswith(OPEN) and OPEN in (a, b))


def put_gate_status(draft: Draft, wishes: Sequence[Wish]) -> None:
    """Write what was chosen for one side: openings first, as a shutting takes hours back."""
    openings = joined([wish for wish in wishes if wish.value != SHUT])
    for wish in openings:
        _open(draft, wish)
    for wish in joined([wish for wish in wishes if wish.value == SHUT]):
        _shut(draft, wish)


def joined(wishes: Sequence[Wish]) -> list[Wish]:
    """Wishes that say the same of times that overlap, as one from the first to the last instant.

    Openings with hours come before those without, which then find hours there.
    """
    found: list[Wish] = []
    for wish in sorted(wishes, key=lambda w: (w.value == OPEN, str(w.value), w.since)):
        last = found[-1] if found else None
        apart = last is None or (last.until is not None and last.until < wish.since)
        if last is None or apart or last.value != wish.value:
            found.append(wish)
            continue
        open_end = last.until is None or wish.until is None
        until = None if open_end else max(last.until or wish.since, wish.until or wish.since)
        found[-1] = replace(last, until=until, also=(*last.also, *wish.claims))
    return found


def _gate(draft: Draft, address: str) -> tuple[TreePath, Gate]:
    path = look(draft.raw, address).path
    crossing = draft.scenario.crossings[int(path[1])]
    return path, crossing.gates[int(path[3])]


def _shut(draft: Draft, wish: Wish) -> None:
    """Take hours back from its beginning to its end, or to the next word that is known later."""
    same = wish.claims
    path, gate = _gate(draft, wish.address)
    until, taken, newer = _end(draft, wish, gate)
    if wish.since >= until:
        if newer is None or not draft.leave_for_newer(same, wish.address, newer):
            draft.leave(same, wish.address, "it begins after the end of the scenario", "")
        return
    at = (*path, "closed")
    before = draft.yaml.at(at)
    if len(gates_meant(draft, wish.claim)) > 1:
        taken = "; ".join(text for text in (EVERY_SIDE, taken) if text)
    row = {
        "from": written(wish.since, draft.zone),
        "to": written(until, draft.zone),
        "source": draft.source(same),
    }
    was = list(before or [])
    draft.yaml.append(at, row)
    draft.change(
        f"{wish.address}/closed",
        was or None,
        [*was, row],
        same,
        f"{wish.statuses()}. What is closed or not operated lets nobody pass",
        taken,
    )


def _end(draft: Draft, wish: Wish, gate: Gate) -> tuple[datetime, str | None, str | None]:
    """Where a shutting ends, what is noted of it, and the newer word of the scenario that ends it.

    As it is said, else where hours begin that became known after it, else with the scenario.
    """
    hours = gate.open if not isinstance(gate.open, str) else ()
    newer = [
        (start, interval.source)
        for interval in hours
        if draft.is_newer(interval.source, wish.claims)
        and (start := first_start(interval, draft.scenario)) is not None
    ]
    until = wish.until or draft.end
    if newer and min(newer)[0] < until:
        start, source = min(newer)
        return start, f"it holds until the newer word of {source}", source
    return until, None if wish.until else NO_END, None


def _open(draft: Draft, wish: Wish) -> None:
    """Give back hours that an older word had taken, and set the hours that are said."""
    path, _ = _gate(draft, wish.address)
    until = wish.until or draft.end
    taken = None if wish.until else NO_END
    claims = wish.claims
    if wish.since >= until:
        draft.leave(claims, wish.address, "it is said for after the end", "set a later end")
        return
    freed = _free(draft, wish, path, until, taken)
    hours = daily_hours(wish.claim)
    if hours is not None:
        set_hours(draft, wish, (*path, "open"), until, taken)
        return
    stood = draft.yaml.at((*path, "open"))
    rows = [] if isinstance(stood, str) else [Interval.model_validate(dict(r)) for r in stood or []]
    known = [row for row in rows if not draft.not_known_yet(row.source)]
    if not any(overlaps(row, draft.scenario, wish.since, until) for row in known):
        draft.leave(
            claims,
            f"{wish.address}/open",
            "it is said to be open, and not at which hours: hours that are not known are not open",
            "log the hours (situation log place_status ... hours=08:00-16:00), or plan with "
            "--if-open and read what follows",
        )
    elif not freed:
        draft.leave(
            claims,
            f"{wish.address}/open",
            "it is open in the scenario already, and no hours are said: hours stay as they are",
            "",
        )


def _free(
    draft: Draft,
    wish: Wish,
    path: TreePath,
    until: datetime,
    taken: str | None,
) -> bool:
    """End closings that were known before; whether there was one."""
    at = (*path, "closed")
    rows = list(draft.yaml.at(at) or [])
    left: list[Any] = []
    for row in rows:
        interval = Interval.model_validate(dict(row))
        older = not draft.is_newer(interval.source, wish.claims)
        older = older and not draft.not_known_yet(interval.source)
        pieces = cut(interval, row, draft.scenario, wish.since, until) if older else [row]
        if pieces != [row]:
            source = draft.source(wish.claims)
            pieces = [{**piece, "source": source} for piece in pieces]
        left += pieces
    if left == rows:
        return False
    if left:
        draft.yaml.replace_list(at, left)
    else:
        draft.yaml.take_out(at)
        draft.source(wish.claims)
    draft.change(
        f"{wish.address}/closed",
        rows,
        left or None,
        wish.claims,
        f"{wish.statuses()}. An older word that it is shut ends there",
        taken,
    )
    return True
