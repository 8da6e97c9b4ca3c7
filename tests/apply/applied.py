"""A scenario with claims applied, for tests."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from safepassage.apply.apply_claims import apply_claims
from safepassage.apply.change import Outcome
from safepassage.apply.write_applied import write_applied
from safepassage.scenario.inputs import Inputs
from safepassage.scenario.make_inputs import make_inputs
from safepassage.scenario.read_scenario import read_scenario
from safepassage.situation.claim import Claim

from .made import at, held

START = at("2031-05-05T06:00:00+00:00")
FAR = "crossing/harbour/gate/far"


class Applied:
    """A scenario with claims applied, and its inputs."""

    def __init__(self, folder: Path, claims: list[Claim], *acts: Any, **options: Any) -> None:
        as_of: datetime = options.pop("as_of", START)
        base = options.pop("base", "harbour")
        self.outcome: Outcome
        self.outcome, files = apply_claims(base, held(claims, *acts), as_of, **options)
        self.folder = write_applied(base, folder, self.outcome, files, force=False)
        self.inputs: Inputs = make_inputs(read_scenario(self.folder), as_of=as_of)

    def left(self) -> str:
        return "\n".join(row.why for row in self.outcome.not_applied)

    def changed(self) -> list[str]:
        return [change.address for change in self.outcome.changes]

    def gate(self, address: str) -> Any:
        _, crossing, _, gate = address.split("/")
        found = next(row for row in self.inputs.crossings if row.id == crossing)
        return next(row for row in found.gates if row.id == gate)


def hours(gate: Any) -> list[tuple[int, int]]:
    """Open hours as whole hours since the start (06:00)."""
    return [(row.from_s // 3600, row.to_s // 3600) for row in gate.open or ()]


def read_folder_of(name: str) -> Path:
    from safepassage.scenario.folder import find_folder

    return find_folder(name)
