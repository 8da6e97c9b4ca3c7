"""Compile the kernels now, once, so that nobody waits for it at the first plan.

`python -m safepassage.optimise.compile_kernels`, about half a minute; `make setup` does it. numba
keeps the result beside the kernels.
"""

from __future__ import annotations

from ..scenario.make_inputs import make_inputs
from ..scenario.read_scenario import read_scenario
from .make_plan import make_plan


def main() -> None:
    """Plan a small example with compiled kernels: it uses every one of them."""
    make_plan(make_inputs(read_scenario("harbour")))


if __name__ == "__main__":
    main()
