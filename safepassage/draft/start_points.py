"""Start points: where the people of each zone enter the network, by weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from safepassage.draft.distances import F64, I64, metres
from safepassage.draft.nearest import NEAR_M, Nearest, nearest
from safepassage.draft.spread import spread_out
from safepassage.draft.weights import summed
from safepassage.draft.whole_people import shares
from safepassage.draft.zone import DraftZone
from safepassage.errors import ScenarioError, UsageError
from safepassage.formats.areas.layer import some
from safepassage.problems import Problem, quoted

LEAST_SAID = 0.01  # a smaller share of a zone is not worth a line
STEPS_M = 300.0  # from the door to the start point: a few minutes on foot


class Start(NamedTuple):
    """A node where a share of a zone's people enter; the shares of a zone add up to 1 exactly."""

    node: int  # row of the nodes
    share: Decimal


class Attached(NamedTuple):
    """A zone tied to the network, and how well."""

    zone: str
    starts: tuple[Start, ...]  # the largest share first
    near_share: float  # of its people, at most 300 m from where they are attached
    far_share: float  # of its people, beyond the limit
    mean_m: float
    can_leave: bool  # False: from no road in it is there a way out
    astray_share: float  # of its people, whose nearest road leads nowhere


@dataclass(frozen=True, slots=True)
class StartPoints:
    """All zones tied to the network; `near_share` is of all people, None if none are counted."""

    zones: tuple[Attached, ...]
    near_share: float | None
    notes: tuple[str, ...]


class _Ties(NamedTuple):
    """For each weight point: its zone, its node, how far that is."""

    zone: I64
    node: I64
    metres: F64


def start_points(
    zones: Sequence[DraftZone],
    nodes_lonlat: F64,
    node_can_leave: npt.NDArray[np.bool_],
    *,
    most: int = 3,
    limit_m: float = NEAR_M,
) -> StartPoints:
    """Each zone tied to at most `most` nodes from which one can leave.

    Weight points go to the nearest such node; of these nodes those are kept that have people
    nearest on average, and the others' people go to the nearest kept one. Two zones share a node
    only where one of them has no other within 300 m of it. If no road in a zone leads out (none
    that can leave is nearest to a point of it or within 300 m), it is tied to its roads all the
    same, and said so.

    Raises
    ------
    ScenarioError
        Zones of which every point is farther than `limit_m` from any node.
    """
    if most < 1 or most > 100:
        raise UsageError(f"{most} start points for a zone; give 1 to 100")
    points = np.concatenate([zone.weights for zone in zones])
    zone_of = np.repeat(np.arange(len(zones)), [len(zone.weights) for zone in zones])
    any_node = nearest(points, nodes_lonlat)
    _within(zones, zone_of, any_node, limit_m)
    ties, leaves, astray = _tied(zone_of, points, nodes_lonlat, node_can_leave, any_node)
    owned = _owned(zones, points, ties, nodes_lonlat)
    found = []
    first = 0
    for row, zone in enumerate(zones):
        rows = slice(first, first + len(zone.weights))
        first = rows.stop
        weight = zone.weights[:, 2]
        nodes = spread_out(ties.node[rows], weight, nodes_lonlat, owned[row], most)
        starts, far = _starts(zone.weights, nodes, nodes_lonlat)
        share = weight / weight.sum()
        found.append(
            Attached(
                zone=zone.id,
                starts=starts,
                near_share=float(share[far <= STEPS_M].sum()),
                far_share=float(share[far > limit_m].sum()),
                mean_m=float((share * far).sum()),
                can_leave=bool(leaves[row]),
                astray_share=float(share[astray[rows]].sum()),
            )
        )
    people = [zone.likely or 0 for zone in zones]
    near = None
    if sum(people):
        near = sum(n * a.near_share for n, a in zip(people, found, strict=True)) / sum(people)
    return StartPoints(tuple(found), near, _notes(zones, found))


def _within(zones: Sequence[DraftZone], zone_of: I64, near: Nearest, limit_m: float) -> None:
    """Refuse zones of which every point is beyond the limit."""
    least = np.full(len(zones), np.inf)
    np.minimum.at(least, zone_of, near.metres)
    problems = []
    for zone, far in zip(zones, least, strict=True):
        if far > limit_m:
            file = zone.place.split(",")[0] or "zones"
            read = f"{quoted(zone.name)} is {far / 1000:,.1f} km from the nearest road"
            allowed = f"it lies outside of the network: at most {limit_m / 1000:g} km are joined"
            mend = "take a map that reaches there, or take the zone out"
            problems.append(Problem(file, None, None, f"zone/{zone.id}", read, allowed, mend))
    if problems:
        raise ScenarioError(problems)


