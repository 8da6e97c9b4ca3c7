"""Overview: everything that was held about an instant, view by view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..record import Held
from .boards import Boards
from .consents import ConditionRow, conditions
from .contradictions import Contradiction, contradictions_in
from .side import Side
from .unknowns import UnknownRow, unknowns


@dataclass(frozen=True, slots=True)
class Overview:
    """`boards`: gates, consents, deadlines, movement, incidents, figures and positions.

    `known`: up to when the log was read; `at`: what it is about. `waiting`: how many claims that
    nobody has reviewed are left out; 0 where they are in it.
    """

    known: datetime
    at: datetime
    boards: Boards
    conditions: tuple[ConditionRow, ...]
    unknowns: tuple[UnknownRow, ...]
    contradictions: tuple[Contradiction, ...]
    waiting: int


def overview(
    held: Held, at: datetime, sides: Sequence[Side] = (), *, with_unreviewed: bool = False
) -> Overview:
    """What was held at `held.known` about `at`."""
    boards = Boards.of(held, at, sides, with_unreviewed=with_unreviewed)
    return Overview(
        held.known,
        at,
        boards,
        conditions(held, at, with_unreviewed=with_unreviewed),
        unknowns(held, at, with_unreviewed=with_unreviewed),
        contradictions_in(held, boards, with_unreviewed),
        0 if with_unreviewed else waiting(held),
    )


def waiting(held: Held) -> int:
    """How many claims nobody has reviewed."""
    return sum(state == "proposed" for state in held.states.values())
