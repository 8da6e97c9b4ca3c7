"""Narrow starts: where more people start than the widest way out passes in the horizon."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Sequence

from safepassage.draft.folder import ZoneRow
from safepassage.draft.streets import Street
from safepassage.formats.areas.layer import some

FREE = float("inf")


def widest_ways(
    streets: Iterable[Street], free: Iterable[tuple[int, int]], ends: Collection[int]
) -> dict[int, float]:
    """For every point the cars an hour of its widest way out: the least rate on it, made greatest.

    `free`: steps without a rate (crossings). Points without a way out are left out. (Dijkstra's
    search from behind, with the least rate in place of the sum.)
    """
    into: dict[int, list[tuple[int, float]]] = {}
    for street in streets:
        for flow, a, b in (
            (street.forward, street.from_point, street.to_point),
            (street.backward, street.to_point, street.from_point),
        ):
            if flow is not None and "auto" in flow.uses:
                rate = (flow.lanes or 0.0) * (flow.lane_capacity or 0.0)
                into.setdefault(b, []).append((a, rate))
    for a, b in free:
        into.setdefault(b, []).append((a, FREE))
    widest: dict[int, float] = {}
    heap = [(-FREE, end) for end in ends]
    heapq.heapify(heap)
    while heap:
        minus, point = heapq.heappop(heap)
        if point in widest:
            continue
        widest[point] = -minus
        for before, rate in into.get(point, ()):
            if before not in widest:
                heapq.heappush(heap, (-min(rate, -minus), before))
    return widest


def narrow_starts(
    zones: Sequence[ZoneRow], widest: dict[int, float], occupancy: float, hours: int
) -> str | None:
    """A note on zones that start where no plan can bring all out: the way itself is too narrow.

    Only a lower bound on the trouble: each start is looked at as if it had its way to itself.
    """
    found: dict[str, tuple[int, float]] = {}
    for zone in zones:
        for point, share in zone.starts:
            rate = widest.get(point)
            people = zone.likely * float(share)
            if rate is None or people <= rate * hours * occupancy:
                continue
            left, least = found.get(zone.name, (0, FREE))
            left += int(people - rate * hours * occupancy)
            found[zone.name] = left, min(least, rate)
    if not found:
        return None
    total = sum(left for left, _ in found.values())
    rows = [f"{name} ({rate:,.0f} cars/h)" for name, (_, rate) in found.items()]
    return (
        f"At least {total:,} people start where the widest way out passes too few cars for them in "
        f"{hours} h, so no plan brings them all: {some(rows)}. See whether they live there, or "
        "give another start in start_point.csv"
    )
