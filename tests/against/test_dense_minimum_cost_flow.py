"""The flow kernel on dense networks: where a move that is not looked at shows in the objective.

Two traps of the first prototypes. People who leave a zone late have waited there, and may leave
earlier when somebody else needs their place: without that move sparse networks come out right and
dense ones silently wrong. And where most streets take less than a period, ways of no time at all
turn in circles. OR-Tools' minimum-cost flow knows nothing of either.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.dense import anaheim, anaheim_folder, random_dense
from tests.against.test_lexflow_minimum_cost_flow import assert_equal_objective

anaheim_data = pytest.mark.skipif(
    anaheim_folder() is None,
    reason="needs the shared data: put it at ../shared or name it in SAFEPASSAGE_SHARED",
)


@pytest.mark.parametrize("seed", range(4))
def test_random_dense_networks(seed: int, tmp_path: Path) -> None:
    """12 to 18 streets at a place; steps from 30 s, where few streets take no time, to 120 s."""
    step_s = (30, 60, 60, 120)[seed]
    assert_equal_objective(random_dense(40 + 20 * seed, seed), step_s, tmp_path)


@pytest.mark.shared
@anaheim_data
def test_anaheim_at_60_s(tmp_path: Path) -> None:
    """914 links that are short and wide, 38 zones, nearly 100,000 vehicles."""
    assert_equal_objective(anaheim(), 60, tmp_path)
