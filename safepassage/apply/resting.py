"""Resting: which claims of a record stand behind which values of a plan's inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..compare.model_rows import model_rows
from ..scenario.inputs import Inputs
from ..situation.disclosure.kept_inside import kept_inside
from ..situation.record import Held
from .draft import claims_in

NOT_HERE = "undone, or of another record"


def values_by_claim(inputs: Inputs) -> dict[str, tuple[str, ...]]:
    """Addresses of the values whose source is a claim, by the claim's id.

    Hours that a claim took back leave the gate's hours without it, and stand in the words.
    """
    found: dict[str, list[str]] = {}
    for address, fact in model_rows(inputs, inputs.timezone).items():
        if address.startswith("claim/") or fact.source is None:
            continue
        for source in fact.source.split(", "):
            for claim in claims_in(source):
                found.setdefault(claim, []).append(address)
    for row in inputs.words.taken_back:
        for _, _, taken in row.closed:
            for claim in claims_in(taken or ""):
                found.setdefault(claim, []).append(f"{row.address}/closed")
    return {claim: tuple(dict.fromkeys(addresses)) for claim, addresses in found.items()}


def carried(inputs: Inputs) -> tuple[str, ...]:
    """Ids of the claims of a record that go with the inputs as words."""
    return tuple(row.id for row in inputs.words.claims if claims_in(row.source) == (row.id,))


@dataclass(frozen=True, slots=True)
class Flag:
    """A claim that a plan rests on or carries, and that no longer stands.

    `state`: retracted, superseded, rejected, proposed (its acceptance was undone), withheld, or
    `NOT_HERE`. `by`: claims that took its place. `values`: what rests on it; empty where
    the plan only carries its words.
    """

    claim: str
    state: str
    said: str
    reason: str | None
    by: tuple[str, ...]
    values: tuple[str, ...]


def flags_of(inputs: Inputs, held: Held) -> tuple[Flag, ...]:
    """Claims of a plan that do not stand in a record; those that values rest on come first."""
    values = values_by_claim(inputs)
    words = {row.id: row.text for row in inputs.words.claims}
    kept = kept_inside(held)
    found = []
    for claim in dict.fromkeys((*values, *carried(inputs))):
        state = _state(held, kept, claim)
        if state != "accepted":
            by = tuple(
                name
                for name, other in held.claims.items()
                if claim in other.supersedes and held.states[name] == "accepted"
            )
            reason = kept.get(claim) if state == "withheld" else held.reasons.get(claim)
            said = words.get(claim, "")
            found.append(Flag(claim, state, said, reason, by, values.get(claim, ())))
    return tuple(sorted(found, key=lambda flag: not flag.values))


def _state(held: Held, kept: Mapping[str, str], claim: str) -> str:
    if claim not in held.claims:
        return NOT_HERE
    return "withheld" if claim in kept else held.state(claim)
