"""Make a plan: bound, routes, packing, figures and certificates, in this order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from ..demand.demand import Origin
from ..errors import UsageError
from ..network.build import build_network
from ..network.network import Arc, Network
from ..network.paths import latest_departures, reached_by_any_way
from ..plan.plan import Figures, LastStart, Mended, Plan, RoomNeeded
from ..scenario.inputs import Inputs
from .cannot import find_cannot
from .certificate import total_certificate
from .instructions import write_instructions
from .mend import find_mends
from .mended import find_mended
from .options import PlanOptions
from .part import Part
from .proofs import SHARES, Bounds, FullUse, best_bounds, full_use_bound, share_people
from .replan import people_arriving
from .room_needed import room_needed
from .shortfall import find_shortfall
from .solve import arrivals_of, by_start, solve
from .stages import Progress, Stages
from .time_limit import TimeLimit
from .waiting import waits

MOST_TO_MEND = 5_000_000  # link-periods; above it a mend is not sought in `make_plan`


def make_plan(
    inputs: Inputs,
    options: PlanOptions | None = None,
    *,
    progress: Progress = lambda stage: None,
    limit: TimeLimit | None = None,
) -> Plan:
    """Plan for all groups: instructions, their figures, and the bound on any plan.

    The bound is exact for one class of people; with several it is still a bound on any plan, but
    may be loose (docs/concepts/limits.md). Where `limit` ended the search the plan is the best
    found until then, its bounds what was proved until then, and `Plan.stopped` says so. Times of
    the plan are seconds since the start (None = never), people are whole people. The same inputs
    and options give the same plan.

    Parameters
    ----------
    options
        How to plan (`PlanOptions`); without it as the command line does.
    progress
        Called with the name of each stage at work.
    limit
        Ends the search after so many seconds.

    Raises
    ------
    UsageError
        There is nobody to plan for, or no zone could reach any destination even with every gate,
        link and consent open. That not everybody can arrive is no error: `Plan.short_of` says who.

    Source
    ------
    Bound: lexicographic maximum flow over time (Minieka 1973; Jarvis & Ratliff 1982); packing and
    certificates: own method, docs/concepts/rules.md.
    """
    options = options or PlanOptions()
    stages = Stages(limit or TimeLimit(), progress)
    refuse_nobody(inputs)
    solved = solve(inputs, options, stages)
    network, origins, bounds = solved.network, solved.origins, solved.bounds
    parts = solved.packing.parts
    with stages.stage("figures"):
        full_use = (
            network
            if inputs.capacity_use == 1
            else build_network(replace(inputs, capacity_use=Fraction(1)))
        )
        full = full_use_bound(full_use, origins, solved.cuts, stages.limit)
        arrivals = arrivals_of(parts)
        arrived = sum(people for _, people in arrivals)
        total_bound_s, total = total_certificate(solved.cuts[0], arrived)
        figures = _figures(network, parts, bounds, full, total_bound_s)
        figures = replace(figures, trucks=sum(solved.packing.aid.trucks.values()))
        short_of = find_shortfall(
            network,
            origins,
            by_start(origins, parts),
            bounds.people_arrived_bound,
            bounds.charged,
            bounds.rooms,
            _full_destinations(network, parts),
        )
        if short_of:
            _refuse_if_no_way_leads_anywhere(inputs, origins)
    mended: tuple[Mended, ...] = ()
    mendable = len(network.arcs) * inputs.periods <= MOST_TO_MEND
    if short_of and options.mend and mendable and stages.time_for("mend"):
        with stages.stage("mend"):
            short_of, ways = find_mends(
                inputs,
                origins,
                short_of,
                by_start(origins, parts),
                (*bounds.certificates, *solved.priced),
                lambda changed, at_least, left: people_arriving(
                    changed, at_least, left, options, stages.limit
                ),
                options.mend_tries,
                stages.limit,
            )
            if not stages.cut_off("mend"):
                short_of, mended = find_mended(
                    inputs,
                    short_of,
                    ways,
                    bounds.people_arrived_bound,
                    lambda changed: make_plan(
                        changed, replace(options, mend=False), limit=stages.limit
                    ),
                    stages.limit,
                )
    needed: tuple[RoomNeeded, ...] = ()
    cannot = find_cannot(network, origins, solved.cuts, bounds, solved.priced)
    if any(row.rule == "destination_room" for row in short_of) and stages.time_for("room needed"):
        with stages.stage("room needed"):
            needed = room_needed(inputs, solved, options)
    most = solved.cuts[0]
    flow = best_bounds(network, origins, solved.cuts[:1])
    return Plan(
        flow_bound=(flow.people_arrived_bound, flow.times_s["t100"]),
        inputs=inputs,
        instructions=tuple(write_instructions(network, origins, parts)),
        figures=figures,
        arrivals_by_period=tuple(arrivals),
        static_bound_s=solved.static_s,
        most_by_period=tuple(int(units) // most.case.parts for units in most.arrived),
        short_of=tuple(short_of),
        last_safe_start=tuple(_last_starts(network, origins)),
        certificates=(*bounds.certificates, *full.certificates()),
        total_certificate=total,
        priced=solved.priced,
        aid=solved.packing.aid.movements,
        aid_days=solved.packing.aid_days(inputs.aid_streams, solved.days),
        room_needed=needed,
        bottleneck=bounds.bottleneck,
        seconds=stages.seconds,
        stopped=stages.stopped(),
        cannot=cannot,
        mended=mended,
    )


def _full_destinations(network: Network, parts: Sequence[Part]) -> set[str]:
    """Destinations whose room this plan uses up."""
    used = [0] * len(network.sinks)
    for part in parts:
        used[part.route.sink] += part.people
    return {
        network.inputs.destinations[sink.destination].id
        for sink, people in zip(network.sinks, used, strict=True)
        if sink.room is not None and people >= sink.room
    }


def refuse_nobody(inputs: Inputs) -> None:
    """Raise UsageError where nobody is expected to go."""
    if inputs.people == 0:
        raise UsageError(
            f"{inputs.scenario}: nobody is expected to go (0 people over all groups). "
            "Give a group people_likely and share_going above 0, or see what was not used."
        )


def _figures(
    network: Network,
    parts: Sequence[Part],
    bounds: Bounds,
    full: FullUse,
    total_bound_s: int,
) -> Figures:
    inputs, arrivals = network.inputs, arrivals_of(parts)
    longest_wait, largest_queue = waits(network, parts)
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
        full_s = 0 if full.proof is None else (full.proof[1].until + 1) * step_s
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
        longest_wait_s=longest_wait * step_s,
        largest_queue=largest_queue,
    )


def _last_starts(network: Network, origins: Sequence[Origin]) -> list[LastStart]:
    """Latest starts by zone and passings by gate, for one person alone; none = left out."""
    inputs = network.inputs
    latest = latest_departures(network, round_up=True)
    leading: dict[int, list[Arc]] = {}
    for arc in network.arcs:
        leading.setdefault(arc.from_state, []).append(arc)
    zones: dict[str, int] = {}
    for origin in origins:
        state = network.state_of(origin.group, origin.start.node)
        deadline = origin.group.latest_departure_s
        by = inputs.periods - 1 if deadline is None else deadline // inputs.step_s - 1
        for arc in leading.get(-1 if state is None else state, ()):
            last = min(by, latest[arc.to_state] - arc.periods(inputs.step_s, round_up=True))
            open_then = network.seconds[arc.profile][: max(0, last + 1)].nonzero()[0]
            if latest[arc.to_state] >= 0 and open_then.size:
                zone = origin.group.zone
                zones[zone] = max(zones.get(zone, -1), int(open_then[-1]))
    rows = [
        LastStart(f"zone/{zone}", period * inputs.step_s)
        for zone, period in zones.items()
        if period >= 0
    ]
    gates: dict[str, int] = {}
    for arc in network.arcs:
        if not arc.element.startswith("crossing/"):
            continue
        travel = arc.periods(inputs.step_s, round_up=True)
        open_rows = network.seconds[arc.profile]
        usable = open_rows[: max(0, latest[arc.to_state] - travel + 1)].nonzero()[0]
        if latest[arc.to_state] >= 0 and usable.size:
            for use in arc.uses:
                name = network.resources[use.resource].address
                gates[name] = max(gates.get(name, -1), int(usable[-1]))
    return rows + [LastStart(name, p * inputs.step_s) for name, p in gates.items()]


def _refuse_if_no_way_leads_anywhere(inputs: Inputs, origins: Sequence[Origin]) -> None:
    """Design rule 9: a scenario in which no zone reaches any destination is an input error.

    Whatever the hours, rates, consents and times: that there is too little of them is an answer.
    """
    ends = {row.node for row in inputs.destinations}
    starts = {(origin.start.node, origin.group.mode) for origin in origins}
    if any(node in ends for node, _ in reached_by_any_way(inputs, starts)):
        return
    names = ", ".join(sorted({node for node, _ in starts})[:5])
    raise UsageError(
        f"{inputs.scenario}: no road leads from any start ({names}) to any destination "
        f"({', '.join(sorted(ends)[:5]) or 'there is none'}), even with every gate, link and "
        "consent open. Look at from_node_id, to_node_id and allowed_uses in link.csv."
    )
