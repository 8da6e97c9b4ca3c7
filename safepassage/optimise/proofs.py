"""Proofs: for every claim the best of the cuts at hand, with its certificate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ..canonical import decimal_text
from ..demand.demand import Origin
from ..network.network import Network
from ..plan.plan import ArrivalCertificate
from .bound import exact_bound
from .certificate import Cuts, Stage, arrival_certificate, last_stage_below
from .pricing import Prices
from .shortfall import people_within_reach
from .time_limit import NO_LIMIT, TimeLimit

SHARES = (("t50", 50), ("t90", 90), ("t100", 100))
LARGE_ARC_PERIODS = 2_500_000  # from here on a second flow takes seconds
Proof = tuple[Cuts, Stage]


def share_people(people: int, percent: int) -> int:
    """The people that make a share, rounded up."""
    return -(-people * percent // 100)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Every time bound and the arrivals bound, with the cuts that prove them.

    `charged`, `rooms`: what the proof of the arrivals bound charges for, by name; `bottleneck`: the
    same for the clearance bound, or for the arrivals bound where not everyone can arrive.
    """

    people_arrived_bound: int
    times_s: dict[str, int | None]
    certificates: tuple[ArrivalCertificate, ...]
    charged: tuple[str, ...]
    rooms: tuple[str, ...]
    bottleneck: tuple[str, ...]

    def with_people(self, network: Network, people: int, prices: Prices) -> Bounds:
        """A better bound on arrivals, by prices; shares beyond it are then never reached."""
        everyone = network.inputs.people
        shares = {f"{name}": share_people(everyone, percent) for name, percent in SHARES}
        times = {n: None if people < shares[n] else t for n, t in self.times_s.items()}
        charged, rooms = _charged(network, prices)
        marks = (*charged, *(f"destination/{room}/room" for room in rooms))
        kept = tuple(c for c in self.certificates if times.get(c.claim[:-8], 0) is not None)
        return Bounds(people, times, kept, charged, rooms, marks)

    def with_t100(self, network: Network, t100_s: int, prices: Prices) -> Bounds:
        """A better bound on clearance, by prices."""
        charged, rooms = _charged(network, prices)
        marks = (*charged, *(f"destination/{room}/room" for room in rooms))
        return replace(self, times_s={**self.times_s, "t100": t100_s}, bottleneck=marks)


def best_bounds(network: Network, origins: Sequence[Origin], cuts: Sequence[Cuts]) -> Bounds:
    """The best stage of any of the cuts for each claim."""
    inputs = network.inputs
    use = decimal_text(inputs.capacity_use)
    end = end_proof(network, origins, cuts)
    most = min(inputs.people, end[1].value)
    times: dict[str, int | None] = {}
    certificates: list[ArrivalCertificate] = []
    bottleneck: tuple[str, ...] = ()
    for name, percent in SHARES:
        need = share_people(inputs.people, percent)
        if most < need:
            times[name] = None
            continue
        proof = _latest(cuts, need)
        times[name] = 0 if proof is None else (proof[1].until + 1) * inputs.step_s
        if proof is not None:
            certificates.append(arrival_certificate(f"{name}_bound_s", *proof, use))
            bottleneck = addresses(run[0] for run in certificates[-1].runs)
    certificates.append(arrival_certificate("people_arrived_bound", *end, use))
    if most < inputs.people:
        bottleneck = (
            *addresses(run[0] for run in certificates[-1].runs),
            *(f"destination/{room}/room" for room in certificates[-1].rooms),
        )
    charged = addresses(run[0] for run in certificates[-1].runs)
    rooms = certificates[-1].rooms
    return Bounds(most, times, tuple(certificates), charged, rooms, bottleneck)


def _charged(network: Network, prices: Prices) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Resources and destinations with a price of some weight."""
    least = prices.worth // 20
    charged = [network.resources[r].address for r, y in prices.of.items() if y.max() >= least]
    rooms = [
        network.inputs.destinations[network.sinks[s].destination].id
        for s, price in prices.rooms.items()
        if price >= least
    ]
    return addresses(charged), tuple(sorted(rooms))


def addresses(names: Iterable[str]) -> tuple[str, ...]:
    """Each resource once, in order; the days of a daily leg together, as `--set` names it."""
    return tuple(sorted({re.sub(r"@[^/]*", "", name) for name in names}))


@dataclass(frozen=True, slots=True)
class FullUse:
    """The clearance bound with roads used fully; `end` proves it where not everyone can arrive."""

    proof: Proof | None  # last stage that holds somebody back
    end: Proof
    reached: bool

    def certificates(self) -> list[ArrivalCertificate]:
        """The one that proves the claim, if any is needed."""
        proof = self.proof if self.reached else self.end
        if proof is None:
            return []
        return [arrival_certificate("t100_bound_full_use_s", *proof, "1")]


def full_use_bound(
    full_use: Network,
    origins: Sequence[Origin],
    cuts: Sequence[Cuts],
    limit: TimeLimit = NO_LIMIT,
) -> FullUse:
    """The clearance bound at full use of roads.

    Cuts that charge no road say the same at any use of roads, so they are not sought again. On
    large problems, or when `limit` is reached, no new flow is sought either: the cuts at hand,
    worth what roads hold at full use, prove nearly as much (Heidelberg: 165 minutes instead of 166,
    in no time instead of 5 s).
    """
    people = full_use.inputs.people
    network = cuts[0].valued_on
    proof, end = _latest(cuts, people), end_proof(network, origins, cuts)
    charged = {*end[1].runs, *(proof[1].runs if proof is not None else ())}
    if full_use is not network and any(
        network.resources[row].address.startswith("link/") for row in charged
    ):
        large = len(full_use.arcs) * full_use.inputs.periods > LARGE_ARC_PERIODS
        fully = [replace(one, valued_on=full_use) for one in cuts]
        if not large and not limit.reached:
            again = exact_bound(full_use, origins, taken=cuts[0].taken, limit=limit)[0]
            fully = [again] if again.complete else [again, *fully]
        proof, end = _latest(fully, people), end_proof(full_use, origins, fully)
    return FullUse(proof, end, min(end[1].value, people) >= people)


def _latest(cuts: Sequence[Cuts], people: int) -> Proof | None:
    """The latest stage of any of the cuts that proves fewer than `people` arrivals."""
    found = [(one, stage) for one in cuts if (stage := last_stage_below(one, people)) is not None]
    return max(found, key=lambda proof: proof[1].until, default=None)


def end_proof(network: Network, origins: Sequence[Origin], cuts: Sequence[Cuts]) -> Proof:
    """The best of the last stages and of charging nothing at all."""
    last = network.inputs.periods - 1
    reach = people_within_reach(network, origins)
    ends = [(cuts[0], Stage(last, reach, reach, {}, ()))]
    ends += [(one, one.stage(last)) for one in cuts if one.complete]
    return min(ends, key=lambda proof: proof[1].value)
