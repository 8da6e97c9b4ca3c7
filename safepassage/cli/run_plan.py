"""Run the planner for the command line: read, plan, write, check, and say what came out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from ..plan.if_open import still_blocking
from ..plan.plan import AidDayFigures, Mend, Plan, Shortfall, Stopped
from ..scenario.inputs import Inputs
from .interrupt import ctrl_c_ends, no_interrupt
from .options import check_headcount, instant_option
from .output import minutes
from .run_check import run_check


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """What the command line asked for."""

    scenario: str
    out: Path | None
    force: bool
    changes: tuple[str, ...]
    as_of: str | None
    headcount: str
    start: str | None
    step_s: int | None
    seed: int
    routes: int
    window_min: int
    objective: str
    convergent: bool
    aid_first: bool
    mend_tries: int | None
    if_open: bool
    by: str | None = None
    time_limit_s: float | None = None
    memory_limit_gb: float | None = None
    report: bool = False


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """What goes to standard output, and the exit code."""

    document: dict[str, Any]
    text: str
    exit_code: int


def run_plan(request: PlanRequest, progress: Callable[[str], None]) -> PlanAnswer:
    """Plan, write and check. Raises SafePassageError for everything that the user can mend."""
    from ..optimise.memory import GIGA, available_bytes, refuse_too_large
    from ..optimise.time_limit import TimeLimit
    from ..plan.bundle import refuse_foreign_folder

    limit = TimeLimit(request.time_limit_s)
    begun = time.perf_counter()
    progress("reading")
    inputs = _read(request)
    read_s = time.perf_counter() - begun
    out = request.out if request.out is not None else Path(f"{inputs.scenario}-plan")
    refuse_foreign_folder(out, force=request.force)
    page = report_path(out) if request.report else None
    refuse_too_large(
        inputs,
        available_bytes()
        if request.memory_limit_gb is None
        else int(request.memory_limit_gb * GIGA),
    )
    from ..kernels import choose_compiled

    choose_compiled(len(inputs.links) * inputs.periods)
    from ..optimise.make_plan import make_plan
    from ..optimise.objective import Objective
    from ..optimise.options import PlanOptions
    from ..plan.bundle import write_bundle
    from ..plan.if_open import NOTHING_TAKEN, aside
    from ..plan.text import plan_text

    options = PlanOptions(
        seed=request.seed,
        most_routes=request.routes,
        window_min=request.window_min,
        aid_first=request.aid_first,
        mend=not request.convergent,
        mend_tries=request.mend_tries,
        objective=Objective.read(request.objective),
        convergent=request.convergent,
    )
    with ctrl_c_ends(limit):
        plan = make_plan(inputs, options, progress=progress, limit=limit)
    seconds = {"read": read_s, **plan.seconds}
    progress("writing")
    begun = time.perf_counter()
    stopped = f"Stopped. The plan is in {out}; it was not checked."
    with no_interrupt(stopped):
        write_bundle(plan, out, force=request.force)
    seconds["write"] = time.perf_counter() - begun
    progress("checking")
    begun = time.perf_counter()
    try:
        code, report, message = run_check(out)
    except KeyboardInterrupt as interrupt:
        raise KeyboardInterrupt(stopped) from interrupt
    seconds["check"] = time.perf_counter() - begun
    document = plan_document(plan)
    document["time_limit"] = _time_limit(request.time_limit_s, plan.stopped)
    document["interrupted"] = _interrupted(plan.stopped)
    document["bundle"] = str(out)
    document["report"] = None
    document["check"] = "unreadable" if report is None else report["verdict"]
    document["seconds"] = {name: round(value, 4) for name, value in seconds.items()}
    lines = plan_text(plan)
    if request.if_open and not inputs.if_open:
        lines += f"\n{NOTHING_TAKEN}\n"
    lines += f"\nBundle: {out}\n" + _verdict(report, message, out, aside(inputs))
    if page is not None and report is not None:
        progress("report")
        document["report"] = str(_write_report(out, page))
        lines += f"Report: {page}\n"
    if document["interrupted"] is not None:
        return PlanAnswer(document, lines, 130)
    return PlanAnswer(document, lines, 0 if code == 0 else 1)


def report_path(out: Path) -> Path:
    """Where the report of a bundle goes; UsageError if something else stands there."""
    from ..report.html.page import GENERATOR
    from .own_file import refuse_foreign_file

    page = out.parent / f"{out.name}-report.html"
    if page.exists():
        refuse_foreign_file(
            "--report", page, (".html",), GENERATOR.encode(), "a report of Safe Passage"
        )
    return page


def _write_report(bundle: Path, page: Path) -> Path:
    from ..report.write_report import write_report

    return write_report(bundle, page).path


def _time_limit(seconds: float | None, stopped: Stopped | None) -> dict[str, Any] | None:
    """The limit asked for, whether it ended the search, where, and what that left out."""
    if seconds is None:
        return None
    by_limit = stopped if stopped is not None and stopped.seconds is not None else None
    return {
        "seconds": seconds,
        "reached": by_limit is not None,
        "stopped_in": None if by_limit is None else by_limit.stage,
        "left_out": [] if by_limit is None else list(by_limit.left_out),
    }


def _interrupted(stopped: Stopped | None) -> dict[str, Any] | None:
    """Where Ctrl-C ended the search, and what that left out."""
    if stopped is None or stopped.seconds is not None:
        return None
    return {"stopped_in": stopped.stage, "left_out": list(stopped.left_out)}


def _read(request: PlanRequest) -> Inputs:
    from ..scenario.make_inputs import make_inputs
    from ..scenario.read_scenario import read_scenario

    changes = request.changes
    if request.by is not None:
        instant_option("--by", request.by)
        changes = (*changes, f"end={request.by}")
    return make_inputs(
        read_scenario(request.scenario, set_=changes),
        as_of=instant_option("--as-of", request.as_of),
        headcount=check_headcount(request.headcount),
        start=instant_option("--start", request.start),
        step_s=request.step_s,
        if_open=request.if_open,
    )


def _verdict(report: dict[str, Any] | None, message: str, out: Path, sure: str) -> str:
    if report is None:
        return f"CHECK: the bundle cannot be read: {message}\n"
    if report["verdict"] == "passed":
        counts: dict[str, int] = {}
        for claim in report["claims"]:
            counts[claim["status"]] = counts.get(claim["status"], 0) + 1
        said = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
        return (
            f"Check: passed ({said}){sure}. Meets the stated criteria in this model, on these "
            f"data{sure}.\n"
        )
    broken = [r["rule"] for r in report["rules"] if r["kept"] is False]
    failed = [c["claim"] for c in report["claims"] if c["status"] == "FAILED"]
    return (
        f"CHECK FAILED: rules {', '.join(broken) or 'none'}; claims {', '.join(failed) or 'none'}. "
        f"See `safepassage check {out}`.\n"
    )


def plan_document(plan: Plan) -> dict[str, Any]:
    """The answer in the form of the machine contract (docs/reference/json.md)."""
    f, inputs = plan.figures, plan.inputs
    arrived = f.people_arrived
    mean = minutes(f.total_arrival_s / arrived) if arrived else None
    mean_bound = minutes(f.total_arrival_bound_s / arrived) if arrived else None
    mean_gap = None
    if arrived and f.total_arrival_bound_s:
        mean_gap = (f.total_arrival_s - f.total_arrival_bound_s) / f.total_arrival_bound_s
    return {
        "scenario": inputs.scenario,
        "as_of": inputs.as_of.isoformat(),
        "start": inputs.start.isoformat(),
        "end": (inputs.start + timedelta(seconds=inputs.periods * inputs.step_s)).isoformat(),
        "step_s": inputs.step_s,
        "headcount": inputs.headcount,
        "if_open": list(inputs.if_open),
        "still_blocking": [
            {
                "address": row.address,
                "what": row.sentence,
                "rule": row.rule,
                "party": row.party,
                "source": row.source,
            }
            for row in still_blocking(inputs)
        ],
        "status": f.status,
        "people": f.people,
        "people_arrived": arrived,
        "people_arrived_bound": f.people_arrived_bound,
        "people_gap": f.people_gap,
        "people_staying": f.people_staying,
        "t50_min": minutes(f.t50_s),
        "t90_min": minutes(f.t90_s),
        "t100_min": minutes(f.t100_s),
        "t50_lower_bound_min": minutes(f.t50_bound_s),
        "t90_lower_bound_min": minutes(f.t90_bound_s),
        "lower_bound_min": minutes(f.t100_bound_s),
        "flow_lower_bound_min": minutes(plan.flow_bound[1]),
        "flow_people_arrived_bound": plan.flow_bound[0],
        "lower_bound_full_use_min": minutes(f.t100_bound_full_use_s),
        "static_bound_min": None
        if plan.static_bound_s is None
        else round(plan.static_bound_s / 60, 2),
        "gap": f.gap,
        "last_arrival": None
        if not plan.arrivals_by_period
        else _iso(inputs, (plan.arrivals_by_period[-1][0] + 1) * inputs.step_s),
        "arrived_by_day": _arrived_by_day(plan),
        "mean_min": mean,
        "mean_lower_bound_min": mean_bound,
        "mean_gap": mean_gap,
        "bottleneck": list(plan.bottleneck),
        "last_safe_start": [
            {
                row.address.partition("/")[0] if row.address.startswith("zone/") else "gate": (
                    row.address.partition("/")[2]
                    if row.address.startswith("zone/")
                    else row.address
                ),
                "instant": _iso(inputs, row.instant_s),
            }
            for row in plan.last_safe_start
        ],
        "longest_wait_min": minutes(f.longest_wait_s),
        "largest_queue": f.largest_queue,
        "trucks": f.trucks,
        "aid": [_aid_row(inputs, row) for row in plan.aid_days],
        "not_planned": [
            {"address": row.address, "what": row.what, "because": row.because}
            for row in inputs.not_planned
        ],
        "not_used": [{"address": row.address, "because": row.because} for row in inputs.not_used],
        "short_of": [_short_row(row) for row in plan.short_of],
        "cannot": _cannot(plan),
        "room_needed": [
            {
                "destination": row.destination,
                "people": row.people,
                "room": row.room,
                "needs": [
                    {"need": n.need, "unit": n.unit, "amount": n.amount, "have": n.have}
                    for n in row.needs
                ],
            }
            for row in plan.room_needed
        ],
        "instructions": [
            {
                "id": row.id,
                "zone": row.zone,
                "group": row.group,
                "start": row.start,
                "people": row.people,
                "from_min": minutes(row.from_s),
                "to_min": minutes(row.to_s),
                "from": _iso(inputs, row.from_s),
                "to": _iso(inputs, row.to_s),
                "route": list(row.route_names),
                "crossing": row.crossing,
                "leg": row.leg,
                "destination": row.destination,
                "fallback": None if row.fallback is None else list(row.fallback.route_names),
            }
            for row in plan.instructions
        ],
        "nobody_moves": {
            "people_staying": f.people + f.people_staying,
            "trucks_minimum": sum(row.required for row in plan.aid_days),
            "trucks_at_most": sum(min(row.required, row.most) for row in plan.aid_days),
        },
    }


def _arrived_by_day(plan: Plan) -> list[dict[str, Any]]:
    """People arrived, in all, by the end of each local day that the horizon touches."""
    step_s = plan.inputs.step_s
    return [
        {
            "day": day.date,
            "people": sum(n for p, n in plan.arrivals_by_period if (p + 1) * step_s <= day.to_s),
        }
        for day in plan.inputs.days
    ]


def _aid_row(inputs: Inputs, row: AidDayFigures) -> dict[str, Any]:
    stream = next(s for s in inputs.aid_streams if s.id == row.aid_stream)
    tonnes = stream.tonnes_per_truck
    return {
        "stream": row.aid_stream,
        "crossing": stream.crossing,
        "consignee": stream.consignee,
        "day": row.date,
        "trucks": row.trucks,
        "minimum": row.required,
        "quota": row.quota,
        "at_most": row.most,
        "tonnes": None if tonnes is None else float(row.trucks * tonnes),
        "met": row.trucks >= row.required,
    }


def _cannot(plan: Plan) -> dict[str, Any] | None:
    """Who arrives in no plan by the end, and what holds them back between which instants."""
    said, inputs = plan.cannot, plan.inputs
    if said is None:
        return None
    return {
        "people": said.people,
        "held": said.held,
        "by": said.by,
        "places": [
            {
                "address": place.address,
                "from": _iso(inputs, place.first * inputs.step_s),
                "to": _iso(inputs, (place.last + 1) * inputs.step_s),
                "people": place.people,
            }
            for place in said.places
        ],
    }


def _short_row(row: Shortfall) -> dict[str, Any]:
    return {
        "people": row.people,
        "place": row.start,
        "zone": row.zone,
        "group": row.group,
        "rule": row.rule,
        "because": row.because,
        "proved": row.proved,
        "mend_sought": row.mend_sought,
        "mend": None if row.mend is None else _mend(row.mend),
        "mends": [_mend(mend) for mend in row.mends],
    }


def _mend(mend: Mend) -> dict[str, Any]:
    return {
        "kind": mend.kind,
        "change": mend.change,
        "amount": mend.amount,
        "unit": mend.unit,
        "people_more": mend.people_more,
        "removes": mend.removes,
        "set": list(mend.set),
        "shown_in": mend.folder,
        "least": "proved" if mend.least_proved else "found",
    }


def _iso(inputs: Inputs, second: int) -> str:
    return (inputs.start + timedelta(seconds=second)).isoformat()
