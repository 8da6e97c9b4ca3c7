"""Make frame: a part of an answer as a pandas frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Literal, overload

from safepassage.errors import UsageError
from safepassage.frames.sheet import Sheet, to_pandas
from safepassage.problems import did_you_mean

if TYPE_CHECKING:
    import pandas as pd

    from safepassage.check import Report
    from safepassage.compare.comparison import Comparison
    from safepassage.network.exits import Exits
    from safepassage.optimise.value import Values
    from safepassage.plan.plan import Plan

PlanFrame = Literal[
    "figures",
    "instructions",
    "movements",
    "arrivals",
    "aid",
    "short_of",
    "gates",
    "destinations",
    "needs",
    "links",
    "passings",
    "last_safe_start",
]
ExitsFrame = Literal["groups", "blockers", "unlocks"]
ReportFrame = Literal["claims", "rules", "asserted"]
ComparisonFrame = Literal[
    "inputs", "figures", "times", "people", "rules", "aid", "uses", "instructions"
]
ValuesFrame = Literal["rows", "not_valued"]
Sheets = Mapping[str, Callable[[Any], Sheet]]


@overload
def make_frame(answer: Plan, name: PlanFrame) -> pd.DataFrame: ...
@overload
def make_frame(answer: Exits, name: ExitsFrame) -> pd.DataFrame: ...
@overload
def make_frame(answer: Report, name: ReportFrame) -> pd.DataFrame: ...
@overload
def make_frame(answer: Comparison, name: ComparisonFrame) -> pd.DataFrame: ...
@overload
def make_frame(answer: Values, name: ValuesFrame) -> pd.DataFrame: ...
def make_frame(answer: object, name: str) -> pd.DataFrame:
    """A part of a plan, of exits, of a check's report, of a comparison or of values as a frame.

    Shape: one row for each thing, a column for each of its facts (docs/reference/python.md lists
    them all). Units stand in the names (`_s`, `_min`, `_h`, `_m`, `_per_hour`; `people`, `trucks`).
    Types: string, Int64, Float64, boolean, and instants as timestamps in the scenario's time zone.
    What is not known, never happens or is not there is NA, never 0.

    Parameters
    ----------
    answer
        What `make_plan`, `read_bundle`, `find_exits`, `check_plan`, `compare_plans` or
        `value_changes` gave.
    name
        Which part; another one is refused with the list of those there are.

    Raises
    ------
    UsageError
        There is no such part, or pandas is not installed (`pip install 'safepassage[frames]'`).

    Source
    ------
    The answer itself; nothing is computed that it does not hold.
    """
    sheets = _sheets_of(answer)
    if name not in sheets:
        hint = did_you_mean(name, list(sheets))
        raise UsageError(
            f'frame "{name}" is not known for a {type(answer).__name__}. '
            f"There are: {', '.join(sheets)}. {hint}".strip()
        )
    return to_pandas(sheets[name](answer))


def _sheets_of(answer: object) -> Sheets:
    """The sheets of an answer by the name of its type, so that only what is needed is loaded."""
    kind = type(answer).__name__
    if kind == "Plan":
        from safepassage.frames.plan_sheets import PLAN_SHEETS

        return PLAN_SHEETS
    if kind == "Exits":
        from safepassage.frames.exits_sheets import EXITS_SHEETS

        return EXITS_SHEETS
    if kind == "Report":
        from safepassage.frames.check_sheets import CHECK_SHEETS

        return CHECK_SHEETS
    if kind == "Comparison":
        from safepassage.frames.comparison_sheets import COMPARISON_SHEETS

        return COMPARISON_SHEETS
    if kind == "Values":
        from safepassage.frames.values_sheets import VALUES_SHEETS

        return VALUES_SHEETS
    raise UsageError(
        f"a {kind} has no frames. Give a Plan, Exits, Report, Comparison or Values: what "
        "make_plan, read_bundle, find_exits, check_plan, compare_plans or value_changes gave."
    )
