"""Price slots: which periods share one row of the path LP, and who is released in which."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

I64 = npt.NDArray[np.int64]
DAY_S = 86400
LONG_DAYS = 3  # from so many days on a slot is a time of day


def slots(n_period: int, step_s: int, until: int, most: int) -> I64:
    """Slot of every period: at most `most` blocks of periods, or times of day on long horizons.

    Blocks end with `until`, after which nothing counts. Where days repeat, one price for a time of
    day is nearly as good as one for every period, and the LP stays small. Any grouping is valid:
    it only weakens the bound.
    """
    periods = np.arange(n_period)
    if DAY_S % step_s == 0 and n_period * step_s >= LONG_DAYS * DAY_S:
        a_day = DAY_S // step_s
        return np.asarray(periods % a_day // -(-a_day // most), dtype=np.int64)
    width = -(-(until + 1) // most)
    last = until // width
    return np.asarray(np.maximum(0, last - (until - periods) // width), dtype=np.int64)


def merged_releases(
    released: Sequence[tuple[int, int]], until: int, slot: I64, ordered: bool
) -> list[tuple[int, int]]:
    """(period, people) by whom the LP counts who is ready: once a slot, with the last of it.

    All at once with the first where slots do not follow in time.
    """
    rows = [row for row in released if row[0] <= until]
    if len(rows) < 2:
        return rows
    if not ordered:
        return [(rows[0][0], sum(people for _, people in rows))]
    found: list[tuple[int, int]] = []
    for period, people in rows:
        if found and slot[found[-1][0]] == slot[period]:
            found[-1] = (period, found[-1][1] + people)
        else:
            found.append((period, people))
    return found
