"""Make map data: from a scenario, whatever it lacks, to all that a map of it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from safepassage.clock import format_instant
from safepassage.report.basis import asked_figures, default_figures
from safepassage.report.gate_words import crossing_sides
from safepassage.report.map_data import (
    ClassSum,
    MapCrossing,
    MapData,
    MapExit,
    MapLeg,
    MapLink,
    MapNote,
    MapSummary,
    MapZone,
)
from safepassage.report.map_findings import map_findings
from safepassage.report.map_line import Position, centre_longitude, near
from safepassage.report.map_links import map_links
from safepassage.report.map_zones import map_zones
from safepassage.report.way_out import modes_of_people, nodes_that_leave, ways_out
from safepassage.report.zone_areas import Rings
from safepassage.scenario.destination import Destination
from safepassage.scenario.scenario import Scenario

OSM = "© OpenStreetMap contributors, ODbL"


def make_map_data(
    scenario: Scenario,
    *,
    notes: Sequence[MapNote | str] = (),
    areas: Mapping[str, Rings] | None = None,
) -> MapData:
    """All that a map of the scenario shows.

    Parameters
    ----------
    notes
        What was left out and why, as texts or with a place.
    areas
        Rings of the polygons of zones, by zone id.
    """
    centre = centre_longitude(float(node.x_coord) for node in scenario.nodes)
    places = {
        node.node_id: near((float(node.x_coord), float(node.y_coord)), centre)
        for node in scenario.nodes
    }
    exits = ways_out(scenario)
    modes = modes_of_people(scenario) if exits else ()
    leaving = {mode: nodes_that_leave(scenario.links, mode, exits) for mode in modes}
    links, doubts = map_links(scenario, places, centre, leaving)
    zones = map_zones(scenario, places, centre, leaving, areas or {})
    parties = {party.id: party.name for party in scenario.parties}
    crossings = tuple(
        MapCrossing(
            row.id,
            row.name,
            (places[row.from_node], places[row.to_node]),
            crossing_sides(row, parties, scenario.zone_info),
        )
        for row in scenario.crossings
    )
    return MapData(
        name=scenario.name,
        title=scenario.title,
        notice=scenario.notice or "",
        span=_span(scenario),
        links=links,
        zones=zones,
        exits=tuple(
            MapExit(row.id, row.name, row.kind, places[row.node], room_words(row))
            for row in scenario.destinations
        ),
        crossings=crossings,
        legs=_legs(scenario, places),
        summary=_summary(scenario, links, zones, crossings),
        findings=map_findings(scenario, links, doubts, zones, crossings, places),
        notes=tuple(_note(note, centre) for note in notes),
        attribution=OSM if _is_from_osm(scenario) else "",
    )


def room_words(place: Destination) -> str:
    """How much room a destination has, as far as it is said."""
    if place.room == "unlimited":
        return "unlimited"
    if isinstance(place.room, int):
        return f"{place.room:,}"
    rooms = [(need.need.replace("_", " "), need.room) for need in place.needs]
    unknown = ", ".join(name for name, room in rooms if room is None)
    known = [(room, name) for name, room in rooms if room is not None]
    if unknown or not known:
        return f"not known ({unknown})" if unknown else "not known"
    room, name = min(known)
    return f"{room:,} ({name} is least)"


def _span(scenario: Scenario) -> str:
    ends = [
        f"{format_instant(instant, scenario.zone_info)} {instant:%Y}"
        for instant in (scenario.start, scenario.end)
    ]
    return f"{ends[0]} to {ends[1]} ({scenario.timezone})"


def _legs(scenario: Scenario, places: Mapping[str, Position]) -> tuple[MapLeg, ...]:
    ends = {row.id: places[row.node] for row in scenario.destinations}
    found = []
    for leg in scenario.legs:
        said = f"leaves {format_instant(leg.departs, scenario.zone_info)}"
        if leg.last_day is not None:
            said += f" and daily until {leg.last_day.isoformat()}"
        to = ends[leg.to] if leg.to in ends else places[leg.to]
        found.append(
            MapLeg(leg.id, leg.name, (places[leg.node], to), f"{said}, {leg.seats:,} seats")
        )
    return tuple(found)


def _note(note: MapNote | str, centre: float) -> MapNote:
    if isinstance(note, str):
        return MapNote(note)
    return note._replace(where=None if note.where is None else near(note.where, centre))


def _is_from_osm(scenario: Scenario) -> bool:
    return any("openstreetmap" in row.publisher.lower() for row in scenario.sources)


def _summary(
    scenario: Scenario,
    links: tuple[MapLink, ...],
    zones: tuple[MapZone, ...],
    crossings: tuple[MapCrossing, ...],
) -> MapSummary:
    number = Counter(link.road_class for link in links)
    km = dict.fromkeys(number, 0.0)
    for link in links:
        if not link.is_way_back:
            km[link.road_class] += link.length_m / 1000
    return MapSummary(
        nodes=len(scenario.nodes),
        links=len(links),
        km=sum(km.values()),
        classes=tuple(ClassSum(row, number[row], km[row]) for row in sorted(number)),
        one_way=sum(link.one_way for link in links),
        structures=tuple(sorted(Counter(w for x in links for w in x.structure.split()).items())),
        default_share=_default_share(scenario),
        all_default=sum(link.all_default for link in links),
        people=sum(zone.people for zone in zones),
        groups_not_counted=sum(zone.not_counted for zone in zones),
        zones=len(zones),
        starts=sum(len(zone.starts) for zone in zones),
        exits=len(scenario.destinations),
        crossings=len(crossings),
        crossings_unknown=sum(crossing.is_unknown for crossing in crossings),
        legs=len(scenario.legs),
    )


def _default_share(scenario: Scenario) -> tuple[tuple[str, float], ...]:
    """Of the links that need a figure, the share of which it is a default."""
    needed: Counter[str] = Counter()
    default: Counter[str] = Counter()
    for link in scenario.links:
        marked = default_figures(link.basis)
        for figure in asked_figures(link):
            needed[figure] += 1
            default[figure] += figure in marked
    return tuple((figure, default[figure] / needed[figure]) for figure in sorted(needed))
