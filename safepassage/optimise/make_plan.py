"""Make a plan: bound, routes, packing, figures and certificates, in this order."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fractions import Fraction

from ..canonical import decimal_text
from ..demand.demand import Origin, estimate_demand
from ..errors import UsageError
from ..network.network import Network, build_network
from ..network.paths import latest_departures
from ..plan.plan import (
    ArrivalCertificate,
    Figures,
    LastStart,
    Plan,
)
from ..scenario.inputs import Inputs
from .bound import exact_bound, static_bound_s
from .candidates import candidate_routes
from .certificate import Cuts, Stage, arrival_certificate, last_stage_below, total_certificate
from .instructions import write_instructions
from .mend import find_mends
from .packing import Part, pack_routes
from .shortfall import find_shortfall, people_within_reach

SHARES = (("t50", 50), ("t90", 90), ("t100", 100))
MOST_TO_MEND = 5_000_000  # link-periods; above it a mend is not sought in `make_plan`
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """How to plan, beside what the scenario says."""

    seed: int = 7
    most_routes: int = 3  # per group and start, where one cannot bring everyone
    window_min: int = 180  # longest window of one instruction; 0 = no limit
    mend: bool = True  # try single changes for those who do not arrive


def share_people(people: int, percent: int) -> int:
    """The people that make a share, rounded up."""
    return -(-people * percent // 100)


def make_plan(
    inputs: Inputs,
    options: PlanOptions | None = None,
    *,
    progress: Progress = lambda stage: None,
) -> Plan:
    """Plan for all groups: instructions, their figures, and the bound on any plan.

    The bound is exact for one class of people; with several it is still a bound on any plan, but
    may be loose (docs/concepts/limits.md).

    Raises
    ------
    UsageError
        There is nobody to plan for, or no zone could reach any destination even with every gate,
        link and consent open (design rule 9).
    """
    options = options or PlanOptions()
    seconds: dict[str, float] = {}
    _refuse_nobody(inputs)
    with _timed(seconds, "network", progress):
        network = build_network(inputs)
        origins = estimate_demand([group for group in inputs.groups if group.people > 0])
        full_use = (
            network
            if inputs.capacity_use == 1
            else build_network(replace(inputs, capacity_use=Fraction(1)))
        )
    with _timed(seconds, "bound", progress):
        static_s = static_bound_s(network, origins)
        if static_s is not None:
            progress(f"bound: at least {static_s / 3600:.1f} h by rates alone; now exactly")
        cuts, flow_routes = exact_bound(network, origins)
        bounds = _bounds(network, origins, cuts)
        full_stage = _full_use(full_use, origins, cuts)
    with _timed(seconds, "plan", progress):
        parts = _pack(network, origins, flow_routes, options)
        instructions = write_instructions(network, origins, parts)
        arrivals = _arrivals(parts)
        arrived = sum(people for _, people in arrivals)
        total_bound_s, total = total_certificate(cuts, arrived)
        figures = _figures(inputs, arrivals, bounds, full_stage, total_bound_s)
        by_start: dict[tuple[str, str], int] = {}
        for part in parts:
            key = origins[part.origin].key
            by_start[key] = by_start.get(key, 0) + int(part.leaving.sum())
        end = bounds.certificates[-1]
        short_of = find_shortfall(
            network,
            origins,
            by_start,
            bounds.people_arrived_bound,
            [name for name, _, _ in end.runs],
            end.rooms,
            _full_destinations(network, parts),
        )
        if short_of:
            _refuse_if_nothing_could_ever_be_reached(network, origins)
    if short_of and options.mend and len(network.arcs) * inputs.periods <= MOST_TO_MEND:
        with _timed(seconds, "mend", progress):
            short_of = find_mends(
                inputs,
                origins,
                short_of,
                arrived,
                lambda changed: _people_arriving(changed, options),
            )
    return Plan(
        inputs=inputs,
        instructions=tuple(instructions),
        figures=figures,
        arrivals_by_period=tuple(arrivals),
        static_bound_s=static_s,
        most_by_period=tuple(int(units) // cuts.case.parts for units in cuts.arrived),
        short_of=tuple(short_of),
        last_safe_start=tuple(_last_starts(network, origins)),
        certificates=(*bounds.certificates, *full_stage.certificates()),
        total_certificate=total,
        bottleneck=bounds.bottleneck,
        seconds=seconds,
    )


def _people_arriving(inputs: Inputs, options: PlanOptions) -> int:
    """People whom this planner brings on these inputs, with no figure but that."""
    network = build_network(inputs)
    origins = estimate_demand([group for group in inputs.groups if group.people > 0])
    _, flow_routes = exact_bound(network, origins)
    parts = _pack(network, origins, flow_routes, options)
    return sum(int(part.leaving.sum()) for part in parts)


def _pack(
    network: Network,
    origins: Sequence[Origin],
    flow_routes: Sequence[tuple[int, tuple[int, ...]]],
    options: PlanOptions,
) -> list[Part]:
    if not network.sinks:
        return []
    return pack_routes(
        network,
        origins,
        candidate_routes(network, origins, flow_routes),
        window_periods=options.window_min * 60 // network.inputs.step_s,
        most_routes=options.most_routes,
        seed=options.seed,
    )


def _full_destinations(network: Network, parts: Sequence[Part]) -> set[str]:
    """Destinations whose room this plan uses up."""
    used = [0] * len(network.sinks)
    for part in parts:
        used[part.route.sink] += int(part.leaving.sum())
    return {
        network.inputs.destinations[sink.destination].id
        for sink, people in zip(network.sinks, used, strict=True)
        if sink.room is not None and people >= sink.room
    }


@contextmanager
def _timed(seconds: dict[str, float], stage: str, progress: Progress) -> Iterator[None]:
    progress(stage)
    begun = time.perf_counter()
    yield
    seconds[stage] = time.perf_counter() - begun


def _refuse_nobody(inputs: Inputs) -> None:
    if inputs.people == 0:
        raise UsageError(
            f"{inputs.scenario}: nobody is expected to go (0 people over all groups). "
            "Give a group people_likely and share_going above 0, or see what was not used."
        )


@dataclass(frozen=True, slots=True)
class _Bounds:
    people_arrived_bound: int
    times_s: dict[str, int | None]
    certificates: tuple[ArrivalCertificate, ...]  # the arrivals bound is the last
    bottleneck: tuple[str, ...]


def _bounds(network: Network, origins: Sequence[Origin], cuts: Cuts) -> _Bounds:
    """Every time bound and the arrivals bound, each with its certificate."""
    inputs = network.inputs
    use = decimal_text(inputs.capacity_use)
    end = _end_stage(network, origins, cuts)
    most = min(inputs.people, end.value)
    times: dict[str, int | None] = {}
    certificates: list[ArrivalCertificate] = []
    bottleneck: tuple[str, ...] = ()
    for name, percent in SHARES:
        need = share_people(inputs.people, percent)
        if most < need:
            times[name] = None
            continue
        stage = last_stage_below(cuts, need)
        times[name] = 0 if stage is None else (stage.until + 1) * inputs.step_s
        if stage is not None:
            certificates.append(arrival_certificate(f"{name}_bound_s", cuts, stage, use))
            bottleneck = tuple(sorted({run[0] for run in certificates[-1].runs}))
    certificates.append(arrival_certificate("people_arrived_bound", cuts, end, use))
    if most < inputs.people:
        bottleneck = tuple(
            sorted({run[0] for run in certificates[-1].runs})
            + [f"destination/{room}/room" for room in certificates[-1].rooms]
        )
    return _Bounds(most, times, tuple(certificates), bottleneck)


@dataclass(frozen=True, slots=True)
class _FullUse:
    """The clearance bound with roads used fully; `end` proves it where not everyone can arrive."""

    cuts: Cuts
    stage: Stage | None  # last stage that holds somebody back
    end: Stage
    reached: bool

    def certificates(self) -> list[ArrivalCertificate]:
        proof = self.stage if self.reached else self.end
        if proof is None:
            return []
        return [arrival_certificate("t100_bound_full_use_s", self.cuts, proof, "1")]


def _full_use(full_use: Network, origins: Sequence[Origin], cuts: Cuts) -> _FullUse:
    """The clearance bound at full use of roads.

    Cuts that charge no road say the same at any use of roads, so they are not sought again.
    """
    people = full_use.inputs.people
    network = cuts.case.network
    stage, end = last_stage_below(cuts, people), _end_stage(network, origins, cuts)
    charged = {*end.runs, *(stage.runs if stage is not None else ())}
    if full_use is not network and any(
        network.resources[row].address.startswith("link/") for row in charged
    ):
        cuts, _ = exact_bound(full_use, origins)
        stage, end = last_stage_below(cuts, people), _end_stage(full_use, origins, cuts)
    return _FullUse(cuts, stage, end, min(end.value, people) >= people)


def _end_stage(network: Network, origins: Sequence[Origin], cuts: Cuts) -> Stage:
    """The better of the last cut and of charging nothing at all."""
    end = cuts.stage(network.inputs.periods - 1)
    reach = people_within_reach(network, origins)
    return end if end.value < reach else Stage(end.until, reach, reach, {}, ())


def _arrivals(parts: Sequence[Part]) -> list[tuple[int, int]]:
    """(period, people arriving in it), ascending."""
    arrivals: dict[int, int] = {}
    for part in parts:
        for period in part.leaving.nonzero()[0]:
            at = int(period) + part.route.length
            arrivals[at] = arrivals.get(at, 0) + int(part.leaving[period])
    return sorted(arrivals.items())


def _figures(
    inputs: Inputs,
    arrivals: Sequence[tuple[int, int]],
    bounds: _Bounds,
    full: _FullUse,
    total_bound_s: int,
) -> Figures:
    step_s = inputs.step_s
    times: dict[str, int | None] = {}
    for name, percent in SHARES:
        need, so_far, times[name] = share_people(inputs.people, percent), 0, None
        for period, people in arrivals:
            so_far += people
            if so_far >= need:
                times[name] = (period + 1) * step_s
                break
    full_s = None
    if full.reached:
        full_s = 0 if full.stage is None else (full.stage.until + 1) * step_s
    return Figures(
        people=inputs.people,
        people_staying=sum(group.staying for group in inputs.groups),
        people_arrived=sum(people for _, people in arrivals),
        people_arrived_bound=bounds.people_arrived_bound,
        t50_s=times["t50"],
        t90_s=times["t90"],
        t100_s=times["t100"],
        t50_bound_s=bounds.times_s["t50"],
        t90_bound_s=bounds.times_s["t90"],
        t100_bound_s=bounds.times_s["t100"],
        t100_bound_full_use_s=full_s,
        total_arrival_s=sum((period + 1) * step_s * people for period, people in arrivals),
        total_arrival_bound_s=total_bound_s,
    )


def _last_starts(network: Network, origins: Sequence[Origin]) -> list[LastStart]:
    """Latest starts by zone and passings by gate, for one person alone; none = left out."""
    inputs = network.inputs
    latest = latest_departures(network, round_up=True)
    zones: dict[str, int] = {}
    for origin in origins:
        state = network.state_of(origin.group, origin.start.node)
        period = -1 if state is None else latest[state]
        deadline = origin.group.latest_departure_s
        if deadline is not None:
            period = min(period, deadline // inputs.step_s - 1)
        zones[origin.group.zone] = max(zones.get(origin.group.zone, -1), period)
    rows = [
        LastStart(f"zone/{zone}", period * inputs.step_s)
        for zone, period in zones.items()
        if period >= 0
    ]
    gates: dict[str, int] = {}
    for arc in network.arcs:
        if not arc.element.startswith("crossing/"):
            continue
        travel = -(-arc.travel_s // inputs.step_s)
        open_rows = network.seconds[arc.profile]
        usable = open_rows[: max(0, latest[arc.to_state] - travel + 1)].nonzero()[0]
        if latest[arc.to_state] >= 0 and usable.size:
            for use in arc.uses:
                name = network.resources[use.resource].address
                gates[name] = max(gates.get(name, -1), int(usable[-1]))
    return rows + [LastStart(name, p * inputs.step_s) for name, p in gates.items()]


def _refuse_if_nothing_could_ever_be_reached(network: Network, origins: Sequence[Origin]) -> None:
    """Design rule 9: a scenario in which no zone reaches any destination is an input error."""
    from ..network.windows import LIFTABLE
    from .shortfall import can_arrive_alone

    opened = build_network(network.inputs, lift=LIFTABLE)
    if any(can_arrive_alone(opened, origins)):
        return
    starts = ", ".join(sorted({origin.start.node for origin in origins})[:5])
    ends = ", ".join(sorted({d.node for d in network.inputs.destinations})[:5])
    raise UsageError(
        f"{network.inputs.scenario}: no road leads from any start ({starts}) to any destination "
        f"({ends or 'there is none'}), even with every gate, link and consent open. Look at "
        "from_node_id, to_node_id and allowed_uses in link.csv, and at the end of the horizon."
    )
