"""Value consents: each consent that people are asked for, given or taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..scenario.inputs import Inputs
from .changes_at_gates import asked_consents, consent_levers
from .value_change import Change

GIVEN = {
    "state": "given, from the start to the end",
    "condition_met": "its condition met",
    "from": "valid from the start to the end",
    "to": "valid from the start to the end",
}


def consent_changes(inputs: Inputs) -> Iterator[Change]:
    """Each consent given where it does not hold all the time, and taken back where it counts."""
    for lever in consent_levers(inputs):
        said = lever.say(1)
        address, _, field = said.change.rpartition("/")
        yield Change("consent", address, GIVEN[field], lever.inputs_with(inputs, 1), said.set)
    for consent, at, on, put in asked_consents(inputs):
        if consent.counts:
            changed = put(inputs, on, replace(consent, state="refused"))
            yield Change("consent", at, "taken back", changed, (f"{at}/state=refused",))
