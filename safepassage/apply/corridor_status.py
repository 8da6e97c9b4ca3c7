"""Corridor status: shut means closures of its roads; hours that are said replace older ones."""

from __future__ import annotations

from collections.abc import Sequence

from ..scenario.address import look
from .change import Wish
from .daily_hours import daily_hours
from .draft import Draft
from .gate_status import NO_END, SHUT, joined
from .link_status import shut_links
from .set_hours import set_hours


def put_corridor_status(draft: Draft, wishes: Sequence[Wish]) -> None:
    """Write hours of a corridor, or closures of the roads that it is made of."""
    corridor_id = wishes[0].address.split("/")[1]
    corridor = next(row for row in draft.scenario.corridors if row.id == corridor_id)
    for wish in joined([w for w in wishes if w.value != SHUT]):
        until = wish.until or draft.end
        if daily_hours(wish.claim) is None or wish.since >= until:
            draft.leave(
                wish.claims,
                f"{wish.address}/hours",
                "it is said to be open, and no hours within the scenario's time are said",
                "log the hours, such as hours=06:00-17:00",
            )
            continue
        path = look(draft.raw, wish.address).path
        taken = None if wish.until else NO_END
        set_hours(draft, wish, (*path, "hours"), until, taken)
    for wish in joined([w for w in wishes if w.value == SHUT]):
        shut_links(draft, wish, corridor.links)
