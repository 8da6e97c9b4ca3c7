"""Make summary: the figures of a draft, counted."""

from __future__ import annotations

from safepassage.draft.folder import FolderText
from safepassage.draft.net import Net
from safepassage.draft.request import DraftRequest
from safepassage.draft.summary import Summary, km_by_class
from safepassage.draft.zones import ZoneDraft
from safepassage.formats.roads.road_map import LeftOut


def dropped(net: Net) -> tuple[LeftOut, ...]:
    """Everything left out, or kept with a warning."""
    rows = list(net.road_map.left_out)
    for part in net.parts:
        what = "street" if part.kept else "street left out"
        rows.append(LeftOut(what, part.streets, part.km, part.why, (part.lon, part.lat)))
    rows += [LeftOut("border post", 1, 0.0, f"{name}: {why}") for name, why in net.cut.left_out]
    silent = [boat for boat in net.road_map.ferries if not boat.has_timetable]
    if silent:
        why = "the map does not give interval, plain hours, duration and seats: only a remark"
        rows.append(LeftOut("ferry", len(silent), 0.0, why))
    return tuple(rows)


def make_summary(
    request: DraftRequest,
    net: Net,
    zones: ZoneDraft,
    text: FolderText,
    notes: tuple[str, ...],
    seconds: dict[str, float],
) -> Summary:
    """Count what was drafted."""
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
        dropped=dropped(net),
        notes=notes,
        attribution=net.road_map.source.attribution,
        hours=text.hours,
        seconds=seconds,
    )
