"""Draft: from open data to a first scenario folder, in the order in which a planner would go."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from math import ceil
from zoneinfo import ZoneInfo

from safepassage.draft.clip import clip
from safepassage.draft.exits import Exit
from safepassage.draft.folder import FolderText
from safepassage.draft.link_rows import link_rows
from safepassage.draft.make_summary import dropped, make_summary
from safepassage.draft.narrow_starts import narrow_starts, widest_ways
from safepassage.draft.net import Net, can_leave, ends_of, ferry_steps, find_net, gate_steps
from safepassage.draft.request import DraftRequest, area_of
from safepassage.draft.road_defaults import GATE_VEHICLES_PER_HOUR
from safepassage.draft.summary import Summary
from safepassage.draft.write_folder import write_folder
from safepassage.draft.zones import ZoneDraft, draft_zones
from safepassage.errors import UsageError
from safepassage.formats.roads.osm import read_osm
from safepassage.formats.roads.read_roads import read_roads
from safepassage.formats.roads.road_map import RoadMap

Progress = Callable[[str], None]
MOST_HOURS = 14 * 24


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
        net = find_net(request, road_map)
    with clock.stage("placing people"):
        zones = draft_zones(request, road_map, net.streets, can_leave(net))
    with clock.stage("writing"):
        text = _folder_text(request, net, zones)
        folder = write_folder(request, text, zones)
    notes = zones.notes
    free = gate_steps(net) + ferry_steps(net)
    widest = widest_ways(net.streets.streets, free, ends_of(net))
    narrow = narrow_starts(zones.rows, widest, float(request.occupancy), text.hours)
    notes += (narrow,) if narrow else ()
    if request.preview:
        with clock.stage("drawing the map"):
            from safepassage.draft.preview import write_preview

            not_drawn = write_preview(folder, dropped(net))
            notes += (not_drawn,) if not_drawn else ()
    return make_summary(request, net, zones, text, notes, clock.seconds)


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
    def stage(self, name: str) -> Iterator[None]:
        self.progress(name)
        begun = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - begun


def _folder_text(request: DraftRequest, net: Net, zones: ZoneDraft) -> FolderText:
    points = [c.to_point for c in net.cut.crossings] + [row.point for row in net.shelters]
    rows = link_rows(net.streets, net.road_map, points)
    name = request.name or _slug(request.out.resolve().name)
    start = request.start or _this_morning(request.timezone)
    text = FolderText(
        name=name,
        title=request.title or f"{name}, from {net.road_map.source.file}",
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
    rates += GATE_VEHICLES_PER_HOUR * len(net.cut.crossings)
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


def _slug(text: str) -> str:
    return re.sub(r"[^\w.:-]+", "-", text).strip("-.") or "draft"
