"""Contradictions: statements that do not agree, side by side; none is corrected."""

from __future__ import annotations

from dataclasses import dataclass

from safepassage.scenario.inputs import Inputs
from safepassage.scenario.words import Said


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements of which each contradicts another one of them."""

    claims: tuple[Said, ...]


def contradictions(inputs: Inputs) -> tuple[Contradiction, ...]:
    """Statements that the scenario marks as contradicting one another, as known by then."""
    claims = {row.id: row for row in inputs.words.claims}
    group = {id_: id_ for id_ in claims}

    def first(id_: str) -> str:
        while group[id_] != id_:
            id_ = group[id_]
        return id_

    for row in claims.values():
        for other in row.contradicts:
            if other in claims:
                group[first(other)] = first(row.id)
    found: dict[str, list[Said]] = {}
    for row in claims.values():
        found.setdefault(first(row.id), []).append(row)
    return tuple(Contradiction(tuple(rows)) for rows in found.values() if len(rows) > 1)
