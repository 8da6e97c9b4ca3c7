"""Draft: from open data to a first scenario folder, in the order in which a planner would go."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from datetime import datetime
from math import ceil
from typing import NamedTuple
from zoneinfo import ZoneInfo

from safepassage.draft.clip import clip
from safepassage.draft.crossing_file import read_crossings
from safepassage.draft.crossings import Cut, crossing_points, cut_at_crossings
from safepassage.draft.exits import Exit, find_exits
from safepassage.draft.folder import FolderText, ShelterRow
from safepassage.draft.link_rows import link_rows
from safepassage.draft.parts import Part, car_steps, keep_parts, reached
from safepassage.draft.place_shelters import place_shelters
from safepassage.draft.request import DraftRequest, area_of
from safepassage.draft.streets import Streets, join_streets
from safepassage.draft.summary import Dropped, Summary, km_by_class
from safepassage.draft.write_folder import write_folder
from safepassage.draft.zones import ZoneDraft, draft_zones
from safepassage.errors import UsageError
from safepassage.formats.roads.osm import read_osm
from safepassage.formats.roads.read_roads import read_roads
from safepassage.formats.roads.road_map import LeftOut, RoadMap

Progress = Callable[[str], None]
MOST_HOURS = 14 * 24


class Net(NamedTuple):
    """The streets of a draft with everything that was found on them."""

    road_map: RoadMap
    streets: Streets
    exits: list[Exit]
    cut: Cut
    parts: list[Part]
    shelters: list[ShelterRow]


def draft_scenario(request: DraftRequest, *, progress: Progress = lambda stage: None) -> Summary:
    """Read roads, areas and counts, and write a scenario folder; nothing is half written.

    Raises
    ------
    ScenarioError, UsageError
        Everything that the user can mend, with file, place and how.
    """
    clock = _Clock(progress)
    with clock.stage("reading the map"):
        area = area_of(request)
        road_map = _read(request)
        if area is not None:
            road_map = clip(road_map, area)
    with clock.stage("joining streets"):
        net = _net(request, road_map)
    with clock.stage("placing people"):
        zones = draft_zones(request, road_map, net.streets, _can_leave(net))
    with clock.stage("writing"):
        text = _folder_text(request, net, zones)
        folder = write_folder(request, text, zones)
    if request.preview:
        with clock.stage("drawing the map"):
            from safepassage.draft.preview import write_preview

            write_preview(folder, _dropped(net, zones))
    return _summary(request, net, zones, text, clock.seconds)


def _read(request: DraftRequest) -> RoadMap:
    if not request.osm:
        return read_roads(request.roads, crs=request.crs)
    return read_osm(
        request.roads,
        paths=request.walk or request.without_car > 0,
        service=request.service,
        buildings=request.buildings,
    )


class _Clock:
    """Seconds by stage."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str):  # type: ignore[no-untyped-def]
        self.progress(name)
        begun = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - begun


def _net(request: DraftRequest, road_map: RoadMap) -> Net:
    listed = [] if request.crossings is None else read_crossings(request.crossings)
    streets = join_streets(road_map, set(crossing_points(road_map, listed).values()))
    at_crossing = {post.point for post in road_map.posts}
    at_crossing |= set(crossing_points(road_map, listed).values())
    exits = []
    if request.exits:
        exits = find_exits(streets, road_map, without=at_crossing)
    cut = cut_at_crossings(streets, road_map, listed, [row.point for row in exits])
    streets = cut.streets
    shelters = place_shelters(request.to, streets)
    needed = [row.point for row in exits] + [row.point for row in shelters]
    needed += [crossing.to_point for crossing in cut.crossings]
    streets, parts = keep_parts(streets, needed)
    if not exits and not shelters and not any(c.ends for c in cut.crossings):
        raise UsageError(
            f"{request.roads.name}: no way out was found: no road is cut by the edge of the map "
            "or of the area, and no shelter is given. Give --area, --within or --box (people leave "
            "it), or --to FILE with shelters."
        )
    return Net(road_map, streets, exits, cut, parts, shelters)


def _can_leave(net: Net) -> set[int]:
    """Points from which a car gets to an exit or shelter, as if every gate were open."""
    steps = car_steps(net.streets.streets)
    steps += [(c.from_point, c.to_point) for c in net.cut.crossings]
    ends = [row.point for row in net.exits] + [row.point for row in net.shelters]
    ends += [c.to_point for c in net.cut.crossings if c.ends]
    return reached([(b, a) for a, b in steps], ends)


def _folder_text(request: DraftRequest, net: Net, zones: ZoneDraft) -> FolderText:
    points = [c.to_point for c in net.cut.crossings] + [row.point for row in net.shelters]
    rows = link_rows(net.streets, net.road_map, points)
    name = request.name or _slug(request.out.resolve().name)
    start = request.start or _this_morning(request.timezone)
    text = FolderText(
        name=name,
        title=request.title or f"{name}: a first draft from {net.road_map.source.file}",
        start=start,
        hours=request.hours or _hours(net, zones, request),
        timezone=request.timezone,
        road_source=net.road_map.source,
        people_basis=zones.basis,
        occupancy=str(request.occupancy),
        without_car=float(request.without_car),
        rows=rows,
        zones=zones.rows,
        exits=_named_exits(net.exits),
        crossings=[(c, f"crossing-{n}") for n, c in enumerate(net.cut.crossings, 1)],
        shelters=net.shelters,
        ferries=[
            f for f in net.road_map.ferries
            if f.from_point in rows.node_id and f.to_point in rows.node_id
        ],
        more_sources=zones.sources,
        check_first=_check_first(request, net, zones),
    )  # fmt: skip
    if request.hazard is not None:
        from safepassage.draft.draft_hazards import draft_hazards

        return draft_hazards(request, text, zones)
    return text


