"""Value network: the network of changed inputs, from the one at hand where only gates changed.

Building the network of a country again takes as long as finding its bound, and a gate-hour changes
two rows of seconds. So crossings, legs and the roads with another rate are built alone, and put in
the place of what was there.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..clock import intersection
from ..network.build import build_network
from ..network.network import I64, Arc, Network, Resource, Sink, Use
from ..network.windows import Spans, intervals
from ..scenario.inputs import Crossing, Inputs

Key = tuple[str, str, str, int]  # element, node, mode, row of the class


class Passages:
    """Crossings, legs and a few links of some inputs alone: their arcs and resources by name."""

    def __init__(self, inputs: Inputs, links: frozenset[str] = frozenset()) -> None:
        few = tuple(link for link in inputs.links if link.id in links)
        alone = replace(inputs, links=few, forbidden_turns=())
        self.network = build_network(alone, lift=frozenset({"walking_limit"}))
        places = self.network.places
        self.arcs: dict[Key, Arc] = {
            (arc.element, *places[arc.from_state][:3]): arc
            for arc in self.network.arcs
            if not arc.element.startswith("destination/")
        }
        self.resources: dict[str, Resource] = {
            row.address: row
            for row in self.network.resources
            if not row.address.startswith("destination/")
        }

    def seconds(self, row: int) -> I64:
        """Open seconds of a profile, times the scale of this network."""
        seconds: I64 = self.network.seconds[row]
        return seconds

    def differ(self, other: Passages) -> set[str]:
        """Elements with a resource that is not the same, or with an arc that is not open alike."""
        found: set[str] = set()
        for key, arc in self.arcs.items():
            if self._meaning(arc) != other._meaning(other.arcs[key]):
                found.add(key[0])
        for address, row in self.resources.items():
            if self._worth(row) != other._worth(other.resources[address]):
                found.add("/".join(address.split("/")[:2]))
        return found

    def _meaning(self, arc: Arc) -> tuple[object, ...]:
        rows = (self.seconds(arc.profile).tobytes(), self.seconds(arc.profile_bound).tobytes())
        uses = tuple((self.network.resources[use.resource].address, use[1:]) for use in arc.uses)
        plain = replace(arc, from_state=0, to_state=0, uses=(), profile=0, profile_bound=0)
        return plain, uses, rows

    def _worth(self, row: Resource) -> tuple[object, ...]:
        rows = (self.seconds(row.profile).tobytes(), self.seconds(row.profile_bound).tobytes())
        return (row.factor, row.longest, row.shortest, rows)


class Networks:
    """The networks of changed inputs, one after the other, from that of the base."""

    def __init__(self, base: Network) -> None:
        self.base = base
        self.before = Passages(base.inputs)
        self.row_of = {row.address: i for i, row in enumerate(base.resources)}

    def of(self, changed: Inputs) -> Network:
        """The network of changed inputs; `base` itself where nothing that people use differs.

        It has the same states, arcs and resources as `build_network(changed)`, and the same seconds
        for each; rows of seconds may be numbered otherwise.
        """
        base, before = self.base, self.base.inputs
        sinks, links = self._sinks(changed), self._other_rates(changed)
        if sinks is None or links is None or not self._same_elsewhere(changed):
            return build_network(changed)
        network = base if sinks == base.sinks else replace(base, inputs=changed, sinks=sinks)
        if not links and self._same_passages(changed):
            return network
        old = Passages(before, links) if links else self.before
        after = Passages(changed, links)
        # where a passage begins or ceases to be of use, other roads are within the walking limit
        if after.arcs.keys() != old.arcs.keys() or after.resources.keys() != old.resources.keys():
            return build_network(changed)
        differ = old.differ(after)
        return self._exchanged(network, changed, after, differ) if differ else network

    def surely_same(self, changed: Inputs) -> bool:
        """Whether it takes no look at any network to see that nothing people use differs."""
        same = self._other_rates(changed) == frozenset() and self._same_elsewhere(changed)
        return same and self._same_passages(changed) and self._sinks(changed) == self.base.sinks

    def _same_elsewhere(self, changed: Inputs) -> bool:
        """Whether all but links, crossings, legs and destinations is the same."""
        before = self.base.inputs
        elsewhere = replace(
            changed,
            links=before.links,
            crossings=before.crossings,
            legs=before.legs,
            destinations=before.destinations,
        )
        return elsewhere == before

    def _same_passages(self, changed: Inputs) -> bool:
        before = self.base.inputs
        pairs = zip(before.crossings, changed.crossings, strict=True)
        return changed.legs == before.legs and all(_open_alike(*pair) for pair in pairs)

    def _other_rates(self, changed: Inputs) -> frozenset[str] | None:
        """Links with another rate; None if there are others, or something else of them differs."""
        before = self.base.inputs.links
        if len(changed.links) != len(before):
            return None
        found = set()
        for old, new in zip(before, changed.links, strict=True):
            if new is not old and new != old:
                car, foot = new.car_per_hour, new.foot_per_hour
                if old._replace(car_per_hour=car, foot_per_hour=foot) != new:
                    return None
                found.add(old.id)
        return frozenset(found)

    def _sinks(self, changed: Inputs) -> tuple[Sink, ...] | None:
        """The sinks with their room; None if a place begins or ceases to count."""
        before = self.base.inputs.destinations
        if changed.destinations == before:
            return self.base.sinks
        rooms: dict[int, int | None] = {}
        for row, (old, new) in enumerate(zip(before, changed.destinations, strict=True)):
            room = replace(old, room=new.room, short_need=new.short_need, needs=new.needs)
            if room != new or bool(old.room) != bool(new.room):
                return None
            rooms[row] = None if new.room == "unlimited" else int(new.room or 0)
        return tuple(replace(sink, room=rooms[sink.destination]) for sink in self.base.sinks)

    def _exchanged(
        self, network: Network, changed: Inputs, after: Passages, differ: set[str]
    ) -> Network:
        """The network with the arcs and resources of some elements as they are afterwards."""
        times = network.scale // after.network.scale  # partial closures have made units finer
        table = [network.seconds]
        count: int = network.seconds.shape[0]

        def row_of(row: int) -> int:
            table.append(after.seconds(row)[None, :] * times)
            return count + len(table) - 2

        arcs, resources = list(network.arcs), list(network.resources)
        for i, arc in enumerate(network.arcs):
            if arc.element in differ:
                new = after.arcs[(arc.element, *network.places[arc.from_state][:3])]
                uses = tuple(
                    Use(
                        self.row_of[after.network.resources[use.resource].address],
                        use.cost * times,
                        use.passing_s,
                    )
                    for use in new.uses
                )
                rows = row_of(new.profile), row_of(new.profile_bound)
                arcs[i] = replace(
                    new,
                    from_state=arc.from_state,
                    to_state=arc.to_state,
                    uses=uses,
                    profile=rows[0],
                    profile_bound=rows[1],
                )
        for address, row in after.resources.items():
            if "/".join(address.split("/")[:2]) in differ:
                resources[self.row_of[address]] = replace(
                    row,
                    profile=row_of(row.profile),
                    profile_bound=row_of(row.profile_bound),
                    longest=row.longest * times,
                    shortest=row.shortest * times,
                )
        return replace(
            network,
            inputs=changed,
            arcs=tuple(arcs),
            resources=tuple(resources),
            seconds=np.concatenate(table),
        )


def _open_alike(old: Crossing, new: Crossing) -> bool:
    """Whether a crossing is the same but for hours of gates that are never open all at once."""
    if new is old or new == old:
        return True
    gates = tuple(
        replace(gate, open=was.open) for gate, was in zip(new.gates, old.gates, strict=True)
    )
    return replace(new, gates=gates) == old and _all_open(new) == _all_open(old)


def _all_open(crossing: Crossing) -> Spans:
    """When all gates are open, whatever the consents, also after the end of the horizon."""
    hours = [intervals(gate.open or ()) for gate in crossing.gates]
    spans = hours[0] if hours else ()
    for more in hours[1:]:
        spans = intersection(spans, more)
    return spans
