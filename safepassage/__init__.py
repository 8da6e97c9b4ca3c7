"""Safe Passage: plans the safe passage of civilians, and shows how credible the plan is.

Movement is voluntary and temporary. A plan meets stated criteria in a model, on given data; it
never says that a way is safe.

Eight verbs, in the order in which they are used:

    scenario = read_scenario("harbour")             a folder, or a shipped example
    inputs = make_inputs(scenario)                  plain units, as of an instant
    exits = find_exits(inputs)                      who can leave now, and what stands in the way
    plan = make_plan(inputs)                        instructions, figures, and the bound on any plan
    write_bundle(plan, "harbour-plan")              the folder that a stranger can check
    report = check_plan("harbour-plan")             sees the folder, nothing else
    write_report("harbour-plan", "harbour.html")    the page that people read
    found = compare_plans("monday", "tuesday")      what differs, and for whom

Beside them: `read_bundle` (a plan again from its folder), `PlanOptions` (how to plan),
`value_changes` (what each gate-hour, consent and departure is worth), and for notebooks
`make_frame(plan, "arrivals")` (pandas) and `make_figure(plan, "map")` (matplotlib).
What the user can mend is raised as `safepassage.errors.SafePassageError`. More:
docs/reference/python.md, and `help()` of each verb.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .check import check_bundle as check_plan
    from .compare.comparison import compare_plans
    from .figures.make_figure import make_figure
    from .frames.make_frame import make_frame
    from .network.exits import find_exits
    from .optimise.make_plan import make_plan
    from .optimise.options import PlanOptions
    from .optimise.value import value_changes
    from .plan.bundle import write_bundle
    from .plan.read_bundle import read_bundle
    from .report.write_report import write_report
    from .scenario.make_inputs import make_inputs
    from .scenario.read_scenario import read_scenario

    __version__: str

# name -> (module, name there): loaded when first asked for, so that `import safepassage` is quick
_LOADED_LATER = {
    "read_scenario": ("scenario.read_scenario", "read_scenario"),
    "make_inputs": ("scenario.make_inputs", "make_inputs"),
    "find_exits": ("network.exits", "find_exits"),
    "make_plan": ("optimise.make_plan", "make_plan"),
    "write_bundle": ("plan.bundle", "write_bundle"),
    "check_plan": ("check", "check_bundle"),
    "write_report": ("report.write_report", "write_report"),
    "compare_plans": ("compare.comparison", "compare_plans"),
    "read_bundle": ("plan.read_bundle", "read_bundle"),
    "PlanOptions": ("optimise.options", "PlanOptions"),
    "value_changes": ("optimise.value", "value_changes"),
    "make_frame": ("frames.make_frame", "make_frame"),
    "make_figure": ("figures.make_figure", "make_figure"),
}

__all__ = [  # noqa: RUF022 - in the order in which they are used, as help() shows them
    "read_scenario",
    "make_inputs",
    "find_exits",
    "make_plan",
    "write_bundle",
    "check_plan",
    "write_report",
    "compare_plans",
    "read_bundle",
    "PlanOptions",
    "value_changes",
    "make_frame",
    "make_figure",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("safepassage")
    if name not in _LOADED_LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, there = _LOADED_LATER[name]
    return getattr(import_module(f".{module}", __name__), there)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
