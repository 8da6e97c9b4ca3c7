"""Build: from plain inputs to a network, with every window and budget of the rules."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import lcm
from typing import NamedTuple

import numpy as np

from ..clock import intersection, union
from ..scenario.inputs import (
    Closure,
    Corridor,
    Crossing,
    Destination,
    Inputs,
    Leg,
    Link,
    Mode,
)
from .aid_window import aid_window, truck_passings_s
from .network import I64, Arc, Network, Resource, Sink, State, Times, Use
from .travel_class import TravelClass, asked_criteria, class_of, served_populations
from .turns import Came, turns_by_mode
from .windows import Spans, consents_window, gate_window, link_window, weighted_seconds

SECONDS_PER_HOUR = 3600


class _DraftUse(NamedTuple):
    resource: int
    passing_s: Fraction


class _DraftArc(NamedTuple):
    """An arc while the network is built; its states are known when it is led from one to one."""

    element: str
    from_state: int
    to_state: int
    travel_s: int
    length_m: int
    on_foot: bool
    profile: int
    uses: tuple[_DraftUse, ...]
    profile_bound: int
    times: Times | None = None
    ride_s: int | None = None


class _Draft(NamedTuple):
    """A resource while the network is built; unit and window are known only when all uses are."""

    address: str
    share: Fraction
    closures: Sequence[Closure]
    passings: set[Fraction]
    windows: set[Spans]
    seats: int | None = None  # of a leg: nothing is late there


class _Builder:
    """Collects states, arcs, profiles and resources while a network is built."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.states: dict[State, int] = {}
        self.arcs: list[_DraftArc] = []
        self.resources: list[_Draft] = []
        self.resource_of: dict[str, int] = {}
        self.profiles: dict[tuple[object, ...], int] = {}
        self.rows: list[list[tuple[int, Fraction]]] = []
        self.passing_of: dict[tuple[int, int], Fraction] = {}  # rates are few, fractions slow
        self.horizon_s = inputs.periods * inputs.step_s
        self.turns = turns_by_mode(inputs, ("car", "foot", "seat"))

    def state(self, node: str, mode: Mode, row: int, came: Came = ()) -> int:
        return self.states.setdefault(State(node, mode, row, came), len(self.states))

    def lead(self, first: tuple[str, Mode], to: tuple[str, Mode], row: int, arc: _DraftArc) -> None:
        """Add the arc from every state of its node from which it makes no forbidden turn."""
        turns = self.turns[first[1]]
        for came in turns.at(first[0]):
            after = turns.after(came, arc.element)
            if after is not None:
                ends = (self.state(*first, row, came), self.state(*to, row, after))
                self.arcs.append(arc._replace(from_state=ends[0], to_state=ends[1]))

    def profile(self, window: Spans, closures: Sequence[Closure]) -> int:
        partial = [row for row in closures if 0 < row.remaining_share < 1]
        key = (window, tuple((c.from_s, c.to_s, c.remaining_share) for c in partial))
        if key not in self.profiles:
            self.profiles[key] = len(self.rows)
            self.rows.append(
                weighted_seconds(window, partial, self.inputs.step_s, self.inputs.periods)
            )
        return self.profiles[key]

    def use(
        self,
        address: str,
        rate_per_hour: Fraction,
        window: Spans,
        share: Fraction,
        closures: Sequence[Closure] = (),
    ) -> _DraftUse:
        """A passing of the resource with this address, which is made when first used."""
        rate = (rate_per_hour.numerator, rate_per_hour.denominator)
        passing_s = self.passing_of.get(rate)
        if passing_s is None:
            passing_s = self.passing_of[rate] = SECONDS_PER_HOUR / rate_per_hour
        if address not in self.resource_of:
            self.resource_of[address] = len(self.resources)
            self.resources.append(_Draft(address, share, closures, set(), set()))
        row = self.resource_of[address]
        self.resources[row].passings.add(passing_s)
        self.resources[row].windows.add(window)
        return _DraftUse(row, passing_s)

    def seats(self, leg: Leg, times: Times) -> tuple[_DraftUse, int, int]:
        """A seat of a leg, and the rows that open its boarding in a plan and in a bound."""
        address = f"leg/{leg.id}/seats"
        key: tuple[object, ...] = (address, "plan")
        if address not in self.resource_of:
            self.resource_of[address] = len(self.resources)
            self.resources.append(_Draft(address, Fraction(1), (), {Fraction(1)}, set(), leg.seats))
            for name, period in (("plan", times.board), ("bound", times.board_bound)):
                self.profiles[address, name] = len(self.rows)
                inside = 0 <= period < self.inputs.periods
                self.rows.append([(period, Fraction(leg.seats))] if inside else [])
        use = _DraftUse(self.resource_of[address], Fraction(1))
        return use, self.profiles[key], self.profiles[address, "bound"]

    def finish(self) -> tuple[tuple[Arc, ...], tuple[Resource, ...], I64, int]:
        """Arcs, resources, the profile table in whole numbers, and units in a second."""
        profiles = [
            (self.profiles[d.address, "plan"], self.profiles[d.address, "bound"])
            if d.seats is not None
            else (self.profile(union_of(d.windows), d.closures),) * 2
            for d in self.resources
        ]
        scale = 1
        for row in self.rows:
            for _, value in row:
                scale = lcm(scale, value.denominator)
        table = np.zeros((max(1, len(self.rows)), self.inputs.periods), dtype=np.int64)
        for index, row in enumerate(self.rows):
            for period, value in row:
                table[index, period] = int(value * scale)
        units: list[int] = []
        resources: list[Resource] = []
        for draft, profile in zip(self.resources, profiles, strict=True):
            unit = lcm(draft.share.denominator, *(p.denominator for p in draft.passings))
            units.append(unit * scale)
            resources.append(
                Resource(
                    address=draft.address,
                    profile=profile[0],
                    profile_bound=profile[1],
                    factor=int(unit * draft.share),
                    longest=0
                    if draft.seats is not None
                    else int(unit * scale * max(draft.passings)),
                    shortest=int(unit * scale * min(draft.passings)),
                )
            )
        costs: dict[tuple[int, int, int], int] = {}

        def cost(unit: int, passing: Fraction) -> int:
            key = (unit, passing.numerator, passing.denominator)
            if key not in costs:
                costs[key] = int(unit * passing)
            return costs[key]

        arcs = [
            Arc(
                draft.element,
                draft.from_state,
                draft.to_state,
                draft.travel_s,
                draft.length_m,
                draft.on_foot,
                draft.profile,
                tuple(Use(row, cost(units[row], p), p) for row, p in draft.uses),
                draft.profile_bound,
                draft.times,
                draft.ride_s,
            )
            for draft in self.arcs
        ]
        return tuple(arcs), tuple(resources), table, scale


