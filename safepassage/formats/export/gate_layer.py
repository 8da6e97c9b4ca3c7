"""Gate layer: every gate by side, with its holder, its hours and consents, and what passes it."""

from __future__ import annotations

from fractions import Fraction

from safepassage.formats.export.layer import Column, Layer, Value, feature
from safepassage.formats.export.lines import Lines
from safepassage.formats.export.loads import Load
from safepassage.formats.export.network_layers import LOAD_COLUMNS, load_values, local_time
from safepassage.formats.roads.road_map import Position
from safepassage.scenario.inputs import Consent, Gate, Inputs, Interval

STATES = ("open", "unknown", "closed", "refused")
GATE_COLUMNS = (
    Column("gate", "text", "address of the gate"),
    Column("crossing", "text", "name of the crossing"),
    Column("side", "text", "which side it is"),
    Column("holder", "text", "who operates it"),
    Column(
        "state",
        "text",
        "for people: open (at some time, with all consents), unknown, closed or refused",
    ),
    Column("why", "text", "what the state rests on"),
    Column("hours", "text", "when it is open"),
    Column("consents", "text", "whose agreement a passing of people needs, and its state"),
    Column("persons_per_hour", "real", "people on foot; empty = not known"),
    Column("vehicles_per_hour", "real", "cars; empty = people get off and pass on foot"),
    Column("trucks_per_hour", "real", "trucks with aid; empty = none passes"),
    Column("only_for", "text", "criteria of which one is needed; empty = for all"),
)
TRUCKS = (Column("trucks", "int", "trucks that pass in the whole plan, in and out"),)
MOST_HOURS = 5  # intervals that are written out


def gate_layer(inputs: Inputs, lines: Lines, loads: dict[str, Load] | None) -> Layer:
    """All gates, drawn in a row between the two nodes of their crossing."""
    columns = GATE_COLUMNS + (LOAD_COLUMNS + TRUCKS if loads is not None else ())
    names = {party.id: party.name for party in inputs.parties}
    features = []
    for crossing in inputs.crossings:
        ends = lines.element[f"crossing/{crossing.id}"]
        for number, gate in enumerate(crossing.gates, 1):
            address = f"crossing/{crossing.id}/gate/{gate.id}"
            state, why = gate_state(inputs, gate, address)
            values: dict[str, Value] = {
                "gate": address,
                "crossing": crossing.name,
                "side": gate.side,
                "holder": names.get(gate.holder, gate.holder),
                "state": state,
                "why": why,
                "hours": _hours(inputs, gate.open),
                "consents": _consents(gate, names),
                "persons_per_hour": _rate(gate.rate_persons_per_hour),
                "vehicles_per_hour": _rate(gate.rate_vehicles_per_hour),
                "trucks_per_hour": _rate(gate.rate_trucks_per_hour),
                "only_for": None if gate.eligibility is None else " ".join(gate.eligibility),
            }
            if loads is not None:
                load = loads.get(address, Load())
                values |= load_values(inputs, load)
                values["trucks"] = load.trucks
            place = _between(ends[0], ends[-1], number / (len(crossing.gates) + 1))
            features.append(feature((place,), columns, values))
    return Layer("gates", "point", columns, tuple(features))


def gate_state(inputs: Inputs, gate: Gate, address: str) -> tuple[str, str]:
    """Whether people can pass it at some time of the horizon, and why not.

    `open` says nothing of safety: hours, rate and every consent asked of people are known and given
    for at least one second of the horizon.
    """
    asked = [consent for consent in gate.consents if consent.asked_of_people]
    refused = [consent.party for consent in asked if _refuses(consent)]
    if refused:
        return "refused", f"consent refused: {', '.join(refused)}"
    if gate.open is not None and not _in_horizon(inputs, gate.open):
        return "closed", "no open hour in the time planned"
    on_foot, by_car = gate.rate_persons_per_hour, gate.rate_vehicles_per_hour
    if on_foot == 0 and not by_car:
        return "closed", "its rate is 0"
    unknown = [f"consent of {consent.party}" for consent in asked if not consent.counts]
    unknown += ["hours"] if gate.open is None else []
    unknown += ["rate"] if on_foot is None and not by_car else []
    if unknown:
        return "unknown", f"not known: {', '.join(unknown)}"
    spans = _in_horizon(inputs, gate.open or ())
    for consent in asked:
        spans = _cut(spans, consent.from_s, consent.to_s)
    if not spans:
        return "closed", "its consents do not hold while it is open"
    assumed = any(taken.startswith(address) for taken in inputs.if_open)
    return "open", "taken as open: its hours are not known" if assumed else "hours and consents"


def _refuses(consent: Consent) -> bool:
    return consent.state == "refused" or (
        consent.state == "conditional" and consent.condition_met is False
    )


def _in_horizon(inputs: Inputs, hours: tuple[Interval, ...]) -> list[tuple[int, int]]:
    return _cut([(row.from_s, row.to_s) for row in hours], 0, inputs.periods * inputs.step_s)


def _cut(spans: list[tuple[int, int]], first: int, last: int) -> list[tuple[int, int]]:
    cut = [(max(a, first), min(b, last)) for a, b in spans]
    return [(a, b) for a, b in cut if a < b]


def _hours(inputs: Inputs, hours: tuple[Interval, ...] | None) -> str:
    if hours is None:
        return "unknown"
    texts = [f"{local_time(inputs, a)} to {local_time(inputs, b)}" for a, b, _ in hours]
    more = [f"and {len(texts) - MOST_HOURS} more"] if len(texts) > MOST_HOURS else []
    return "; ".join(texts[:MOST_HOURS] + more) or "never"


def _consents(gate: Gate, names: dict[str, str]) -> str | None:
    texts = []
    for consent in gate.consents:
        if consent.asked_of_people:
            met = {True: ", met", False: ", not met", None: ""}[consent.condition_met]
            texts.append(f"{names.get(consent.party, consent.party)}: {consent.state}{met}")
    return "; ".join(texts) or None


def _rate(rate: Fraction | None) -> float | None:
    return None if rate is None else float(rate)


def _between(a: Position, b: Position, share: float) -> Position:
    """A place on the straight line, right across longitude 180."""
    east = (b[0] - a[0] + 180) % 360 - 180
    lon = (a[0] + share * east + 180) % 360 - 180
    return round(lon, 7), round(a[1] + share * (b[1] - a[1]), 7)
