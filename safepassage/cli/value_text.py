"""The answer to `what is each change worth` in words: what a row means, gains, losses, the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from textwrap import wrap

from ..optimise.value import Kind, Value, Values
from ..optimise.value_duals import Dual
from ..optimise.value_figures import Figures
from ..optimise.value_hours import hour_text
from ..plan.if_open import NOTHING_TAKEN, aside, capital, taken_as_open
from ..plan.lines import WIDTH, at, para, table
from ..scenario.inputs import Inputs
from .run_value import ValueAnswer, by_worth, is_gain

SHOWN = 15  # rows of each table, if the caller says nothing
INDENT = 43  # where the words of a row begin
HEAD = f"  {'people':>9}  {'last arrival':>12}  {'people-hours':>13}  "

MEANS: dict[Kind, str] = {
    "optimum": (
        "Each row: the best that any plan could reach with this one change, less the best of now; "
        "both proved, on a grid of {step} s."
    ),
    "bound": (
        "Each row: the bound on any plan with this one change, less the bound of now. It is not "
        "what a plan gains or loses ({because}); for that give --by plan."
    ),
    "plan": (
        "Each row: the plan that is made with this one change, less the plan of now. A plan is the "
        "best that was found, not always the best there is: differences up to what the plan of now "
        "leaves open may be the planner's alone, and are counted apart."
    ),
}
ALONE = (
    "Worths of single changes do not add up: two hours at two sides of a crossing may be worth "
    "much together and nothing alone, and two that each bring the same people bring them once. "
    "They say nothing about any party: who decides, and on what, is in the scenario. People-hours "
    "are the time until people have arrived, added over all who are expected to go; whoever does "
    'not arrive counts until the end. "not all": not everyone arrives, with the change or without '
    "it, so there is no last arrival to compare."
)


def value_text(answer: ValueAnswer, top: int | None, *, if_open: bool) -> str:
    """The whole answer."""
    values = answer.values
    inputs, sure = values.inputs, aside(values.inputs)
    rows = by_worth(values.rows)
    clear = [row for row in rows if not row.worth.nothing and not row.within_gap]
    gains = [row for row in clear if is_gain(row)]
    losses = [row for row in clear if not is_gain(row)]
    shown = SHOWN if top is None else top
    blocks = [
        wrap(inputs.notice or "", WIDTH),
        _heading(inputs),
        wrap(taken_as_open(inputs), WIDTH),
        wrap(NOTHING_TAKEN, WIDTH) if if_open and not inputs.if_open else [],
        _now(values),
        para(_means(values), 0, 0),
        para(ALONE, 0, 0),
        _rows(f"What would be gained{sure}", gains, shown),
        _none_alone(values, gains),
        _rows(f"What would be lost{sure}", losses, shown),
        _within_gap(values),
        _nothing([row for row in rows if row.worth.nothing], sure),
        _not_valued(values),
        [] if answer.duals is None else _duals(inputs, answer.duals, shown),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _heading(inputs: Inputs) -> list[str]:
    return [
        inputs.title,
        "What each single change is worth",
        f"As of {at(inputs, inputs.as_of)}, from {at(inputs, inputs.start)} "
        f"({inputs.timezone}), {inputs.headcount} headcount, steps of {inputs.step_s} s",
    ]


def _now(values: Values) -> list[str]:
    """The answer that all rows are compared with."""
    inputs, base, bound = values.inputs, values.base, values.proved.bound
    if values.kind == "plan":
        left = values.left_open
        text = (
            f"Now {_reaches(inputs, base)} with the plan that is made; in any plan "
            f"{_reaches(inputs, bound, at_best=True)}. So the plan of now leaves open "
            f"{left.people_more:,} people, {_span(left.hours_earlier)} and "
            f"{float(left.people_hours_less):,.1f} people-hours."
        )
    else:
        text = f"Now, in any plan, {_reaches(inputs, base, at_best=True)}."
    sure = capital(inputs)
    return para(f"{sure}{text[0].lower()}{text[1:]}" if sure else text, 0, 0)


def _reaches(inputs: Inputs, figures: Figures, *, at_best: bool = False) -> str:
    """Who arrives, and when the last one has."""
    most, not_before = ("at most ", "not before ") if at_best else ("", "after ")
    text = f"{most}{figures.people:,} of {inputs.people:,} people arrive"
    if figures.clear_s is not None:
        text += f", the last one {not_before}{figures.clear_s / 3600:.2f} h"
    return text


def _means(values: Values) -> str:
    because = "; ".join(values.because)
    if values.kind == "bound" and not because:
        because = "it is a bound"
    return MEANS[values.kind].format(step=values.inputs.step_s, because=because)


def _rows(title: str, rows: Sequence[Value], shown: int) -> list[str]:
    if not rows:
        return [f"{title}: nothing, by any change that was tried"]
    count = "one change" if len(rows) == 1 else f"{len(rows):,} changes, each"
    lines = [f"{title}, by {count} alone", HEAD + "change"]
    for row in rows[:shown]:
        w = row.worth
        people = f"{w.people_more:+,}" if w.people_more else "0"
        hours = "not all" if w.hours_earlier is None else _clock(w.hours_earlier)
        away = f"{-float(w.people_hours_less):+,.1f}" if w.people_hours_less else "0"
        first = f"  {people:>9}  {hours:>12}  {away:>13}  "
        text = f"{row.change.address}: {row.change.change}"
        if len(first) + len(text) <= WIDTH:
            lines.append(first + text)
        else:
            lines.append(f"{first}{row.change.address}:")
            lines += para(row.change.change, INDENT + 2, INDENT + 2)
    if len(rows) > shown:
        lines.append(f"  ... and {len(rows) - shown:,} more (--top, or --json for all)")
    return lines


def _none_alone(values: Values, gains: Sequence[Value]) -> list[str]:
    """Where no single change helps although people are left behind: where to look next."""
    if gains or values.base.people == values.inputs.people:
        return []
    text = (
        "Where several things stand in the way at once no single one is worth anything: "
        "`safepassage exits` names the smallest sets of openings and consents that free people, "
        "and --set makes a change first."
    )
    return para(text, 0, 0)


def _within_gap(values: Values) -> list[str]:
    rows = [row for row in values.rows if row.within_gap]
    if not rows:
        return []
    text = (
        f"{len(rows):,} more, each alone, make a difference no larger than what the plan of now "
        f"leaves open ({_kinds(rows)}); --json lists them with within_gap."
    )
    return para(text, 0, 0)


def _kinds(rows: Sequence[Value]) -> str:
    counts = Counter(row.change.what for row in rows)
    return ", ".join(f"{what} {count:,}" for what, count in counts.items())


def _clock(hours: Fraction) -> str:
    """So much earlier (-) or later (+)."""
    if not hours:
        return "0"
    return ("-" if hours > 0 else "+") + _span(abs(hours))


def _span(hours: Fraction | None) -> str:
    """Hours as minutes where they are few."""
    minutes = float(hours or 0) * 60
    return f"{minutes:.0f} min" if minutes < 120 else f"{minutes / 60:.2f} h"


def _nothing(rows: Sequence[Value], sure: str) -> list[str]:
    if not rows:
        return []
    text = (
        f"{len(rows):,} more, each alone, make no difference{sure} ({_kinds(rows)}): something "
        "else stands in the way, or nothing does there."
    )
    return para(text, 0, 0)


def _not_valued(values: Values) -> list[str]:
    if not values.not_valued:
        return []
    lines = ["Not valued"]
    often = Counter(
        (row.what, row.address, row.because.partition(": ")[2] or row.because)
        for row in values.not_valued
    )
    for (what, address, because), count in often.items():
        times = f"{count:,} changes, " if count > 1 else ""
        lines += para(f"{what}, {address}: {times}{because}", 2, 4)
    return lines


def _duals(inputs: Inputs, rows: Sequence[Dual], shown: int) -> list[str]:
    """The prices of the proofs, the highest first."""
    text = (
        "Marginal prices of the proof, hour by hour. They are no values and can mislead: a gate "
        "shows 0 where the road behind it is as narrow, and of two places that are equally narrow "
        "only one may show a price. Each is the price of a passing, times the people whom the hour "
        "lets through."
    )
    ordered = sorted(rows, key=lambda row: (-row.people_more, -row.people_hours_less))
    cells = [("people", "people-hours", "where and when")]
    cells += [
        (
            f"{float(row.people_more):,.1f}",
            f"{float(row.people_hours_less):,.1f}",
            f"{row.address}, {hour_text(inputs, row.span)}",
        )
        for row in ordered[:shown]
    ]
    lines = [*para(text, 0, 0), *table(cells)]
    if len(ordered) > shown:
        lines.append(f"  ... and {len(ordered) - shown:,} more (--top, or --json for all)")
    return lines
