"""Parts: which streets hang together by car, and what can leave or be reached at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from safepassage.draft.streets import Street, Streets

SMALL_PART_M = 5_000  # a part on its own with fewer metres of street is left out


class Part(NamedTuple):
    """Streets outside the largest strongly connected part; `kept` or left out, and why."""

    streets: int
    km: float
    lon: float
    lat: float
    kept: bool
    why: str


def car_steps(streets: Sequence[Street]) -> list[tuple[int, int]]:
    """(from, to) for every way a car may go along a street."""
    steps = []
    for street in streets:
        forth, back = street.cars
        if forth:
            steps.append((street.from_point, street.to_point))
        if back:
            steps.append((street.to_point, street.from_point))
    return steps


def reached(steps: Iterable[tuple[int, int]], origins: Collection[int]) -> set[int]:
    """Points that steps lead to from the origins, the origins with them."""
    out: dict[int, list[int]] = {}
    for a, b in steps:
        out.setdefault(a, []).append(b)
    seen = set(origins)
    todo = list(seen)
    while todo:
        for b in out.get(todo.pop(), ()):
            if b not in seen:
                seen.add(b)
                todo.append(b)
    return seen


def strong_parts(steps: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Strongly connected parts, the largest first (Kosaraju: two depth-first passes)."""
    out: dict[int, list[int]] = {}
    into: dict[int, list[int]] = {}
    for a, b in steps:
        out.setdefault(a, []).append(b)
        out.setdefault(b, [])
        into.setdefault(b, []).append(a)
        into.setdefault(a, [])
    order: list[int] = []
    seen: set[int] = set()
    for root in out:
        if root in seen:
            continue
        seen.add(root)
        stack = [(root, iter(out[root]))]
        while stack:
            node, ahead = stack[-1]
            for other in ahead:
                if other not in seen:
                    seen.add(other)
                    stack.append((other, iter(out[other])))
                    break
            else:
                order.append(node)
                stack.pop()
    parts: list[list[int]] = []
    placed: set[int] = set()
    for root in reversed(order):
        if root in placed:
            continue
        placed.add(root)
        part = [root]
        for node in part:
            for other in into[node]:
                if other not in placed:
                    placed.add(other)
                    part.append(other)
        parts.append(part)
    return sorted(parts, key=len, reverse=True)


def keep_parts(streets: Streets, needed: Collection[int] = ()) -> tuple[Streets, list[Part]]:
    """Leave out small parts on their own; report every part outside the largest.

    Kept is whatever hangs together with the largest part in any direction and for any use, what
    holds a point of `needed` (exits, shelters, landings), and other parts of 5 km and more.
    """
    steps = car_steps(streets.streets)
    strong = strong_parts(steps)
    largest = set(strong[0]) if strong else set()
    part_of = _loose_parts(streets.streets)
    metres: dict[int, float] = {}
    for street in streets.streets:
        part = part_of[street.from_point]
        metres[part] = metres.get(part, 0.0) + street.length_m
    main = part_of[next(iter(largest))] if largest else max(metres, key=metres.__getitem__)
    keep = {part for part, total in metres.items() if total >= SMALL_PART_M} | {main}
    keep |= {part_of[p] for p in needed if p in part_of}
    rows = _report(streets, part_of, metres, keep, main)
    rows += _one_way_only(streets, steps, largest, part_of, main)
    kept = [street for street in streets.streets if part_of[street.from_point] in keep]
    return Streets(streets.points, kept), sorted(rows, key=lambda row: -row.km)


def _loose_parts(streets: Sequence[Street]) -> dict[int, int]:
    """For every point the least point of its part, whatever the direction or use."""
    parent: dict[int, int] = {}

    def find(a: int) -> int:
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        return a

    for street in streets:
        for point in (street.from_point, street.to_point):
            parent.setdefault(point, point)
        a, b = find(street.from_point), find(street.to_point)
        if a != b:
            parent[max(a, b)] = min(a, b)
    return {point: find(point) for point in parent}


def _report(
    streets: Streets,
    part_of: dict[int, int],
    metres: dict[int, float],
    keep: Collection[int],
    main: int,
) -> list[Part]:
    number: dict[int, int] = {}
    for street in streets.streets:
        part = part_of[street.from_point]
        number[part] = number.get(part, 0) + 1
    rows = []
    for part, total in metres.items():
        if part == main:
            continue
        at = streets.points[part]
        kept = part in keep
        why = "on its own: no road of the map leads to or from the rest"
        if not kept:
            why += f", and it has less than {SMALL_PART_M // 1000} km"
        rows.append(Part(number[part], round(total / 1000, 3), at.lon, at.lat, kept, why))
    return rows


def _one_way_only(
    streets: Streets,
    steps: Sequence[tuple[int, int]],
    largest: set[int],
    part_of: dict[int, int],
    main: int,
) -> list[Part]:
    """Streets of the main part from which cars cannot get into the largest part, or only out."""
    if not largest:
        return []
    forth = reached(steps, largest)
    back = reached([(b, a) for a, b in steps], largest)
    groups: dict[str, list[Street]] = {}
    for street in streets.streets:
        a, b = street.from_point, street.to_point
        if part_of[a] != main or (a in largest and b in largest) or not any(street.cars):
            continue
        point = a if a not in largest else b
        if point in back and point not in forth:
            why = "cars can come out of it but not in"
        elif point in forth and point not in back:
            why = "cars can go in but not out"
        elif point in forth:
            continue
        else:
            why = "cars can neither go in nor out"
        groups.setdefault(why, []).append(street)
    rows = []
    for why, found in groups.items():
        km = sum(street.length_m for street in found) / 1000
        at = streets.points[max(found, key=lambda street: street.length_m).from_point]
        rows.append(Part(len(found), round(km, 3), at.lon, at.lat, True, why))
    return rows
