"""Routes kernel: the flow of `lexflow` taken apart into routes that people can follow.

numba's cache looks at this file alone: after a change to what it takes from `lexflow`, empty
`__pycache__`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

from .lexflow import (
    Adjacency,
    Flow,
    Network,
    Sinks,
    Supply,
    adjacency,
    longer,
    longer64,
    one_type,
)

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]


class Routes(NamedTuple):
    """Routes of the flow: route k uses link[first_link[k]] .. link[first_link[k + 1] - 1]."""

    node: I32  # (n_route,) release node; rows are not sorted
    sink: I32  # (n_route,) row of Sinks
    amount: I64  # (n_route,) people
    first_link: I64  # (n_route + 1,)
    link: I32  # in order of travel; no node is passed twice


def decompose(network: Network, supply: Supply, sinks: Sinks, flow: Flow) -> Routes:
    """Routes that the flow uses, each once per release node and sink, with its people.

    Rounds within one period are cancelled first, and a route that comes back to a node is
    shortened, so no route passes a node twice. `flow` itself is not changed.
    """
    network, supply, sinks = one_type(network, supply, sinks)
    arrived = supply.amount - flow.left
    parts = _decompose(
        network,
        adjacency(network),
        supply,
        sinks,
        flow.flow.copy(),
        flow.wait.copy(),
        arrived,
        flow.stored,
    )
    return Routes(*parts)


@njit(cache=True)
def _cancel_rounds(network: Network, links: Adjacency, flow: I32, p: int, mark: I32) -> None:
    """Take people off every closed round of links without travel time in period p.

    Depth-first walk along links with flow: coming upon a node of the walk closes a round.
    `mark` (n_node,) is 0 = new, 1 = on the walk, 2 = done, and is left at 0.
    """
    n_node = mark.size
    walk = np.empty(n_node + 1, dtype=np.int32)
    at = np.empty(n_node + 1, dtype=np.int32)
    step = np.empty(n_node + 1, dtype=np.int32)
    for root in range(n_node):
        if mark[root] != 0:
            continue
        depth = 0
        walk[0] = root
        at[0] = links.first_go[root]
        mark[root] = 1
        while depth >= 0:
            v = walk[depth]
            if at[depth] == links.first_go[v + 1]:
                mark[v] = 2
                depth -= 1
                continue
            link = links.go[at[depth], 0]
            w = links.go[at[depth], 1]
            if links.go[at[depth], 2] > 0 or flow[link, p] == 0 or mark[w] == 2:
                at[depth] += 1
                continue
            step[depth] = link
            if mark[w] == 0:
                depth += 1
                walk[depth] = w
                at[depth] = links.first_go[w]
                mark[w] = 1
                continue
            amount = flow[link, p]
            i = depth
            while walk[i] != w:
                i -= 1
                amount = min(amount, flow[step[i], p])
            for j in range(i, depth + 1):
                flow[step[j], p] -= amount
            for j in range(i + 1, depth + 1):
                mark[walk[j]] = 0
            depth = i
    mark[:] = 0


@njit(cache=True)
def _decompose(  # type: ignore[no-untyped-def]
    network: Network,
    links: Adjacency,
    supply: Supply,
    sinks: Sinks,
    flow: I32,
    wait: I32,
    arrived: I64,
    stored: I64,
):
    """See `decompose`; `flow` (n_link, n_period) and `wait` are used up."""
    n_node = network.n_node
    _, n_period = flow.shape
    seen_at = np.zeros(n_node, dtype=np.int32)
    busy = np.zeros(n_period, dtype=np.uint8)
    for p in range(n_period):
        for link in range(network.travel.size):
            if network.travel[link] == 0 and flow[link, p] > 0:
                busy[p] = 1
                break
        if busy[p]:
            _cancel_rounds(network, links, flow, p, seen_at)
    sink_at = np.full(n_node, -1, dtype=np.int32)
    sink_at[sinks.node] = np.arange(sinks.node.size).astype(np.int32)
    to_end = stored.copy()
    seen_at[:] = -1
    last_out = links.first_go[:-1].copy()

    node = np.empty(64, dtype=np.int32)
    sink = np.empty(64, dtype=np.int32)
    people = np.empty(64, dtype=np.int64)
    first_link = np.zeros(65, dtype=np.int64)
    route_link = np.empty(1024, dtype=np.int32)
    n_route = 0
    table = np.full(1024, -1, dtype=np.int64)  # open addressing: hash of a route -> its row
    key = np.empty(64, dtype=np.int64)

    steps = np.empty(64, dtype=np.int32)  # the walk: link, or -1 for one period of waiting
    route = np.empty(n_node + 1, dtype=np.int32)
    for r in range(supply.node.size):
        z = supply.node[r]
        while arrived[r] > 0:
            # walk forward along people who are still there, with as many as fit
            v = z
            p = supply.period[r]
            amount = arrived[r]
            n_step = 0
            while p < n_period - 1 or sink_at[v] < 0 or to_end[sink_at[v]] == 0:
                found = -1
                first = links.first_go[v]
                degree = links.first_go[v + 1] - first
                for i in range(degree):
                    # the link used last comes first: fewer different routes
                    k = first + (last_out[v] - first + i) % degree
                    if flow[links.go[k, 0], p] > 0:
                        found = k
                        break
                if n_step == steps.size:
                    steps = longer(steps, 2 * n_step)
                if found >= 0:
                    last_out[v] = found
                    steps[n_step] = links.go[found, 0]
                    amount = min(amount, flow[steps[n_step], p])
                    p += links.go[found, 2]
                    v = links.go[found, 1]
                elif p < n_period - 1 and wait[v, p] > 0:
                    steps[n_step] = -1
                    amount = min(amount, wait[v, p])
                    p += 1
                else:
                    raise ValueError("the flow does not balance")
                n_step += 1
            d = sink_at[v]
            amount = min(amount, to_end[d])
            to_end[d] -= amount
            arrived[r] -= amount
            # walk again: take the people off, and leave out what comes back to a node
            p = supply.period[r]
            n_link = 0
            here = z
            seen_at[z] = 0
            for i in range(n_step):
                link = steps[i]
                if link < 0:
                    wait[here, p] -= amount
                    p += 1
                    continue
                flow[link, p] -= amount
                p += network.travel[link]
                here = network.to_node[link]
                if seen_at[here] >= 0:
                    for j in range(seen_at[here], n_link):
                        if network.to_node[route[j]] != here:
                            seen_at[network.to_node[route[j]]] = -1
                    n_link = seen_at[here]
                else:
                    route[n_link] = link
                    n_link += 1
                    seen_at[here] = n_link
            seen_at[z] = -1
            hashed = np.int64(z) * 1000003 + d
            for j in range(n_link):
                seen_at[network.to_node[route[j]]] = -1
                hashed = (hashed * 31 + route[j]) % 2147483647  # no overflow, also uncompiled
            # find the route among the known ones, or add it
            slot = hashed & (table.size - 1)
            known = -1
            while table[slot] >= 0 and known < 0:
                k = table[slot]
                start = first_link[k]
                same = key[k] == hashed and node[k] == z and sink[k] == d
                if same and first_link[k + 1] - start == n_link:
                    known = k
                    for j in range(n_link):
                        if route_link[start + j] != route[j]:
                            known = -1
                            break
                if known < 0:
                    slot = (slot + 1) & (table.size - 1)
            if known >= 0:
                people[known] += amount
                continue
            table[slot] = n_route
            if n_route == node.size:
                node = longer(node, 2 * n_route)
                sink = longer(sink, 2 * n_route)
                people = longer64(people, 2 * n_route)
                key = longer64(key, 2 * n_route)
                first_link = longer64(first_link, 2 * n_route + 1)
            while first_link[n_route] + n_link > route_link.size:
                route_link = longer(route_link, 2 * route_link.size)
            node[n_route] = z
            sink[n_route] = d
            people[n_route] = amount
            key[n_route] = hashed
            start = first_link[n_route]
            route_link[start : start + n_link] = route[:n_link]
            n_route += 1
            first_link[n_route] = start + n_link
            if 2 * n_route > table.size:
                table = np.full(2 * table.size, -1, dtype=np.int64)
                for k in range(n_route):
                    slot = key[k] & (table.size - 1)
                    while table[slot] >= 0:
                        slot = (slot + 1) & (table.size - 1)
                    table[slot] = k
    return (
        node[:n_route].copy(),
        sink[:n_route].copy(),
        people[:n_route].copy(),
        first_link[: n_route + 1].copy(),
        route_link[: first_link[n_route]].copy(),
    )
