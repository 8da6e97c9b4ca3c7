"""Scenario text: the scenario.yaml of a draft, with remarks for whoever edits it."""

from __future__ import annotations

import json
import re
from datetime import timedelta

from safepassage.draft.ferry_legs import ferry_legs
from safepassage.draft.folder import FolderText
from safepassage.draft.road_defaults import (
    CLASSES,
    GATE_PERSONS_PER_HOUR,
    GATE_VEHICLES_PER_HOUR,
    SOURCE,
    WALKERS_PER_METRE,
)


def scenario_text(draft: FolderText) -> str:
    """The text of scenario.yaml, with what to check first."""
    end = draft.start + timedelta(hours=draft.hours)
    day = draft.start.date().isoformat()
    osm = draft.road_source.attribution
    lines = [
        f"# {_comment(draft.title)}: a first draft, made from a map.",
        "# It is no plan yet: read it, mend it.",
        f"# Roads: {draft.road_source.title}." + (f" {osm}." if osm else ""),
        f"# People: {_comment(draft.people_basis)}.",
        "#",
        "# Check first:",
        *(f"#  {number}. {_comment(text)}" for number, text in enumerate(draft.check_first, 1)),
        "#",
        f"name: {draft.name}",
        f"title: {_q(draft.title)}",
        f"timezone: {draft.timezone}",
        f"start: {draft.start.isoformat()}          # people are told [assumption]",
        f"end: {end.isoformat()}            # nobody arrives after it [assumption]",
        "end_source: draft",
        "capacity_use: 0.95          # share of a road's rate that a plan may use",
    ]
    if osm:
        lines.append(f"notice: {_q('Made from OpenStreetMap: ' + osm + '. A draft to check.')}")
    lines += ["", "parties:", *_parties(draft), "", "sources:", *_sources(draft, day)]
    lines += ["", "populations:", "  - {id: residents, name: Residents}"]
    lines += ["", "# Everyone is ready when told. Give a curve where people need time:"]
    lines += ["#   {id: slow, form: rayleigh, scale_min: 60, source: draft}"]
    lines += ["departure_curves:", "  - {id: at-once, form: at_once, source: draft}"]
    lines += ["", "assumptions:", *_assumptions(draft)]
    lines += _crossings(draft)
    lines += _destinations(draft)
    if draft.hazards:
        lines += ["", draft.hazards.rstrip("\n")]
    lines += _ferries(draft)
    return "\n".join(lines) + "\n"


def _parties(draft: FolderText) -> list[str]:
    rows = [f"  - {{id: drafter, name: {_q('Whoever drafted this scenario')}}}"]
    for crossing, ident in draft.crossings:
        for side, text in zip(("inner", "outer"), crossing.sides, strict=True):
            name = f"Holder of {crossing.name}, {text}: not known"
            rows.append(f"  - {{id: {ident}-{side}, name: {_q(name)}}}")
    return rows


def _sources(draft: FolderText, day: str) -> list[str]:
    title = "Draft: figures that nobody has given yet, see assumptions"
    rows = [
        f"  - {{id: draft, title: {_q(title)}, publisher: Safe Passage, date: {day}}}",
    ]
    for number, source in enumerate((draft.road_source, *draft.more_sources)):
        ident = "roads" if number == 0 else f"file-{number}"
        title = source.title + (
            "" if source.date else " (the file gives no date: the draft's stands here)"
        )
        title += f", sha256 {source.sha256[:16]}"
        rows.append(
            f"  - {{id: {ident}, title: {_q(title)}, "
            f"publisher: {_q(source.publisher)}, date: {_when(source.date) or day}}}"
        )
    return rows


def _assumptions(draft: FolderText) -> list[str]:
    table = "; ".join(
        f"{kind} {usual.lanes:g} x {usual.lane_capacity:g} vehicles/h, {usual.speed_kmh:g} km/h"
        for kind, usual in CLASSES.items()
    )
    walk = f"{WALKERS_PER_METRE:g} people/h and metre of width"
    rows = [
        ("occupancy", draft.occupancy, "people/vehicle", "People in a car"),
        ("road_defaults", "by class", "lanes, vehicles/h, km/h", f"{SOURCE} {table}"),
        ("walk_capacity", "by width", "people/h", f"Footways and pavements: {walk}"),
    ]
    if draft.crossings:
        text = (
            "At every gate, until somebody says. Seen: 330 to 750 people/h at open crossings, "
            "20 to 60 where lists decide"
        )
        rows.append(("gate_rate", str(GATE_PERSONS_PER_HOUR), "people/h", text))
    return [
        f"  - {{id: {ident}, value: {_q(value)}, unit: {_q(unit)}, text: {_q(text)}, "
        "source: draft}"
        for ident, value, unit, text in rows
    ]


