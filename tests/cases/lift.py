"""Inputs with one rule switched off: what a planner that forgot the rule would plan on."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from safepassage.scenario.inputs import Inputs, Interval


def _gates(inputs: Inputs, **changes: object) -> Inputs:
    horizon = (Interval(0, inputs.periods * inputs.step_s, None),)
    fixed = {key: (horizon if value == "always" else value) for key, value in changes.items()}
    return replace(
        inputs,
        crossings=tuple(
            replace(row, gates=tuple(replace(g, **fixed) for g in row.gates))
            for row in inputs.crossings
        ),
    )


def _groups(inputs: Inputs, **changes: object) -> Inputs:
    return replace(inputs, groups=tuple(replace(row, **changes) for row in inputs.groups))


def _legs(inputs: Inputs, **changes: object) -> Inputs:
    return replace(inputs, legs=tuple(replace(row, **changes) for row in inputs.legs))


def without_rule(inputs: Inputs, rule: str) -> Inputs:
    """The same inputs as if the rule did not exist ("gate_rate of trucks": for trucks alone)."""
    horizon_s = inputs.periods * inputs.step_s
    if rule == "gate_hours":
        return _gates(inputs, open="always")
    if rule == "gate_consent":
        return _gates(inputs, consents=())
    if rule == "eligibility":
        return _gates(inputs, eligibility=None)
    if rule == "gate_rate":
        return _gates(inputs, rate_persons_per_hour=Fraction(36000))
    if rule == "gate_rate of trucks":
        return _gates(inputs, rate_trucks_per_hour=Fraction(36000))
    if rule == "aid_minimum":
        streams = tuple(replace(row, minimum_per_day=Fraction(0)) for row in inputs.aid_streams)
        return replace(inputs, aid_streams=streams)
    if rule == "leg_seats":
        return _legs(inputs, seats=10**6)
    if rule == "leg_departure":  # whoever is there when it departs may board
        return replace(inputs, legs=tuple(replace(r, cut_off_s=r.departs_s) for r in inputs.legs))
    if rule == "leg_consent":
        return _legs(inputs, consents=())
    if rule == "link_capacity":
        links = tuple(row._replace(foot_per_hour=Fraction(36000)) for row in inputs.links)
        return replace(inputs, links=links)
    if rule == "closure":
        return replace(inputs, closures=())
    if rule == "forbidden_turn":
        return replace(inputs, forbidden_turns=())
    if rule == "corridor_hours":
        always = (Interval(0, horizon_s, None),)
        rows = tuple(replace(r, hours=always, notified_from_s=0) for r in inputs.corridors)
        return replace(inputs, corridors=rows)
    if rule == "corridor_consent":
        return replace(inputs, corridors=tuple(replace(r, consents=()) for r in inputs.corridors))
    if rule == "destination_room":
        rows_ = tuple(replace(r, room="unlimited") for r in inputs.destinations)
        return replace(inputs, destinations=rows_)
    if rule == "intake_rate":
        return replace(
            inputs,
            destinations=tuple(replace(r, intake_per_hour=None) for r in inputs.destinations),
        )
    if rule == "departure_deadline":
        return _groups(inputs, latest_departure_s=None)
    if rule == "departure_ready":
        groups = tuple(
            replace(row, starts=tuple(replace(s, ready=((0, s.people),)) for s in row.starts))
            for row in inputs.groups
        )
        return replace(inputs, groups=groups)
    if rule == "no_vehicle":
        groups = tuple(
            replace(row, starts=tuple(replace(s, seats=s.people) for s in row.starts))
            for row in inputs.groups
        )
        return replace(inputs, groups=groups)
    if rule == "walking_limit":
        return replace(inputs, walking_limit_m=10**9)
    raise ValueError(rule)
