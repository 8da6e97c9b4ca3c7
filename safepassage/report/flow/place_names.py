"""Place names: what the map, where room is scarce, calls a place in the reader's language."""

from __future__ import annotations

from safepassage.scenario.inputs import Inputs


class PlaceNames:
    """Names by address in one language; the name of the scenario where there is no other."""

    def __init__(self, inputs: Inputs, language: str) -> None:
        self._said = {
            row.address: row.name for row in inputs.words.names if row.language == language
        }

    def of(self, address: str, name: str) -> str:
        """What something is called; `name`: as the scenario calls it."""
        return self._said.get(address, name)
