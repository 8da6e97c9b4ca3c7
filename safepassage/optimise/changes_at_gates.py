"""Changes at gates and on corridors: a consent, hours, a rate; and the consents of departures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from ..clock import intersection
from ..network.windows import intervals
from ..scenario.address import BY_HAND
from ..scenario.inputs import Consent, Corridor, Crossing, Gate, Inputs, Interval
from .changes import (
    STEP_S,
    Lever,
    Said,
    by_hand,
    end_s,
    grain,
    hours_set,
    instant,
    left_out,
    with_gate,
)

ALWAYS = "open from the start to the end"
Rows = tuple[Interval, ...]


PutConsent = Callable[[Inputs, frozenset[str], Consent], Inputs]


class AskedConsent(NamedTuple):
    """A consent that people are asked for: its address, what it is about, how another takes its
    place."""

    consent: Consent
    at: str
    on: frozenset[str]
    put: PutConsent


def asked_consents(inputs: Inputs) -> Iterator[AskedConsent]:
    """Each consent that people are asked for; one of a leg stands for all days of the leg."""
    for crossing in inputs.crossings:
        on = frozenset({f"crossing/{crossing.id}"})
        for gate in crossing.gates:
            at, put = f"crossing/{crossing.id}/gate/{gate.id}", _in_gate(crossing, gate)
            yield from _asked(gate.consents, at, on, put)
    for corridor in inputs.corridors:
        at, put = f"corridor/{corridor.id}", _in_corridor(corridor)
        yield from _asked(corridor.consents, at, _links_of(corridor), put)
    for name in dict.fromkeys(leg.id.partition("@")[0] for leg in inputs.legs):
        days = [leg for leg in inputs.legs if leg.id.partition("@")[0] == name]
        on = frozenset(f"leg/{leg.id}" for leg in days)
        yield from _asked(days[0].consents, f"leg/{name}", on, _in_legs)


def _asked(
    consents: Sequence[Consent], at: str, on: frozenset[str], put: PutConsent
) -> Iterator[AskedConsent]:
    for consent in consents:
        if consent.asked_of_people:
            yield AskedConsent(consent, f"{at}/consent/{consent.id}", on, put)


def consent_levers(inputs: Inputs) -> Iterator[Lever]:
    """Each consent that people are asked for and that does not hold all the time."""
    for asked in asked_consents(inputs):
        yield from _consent(inputs, asked)


def _in_gate(crossing: Crossing, gate: Gate) -> PutConsent:
    def put(changed: Inputs, on: frozenset[str], new: Consent) -> Inputs:
        return with_gate(
            changed, crossing, gate, lambda g: replace(g, consents=_exchanged(g.consents, new))
        )

    return put


def _in_corridor(corridor: Corridor) -> PutConsent:
    def put(changed: Inputs, on: frozenset[str], new: Consent) -> Inputs:
        return _with_corridor(
            changed, corridor, lambda c: replace(c, consents=_exchanged(c.consents, new))
        )

    return put


def _in_legs(changed: Inputs, on: frozenset[str], new: Consent) -> Inputs:
    """The consent of a leg, on every day on which it leaves."""
    return replace(
        changed,
        legs=tuple(
            replace(leg, consents=_exchanged(leg.consents, new)) if f"leg/{leg.id}" in on else leg
            for leg in changed.legs
        ),
    )


def _exchanged(rows: Sequence[Consent], new: Consent) -> tuple[Consent, ...]:
    return tuple(new if row.id == new.id else row for row in rows)


def _consent(inputs: Inputs, asked: AskedConsent) -> Iterator[Lever]:
    """Given from the start to the end (or longer, as it stands), or its condition met."""
    consent, at, on, put = asked
    from_s, to_s = min(0, consent.from_s), max(end_s(inputs), consent.to_s)
    ends = {"from": instant(inputs, from_s), "to": instant(inputs, to_s)}
    new = replace(consent, from_s=from_s, to_s=to_s)
    if consent.state == "conditional" and not consent.counts:
        new = replace(consent, condition_met=True)
        sets: tuple[str, ...] = (f"{at}/condition_met=yes",)
    elif not consent.counts:
        new = replace(new, state="given")
        said = {  # what surely stands in the scenario and is long enough
            "from": consent.from_s < 0,
            "to": consent.to_s >= end_s(inputs) + inputs.step_s,
        }
        sets = (f"{at}/state=given", *(f"{at}/{key}={ends[key]}" for key in ends if not said[key]))
    else:
        now = {"from": instant(inputs, consent.from_s), "to": instant(inputs, consent.to_s)}
        sets = tuple(f"{at}/{key}={ends[key]}" for key in ends if ends[key] != now[key])
    if not sets:
        return
    change, _, amount = sets[0].partition("=")
    words = Said(change, amount, "", (*sets, *by_hand(inputs, at, f"{at}/source")))
    yield Lever("consent", on, 1, lambda changed, k: put(changed, on, new), lambda k: words)


PutHours = Callable[[Inputs, Rows], Inputs]


class Hours(NamedTuple):
    """Hours of a gate or corridor: address, rows (None = not known), what they are about, how
    others take their place, and the resources that they open."""

    at: str
    rows: Rows | None
    on: frozenset[str]
    put: PutHours
    prices: tuple[str, ...] = ()


def all_hours(inputs: Inputs) -> Iterator[Hours]:
    """The hours of each gate and corridor."""
    for crossing in inputs.crossings:
        on = frozenset({f"crossing/{crossing.id}"})
        for gate in crossing.gates:
            at = f"crossing/{crossing.id}/gate/{gate.id}"
            yield Hours(f"{at}/open", gate.open, on, _open_gate(crossing, gate), (at,))
    for corridor in inputs.corridors:
        on, put = _links_of(corridor), _open_corridor(corridor)
        yield Hours(f"corridor/{corridor.id}/hours", corridor.hours, on, put)


def hours_levers(inputs: Inputs) -> Iterator[Lever]:
    """Each gate and corridor that is not open all the time."""
    for hours in all_hours(inputs):
        yield from _hours(inputs, hours)


def _open_gate(crossing: Crossing, gate: Gate) -> PutHours:
    return lambda changed, rows: with_gate(changed, crossing, gate, lambda g: replace(g, open=rows))


def _open_corridor(corridor: Corridor) -> PutHours:
    return lambda changed, rows: _with_corridor(changed, corridor, lambda c: replace(c, hours=rows))


def _hours(inputs: Inputs, hours: Hours) -> Iterator[Lever]:
    """Open all the time where it is unknown or shut, else each window longer at its end."""
    at, rows, on, put, prices = hours
    end = end_s(inputs)
    spans = intervals(rows or ())
    if not intersection(spans, [(0, end)]):
        always = (Interval(0, end, BY_HAND),)
        said = Said(at, ALWAYS, "", hours_set(inputs, at, always))
        yield Lever("hours", on, 1, lambda changed, k: put(changed, always), lambda k: said)
        return
    nexts = [*(low for low, _ in spans[1:]), end]
    gaps = [
        min(after, end) - high for (_, high), after in zip(spans, nexts, strict=True) if high < end
    ]

    def longer(k: int) -> Rows:
        ends = [(low, high if high >= end else min(end, high + k * STEP_S)) for low, high in spans]
        joined = intervals(Interval(low, high, None) for low, high in ends)
        return tuple(Interval(low, high, BY_HAND) for low, high in joined)

    def inputs_with(changed: Inputs, k: int) -> Inputs:
        return put(changed, longer(k))

    def say(k: int) -> Said:
        minutes = str(k * STEP_S // 60)
        return Said(at, minutes, "min longer", hours_set(inputs, at, longer(k)))

    most = -(-max(gaps, default=0) // STEP_S)
    if most > 0:
        yield Lever("hours", on, most, inputs_with, say, prices, grain(inputs))


def rate_levers(inputs: Inputs) -> Iterator[Lever]:
    """The rate of each gate, for people on foot, and for cars where cars pass."""
    for crossing in inputs.crossings:
        by_car = all(gate.rate_vehicles_per_hour is not None for gate in crossing.gates)
        for gate in crossing.gates:
            at = f"crossing/{crossing.id}/gate/{gate.id}"
            on = frozenset({f"crossing/{crossing.id}"})
            for field in ("persons", "vehicles") if by_car else ("persons",):
                yield from _rate(inputs, crossing, gate, f"{at}/rate_{field}_per_hour", on)


def _rate(
    inputs: Inputs, crossing: Crossing, gate: Gate, address: str, on: frozenset[str]
) -> Iterator[Lever]:
    """Whole numbers an hour above the rate of now, up to everybody within an hour."""
    at, _, field = address.rpartition("/")
    now = int(getattr(gate, field) or 0)
    most = -(-inputs.people * 3600 // min(3600, end_s(inputs))) - now
    more = by_hand(inputs, f"{at}/rate_persons_per_hour", f"{at}/rate_source")
    if left_out(inputs, f"{at}/rate_persons_per_hour"):  # the others stay as unknown as they are
        fields = ("persons", "vehicles", "trucks")
        others = [name for name in fields if f"rate_{name}_per_hour" != field]
        more += tuple(f"{at}/rate_{name}_per_hour=unknown" for name in others)

    def faster(changed: Inputs, k: int) -> Inputs:
        rate = Fraction(now + k)
        if field == "rate_persons_per_hour":
            return with_gate(
                changed, crossing, gate, lambda g: replace(g, rate_persons_per_hour=rate)
            )
        return with_gate(changed, crossing, gate, lambda g: replace(g, rate_vehicles_per_hour=rate))

    def say(k: int) -> Said:
        unit = "people/h" if "persons" in field else "vehicles/h"
        return Said(address, str(now + k), unit, (f"{address}={now + k}", *more))

    if most > 0:
        yield Lever("rate", on, most, faster, say, (at,))


def _links_of(corridor: Corridor) -> frozenset[str]:
    return frozenset(f"link/{link}" for link in corridor.links)


def _with_corridor(
    inputs: Inputs, corridor: Corridor, change: Callable[[Corridor], Corridor]
) -> Inputs:
    return replace(
        inputs,
        corridors=tuple(change(c) if c.id == corridor.id else c for c in inputs.corridors),
    )
