"""Streets: roads between two junctions, those in a row joined, with every figure filled in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from safepassage.draft.road_defaults import CLASSES, Flow, filled
from safepassage.formats.roads.road_map import (
    Movement,
    Point,
    Position,
    Road,
    RoadMap,
    metres_between,
)


class Street(NamedTuple):
    """A row of roads between two points where one may turn; `defaults` names what was filled in."""

    movements: tuple[Movement, ...]  # from from_point to to_point
    name: str | None
    kind: str
    from_point: int
    to_point: int
    line: tuple[Position, ...]
    length_m: float
    forward: Flow | None
    backward: Flow | None
    width_m: float | None
    structure: str | None
    defaults: frozenset[str]

    @property
    def cars(self) -> tuple[bool, bool]:
        """Whether cars may go forward, and backward."""
        return _by_car(self.forward), _by_car(self.backward)


def _by_car(flow: Flow | None) -> bool:
    return flow is not None and "auto" in flow.uses


@dataclass(frozen=True, slots=True)
class Streets:
    """The streets of a road map, and its points (some added in the middle of loops)."""

    points: list[Point]
    streets: list[Street]


class _Piece(NamedTuple):
    """A road in the direction in which a chain runs."""

    movement: Movement
    road: Road
    from_point: int
    to_point: int
    forward: Flow | None
    backward: Flow | None
    defaults: frozenset[str]

    def turned(self) -> _Piece:
        row, ahead = self.movement
        return self._replace(
            movement=Movement(row, not ahead),
            from_point=self.to_point,
            to_point=self.from_point,
            forward=self.backward,
            backward=self.forward,
        )

    @property
    def line(self) -> tuple[Position, ...]:
        return self.road.line if self.movement.forward else self.road.line[::-1]


def join_streets(road_map: RoadMap, kept: Collection[int] = ()) -> Streets:
    """Fill the gaps of every road, and join roads in a row where nobody can turn.

    A point between two roads goes if it is not in `kept`, no forbidden turn lies there, both roads
    let the same uses through each way, and they have one name (or one has none). Speeds add up as
    times, the narrowest piece gives the capacity; bends stay.
    """
    points = list(road_map.points)
    at: list[list[_Piece]] = [[] for _ in points]  # pieces leaving each point
    for row, road in enumerate(road_map.roads):
        piece = _piece(row, road)
        if piece is not None:
            at[piece.from_point].append(piece)
            at[piece.to_point].append(piece.turned())
    stays = set(kept) | set(road_map.cut) | {post.point for post in road_map.posts}
    stays |= {end for ferry in road_map.ferries for end in (ferry.from_point, ferry.to_point)}
    stays |= _turning_points(road_map)
    inner = [i not in stays and _passes(pieces) for i, pieces in enumerate(at)]
    streets: list[Street] = []
    seen: set[int] = set()
    for start in _starts(at, inner):
        for piece in at[start]:
            if piece.movement.road in seen:
                continue
            chain = _chain(piece, at, inner, start)
            seen.update(part.movement.road for part in chain)
            streets += _streets(chain, points)
    return Streets(points, streets)


def _starts(at: Sequence[Sequence[_Piece]], inner: Sequence[bool]) -> Iterable[int]:
    """Points where chains begin; last one point for each ring that nothing else touches."""
    yield from (i for i, pieces in enumerate(at) if pieces and not inner[i])
    yield from (i for i, pieces in enumerate(at) if pieces and inner[i])


def _piece(row: int, road: Road) -> _Piece | None:
    forth, back = filled(road, road.forward), filled(road, road.backward)
    if forth is None and back is None:
        return None
    defaults = (forth[1] if forth else frozenset()) | (back[1] if back else frozenset())
    return _Piece(
        Movement(row, True), road, road.from_point, road.to_point,
        forth[0] if forth else None, back[0] if back else None, defaults,
    )  # fmt: skip


def _turning_points(road_map: RoadMap) -> set[int]:
    """Points inside the chains of forbidden turns, where the roads must stay apart."""
    found: set[int] = set()
    for turn in road_map.forbidden_turns:
        for row, forward in turn.movements[:-1]:
            road = road_map.roads[row]
            found.add(road.to_point if forward else road.from_point)
    return found


def _passes(pieces: Sequence[_Piece]) -> bool:
    """Whether a point is a mere bend between two roads."""
    if len(pieces) != 2:
        return False
    a, b = pieces
    if a.movement.road == b.movement.road or a.from_point in (a.to_point, b.to_point):
        return False
    names = {a.road.name, b.road.name} - {None}
    return (
        len(names) <= 1
        and (a.road.kind in CLASSES) == (b.road.kind in CLASSES)
        and _uses(a.backward) == _uses(b.forward)
        and _uses(a.forward) == _uses(b.backward)
    )


def _uses(flow: Flow | None) -> frozenset[str]:
    return frozenset() if flow is None else frozenset(flow.uses)


def _chain(
    piece: _Piece, at: Sequence[Sequence[_Piece]], inner: Sequence[bool], start: int
) -> list[_Piece]:
    chain = [piece]
    while inner[chain[-1].to_point] and chain[-1].to_point != start:
        here = chain[-1]
        chain.append(next(p for p in at[here.to_point] if p.movement.road != here.movement.road))
    return chain


def _streets(chain: list[_Piece], points: list[Point]) -> list[Street]:
    """The chain as one street; as two where it comes back to where it began."""
    if chain[0].from_point != chain[-1].to_point:
        return [_street(chain)]
    if len(chain) > 1:
        middle = len(chain) // 2
        return [_street(chain[:middle]), _street(chain[middle:])]
    return _halves(_street(chain), points)


def _street(chain: Sequence[_Piece]) -> Street:
    length = sum(piece.road.length_m for piece in chain)
    longest = max(chain, key=lambda piece: piece.road.length_m).road
    line = list(chain[0].line)
    for piece in chain[1:]:
        line += piece.line[1:]
    structures = sorted({p.road.structure for p in chain if p.road.structure})
    widths = [p.road.width_m for p in chain if p.road.width_m is not None]
    return Street(
        tuple(piece.movement for piece in chain),
        next((p.road.name for p in chain if p.road.name), None),
        longest.kind, chain[0].from_point, chain[-1].to_point, tuple(line), length,
        _joined([(p.forward, p.road.length_m) for p in chain]),
        _joined([(p.backward, p.road.length_m) for p in chain]),
        min(widths, default=None), " ".join(structures) or None,
        frozenset[str]().union(*(p.defaults for p in chain)),
    )  # fmt: skip


def _joined(parts: Sequence[tuple[Flow | None, float]]) -> Flow | None:
    """One flow for a row of them: times add up, the narrowest counts."""
    flows = [(flow, metres) for flow, metres in parts if flow is not None]
    if len(flows) < len(parts):
        return None
    first = flows[0][0]
    walks = [flow.walk_capacity for flow, _ in flows if flow.walk_capacity is not None]
    walk = min(walks, default=None)
    cars = [
        (flow.lanes, flow.lane_capacity, metres, flow.speed_kmh)
        for flow, metres in flows
        if flow.lanes is not None and flow.lane_capacity is not None and flow.speed_kmh is not None
    ]
    if len(cars) < len(flows):
        return Flow(first.uses, None, None, None, walk)
    lanes, capacity, *_ = min(cars, key=lambda car: car[0] * car[1])
    hours = sum(metres / kmh for *_, metres, kmh in cars)
    metres = sum(car[2] for car in cars)
    return Flow(first.uses, lanes, capacity, metres / hours if hours else cars[0][3], walk)


def _halves(street: Street, points: list[Point]) -> list[Street]:
    """A loop of one road in two halves, with a point of their own between them."""
    line = street.line
    cut = len(line) // 2 if len(line) > 2 else 0
    if not cut:
        return []  # a road from a point to itself without a bend has no length
    middle = len(points)
    points.append(Point(f"{points[street.from_point].ref}-loop-{middle}", *line[cut]))
    sides = line[: cut + 1], line[cut:]
    metres = [sum(metres_between(p, q) for p, q in pairwise(side)) for side in sides]
    whole = sum(metres)
    ends = (street.from_point, middle), (middle, street.to_point)
    return [
        street._replace(
            from_point=a,
            to_point=b,
            line=side,
            length_m=street.length_m * (part / whole if whole else 0.5),
        )
        for side, part, (a, b) in zip(sides, metres, ends, strict=True)
    ]
