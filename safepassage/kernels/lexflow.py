"""Flow kernel: the most people arrived by the end of every period, with the cut that proves it.

The network is expanded over time: a person at node v in period p may wait there, or enter a link
(v, w) in period p, if it still has capacity, and is at w in period p + travel. No arc of that
network is stored: `flow` has one number for each link and period, `wait` one for each node and
period, and the residual moves are read off them.

Stage q opens every sink in period q and augments until nobody more can arrive. Serving the sinks
in order of time is a lexicographic maximum flow (Minieka 1973, Megiddo 1974); where room is
unlimited it is the earliest-arrival flow, so the last arrival and the mean arrival time are least
at once (Jarvis and Ratliff 1982).

An augmenting path is sought backward, from the sink. As waiting is free, whoever can reach the
sink from v in period p can do so from any earlier one: the search keeps one number per node, the
latest such period, and of each link only the latest period that still helps. It goes first where
the next person left is fewest roads away (`floor`); any path will do. What a failed search has
seen can reach the sink and cannot be reached by anybody left, now or in a later stage: at every
node a run of leading periods, `dead[v]` of them. The links that lead from outside into this set
are the minimum cut of the stage, and no later search looks at it again. (Distance labels as in
Ahuja and Orlin 1991 were tried: as good where few links are full, but with many short links they
creep up by one for each period of waiting: 15 times slower in a city.)

A full room breaks one promise: a later arrival may push somebody out of a full room to another
one, so the dead can become of use. Whenever somebody left can reach a full sink whose people were
dead, all is looked at again.

Minieka, Maximal, lexicographic, and dynamic network flows, Operations Research 21 (1973).
Megiddo, Optimal flows in networks with multiple sources and sinks, Math. Programming 7 (1974).
Jarvis, Ratliff, Some equivalent objectives for dynamic network flow problems, Mgmt. Sci. 28 (1982).
Ahuja, Orlin, Distance-directed augmenting path algorithms for maximum flow and parametric maximum
flow problems, Naval Research Logistics 38 (1991).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
U8 = npt.NDArray[np.uint8]

UNBOUNDED = 2**30  # capacity without a limit
UNLIMITED = 2**62  # room without a limit
NEVER = 2**30  # a period or a distance that does not come
STAGES_AT_ONCE, SEARCHES_AT_ONCE = 4, 500  # between two looks at whether to stop

# kinds of move in a path, backward: who is at the near end came from the far end by ...
ENTERED, CANCELLED, WAITED, UNWAITED = 0, 1, 2, 3
# rows of State.counts
PEOPLE_LEFT, NODES_EMPTIED, REFRESH_AFTER, SEARCHES, PAUSE_AT = 0, 1, 2, 3, 4


class Network(NamedTuple):
    """Links over time; a row number is a link's or a node's identity."""

    from_node: I32  # (n_link,)
    to_node: I32  # (n_link,)
    travel: I32  # (n_link,) periods, 0 allowed
    profile: I32  # (n_link,) row of `capacity`
    capacity: I32  # (n_profile, n_period) people who may enter in the period; UNBOUNDED = no limit
    n_node: int


class Supply(NamedTuple):
    """Who is released where and when, sorted by node, then period."""

    node: I32  # (n_release,)
    period: I32  # (n_release,)
    amount: I64  # (n_release,) people


class Sinks(NamedTuple):
    """Where people arrive; each node at most once."""

    node: I32  # (n_sink,)
    room: I64  # (n_sink,) people, over all time; UNLIMITED = no limit


class Flow(NamedTuple):
    """The flow after the last stage, and what each stage has shown."""

    # (n_stage,) most people who can have arrived by the end of the period; a stage for each period
    # up to the last one asked for, fewer if the search was stopped
    arrived: I64
    flow: I32  # (n_link, n_period) people who enter the link in the period
    wait: I32  # (n_node, n_period) people who stay from this period to the next
    left: I64  # (n_release,) people who do not arrive
    stored: I64  # (n_sink,) people who arrive
    # The minimum cut of a stage: links with runs of periods, all rows of one stage together. A run
    # starts and ends in a period with capacity; between them there may be periods with none.
    cut_stage: I32
    cut_link: I32
    cut_first: I32
    cut_last: I32
    # The rooms in the cut of a stage.
    room_stage: I32
    room_sink: I32


class Adjacency(NamedTuple):
    """Links sorted by their head (`come`) and by their tail (`go`), with what a search reads."""

    first_come: I32  # (n_node + 1,)
    come: I32  # (n_link, 4): link, tail, travel, profile
    first_go: I32  # (n_node + 1,)
    go: I32  # (n_link, 3): link, head, travel


class State(NamedTuple):
    """What changes while the stages run."""

    flow: I32  # (n_link, n_period)
    wait: I32  # (n_node, n_period)
    floor: I32  # (n_node,) hops over the roads from the nearest node with people left
    dead: I32  # (n_node,) leading periods that nobody left can reach
    used: U8  # (n_link,) 1 = has carried flow, so it may be cancelled
    # Periods full_after + 1 .. full_until of a link are known to be full: a search skips them.
    full_after: I32  # (n_link,)
    full_until: I32  # (n_link,)
    search: I32  # (n_node,) number of the last search that has seen the node
    top: I32  # (n_node,) in that search, latest period from which one can go to the sink
    done: I32  # (n_node,) latest period up to which the moves into the node were looked at
    bucket: I32  # (n_node + 2,) first row of the search with this floor, -1 = none
    left: I64  # (n_release,)
    released: I32  # (n_release,) period
    head: I32  # (n_node,) first release with people left
    end: I32  # (n_node,) one past the last release
    ready: I32  # (n_node,) period of that first release; NEVER = nobody left
    stored: I64  # (n_sink,)
    counts: I64  # see PEOPLE_LEFT and its fellows


class Found(NamedTuple):
    """What the stages have shown; changed in place."""

    arrived: I64  # (n_period,)
    kept_stage: I64  # (n_target,) one past the last stage that stays below the target
    kept_dead: I32  # (n_target, n_node) `dead` after that stage


def memory_bytes(n_node: int, n_link: int, n_period: int) -> int:
    """Bytes that `lexicographic_flow` holds in its large arrays, without lists of cuts."""
    return n_period * 4 * (n_link + n_node) + 30 * n_link + 50 * n_node


def lexicographic_flow(
    network: Network,
    supply: Supply,
    sinks: Sinks,
    last_period: int,
    targets: tuple[int, ...] = (),
    stop: Callable[[], bool] | None = None,
) -> Flow:
    """Most people arrived by the end of each period 0 .. last_period.

    Parameters
    ----------
    network, supply, sinks
        Shapes and units at the classes. Whole numbers of any size up to their type.
    last_period
        Stages run from 0 to this one.
    targets
        Numbers of people. If given, cuts are kept only for the last stage that stays below each
        of them; else for every stage.
    stop
        Asked every few stages and every few hundred searches; once it says yes the stage at work is
        left as it is, and no further one is begun. What the stages before have shown holds all the
        same; the flow brings the people of the last of them, and some more.

    Raises
    ------
    ValueError
        Where an array has the wrong length, a row number points nowhere, a number is negative,
        supply is not sorted, a sink stands twice, or there are more people than UNBOUNDED.
    """
    _refuse_bad_input(network, supply, sinks, last_period)
    network, supply, sinks = one_type(network, supply, sinks)
    links = adjacency(network)
    state = _start(network, supply, len(sinks.node), last_period + 1)
    below = np.array(targets, dtype=np.int64)
    kept_dead = np.zeros((len(targets), network.n_node), dtype=np.int32)
    _start_search(network, links, state)
    found = Found(
        np.zeros(last_period + 1, dtype=np.int64), np.zeros(len(targets), dtype=np.int64), kept_dead
    )
    none = np.empty((0, 4), dtype=np.int32)
    cuts, rows_of_rooms = [none], [none]
    state.counts[PAUSE_AT] = 2**62
    at_once, done, stopped = last_period + 1, 0, False
    while done <= last_period and not stopped:
        if stop is not None:
            at_once = STAGES_AT_ONCE
            state.counts[PAUSE_AT] = state.counts[SEARCHES] + SEARCHES_AT_ONCE
        end = min(last_period + 1, done + at_once)
        cut, rooms, done = _run(network, links, state, sinks, below, found, done, end)
        cuts.append(cut)
        rows_of_rooms.append(rooms)
        stopped = stop is not None and stop()
    if done <= last_period:  # who has arrived stays there
        state.wait[sinks.node, done:last_period] += state.stored[:, None].astype(np.int32)
    if targets:
        cut, rooms = _kept_cuts(network, sinks, found)
        cuts.append(cut)
        rows_of_rooms.append(rooms)
    cut, rooms = np.concatenate(cuts), np.concatenate(rows_of_rooms)
    return Flow(
        found.arrived[:done],
        state.flow,
        state.wait,
        state.left,
        state.stored,
        *np.ascontiguousarray(cut.T),
        *np.ascontiguousarray(rooms[:, :2].T),
    )


def one_type(network: Network, supply: Supply, sinks: Sinks) -> tuple[Network, Supply, Sinks]:
    """The same numbers in the types of the classes, so that each kernel is compiled once."""
    return (
        Network(
            _int32(network.from_node),
            _int32(network.to_node),
            _int32(network.travel),
            _int32(network.profile),
            _int32(network.capacity),
            int(network.n_node),
        ),
        Supply(_int32(supply.node), _int32(supply.period), _int64(supply.amount)),
        Sinks(_int32(sinks.node), _int64(sinks.room)),
    )


def _int32(values: npt.NDArray[np.integer]) -> I32:
    return np.ascontiguousarray(values, dtype=np.int32)


def _int64(values: npt.NDArray[np.integer]) -> I64:
    return np.ascontiguousarray(values, dtype=np.int64)


def _refuse_bad_input(network: Network, supply: Supply, sinks: Sinks, last_period: int) -> None:
    """Raise on the first thing that does not fit."""
    n_link = len(network.from_node)
    n_profile, n_period = network.capacity.shape
    rows: list[tuple[str, npt.NDArray[np.integer], int, int]] = [
        ("to_node", network.to_node, n_link, network.n_node),
        ("from_node", network.from_node, n_link, network.n_node),
        ("travel", network.travel, n_link, UNBOUNDED),
        ("profile", network.profile, n_link, n_profile),
        ("supply.node", supply.node, len(supply.node), network.n_node),
        ("supply.period", supply.period, len(supply.node), UNBOUNDED),
        ("supply.amount", supply.amount, len(supply.node), UNBOUNDED),
        ("sinks.node", sinks.node, len(sinks.node), network.n_node),
        ("sinks.room", sinks.room, len(sinks.node), UNLIMITED + 1),
    ]
    for name, values, length, limit in rows:
        if len(values) != length:
            raise ValueError(f"{name} has {len(values)} rows; it needs {length}")
        if length and not (int(values.min()) >= 0 and int(values.max()) < limit):
            raise ValueError(f"{name} holds {values.min()} .. {values.max()}; 0 .. {limit - 1}")
    if not 0 <= last_period < n_period:
        raise ValueError(f"last_period is {last_period}; capacity has periods 0 .. {n_period - 1}")
    if network.capacity.size and int(network.capacity.min()) < 0:
        raise ValueError("capacity holds a negative number")
    order = np.lexsort((supply.period, supply.node))
    if not np.array_equal(order, np.arange(len(order))):
        raise ValueError("supply is not sorted by node, then period")
    if len(np.unique(sinks.node)) != len(sinks.node):
        raise ValueError("a node stands twice in sinks")
    if int(supply.amount.sum()) >= UNBOUNDED:
        raise ValueError(f"{supply.amount.sum()} people; fewer than {UNBOUNDED} can be handled")
    if (last_period + 1) * max(network.n_node, 1) >= 2**31:
        raise ValueError("nodes times periods must stay below 2**31: use longer periods")


def adjacency(network: Network) -> Adjacency:
    """Links sorted by head and by tail; link order is kept within a node."""
    by_head = np.argsort(network.to_node, kind="stable")
    by_tail = np.argsort(network.from_node, kind="stable")
    nodes = np.arange(network.n_node + 1)
    come = (by_head, network.from_node[by_head], network.travel[by_head], network.profile[by_head])
    go = (by_tail, network.to_node[by_tail], network.travel[by_tail])
    return Adjacency(
        _int32(np.searchsorted(network.to_node[by_head], nodes)),
        _int32(np.stack(come, axis=1)),
        _int32(np.searchsorted(network.from_node[by_tail], nodes)),
        _int32(np.stack(go, axis=1)),
    )


def _start(network: Network, supply: Supply, n_sink: int, n_period: int) -> State:
    """Nobody has moved."""
    n_node, n_link = network.n_node, len(network.from_node)
    nodes = np.arange(n_node)
    counts = np.zeros(5, dtype=np.int64)
    counts[PEOPLE_LEFT] = supply.amount.sum()
    counts[REFRESH_AFTER] = max(1, int(np.count_nonzero(supply.amount)) // 500)
    return State(
        flow=np.zeros((n_link, n_period), dtype=np.int32),
        wait=np.zeros((n_node, n_period), dtype=np.int32),
        floor=np.zeros(n_node, dtype=np.int32),
        dead=np.zeros(n_node, dtype=np.int32),
        used=np.zeros(n_link, dtype=np.uint8),
        full_after=np.full(n_link, -1, dtype=np.int32),
        full_until=np.full(n_link, -1, dtype=np.int32),
        search=np.zeros(n_node, dtype=np.int32),
        top=np.zeros(n_node, dtype=np.int32),
        done=np.zeros(n_node, dtype=np.int32),
        bucket=np.full(n_node + 2, -1, dtype=np.int32),
        left=supply.amount.copy(),
        released=supply.period,
        head=_int32(np.searchsorted(supply.node, nodes, side="left")),
        end=_int32(np.searchsorted(supply.node, nodes, side="right")),
        ready=np.full(n_node, NEVER, dtype=np.int32),
        stored=np.zeros(n_sink, dtype=np.int64),
        counts=counts,
    )


@njit(cache=True)
def _start_search(network: Network, links: Adjacency, state: State) -> None:
    """Who leaves first, and how far everybody is from there."""
    for z in range(network.n_node):
        _next_release(state, z)
    _refresh_floor(links, state)


@njit(cache=True)
def _run(  # type: ignore[no-untyped-def]
    network: Network,
    links: Adjacency,
    state: State,
    sinks: Sinks,
    targets: I64,
    found: Found,
    first: int,
    end: int,
):
    """Stages first .. end - 1, those before are done: (cut rows, room rows, first not done).

    A stage is left as it is when PAUSE_AT is reached, and goes on from there in the next call.
    """
    n_period = state.flow.shape[1]
    arrived = found.arrived
    cut = np.empty((64, 4), dtype=np.int32)
    n_cut = 0
    rooms = np.empty((64, 4), dtype=np.int32)
    n_room = 0
    for q in range(first, end):
        if state.counts[PEOPLE_LEFT] > 0:
            _fill_sinks(network, links, state, sinks, q)
            while state.counts[SEARCHES] < state.counts[PAUSE_AT] and _some_dead_is_of_use(
                network, links, state, sinks, q
            ):
                _fill_sinks(network, links, state, sinks, q)
            if state.counts[SEARCHES] >= state.counts[PAUSE_AT]:
                return cut[:n_cut].copy(), rooms[:n_room].copy(), q
        for d in range(sinks.node.size):
            arrived[q] += state.stored[d]
            if q + 1 < n_period:
                state.wait[sinks.node[d], q] += state.stored[d]
        if state.counts[PEOPLE_LEFT] == 0:
            continue
        if targets.size == 0:
            cut, n_cut = _append_cut(network, state.dead, q, cut, n_cut)
            rooms, n_room = _append_rooms(sinks, state.dead, q, rooms, n_room)
        for k in range(targets.size):
            if arrived[q] < targets[k]:
                found.kept_stage[k] = q + 1
                for v in range(network.n_node):
                    found.kept_dead[k, v] = state.dead[v]
    return cut[:n_cut].copy(), rooms[:n_room].copy(), end


@njit(cache=True)
def _kept_cuts(network: Network, sinks: Sinks, found: Found):  # type: ignore[no-untyped-def]
    """The rows of the stages that were kept for targets: (cut rows, room rows)."""
    cut = np.empty((64, 4), dtype=np.int32)
    n_cut = 0
    rooms = np.empty((64, 4), dtype=np.int32)
    n_room = 0
    for q in range(found.arrived.size):
        for k in range(found.kept_stage.size):
            if found.kept_stage[k] == q + 1:
                cut, n_cut = _append_cut(network, found.kept_dead[k], q, cut, n_cut)
                rooms, n_room = _append_rooms(sinks, found.kept_dead[k], q, rooms, n_room)
                break
    return cut[:n_cut].copy(), rooms[:n_room].copy()


@njit(cache=True)
def _next_release(state: State, z: int) -> None:
    """Let `head` and `ready` of node z say who leaves next."""
    while state.head[z] < state.end[z] and state.left[state.head[z]] == 0:
        state.head[z] += 1
    if state.head[z] < state.end[z]:
        state.ready[z] = state.released[state.head[z]]
    else:
        state.ready[z] = NEVER


@njit(cache=True)
def _refresh_floor(links: Adjacency, state: State) -> None:
    """Hops over the roads from the nodes with people left.

    A residual move goes along a link or, where the link has carried flow, against it.
    """
    n_node = state.floor.size
    queue = np.empty(n_node, dtype=np.int32)
    tail = 0
    for v in range(n_node):
        if state.ready[v] < NEVER:
            state.floor[v] = 0
            queue[tail] = v
            tail += 1
        else:
            state.floor[v] = NEVER
    head = 0
    while head < tail:
        v = queue[head]
        head += 1
        further = state.floor[v] + 1
        for i in range(links.first_go[v], links.first_go[v + 1]):
            w = links.go[i, 1]
            if state.floor[w] > further:
                state.floor[w] = further
                queue[tail] = w
                tail += 1
        for i in range(links.first_come[v], links.first_come[v + 1]):
            w = links.come[i, 1]
            if state.floor[w] > further and state.used[links.come[i, 0]]:
                state.floor[w] = further
                queue[tail] = w
                tail += 1
    state.counts[NODES_EMPTIED] = 0


@njit(cache=True)
def _fill_sinks(network: Network, links: Adjacency, state: State, sinks: Sinks, q: int) -> None:
    """Bring as many people as possible to the sinks in period q."""
    for d in range(sinks.node.size):
        room = sinks.room[d] - state.stored[d]
        if room > 0 and state.counts[PEOPLE_LEFT] > 0:
            state.stored[d] += _fill(network, links, state, sinks.node[d], q, room)


@njit(cache=True)
def _wake_all(state: State) -> None:
    """Let the searches look at everything again."""
    for v in range(state.dead.size):
        state.dead[v] = 0


@njit(cache=True)
def _some_dead_is_of_use(
    network: Network, links: Adjacency, state: State, sinks: Sinks, q: int
) -> bool:
    """Wake the dead if somebody left can reach a full sink whose people may go on to another.

    These are the sinks that were dead up to the period before. If there is no room anywhere,
    nothing can reach a sink with room, so nothing is dead: the cut is all rooms.
    """
    some_room = False
    for d in range(sinks.node.size):
        if state.stored[d] < sinks.room[d]:
            some_room = True
    if not some_room:
        _wake_all(state)
        return False
    if q == 0 or state.counts[PEOPLE_LEFT] == 0:
        return False
    for d in range(sinks.node.size):
        z = sinks.node[d]
        moved = state.stored[d] == sinks.room[d] and state.dead[z] == q and state.wait[z, q - 1] > 0
        if moved and _fill(network, links, state, z, q, 0) < 0:
            _wake_all(state)
            return True
    return False


@njit(cache=True)
def _fill(network: Network, links: Adjacency, state: State, sink: int, q: int, room: int) -> int:
    """Bring as many people as possible, at most `room`, to (sink, q); says how many.

    With room 0 it only looks: -1 = somebody left can come. If nobody can, what it saw is dead.

    A row of `log` is a node and what a search knows of it: one can go to the sink from its
    `period` by the move `kind` over `link` to the node of the row `parent`, and so from any earlier
    period by waiting, and from any later one up to `top` by giving waiting back. A node gets a
    further row when its top rises.
    """
    first_come, come, first_go, go = links.first_come, links.come, links.first_go, links.go
    capacity, flow, wait, dead = network.capacity, state.flow, state.wait, state.dead
    ready, floor, search, top, done = state.ready, state.floor, state.search, state.top, state.done
    bucket, full_after, full_until = state.bucket, state.full_after, state.full_until
    last_bucket = bucket.size - 1
    # columns: node, period, kind, link, parent, top, next row with the same floor
    log = np.empty((1024, 7), dtype=np.int32)
    path = np.empty((1024, 4), dtype=np.int32)
    pushed = 0
    while dead[sink] <= q and state.counts[PEOPLE_LEFT] > 0:
        if room > 0 and state.counts[SEARCHES] >= state.counts[PAUSE_AT]:
            return pushed
        state.counts[SEARCHES] += 1
        number = state.counts[SEARCHES]
        n_row = 0
        low = last_bucket
        i = -1  # row that is looked at; at first the sink itself
        w = sink
        p = q
        found = -1
        while True:
            # moves into w by which one can come at p at the latest; k runs over the links into w,
            # then over those out of it, whose flow may be given back
            n_come = 0
            n_move = 1
            if i >= 0:
                n_come = first_come[w + 1] - first_come[w]
                n_move = n_come + first_go[w + 1] - first_go[w]
            known = done[w]
            for k in range(n_move):
                if i < 0:
                    v = sink
                    e = q
                    kind = ENTERED
                    link = np.int32(-1)
                    if search[v] != number:
                        search[v] = number
                        top[v] = dead[v] - 1
                        done[v] = dead[v] - 1
                elif k < n_come:
                    row = first_come[w] + k
                    v = come[row, 1]
                    travel = come[row, 2]
                    e = p - travel
                    if e < dead[v]:
                        continue
                    if search[v] != number:
                        search[v] = number
                        top[v] = dead[v] - 1
                        done[v] = dead[v] - 1
                    lowest = max(top[v], known - travel)
                    if e <= lowest:
                        continue
                    kind = ENTERED
                    link = come[row, 0]
                    profile = come[row, 3]
                    begun = e
                    while e > lowest and flow[link, e] >= capacity[profile, e]:
                        if full_after[link] < e <= full_until[link]:
                            e = full_after[link]
                        else:
                            e -= 1
                    if begun > e and full_after[link] < begun and e <= full_until[link]:
                        # the run that was seen full meets the known one: they are one run
                        full_after[link] = min(full_after[link], e)
                        full_until[link] = max(full_until[link], begun)
                    elif begun - e > full_until[link] - full_after[link]:
                        full_after[link] = e
                        full_until[link] = begun
                    if e <= lowest:
                        continue
                else:
                    row = first_go[w] + k - n_come
                    link = go[row, 0]
                    if state.used[link] == 0:
                        continue
                    v = go[row, 1]
                    travel = go[row, 2]
                    e = p
                    if e + travel < dead[v]:
                        continue
                    if search[v] != number:
                        search[v] = number
                        top[v] = dead[v] - 1
                        done[v] = dead[v] - 1
                    lowest = max(top[v] - travel, known)
                    while e > lowest and flow[link, e] == 0:
                        e -= 1
                    if e <= lowest:
                        continue
                    kind = CANCELLED
                    e += travel
                last = e
                while wait[v, last] > 0:
                    last += 1
                top[v] = last
                if n_row == log.shape[0]:
                    log = _longer_table(log)
                log[n_row, 0] = v
                log[n_row, 1] = e
                log[n_row, 2] = kind
                log[n_row, 3] = link
                log[n_row, 4] = i
                log[n_row, 5] = last
                if ready[v] <= last:
                    found = n_row
                    break
                at = min(floor[v], last_bucket)
                log[n_row, 6] = bucket[at]
                bucket[at] = n_row
                low = min(low, at)
                n_row += 1
            if found >= 0:
                break
            if i >= 0:
                done[w] = p
            # next: the row with the least floor that is still its node's latest
            i = -1
            while low < last_bucket or bucket[last_bucket] >= 0:
                if bucket[low] < 0:
                    low += 1
                    continue
                i = bucket[low]
                bucket[low] = log[i, 6]
                if top[log[i, 0]] == log[i, 5]:
                    break
                i = -1
            if i < 0:
                break
            w = log[i, 0]
            p = log[i, 5]
        for k in range(n_row):
            bucket[min(floor[log[k, 0]], last_bucket)] = -1
        if found < 0:
            for k in range(n_row):
                dead[log[k, 0]] = max(dead[log[k, 0]], log[k, 5] + 1)
            return pushed
        if room == 0:
            return -1
        # the path, from the sink to the person: single moves and runs of waiting
        length = 0
        k = found
        while k >= 0:
            length += 1
            k = log[k, 4]
        while path.shape[0] < 2 * length + 2:
            path = _longer_table(path)
        end = 2 * length
        depth = end
        z = log[found, 0]
        p = max(ready[z], log[found, 1])
        k = found
        while k >= 0:
            # from (node, p) to the period of the move, then the move
            path[depth, 0] = log[k, 0]
            path[depth, 1] = p
            path[depth, 2] = UNWAITED if p > log[k, 1] else WAITED
            depth -= 1
            path[depth, 0] = log[k, 0]
            path[depth, 1] = log[k, 1]
            path[depth, 2] = log[k, 2]
            path[depth, 3] = log[k, 3]
            depth -= 1
            if log[k, 2] == ENTERED and log[k, 3] >= 0:
                p = log[k, 1] + network.travel[log[k, 3]]
            elif log[k, 2] == CANCELLED:
                p = log[k, 1] - network.travel[log[k, 3]]
            k = log[k, 4]
        pushed += _augment(network, state, path, end, room - pushed)
        if state.counts[NODES_EMPTIED] >= state.counts[REFRESH_AFTER]:
            _refresh_floor(links, state)
        if pushed == room:
            break
    return pushed


@njit(cache=True)
def longer(values: I32, size: int) -> I32:
    """A longer array that starts with these values."""
    longer = np.empty(size, dtype=np.int32)
    for i in range(values.size):
        longer[i] = values[i]
    return longer


@njit(cache=True)
def _longer_table(values: I32) -> I32:
    """A table with twice the rows that starts with these."""
    longer = np.empty((2 * values.shape[0], values.shape[1]), dtype=np.int32)
    for i in range(values.shape[0]):
        for k in range(values.shape[1]):
            longer[i, k] = values[i, k]
    return longer


@njit(cache=True)
def longer64(values: I64, size: int) -> I64:
    """A longer array of 64-bit numbers that starts with these values."""
    longer = np.empty(size, dtype=np.int64)
    for i in range(values.size):
        longer[i] = values[i]
    return longer


@njit(cache=True)
def _augment(network: Network, state: State, path: I32, end: int, room: int):  # type: ignore[no-untyped-def]
    """Send people from the far end of the path, at most `room`; says how many.

    Rows 1 .. end - 1 come in pairs: the move by which one leaves the node of the row (odd rows;
    row 1 stands for the arrival itself), and the waiting there before it (even rows).
    """
    capacity, flow, wait = network.capacity, state.flow, state.wait
    z = path[end, 0]
    k = path[end, 1]
    r = state.head[z]
    amount = min(room, state.left[r])
    for i in range(2, end + 1):
        kind = path[i, 2]
        p = path[i, 1]
        link = path[i, 3]
        if kind == ENTERED:
            amount = min(amount, capacity[network.profile[link], p] - flow[link, p])
        elif kind == CANCELLED:
            amount = min(amount, flow[link, p - network.travel[link]])
        elif kind == UNWAITED:
            for e in range(path[i - 1, 1], p):
                amount = min(amount, wait[path[i, 0], e])
    for i in range(2, end + 1):
        kind = path[i, 2]
        p = path[i, 1]
        link = path[i, 3]
        if kind == ENTERED:
            flow[link, p] += amount
            state.used[link] = 1
        elif kind == CANCELLED:
            flow[link, p - network.travel[link]] -= amount
            if state.full_after[link] < p - network.travel[link] <= state.full_until[link]:
                state.full_after[link] = p - network.travel[link]
        elif kind == WAITED:
            for e in range(p, path[i - 1, 1]):
                wait[path[i, 0], e] += amount
        else:
            for e in range(path[i - 1, 1], p):
                wait[path[i, 0], e] -= amount
    # who leaves later than released has waited at the origin, and may yet be asked to leave earlier
    for e in range(state.released[r], k):
        wait[z, e] += amount
    state.left[r] -= amount
    state.counts[PEOPLE_LEFT] -= amount
    if state.left[r] == 0:
        _next_release(state, z)
        if state.ready[z] == NEVER:
            state.counts[NODES_EMPTIED] += 1
    return amount


@njit(cache=True)
def _append_cut(network: Network, dead: I32, q: int, cut: I32, n_cut: int):  # type: ignore[no-untyped-def]
    """Add the rows (stage, link, first, last) of stage q; (table, number of rows)."""
    for link in range(network.from_node.size):
        first = dead[network.from_node[link]]
        last = min(dead[network.to_node[link]], q + 1) - network.travel[link] - 1
        if first > last:
            continue
        row = network.profile[link]
        while first <= last and network.capacity[row, first] == 0:
            first += 1
        while first <= last and network.capacity[row, last] == 0:
            last -= 1
        if first > last:
            continue
        if n_cut == cut.shape[0]:
            cut = _longer_table(cut)
        cut[n_cut, 0] = q
        cut[n_cut, 1] = link
        cut[n_cut, 2] = first
        cut[n_cut, 3] = last
        n_cut += 1
    return cut, n_cut


@njit(cache=True)
def _append_rooms(sinks: Sinks, dead: I32, q: int, rooms: I32, n_room: int):  # type: ignore[no-untyped-def]
    """Add the rows (stage, sink) of stage q; (table, number of rows)."""
    for d in range(sinks.node.size):
        if dead[sinks.node[d]] <= q and sinks.room[d] > 0:
            if n_room == rooms.shape[0]:
                rooms = _longer_table(rooms)
            rooms[n_room, 0] = q
            rooms[n_room, 1] = d
            n_room += 1
    return rooms, n_room


def cut_value(network: Network, supply: Supply, sinks: Sinks, flow: Flow, q: int) -> int:
    """Value of the cut of stage q, found anew from its runs: no plan brings more people by then.

    free(v) is the last period in which somebody at v can still reach a sink that is not in the cut
    by the end of q, without entering a link in a period in the cut or without capacity. People
    released at v by free(v) count in full, the rest at most the capacity of the runs and the rooms.
    """
    network, supply, sinks = one_type(network, supply, sinks)
    runs = flow.cut_stage == q
    in_cut = np.zeros(len(sinks.node), dtype=np.uint8)
    in_cut[flow.room_sink[flow.room_stage == q]] = 1
    links, first, last = flow.cut_link[runs], flow.cut_first[runs], flow.cut_last[runs]
    table = adjacency(network)
    free = _free(network, table, sinks.node, sinks.room, in_cut, links, first, last, q)
    value = int(supply.amount[supply.period <= free[supply.node]].sum())
    value += int(sinks.room[in_cut == 1].sum())
    for k, a, b in zip(links, first, last, strict=True):
        value += int(network.capacity[network.profile[k], a : b + 1].sum(dtype=np.int64))
    return value


@njit(cache=True)
def _free(  # type: ignore[no-untyped-def]
    network: Network,
    links: Adjacency,
    sink: I32,
    room: I64,
    in_cut: U8,
    cut_link: I32,
    cut_first: I32,
    cut_last: I32,
    q: int,
):
    """Last free period of each node, -1 = none; latest first, one list of nodes for each period."""
    n_node = network.n_node
    n_link = network.from_node.size
    first_run = np.zeros(n_link + 1, dtype=np.int64)
    for k in cut_link:
        first_run[k + 1] += 1
    first_run = np.cumsum(first_run)
    order = np.argsort(cut_link, kind="mergesort")
    free = np.full(n_node, -1, dtype=np.int32)
    # linked lists: the nodes that wait to be looked at in a period
    head = np.full(q + 1, -1, dtype=np.int64)
    entry_node = np.empty(n_node + n_link + 1, dtype=np.int32)
    entry_next = np.empty(n_node + n_link + 1, dtype=np.int64)
    n_entry = 0
    for d in range(sink.size):
        if in_cut[d] == 0 and room[d] > 0:
            free[sink[d]] = q
            entry_node[n_entry] = sink[d]
            entry_next[n_entry] = head[q]
            head[q] = n_entry
            n_entry += 1
    done = np.zeros(n_node, dtype=np.uint8)
    for p in range(q, -1, -1):
        while head[p] >= 0:
            w = entry_node[head[p]]
            head[p] = entry_next[head[p]]
            if done[w] or free[w] != p:
                continue
            done[w] = 1
            for i in range(links.first_come[w], links.first_come[w + 1]):
                link = links.come[i, 0]
                v = links.come[i, 1]
                e = p - links.come[i, 2]
                row = links.come[i, 3]
                moved = True
                while e > free[v] and moved:
                    moved = False
                    if network.capacity[row, e] == 0:
                        e -= 1
                        moved = True
                    for j in range(first_run[link], first_run[link + 1]):
                        if cut_first[order[j]] <= e <= cut_last[order[j]]:
                            e = cut_first[order[j]] - 1
                            moved = True
                if e > free[v]:
                    free[v] = e
                    entry_node[n_entry] = v
                    entry_next[n_entry] = head[e]
                    head[e] = n_entry
                    n_entry += 1
    return free
