"""People: who is expected to go, from which start point, ready when and with how many seats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Literal

from safepassage.scenario import inputs
from safepassage.scenario.convert.curves import ready
from safepassage.scenario.convert.facts import Facts
from safepassage.scenario.convert.roads import half_up
from safepassage.scenario.group import Group
from safepassage.scenario.start_point import StartPoint
from safepassage.scenario.values import is_known

HeadcountName = Literal["low", "likely", "high"]


def largest_remainder(parts: Sequence[Fraction], total: int) -> list[int]:
    """Whole numbers that add up to the total; whoever lost most by rounding gets one more."""
    whole = [part.numerator // part.denominator for part in parts]
    left = total - sum(whole)
    order = sorted(range(len(parts)), key=lambda i: (whole[i] - parts[i], i))
    for i in order[:left]:
        whole[i] += 1
    return whole


def groups(facts: Facts, headcount: HeadcountName, occupancy: Fraction) -> tuple[inputs.Group, ...]:
    """Every group that was counted; one whose headcount is not known is left out and listed."""
    by_zone: dict[str, list[Group]] = {}
    for group in facts.scenario.groups:
        if _can_be_planned(facts, group):
            by_zone.setdefault(group.zone_id, []).append(group)
    found: dict[str, inputs.Group] = {}
    for zone_id, members in by_zone.items():
        exact = [Fraction(_present(group, headcount) * group.share_going) for group in members]
        people = largest_remainder(exact, half_up(sum(exact, Fraction(0))))
        cars = _cars(facts, zone_id, members, people)
        for group, going, vehicles in zip(members, people, cars, strict=True):
            found[group.group_id] = _group(facts, group, headcount, going, vehicles, occupancy)
    return tuple(
        found[group.group_id] for group in facts.scenario.groups if group.group_id in found
    )


def _present(group: Group, headcount: HeadcountName) -> int:
    count = getattr(group, f"people_{headcount}")
    assert isinstance(count, int)
    return count


def _can_be_planned(facts: Facts, group: Group) -> bool:
    address = f"group/{group.group_id}"
    if not is_known(group.people_likely):
        facts.not_used.append(
            inputs.NotUsed(address, "its headcount is not known: the group is left out")
        )
        return False
    if not facts.known(group.people_source, address, "the group is left out"):
        return False
    if group.companions:
        facts.later(
            f"{address}/companions",
            f"companions of {group.group_id}: {', '.join(group.companions)}",
            "groups that must stay together are not planned yet",
        )
    return True


def _cars(facts: Facts, zone_id: str, members: list[Group], people: list[int]) -> list[int]:
    """The zone's cars over its car groups, by their people."""
    zone = next(zone for zone in facts.scenario.zones if zone.zone_id == zone_id)
    riders = [n if group.mode == "car" else 0 for group, n in zip(members, people, strict=True)]
    cars = zone.vehicles if isinstance(zone.vehicles, int) else 0
    if not sum(riders):
        return [0] * len(members)
    if not facts.known(zone.vehicles_source, f"zone/{zone_id}/vehicles", "no car counts"):
        cars = 0
    return largest_remainder([Fraction(cars * n, sum(riders)) for n in riders], cars)


def _group(
    facts: Facts,
    group: Group,
    headcount: HeadcountName,
    people: int,
    cars: int,
    occupancy: Fraction,
) -> inputs.Group:
    scenario = facts.scenario
    zone = next(zone for zone in scenario.zones if zone.zone_id == group.zone_id)
    assert isinstance(group.people_low, int)
    assert isinstance(group.people_likely, int)
    assert isinstance(group.people_high, int)
    deadline, because = _deadline(facts, group)
    mode: inputs.Mode = "car" if group.mode == "car" else "foot"
    if mode == "foot" and group.able_to_walk is False:
        mode = "seat"  # only seats of legs carry them
    return inputs.Group(
        id=group.group_id,
        zone=group.zone_id,
        zone_name=zone.name,
        population=group.population,
        kind=group.kind,
        mode=mode,
        occupancy=occupancy if mode == "car" else None,
        criteria=group.criteria,
        people=people,
        staying=_present(group, headcount) - people,
        headcount=inputs.Headcount(
            group.people_low, group.people_likely, group.people_high, group.people_source
        ),
        share_going=Fraction(group.share_going),
        latest_departure_s=deadline,
        deadline_because=because,
        starts=_starts(facts, group, people, cars, occupancy),
    )


def _starts(
    facts: Facts, group: Group, people: int, cars: int, occupancy: Fraction
) -> tuple[inputs.Start, ...]:
    """The group's people over its start points; one with nobody is left out."""
    scenario = facts.scenario
    curve = next(c for c in scenario.departure_curves if c.id == group.departure_curve)
    points = [point for point in scenario.start_points if point.zone_id == group.zone_id]
    shares = [Fraction(point.share) for point in points]
    parts = largest_remainder([share * people for share in shares], people)
    vehicles = largest_remainder([share * cars for share in shares], cars)
    found = []
    for point, part, standing in zip(points, parts, vehicles, strict=True):
        if part:
            seats = int(standing * occupancy) if group.mode == "car" else None
            name = _point_name(facts, point)
            found.append(inputs.Start(point.node_id, name, part, seats, ready(curve, part)))
    return tuple(found)


def _point_name(facts: Facts, point: StartPoint) -> str:
    if point.name:
        return point.name
    node = next(node for node in facts.scenario.nodes if node.node_id == point.node_id)
    return node.name or node.node_id


def _deadline(facts: Facts, group: Group) -> tuple[int | None, str | None]:
    """The earliest deadline of the group itself and of the hazards of its zone."""
    found: list[tuple[datetime, str]] = []
    if group.latest_departure is not None:
        found.append((group.latest_departure, f"group/{group.group_id}"))
    for hazard in facts.scenario.hazards:
        address = f"hazard/{hazard.id}"
        for zone in hazard.zones:
            if zone.zone == group.zone_id and facts.quietly_known(hazard.source):
                found.append((zone.leave_before, address))
    if not found:
        return None, None
    instant, because = min(found)
    return facts.seconds(instant), because
