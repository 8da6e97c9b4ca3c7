"""Consents: what each party has said, as known at an instant."""

from __future__ import annotations

from typing import Literal, cast

from safepassage.scenario import inputs
from safepassage.scenario.consent import Consent
from safepassage.scenario.convert.facts import Facts

State = Literal["given", "refused", "unknown", "conditional"]
Of = Literal["people", "aid", "all"]
Direction = Literal["out", "in", "both"]


def consents(facts: Facts, asked: tuple[Consent, ...], address: str) -> tuple[inputs.Consent, ...]:
    """Whose agreement is asked; one that was not known yet is unknown."""
    found = []
    for consent in asked:
        here = f"{address}/consent/{consent.id}"
        known = facts.known(consent.source, here, "the consent is unknown")
        met = consent.condition_met
        found.append(
            inputs.Consent(
                id=consent.id,
                party=consent.party,
                of=cast(Of, consent.of),
                direction=cast(Direction, consent.direction),
                state=cast(State, consent.state) if known else "unknown",
                condition=consent.condition if known else None,
                condition_met=met if known and isinstance(met, bool) else None,
                only_for=consent.only_for,
                from_s=0 if consent.from_ is None else facts.seconds(consent.from_),
                to_s=_until(facts, consent),
                source=consent.source if known else None,
                via=consent.via,
            )
        )
    return tuple(found)


def _until(facts: Facts, consent: Consent) -> int:
    """The end of its validity; without one, the end of the horizon (and always after its start)."""
    if consent.to is not None:
        return facts.seconds(consent.to)
    first = 0 if consent.from_ is None else facts.seconds(consent.from_)
    return max(facts.end_s, first + 1)