def build_network(inputs: Inputs, *, lift: frozenset[str] = frozenset()) -> Network:
    """What the people of a scenario can use, with every window and budget of the rules.

    `lift`: rules left out, for questions of the form "and if this were open?" (windows.LIFTABLE).
    Elements that nobody of a class can ever enter are left out for that class.
    """
    build = _Builder(inputs)
    asked, served = asked_criteria(inputs), served_populations(inputs)
    classes = tuple(dict.fromkeys(class_of(group, asked, served) for group in inputs.groups))
    for row, travel_class in enumerate(classes):
        _add_links(build, row, travel_class, lift)
        for crossing in inputs.crossings:
            _add_crossing(build, crossing, row, travel_class, lift)
        for leg in inputs.legs:
            _add_leg(build, leg, row, travel_class, lift)
    sinks = _add_destinations(build, classes, lift)
    if "walking_limit" not in lift:
        _leave_out_what_is_too_far(build, sinks, classes)
    arcs, resources, seconds, scale = build.finish()
    return Network(
        inputs=inputs,
        classes=classes,
        asked=asked,
        served=served,
        states=build.states,
        arcs=arcs,
        resources=resources,
        seconds=seconds,
        scale=scale,
        sinks=tuple(sinks),
        lifted=lift,
    )


def _leave_out_what_is_too_far(
    build: _Builder, sinks: Sequence[Sink], classes: Sequence[TravelClass]
) -> None:
    """Leave out arcs on no route from a start of their class that keeps to the walking limit."""
    limit_m = build.inputs.walking_limit_m
    steps = [row.length_m if row.on_foot else 0 for row in build.arcs]
    asked, served = asked_criteria(build.inputs), served_populations(build.inputs)
    starts: set[int | None] = set()
    for group in build.inputs.groups:
        like = class_of(group, asked, served)
        # people per car make no difference to who is near what
        rows = [r for r, c in enumerate(classes) if replace(c, occupancy=like.occupancy) == like]
        for start in group.starts:
            starts |= {build.states.get(State(start.node, group.mode, row)) for row in rows}
    ends = [(row.from_state, row.to_state) for row in build.arcs]
    walked = _least_walk(ends, steps, [state for state in starts if state is not None])
    to_walk = _least_walk([(b, a) for a, b in ends], steps, [sink.state for sink in sinks])
    far = limit_m + 1
    build.arcs = [
        row
        for row, metres in zip(build.arcs, steps, strict=True)
        if walked.get(row.from_state, far) + metres + to_walk.get(row.to_state, far) <= limit_m
    ]


