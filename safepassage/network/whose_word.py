"""Whose word: who says what stands in the way, and since when."""

from __future__ import annotations

from dataclasses import dataclass

from ..scenario.inputs import Inputs, Interval
from .blocker import Blocker
from .passages import TakenBack

# what follows from the scenario as a whole and stands on nobody's word
NOBODYS_WORD = frozenset({"no_path", "no_vehicle", "walking_limit", "deadline", "horizon"})


@dataclass(frozen=True, slots=True)
class Word:
    """On whose word something stands: a source and its date.

    `own`: the source says just this; else it is the latest claim about the place.
    """

    source: str
    since: str
    own: bool


def whose_word(inputs: Inputs, row: Blocker) -> Word | None:
    """The blocker's own source, or the latest claim about the place as of then; None = nobody's."""
    if row.rule in NOBODYS_WORD:
        return None
    source = row.source or _source_of_a_nought(inputs, row)
    if source is not None:
        date = next((s.date for s in inputs.sources if s.id == source), "")
        return Word(source, date, own=True)
    claims = [
        claim
        for claim in inputs.words.claims
        if row.address.startswith(f"{claim.subject}/") or row.address == claim.subject
    ]
    if not claims:
        return None
    last = max(claims, key=lambda claim: (len(claim.subject), claim.said))
    return Word(last.source, last.said.isoformat(), own=False)


def _source_of_a_nought(inputs: Inputs, row: Blocker) -> str | None:
    """Who says that a gate passes nobody, or that there is no room; None if it is not known."""
    parts = row.address.split("/")
    if row.rule == "gate_rate":
        crossing = next(c for c in inputs.crossings if c.id == parts[1])
        gate = next(g for g in crossing.gates if g.id == parts[3])
        return None if getattr(gate, parts[4]) is None else inputs.words.source_of(row.address)
    if row.rule == "destination_room" and parts[2:] == ["room"]:
        room = next(d.room for d in inputs.destinations if d.id == parts[1])
        return None if room is None else inputs.words.source_of(row.address)
    return None


def taken_back(inputs: Inputs) -> dict[str, TakenBack]:
    """Gates of which a later word, known by now, has taken hours back, by address."""
    return {
        row.address: TakenBack(
            None if row.open is None else tuple(Interval(*hour) for hour in row.open),
            tuple(Interval(*hour) for hour in row.closed),
        )
        for row in inputs.words.taken_back
    }
