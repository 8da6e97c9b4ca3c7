"""Part: people of one origin on one route, and when they leave each stage of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .candidates import Route

I32 = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Part:
    """People of one origin on one route; `leaving` (n_stage, n_period) people who leave a stage."""

    origin: int
    route: Route
    leaving: I32

    @property
    def people(self) -> int:
        """How many go."""
        return int(self.leaving[0].sum())

    def arrivals(self) -> list[tuple[int, int]]:
        """(period, people arriving in it), ascending."""
        final, length = self.leaving[len(self.route.stages) - 1], self.route.length[-1]
        return [(int(p) + length, int(final[p])) for p in final.nonzero()[0]]
