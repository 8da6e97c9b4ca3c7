"""Five classes on a recipe: two kinds of cars, people with a deadline, walkers, and trucks in."""

from __future__ import annotations

import heapq
from dataclasses import replace
from fractions import Fraction

from benchmarks.recipe_inputs import inputs_of
from benchmarks.recipes import Case
from safepassage.scenario.inputs import (
    AidStream,
    Crossing,
    Group,
    Headcount,
    Inputs,
    Start,
)

WALK_M_PER_S = Fraction(11, 10)
WALKERS_PER_HOUR = 2_000  # on the road itself: cars and people on foot share it
PERSONS_AT_A_GATE = 4  # for each car that could pass instead
TRUCK_CARS = 10  # seconds of a truck at a gate, in cars
WALKING_M = 15_000  # nobody further from an exit goes on foot
ANY, SOME = "any-exit", "some-exits"  # criteria at the gates
# shares of the people of a zone, in percent: bound to some exits, with a deadline, on foot
BOUND, URGENT, ON_FOOT = 20, 5, 15
DEADLINE_S = 4 * 3600
URGENT_OCCUPANCY = Fraction("1.5")


def five_classes(
    case: Case,
    zones: int,
    some_exits: tuple[int, ...],
    *,
    step_s: int = 60,
    horizon_s: int | None = None,
    bound: int = BOUND,
    deadline_s: int = DEADLINE_S,
    trucks_per_day: int = 60,
) -> Inputs:
    """The case with five classes in every zone.

    Cars to any exit; `bound` percent in cars that only the gates of `some_exits` (rows of the
    case's exits) admit; urgent cars with fewer seats taken that leave by `deadline_s`; people on
    foot, on the same roads and at the same gates, from zones less than 15 km from an exit; and at
    the first of `some_exits` trucks in both directions, whose seconds people do not have.
    """
    base = inputs_of(case, zones, step_s=step_s, horizon_s=horizon_s, gates=True)
    near = _metres_to_an_exit(base)
    groups = [
        group
        for zone in base.groups
        for group in _parts_of(zone, near[zone.starts[0].node] < WALKING_M, bound, deadline_s)
        if group.people
    ]
    links = tuple(
        row._replace(
            foot_s=max(1, round(row.length_m / WALK_M_PER_S)),
            foot_per_hour=Fraction(WALKERS_PER_HOUR),
            walkers_on_road=True,
        )
        for row in base.links
    )
    chosen = {f"x{row}" for row in some_exits}
    crossings = tuple(_shared(row, row.id in chosen) for row in base.crossings)
    stream = AidStream(
        "aid",
        "Aid",
        f"x{some_exits[0]}",
        f"crossing/x{some_exits[0]}",
        Fraction(trucks_per_day),
        None,
        None,
        (),
        "recipe",
    )
    return replace(
        base,
        links=links,
        groups=tuple(groups),
        crossings=crossings,
        aid_streams=(stream,) if trucks_per_day else (),
    )


def _shared(crossing: Crossing, for_some: bool) -> Crossing:
    """Gates that people on foot and trucks use as well, and that ask who comes."""
    gates = []
    for gate in crossing.gates:
        cars = gate.rate_vehicles_per_hour
        assert cars is not None
        gates.append(
            replace(
                gate,
                rate_persons_per_hour=PERSONS_AT_A_GATE * cars,
                rate_trucks_per_hour=cars / TRUCK_CARS,
                eligibility=(ANY, SOME) if for_some else (ANY,),
                eligibility_source="recipe",
            )
        )
    return replace(crossing, gates=tuple(gates))


def _parts_of(zone: Group, on_foot: bool, bound: int, deadline_s: int) -> list[Group]:
    """The people of a zone as groups; who cannot walk so far goes by car."""
    shares = {"bound": bound, "urgent": URGENT, "foot": ON_FOOT if on_foot else 0}
    people = {name: zone.people * share // 100 for name, share in shares.items()}
    people["car"] = zone.people - sum(people.values())
    return [
        _part(zone, "car", people["car"]),
        replace(_part(zone, "bound", people["bound"]), criteria=(SOME,)),
        replace(
            _part(zone, "urgent", people["urgent"]),
            occupancy=URGENT_OCCUPANCY,
            latest_departure_s=deadline_s,
            deadline_because="recipe",
        ),
        _on_foot(_part(zone, "foot", people["foot"])),
    ]


def _part(zone: Group, name: str, people: int) -> Group:
    start = zone.starts[0]
    return replace(
        zone,
        id=f"{zone.id}-{name}",
        criteria=(ANY,),
        people=people,
        headcount=Headcount(people, people, people, "recipe"),
        starts=(Start(start.node, start.name, people, people, ((0, people),)),),
    )


def _on_foot(group: Group) -> Group:
    start = replace(group.starts[0], seats=None)
    return replace(group, mode="foot", occupancy=None, starts=(start,))


def _metres_to_an_exit(inputs: Inputs) -> dict[str, int]:
    """Metres of road from every node to the nearest exit (Dijkstra from behind)."""
    into: dict[str, list[tuple[str, int]]] = {}
    for row in inputs.links:
        into.setdefault(row.to_node, []).append((row.from_node, row.length_m))
    far = 10**9
    found = {node.id: far for node in inputs.nodes}
    heap = [(0, row.from_node) for row in inputs.crossings]
    while heap:
        metres, node = heapq.heappop(heap)
        if metres < found[node]:
            found[node] = metres
            for before, length in into.get(node, ()):
                heapq.heappush(heap, (metres + length, before))
    return found
