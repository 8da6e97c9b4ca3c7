"""Price master: an LP in HiGHS that keeps its basis while rows and columns are added to it."""

from __future__ import annotations

from math import isfinite
from typing import Any

import numpy as np
import numpy.typing as npt

from .time_limit import NO_LIMIT, TimeLimit

F64 = npt.NDArray[np.float64]
I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
PRIMAL, DUAL = 4, 1  # simplex strategies of HiGHS


class PriceMaster:
    """max c x over x >= 0 and rows <= their limit (all 0 or more, so that x = 0 is allowed).

    Columns added leave the last basis right for the primal simplex, rows for the dual one.
    """

    def __init__(self, limit: TimeLimit = NO_LIMIT) -> None:
        import highspy

        self.limit = limit

        self.solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self.status = highspy.HighsModelStatus
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        self.n_row = self.n_column = 0

    def add_rows(self, limits: F64, first: I32, columns: I32, values: F64) -> None:
        """Rows by row: entries of row k are first[k] .. first[k + 1] - 1."""
        count = limits.size
        below = np.full(count, -np.inf)
        self.solver.addRows(count, below, limits, columns.size, first, columns, values)
        self.n_row += count

    def add_columns(self, gains: F64, first: I32, rows: I32, values: F64) -> None:
        """Columns by column, in the same form."""
        count = gains.size
        zero, most = np.zeros(count), np.full(count, np.inf)
        self.solver.addCols(count, -gains, zero, most, rows.size, first, rows, values)
        self.n_column += count

    def solve(self, iterations: int, *, rows_added: bool) -> tuple[F64, F64, int, bool]:
        """x, the dual value (0 or more) of every row, iterations used, and whether it is optimal.

        After at most so many iterations of the simplex method, or when the time limit is reached,
        whatever they have found.

        Raises
        ------
        ArithmeticError
            HiGHS ended in another way: neither an optimum nor a limit.
        """
        self.solver.setOptionValue("simplex_strategy", DUAL if rows_added else PRIMAL)
        self.solver.setOptionValue("simplex_iteration_limit", iterations)
        if isfinite(left_s := self.limit.left_s()):  # its clock goes on from run to run
            self.solver.setOptionValue("time_limit", self.solver.getRunTime() + left_s)
        self.solver.run()
        status = self.solver.getModelStatus()
        ended = (self.status.kOptimal, self.status.kIterationLimit, self.status.kTimeLimit)
        if status not in ended:
            # staying home is always possible
            raise ArithmeticError(f"HiGHS ended with {self.solver.modelStatusToString(status)!r}")
        solution = self.solver.getSolution()
        used = int(self.solver.getInfo().simplex_iteration_count)
        duals = np.maximum(0.0, -np.array(solution.row_dual))
        return np.array(solution.col_value), duals, used, status == self.status.kOptimal
