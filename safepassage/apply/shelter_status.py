"""Shelter status: a destination that is full or closed has room for nobody."""

from __future__ import annotations

from collections.abc import Sequence

from ..scenario.address import look
from .change import Wish
from .draft import Draft
from .gate_status import SHUT, joined


def put_shelter_status(draft: Draft, wishes: Sequence[Wish]) -> None:
    """Set the room to 0, or what is there of its first need, for the whole of the plan."""
    for wish in joined(wishes):
        if wish.value != SHUT:
            draft.leave(
                wish.claims,
                wish.address,
                "it is said to be open, and not for how many",
                "log the room: subject destination/<id>/room",
            )
        elif wish.until is not None:
            draft.leave(
                wish.claims,
                wish.address,
                "rooms have no hours: that it is shut for a time cannot be written",
                "plan for the time in question with --start and --by",
            )
        else:
            _fill(draft, wish)


def _fill(draft: Draft, wish: Wish) -> None:
    path = look(draft.raw, wish.address).path
    place = draft.scenario.destinations[int(path[1])]
    at, field, backed = (path, "room", "room_source")
    if place.room is None:
        at, field, backed = ((*path, "needs", 0), "have", "have_source")
    before = draft.yaml.at((*at, field))
    if draft.leave_for_newer(wish.claims, wish.address, draft.yaml.at((*at, backed))):
        return
    draft.put((*at, field), "0")
    draft.put((*at, backed), draft.source(wish.claims))
    address = "room" if place.room is not None else f"need/{place.needs[0].need}/have"
    draft.change(
        f"{wish.address}/{address}",
        before,
        "0",
        wish.claims,
        f"{wish.statuses()}. Room is the least that any need leaves",
    )
