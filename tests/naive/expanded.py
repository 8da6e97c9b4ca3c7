"""The bound from the definition: every second tried, every arc in time written out."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_flow

from safepassage.scenario.inputs import Consent, Inputs

MANY = 10**6


def _held(consent: Consent, horizon: int) -> np.ndarray:
    held = np.zeros(horizon, dtype=bool)
    if consent.state == "given":
        held[max(0, consent.from_s) : max(0, consent.to_s)] = True
    return held


def open_seconds(inputs: Inputs) -> dict[str, list[int]]:
    """Element -> the seconds in which it may be entered (walkers, no partial closure)."""
    horizon = inputs.periods * inputs.step_s
    result: dict[str, list[int]] = {}
    for link in inputs.links:
        if link.foot_s is None:
            continue
        is_open = np.ones(horizon, dtype=bool)
        for closure in inputs.closures:
            if link.id in closure.links:
                is_open[max(0, closure.from_s) : max(0, closure.to_s)] = False
        for corridor in inputs.corridors:
            if link.id in corridor.links:
                hours = np.zeros(horizon, dtype=bool)
                for span in corridor.hours or ():
                    hours[max(0, span.from_s) : max(0, span.to_s)] = True
                for consent in corridor.consents:
                    hours &= _held(consent, horizon)
                is_open &= hours
        # open for the whole way, entry to entry + travel; after the end counts as open
        result[f"link/{link.id}"] = [
            s for s in range(horizon) if is_open[s : s + max(1, link.foot_s + 1)].all()
        ]
    for crossing in inputs.crossings:
        passes = np.ones(horizon, dtype=bool)
        for gate in crossing.gates:
            hours = np.zeros(horizon, dtype=bool)
            for span in gate.open or ():
                hours[max(0, span.from_s) : max(0, span.to_s)] = True
            passes &= hours
            for consent in gate.consents:
                if consent.of != "aid":
                    passes &= _held(consent, horizon)
        result[f"crossing/{crossing.id}"] = [int(s) for s in passes.nonzero()[0]]
    return result


def most_arrived(inputs: Inputs, until: int) -> int:
    """Most people who can have arrived by the end of a period: one generic maximum flow.

    For walkers, rates that let whole people pass in a period, and openings on the grid. A place is
    a node and the link by which one came there, so that forbidden turns of two links are left out.
    """
    step, periods = inputs.step_s, inputs.periods
    windows = open_seconds(inputs)
    ends = {}
    number: dict[object, int] = {}

    def node(key: object) -> int:
        return number.setdefault(key, len(number))

    arcs: dict[tuple[int, int], int] = {}

    def arc(a: object, b: object, capacity: int) -> None:
        key = (node(a), node(b))
        arcs[key] = arcs.get(key, 0) + capacity

    came: dict[str, list[str | None]] = {place.id: [None] for place in inputs.nodes}
    for link in inputs.links if inputs.forbidden_turns else ():
        came[link.to_node].append(link.id)
    forbidden = {turn.links for turn in inputs.forbidden_turns if "foot" in turn.modes}
    assert all(len(links) == 2 for links in forbidden)

    def element(name: str, u: str, v: str, travel_s: int, rate: Fraction) -> None:
        id_ = name.partition("/")[2]
        link = id_ if id_ in came[v] else None
        seconds = np.zeros(periods, dtype=int)
        for s in windows[name]:
            seconds[s // step] += 1
        for p in range(until + 1):
            people = seconds[p] * rate / 3600
            assert people.denominator == 1
            at = p + travel_s // step
            if people and at <= until:
                for by in came[u]:  # a node of its own keeps parallel ways apart
                    if (by, link) not in forbidden:
                        arc((u, by, p), (name, p), int(people))
                arc((name, p), (v, link, at), int(people))

    source, sink = node("source"), node("sink")
    for link in inputs.links:
        assert link.foot_s is not None
        assert link.foot_per_hour is not None
        element(
            f"link/{link.id}", link.from_node, link.to_node, link.foot_s,
            link.foot_per_hour * inputs.capacity_use,
        )  # fmt: skip
    for crossing in inputs.crossings:
        rates = [gate.rate_persons_per_hour for gate in crossing.gates]
        assert all(rates)
        element(
            f"crossing/{crossing.id}", crossing.from_node, crossing.to_node, crossing.transit_s,
            min(rate for rate in rates if rate is not None),
        )  # fmt: skip
    for place in inputs.nodes:
        for p in range(until):
            for by in came[place.id]:
                arc((place.id, by, p), (place.id, by, p + 1), MANY)
    for row in inputs.destinations:
        room = MANY if row.room == "unlimited" else (row.room or 0)
        for p in range(until + 1):
            intake = MANY if row.intake_per_hour is None else row.intake_per_hour * step / 3600
            for by in came[row.node]:
                arc((row.node, by, p), ("in", row.id, p), int(intake))
            arc(("in", row.id, p), ("room", row.id), int(intake))
        arc(("room", row.id), "sink", int(room))
        ends[row.node] = row.id
    for group in inputs.groups:
        last = until
        if group.latest_departure_s is not None:
            last = min(last, (group.latest_departure_s - 1) // step)
        for start in group.starts:
            before = 0
            for second, ready in start.ready:
                if second // step <= last:
                    arc("source", ("home", group.id, start.node, second // step), ready - before)
                before = ready
            for p in range(last + 1):
                home = ("home", group.id, start.node, p)
                arc(home, (start.node, None, p), MANY)
                if p < last:
                    arc(home, ("home", group.id, start.node, p + 1), MANY)
    n = len(number)
    rows, columns = zip(*arcs, strict=True)
    matrix = csr_matrix((np.array(list(arcs.values()), dtype=np.int32), (rows, columns)), (n, n))
    return int(maximum_flow(matrix, source, sink).flow_value)