def _crossings(draft: FolderText) -> list[str]:
    if not draft.crossings:
        return []
    lines = ["", "# Whether a gate is open is not known, and unknown blocks. Write intervals:"]
    lines.append("#   open: [{from: ..., to: ..., source: ...}]")
    lines.append("# `safepassage plan --if-open` plans as if they were open, and says so.")
    lines.append("crossings:")
    for crossing, ident in draft.crossings:
        lines += [
            f"  - id: {ident}                       # {_comment(crossing.ref)}",
            f"    name: {_q(crossing.name)}",
            f"    from_node: {draft.rows.node_id[crossing.from_point]}",
            f"    to_node: {draft.rows.node_id[crossing.to_point]}",
            "    gates:",
        ]
        for side, text, holder in zip(
            ("inner", "outer"), crossing.sides, crossing.holders, strict=True
        ):
            lines += [
                f"      - id: {side}",
                f"        side: {_q(text)}",
                f"        holder: {ident}-{side}",
                *([f"        # reported holder: {_comment(holder)}"] if holder else []),
                "        open: unknown",
                f"        rate_persons_per_hour: {GATE_PERSONS_PER_HOUR}     # [assumption]",
                f"        rate_vehicles_per_hour: {GATE_VEHICLES_PER_HOUR}    # [assumption]",
                "        rate_source: draft",
            ]
    return lines


def _destinations(draft: FolderText) -> list[str]:
    lines = ["", "destinations:"]
    for exit_, ident in draft.exits:
        name = f"Beyond the map by {exit_.name}" if exit_.name else f"Beyond the map ({ident})"
        lines.append(
            f"  - {{id: {ident}, name: {_q(name)}, node: {draft.rows.node_id[exit_.point]}, "
            f"kind: outside, room: unlimited}}   # {exit_.why}"
        )
    for crossing, ident in draft.crossings:
        if crossing.ends:
            node = draft.rows.node_id[crossing.to_point]
            lines.append(
                f"  - {{id: beyond-{ident}, name: {_q('Beyond ' + crossing.name)}, "
                f"node: {node}, kind: outside, room: unlimited}}"
            )
    for shelter in draft.shelters:
        room = "room: unknown" if shelter.room is None else f"room: {shelter.room}"
        source = "" if shelter.room is None else ", room_source: draft"
        lines.append(
            f"  - {{id: {shelter.id}, name: {_q(shelter.name)}, "
            f"node: {draft.rows.node_id[shelter.point]}, kind: shelter, {room}{source}}}"
        )
    return lines if len(lines) > 2 else []


def _ferries(draft: FolderText) -> list[str]:
    """Legs of ferries with a timetable; the others as remarks."""
    end = draft.start + timedelta(hours=draft.hours)
    legs, remarks = [], []
    for number, ferry in enumerate(draft.ferries, 1):
        name = _q(ferry.name or f"Ferry {number}")
        minutes = f"{ferry.minutes:g} min" if ferry.minutes else "time not given"
        said = _comment(ferry.timetable or "no timetable")
        about = f"{ferry.ref}: {minutes}; {said}; {' '.join(sorted(ferry.uses))}"
        found = ferry_legs(ferry, draft.start, end)
        if found:
            legs.append(f"  # {about}")
        for place, leg in enumerate(found, 1):
            legs.append(
                f"  - {{id: ferry-{number}-{place}, name: {name}, "
                f"node: {draft.rows.node_id[leg.from_point]}, "
                f"departs: {leg.departs.isoformat()}, to: {draft.rows.node_id[leg.to_point]}, "
                f"arrives: {leg.arrives.isoformat()}, seats: {leg.seats}, source: roads}}"
            )
        if not found:
            nodes = draft.rows.node_id[ferry.from_point], draft.rows.node_id[ferry.to_point]
            remarks.append(f"#   # {about}")
            remarks.append(
                f"#   - {{id: ferry-{number}, name: {name}, node: {nodes[0]}, departs: ..., "
                f"to: {nodes[1]}, arrives: ..., seats: ..., last_day: ..., source: ...}}"
            )
    lines = []
    if legs:
        lines += ["", "# Ferries by the interval, hours and seats of the map: ask the operator."]
        lines += ["legs:", *legs]
    if remarks:
        lines += [
            "",
            "# Ferries of which the map does not give interval, plain hours, duration and seats:",
            "# not used; fill in what an operator says and take the marks away (last_day: daily).",
            *([] if legs else ["# legs:"]),
            *remarks,
        ]
    return lines


def _q(text: str) -> str:
    """A text as a YAML scalar in double quotes (JSON strings are YAML)."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _comment(text: str) -> str:
    return " ".join(text.split())


def _when(text: str | None) -> str | None:
    """An ISO day or instant as it stands; None for anything else."""
    if text and re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?", text):
        return text
    return None
