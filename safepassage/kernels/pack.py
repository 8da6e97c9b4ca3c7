"""Packing kernel: whole people onto timed routes so that every budget over time is kept."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from numba import njit

I32 = npt.NDArray[np.int32]
I64 = npt.NDArray[np.int64]
EVERYONE = 2**40
NARROW_STEPS = 6  # starts tried in the length of a window
WINDOW_TRIES = 6  # starts put off, each to a window before the last departure


class Budgets(NamedTuple):
    """Budget of each resource over time, in whole units of its own.

    `profile` (n_profile, n_period) holds seconds, `budget[r, p] = profile[row[r], p] * factor[r]`;
    the longest single passing takes `longest[r]` of the same units.
    """

    profile: I64
    row: I32  # (n_resource,)
    factor: I64  # (n_resource,)
    longest: I64  # (n_resource,)


class Load(NamedTuple):
    """What has been packed so far; changed in place."""

    used: I64  # (n_resource, n_period) budget units
    late: I64  # (n_resource, n_period) budget units carried over the period's end
    room: I64  # (n_destination,) people who still fit


class Routes(NamedTuple):
    """Candidate routes. Route k of group g: first_route[g] <= k < first_route[g + 1].

    A route has stages first_stage[k] .. first_stage[k + 1]; people may wait at the beginning of
    each, of the first one at home. A stage's uses of resources stand at first_use[s] ..
    first_use[s + 1]; a use comes `shift` periods after the stage is begun, and people are at its
    end at the end of period departure + length.
    """

    first_route: I32  # (n_group + 1,)
    first_stage: I32  # (n_route + 1,)
    first_use: I32  # (n_stage + 1,)
    resource: I32  # (n_use,)
    shift: I32  # (n_use,)
    cost: I64  # (n_use,) budget units of one person's passing
    opens: I32  # (n_use,) row of Budgets.profile: when these people may enter
    length: I32  # (n_stage,) periods
    twice: npt.NDArray[np.bool_]  # (n_stage,) whether some resource is used more than once
    destination: I32  # (n_route,)


class Groups(NamedTuple):
    """People to place, one row per start point of a group."""

    people: I64  # (n_group,)
    ready: I32  # (n_group, n_period) people who may have left by the end of the period
    window: I64  # (n_group,) longest time from first to last departure, periods; 0 = no limit


@njit(cache=True)
def empty_load(budgets: Budgets, room: I64) -> Load:
    """A load with nobody on it."""
    n_resource = budgets.row.size
    n_period = budgets.profile.shape[1]
    return Load(
        np.zeros((n_resource, n_period), dtype=np.int64),
        np.zeros((n_resource, n_period), dtype=np.int64),
        room.copy(),
    )


@njit(cache=True)
def _fits(budgets: Budgets, load: Load, r: int, cost: int, p: int, wanted: int) -> int:
    """How many of `wanted` people more may enter resource r in period p.

    late[q] = max(0, late[q-1] + used[q] - budget[q]) <= longest must hold for every q >= p in which
    something enters; x people more raise it by cost*x until the carry is worked off.
    """
    n_period = load.used.shape[1]
    row = budgets.row[r]
    factor = budgets.factor[r]
    if budgets.profile[row, p] == 0:
        return 0
    carried = load.late[r, p - 1] if p > 0 else 0
    highest = np.int64(-(2**62))
    for q in range(p, n_period):
        carried += load.used[r, q] - budgets.profile[row, q] * factor
        if carried > highest:
            highest = carried
            fit = (budgets.longest[r] - highest) // cost
            if fit < wanted:
                wanted = fit
                if wanted <= 0:
                    return 0
        if carried + wanted * cost <= 0:
            break
    return wanted


@njit(cache=True)
def _enter(budgets: Budgets, load: Load, r: int, p: int, units: int) -> None:
    """Use `units` more (may be negative) of resource r in period p."""
    n_period = load.used.shape[1]
    row = budgets.row[r]
    load.used[r, p] += units
    carried = load.late[r, p - 1] if p > 0 else 0
    for q in range(p, n_period):
        carried += load.used[r, q] - budgets.profile[row, q] * budgets.factor[r]
        if carried < 0:
            carried = 0
        if q > p and carried == load.late[r, q]:
            break
        load.late[r, q] = carried


@njit(cache=True)
def _fits_together(
    budgets: Budgets, load: Load, routes: Routes, s: int, d: int, wanted: int
) -> int:
    """How many of `wanted` people may leave stage s in period d, all uses taken together.

    For a stage that passes a resource more than once: there each use may fit and both not.
    """
    first, end = routes.first_use[s], routes.first_use[s + 1]
    most = 0
    while most < wanted:
        x = (most + wanted + 1) // 2
        entered = first
        while entered < end:
            r, p = routes.resource[entered], d + routes.shift[entered]
            if _fits(budgets, load, r, routes.cost[entered], p, x) < x:
                break
            _enter(budgets, load, r, p, x * routes.cost[entered])
            entered += 1
        for use in range(first, entered):
            p = d + routes.shift[use]
            _enter(budgets, load, routes.resource[use], p, -x * routes.cost[use])
        if entered == end:
            most = x
        else:
            wanted = x - 1
    return most


@njit(cache=True)
def send(budgets: Budgets, load: Load, routes: Routes, k: int, leaving: I32, sign: int) -> None:
    """Put the people in `leaving` (n_stage, n_period) on route k (sign 1) or take them off (-1)."""
    people = 0
    for d in range(leaving.shape[1]):
        people += leaving[0, d]
    if people == 0:
        return
    for s in range(routes.first_stage[k], routes.first_stage[k + 1]):
        _send_stage(budgets, load, routes, s, leaving[s - routes.first_stage[k]], sign)
    load.room[routes.destination[k]] -= sign * people


@njit(cache=True)
def _send_stage(
    budgets: Budgets, load: Load, routes: Routes, s: int, leaving: I32, sign: int
) -> None:
    for d in range(leaving.size):
        if leaving[d] > 0:
            for use in range(routes.first_use[s], routes.first_use[s + 1]):
                units = sign * leaving[d] * routes.cost[use]
                _enter(budgets, load, routes.resource[use], d + routes.shift[use], units)


@njit(cache=True)
def _place_stage(
    budgets: Budgets,
    load: Load,
    routes: Routes,
    s: int,
    to_place: int,
    ready: I32,
    first_period: int,
    last_end: int,
    most: int,
    leaving: I32,
) -> int:
    """Send up to `to_place` people through stage s, as early as possible from `first_period` on.

    `ready` (n_period,): people who may have left its beginning by the end of each period. Nobody is
    at its end after period `last_end`; not more than `most` leave in one period. Writes `leaving`
    (n_period,); returns how many go.
    """
    n_period = load.used.shape[1]
    leaving[:] = 0
    placed = 0
    begin = routes.first_use[s]
    end = routes.first_use[s + 1]
    worst = begin  # the use that stopped us last is asked first
    for d in range(first_period, min(n_period - 1, last_end) - routes.length[s] + 1):
        x = min(to_place - placed, ready[d] - placed, most)
        if x <= 0:
            if placed == to_place:
                break
            continue
        for i in range(begin - 1, end):
            use = worst if i < begin else i
            if use == end:
                break
            r = routes.resource[use]
            p = d + routes.shift[use]
            fit = 0
            if budgets.profile[routes.opens[use], p] > 0:
                fit = _fits(budgets, load, r, routes.cost[use], p, x)
            if fit < x:
                x = fit
                worst = use
                if x == 0:
                    break
        if x > 0 and routes.twice[s]:
            x = _fits_together(budgets, load, routes, s, d, x)
        if x == 0:
            continue
        for use in range(begin, end):
            units = x * routes.cost[use]
            _enter(budgets, load, routes.resource[use], d + routes.shift[use], units)
        leaving[d] = x
        placed += x
    return placed


@njit(cache=True)
def _trim(
    budgets: Budgets, load: Load, routes: Routes, s: int, leaving: I32, too_many: int
) -> None:
    """Take the last `too_many` people of a stage off again."""
    off = np.zeros_like(leaving)
    for d in range(leaving.size - 1, -1, -1):
        if too_many == 0:
            break
        x = min(too_many, leaving[d])
        off[d] = x
        leaving[d] -= x
        too_many -= x
    _send_stage(budgets, load, routes, s, off, -1)


@njit(cache=True)
def _postpone(
    budgets: Budgets,
    load: Load,
    routes: Routes,
    s: int,
    ready: I32,
    first_period: int,
    leaving: I32,
    after: I32,
) -> None:
    """Let people leave stage s as late as the next stage (`after`) allows, not to wait there.

    Left as it was where they could not all leave later.
    """
    n_period = leaving.size
    before = leaving.copy()
    people = before.sum()
    _send_stage(budgets, load, routes, s, before, -1)
    gone_on = np.cumsum(after)
    leaving[:] = 0
    later = 0
    for d in range(n_period - 1 - routes.length[s], first_period - 1, -1):
        end = d - 1 + routes.length[s]
        needed = gone_on[end] if end >= 0 else 0
        x = min(people - needed - later, people - later)
        if x > 0 and people - later <= ready[d]:  # all who leave up to d, if anybody leaves in d
            for use in range(routes.first_use[s], routes.first_use[s + 1]):
                p = d + routes.shift[use]
                fit = 0
                if budgets.profile[routes.opens[use], p] > 0:
                    fit = _fits(budgets, load, routes.resource[use], routes.cost[use], p, x)
                x = min(x, fit)
            if x > 0 and routes.twice[s]:
                x = _fits_together(budgets, load, routes, s, d, x)
            if x > 0:
                for use in range(routes.first_use[s], routes.first_use[s + 1]):
                    units = x * routes.cost[use]
                    _enter(budgets, load, routes.resource[use], d + routes.shift[use], units)
                leaving[d] = x
                later += x
    so_far = 0
    fits = later == people
    for d in range(n_period):
        so_far += leaving[d]
        if leaving[d] > 0 and so_far > ready[d]:
            fits = False
    if not fits:
        _send_stage(budgets, load, routes, s, leaving, -1)
        leaving[:] = before
        _send_stage(budgets, load, routes, s, leaving, 1)


@njit(cache=True)
def _arrivals(leaving: I32, length: int) -> I32:
    """People who are at the end of a stage by the end of each period."""
    there = np.zeros_like(leaving)
    so_far = 0
    for d in range(leaving.size - length):
        so_far += leaving[d]
        there[d + length] = so_far
    return there


@njit(cache=True)
def place(
    budgets: Budgets,
    load: Load,
    routes: Routes,
    k: int,
    people: int,
    ready: I32,
    first_period: int,
    last_arrival: int,
    leaving: I32,
    most: int = EVERYONE,
) -> int:
    """Send up to `people` on route k, as early as possible from `first_period` on.

    Nobody is sent who would arrive after period `last_arrival`, and not more than `most` leave home
    in one period. Writes the people who leave each stage in each period into `leaving`
    (n_stage, n_period); returns how many leave.
    """
    leaving[:] = 0
    first, end = routes.first_stage[k], routes.first_stage[k + 1]
    placed = int(min(people, load.room[routes.destination[k]]))
    can_leave = ready
    for s in range(first, end):
        row = leaving[s - first]
        last = last_arrival if s == end - 1 else load.used.shape[1]
        begin = first_period if s == first else 0
        rate = most if s == first else EVERYONE
        got = _place_stage(budgets, load, routes, s, placed, can_leave, begin, last, rate, row)
        if s > first and got < placed:
            for t in range(first, s):
                _trim(budgets, load, routes, t, leaving[t - first], placed - got)
        placed = got
        if placed == 0:
            leaving[:] = 0
            return 0
        if s < end - 1:
            can_leave = _arrivals(row, routes.length[s])
    for s in range(end - 2, first - 1, -1):
        begin = first_period if s == first else 0
        can_leave = ready
        if s > first:
            can_leave = _arrivals(leaving[s - 1 - first], routes.length[s - 1])
        after = leaving[s + 1 - first]
        _postpone(budgets, load, routes, s, can_leave, begin, leaving[s - first], after)
    load.room[routes.destination[k]] -= placed
    return placed


@njit(cache=True)
def _last(leaving: I32) -> int:
    for d in range(leaving.size - 1, -1, -1):
        if leaving[d] > 0:
            return d
    return -1


@njit(cache=True)
def _first(leaving: I32) -> int:
    for d in range(leaving.size):
        if leaving[d] > 0:
            return d
    return -1


@njit(cache=True)
def place_in_window(
    budgets: Budgets,
    load: Load,
    routes: Routes,
    k: int,
    people: int,
    ready: I32,
    window: int,
    leaving: I32,
    most: int = EVERYONE,
) -> int:
    """`place`, with the first departure put off until all leave within `window` periods."""
    latest = load.used.shape[1]
    placed = place(budgets, load, routes, k, people, ready, 0, latest, leaving, most)
    if window <= 0 or placed == 0:
        return placed
    start = _first(leaving[0])
    if _last(leaving[0]) - start < window:
        return placed
    # the end moves little when the start is put off: begin a window before it, a few times
    trial = np.zeros_like(leaving)
    low = start
    for _ in range(WINDOW_TRIES):
        low = max(low + 1, _last(leaving[0]) - window + 1)
        send(budgets, load, routes, k, leaving, -1)
        got = place(budgets, load, routes, k, people, ready, low, latest, trial, most)
        leaving[:] = trial
        if got < placed:
            break
        if _last(trial[0]) - _first(trial[0]) < window:
            return got
    send(budgets, load, routes, k, leaving, -1)
    return place(budgets, load, routes, k, people, ready, start, latest, leaving, most)


@njit(cache=True)
def _best_route(
    budgets: Budgets,
    load: Load,
    routes: Routes,
    groups: Groups,
    g: int,
    leaving: I32,
    trial: I32,
) -> int:
    """Place group g on the route that brings most of it, soonest; -1 if none brings anyone."""
    best = -1
    best_people = 0
    best_last = load.used.shape[1]
    best_sum = 0
    for k in range(routes.first_route[g], routes.first_route[g + 1]):
        # once all can be brought, a route is of interest only up to the best arrival so far
        latest = best_last if best_people == groups.people[g] else load.used.shape[1]
        placed = place(
            budgets, load, routes, k, groups.people[g], groups.ready[g], 0, latest, trial
        )
        if placed == 0:
            continue
        send(budgets, load, routes, k, trial, -1)
        end = routes.first_stage[k + 1] - 1
        final = trial[end - routes.first_stage[k]]
        last = _last(final) + routes.length[end]
        total = 0
        for d in range(final.size):
            total += final[d] * (d + routes.length[end])
        if placed > best_people or (
            placed == best_people and (last < best_last or (last == best_last and total < best_sum))
        ):
            best = k
            best_people = placed
            best_last = last
            best_sum = total
    leaving[:] = 0
    if best >= 0:
        place_in_window(
            budgets,
            load,
            routes,
            best,
            groups.people[g],
            groups.ready[g],
            groups.window[g],
            leaving,
        )
    return best


@njit(cache=True)
def pack(
    budgets: Budgets, first: Load, routes: Routes, groups: Groups, order: I64
) -> tuple[Load, I32, I32]:
    """Place all groups in the given order, each on its best route, beside what is in `first`.

    Returns the load, the route of each group (n_group,; -1 = none) and who leaves which stage when
    (n_group, n_stage, n_period).
    """
    n_group = groups.people.size
    n_period = budgets.profile.shape[1]
    n_stage = 1
    for k in range(routes.destination.size):
        n_stage = max(n_stage, routes.first_stage[k + 1] - routes.first_stage[k])
    load = Load(first.used.copy(), first.late.copy(), first.room.copy())
    chosen = np.full(n_group, -1, dtype=np.int32)
    leaving = np.zeros((n_group, n_stage, n_period), dtype=np.int32)
    pack_more(budgets, load, routes, groups, order, chosen, leaving)
    return load, chosen, leaving


@njit(cache=True)
def pack_more(
    budgets: Budgets,
    load: Load,
    routes: Routes,
    groups: Groups,
    order: I64,
    chosen: I32,
    leaving: I32,
) -> None:
    """Place the groups of `order`, none of which is placed yet, on what `pack` gave back."""
    trial = np.zeros(leaving.shape[1:], dtype=np.int32)
    for g in order:
        chosen[g] = _best_route(budgets, load, routes, groups, g, leaving[g], trial)


@njit(cache=True)
def pack_on(
    budgets: Budgets, first: Load, routes: Routes, groups: Groups, order: I64, on: I32, most: I64
) -> tuple[Load, I32, I32]:
    """`pack`, with each group on the route that `on` (n_group,) names; -1 = it stays.

    Of group g not more than `most[g]` leave in one period.
    """
    n_group = groups.people.size
    n_stage = 1
    for k in range(routes.destination.size):
        n_stage = max(n_stage, routes.first_stage[k + 1] - routes.first_stage[k])
    load = Load(first.used.copy(), first.late.copy(), first.room.copy())
    chosen = np.full(n_group, -1, dtype=np.int32)
    leaving = np.zeros((n_group, n_stage, budgets.profile.shape[1]), dtype=np.int32)
    for g in order:
        if on[g] >= 0:
            placed = place_in_window(
                budgets,
                load,
                routes,
                on[g],
                groups.people[g],
                groups.ready[g],
                groups.window[g],
                leaving[g],
                most[g],
            )
            if placed > 0:
                chosen[g] = on[g]
    return load, chosen, leaving


@njit(cache=True)
def _arrival(routes: Routes, k: int, leaving: I32) -> int:
    """The last period in which somebody on route k arrives."""
    end = routes.first_stage[k + 1] - 1
    return int(_last(leaving[end - routes.first_stage[k]]) + routes.length[end])


@njit(cache=True)
def _longer(window: int, leaving: I32, before: I32) -> bool:
    """Whether a group no longer leaves within its window, and did before."""
    if window <= 0 or _last(leaving) - _first(leaving) < window:
        return False
    return bool(_last(before) - _first(before) < window)


@njit(cache=True)
def compact(
    budgets: Budgets,
    load: Load,
    routes: Routes,
    groups: Groups,
    chosen: I32,
    leaving: I32,
    order: I64,
) -> int:
    """Take each group out and put it back where it arrives soonest; returns how many moved.

    A group goes back to where it was unless all of it arrives no later and leaves within its window
    if it did before, so nothing gets worse.
    """
    trial = np.zeros(leaving.shape[1:], dtype=np.int32)
    before = np.zeros(leaving.shape[1:], dtype=np.int32)
    moved = 0
    for g in order:
        old = chosen[g]
        before[:] = leaving[g]
        if old >= 0:
            send(budgets, load, routes, old, before, -1)
        new = _best_route(budgets, load, routes, groups, g, leaving[g], trial)
        if new == old and np.array_equal(before, leaving[g]):
            continue
        worse = False
        if old >= 0:
            if new < 0 or leaving[g, 0].sum() < before[0].sum():
                worse = True
            elif leaving[g, 0].sum() == before[0].sum():
                worse = _arrival(routes, new, leaving[g]) > _arrival(routes, old, before)
                worse = worse or _longer(groups.window[g], leaving[g, 0], before[0])
        if worse:
            if new >= 0:
                send(budgets, load, routes, new, leaving[g], -1)
            leaving[g] = before
            send(budgets, load, routes, old, before, 1)
            continue
        chosen[g] = new
        moved += 1
    return moved


@njit(cache=True)
def exchange(
    budgets: Budgets,
    load: Load,
    routes: Routes,
    groups: Groups,
    chosen: I32,
    leaving: I32,
    pairs: I32,
) -> int:
    """Take two groups out at once and put them back in turn, for each of `pairs` (n_pair, 2).

    Kept where everybody of both still goes and the later of the two arrives earlier than before;
    else both go back. Returns how many pairs were kept.
    """
    trial = np.zeros(leaving.shape[1:], dtype=np.int32)
    kept = 0
    for pair in range(pairs.shape[0]):
        u, v = pairs[pair, 0], pairs[pair, 1]
        old_u, old_v = chosen[u], chosen[v]
        if u == v or old_u < 0 or old_v < 0:
            continue
        before_u, before_v = leaving[u].copy(), leaving[v].copy()
        last = max(_arrival(routes, old_u, before_u), _arrival(routes, old_v, before_v))
        send(budgets, load, routes, old_u, before_u, -1)
        send(budgets, load, routes, old_v, before_v, -1)
        new_u = _best_route(budgets, load, routes, groups, u, leaving[u], trial)
        new_v = _best_route(budgets, load, routes, groups, v, leaving[v], trial)
        good = new_u >= 0 and new_v >= 0
        if good:
            good = leaving[u, 0].sum() == before_u[0].sum()
            good = good and leaving[v, 0].sum() == before_v[0].sum()
            good = good and _arrival(routes, new_u, leaving[u]) < last
            good = good and _arrival(routes, new_v, leaving[v]) < last
            good = good and not _longer(groups.window[u], leaving[u, 0], before_u[0])
            good = good and not _longer(groups.window[v], leaving[v, 0], before_v[0])
        if good:
            chosen[u], chosen[v] = new_u, new_v
            kept += 1
            continue
        if new_v >= 0:
            send(budgets, load, routes, new_v, leaving[v], -1)
        if new_u >= 0:
            send(budgets, load, routes, new_u, leaving[u], -1)
        leaving[u], leaving[v] = before_u, before_v
        send(budgets, load, routes, old_u, before_u, 1)
        send(budgets, load, routes, old_v, before_v, 1)
    return kept


@njit(cache=True)
def narrow(
    budgets: Budgets,
    load: Load,
    routes: Routes,
    groups: Groups,
    chosen: I32,
    leaving: I32,
    latest: int,
) -> int:
    """Put off groups whose window is too long until all of them leave within it; returns how many.

    Nobody arrives after period `latest`, and a group for which that is not possible stays as it is.
    """
    trial = np.zeros(leaving.shape[1:], dtype=np.int32)
    put_off = 0
    for g in range(chosen.size):
        k, window = chosen[g], groups.window[g]
        if k < 0 or window <= 0 or _last(leaving[g, 0]) - _first(leaving[g, 0]) < window:
            continue
        before = leaving[g].copy()
        people = before[0].sum()
        send(budgets, load, routes, k, before, -1)
        done = False
        for start in range(_first(before[0]), latest, max(1, window // NARROW_STEPS)):
            got = place(budgets, load, routes, k, people, groups.ready[g], start, latest, trial)
            if got == people and _last(trial[0]) - _first(trial[0]) < window:
                leaving[g] = trial
                put_off += 1
                done = True
                break
            send(budgets, load, routes, k, trial, -1)
        if not done:
            send(budgets, load, routes, k, before, 1)
    return put_off
