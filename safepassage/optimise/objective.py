"""Objective: which of two packings is better, by figures in order of rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..demand.demand import Origin
from ..errors import UsageError
from .part import Part

MEANING = {
    "arrived": "most people arrived",
    "deadline": "fewest people of groups with a deadline who do not arrive",
    "clearance": "earliest last arrival",
    "mean": "least sum of arrival times",
    "exposure": "least time between leaving home and arriving, over all people",
}
RANKS = tuple(MEANING)


@dataclass(frozen=True, slots=True)
class Objective:
    """Figures by which packings are compared, the first that differs decides.

    The search itself sends everyone as early as it goes; the objective chooses among what it finds.
    """

    ranks: tuple[str, ...] = RANKS

    @classmethod
    def read(cls, text: str) -> Objective:
        """Ranks named in order, with commas; those not named follow in the usual order.

        Raises
        ------
        UsageError
            A rank is not known or stands twice.
        """
        named = [name.strip() for name in text.split(",") if name.strip()]
        for name in named:
            if name not in MEANING:
                allowed = ", ".join(RANKS)
                raise UsageError(f'--objective: "{name}" is not known. Allowed: {allowed}.')
            if named.count(name) > 1:
                raise UsageError(f'--objective: "{name}" stands twice. Name each rank once.')
        return cls((*named, *(name for name in RANKS if name not in named)))

    def of(self, parts: Sequence[Part], origins: Sequence[Origin]) -> tuple[int, ...]:
        """The figures of a packing in order of rank, each the smaller the better.

        `parts` name their origins by row of `origins`. Times in periods times people.
        """
        people = urgent = clearance = arrivals = departures = 0
        for part in parts:
            there = part.arrivals()
            count = sum(n for _, n in there)
            people += count
            if origins[part.origin].group.latest_departure_s is not None:
                urgent += count
            clearance = max([clearance, *(period for period, _ in there)])
            arrivals += sum(period * n for period, n in there)
            departures += sum(
                int(p) * int(part.leaving[0][p]) for p in part.leaving[0].nonzero()[0]
            )
        figures = {
            "arrived": -people,
            "deadline": -urgent,
            "clearance": clearance,
            "mean": arrivals,
            "exposure": arrivals - departures,
        }
        return tuple(figures[name] for name in self.ranks)


USUAL = Objective()
