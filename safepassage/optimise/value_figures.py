"""Value figures: the three figures of an answer, and what another answer is better by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..scenario.inputs import Inputs
from .certificate import Cuts, total_certificate
from .part import Part
from .proofs import Bounds
from .solve import arrivals_of


@dataclass(frozen=True, slots=True)
class Figures:
    """People who arrive, when the last one has, and time until then, added over all.

    `clear_s` is None unless everyone expected to go arrives; `away_s` counts person-seconds from
    the start, for whoever does not arrive until the end of the horizon.
    """

    people: int
    clear_s: int | None
    away_s: int


@dataclass(frozen=True, slots=True)
class Worth:
    """How much better one answer is than another; hours are None unless both clear."""

    hours_earlier: Fraction | None
    people_more: int
    people_hours_less: Fraction

    @property
    def nothing(self) -> bool:
        """Whether no figure differs."""
        return not (self.hours_earlier or self.people_more or self.people_hours_less)

    def within(self, other: Worth) -> bool:
        """Whether no figure is larger than the same of the other, whatever its sign."""
        return (
            abs(self.people_more) <= other.people_more
            and abs(self.hours_earlier or Fraction(0)) <= (other.hours_earlier or Fraction(0))
            and abs(self.people_hours_less) <= other.people_hours_less
        )


def worth(before: Figures, after: Figures) -> Worth:
    """What `after` is better by (below 0: worse)."""
    hours = None
    if before.clear_s is not None and after.clear_s is not None:
        hours = Fraction(before.clear_s - after.clear_s, 3600)
    return Worth(hours, after.people - before.people, Fraction(before.away_s - after.away_s, 3600))


def open_between(plan: Figures, bound: Figures) -> Worth:
    """What a plan leaves open: how much better than it a plan could be, as far as is proved."""
    hours = Fraction(0)
    if plan.clear_s is not None and bound.clear_s is not None:
        hours = Fraction(plan.clear_s - bound.clear_s, 3600)
    away = Fraction(max(0, plan.away_s - bound.away_s), 3600)
    return Worth(max(Fraction(0), hours), max(0, bound.people - plan.people), away)


def figures_of_bound(inputs: Inputs, cuts: Cuts, bounds: Bounds) -> Figures:
    """What is proved for any plan: most people, earliest clearance, least time away."""
    people = bounds.people_arrived_bound
    total_s, _ = total_certificate(cuts, people)
    if cuts.taken:  # that proof leaves out aid; the cuts one by one do not
        reached = (min(people, cuts.stage(until).value) for until in range(cuts.arrived.size))
        total_s = max(total_s, sum(people - count for count in reached) * inputs.step_s)
    return Figures(people, bounds.times_s["t100"], total_s + _not_arrived_s(inputs, people))


def figures_of_plan(inputs: Inputs, parts: Sequence[Part]) -> Figures:
    """What a plan brings, as `plan` says it."""
    arrivals = arrivals_of(parts)
    people = sum(count for _, count in arrivals)
    clear_s = (arrivals[-1][0] + 1) * inputs.step_s if people == inputs.people else None
    total_s = sum((period + 1) * inputs.step_s * count for period, count in arrivals)
    return Figures(people, clear_s, total_s + _not_arrived_s(inputs, people))


def _not_arrived_s(inputs: Inputs, arrived: int) -> int:
    return (inputs.people - arrived) * inputs.periods * inputs.step_s
