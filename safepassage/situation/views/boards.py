"""Boards: the views that others are made of, of one instant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..record import Held
from .consents import ConsentRow, consents
from .deadlines import DeadlineRow, deadlines
from .figures import FigureRow, figures
from .gate_board import GateRow, gate_board
from .incidents import IncidentRow, incidents
from .movement import MovementRow, movement
from .positions import PositionRow, positions
from .side import Side


@dataclass(frozen=True, slots=True)
class Boards:
    """Each view as its own function gives it."""

    gates: tuple[GateRow, ...]
    consents: tuple[ConsentRow, ...]
    deadlines: tuple[DeadlineRow, ...]
    movement: tuple[MovementRow, ...]
    incidents: tuple[IncidentRow, ...]
    figures: tuple[FigureRow, ...]
    positions: tuple[PositionRow, ...]

    @classmethod
    def of(
        cls, held: Held, at: datetime, sides: Sequence[Side] = (), *, with_unreviewed: bool = False
    ) -> Boards:
        """What was held, about an instant."""
        return cls(
            gate_board(held, at, sides, with_unreviewed=with_unreviewed),
            consents(held, at, with_unreviewed=with_unreviewed),
            deadlines(held, at, with_unreviewed=with_unreviewed),
            movement(held, at, with_unreviewed=with_unreviewed),
            incidents(held, at, with_unreviewed=with_unreviewed),
            figures(held, at, with_unreviewed=with_unreviewed),
            positions(held, at, with_unreviewed=with_unreviewed),
        )
