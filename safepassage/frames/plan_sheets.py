"""Plan sheets: instructions, movements, arrivals, aid, shortfall, destinations of a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from safepassage.frames.sheet import Sheet, sheet
from safepassage.frames.use_sheets import gates, links, passings
from safepassage.plan.passings import arrivals as arriving
from safepassage.plan.plan import Plan


def at(plan: Plan, second: int | None) -> datetime | None:
    """A second of the model as an instant."""
    return None if second is None else plan.inputs.start + timedelta(seconds=second)


def figures(plan: Plan) -> Sheet:
    """One row: people, when half, 90 % and all have arrived, and what no plan can beat."""
    f = plan.figures
    times = (f.t50_s, f.t90_s, f.t100_s, f.t50_bound_s, f.t90_bound_s, f.t100_bound_s)
    return sheet(
        "scenario as_of:instant start:instant status people:whole people_staying:whole "
        "people_arrived:whole people_arrived_bound:whole people_gap:whole t50:instant t90:instant "
        "t100:instant t50_bound:instant t90_bound:instant t100_bound:instant gap_share:number "
        "mean_arrival_min:number longest_wait_min:number largest_queue_people:whole trucks:whole",
        [
            (
                plan.inputs.scenario,
                plan.inputs.as_of,
                plan.inputs.start,
                f.status,
                f.people,
                f.people_staying,
                f.people_arrived,
                f.people_arrived_bound,
                f.people_gap,
                *(at(plan, second) for second in times),
                f.gap,
                f.total_arrival_s / f.people_arrived / 60 if f.people_arrived else None,
                f.longest_wait_s / 60,
                f.largest_queue,
                f.trucks,
            )
        ],
        plan.inputs.timezone,
    )


def instructions(plan: Plan) -> Sheet:
    """One row for each: who leaves from when to when, by which way, and the way otherwise."""
    groups = {group.id: group for group in plan.inputs.groups}
    ends = {place.id: place.name for place in plan.inputs.destinations}
    return sheet(
        "instruction population group zone zone_name start start_name mode people:whole "
        "leave_from:instant leave_to:instant route route_addresses crossing leg destination "
        "destination_name length_m:whole travel_s:whole fallback fallback_destination",
        (
            (
                row.id,
                groups[row.group].population,
                row.group,
                row.zone,
                groups[row.group].zone_name,
                row.start,
                row.start_name,
                groups[row.group].mode,
                row.people,
                at(plan, row.from_s),
                at(plan, row.to_s),
                " > ".join(row.route_names),
                " ".join(row.route),
                row.crossing,
                row.leg,
                row.destination,
                ends[row.destination],
                row.length_m,
                row.travel_s,
                None if row.fallback is None else " > ".join(row.fallback.route_names),
                None if row.fallback is None else row.fallback.destination,
            )
            for row in plan.instructions
        ),
        plan.inputs.timezone,
    )


def movements(plan: Plan) -> Sheet:
    """People who leave the beginning of a stage in a period; `leaves` is the period's start."""
    return sheet(
        "instruction stage:whole period:whole leaves:instant people:whole",
        (
            (row.id, stage, period, at(plan, period * plan.inputs.step_s), people)
            for row in plan.instructions
            for stage, leaving in enumerate(row.leaving)
            for period, people in leaving
        ),
        plan.inputs.timezone,
    )


def arrivals(plan: Plan) -> Sheet:
    """People by the end of every period: in it, so far, and the most in any plan so far.

    The most is the planner's word, from the flow over whole periods: a plan may be ahead of it by
    one passing of a gate or road. Proved are only the points that "figures" gives.
    """
    inputs = plan.inputs
    came = dict(plan.arrivals_by_period)
    bound = plan.figures.people_arrived_bound  # may be finer than the bound by periods
    rows, so_far = [], 0
    for period in range(inputs.periods):
        so_far += came.get(period, 0)
        most = min(plan.most_by_period[period], bound) if plan.most_by_period else None
        end = at(plan, (period + 1) * inputs.step_s)
        rows.append((period, end, came.get(period, 0), so_far, most))
    return sheet(
        "period:whole by:instant people:whole people_so_far:whole people_most_so_far:whole",
        rows,
        inputs.timezone,
    )


def aid(plan: Plan) -> Sheet:
    """Trucks by stream and local day."""
    names = {row.id: (row.name, row.crossing) for row in plan.inputs.aid_streams}
    return sheet(
        "aid_stream name crossing date trucks:whole trucks_required:whole trucks_quota:whole "
        "trucks_most:whole trucks_missing:whole",
        (
            (
                row.aid_stream,
                *names[row.aid_stream],
                row.date,
                row.trucks,
                row.required,
                row.quota,
                row.most,
                max(0, row.required - row.trucks),
            )
            for row in plan.aid_days
        ),
    )


def short_of(plan: Plan) -> Sheet:
    """Who does not arrive, by which rule, and the single change that brings most, if any."""
    return sheet(
        "group zone start rule because people:whole proved:yes_no mend mend_amount mend_unit "
        "mend_people_more:whole mend_sought:yes_no",
        (
            (
                row.group,
                row.zone,
                row.start,
                row.rule,
                row.because,
                row.people,
                row.proved,
                *(
                    (None, None, None, None)
                    if row.mend is None
                    else (row.mend.change, row.mend.amount, row.mend.unit, row.mend.people_more)
                ),
                row.mend_sought,
            )
            for row in plan.short_of
        ),
    )


def destinations(plan: Plan) -> Sheet:
    """People who arrive at each place. `room`: known, unlimited, or not known (never counts)."""
    people: Counter[str] = Counter()
    last: dict[str, int] = {}
    for row in arriving(plan):
        people[row.destination] += row.people
        last[row.destination] = max(last.get(row.destination, 0), row.period + 1)
    rows = []
    for place in plan.inputs.destinations:
        end = last.get(place.id)
        room = place.room if isinstance(place.room, int) else None
        state = "known" if room is not None else "not known"
        rows.append(
            (
                place.id,
                place.name,
                place.kind,
                people[place.id],
                "unlimited" if place.room == "unlimited" else state,
                room,
                place.short_need,
                None if end is None else at(plan, end * plan.inputs.step_s),
            )
        )
    return sheet(
        "destination name kind people:whole room room_people:whole short_need last_arrival:instant",
        rows,
        plan.inputs.timezone,
    )


def needs(plan: Plan) -> Sheet:
    """What each destination has of each need, and for how many people that does."""
    return sheet(
        "destination need have:number unit per_person:number room_people:whole source",
        (
            (place.id, n.need, n.have, n.unit, n.per_person, n.room, n.source)
            for place in plan.inputs.destinations
            for n in place.needs
        ),
    )


def last_safe_start(plan: Plan) -> Sheet:
    """The latest start from which one person alone still arrives, by zone and gate."""
    rows = ((row.address, at(plan, row.instant_s)) for row in plan.last_safe_start)
    return sheet("address instant:instant", rows, plan.inputs.timezone)


PLAN_SHEETS: dict[str, Callable[[Plan], Sheet]] = {
    "figures": figures,
    "instructions": instructions,
    "movements": movements,
    "arrivals": arrivals,
    "aid": aid,
    "short_of": short_of,
    "gates": gates,
    "destinations": destinations,
    "needs": needs,
    "links": links,
    "passings": passings,
    "last_safe_start": last_safe_start,
}
