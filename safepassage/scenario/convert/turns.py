"""Turns: forbidden ones, by the modes that they bind."""

from __future__ import annotations

from safepassage.scenario import inputs
from safepassage.scenario.scenario import Scenario

MODES: dict[str, inputs.TurnMode] = {"auto": "car", "walk": "foot", "truck": "truck"}


def forbidden_turns(scenario: Scenario) -> tuple[inputs.ForbiddenTurn, ...]:
    """All forbidden turns, in the order of the table."""
    return tuple(
        inputs.ForbiddenTurn(
            turn.turn_id,
            turn.link_ids,
            tuple(MODES[use] for use in dict.fromkeys(turn.uses)),
            turn.basis,
        )
        for turn in scenario.forbidden_turns
    )
