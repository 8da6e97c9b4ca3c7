"""Side: one side of a crossing, as the scenario knows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loading it takes longer than most views
    from ...scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Side:
    """Names are the scenario's; `holder` is the id of the party that operates it."""

    address: str
    crossing: str
    side: str
    holder: str
    holder_name: str


def sides_of(scenario: Scenario) -> tuple[Side, ...]:
    """Every gate of every crossing, in the order of the scenario."""
    parties = {party.id: party.name for party in scenario.parties}
    return tuple(
        Side(
            f"crossing/{crossing.id}/gate/{gate.id}",
            crossing.name,
            gate.side,
            gate.holder,
            parties.get(gate.holder, gate.holder),
        )
        for crossing in scenario.crossings
        for gate in crossing.gates
    )
