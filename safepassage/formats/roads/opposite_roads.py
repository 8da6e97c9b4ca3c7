"""Opposite roads: the two directions of a street, which some files give as two roads."""

from __future__ import annotations

from collections.abc import Sequence

from safepassage.formats.roads.road_map import Road

SAME_M = 0.01  # lengths of the two directions of one street


def join_opposite(roads: Sequence[Road], two_way: Sequence[bool]) -> list[Road]:
    """Two-way streets that stand as two roads, as one: same ends, line and length."""
    found: list[Road] = []
    waiting: dict[tuple[int, int], list[int]] = {}
    for road, both in zip(roads, two_way, strict=True):
        if both:
            others = waiting.get((road.to_point, road.from_point), [])
            for row in others:
                if _opposite(found[row], road):
                    found[row] = found[row]._replace(backward=road.forward)
                    others.remove(row)
                    break
            else:
                waiting.setdefault((road.from_point, road.to_point), []).append(len(found))
                found.append(road)
        else:
            found.append(road)
    return found


def _opposite(a: Road, b: Road) -> bool:
    return (
        abs(a.length_m - b.length_m) <= SAME_M
        and a.line == b.line[::-1]
        and (a.kind, a.name, a.width_m, a.structure) == (b.kind, b.name, b.width_m, b.structure)
    )
