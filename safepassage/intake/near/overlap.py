"""Overlap: how much of two texts is the same, counted exactly over their runs of words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from safepassage.intake.near.shingles import U64

# Measured on made copies: docs/develop/intake-documents.md
ALIKE = 0.4  # of all runs of both
WITHIN = 0.8  # of the runs of the shorter one
FEWEST = 30  # runs: a shorter text lies within another one by chance


@dataclass(frozen=True, slots=True)
class Overlap:
    """`common` runs out of those of one text and of the other."""

    common: int
    one: int
    other: int

    @property
    def jaccard(self) -> float:
        """Common runs out of all that either has."""
        either = self.one + self.other - self.common
        return self.common / either if either else 0.0

    @property
    def within(self) -> float:
        """Common runs out of those of the shorter text."""
        shorter = min(self.one, self.other)
        return self.common / shorter if shorter else 0.0

    @property
    def is_copy(self) -> bool:
        """Whether one text repeats the other: most of both is common, or the shorter lies within.

        A cut copy lies within its source. Of two texts of one length, 0.4 of all runs are common
        when 57 % of the words of each stand in the other too.
        """
        shorter = min(self.one, self.other)
        return self.jaccard >= ALIKE or (shorter >= FEWEST and self.within >= WITHIN)


def overlap(one: U64, other: U64) -> Overlap:
    """Count what two sorted sets of runs have in common."""
    if len(one) == 0 or len(other) == 0:
        return Overlap(0, len(one), len(other))
    places = np.searchsorted(other, one)
    places[places == len(other)] = 0
    return Overlap(int(np.count_nonzero(other[places] == one)), len(one), len(other))
