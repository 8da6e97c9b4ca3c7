"""Compile the kernels now, once, so that nobody waits for it at the first plan.

`python -m safepassage.optimise.compile_kernels`, about half a minute; `make setup` does it. numba
keeps the result beside the kernels.
"""

from __future__ import annotations

from ..demand.demand import estimate_demand
from ..network.build import build_network
from ..scenario.make_inputs import make_inputs
from ..scenario.read_scenario import read_scenario
from .make_plan import make_plan
from .priced import PricedBounds


def main() -> None:
    """Plan a small example with compiled kernels, and bound it by prices: that uses all of them."""
    inputs = make_inputs(read_scenario("harbour"))
    make_plan(inputs)
    PricedBounds(build_network(inputs), estimate_demand(list(inputs.groups)), {}).of(
        inputs.periods - 1
    )


if __name__ == "__main__":
    main()
