"""Ceiling: the most people that any plan could bring on changed inputs, by the prices at hand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from ..demand.demand import Origin, estimate_demand
from ..network.aid import aid_days
from ..network.build import build_network
from ..network.network import Network
from ..network.paths import latest_departures
from ..plan.plan import ArrivalCertificate, PricedCertificate
from ..scenario.inputs import Inputs
from .aid import AidTaken, aid_taken
from .pricing import Pricer, Prices

Span = tuple[int, int]  # periods, both ends inside
Proof = ArrivalCertificate | PricedCertificate


class Ceiling:
    """Bounds on changed inputs by prices made for other inputs; the people stay who they are."""

    def __init__(self, inputs: Inputs) -> None:
        self.released: dict[tuple[str, str], tuple[list[int], list[int]]] = {}
        for origin in estimate_demand([group for group in inputs.groups if group.people > 0]):
            steps = origin.released(inputs.step_s)
            ready = accumulate((people for _, people in steps), initial=0)
            self.released[origin.key] = [period for period, _ in steps], list(ready)

    def people(self, inputs: Inputs, proofs: Sequence[Proof], own: Sequence[str] = ()) -> int:
        """People whom no plan can exceed on these inputs.

        Any prices prove a bound (docs/concepts/rules.md, The bound on arrivals), and the least
        counts: here those of each proof, and the same with all of some resources and rooms priced
        too (`own`). It takes one look at the network and no flow.
        """
        network = build_network(inputs)
        origins = estimate_demand([group for group in inputs.groups if group.people > 0])
        priced = {*own, *(run[0] for proof in proofs for run in proof.runs)}
        gates = inputs.aid_streams and any("/gate/" in address for address in priced)
        taken = aid_taken(network, aid_days(network)) if gates else {}
        least = inputs.people
        for proof in proofs:
            for more in ((), own) if own else ((),):
                if isinstance(proof, PricedCertificate):
                    pricer = Pricer(network, origins)
                    prices = _prices(network, proof, more)
                    least = min(least, pricer.bound(prices, inputs.periods - 1, taken))
                else:
                    least = min(least, self._value(network, origins, proof, more, taken))
        return least

    def _value(
        self,
        network: Network,
        origins: Sequence[Origin],
        proof: ArrivalCertificate,
        more: Sequence[str],
        taken: Mapping[int, AidTaken],
    ) -> int:
        """Who goes free of all prices, and what the priced resources and rooms let through."""
        inputs = network.inputs
        rows = {resource.address: i for i, resource in enumerate(network.resources)}
        runs: dict[int, list[Span]] = {}
        for address, first, last in proof.runs:
            if address in rows:
                runs.setdefault(rows[address], []).append((first, last))
        all_of_it = [(0, inputs.periods - 1)]
        runs |= {rows[address]: all_of_it for address in more if address in rows}
        rooms = {*proof.rooms, *(address.removeprefix("destination/") for address in more)}
        latest = latest_departures(_without_priced(network, runs, rooms), round_up=False)
        value = 0
        for origin in origins:
            state = network.state_of(origin.group, origin.start.node)
            if state is not None:
                until = origin.last_period_of_bound(inputs.step_s, inputs.periods)
                periods, ready = self.released[origin.key]
                value += ready[bisect_right(periods, min(latest[state], until))]
        for row, spans in runs.items():
            value += _let_through(network, row, spans, taken.get(row))
        for place in inputs.destinations:
            if place.id in rooms:
                value += inputs.people if place.room == "unlimited" else place.room or 0
        return value


def _prices(network: Network, proof: PricedCertificate, more: Sequence[str]) -> Prices:
    """The prices of a certificate on another network; what `more` names costs a whole person."""
    rows = {resource.address: i for i, resource in enumerate(network.resources)}
    periods, worth = network.inputs.periods, proof.worth
    of: dict[int, npt.NDArray[np.int64]] = {}
    for address, first, last, price, change in proof.runs:
        if address in rows:
            row = of.setdefault(rows[address], np.zeros(periods, dtype=np.int64))
            row[first : last + 1] = price + change * np.arange(last + 1 - first)
    for address in more:
        if address in rows:
            of[rows[address]] = np.full(periods, worth, dtype=np.int64)
    prices = {**dict(proof.rooms), **{name.removeprefix("destination/"): worth for name in more}}
    rooms: dict[int, int] = {}
    for row_of_sink, sink in enumerate(network.sinks):
        place = network.inputs.destinations[sink.destination].id
        if place in prices and sink.room is not None:
            rooms[row_of_sink] = prices[place]
    return Prices(worth, of, rooms)


def _without_priced(
    network: Network, runs: Mapping[int, Sequence[Span]], rooms: Collection[str]
) -> Network:
    """The network on which people go free: nothing priced is entered, no priced room is filled."""
    table: list[npt.NDArray[np.int64]] = [network.seconds]
    count = network.seconds.shape[0]
    arcs = list(network.arcs)
    for index, arc in enumerate(arcs):
        priced = [span for use in arc.uses for span in runs.get(use.resource, ())]
        if priced:
            row = network.seconds[arc.profile_bound].copy()
            for first, last in priced:
                row[first : last + 1] = 0
            table.append(row[None, :])
            arcs[index] = replace(arc, profile_bound=count)
            count += 1
    places = network.inputs.destinations
    sinks = tuple(sink for sink in network.sinks if places[sink.destination].id not in rooms)
    return replace(network, arcs=tuple(arcs), seconds=np.concatenate(table), sinks=sinks)


def _let_through(
    network: Network, resource: int, spans: Sequence[Span], taken: AidTaken | None
) -> int:
    """People who pass in priced runs: budgets, one late passing each, less what aid must have."""
    budget, row = network.budget(resource), network.resources[resource]
    people = 0
    for first, last in spans:
        units = int(budget[first : last + 1].sum())
        passing = (units + row.longest) // row.shortest
        if taken is not None and (aid := taken.inside(first, last)):
            late = max(Fraction(row.longest), taken.passing)
            passing = min(passing, max(0, int((units + late - aid) // row.shortest)))
        people += passing
    return people
