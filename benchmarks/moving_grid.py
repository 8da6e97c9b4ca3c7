"""Moving grid: a made plan on 20,000 links of which every one carries people, for maps."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.recipe_inputs import inputs_of
from benchmarks.recipes import grid
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.plan import Plan
from safepassage.scenario.inputs import Inputs

SIDE = 71  # nodes; 4 * 71 * 70 links
METRES_PER_DEGREE = 111_195.0
LINKS_A_ROUTE = 20


def grid_inputs(*, zones: int = 200, people: int = 60_000) -> Inputs:
    """A square town of 19,880 links with two-sided crossings at its exits, at real coordinates."""
    case = grid(side=SIDE, n_exit=12, people=people)
    inputs = inputs_of(case, zones, horizon_s=6 * 3600, gates=True)
    nodes = tuple(
        node._replace(
            x=f"{float(node.x) / METRES_PER_DEGREE:.6f}",
            y=f"{float(node.y) / METRES_PER_DEGREE:.6f}",
        )
        for node in inputs.nodes
    )
    return replace(inputs, nodes=nodes)


def planned_grid() -> Plan:
    """The town planned as anybody would plan it."""
    return make_plan(grid_inputs(), PlanOptions(mend=False))


def moving_grid(periods: int = 240) -> Plan:
    """A plan whose people pass every link for so long, in no order that could be walked.

    The largest load on a map; no check would pass it.
    """
    small = make_plan(inputs_of(grid(side=9, n_exit=2, people=2_000), 4, horizon_s=6 * 3600))
    inputs = grid_inputs(zones=20)
    first = small.instructions[0]
    names = [f"link/{row.id}" for row in inputs.links]
    leaving = (tuple((period, 5) for period in range(periods)),)
    rows = tuple(
        replace(
            first,
            id=f"I{number:04}",
            group=inputs.groups[number % len(inputs.groups)].id,
            zone=inputs.groups[number % len(inputs.groups)].zone,
            destination=inputs.destinations[0].id,
            route=tuple(names[begin : begin + LINKS_A_ROUTE]),
            stages=(0,),
            leaving=leaving,
        )
        for number, begin in enumerate(range(0, len(names), LINKS_A_ROUTE))
    )
    return replace(small, inputs=inputs, instructions=rows, aid=())
