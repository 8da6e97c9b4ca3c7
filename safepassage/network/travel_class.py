"""Travel class: people who pass every element alike (mode, people per car, admitted where)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ..scenario.inputs import Group, Inputs, Mode


@dataclass(frozen=True, slots=True)
class TravelClass:
    """Mode, occupancy (by car only) and what makes a difference somewhere.

    `criteria`: those that some gate, leg or consent asks about; `population`: theirs if some leg
    serves only certain populations and names it, else "".
    """

    mode: Mode
    occupancy: Fraction | None
    criteria: frozenset[str]
    population: str = ""


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
    for leg in inputs.legs:
        asked.update(leg.eligibility or ())
        for consent in leg.consents:
            asked.update(consent.only_for or ())
    return frozenset(asked)


def served_populations(inputs: Inputs) -> frozenset[str]:
    """Every population that some leg names as one of those it serves."""
    return frozenset(name for leg in inputs.legs for name in leg.serves or ())


def class_of(group: Group, asked: frozenset[str], served: frozenset[str]) -> TravelClass:
    """The class of a group; criteria nobody asks about make no difference."""
    return TravelClass(
        group.mode,
        group.occupancy if group.mode == "car" else None,
        asked.intersection(group.criteria),
        group.population if group.population in served else "",
    )
