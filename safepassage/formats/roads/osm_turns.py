"""OSM turns: restriction relations as movements that nobody may make one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from safepassage.formats.roads.osm_tags import Tags
from safepassage.formats.roads.road_map import ForbiddenTurn, Movement, Road

Piece = tuple[int, int, int]  # row of the road, node where it begins, node where it ends
Pieces = Mapping[int, Sequence[Piece]]  # of a way, in its own order
CARS = ("motorcar", "motor_vehicle", "vehicle")


class Restriction(NamedTuple):
    """A restriction relation; `why_not` where cars are not bound by it or it cannot be read."""

    id: int
    word: str  # no_left_turn, only_straight_on, ...
    from_ways: tuple[int, ...]
    via_nodes: tuple[int, ...]
    via_ways: tuple[int, ...]
    to_ways: tuple[int, ...]
    why_not: str | None


class Arm(NamedTuple):
    """A road at a node: the movement that leaves there along it, and the node it leads to."""

    movement: Movement
    node: int


def read_restriction(ref: int, tags: Tags, members: Sequence[tuple[str, int, str]]) -> Restriction:
    """One relation with its members (type, ref, role)."""
    word = tags.get("restriction:motorcar") or tags.get("restriction:motor_vehicle")
    word = word or tags.get("restriction") or ""
    by_role = {
        role: tuple(m for kind, m, r in members if r == role.split()[0] and kind == role.split()[1])
        for role in ("from w", "via n", "via w", "to w")
    }
    why = None
    exempt = {part.strip() for part in (tags.get("except") or "").split(";")}
    if exempt & set(CARS):
        why = "it exempts cars"
    elif not word:
        why = "it holds at times or for vehicles that are not planned"
    elif not word.startswith(("no_", "only_")):
        why = "its word is neither no_... nor only_..."
    return Restriction(
        ref, word, by_role["from w"], by_role["via n"], by_role["via w"], by_role["to w"], why
    )


def forbidden_turns(
    restrictions: Sequence[Restriction], pieces: Pieces, roads: Sequence[Road]
) -> tuple[list[ForbiddenTurn], dict[str, int]]:
    """The turns that cars may not make, and how many restrictions were left out for what reason."""
    at: dict[int, list[Arm]] = {}
    for rows in pieces.values():
        for row, a, b in rows:
            at.setdefault(a, []).append(Arm(Movement(row, True), b))
            at.setdefault(b, []).append(Arm(Movement(row, False), a))
    turns: dict[tuple[Movement, ...], ForbiddenTurn] = {}
    left_out: Counter[str] = Counter()
    for restriction in restrictions:
        found = _turns(restriction, pieces, at)
        if isinstance(found, str):
            left_out[found] += 1
            continue
        for movements in found:
            if all("auto" in _traffic(roads, m).uses for m in movements):
                ref = f"relation {restriction.id}"
                turns.setdefault(movements, ForbiddenTurn(movements, ref, restriction.word))
    return list(turns.values()), dict(left_out)


def _traffic(roads: Sequence[Road], movement: Movement):  # type: ignore[no-untyped-def]
    road = roads[movement.road]
    return road.forward if movement.forward else road.backward


def _turns(
    rule: Restriction, pieces: Pieces, at: Mapping[int, Sequence[Arm]]
) -> list[tuple[Movement, ...]] | str:
    """All chains of movements that a restriction forbids, or why it says nothing here."""
    if rule.why_not:
        return rule.why_not
    if not rule.from_ways or not rule.to_ways or not (rule.via_nodes or rule.via_ways):
        return "a member is missing"
    if rule.via_ways:
        return _over_ways(rule, pieces, at)
    if len(rule.via_nodes) != 1:
        return "it has more than one via node"
    via = rule.via_nodes[0]
    if via not in at:
        return "its via node is on no road that was read"
    enter = [_back(arm.movement) for arm in _arms(rule.from_ways, pieces, at[via])]
    leave = [arm.movement for arm in _arms(rule.to_ways, pieces, at[via])]
    only = rule.word.startswith("only_")
    if not enter or not (leave or only):  # only into a road not read: into no other either
        return "a member is no road that was read"
    u_turn = rule.word == "no_u_turn"
    if u_turn and set(rule.from_ways) == set(rule.to_ways):
        return [(m, _back(m)) for m in enter]
    many = ("no_entry", "no_exit")
    if (len(enter) > 1 or len(leave) > 1) and rule.word not in many:
        return "a way goes through its via node, so which side is meant is not clear"
    if only:
        others = [arm.movement for arm in at[via] if arm.movement not in leave]
        return [(m, other) for m in enter for other in others if other != _back(m)]
    return [(m, n) for m in enter for n in leave]


def _arms(ways: Sequence[int], pieces: Pieces, arms: Sequence[Arm]) -> list[Arm]:
    rows = {row for way in ways for row, _, _ in pieces.get(way, ())}
    return [arm for arm in arms if arm.movement.road in rows]


def _back(movement: Movement) -> Movement:
    return Movement(movement.road, not movement.forward)


def _over_ways(
    rule: Restriction, pieces: Pieces, at: Mapping[int, Sequence[Arm]]
) -> list[tuple[Movement, ...]] | str:
    """A restriction whose via is one or more ways: chains of three or more movements."""
    chain = [row for way in rule.via_ways for row in pieces.get(way, ())]
    if not chain or any(
        way not in pieces for way in (*rule.via_ways, *rule.from_ways, *rule.to_ways)
    ):
        return "a member is no road that was read"
    inside = {row for row, _, _ in chain}
    nodes = [n for _, a, b in chain for n in (a, b)]
    found: list[tuple[Movement, ...]] = []
    for start in dict.fromkeys(nodes):
        for arm in _arms(rule.from_ways, pieces, at[start]):
            if arm.movement.road in inside:
                continue
            first = _back(arm.movement)
            for path, end in _along(start, inside, at):
                last = [a.movement for a in _arms(rule.to_ways, pieces, at[end])]
                last = [m for m in last if m.road not in inside]
                if not last:
                    continue
                if rule.word.startswith("only_"):
                    last = [
                        a.movement
                        for a in at[end]
                        if a.movement not in last and a.movement != _back(path[-1])
                    ]
                found += [(first, *path, m) for m in last]
    return found or "its ways do not join"


def _along(
    start: int, inside: set[int], at: Mapping[int, Sequence[Arm]]
) -> list[tuple[tuple[Movement, ...], int]]:
    """Every way along the via roads from a node, no road twice, with the node where it ends."""
    found: list[tuple[tuple[Movement, ...], int]] = []
    todo: list[tuple[tuple[Movement, ...], int]] = [((), start)]
    while todo:
        path, node = todo.pop()
        for arm in at[node]:
            row = arm.movement.road
            if row in inside and all(m.road != row for m in path) and len(path) < 32:
                found.append(((*path, arm.movement), arm.node))
                todo.append(found[-1])
    return found
