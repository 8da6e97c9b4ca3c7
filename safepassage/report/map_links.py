"""Links of a map: where they run, their figures in words, and who cannot go on from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from safepassage.clock import format_instant
from safepassage.report.basis import asked_figures, default_figures
from safepassage.report.map_data import Figure, MapLink
from safepassage.report.map_line import Doubt, Position, line_of, metres_between, near
from safepassage.report.road_class import class_row
from safepassage.report.way_out import modes_stuck
from safepassage.scenario.link import Link
from safepassage.scenario.network_config import METRES
from safepassage.scenario.scenario import Scenario


class LinkDoubt(NamedTuple):
    """What is odd about where a link runs."""

    row: int
    doubt: Doubt
    too_short: bool  # shorter than the straight line between its nodes


def map_links(
    scenario: Scenario,
    places: Mapping[str, Position],
    centre: float,
    leaving: dict[str, frozenset[str]],
) -> tuple[tuple[MapLink, ...], tuple[LinkDoubt, ...]]:
    """All links that join two known nodes, in the order of link.csv, and what is odd about them."""
    config = scenario.config[0] if scenario.config else None
    metres = float(METRES[config.long_length]) if config else 1.0
    speed = config.speed if config else "km/h"
    closed = _closed(scenario)
    back = _ways(scenario.links)
    found: list[MapLink] = []
    doubts: list[LinkDoubt] = []
    lengths: set[tuple[frozenset[str], int]] = set()
    for link in scenario.links:
        start, end = places[link.from_node_id], places[link.to_node_id]
        line = line_of(link.geometry, start, end)
        length_m = float(link.length) * metres
        # five metres and five in a hundred: coordinates and lengths are rounded
        too_short = length_m < 0.95 * metres_between(start, end) - 5
        if line.doubt or too_short:
            doubts.append(LinkDoubt(len(found), line.doubt, too_short))
        defaults = default_figures(link.basis)
        road = (frozenset((link.from_node_id, link.to_node_id)), round(length_m))
        found.append(
            MapLink(
                id=link.link_id,
                name=link.name or "",
                kind=link.facility_type or "",
                road_class=class_row(link.facility_type),
                line=tuple(near(position, centre) for position in line.positions),
                length_m=length_m,
                uses=link.allowed_uses,
                one_way=_is_one_way(link, back),
                figures=_figures(link, defaults, speed),
                all_default=defaults.issuperset(asked_figures(link)),
                basis=link.basis or "",
                structure=link.structure or "",
                stuck=modes_stuck(link, leaving),
                closed=closed.get(link.link_id, ()),
                is_way_back=road in lengths,
            )
        )
        lengths.add(road)
    return tuple(found), tuple(doubts)


def _ways(links: tuple[Link, ...]) -> set[tuple[str, str, str]]:
    """Which use gets from which node to which over one link."""
    found = set()
    for link in links:
        for use in link.allowed_uses:
            found.add((use, link.from_node_id, link.to_node_id))
            if not link.directed:
                found.add((use, link.to_node_id, link.from_node_id))
    return found


def _is_one_way(link: Link, ways: set[tuple[str, str, str]]) -> bool:
    """Whether cars (where there are none, nobody) have no link back."""
    uses = ("auto",) if "auto" in link.allowed_uses else link.allowed_uses
    return not any((use, link.to_node_id, link.from_node_id) in ways for use in uses)


def _figures(link: Link, defaults: frozenset[str], speed: str) -> tuple[Figure, ...]:
    rows = (
        ("lanes", "lanes each way", link.lanes, ""),
        ("capacity", "cars an hour and lane", link.capacity, ""),
        ("free_speed", "free speed", link.free_speed, speed),
        ("walk_capacity", "people on foot an hour", link.walk_capacity, ""),
        ("walk_speed", "walking speed", link.walk_speed, speed),
        ("storage", "cars that find room", link.storage, ""),
        ("width_m", "width", link.width_m, "m"),
    )
    found = [
        Figure(label, f"{value:,f} {unit}".strip(), name in defaults)
        for name, label, value, unit in rows
        if value is not None
    ]
    if link.walkers_on_road:
        found.append(Figure("walkers", "use the lanes of the cars", "walkers_on_road" in defaults))
    if link.contraflow:
        found.append(Figure("lanes may be reversed", "yes", "contraflow" in defaults))
    return tuple(found)


def _closed(scenario: Scenario) -> dict[str, tuple[str, ...]]:
    """Closures and hazards of each link, in words."""
    zone = scenario.zone_info
    found: dict[str, tuple[str, ...]] = {}
    for row in scenario.closures:
        rest = "closed" if not row.remaining_share else f"{row.remaining_share:.0%} of its rate"
        span = f"{format_instant(row.from_, zone)} to {format_instant(row.to, zone)}"
        words = f"{rest} {span}" + (f" ({row.reason})" if row.reason else "")
        for link_id in row.link_ids:
            found[link_id] = (*found.get(link_id, ()), words)
    for hazard in scenario.hazards:
        words = f"closed from {format_instant(hazard.arrives, zone)} ({hazard.name})"
        for link_id in hazard.links:
            found[link_id] = (*found.get(link_id, ()), words)
    return found
