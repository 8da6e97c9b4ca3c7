"""Text: a plan as plain text for people, the same in the terminal and in plan.txt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from textwrap import wrap

from ..scenario.inputs import Inputs
from .if_open import IF, aside, capital, still_blocking, taken_as_open
from .lines import WIDTH, at, para, table, when
from .plan import AidDayFigures, Instruction, Plan, Stopped
from .short_text import room_needed_lines, shortfall_lines


def plan_text(plan: Plan) -> str:
    """The whole plan: answer, figures, instructions, shortfall, what it rests on."""
    sure = aside(plan.inputs)
    blocks = [
        wrap(plan.inputs.notice or "", WIDTH),
        heading(plan),
        wrap(taken_as_open(plan.inputs), WIDTH),
        answer_lines(plan),
        stopped_lines(plan.stopped),
        still_shut_lines(plan.inputs),
        ["The alternative: nobody moves", *nobody_lines(plan)],
        [f"Figures{sure}", *figure_lines(plan)],
        _under(f"Aid, trucks by local day{sure}", aid_lines(plan)),
        [f"Instructions (how to leave, if you choose to){sure}", *instruction_lines(plan)],
        shortfall_lines(plan),
        room_needed_lines(plan),
        [f"Last safe start, for one person alone{sure}", *last_start_lines(plan)],
        _under("Read, but not in this plan", beside_lines(plan)),
        ["What it rests on", *basis_lines(plan)],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _under(title: str, lines: list[str]) -> list[str]:
    """A title and its lines; nothing at all without lines."""
    return [title, *lines] if lines else []


def still_shut_lines(inputs: Inputs) -> list[str]:
    """Where unknown gates are taken as open: which gates block all the same, and why."""
    if not inputs.if_open:
        return []
    rows = still_blocking(inputs)
    if not rows:
        return [f"No gate blocks anybody all the time, {IF}"]
    lines = [f"Gates that still block, even {IF}, and why"]
    for row in rows:
        word = f" [{row.source}]" if row.source else ""
        lines += para(f"{row.sentence}{word}", 2, 4)
    return lines


def heading(plan: Plan) -> list[str]:
    """Title, instants and grid."""
    inputs = plan.inputs
    end = inputs.start + timedelta(seconds=inputs.periods * inputs.step_s)
    return [
        inputs.title,
        f"As of {at(inputs, inputs.as_of)}, from {at(inputs, inputs.start)} to "
        f"{at(inputs, end)} ({inputs.timezone}), {inputs.headcount} headcount, "
        f"steps of {inputs.step_s} s",
    ]


def answer_lines(plan: Plan) -> list[str]:
    """The answer in one or two sentences."""
    f, inputs = plan.figures, plan.inputs
    if f.status == "complete":
        assert f.t100_s is not None
        text = (
            f"{capital(inputs)}All {f.people:,} people expected to go can arrive by "
            f"{when(inputs, f.t100_s)} in this model, on these data. "
            f"{_bound_sentence(plan)}"
        )
    else:
        text = (
            f"{capital(inputs)}{f.people_arrived:,} of {f.people:,} people expected to go can "
            f"arrive with this plan; {f.people - f.people_arrived:,} cannot. {_most_sentence(plan)}"
        )
    return [*wrap(text, WIDTH), *wrap(_aid_sentence(plan), WIDTH)]


def _most_sentence(plan: Plan) -> str:
    """The most that any plan brings, and how far below it this one is."""
    f = plan.figures
    if plan.stopped is not None and f.people_arrived_bound == f.people:
        return "How many another plan could bring is not known: no bound was proved."
    share = f.people_gap / f.people_arrived_bound if f.people_arrived_bound else 0
    return (
        f"No plan could bring more than {f.people_arrived_bound:,} (proved, see "
        f"`safepassage check`){aside(plan.inputs)}"
        + (f"; this one is {share:.1%} below that." if f.people_gap else ".")
    )


def stopped_lines(stopped: Stopped | None) -> list[str]:
    """What ended the search before it was done, and what that left out."""
    if stopped is None:
        return []
    what = (
        "Somebody interrupted the search"
        if stopped.seconds is None
        else f"The time limit of {stopped.seconds:g} s ended the search"
    )
    text = (
        f"{what} (at: {stopped.stage}). This is the best plan found until then. "
        f"Left out: {'; '.join(stopped.left_out)}. What is said to be proved holds all the same; "
        "with more time the plan may be better, and more may be proved."
    )
    return wrap(text, WIDTH)


def _aid_sentence(plan: Plan) -> str:
    """Whether aid keeps its minimum, in a sentence; nothing where no aid stream is known."""
    if not plan.aid_days:
        return ""
    short = [row for row in plan.aid_days if row.trucks < row.required]
    sure_if = aside(plan.inputs)
    if not short:
        return (
            f"Aid keeps its minimum on every day: {plan.figures.trucks:,} trucks in all{sure_if}."
        )
    missing = sum(row.required - row.trucks for row in short)
    sure = min(missing, sum(max(0, row.required - row.most) for row in short))
    return (
        f"Aid does not keep its minimum on {len({row.date for row in short})} of "
        f"{len({row.date for row in plan.aid_days})} days: {missing:,} trucks are missing, "
        f"{sure:,} of them in any plan (proved). {plan.figures.trucks:,} trucks come in{sure_if}."
    )


def _bound_sentence(plan: Plan) -> str:
    f, inputs = plan.figures, plan.inputs
    if plan.stopped is not None and f.t100_bound_s == 0:
        return "How much sooner another plan could do it is not known: no bound was proved."
    if f.t100_bound_s is None or f.gap is None:
        return ""
    return (
        f"No plan could do it before {when(inputs, f.t100_bound_s)} (proved){aside(inputs)}; "
        f"this one is {f.gap:.2%} above that."
    )


def figure_lines(plan: Plan) -> list[str]:
    """A small table: share, plan, bound."""
    f, inputs = plan.figures, plan.inputs
    never = "never in this plan", "never in any plan"
    sure = aside(inputs)
    rows = [("", f"this plan{sure}", f"no plan before{sure}")]
    for name, label in (("t50", "half have arrived"), ("t90", "90 %"), ("t100", "everyone")):
        rows.append(
            (
                label,
                _time_cell(inputs, getattr(f, f"{name}_s"), never[0]),
                _bound_cell(plan, getattr(f, f"{name}_bound_s"), never[1]),
            )
        )
    rows.append(
        (
            "everyone, roads fully used",
            "",
            _bound_cell(plan, f.t100_bound_full_use_s, never[1]),
        )
    )
    lines = table(rows)
    lines.append(
        f"  people arrived {f.people_arrived:,}; at most {f.people_arrived_bound:,} in any plan; "
        f"staying {f.people_staying:,}{sure}"
    )
    if f.largest_queue:
        lines.append(
            f"  longest wait at a gate or station {f.longest_wait_s // 60:,} min; at most "
            f"{f.largest_queue:,} people wait at one place{sure}"
        )
    if plan.bottleneck:
        lines += para(
            f"Narrowest place (what the bound charges for){sure}: " + ", ".join(plan.bottleneck),
            2,
            4,
        )
    return lines


def nobody_lines(plan: Plan) -> list[str]:
    """What stands beside every plan."""
    f = plan.figures
    text = (
        f"{f.people + f.people_staying:,} people stay where they are. Moving is voluntary and "
        "temporary; who stays keeps protection and aid."
    )
    wanted = sum(row.required for row in plan.aid_days)
    if wanted:
        most = sum(min(row.required, row.most) for row in plan.aid_days)
        text += (
            f" The minimum of aid for all is {wanted:,} trucks until the end; "
            + ("the gates as they are known" if most < wanted else "the gates")
            + (f" let at most {most:,} of them pass" if most < wanted else " can let them pass")
            + f"{aside(plan.inputs)}."
        )
    return para(text, 2, 2)


def aid_lines(plan: Plan) -> list[str]:
    """Each stream with its days; days with one answer are said together."""
    names = {row.id: row for row in plan.inputs.aid_streams}
    lines: list[str] = []
    for stream in dict.fromkeys(row.aid_stream for row in plan.aid_days):
        rows = [row for row in plan.aid_days if row.aid_stream == stream]
        known = names[stream]
        tonnes = known.tonnes_per_truck
        trucks = sum(row.trucks for row in rows)
        load = "" if tonnes is None else f", about {float(trucks * tonnes):,.0f} t"
        text = (
            f"{known.name}: {trucks:,} trucks{load}, through {known.crossing}{aside(plan.inputs)}"
        )
        lines += para(text, 2, 4)
        for like, days in _alike(rows):
            quota = "" if like.quota is None else f", quota {like.quota}"
            answer = "met" if like.trucks >= like.required else "SHORT"
            if like.most < like.required:
                answer += f"; no plan could bring more than {like.most}"
            text = f"{days}: {like.trucks} (minimum {like.required}{quota}): {answer}"
            text += aside(plan.inputs)
            lines += para(text, 4, 6)
    return lines


def _alike(rows: Sequence[AidDayFigures]) -> list[tuple[AidDayFigures, str]]:
    """Runs of days with the same figures, and which days."""
    runs: list[list[AidDayFigures]] = []
    for row in rows:
        same = runs and (runs[-1][-1].trucks, runs[-1][-1].required, runs[-1][-1].most) == (
            row.trucks,
            row.required,
            row.most,
        )
        if same:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [
        (run[0], run[0].date if len(run) == 1 else f"{run[0].date} to {run[-1].date}")
        for run in runs
    ]


def instruction_lines(plan: Plan) -> list[str]:
    """Each instruction in three lines."""
    if not plan.instructions:
        return ["  none"]
    destinations = {row.id: row.name for row in plan.inputs.destinations}
    lines: list[str] = []
    for row in plan.instructions:
        lines += para(
            f"{row.id}  {row.people:,} people of {row.group} at {row.start_name}: leave "
            f"{window(plan.inputs, row)}{aside(plan.inputs)}",
            2,
            8,
        )
        way = f"{' > '.join(row.route_names)} > {destinations[row.destination]}"
        if row.leg is not None:
            way = f"{way}, seats by name"
        minutes = -(-row.travel_s // 60)
        lines += para(
            f"{way} ({_far(row)}{minutes} min under way)",
            8,
            10,
        )
        if row.fallback is not None:
            other = " > ".join(row.fallback.route_names)
            lines += para(
                f"Otherwise: {other} > {destinations[row.fallback.destination]} "
                f"({row.fallback.why})",
                8,
                10,
            )
        else:
            lines.append("        Otherwise: no other way")
    return lines


def _far(row: Instruction) -> str:
    """Kilometres on roads, where there are any."""
    return f"{row.length_m / 1000:.1f} km, " if row.length_m else ""


def last_start_lines(plan: Plan) -> list[str]:
    """Latest starts by zone and gate."""
    sure = aside(plan.inputs)
    rows = [(r.address, when(plan.inputs, r.instant_s) + sure) for r in plan.last_safe_start]
    return table(rows) if rows else ["  none: nobody could still arrive"]


def beside_lines(plan: Plan) -> list[str]:
    """What was read but not planned or not used."""
    lines: list[str] = []
    for row in plan.inputs.not_planned:
        lines += para(
            f"Not planned: {row.address} ({row.what}): {row.because}",
            2,
            4,
        )
    for fact in plan.inputs.not_used:
        lines += para(
            f"Not used: {fact.address}: {fact.because}",
            2,
            4,
        )
    return lines


def basis_lines(plan: Plan) -> list[str]:
    """Assumptions and sources."""
    lines: list[str] = []
    for row in plan.inputs.assumptions:
        word = f" [{row.source}]" if row.source else ""
        lines += para(
            f"{row.id} = {row.value} {row.unit}: {row.text}{word}",
            2,
            4,
        )
    for source in plan.inputs.sources:
        lines += para(
            f"[{source.id}] {source.title}, {source.publisher}, {source.date}",
            2,
            4,
        )
    return lines


def window(inputs: Inputs, row: Instruction) -> str:
    """When people of an instruction leave."""
    return f"{when(inputs, row.from_s)} to {when(inputs, row.to_s)}"


def _bound_cell(plan: Plan, second: int | None, never: str) -> str:
    """A bound; none at all where the search was ended before there was one."""
    if second == 0 and plan.stopped is not None:
        return "not proved"
    return _time_cell(plan.inputs, second, never)


def _time_cell(inputs: Inputs, second: int | None, never: str) -> str:
    if second is None:
        return never
    return f"{when(inputs, second)} (after {second / 60:g} min)"
