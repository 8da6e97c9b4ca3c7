"""Safe Passage: plans the safe passage of civilians, and shows how credible the plan is.

The verbs, in the order in which they are used:

    scenario = read_scenario("harbour")
    inputs = make_inputs(scenario)
    plan = make_plan(inputs)
    write_bundle(plan, "harbour-plan")
    report = check_plan("harbour-plan")  # sees the folder, nothing else
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .check import check_bundle as check_plan
    from .optimise.make_plan import make_plan
    from .optimise.options import PlanOptions
    from .plan.bundle import write_bundle
    from .scenario.make_inputs import make_inputs
    from .scenario.read_scenario import read_scenario

# name -> (module, name there): loaded when first asked for, so that `import safepassage` is quick
_VERBS = {
    "read_scenario": ("scenario.read_scenario", "read_scenario"),
    "make_inputs": ("scenario.make_inputs", "make_inputs"),
    "PlanOptions": ("optimise.options", "PlanOptions"),
    "make_plan": ("optimise.make_plan", "make_plan"),
    "write_bundle": ("plan.bundle", "write_bundle"),
    "check_plan": ("check", "check_bundle"),
}

__all__ = [
    "PlanOptions",
    "check_plan",
    "make_inputs",
    "make_plan",
    "read_scenario",
    "write_bundle",
]


def __getattr__(name: str) -> Any:
    if name not in _VERBS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, there = _VERBS[name]
    return getattr(import_module(f".{module}", __name__), there)


def __dir__() -> list[str]:
    return sorted([*globals(), *_VERBS])
