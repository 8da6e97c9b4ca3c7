"""Tables of the map page: summary, findings, zones, exits, crossings and notes in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Literal, NamedTuple

from safepassage.report.map_data import MapData, MapZone
from safepassage.report.map_findings import BY_MODE, counted
from safepassage.report.map_payload import people_words
from safepassage.report.road_class import CLASSES

MOST_LETTERS = 300
MOST_STARTS = 3  # of a zone are named
MOST_OPEN = 60  # rows; a longer table is folded
FIGURES = {
    "lanes": "lanes",
    "capacity": "capacity",
    "free_speed": "speed",
    "walk_capacity": "capacity on foot",
}


class Column(NamedTuple):
    """The head of a column, and what stands in it: names or words, a number, a long text."""

    head: str
    kind: Literal["", "number", "long"] = ""


def tables_html(data: MapData) -> str:
    """Everything under the map."""
    return "\n".join(
        [
            _section("look", "Look at this first", _findings(data)),
            _section("summary", "What was read", summary_html(data)),
            _section("left-out", "Left out, and why", _notes(data)) if data.notes else "",
            _section("crossings", "Crossings", _crossings(data), long=True),
            _section("exits", "Destinations and departures", _exits(data), long=True),
            _section("zones", "Zones", _zones(data), long=True),
            _section("roads", "Roads by class", _classes(data)),
        ]
    )


def text(value: str) -> str:
    """A name as text of a page: escaped, kept apart from what stands beside it, and cut."""
    cut = value
    if len(value) > MOST_LETTERS:
        cut = f"{value[:MOST_LETTERS]}... ({len(value):,} letters)"
    return f"<bdi>{escape(cut)}</bdi>"


def summary_html(data: MapData) -> str:
    """The counts of the summary."""
    summary = data.summary
    unknown = f", {summary.crossings_unknown:,} not known" if summary.crossings_unknown else ""
    rows = [
        (f"{summary.nodes:,}", "nodes"),
        (f"{summary.links:,}", "links (rows of link.csv)"),
        (f"{summary.km:,.1f}", "km of road, both ways once"),
        (f"{summary.one_way:,}", "one-way links"),
        (f"{summary.people:,}", "people" + _not_counted(summary.groups_not_counted)),
        (f"{summary.zones:,}", "zones"),
        (f"{summary.starts:,}", "start points"),
        (f"{summary.exits:,}", "destinations"),
        (f"{summary.legs:,}", "departures with seats"),
        (f"{summary.crossings:,}", f"crossings{unknown}"),
    ]
    rows += [(f"{number:,}", f"links: {escape(name)}") for name, number in summary.structures]
    rows += [
        (f"{share:.0%}", f"of the links: {FIGURES[figure]} is a default")
        for figure, share in summary.default_share
        if share
    ]
    items = "".join(f"<li><b>{number}</b>{words}</li>" for number, words in rows)
    return f'<ul class="counts">{items}</ul>'


def _not_counted(groups: int) -> str:
    return f", and {counted(groups, 'group')} not counted" if groups else ""


def _findings(data: MapData) -> str:
    if not data.findings:
        return "<p>Nothing was found that looks like an error of reading.</p>"
    items = (
        f'<li data-finding="{row}"><span>{escape(finding.text)}</span></li>'
        for row, finding in enumerate(data.findings)
    )
    return f'<ul class="findings">{"".join(items)}</ul>'


def _notes(data: MapData) -> str:
    items = (
        f'<li data-note="{row}"><span>{text(note.text)}</span></li>'
        for row, note in enumerate(data.notes)
    )
    return f'<ul class="notes">{"".join(items)}</ul>'


def _zones(data: MapData) -> str:
    columns = [
        Column("Zone"), Column("Id"), Column("People", "number"), Column("By car", "number"),
        Column("On foot", "number"), Column("Leave before"), Column("Start points", "long"),
    ]  # fmt: skip
    rows = [
        [
            text(zone.name),
            text(zone.id),
            escape(people_words(zone).removesuffix(" people")),
            f"{zone.by_car:,}",
            f"{zone.on_foot:,}",
            escape(zone.leave_before),
            _starts(zone),
        ]
        for zone in data.zones
    ]
    caption = "People of the groups of each zone, the likely headcount."
    return _table("There is no zone: nobody would leave.", caption, columns, rows)


def _starts(zone: MapZone) -> str:
    if not zone.starts:
        return '<span class="warn">none</span>'
    shown = []
    for start in zone.starts[:MOST_STARTS]:
        words = f"{text(start.name)} ({start.share})"
        if start.stuck:
            how = " or ".join(BY_MODE[mode] for mode in start.stuck)
            words += f' <span class="warn">cannot leave {how}</span>'
        shown.append(words)
    stuck = sum(bool(start.stuck) for start in zone.starts[MOST_STARTS:])
    if len(zone.starts) > MOST_STARTS:
        rest = f"and {len(zone.starts) - MOST_STARTS} more"
        shown.append(f'{rest}, <span class="warn">{stuck} cannot leave</span>' if stuck else rest)
    return "; ".join(shown)


def _exits(data: MapData) -> str:
    columns = [
        Column("Name"),
        Column("Id"),
        Column("Kind"),
        Column("Room for people, or when", "long"),
    ]
    rows = [[text(r.name), text(r.id), escape(r.kind), escape(r.room)] for r in data.exits]
    rows += [[text(r.name), text(r.id), "departure", escape(r.said)] for r in data.legs]
    caption = "Where people have arrived, and departures with seats."
    return _table("There is no destination and no departure.", caption, columns, rows)


def _crossings(data: MapData) -> str:
    columns = [
        Column("Crossing"), Column("Side"), Column("State"), Column("Held by", "long"),
        Column("Open", "long"), Column("Lets pass"), Column("Consents", "long"),
    ]  # fmt: skip
    rows = []
    for crossing in data.crossings:
        for side in crossing.sides:
            state = escape(side.said)
            if side.state != "open":
                state = f'<span class="warn">{state}</span>'
            rows.append(
                [
                    text(crossing.name),
                    text(side.side),
                    state,
                    text(side.holder),
                    escape(side.hours),
                    escape(side.rates),
                    text(side.consents),
                ]
            )
    caption = "Both sides must let people pass; what is not known blocks."
    return _table("There is no crossing.", caption, columns, rows)


def _classes(data: MapData) -> str:
    columns = [Column("Class"), Column("Links", "number"), Column("km", "number")]
    caption = "Links, and kilometres of road (both ways of a road once)."
    rows = [
        [escape(CLASSES[row.road_class].label), f"{row.links:,}", f"{row.km:,.1f}"]
        for row in data.summary.classes
    ]
    table = _table("There is no link: nobody can move.", caption, columns, rows)
    return f'<div class="small">{table}</div>'


def _table(
    empty: str, caption: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]
) -> str:
    """A table; cells are HTML already. Without rows a sentence stands instead."""
    body = [f"<tr>{_cells(columns, row)}</tr>" for row in rows]
    if not body:
        return f"<p>{escape(empty)}</p>"
    head = "".join(
        f'<th scope="col"{_align(column)}>{escape(column.head)}</th>' for column in columns
    )
    said = escape(caption)
    table = (
        f'<div class="wide" tabindex="0" role="region" aria-label="{said}">'
        f"<table><caption>{said}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table></div>"
    )
    if len(body) <= MOST_OPEN:
        return table
    return f"<details><summary>Show all {len(body):,} rows</summary>{table}</details>"


def _cells(columns: Sequence[Column], row: Sequence[str]) -> str:
    first, *rest = zip(columns, row, strict=True)
    cells = "".join(f"<td{_align(column)}>{cell}</td>" for column, cell in rest)
    return f'<th scope="row">{first[1]}</th>{cells}'


def _align(column: Column) -> str:
    return f' class="{column.kind}"' if column.kind else ""


def _section(key: str, head: str, body: str, *, long: bool = False) -> str:
    kind = ' class="long"' if long else ""
    return f'<section{kind} aria-labelledby="{key}"><h2 id="{key}">{head}</h2>{body}</section>'
