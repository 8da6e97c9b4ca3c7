"""A linear programme over time for HiGHS: rows and columns that come once for every period."""

from __future__ import annotations

from collections.abc import Sequence

import highspy
import numpy as np

Part = tuple[object, np.ndarray, float]  # row, periods, share of one


class Rows:
    """Rows `sum <= limit`, one for each period, and columns of 0 or more, one for each period."""

    def __init__(self, periods: int) -> None:
        self.periods, self.columns = periods, 0
        self.first: dict[object, int] = {}
        self.limits: list[np.ndarray] = []
        self.entries: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
        self.most: list[np.ndarray] = []
        self.whole: list[np.ndarray] = []
        self.arrivals: list[tuple[np.ndarray, np.ndarray]] = []  # columns, periods

    def row(self, key: object, limit: object = 0.0) -> None:
        self.first[key] = self.periods * len(self.limits)
        self.limits.append(np.broadcast_to(np.asarray(limit, dtype=float), self.periods))

    def add(self, parts: Sequence[Part], *, most: float = np.inf, whole: bool = True) -> np.ndarray:
        """Columns with entries in rows; periods beyond the horizon have no row."""
        count = len(parts[0][1])
        columns = np.arange(self.columns, self.columns + count)
        for key, periods, share in parts:
            if key not in self.first:
                self.row(key)
            inside = periods < self.periods
            rows = self.first[key] + periods[inside]
            self.entries.append((rows, columns[inside], np.full(rows.size, share)))
        self.columns += count
        self.most.append(np.full(count, most))
        self.whole.append(np.full(count, whole))
        return columns

    def model(self) -> highspy.Highs:
        """The rows and columns, given to HiGHS; nothing is gained yet."""
        rows, columns, shares = (np.concatenate(part) for part in zip(*self.entries, strict=True))
        order = np.lexsort((rows, columns))
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.columns, self.periods * len(self.limits)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = np.zeros(lp.num_col_)
        lp.col_lower_ = np.zeros(lp.num_col_)
        lp.col_upper_ = np.concatenate(self.most)
        lp.row_lower_ = np.full(lp.num_row_, -np.inf)
        lp.row_upper_ = np.concatenate(self.limits)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        counts = np.bincount(columns, minlength=lp.num_col_)
        lp.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        lp.a_matrix_.index_ = rows[order].astype(np.int32)
        lp.a_matrix_.value_ = shares[order]
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        highs.setOptionValue("threads", 1)
        highs.passModel(lp)
        return highs