def _tied(
    zone_of: I64,
    points: F64,
    nodes_lonlat: F64,
    node_can_leave: npt.NDArray[np.bool_],
    any_node: Nearest,
) -> tuple[_Ties, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """The node of each point; which zones can leave; which points have no way out nearby."""
    able = np.flatnonzero(node_can_leave)
    count = int(zone_of.max()) + 1
    if not len(able):
        nobody = np.zeros(count, dtype=np.bool_)
        return _Ties(zone_of, *any_node), nobody, np.ones(len(points), dtype=np.bool_)
    leads = node_can_leave[any_node.row]
    node, far = any_node.row.copy(), any_node.metres.copy()
    astray = np.flatnonzero(~leads)
    if len(astray):
        out = nearest(points[astray], nodes_lonlat[able])
        node[astray], far[astray] = able[out.row], out.metres
    ways_out = leads | (far <= STEPS_M)
    leaves = np.bincount(zone_of, ways_out, count) > 0
    at = leaves[zone_of]
    node, far = np.where(at, node, any_node.row), np.where(at, far, any_node.metres)
    return _Ties(zone_of, node, far), leaves, ~ways_out


def _owned(zones: Sequence[DraftZone], points: F64, ties: _Ties, nodes_lonlat: F64) -> list[I64]:
    """The nodes of each zone: where two zones meet at one, the one with more people there has it.

    They share it if the people of the other one would have more than 300 m from there to a node of
    their own.
    """
    whole = np.array([zone.weights[:, 2].sum() for zone in zones])
    people = np.array([1.0 if zone.likely is None else float(zone.likely) for zone in zones])
    mass = points[:, 2] * (people / whole)[ties.zone]
    nodes = int(ties.node.max()) + 1
    pair, of = np.unique(ties.zone * nodes + ties.node, return_inverse=True)
    mass = summed(of, mass, len(pair))
    zone, node = pair // nodes, pair % nodes
    order = np.lexsort((zone, -mass, node))
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = node[order][1:] != node[order][:-1]
    owns = np.zeros(len(pair), dtype=np.bool_)
    owns[order[first]] = True
    found = []
    edges = np.searchsorted(zone, np.arange(len(zones) + 1))
    for row in range(len(zones)):
        rows = slice(edges[row], edges[row + 1])
        mine, lost = node[rows][owns[rows]], node[rows][~owns[rows]]
        if len(mine) and len(lost):
            lon, lat = nodes_lonlat[mine, 0], nodes_lonlat[mine, 1]
            off = [metres(lon, lat, *nodes_lonlat[other, :2]).min() for other in lost]
            lost = lost[np.array(off) > STEPS_M]
        found.append(np.sort(np.concatenate([mine, lost])))
    return found


def _starts(weights: F64, nodes: I64, nodes_lonlat: F64) -> tuple[tuple[Start, ...], F64]:
    """Shares of the nodes, and how far each point is from the one it goes to.

    A node whose share would round to 0 is left out, and its people go to the next one.
    """
    while True:
        far = np.column_stack(
            [metres(weights[:, 0], weights[:, 1], *nodes_lonlat[node, :2]) for node in nodes]
        )
        to = far.argmin(axis=1)
        parts = shares(summed(to, weights[:, 2], len(nodes)).tolist())
        if all(parts):
            break
        nodes = nodes[[bool(part) for part in parts]]
    starts = [Start(int(node), part) for node, part in zip(nodes, parts, strict=True)]
    starts.sort(key=lambda start: (-start.share, start.node))
    return tuple(starts), far.min(axis=1)


def _notes(zones: Sequence[DraftZone], found: Sequence[Attached]) -> tuple[str, ...]:
    """Zones that cannot leave, and those of which a part cannot."""
    notes = []
    stuck = [z.name for z, a in zip(zones, found, strict=True) if not a.can_leave]
    if stuck:
        notes.append(f"No road out of these zones leads to an exit or shelter: {some(stuck)}")
    part = [
        f"{zone.name} ({tie.astray_share:.0%})"
        for zone, tie in zip(zones, found, strict=True)
        if tie.can_leave and tie.astray_share >= LEAST_SAID
    ]
    if part:
        notes.append(
            "People whose nearest road leads nowhere, taken to one farther off that does: "
            f"{some(part)}"
        )
    return tuple(notes)
