"""Departure: a leg that has left, is called off, moves, or is said to be the last one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from ..clock import parse_instant
from ..problems import Refusal
from ..scenario.address import look
from ..scenario.leg import Leg
from ..situation.claim import Claim
from ..situation.when import When, instant, whole_day
from .change import Wish
from .choose import choose
from .draft import Draft
from .moments import day_of, known_from, written

LEFT, CALLED_OFF, LEAVES, LAST = "has left", "called off", "leaves", "the last one"
_STATES = {
    "departed": LEFT,
    "arrived": LEFT,
    "cancelled": CALLED_OFF,
    "suspended": CALLED_OFF,
    "planned": LEAVES,
    "running": LEAVES,
    "arranged": LEAVES,
}


def put_departures(draft: Draft, claims: Sequence[Claim]) -> None:
    """Gather what is said of each leg, choose, and write it."""
    wishes: dict[str, list[Wish]] = {}
    for claim in claims:
        words = str(claim.subject or "").split("/")
        if words[0] != "leg" or len(words) < 2:
            draft.leave(
                (claim,),
                claim.subject,
                "nobody has said which leg of the scenario it is about",
                "give it the subject leg/<id>",
            )
            continue
        for value in _values(claim):
            wish = draft.wish(claim, f"leg/{words[1]}", value, late=False)
            wish = replace(wish, since=draft.as_of, until=None)
            wishes.setdefault(f"{wish.address} {value == LAST}", []).append(wish)
    for asked in wishes.values():
        chosen = choose(asked, draft.side_with, draft.names_of, _agree)
        draft.not_applied += chosen.left_out
        for wish in chosen.wishes:
            _put(draft, wish)


def _agree(a: str, b: str) -> bool:
    """A leg that left did leave as planned, unless another says that it was called off."""
    return a == b or CALLED_OFF not in (a, b)


def _values(claim: Claim) -> list[str]:
    state = str(claim.norm.get("state") or claim.norm.get("status") or "")
    found = [_STATES[state]] if state in _STATES else []
    if claim.norm.get("last") is True or claim.norm.get("kind") == "last_departure":
        found.append(LAST)
        if not state:
            found.append(LEAVES)
    return found or [LEAVES]


def said_when(claim: Claim) -> When | None:
    """When it leaves or left, as far as it is said."""
    if claim.valid.since is not None:
        return claim.valid.since
    for name in ("when", "date", "on", "by", "at"):
        said = claim.norm.get(name)
        try:
            if isinstance(said, str) and "T" in said:
                return instant(parse_instant(said), said)
            if isinstance(said, str):
                return whole_day(date.fromisoformat(said), None, said)
        except (Refusal, ValueError):
            continue
    return None


def _put(draft: Draft, wish: Wish) -> None:
    path = look(draft.raw, wish.address).path
    leg = draft.scenario.legs[int(path[1])]
    if draft.not_known_yet(leg.source):
        _set(draft, wish, leg, {}, "announced")
    when = said_when(wish.claim)
    match wish.value:
        case "has left" if when is not None and when.earliest > wish.told:
            _leaves(draft, wish, leg)  # nothing has left at an instant that has not come
        case "has left":
            _left(draft, wish, leg)
        case "called off":
            _set(draft, wish, leg, {"seats": "0"}, "called off: no seat is left")
        case "the last one":
            if leg.last_departure:
                draft.leave(wish.claims, wish.address, "the scenario says the same", "")
            else:
                _set(draft, wish, leg, {"last_departure": "yes"}, "the last one")
        case _:
            _leaves(draft, wish, leg)


def _left(draft: Draft, wish: Wish, leg: Leg) -> None:
    """It left at the instant said, or by the beginning of the time in which it is said to have."""
    when = said_when(wish.claim)
    taken: str | None
    if when is None:
        at = draft.said_from(wish.claim)
        taken = "when it left is not said: it had left when that was said"
    else:
        at = known_from(when, draft.zone)
        taken = None if when.is_instant else "only the day is said: no seat on it counts that day"
    if leg.last_day is not None:
        day = at.astimezone(draft.zone).date().isoformat()
        if LAST in _values(wish.claim):
            _set(draft, wish, leg, {"last_day": day}, f"the last one left on {day}", taken)
        else:
            draft.leave(
                wish.claims,
                wish.address,
                "it leaves every day, and one departure ends no other",
                "log that it was the last one, or called off",
            )
    elif leg.departs <= at:
        draft.leave(wish.claims, wish.address, "it has left in the scenario as well", "")
    else:
        _move(draft, wish, leg, at, "has left", taken)


def _leaves(draft: Draft, wish: Wish, leg: Leg) -> None:
    """A departure that is announced: an instant moves it, a day is compared."""
    when = said_when(wish.claim)
    seats = wish.claim.norm.get("capacity")
    if isinstance(seats, int) and not isinstance(seats, bool) and seats != leg.seats:
        _set(draft, wish, leg, {"seats": str(seats)}, f"{seats} seats")
    elif when is None:
        draft.leave(wish.claims, wish.address, "when it leaves is not said", "log when=...")
    elif when.is_instant and when.earliest != leg.departs and leg.last_day is None:
        _move(draft, wish, leg, when.earliest, "leaves then", None)
    elif when.is_instant or leg.departs.astimezone(draft.zone).date() == day_of(when, draft.zone):
        draft.leave(wish.claims, wish.address, "the scenario says the same", "")
    else:
        draft.leave(
            wish.claims,
            wish.address,
            f"it is said for {when.words or written(when.earliest, draft.zone)}, the scenario has "
            f"{written(leg.departs, draft.zone)}, and the hour is not said",
            "log the hour, such as when=2031-05-05T08:00:00+00:00",
        )


def _move(draft: Draft, wish: Wish, leg: Leg, at: datetime, why: str, taken: str | None) -> None:
    """Departure, cut-off and arrival move together."""
    shift = at - leg.departs
    moved = {"departs": written(at, draft.zone)}
    if leg.cut_off is not None:
        moved["cut_off"] = written(leg.cut_off + shift, draft.zone)
    moved["arrives"] = written(leg.arrives + shift, draft.zone)
    _set(draft, wish, leg, moved, why, taken)


def _set(
    draft: Draft, wish: Wish, leg: Leg, cells: dict[str, str], why: str, taken: str | None = None
) -> None:
    path = look(draft.raw, wish.address).path
    after = {**cells, "source": draft.source(wish.claims)}
    before = {name: draft.yaml.at((*path, name)) for name in after}
    for name, value in after.items():
        draft.put((*path, name), value)
    words = f"{wish.claim.by_whom()}: {leg.name}, {why}"
    later = draft.over_later(before["source"], wish.claim)
    taken = "; ".join(text for text in (taken, later) if text) or None
    draft.change(wish.address, before, after, wish.claims, words, taken)