def _least_walk(
    ends: Sequence[tuple[int, int]], steps: Sequence[int], origins: Iterable[int]
) -> dict[int, int]:
    """Least metres on foot from any of the origins to each state (Dijkstra)."""
    leading: dict[int, list[int]] = {}
    for row, (a, _) in enumerate(ends):
        leading.setdefault(a, []).append(row)
    found: dict[int, int] = {}
    heap = [(0, state) for state in sorted(set(origins))]
    while heap:
        metres, state = heapq.heappop(heap)
        if state in found:
            continue
        found[state] = metres
        for row in leading.get(state, ()):
            if ends[row][1] not in found:
                heapq.heappush(heap, (metres + steps[row], ends[row][1]))
    return found


def union_of(windows: Iterable[Spans]) -> Spans:
    """Seconds in any of the windows."""
    return union(span for window in windows for span in window)


def _modes(inputs: Inputs, travel_class: TravelClass) -> tuple[Mode, ...]:
    """The modes in which this class may be under way: in cars, and on foot once they got off."""
    if travel_class.mode != "car":
        return (travel_class.mode,)
    gets_off = bool(inputs.legs) or any(
        gate.rate_vehicles_per_hour is None for row in inputs.crossings for gate in row.gates
    )
    return ("car", "foot") if gets_off else ("car",)


def _add_links(build: _Builder, row: int, travel_class: TravelClass, lift: frozenset[str]) -> None:
    inputs = build.inputs
    closures: dict[str, list[Closure]] = {}
    for closure in inputs.closures:
        for link_id in closure.links:
            closures.setdefault(link_id, []).append(closure)
    corridors: dict[tuple[str, Mode], list[Corridor]] = {}
    for corridor in inputs.corridors:
        for link_id in corridor.links:
            for mode in corridor.modes:
                corridors.setdefault((link_id, mode), []).append(corridor)
    for mode in _modes(inputs, travel_class):
        for link in inputs.links:
            speed = _link_use(link, mode, travel_class)
            if speed is None:
                continue
            travel_s, address, rate = speed
            shut = [] if "closure" in lift else closures.get(link.id, [])
            held = corridors.get((link.id, mode), [])
            window = link_window(travel_s, shut, held, travel_class.criteria, build.horizon_s, lift)
            if rate == 0:
                continue
            use = build.use(address, rate, window, inputs.capacity_use, shut)
            if not window:
                continue
            profile = build.profile(window, shut)
            name, metres, on_foot = f"link/{link.id}", link.length_m, mode == "foot"
            arc = _DraftArc(name, -1, -1, travel_s, metres, on_foot, profile, (use,), profile)
            build.lead((link.from_node, mode), (link.to_node, mode), row, arc)


def _link_use(
    link: Link, mode: Mode, travel_class: TravelClass
) -> tuple[int, str, Fraction] | None:
    """Travel seconds, resource and people per hour of a link in a mode; None = not allowed."""
    if mode == "seat":
        return None
    if mode == "car":
        if link.car_s is None or link.car_per_hour is None or travel_class.occupancy is None:
            return None
        return link.car_s, f"link/{link.id}/road", link.car_per_hour * travel_class.occupancy
    if link.foot_s is None or link.foot_per_hour is None:
        return None
    part = "road" if link.walkers_on_road else "walkway"
    return link.foot_s, f"link/{link.id}/{part}", link.foot_per_hour


