"""Legend of a picture: what each sign means, the counts, and what to look at first."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from safepassage.report.map_data import MapData
from safepassage.report.map_findings import counted
from safepassage.report.map_legend import CLOSED, EXIT, GATE, LEG, START, WARN
from safepassage.report.road_class import CLASSES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, QUIET = "#1a2129", "#4a5661"
STEP = 24.0  # pixels from line to line
LINE = 17.0
LETTERS = 52  # of a line of words


def draw_legend(axes: Axes, data: MapData, top: float) -> float:
    """Draw the signs of what is there from `top` down; gives where it ends."""
    y = _head(axes, "Legend", top)
    for row in data.summary.classes:
        kind = CLASSES[row.road_class]
        axes.plot([0, 36], [y, y], color=kind.color, lw=kind.width * 0.72)
        y = _line(axes, y, f"{kind.label}: {row.km:,.1f} km")
    for number, label, marks in _signs(data):
        if number:
            for mark in marks:
                axes.plot(mark.pop("x"), [y] * len(mark.pop("at")), **mark)
            y = _line(axes, y, f"{label}: {number:,}")
    return y


def _signs(data: MapData) -> list[tuple[int, str, list[dict[str, Any]]]]:
    """Number, label and the marks that make the sign."""
    summary = data.summary

    def bar(color: str, lw: float, ls: Any = "-") -> dict[str, Any]:
        return {"x": [0, 36], "at": (0, 1), "color": color, "lw": lw, "ls": ls}

    def dot(sign: str, color: str, edge: str = "white", ms: float = 9, x: float = 18) -> Any:
        return {
            "x": [x], "at": (0,), "marker": sign, "color": color, "mec": edge, "ms": ms,
            "mew": 1.4, "ls": "",
        }  # fmt: skip

    stuck = sum(bool(link.stuck) for link in data.links)
    closed = sum(bool(link.closed) for link in data.links)
    lost = sum(bool(start.stuck) for zone in data.zones for start in zone.starts)
    bridges = sum(number for _, number in summary.structures)
    return [
        (summary.all_default, "Every figure a default (broken from near)",
         [bar(QUIET, 1.6, (0, (2.5, 1.5)))]),
        (stuck, "Links that cannot leave (hollow)", [bar(WARN, 4.2), bar("white", 1.2)]),
        (closed, "Closed or reduced for a time", [bar(CLOSED, 3, (0, (0.6, 1))),
         dot("x", CLOSED, CLOSED)]),
        (bridges, "Bridge; broken sides: tunnel",
         [bar(INK, 6), bar("white", 4), bar(QUIET, 2)]),
        (summary.zones, "Zones, the area goes with the people",
         [dot("o", "#f5d794", "#6b4700", 13)]),
        (summary.starts - lost, "Start points", [dot("^", START)]),
        (lost, "Start points that cannot leave", [dot("v", WARN)]),
        (summary.exits, "Destinations, exits", [dot("s", EXIT)]),
        (summary.crossings, "Crossings, a sign a side", [dot("D", "white", GATE, 9, 10),
         dot("D", GATE, "white", 11, 27)]),
        (summary.legs, "Departures with seats", [dot("o", "white", LEG, 7)]),
    ]  # fmt: skip


def draw_words(axes: Axes, data: MapData, top: float, bottom: float) -> None:
    """Counts, what to look at first, and notes, as far as there is room."""
    summary = data.summary
    unknown = f" ({summary.crossings_unknown:,} not known)" if summary.crossings_unknown else ""
    groups = summary.groups_not_counted
    rest = f", {counted(groups, 'group')} not counted" if groups else ""
    counts = [
        f"{counted(summary.nodes, 'node')}, {counted(summary.links, 'link')}, "
        f"{summary.km:,.1f} km of road",
        f"{summary.people:,} people in {counted(summary.zones, 'zone')}{rest}",
        f"{counted(summary.exits, 'destination')}, "
        f"{counted(summary.crossings, 'crossing')}{unknown}",
    ]
    shares = [
        f"{name.replace('_', ' ')} {share:.0%}" for name, share in summary.default_share if share
    ]
    if shares:
        counts.append(f"defaults: {', '.join(shares)}")
    if summary.crossings:
        counts.append("signs of gates: o open at times, x closed, ? not known")
    y = _paragraphs(axes, "What was read", counts, top + 8, bottom)
    if data.findings:
        texts = [finding.text for finding in data.findings]
        y = _paragraphs(axes, "Look at this first", texts, y + 8, bottom)
    if data.notes:
        _paragraphs(axes, "Left out", [note.text for note in data.notes], y + 8, bottom)


def _paragraphs(axes: Axes, head: str, texts: list[str], top: float, bottom: float) -> float:
    if top + 30 + LINE > bottom:
        return top
    y = _head(axes, head, top)
    for number, text in enumerate(texts):
        lines = textwrap.wrap(text[:400], LETTERS)
        if y + LINE * (len(lines) + 1) > bottom and number < len(texts):
            axes.text(
                0, y, f"and {len(texts) - number} more (see map.html)", fontsize=9, color=QUIET
            )
            return y + LINE
        for line in lines:
            axes.text(0, y, line, fontsize=9, color=INK)
            y += LINE
        y += 4
    return y


def _head(axes: Axes, text: str, top: float) -> float:
    axes.text(0, top + 12, text, fontsize=11.5, weight="bold", color=INK)
    return top + 36


def _line(axes: Axes, y: float, text: str) -> float:
    axes.text(48, y, text, fontsize=9.5, color=INK, va="center")
    return y + STEP
