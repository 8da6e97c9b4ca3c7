"""Gate board: every side of every crossing, what it is said to be, and by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ..claim import Claim
from ..record import Held
from .side import Side
from .standing import holds, last_words, starts, told_at, voice, word_of
from .terms import key_of, noted, words_of
from .word import Word

UNKNOWN, DISPUTED = "unknown", "disputed"
# said beside a state, and no state of its own: a damaged bridge may be open
REMARKS = ("damaged", "sole_exit")
PLANS = ("planned_open", "planned_closed")
# both say that nobody passes, so they do not contradict one another
SHUT = frozenset({"closed", "not_operated"})


@dataclass(frozen=True, slots=True)
class GateRow:
    """One side or place. `status`: what the voices agree on, "disputed" where they differ,
    "unknown" where nobody speaks of it or those who do say that it is not known.

    `address`: of the scenario, None where nobody joined it. `holder`: who operates it by the
    scenario; `said_holders`: who does so by claims. `words`: what each voice says last; `remarks`:
    damage and the like; `planned`: what is said to come.
    """

    address: str | None
    place: str
    crossing: str | None
    side: str | None
    holder: str | None
    status: str
    words: tuple[Word, ...] = ()
    remarks: tuple[Word, ...] = ()
    planned: tuple[Word, ...] = ()
    said_holders: tuple[Word, ...] = ()


def gate_board(
    held: Held, at: datetime, sides: Sequence[Side] = (), *, with_unreviewed: bool = False
) -> tuple[GateRow, ...]:
    """Sides of the scenario first, each with its row also where nobody speaks of it, then others.

    A claim speaks of `at` from its stated start, or from when it was told, until its stated end.
    A word about a whole crossing has a row of its own and says nothing of its sides.
    """
    places: dict[str, list[Claim]] = defaultdict(list)
    holders: dict[str, list[Claim]] = defaultdict(list)
    for claim in held.standing(("place_status", "party_role"), with_unreviewed=with_unreviewed):
        if claim.type == "place_status":
            places[place_key(claim)].append(claim)
        elif claim.norm.get("role") in ("operator", "holder") and holds(held, claim, at):
            holders[address_of(claim) or ""].append(claim)
    by_address = {side.address: side for side in sides}
    keys = [*by_address, *(key for key in places if key not in by_address)]
    rows = []
    for key in keys:
        claims = places.get(key, [])
        row = _row(held, at, claims, by_address.get(key), holders.get(key, []))
        if row is not None:
            rows.append(row)
    return tuple(rows)


def place_key(claim: Claim) -> str:
    """The address of a place, or the words that name it with its side."""
    address = address_of(claim)
    if address is not None:
        return address
    crossing = noted(claim, "crossing")
    side = noted(claim, "side") or words_of(claim, "side_party")
    if crossing and side:
        return f"{key_of(crossing)} / {key_of(side)}"
    return key_of(words_of(claim, "place") or crossing or claim.words())


def address_of(claim: Claim) -> str | None:
    """The address of the gate or place; a field of a gate (its hours) is the gate."""
    if claim.subject is None or not claim.subject.startswith("crossing/"):
        return claim.subject
    return "/".join(claim.subject.split("/")[:4])


def status_of(claim: Claim) -> str:
    """The status by its word; one that is not given is not known."""
    return noted(claim, "status") or UNKNOWN


def agreed(statuses: Iterable[str]) -> str:
    """What several voices agree on: one status, or "disputed".

    Whoever says that a status is not known contradicts nobody. Closed and not operated both say
    that nobody passes: together they are "closed".
    """
    said = set(statuses) - {UNKNOWN}
    if len(said) <= 1:
        return said.pop() if said else UNKNOWN
    return "closed" if said <= SHUT else DISPUTED


def _row(
    held: Held, at: datetime, claims: list[Claim], side: Side | None, holders: list[Claim]
) -> GateRow | None:
    now: list[Claim] = []
    remarks: list[Claim] = []
    coming: list[Claim] = []
    for claim in claims:
        status = status_of(claim)
        if status in PLANS or starts(held, claim) > at:
            coming.append(claim)
        elif holds(held, claim, at):
            (remarks if status in REMARKS else now).append(claim)
    coming = [claim for claim in coming if told_at(held, claim) <= at]
    words = last_words(held, now, status_of)
    if side is None and not (now or remarks or coming):
        return None
    named = _scenario_names(side) if side else _said_names((now or remarks or coming)[0])
    return GateRow(
        *named,
        agreed(word.says for word in words),
        words,
        last_words(held, remarks, status_of),
        _still_planned(held, last_words(held, coming, status_of), words),
        tuple(word_of(held, claim, words_of(claim, "party")) for claim in holders),
    )


Names = tuple[str | None, str, str | None, str | None, str | None]


def _scenario_names(side: Side) -> Names:
    return side.address, f"{side.crossing}, {side.side}", side.crossing, side.side, side.holder_name


def _said_names(claim: Claim) -> Names:
    """Address, place, crossing, side and holder, as a claim has them."""
    return (
        address_of(claim),
        words_of(claim, "place") or claim.subject or claim.words(),
        noted(claim, "crossing") or None,
        noted(claim, "side") or None,
        words_of(claim, "side_party") or None,
    )


def _still_planned(
    held: Held, planned: tuple[Word, ...], words: tuple[Word, ...]
) -> tuple[Word, ...]:
    """Plans that their own voice has not overtaken by a later word on how it is."""
    last = {voice(held, word.claim): told_at(held, word.claim) for word in words}
    return tuple(
        plan
        for plan in planned
        if (spoke := last.get(voice(held, plan.claim))) is None
        or spoke <= told_at(held, plan.claim)
    )
