"""Link status: a road that is said to be shut becomes a closure; one that is open ends it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ..clock import parse_instant
from .change import Wish
from .draft import Draft
from .gate_status import NO_END, SHUT, joined
from .moments import written
from .one_line import clean


def put_link_status(draft: Draft, wishes: Sequence[Wish]) -> None:
    """Write closures of one road."""
    for wish in joined([w for w in wishes if w.value != SHUT]):
        _reopen(draft, wish)
    for wish in joined([w for w in wishes if w.value == SHUT]):
        shut_links(draft, wish, (wish.address.split("/")[1],))


def shut_links(draft: Draft, wish: Wish, links: Sequence[str]) -> None:
    """Add a closure of links from its beginning to its end, or to the end of the scenario."""
    until = wish.until or draft.end
    if wish.since >= until:
        draft.leave(wish.claims, wish.address, "it begins after the end", "")
        return
    source = draft.source(wish.claims)
    cells = {
        "closure_id": source,
        "link_ids": " ".join(links),
        "from": written(wish.since, draft.zone),
        "to": written(until, draft.zone),
        "remaining_share": "0",
        "reason": clean(f"reported by {wish.statuses()}"),
        "source": source,
    }
    draft.close_links(cells)
    draft.change(
        f"closure/{source}",
        None,
        cells,
        wish.claims,
        f"{wish.statuses()}, {wish.address}",
        None if wish.until else NO_END,
    )


def _reopen(draft: Draft, wish: Wish) -> None:
    """End closures of this road alone that were known before."""
    link = wish.address.split("/")[1]
    ended = False
    for closure in draft.scenario.closures:
        newer = draft.is_newer(closure.source, wish.claims)
        if (
            newer
            or draft.not_known_yet(closure.source)
            or link not in closure.link_ids
            or not closure.from_ < wish.since < closure.to
        ):
            continue
        if len(closure.link_ids) > 1:
            draft.leave(
                wish.claims,
                f"closure/{closure.closure_id}",
                "the closure shuts other roads as well",
                "give these roads closures of their own",
            )
            ended = True
            continue
        _end(draft, wish, closure.closure_id)
        ended = True
    if not ended:
        draft.leave(wish.claims, wish.address, "no closure of it was known", "")


def _end(draft: Draft, wish: Wish, closure: str) -> None:
    assert draft.closures is not None
    row = draft.closures.find("closure_id", closure)
    assert row is not None
    before = draft.closures.cell(row, "to")
    until: datetime = min(parse_instant(before), wish.since)
    cells = {"to": written(until, draft.zone), "source": draft.source(wish.claims)}
    draft.closures.put(row, cells)
    draft.change(
        f"closure/{closure}/to",
        before,
        cells["to"],
        wish.claims,
        wish.statuses(),
    )
