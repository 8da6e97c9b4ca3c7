"""Travel class: people who pass every element alike (mode, people per car, admitted where)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..scenario.inputs import Group, Inputs, Mode


@dataclass(frozen=True, slots=True)
class TravelClass:
    """Mode, occupancy (None on foot) and those criteria that some gate or consent asks about."""

    mode: Mode
    occupancy: Fraction | None
    criteria: frozenset[str]


def asked_criteria(inputs: Inputs) -> frozenset[str]:
    """Every criterion that an eligibility rule or a consent's list names."""
    asked: set[str] = set()
    for crossing in inputs.crossings:
        for gate in crossing.gates:
            asked.update(gate.eligibility or ())
            for consent in gate.consents:
                asked.update(consent.only_for or ())
    for corridor in inputs.corridors:
        for consent in corridor.consents:
            asked.update(consent.only_for or ())
    return frozenset(asked)


def class_of(group: Group, asked: frozenset[str]) -> TravelClass:
    """The class of a group; criteria nobody asks about make no difference."""
    return TravelClass(
        group.mode,
        group.occupancy if group.mode == "car" else None,
        asked.intersection(group.criteria),
    )
