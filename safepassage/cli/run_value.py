"""Run the question `what is each change worth` for the command line, and its answer as JSON."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, cast

from ..clock import parse_day
from ..errors import UsageError
from ..optimise.value import KINDS, By, Value, Values, value_changes
from ..optimise.value_duals import Dual, dual_values
from ..optimise.value_figures import Figures
from ..optimise.value_hours import hour_text
from ..problems import Refusal, did_you_mean
from ..scenario.inputs import Inputs
from ..scenario.make_inputs import make_inputs
from ..scenario.read_scenario import read_scenario
from .options import check_headcount, instant_option
from .output import minutes

MANY = 30  # optima and plans of one answer, when it is weighed whether to compile the kernels


@dataclass(frozen=True, slots=True)
class ScenarioRequest:
    """Which scenario, seen how: what `plan` takes too."""

    scenario: str
    changes: tuple[str, ...] = ()
    as_of: str | None = None
    headcount: str = "likely"
    start: str | None = None
    step_s: int | None = None
    if_open: bool = False

    def inputs(self) -> Inputs:
        """Read and converted; raises SafePassageError for what the user can mend."""
        return make_inputs(
            read_scenario(self.scenario, set_=self.changes),
            as_of=instant_option("--as-of", self.as_of),
            headcount=check_headcount(self.headcount),
            start=instant_option("--start", self.start),
            step_s=self.step_s,
            if_open=self.if_open,
        )


@dataclass(frozen=True, slots=True)
class ValueAnswer:
    """The values, and the dual table where it was asked for."""

    values: Values
    duals: tuple[Dual, ...] | None


def run_value(
    request: ScenarioRequest,
    *,
    only: Sequence[str] = (),
    by: str | None = None,
    day: str | None = None,
    most: int | None = None,
    duals: bool = False,
    progress: Callable[[str], None] = lambda stage: None,
) -> ValueAnswer:
    """Read, optimise again and again. Raises SafePassageError for what the user can mend."""
    from ..kernels import choose_compiled
    from ..optimise.memory import available_bytes, refuse_too_large

    kinds = check_kinds(only)
    if by not in (None, "optimum", "plan"):
        raise UsageError(f'--by: "{by}" is not known. Allowed: optimum, plan.')
    hours_of = day_option(day)
    if hours_of is not None and "hours" not in kinds:
        raise UsageError("--day chooses hours: leave it out, or add --only hours.")
    progress("reading")
    inputs = request.inputs()
    refuse_too_large(inputs, available_bytes())
    choose_compiled(MANY * len(inputs.links) * inputs.periods)
    values = value_changes(
        inputs,
        by=cast(By | None, by),
        kinds=kinds,
        day=hours_of,
        most=most,
        progress=progress,
    )
    return ValueAnswer(values, tuple(dual_values(values.proved)) if duals else None)


def check_kinds(only: Sequence[str]) -> tuple[str, ...]:
    """The kinds asked for; all of them if none is named."""
    for name in only:
        if name not in KINDS:
            hint = did_you_mean(name, KINDS)
            raise UsageError(
                f'--only: "{name}" is not known. Allowed: {", ".join(KINDS)}. {hint}'.strip()
            )
    return tuple(kind for kind in KINDS if kind in only) if only else KINDS


def day_option(text: str | None) -> date | None:
    """A local day, or None if the option was not given."""
    if text is None:
        return None
    try:
        return parse_day(text)
    except Refusal as refusal:
        raise UsageError(f"--day: {refusal}") from refusal


def by_worth(rows: Sequence[Value]) -> list[Value]:
    """Gains first, the largest on top; then losses, the largest on top; then what is nothing."""

    def key(row: Value) -> tuple[int, float, float, float]:
        w = row.worth
        size = (float(w.people_more), float(w.hours_earlier or 0), float(w.people_hours_less))
        if w.nothing:
            return (2, 0.0, 0.0, 0.0)
        if is_gain(row):
            return (0, -size[0], -size[1], -size[2])
        return (1, *size)

    return sorted(rows, key=key)


def is_gain(row: Value) -> bool:
    """Whether a change is better in the first figure in which it makes a difference."""
    w = row.worth
    first = next((x for x in (w.people_more, w.hours_earlier, w.people_hours_less) if x), 0)
    return bool(first > 0)


def value_document(answer: ValueAnswer, top: int | None) -> dict[str, Any]:
    """The answer in the form of the machine contract (docs/reference/json.md)."""
    values, inputs = answer.values, answer.values.inputs
    end = inputs.start + timedelta(seconds=inputs.periods * inputs.step_s)
    document: dict[str, Any] = {
        "scenario": inputs.scenario,
        "notice": inputs.notice,
        "as_of": inputs.as_of.isoformat(),
        "start": inputs.start.isoformat(),
        "end": end.isoformat(),
        "step_s": inputs.step_s,
        "headcount": inputs.headcount,
        "if_open": list(inputs.if_open),
        "people": inputs.people,
        "kind": values.kind,
        "only_a_bound": list(values.because),
        "now": _figures(values.base),
        "bound": _figures(values.proved.bound),
        "rows": [_row(row) for row in by_worth(values.rows)[:top]],
        "not_valued": [
            {"what": row.what, "address": row.address, "because": row.because}
            for row in values.not_valued
        ],
    }
    if answer.duals is not None:
        document["duals"] = [_dual(inputs, row) for row in answer.duals]
    return document


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "people_arrived": figures.people,
        "clearance_min": minutes(figures.clear_s),
        "people_hours": number(Fraction(figures.away_s, 3600)),
    }


def _row(row: Value) -> dict[str, Any]:
    return {
        "what": row.change.what,
        "address": row.change.address,
        "change": row.change.change,
        "hours_earlier": number(row.worth.hours_earlier),
        "people_more": row.worth.people_more,
        "people_hours_less": number(row.worth.people_hours_less),
        "kind": row.kind,
        "within_gap": row.within_gap,
        "set": list(row.change.set),
    }


def _dual(inputs: Inputs, row: Dual) -> dict[str, Any]:
    return {
        "address": row.address,
        "change": f"open {hour_text(inputs, row.span)}",
        "hours_earlier": None,
        "people_more": number(row.people_more),
        "people_hours_less": number(row.people_hours_less),
        "kind": "dual",
    }


def number(value: Fraction | None) -> int | float | None:
    """A whole number where it is one, else four decimals; None stays None."""
    if value is None:
        return None
    return int(value) if value.denominator == 1 else round(float(value), 4)
