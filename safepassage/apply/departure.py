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

SAME = "the scenario says the same"
LEFT, CALLED_OFF, LEAVES, LAST, SEATS = "has left", "called off", "leaves", "the last one", "seats"
_STATES = {
    "departed": LEFT,
    "arrived": LEFT,
    "cancelled": CALLED_OFF,
    "suspended": CALLED_OFF,
}


def put_departures(draft: Draft, claims: Sequence[Claim]) -> None:
    """Gather what is said of each leg, choose, and write it."""
    wishes: dict[tuple[str, str], list[Wish]] = {}
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
        for aspect, value in _values(draft, claim):
            wish = draft.wish(claim, f"leg/{words[1]}", value, late=False)
            wish = replace(wish, since=draft.as_of, until=None)
            wishes.setdefault((wish.address, aspect), []).append(wish)
    for (_, aspect), asked in wishes.items():
        chosen = choose(asked, draft.side_with, draft.names_of, _agree)
        draft.not_applied += chosen.left_out
        if chosen.wishes:
            _put(draft, aspect, _one(chosen.wishes))


def _values(draft: Draft, claim: Claim) -> list[tuple[str, str]]:
    """What a claim says of a leg: whether it goes and when, how many seats, whether it is last.

    Nothing has left at an instant that had not come when it was said: that is a departure to come.
    """
    when = said_when(claim)
    state = _STATES.get(str(claim.norm.get("state") or claim.norm.get("status") or ""), LEAVES)
    if state == LEFT and when is not None and when.earliest > draft.told(claim):
        state = LEAVES
    if state == LEAVES and when is not None:
        state = f"{LEAVES} {when.earliest.isoformat()} to {when.latest.isoformat()}"
    found = [(LEAVES, state)]
    seats = claim.norm.get("capacity")
    if isinstance(seats, int) and not isinstance(seats, bool) and seats >= 0:
        found.append((SEATS, str(seats)))
    if claim.norm.get("last") is True or claim.norm.get("kind") == "last_departure":
        found.append((LAST, LAST))
    if len(found) > 1 and found[0] == (LEAVES, LEAVES):
        return found[1:]  # it says something else than when
    return found


def _agree(a: str, b: str) -> bool:
    """A leg that has left did leave as planned; a plan without an instant agrees with any."""
    if a == b:
        return True
    if LEFT in (a, b):
        return CALLED_OFF not in (a, b)
    return LEAVES in (a, b) and CALLED_OFF not in (a, b)


def _one(wishes: Sequence[Wish]) -> Wish:
    """What agreeing claims say together: the newest of those that say most."""
    best = max(wishes, key=lambda w: (w.value == LEFT, w.value != LEAVES, w.told))
    also = [w.claim for w in wishes if w is not best and (w.value == best.value)]
    return replace(best, also=tuple(also))


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


def _put(draft: Draft, aspect: str, wish: Wish) -> None:
    path = look(draft.raw, wish.address).path
    leg = draft.scenario.legs[int(path[1])]
    known = not draft.not_known_yet(leg.source)
    if aspect == SEATS:
        if int(wish.value) == leg.seats and known:
            draft.leave(wish.claims, wish.address, SAME, "")
        else:
            _set(draft, wish, leg, {"seats": wish.value}, f"{wish.value} seats")
    elif aspect == LAST:
        if leg.last_departure and known:
            draft.leave(wish.claims, wish.address, SAME, "")
        else:
            _set(draft, wish, leg, {"last_departure": "yes"}, LAST)
    elif wish.value == CALLED_OFF:
        _set(draft, wish, leg, {"seats": "0"}, "called off: no seat is left")
    elif wish.value == LEFT:
        _left(draft, wish, leg)
    else:
        _leaves(draft, wish, leg, known)


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
        if any(aspect == LAST for aspect, _ in _values(draft, wish.claim)):
            _set(draft, wish, leg, {"last_day": day}, f"the last one left on {day}", taken)
        else:
            draft.leave(
                wish.claims,
                wish.address,
                "it leaves every day, and one departure ends no other",
                "log that it was the last one, or called off",
            )
    elif leg.departs <= at:
        draft.leave(wish.claims, wish.address, SAME, "")
    else:
        _move(draft, wish, leg, at, "has left", taken)


def _leaves(draft: Draft, wish: Wish, leg: Leg, known: bool) -> None:
    """A departure that is announced: an instant moves it, a day is compared."""
    when = said_when(wish.claim)
    if when is None:
        draft.leave(wish.claims, wish.address, "when it leaves is not said", "log when=...")
    elif when.is_instant and when.earliest != leg.departs and leg.last_day is None:
        _move(draft, wish, leg, when.earliest, "leaves then", None)
    elif when.is_instant or leg.departs.astimezone(draft.zone).date() == day_of(when, draft.zone):
        if known:
            draft.leave(wish.claims, wish.address, SAME, "")
        else:
            _set(draft, wish, leg, {}, "announced")
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
    if draft.leave_for_newer(wish.claims, wish.address, leg.source):
        return
    after = {**cells, "source": draft.source(wish.claims)}
    before = {name: draft.yaml.at((*path, name)) for name in after}
    for name, value in after.items():
        draft.put((*path, name), value)
    words = f"{wish.claim.by_whom()}: {leg.name}, {why}"
    later = draft.in_place_of(before["source"])
    taken = "; ".join(text for text in (taken, later) if text) or None
    draft.change(wish.address, before, after, wish.claims, words, taken)
