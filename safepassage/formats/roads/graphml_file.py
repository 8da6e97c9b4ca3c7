"""GraphML file: the nodes and edges of a directed graph, with their attributes by name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from safepassage.formats.roads.refusals import Refusals
from safepassage.formats.roads.xml_file import Place
from safepassage.problems import quoted

ALLOWED = "give a directed graph saved by OSMnx (save_graphml)"


class GraphNode(NamedTuple):
    """A node with its attributes by name."""

    place: Place
    values: dict[str, str]


class GraphEdge(NamedTuple):
    """An edge with its attributes by name; `ref` is source-target-number."""

    ref: str
    place: Place
    source: str
    target: str
    values: dict[str, str]


@dataclass(slots=True)
class GraphReader:
    """What the elements of a graph say."""

    refusals: Refusals
    names: dict[str, str] = field(default_factory=dict)  # of attributes, by key
    graph: dict[str, str] = field(default_factory=dict)
    nodes: dict[str, GraphNode] = field(default_factory=dict)
    edges: list[GraphEdge] = field(default_factory=list)
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    into: dict[str, str] = field(default_factory=dict)
    key: str = ""

    def start(self, name: str, values: dict[str, str], place: Place) -> None:
        if name == "key":
            self.names[values.get("id", "")] = values.get("attr.name", values.get("id", ""))
        elif name == "graph":
            self.into = self.graph
            if values.get("edgedefault") != "directed":
                read = "the graph is not directed: it does not say which way a one-way street goes"
                self.refusals.add(*place, "", read, ALLOWED)
        elif name == "node":
            self._node(values, place)
        elif name == "edge":
            self._edge(values, place)
        elif name == "data":
            self.key = self.names.get(values.get("key", ""), values.get("key", ""))

    def end(self, name: str, text: str) -> None:
        if name == "data":
            self.into[self.key] = text.strip()
        elif name in ("node", "edge"):
            self.into = self.graph

    def _node(self, values: dict[str, str], place: Place) -> None:
        ref = values.get("id", "")
        self.into = {}
        if ref in self.nodes or not ref:
            read = f"node {quoted(ref)} is there twice" if ref else "a node without id"
            self.refusals.add(*place, f"node/{ref}", read, "every node has an id of its own")
        self.nodes[ref] = GraphNode(place, self.into)

    def _edge(self, values: dict[str, str], place: Place) -> None:
        source, target = values.get("source", ""), values.get("target", "")
        number = self.seen[source, target]
        self.seen[source, target] += 1
        self.into = {}
        ref = f"{source}-{target}-{number}"
        self.edges.append(GraphEdge(ref, place, source, target, self.into))