def _named_exits(exits: Sequence[Exit]) -> list[tuple[Exit, str]]:
    return [(row, f"exit-{number}") for number, row in enumerate(exits, 1)]


def _this_morning(timezone: str) -> datetime:
    try:
        zone = ZoneInfo(timezone)
    except (OSError, ValueError, KeyError):
        raise UsageError(
            f'--timezone "{timezone}" is not known; give an IANA name such as Europe/Madrid'
        ) from None
    return datetime.now(zone).replace(hour=8, minute=0, second=0, microsecond=0)


def _hours(net: Net, zones: ZoneDraft, request: DraftRequest) -> int:
    """A horizon in which everyone could leave three times over, in whole hours from 6 on."""
    rates = 0.0
    ends = {row.point for row in net.exits} | {row.point for row in net.shelters}
    for street in net.streets.streets:
        for flow, end in ((street.forward, street.to_point), (street.backward, street.from_point)):
            if end in ends and flow is not None and flow.lanes and flow.lane_capacity:
                rates += flow.lanes * flow.lane_capacity
    rates += 200.0 * len(net.cut.crossings)
    vehicles = sum(row.likely for row in zones.rows) / float(request.occupancy)
    return min(MOST_HOURS, max(6, ceil(3 * vehicles / max(rates, 1.0)) + 3))


def _check_first(request: DraftRequest, net: Net, zones: ZoneDraft) -> list[str]:
    rows = []
    if net.exits:
        rows.append(
            f"exits: {len(net.exits)} points where the map ends and the road does not; take out "
            "those that lead nowhere, and add what is missing"
        )
    if net.cut.crossings:
        rows.append("crossings: who holds each gate, when it is open, what passes in an hour")
    if any(row.room is None for row in net.shelters):
        rows.append("shelters whose room is not known: unknown room never counts")
    rows.append(f"people: {zones.basis}; see zone.csv and group.csv")
    share = (
        "everyone goes by car"
        if not request.without_car
        else (f"{request.without_car * 100:g} % walk")
    )
    rows.append(f"cars: {share}, {request.occupancy} people in each, as many cars as that takes")
    rows.append("roads: figures marked `default` in link.csv, column basis, come from no survey")
    rows.append("start, end, and that everyone who lives there goes (share_going)")
    return rows


def _dropped(net: Net, zones: ZoneDraft) -> tuple[Dropped, ...]:
    rows = [_of(row) for row in net.road_map.left_out]
    for part in net.parts:
        what = "street" if part.kept else "street left out"
        rows.append(
            Dropped(what, part.streets, part.km, part.why, f"{part.lat:.4f}, {part.lon:.4f}")
        )
    rows += [Dropped("border post", 1, 0.0, f"{name}: {why}") for name, why in net.cut.left_out]
    if net.road_map.ferries:
        why = "the map gives no departures or seats: written into scenario.yaml as a remark"
        rows.append(Dropped("ferry", len(net.road_map.ferries), 0.0, why))
    return tuple(rows)


def _of(row: LeftOut) -> Dropped:
    where = None if row.where is None else f"{row.where[1]:.4f}, {row.where[0]:.4f}"
    return Dropped(row.what, row.number, row.km, row.why, where)


def _summary(
    request: DraftRequest,
    net: Net,
    zones: ZoneDraft,
    text: FolderText,
    seconds: dict[str, float],
) -> Summary:
    streets = net.streets.streets
    links = sum((s.forward is not None) + (s.backward is not None) for s in streets)
    counts: dict[str, int] = {}
    with_defaults = 0
    for street in streets:
        ways = (street.forward is not None) + (street.backward is not None)
        with_defaults += ways if street.defaults - {"walk_capacity"} else 0
        for name in street.defaults:
            counts[name] = counts.get(name, 0) + ways
    return Summary(
        name=text.name,
        folder=str(request.out),
        nodes=len(text.rows.node_rows),
        links=links,
        km_by_class=km_by_class(streets),
        links_with_defaults=with_defaults,
        defaults={name: round(counts[name] / max(links, 1), 3) for name in sorted(counts)},
        turns=len(text.rows.turn_rows),
        people=sum(row.likely for row in zones.rows),
        zones=len(zones.rows),
        people_within_300_m=zones.within_300_m,
        exits=tuple(row.name or "unnamed road" for row in net.exits),
        crossings=tuple(f"{c.name} (both gates not known)" for c in net.cut.crossings),
        shelters=len(net.shelters),
        dropped=_dropped(net, zones),
        notes=zones.notes,
        attribution=net.road_map.source.attribution,
        hours=text.hours,
        seconds=seconds,
    )


def _slug(text: str) -> str:
    return re.sub(r"[^\w.:-]+", "-", text).strip("-.") or "draft"
