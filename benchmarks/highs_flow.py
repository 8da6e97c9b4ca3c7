"""The same optimum by HiGHS on the full time-expanded linear programme: a process of its own.

python -m benchmarks.highs_flow case.npz
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import highspy
import numpy as np

from benchmarks.minimum_cost_flow import answer_of, expand


def solve(path: Path) -> dict[str, Any]:
    """Least sum of arrival periods: a row for each node and period, a column for each arc."""
    begun = time.perf_counter()
    arcs = expand(path)
    count = len(arcs.cost)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = count, len(arcs.supply)
    lp.col_cost_ = arcs.cost.astype(float)
    lp.col_lower_ = np.zeros(count)
    lp.col_upper_ = arcs.capacity.astype(float)
    lp.row_lower_ = lp.row_upper_ = arcs.supply.astype(float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.arange(count + 1, dtype=np.int32) * 2
    lp.a_matrix_.index_ = np.stack([arcs.from_place, arcs.to_place], 1).ravel().astype(np.int32)
    lp.a_matrix_.value_ = np.tile([1.0, -1.0], count)
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.passModel(lp)
    built = time.perf_counter()
    highs.run()
    solved = time.perf_counter()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError(f"HiGHS ended with {highs.getModelStatus()}")
    flows = np.array(highs.getSolution().col_value)
    return answer_of(arcs, flows) | {
        "solve_s": round(solved - built, 3),
        "total_s": round(solved - begun, 3),
    }


if __name__ == "__main__":
    print(json.dumps(solve(Path(sys.argv[1]))))
