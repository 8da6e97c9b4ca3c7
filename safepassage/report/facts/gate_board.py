"""Gate board: every side of every crossing as of the answer: state, holder, consents, source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from safepassage.scenario.inputs import Consent, Crossing, Gate, Inputs
from safepassage.scenario.words import Said

State = Literal["open", "closed", "unknown"]


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A consent that a passing here needs; `since` is the date of its source, None = nobody said.

    `holds`: it counts and is valid at the start.
    """

    consent: Consent
    party: str
    via: str | None
    source: str | None
    since: str | None
    holds: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a crossing at the start of the plan.

    `state`: open or closed by its known hours, unknown where nobody has said them. `changes_s`: the
    next second at which its hours begin or end. Rates are people, cars, trucks an hour; None there
    means not known, and `no_cars` that people get off.
    """

    crossing: str
    crossing_name: str
    gate: str
    side: str
    holder: str
    state: State
    source: str | None
    since: str | None
    changes_s: int | None
    rates: tuple[str | None, str | None, str | None]
    rate_source: str | None
    eligibility: tuple[str, ...] | None
    consents: tuple[ConsentRow, ...]
    claims: tuple[Said, ...]

    @property
    def passable(self) -> bool:
        """Whether somebody could pass it now: open, and every consent of people holds."""
        return self.state == "open" and all(
            row.holds for row in self.consents if row.consent.asked_of_people
        )


def gate_board(inputs: Inputs) -> tuple[Side, ...]:
    """The sides of all crossings, in the order of passing."""
    return tuple(
        _side(inputs, crossing, gate) for crossing in inputs.crossings for gate in crossing.gates
    )


def _side(inputs: Inputs, crossing: Crossing, gate: Gate) -> Side:
    parties = {row.id: row.name for row in inputs.parties}
    at = f"crossing/{crossing.id}/gate/{gate.id}"
    now = [row for row in gate.open or () if row.from_s <= 0 < row.to_s]
    state: State = "unknown" if gate.open is None else "open" if now else "closed"
    later = [second for row in gate.open or () for second in (row.from_s, row.to_s) if second > 0]
    told = now or list(gate.open or ())[:1]
    source = told[0].source if told else None
    claims = [
        c for c in inputs.words.claims if c.subject in (at, f"{at}/open", f"crossing/{crossing.id}")
    ]
    since = _since(inputs, source)
    if source is None and claims:
        last = max(claims, key=lambda c: (len(c.subject), c.said))
        source, since = last.source, f"{last.said:%Y-%m-%d %H:%M}"
    rates = tuple(
        None if rate is None else f"{float(rate):,.1f}".removesuffix(".0")
        for rate in (
            gate.rate_persons_per_hour,
            gate.rate_vehicles_per_hour,
            gate.rate_trucks_per_hour,
        )
    )
    return Side(
        crossing=crossing.id,
        crossing_name=crossing.name,
        gate=gate.id,
        side=gate.side,
        holder=parties.get(gate.holder, gate.holder),
        state=state,
        source=source,
        since=since,
        changes_s=min(later, default=None),
        rates=(rates[0], rates[1], rates[2]),
        rate_source=inputs.words.source_of(f"{at}/rate_persons_per_hour"),
        eligibility=gate.eligibility,
        consents=tuple(_consent(inputs, parties, row) for row in gate.consents),
        claims=tuple(sorted(claims, key=lambda claim: -len(claim.subject))),
    )


def _consent(inputs: Inputs, parties: dict[str, str], row: Consent) -> ConsentRow:
    return ConsentRow(
        consent=row,
        party=parties.get(row.party, row.party),
        via=None if row.via is None else parties.get(row.via, row.via),
        source=row.source,
        since=_since(inputs, row.source),
        holds=row.counts and row.from_s <= 0 < row.to_s,
    )


def _since(inputs: Inputs, source: str | None) -> str | None:
    return next((row.date for row in inputs.sources if row.id == source), None)
