"""Certificate: the cuts of the exact flow as prices that a stranger can evaluate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from ..network.network import Network
from ..plan.plan import ArrivalCertificate, TotalCertificate
from .aid import AidTaken
from .flow import FlowCase

I64 = npt.NDArray[np.int64]
Span = tuple[int, int]  # periods, both ends inside


@dataclass(frozen=True, slots=True)
class Stage:
    """The minimum cut for arrivals by the end of period `until`.

    `value` = whole people that it proves nobody can exceed, `inside` = people it does not hold
    back, `runs` = priced periods by resource row, `rooms` = rows of network.sinks. On clocks `runs`
    are in seconds, from and to.
    """

    until: int
    value: int
    inside: int
    runs: dict[int, list[Span]]
    rooms: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cuts:
    """All stages of one run of the kernel, evaluated when asked for.

    `arrived` (n_stage,): flow units that can have arrived by the end of each period; a stage for
    each period, fewer where time ran out.
    `cut_first[q] .. cut_first[q+1]` are the rows of `cut_link`, `cut_from`, `cut_to` of stage q,
    and likewise for rooms. `early_s` (n_node,): the clocks that periods are counted on
    (clocks.py); None = those of the horizon.
    """

    case: FlowCase
    valued_on: Network  # the same resources; its budgets are those that a certificate pays for
    taken: Mapping[int, AidTaken]
    arrived: I64
    cut_first: I64
    cut_link: I64
    cut_from: I64
    cut_to: I64
    room_first: I64
    room_sink: I64
    early_s: I64 | None = None

    @property
    def complete(self) -> bool:
        """Whether there is a stage for every period (there is not where time ran out)."""
        return self.arrived.size == self.case.network.inputs.periods

    def stage(self, until: int) -> Stage:
        """The cut of one stage, exactly evaluated."""
        network, parts = self.valued_on, self.case.parts
        runs: dict[int, list[Span]] = {}
        step_s = network.inputs.step_s
        end_s = network.inputs.periods * step_s
        units = int(self.arrived[until])
        for row in range(self.cut_first[until], self.cut_first[until + 1]):
            link, first, last = (
                int(self.cut_link[row]),
                int(self.cut_from[row]),
                int(self.cut_to[row]),
            )
            units -= int(
                self.case.capacity[self.case.profile[link], first : last + 1].sum(dtype=np.int64)
            )
            charge = int(self.case.charges[link])
            assert charge >= 0, "a link without a limit cannot be in a cut"
            if self.early_s is not None:
                begins = first * step_s - int(self.early_s[self.case.from_node[link]])
                span = (max(0, begins), begins + (last + 1 - first) * step_s)
                if span[1] > 0:
                    runs.setdefault(charge, []).append((span[0], min(span[1], end_s)))
                continue
            runs.setdefault(charge, []).append((first, last))
        rooms = tuple(
            int(s) for s in self.room_sink[self.room_first[until] : self.room_first[until + 1]]
        )
        units -= sum(int(self.case.sink_room[s]) for s in rooms)
        assert units >= 0, "the cut is larger than the flow"
        assert units % parts == 0, "the cut does not carry the flow"
        inside = units // parts
        if self.early_s is None:
            joined = {r: _joined(spans, network.budget(r)) for r, spans in sorted(runs.items())}
        else:
            joined = {r: _apart(spans, step_s) for r, spans in sorted(runs.items())}
        value = inside
        for r, spans in joined.items():
            taken = self.taken.get(r)
            if self.early_s is not None:
                spans = [touched(span, step_s) for span in spans]
            people = _whole_people(network, r, spans, taken)
            if (
                taken is not None and self.early_s is None
            ):  # whole days: more seconds, less those that trucks must have
                for wider in taken.wider(spans):
                    trial = _joined([*joined[r], wider], network.budget(r))
                    fewer = _whole_people(network, r, trial, taken)
                    if fewer < people:
                        joined[r], people = trial, fewer
            value += people
        for sink in rooms:
            room = network.sinks[sink].room
            assert room is not None
            value += room
        return Stage(until, value, inside, joined, rooms)


def _joined(spans: list[Span], budget: I64) -> list[Span]:
    """Spans in order, joined where they touch or where nothing can pass between them."""
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and not budget[joined[-1][1] + 1 : first].any():
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def touched(span: Span, step_s: int) -> Span:
    """The first and last period that seconds [a, b) lie in: all of these are paid for."""
    return span[0] // step_s, (span[1] - 1) // step_s


def _apart(spans: list[Span], step_s: int) -> list[Span]:
    """Seconds in order, joined where they touch the same period or one another."""
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and first // step_s <= -(-joined[-1][1] // step_s):
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _whole_people(
    network: Network, resource: int, spans: Sequence[Span], taken: AidTaken | None
) -> int:
    """People who can pass in priced runs: each run's budget and one late passing, less aid."""
    budget = network.budget(resource)
    longest = network.resources[resource].longest
    shortest = network.resources[resource].shortest
    people = 0
    for a, b in spans:
        units = int(budget[a : b + 1].sum())
        passing = (units + longest) // shortest
        if taken is not None and (aid := taken.inside(a, b)):
            late = max(Fraction(longest), taken.passing)
            passing = min(passing, max(0, int((units + late - aid) // shortest)))
        people += passing
    return people


def people_through(cuts: Cuts, resource: int, spans: Sequence[Span]) -> list[tuple[Span, int]]:
    """Each priced run of a resource, by its periods, and the people whom it lets through."""
    network, taken = cuts.valued_on, cuts.taken.get(resource)
    if cuts.early_s is not None:
        spans = [touched(span, network.inputs.step_s) for span in spans]
    return [(span, _whole_people(network, resource, [span], taken)) for span in spans]


def last_stage_below(cuts: Cuts, people: int) -> Stage | None:
    """The latest stage whose cut proves fewer than `people` arrivals; None if there is none."""
    parts = cuts.case.parts
    periods = cuts.arrived.size
    first = int(np.searchsorted(cuts.arrived, people * parts))
    for until in range(min(first, periods) - 1, -1, -1):
        stage = cuts.stage(until)
        if stage.value < people:
            return stage
    return None


def charged(cuts: Cuts, people: int) -> set[int]:
    """Resources that the cut for so many people charges, or that of the end; empty without cuts."""
    if not cuts.arrived.size:
        return set()
    stage = last_stage_below(cuts, people)
    return set(stage.runs) if stage is not None else set()


def arrival_certificate(
    claim: str, cuts: Cuts, stage: Stage, capacity_use: str
) -> ArrivalCertificate:
    """A stage as priced runs and rooms by name."""
    network = cuts.valued_on
    return ArrivalCertificate(
        by_second=cuts.early_s is not None,
        claim=claim,
        until_period=stage.until,
        capacity_use=capacity_use,
        runs=tuple(
            (network.resources[r].address, a, b)
            for r, spans in stage.runs.items()
            for a, b in spans
        ),
        rooms=tuple(_destination_id(network, sink) for sink in stage.rooms),
    )


def _destination_id(network: Network, sink: int) -> str:
    return network.inputs.destinations[network.sinks[sink].destination].id


def total_certificate(cuts: Cuts, arrived_people: int) -> tuple[int, TotalCertificate | None]:
    """A bound on the sum of arrival seconds of any `arrived_people` people, and its prices.

    The prices are how many of the stages before the last arrival charge a resource in a period;
    the bound is the sum over these stages of the people who cannot have arrived yet.
    """
    network = cuts.valued_on
    periods = network.inputs.periods
    deadline = min(
        cuts.arrived.size, int(np.searchsorted(cuts.arrived, arrived_people * cuts.case.parts))
    )
    if deadline == 0 or arrived_people == 0:
        return 0, None
    prices: dict[int, npt.NDArray[np.int32]] = {}
    rooms: dict[int, int] = {}
    total = Fraction(arrived_people * deadline)
    for until in range(deadline):
        stage = cuts.stage(until)
        total -= stage.inside
        for resource, spans in stage.runs.items():
            if resource not in prices:
                prices[resource] = np.zeros(periods + 1, dtype=np.int32)
            for a, b in spans:
                prices[resource][a] += 1
                prices[resource][b + 1] -= 1
        for sink in stage.rooms:
            rooms[sink] = rooms.get(sink, 0) + 1
    runs: list[tuple[str, int, int, int, int]] = []
    for resource in sorted(prices):
        price = np.cumsum(prices.pop(resource), dtype=np.int64)[:periods]
        budget = network.budget(resource)
        for p in range(1, periods):  # a price where nothing can pass costs nothing: avoid rises
            if budget[p] == 0:
                price[p] = price[p - 1]
        shortest = network.resources[resource].shortest
        rises = int(np.maximum(np.diff(price, prepend=0), 0).sum())
        total -= Fraction(int((budget * price).sum()), shortest)
        total -= rises * Fraction(network.resources[resource].longest, shortest)
        address = network.resources[resource].address
        runs += [(address, *run) for run in ramps(price)]
    for sink, price_of_room in rooms.items():
        room = network.sinks[sink].room
        assert room is not None
        total -= room * price_of_room
    bound_s = max(0, int(total * network.inputs.step_s // 1))
    certificate = TotalCertificate(
        deadline_period=deadline,
        runs=tuple(runs),
        rooms=tuple((_destination_id(network, s), y) for s, y in sorted(rooms.items())),
    )
    return bound_s, certificate


def ramps(price: I64) -> list[tuple[int, int, int, int]]:
    """A row of prices as (first, last, price at first, change per period), zeros left out."""
    ramps: list[tuple[int, int, int, int]] = []
    p, n = 0, price.size
    while p < n:
        if price[p] == 0:
            p += 1
            continue
        last = p
        change = 0
        if p + 1 < n and price[p + 1] > 0:
            change = int(price[p + 1] - price[p])
            last = p + 1
            while last + 1 < n and price[last + 1] > 0 and price[last + 1] - price[last] == change:
                last += 1
        ramps.append((p, last, int(price[p]), change))
        p = last + 1
    return ramps
