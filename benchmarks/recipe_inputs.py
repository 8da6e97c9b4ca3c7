"""A recipe as the planner's inputs: zones with one start each, exits as places or as gates."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from benchmarks.recipes import OCCUPANCY, Case
from safepassage.scenario.inputs import (
    UNLIMITED,
    Crossing,
    Day,
    Destination,
    Gate,
    Group,
    Headcount,
    Inputs,
    Interval,
    Link,
    Named,
    Node,
    Source,
    Start,
)

I64 = npt.NDArray[np.int64]
START = datetime(2031, 5, 5, tzinfo=UTC)


def inputs_of(
    case: Case,
    zones: int,
    *,
    step_s: int = 60,
    horizon_s: int | None = None,
    gates: bool = False,
    capacity_use: Fraction = Fraction(1),
) -> Inputs:
    """The case with `zones` zones of about equal numbers of vehicles; everybody leaves by car.

    A zone is a part of the nodes, halved again and again across its longer side; its people start
    at the node of the part from which most vehicles an hour can leave. `gates`: every exit is a
    crossing with two gates (hours from `case.closed_s`), else a road to a destination; closed hours
    need gates.

    Raises
    ------
    ValueError
        The case has closed hours and `gates` is off.
    """
    if case.closed_s and not gates:
        raise ValueError(f"{case.name} has closed hours: give gates=True")
    horizon_s = horizon_s or case.horizon_s
    roads = case.roads
    links = [
        _link(f"l{i}", f"n{a}", f"n{b}", float(seconds), int(rate))
        for i, (a, b, seconds, rate) in enumerate(
            zip(roads.from_node, roads.to_node, roads.travel_s, roads.rate_per_hour, strict=True)
        )
        if a != b
    ]
    nodes = [
        Node(f"n{i}", f"node {i}", f"{x:.6f}", f"{y:.6f}")
        for i, (x, y) in enumerate(zip(roads.lon, roads.lat, strict=True))
    ]
    crossings: list[Crossing] = []
    for row, node in enumerate(case.exit_node):
        nodes.append(nodes[node]._replace(id=f"x{row}", name=f"exit {row}"))
        rate = int(case.exit_rate_per_hour[row])
        if gates:
            crossings.append(_crossing(case, row, f"n{node}", rate, horizon_s))
        else:
            links.append(_link(f"x{row}", f"n{node}", f"x{row}", 0.0, rate))
    end = START + timedelta(seconds=horizon_s)
    n_day = (end - START).days + 1
    return Inputs(
        scenario=case.name.lower().replace(" ", "-"),
        title=case.name,
        notice=None,
        timezone="Etc/UTC",
        start=START,
        as_of=START,
        step_s=step_s,
        periods=horizon_s // step_s,
        headcount="likely",
        capacity_use=capacity_use,
        walking_limit_m=25_000,
        parties=(Named("near", "Near side"), Named("far", "Far side")),
        sources=(Source("recipe", "Recipe", "benchmarks", "2031-05-04", None),),
        assumptions=(),
        nodes=tuple(nodes),
        links=tuple(links),
        groups=tuple(_groups(case, zones)),
        closures=(),
        corridors=(),
        crossings=tuple(crossings),
        destinations=tuple(
            Destination(f"e{row}", f"Exit {row}", f"x{row}", "outside", UNLIMITED, None, (), None)
            for row in range(len(case.exit_node))
        ),
        legs=(),
        aid_streams=(),
        days=tuple(
            Day(
                (START + timedelta(days=day)).date().isoformat(),
                day * 86400,
                min(horizon_s, (day + 1) * 86400),
            )
            for day in range(n_day)
            if day * 86400 < horizon_s
        ),
        not_planned=(),
        not_used=(),
    )


def zone_of_node(case: Case, zones: int) -> I64:
    """The zone of every node with vehicles (-1 = none): halves with about as many vehicles."""
    x = case.roads.lon * np.cos(np.radians(case.roads.lat.mean()))
    places = np.stack([x, case.roads.lat], axis=1)
    found = np.full(len(places), -1, dtype=np.int64)
    todo = [(np.flatnonzero(case.vehicles), 0, zones)]
    while todo:
        nodes, first, parts = todo.pop()
        parts = min(parts, len(nodes))
        if parts == 1:
            found[nodes] = first
            continue
        side = np.ptp(places[nodes], axis=0).argmax()
        order = nodes[np.argsort(places[nodes, side], kind="stable")]
        so_far = np.cumsum(case.vehicles[order])
        left = parts // 2
        cut = int(np.searchsorted(so_far, so_far[-1] * left / parts))
        cut = min(max(cut, left), len(order) - (parts - left))
        todo += [(order[:cut], first, left), (order[cut:], first + left, parts - left)]
    return found


def _groups(case: Case, zones: int) -> list[Group]:
    roads = case.roads
    zone = zone_of_node(case, zones)
    leaving = np.bincount(roads.from_node, roads.rate_per_hour, minlength=len(roads.lon))
    groups = []
    for number in range(int(zone.max()) + 1):
        nodes = np.flatnonzero(zone == number)
        people = round(int(case.vehicles[nodes].sum()) * OCCUPANCY)
        best = nodes[np.lexsort((nodes, -case.vehicles[nodes], -leaving[nodes]))[0]]
        groups.append(_group(number, f"n{best}", people))
    return groups


def _group(number: int, node: str, people: int) -> Group:
    return Group(
        id=f"g{number}",
        zone=f"z{number}",
        zone_name=f"Zone {number}",
        population="residents",
        kind="resident",
        mode="car",
        occupancy=Fraction(str(OCCUPANCY)),
        criteria=(),
        people=people,
        staying=0,
        headcount=Headcount(people, people, people, "recipe"),
        share_going=Fraction(1),
        latest_departure_s=None,
        deadline_because=None,
        starts=(Start(node, node, people, people, ((0, people),)),),
    )


def _link(id_: str, from_node: str, to_node: str, seconds: float, rate: int) -> Link:
    whole = round(seconds)
    metres = max(1, round(seconds * 50 / 3.6))
    return Link(
        id_, from_node, to_node, f"road {id_}", metres, whole, Fraction(rate), None, None, False
    )


def _crossing(case: Case, row: int, node: str, rate: int, horizon_s: int) -> Crossing:
    shut = sorted((a, b) for exit_, a, b in case.closed_s if exit_ == row)
    edges = [0, *(second for pair in shut for second in pair), horizon_s]
    hours = tuple(
        Interval(a, min(b, horizon_s), "recipe")
        for a, b in zip(edges[::2], edges[1::2], strict=True)
        if a < min(b, horizon_s)
    )
    whole = (Interval(0, horizon_s, "recipe"),)
    gates = tuple(
        Gate(side, side, side, open_, None, Fraction(rate), None, None, None, ())
        for side, open_ in (("near", whole), ("far", hours))
    )
    return Crossing(f"x{row}", f"Crossing {row}", node, f"x{row}", 0, gates)