def _add_crossing(
    build: _Builder,
    crossing: Crossing,
    row: int,
    travel_class: TravelClass,
    lift: frozenset[str],
) -> None:
    window: Spans = ((0, build.horizon_s),)
    for gate in crossing.gates:
        window = intersection(
            window, gate_window(gate, travel_class.criteria, build.horizon_s, lift)
        )
    if not may_pass(crossing, travel_class.criteria) and "eligibility" not in lift:
        return
    by_car = all(gate.rate_vehicles_per_hour is not None for gate in crossing.gates)
    for mode in _modes(build.inputs, travel_class):
        if mode == "seat":
            continue
        rides = mode == "car" and by_car
        rates: list[Fraction] = []
        for gate in crossing.gates:
            rate = gate.rate_persons_per_hour
            if rides and gate.rate_vehicles_per_hour is not None:
                assert travel_class.occupancy is not None
                rate = gate.rate_vehicles_per_hour * travel_class.occupancy
            if not rate:  # not known, or 0: nobody passes
                break
            rates.append(rate)
        else:
            # cars and people who got off share a gate but not a passing time
            uses = tuple(
                build.use(f"crossing/{crossing.id}/gate/{gate.id}", rate, window, Fraction(1))
                for gate, rate in zip(crossing.gates, rates, strict=True)
            )
            for stream in build.inputs.aid_streams:
                if stream.crossing == crossing.id and truck_passings_s(crossing) is not None:
                    aid = intersection(aid_window(crossing, stream), [(0, build.horizon_s)])
                    for use in uses:
                        build.resources[use.resource].windows.add(aid)
            if window:
                profile = build.profile(window, ())
                name, transit_s = f"crossing/{crossing.id}", crossing.transit_s
                arc = _DraftArc(name, -1, -1, transit_s, 0, not rides, profile, uses, profile)
                to: tuple[str, Mode] = (crossing.to_node, mode if rides else "foot")
                build.lead((crossing.from_node, mode), to, row, arc)


def _add_leg(
    build: _Builder, leg: Leg, row: int, travel_class: TravelClass, lift: frozenset[str]
) -> None:
    times = Times.of(leg, build.inputs.step_s)
    listed = leg.eligibility is None or travel_class.criteria.intersection(leg.eligibility)
    served = leg.serves is None or travel_class.population in leg.serves
    agreed = "leg_consent" in lift or consents_window(
        ((leg.departs_s, leg.departs_s + 1),), leg.consents, travel_class.criteria
    )
    admitted = (listed and served) or "eligibility" in lift
    in_time = times.board_bound >= 0 and times.arrive_bound < build.inputs.periods
    if not (admitted and agreed and leg.seats) or not in_time:
        return
    for mode in _modes(build.inputs, travel_class):
        use, opens, opens_bound = build.seats(leg, times)
        arc = _DraftArc(
            f"leg/{leg.id}",
            -1,
            -1,
            leg.arrives_s - leg.cut_off_s,
            0,
            False,
            opens,
            (use,),
            opens_bound,
            times,
            leg.arrives_s - leg.departs_s,
        )
        to: tuple[str, Mode] = (leg.to_node, "seat" if mode == "seat" else "foot")
        build.lead((leg.from_node, mode), to, row, arc)


def may_pass(crossing: Crossing, criteria: frozenset[str]) -> bool:
    """Whether no gate's eligibility rule bars people with these criteria."""
    return all(
        gate.eligibility is None or bool(criteria.intersection(gate.eligibility))
        for gate in crossing.gates
    )


def _add_destinations(
    build: _Builder, classes: Sequence[TravelClass], lift: frozenset[str]
) -> list[Sink]:
    sinks: list[Sink] = []
    horizon: Spans = ((0, build.horizon_s),)
    for index, destination in enumerate(build.inputs.destinations):
        room = _room(destination, lift)
        if room == 0 or destination.intake_per_hour == 0:
            continue
        name = f"destination/{destination.id}"
        state = build.state(name, "foot", -1)
        uses: tuple[_DraftUse, ...] = ()
        if destination.intake_per_hour is not None:
            uses = (build.use(f"{name}/intake", destination.intake_per_hour, horizon, Fraction(1)),)
        for row, travel_class in enumerate(classes):
            for mode in _modes(build.inputs, travel_class):
                for came in build.turns[mode].at(destination.node):
                    here = State(destination.node, mode, row, came)
                    if here in build.states:
                        always = build.profile(horizon, ())
                        ends, on_foot = (build.states[here], state), mode == "foot"
                        arc = _DraftArc(name, *ends, 0, 0, on_foot, always, uses, always)
                        build.arcs.append(arc)
        sinks.append(Sink(index, state, room))
    return sinks


def _room(destination: Destination, lift: frozenset[str]) -> int | None:
    """People who may arrive at most; None = no limit. Unknown room counts as none."""
    if destination.room == "unlimited" or "destination_room" in lift:
        return None
    return 0 if destination.room is None else int(destination.room)
