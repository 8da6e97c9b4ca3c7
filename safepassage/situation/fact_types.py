"""Fact types: the sixteen kinds of fact, their fields, and which values their norms may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..problems import Refusal, known_names, quoted

QUALIFIERS = (
    "exact",
    "about",
    "at_least",
    "at_most",
    "more_than",
    "less_than",
    "between",
    "estimated",
    "vague_plural",
)
STATUSES = (
    "open",
    "closed",
    "not_operated",
    "restricted",
    "outbound_only",
    "full",
    "sole_exit",
    "planned_open",
    "planned_closed",
    "damaged",
    "unknown",
)
CONSENT_STATES = ("required", "granted", "withheld", "conditional", "pending", "withdrawn")


@dataclass(frozen=True, slots=True)
class FactType:
    """`fields`: names of spans it may carry. `allowed`: closed lists of values in its norm."""

    name: str
    says: str
    fields: tuple[str, ...]
    allowed: Mapping[str, tuple[str, ...]]


def _type(name: str, says: str, fields: str, **allowed: tuple[str, ...]) -> FactType:
    return FactType(name, says, tuple(fields.split()), allowed)


FACT_TYPES: dict[str, FactType] = {
    kind.name: kind
    for kind in (
        _type(
            "statement",
            "who said what, to whom, how",
            "speaker speaker_role verb quote addressee venue date via",
            mode=("direct", "indirect", "mixed"),
        ),
        _type(
            "contact",
            "two parties called, met or will meet",
            "a b a_role b_role verb date place topics",
            form=("call", "meeting", "talks", "contact", "visit", "message"),
            state=("held", "planned", "ongoing"),
        ),
        _type(
            "figure",
            "a number as it was reported",
            "value qualifier what place since",
            qualifier=QUALIFIERS,
        ),
        _type("incident", "something happened", "actor victims weapon place date"),
        _type(
            "place_status",
            "the state of a crossing, gate, road, port or shelter",
            "place side_party status since until hours",
            status=STATUSES,
        ),
        _type(
            "service_status",
            "a carrier or utility stopped or resumed",
            "operator status since",
            status=("suspended", "resumed", "reduced", "running", "cut", "restored", "planned"),
        ),
        _type(
            "transport",
            "a leg: who, from where to where, when, how many",
            "operator mode origin dest when capacity count",
            state=("departed", "arrived", "planned", "running", "cancelled", "arranged"),
        ),
        _type(
            "deadline",
            "something ends or has to be done by then",
            "what by on when action consequence",
            kind=(
                "ultimatum",
                "last_departure",
                "expiry",
                "report_time",
                "closure",
                "stock_out",
                "completion",
                "start",
            ),
        ),
        _type("condition", "one thing only if another", "by trigger requirement"),
        _type(
            "consent",
            "a party's agreement is needed, given, refused or awaited",
            "party about verb date",
            state=CONSENT_STATES,
        ),
        _type(
            "position",
            "a party wants, opposes, refuses, offers or intends something",
            "party stance_verb about",
            stance=("supports", "opposes", "demands", "refuses", "intends", "offers"),
        ),
        _type(
            "negotiation",
            "talks: between whom, about what, how they stand",
            "party parties topic mediator verb place date",
            state=("ongoing", "at_risk", "agreed", "failed", "planned", "paused"),
        ),
        _type("party_role", "who mediates, hosts or operates a gate", "party role"),
        _type(
            "capability",
            "forces or teams ready, sent or on alert",
            "party purpose place",
            state=("ready", "deployed", "alert", "planned", "withdrawn"),
        ),
        _type("order", "an evacuation order or warning for zones", "zones level by when"),
        _type("unknown", "what is said not to be known, confirmed or given", "speaker what"),
    )
}


def fact_type(name: str) -> FactType:
    """The type of that name; another name is refused with those that are known."""
    if name not in FACT_TYPES:
        raise Refusal(f"{quoted(name)} is not a type of fact", known_names(name, FACT_TYPES))
    return FACT_TYPES[name]


def check_norm(kind: str, norm: Mapping[str, Any]) -> None:
    """Refuse a norm whose closed values are not on their lists, or whose figures do not add up.

    Values of other names are free: a norm may hold what a text does not say as such.
    """
    for name, allowed in fact_type(kind).allowed.items():
        value = norm.get(name)
        if value is not None and value not in allowed:
            raise Refusal(f"{name}={quoted(value)} of a {kind}", f"allowed: {', '.join(allowed)}")
    if kind == "figure":
        _check_figure(norm)


def _check_figure(norm: Mapping[str, Any]) -> None:
    for name in ("low", "high", "approx"):
        value = norm.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise Refusal(f"{name}={quoted(value)} of a figure", "give a number, or leave it out")
        if value is not None and value < 0:
            raise Refusal(f"{name}={value} of a figure", "a count is not below zero")
    low, high = norm.get("low"), norm.get("high")
    if low is not None and high is not None and low > high:
        raise Refusal(f"low={low} is above high={high}", "give the lower one as low")
