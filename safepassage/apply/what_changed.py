"""What changed: claims that a plan rests on and that fell, and claims that would change its inputs.

Nothing is planned here; whether it matters is shown by a new plan beside the old one.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from ..compare.input_changes import InputChange, input_changes
from ..errors import UsageError
from ..plan.read_bundle import read_bundle
from ..scenario.folder import example_names
from ..scenario.inputs import Inputs
from ..scenario.make_inputs import make_inputs
from ..scenario.read_scenario import read_scenario
from ..situation.record import Held
from .apply_claims import apply_claims
from .change import Outcome
from .draft import claims_in
from .resting import Flag, flags_of, values_by_claim
from .write_applied import write_applied

_NO_FACTS = ("as_of", "start")


@dataclass(frozen=True, slots=True)
class NewInput:
    """A value that would be another one now. `claims`: those it came from before or comes from."""

    row: InputChange
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """`before`: the inputs of the bundle; `base`: the scenario to which claims were applied anew.

    `outcome`: what applying all claims gives now.

    `inputs`: values that would be others; those that no claim explains follow from what the
    scenario itself says of later, or from an edit of the scenario.
    """

    before: Inputs
    base: str
    as_of: datetime
    flags: tuple[Flag, ...]
    inputs: tuple[NewInput, ...]
    outcome: Outcome

    @property
    def rests_on_fallen(self) -> bool:
        """Whether a value of the plan rests on a claim that no longer stands."""
        return any(flag.values for flag in self.flags)

    @property
    def disputed(self) -> dict[str, tuple[str, ...]]:
        """Values of the plan by claims that stand and that others contradict now."""
        fallen = {flag.claim for flag in self.flags}
        at_odds = {c for row in self.outcome.not_applied if row.disputed for c in row.claims}
        resting = values_by_claim(self.before)
        return {c: resting[c] for c in resting if c in at_odds and c not in fallen}

    def to_json(self) -> dict[str, Any]:
        """The value as plain JSON."""
        return {
            "scenario": self.before.scenario,
            "applied_to": self.base,
            "planned_as_of": self.before.as_of.isoformat(),
            "as_of": self.as_of.isoformat(),
            "rests_on_fallen": self.rests_on_fallen,
            "fallen": [
                {
                    "claim": flag.claim,
                    "state": flag.state,
                    "said": flag.said,
                    "reason": flag.reason,
                    "superseded_by": list(flag.by),
                    "values": list(flag.values),
                }
                for flag in self.flags
            ],
            "disputed": {claim: list(values) for claim, values in self.disputed.items()},
            "inputs": [
                {
                    "address": new.row.address,
                    "kind": new.row.kind,
                    "before": new.row.before,
                    "after": new.row.after,
                    "source_before": new.row.source_before,
                    "source_after": new.row.source_after,
                    "claims": list(new.claims),
                }
                for new in self.inputs
            ],
            "not_applied": [row.to_json() for row in self.outcome.not_applied],
        }


def what_changed(
    bundle: str | Path,
    held: Held,
    as_of: datetime,
    *,
    scenario: str | Path | None = None,
    side_with: Iterable[str] = (),
    skip_unknown: bool = False,
    start: datetime | None = None,
) -> WhatChanged:
    """Hold a plan against what a record holds now.

    Parameters
    ----------
    bundle
        The folder of a plan.
    held
        What the record holds.
    as_of
        Aware; claims published by then count.
    scenario
        The scenario before claims were put into it; without it the shipped example of that name.
    start
        When people are told, aware; without it as in the plan.

    Raises
    ------
    UsageError
        It is not known which scenario the plan was made from.
    """
    before = read_bundle(bundle).inputs
    base = base_of(before, scenario)
    outcome, files = apply_claims(base, held, as_of, side_with=side_with, skip_unknown=skip_unknown)
    with tempfile.TemporaryDirectory(prefix="safepassage-") as made:
        folder = write_applied(base, Path(made) / "now", outcome, files, force=False)
        after = make_inputs(
            read_scenario(folder),
            as_of=as_of,
            headcount=before.headcount,
            start=start or before.start,
            step_s=before.step_s,
            if_open=bool(before.if_open),
        )
    rows = tuple(_new_inputs(before, after, outcome))
    return WhatChanged(before, str(base), as_of, flags_of(before, held), rows, outcome)


def base_of(inputs: Inputs, scenario: str | Path | None) -> str | Path:
    """The scenario to which claims are applied anew."""
    if scenario is not None:
        name = read_scenario(scenario).name
        if name != inputs.scenario:
            raise UsageError(
                f"--scenario {scenario}: it is {name}, and the plan is of {inputs.scenario}. "
                "Give the scenario to which the claims were applied."
            )
        return scenario
    if inputs.scenario in example_names():
        return inputs.scenario
    raise UsageError(
        f"The plan is of {inputs.scenario}, which is no shipped example. Give --scenario with the "
        "folder to which the claims were applied."
    )


def _new_inputs(before: Inputs, after: Inputs, outcome: Outcome) -> Iterator[NewInput]:
    old, new = values_by_claim(before), values_by_claim(after)
    for row in input_changes(before, after):
        kind = row.address.partition("/")[0]
        if row.address in _NO_FACTS or kind == "claim":
            continue
        said = [
            claim
            for source in (row.source_before, row.source_after)
            for part in (source or "").split(", ")
            for claim in claims_in(part)
        ]
        thing = _thing(row.address)
        said += [claim for rows in (old, new) for claim in rows if _about(rows[claim], thing)]
        said += [
            c
            for change in outcome.changes
            if _thing(change.address) == thing
            for c in change.claims
        ]
        yield NewInput(row, tuple(dict.fromkeys(said)))


def _thing(address: str) -> str:
    """What a value is about: a consent, the hours of a gate, a leg, a group."""
    parts = address.split("/")
    if "consent" in parts:
        return "/".join(parts[: parts.index("consent") + 2])
    if "gate" in parts:
        field = "open" if parts[-1] == "closed" else parts[-1]
        return "/".join([*parts[: parts.index("gate") + 2], field])
    return "/".join(parts[:2])


def _about(addresses: Iterable[str], thing: str) -> bool:
    return any(_thing(address) == thing for address in addresses)
