"""Instructions: parts of a packing as sentences that people can follow."""

from __future__ import annotations

from collections.abc import Sequence

from ..demand.demand import Origin
from ..network.network import Network
from ..network.paths import NEVER, WaysOut, ways_out
from ..plan.limits import WINDOW_STEP_S
from ..plan.plan import Fallback, Instruction
from .part import Part


def write_instructions(
    network: Network, origins: Sequence[Origin], parts: Sequence[Part]
) -> list[Instruction]:
    """One instruction per part, in the order of the scenario's groups, numbered from 1."""
    namer = _Namer(network)
    spare = _Fallbacks(network, namer)
    step_s = network.inputs.step_s
    instructions: list[Instruction] = []
    width = max(3, len(str(len(parts))))
    ordered = sorted(parts, key=lambda part: (part.origin, int(part.leaving[0].nonzero()[0][0])))
    for number, part in enumerate(ordered, start=1):
        origin = origins[part.origin]
        periods = [int(p) for p in part.leaving[0].nonzero()[0]]
        arcs = [network.arcs[a] for a in part.route.arcs]
        elements = tuple(arc.element for arc in arcs[:-1])
        destination = network.inputs.destinations[network.sinks[part.route.sink].destination]
        crossings = [e.partition("/")[2] for e in elements if e.startswith("crossing/")]
        legs = [e.partition("/")[2] for e in elements if e.startswith("leg/")]
        instructions.append(
            Instruction(
                id=f"I{number:0{width}d}",
                group=origin.group.id,
                zone=origin.group.zone,
                start=origin.start.node,
                start_name=origin.start.name,
                people=part.people,
                from_s=periods[0] * step_s // WINDOW_STEP_S * WINDOW_STEP_S,
                to_s=-(-(periods[-1] + 1) * step_s // WINDOW_STEP_S) * WINDOW_STEP_S,
                route=elements,
                stages=part.route.stages,
                route_names=namer.route(elements),
                crossing=crossings[-1] if crossings else None,
                leg=legs[-1] if legs else None,
                destination=destination.id,
                length_m=sum(arc.length_m for arc in arcs),
                travel_s=part.route.travel_s,
                fallback=spare.of(part),
                leaving=tuple(
                    tuple((int(p), int(row[p])) for p in row.nonzero()[0]) for row in part.leaving
                ),
            )
        )
    return instructions


class _Namer:
    """Names that a driver knows, for elements."""

    def __init__(self, network: Network) -> None:
        self.nodes = {node.id: node.name or node.id for node in network.inputs.nodes}
        self.names: dict[str, str] = {}
        self.unnamed: dict[str, tuple[str, str]] = {}  # of links without a name: their ends
        for link in network.inputs.links:
            if link.name:
                self.names[f"link/{link.id}"] = link.name
            else:
                self.unnamed[f"link/{link.id}"] = (link.from_node, link.to_node)
        for crossing in network.inputs.crossings:
            self.names[f"crossing/{crossing.id}"] = crossing.name
        for leg in network.inputs.legs:
            self.names[f"leg/{leg.id}"] = leg.name

    def route(self, elements: Sequence[str]) -> tuple[str, ...]:
        """Names along a route, each run of one name or of unnamed roads once."""
        names: list[str] = []
        begins: str | None = None  # where a run of unnamed roads begins
        for element in elements:
            if element in self.unnamed:
                if begins is None:
                    begins = self.unnamed[element][0]
                    names.append("")
                names[-1] = self._without_name(begins, self.unnamed[element][1])
            else:
                begins = None
                if not names or names[-1] != self.names[element]:
                    names.append(self.names[element])
        return tuple(names)

    def one(self, element: str) -> str:
        if element in self.unnamed:
            return self._without_name(*self.unnamed[element])
        return self.names[element]

    def _without_name(self, from_node: str, to_node: str) -> str:
        return f"unnamed road from {self.nodes[from_node]} to {self.nodes[to_node]}"


class _Fallbacks:
    """The quickest other way when the narrowest place of a route is lost (capacity not tested)."""

    def __init__(self, network: Network, namer: _Namer) -> None:
        self.network = network
        self.namer = namer
        self.legs = {arc.element for arc in network.arcs if arc.times is not None}
        self.ways: dict[str, WaysOut] = {}

    def of(self, part: Part) -> Fallback | None:
        network = self.network
        narrowest: tuple[int, str] | None = None
        for index in part.route.arcs[:-1]:
            use = network.binding(index)
            if use is None:
                continue
            people = int(network.budget(use.resource).sum()) // use.cost
            if narrowest is None or people < narrowest[0]:
                narrowest = (people, network.arcs[index].element)
        if narrowest is None:
            return None
        lost = narrowest[1]
        if lost not in self.ways:
            sinks = range(len(network.sinks))
            # a leg may have left by then, so no leg is offered as another way
            self.ways[lost] = ways_out(network, sinks, without={lost, *self.legs})
        ways = self.ways[lost]
        state = network.arcs[part.route.arcs[0]].from_state
        if ways.seconds[state] >= NEVER:
            return None
        arcs = ways.route(network, state)
        assert arcs is not None
        elements = tuple(network.arcs[a].element for a in arcs[:-1])
        end = network.arcs[arcs[-1]].element.partition("/")[2]
        why = f"if {self.namer.one(lost)} is lost; capacity not tested"
        return Fallback(elements, self.namer.route(elements), end, why)
