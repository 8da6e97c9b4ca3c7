"""Marks of a picture: zones, start points, exits, crossings and departures, with their names."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from safepassage.report.label_room import LabelRoom
from safepassage.report.map_data import MapData, MapZone
from safepassage.report.map_frame import Frame
from safepassage.report.map_legend import EXIT, GATE, LEG, START, WARN
from safepassage.report.map_payload import people_words
from safepassage.report.picture_crossings import HALF, crossing_spots, draw_crossings
from safepassage.report.picture_fonts import PictureFonts

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK = "#1a2129"
LONGEST = 40  # letters of a label
MOST_LABELS = 110
FONT = 8.6  # points
LINE = 14.5  # pixels


class Label(NamedTuple):
    """A name with words below it, beside a sign."""

    x: float
    y: float
    gap: float
    color: str
    lines: tuple[str, ...]


def draw_marks(axes: Axes, data: MapData, frame: Frame) -> None:
    """Everything but the names."""
    _draw_areas(axes, data, frame)
    _draw_starts(axes, data, frame)
    _draw_zones(axes, data, frame)
    for leg in data.legs:
        (x0, y0), (x1, y1) = frame.pixels(leg.line)
        axes.plot([x0, x1], [y0, y1], ":", color=LEG, lw=1.3, zorder=5)
        axes.plot(x0, y0, "o", color="white", mec=LEG, mew=2, ms=7, zorder=6)
    draw_crossings(axes, data, frame)
    for row in data.exits:
        x, y = frame.pixel(row.at)
        axes.plot(x, y, "s", color=EXIT, mec="white", ms=9, zorder=7)
        # an arrow out
        axes.plot(
            [x - 3, x + 3, x - 1, x + 3, x + 3], [y + 3, y - 3, y - 3, y - 3, y + 1],
            color="white", lw=1.2, zorder=7.1,
        )  # fmt: skip


def draw_dots(axes: Axes, data: MapData, frame: Frame) -> None:
    """Zones, exits and departures as dots, for a small map."""
    for places, sign, color in (
        ([zone.at for zone in data.zones if zone.at is not None], "o", "#c78500"),
        ([row.at for row in data.exits], "s", EXIT),
        ([leg.line[0] for leg in data.legs], "o", LEG),
    ):
        if places:
            x, y = zip(*frame.pixels(places), strict=True)
            axes.plot(x, y, sign, color=color, ms=3.5, mew=0, zorder=8)


def draw_labels(axes: Axes, data: MapData, frame: Frame, fonts: PictureFonts) -> None:
    """Names where there is room, the weightiest first."""
    from matplotlib.patheffects import withStroke

    room = LabelRoom(frame.width, frame.height)
    for row in data.exits:
        room.keep_free(*frame.pixel(row.at), 7, 7)
    spots = crossing_spots(data, frame)
    for crossing, (x, y) in zip(data.crossings, spots, strict=True):
        room.keep_free(x, y, HALF * len(crossing.sides), 11)
    halo = [withStroke(linewidth=2.6, foreground="white")]
    measure = _measure(axes)
    drawn = 0
    for label in _labels(data, frame, fonts):
        if drawn == MOST_LABELS:
            break
        inside = 0 <= label.x <= frame.width and 0 <= label.y <= frame.height
        if not inside:
            continue
        width = max(measure(line, number == 0) for number, line in enumerate(label.lines))
        spot = room.place(label.x, label.y, label.gap, width, LINE * len(label.lines))
        if spot is not None:
            drawn += 1
            _write(axes, spot.left, spot.top, label, halo)


def _measure(axes: Axes) -> Callable[[str, bool], float]:
    """The width of a line in pixels, bold or not."""
    from matplotlib.font_manager import FontProperties

    renderer = axes.figure.canvas.get_renderer()  # type: ignore[attr-defined]
    bold, plain = FontProperties(size=FONT, weight="bold"), FontProperties(size=FONT)
    return lambda text, is_bold: float(
        renderer.get_text_width_height_descent(text, bold if is_bold else plain, False)[0]
    )


def _write(axes: Axes, left: float, top: float, label: Label, halo: list[Any]) -> None:
    for number, line in enumerate(label.lines):
        axes.text(
            left, top + LINE * number + 11, line, fontsize=FONT, color=label.color, zorder=8,
            weight="normal" if number else "bold", path_effects=halo, clip_on=True,
        )  # fmt: skip


def _labels(data: MapData, frame: Frame, fonts: PictureFonts) -> list[Label]:
    def named(name: str, key: str) -> str:
        """The name in a line of its own; the id where no font has its letters."""
        text = " ".join(name.split()) if fonts.can_draw(name) else key
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"

    found = []
    for crossing, (x, y) in zip(data.crossings, crossing_spots(data, frame), strict=True):
        sides = tuple(
            f"{named(side.side, f'side {number}')}: {side.said}"
            for number, side in enumerate(crossing.sides, 1)
        )
        gap = 4 + HALF * len(crossing.sides)
        found.append(Label(x, y, gap, GATE, (named(crossing.name, crossing.id), *sides)))
    for row in data.exits:
        found.append(Label(*frame.pixel(row.at), 10, EXIT, (named(row.name, row.id),)))
    radius = _radius(data, frame)
    for zone in sorted(data.zones, key=lambda zone: -zone.people):
        if zone.at is not None:
            words = (named(zone.name, zone.id), people_words(zone))
            found.append(Label(*frame.pixel(zone.at), radius(zone) * 0.75 + 2, INK, words))
    for leg in data.legs:
        found.append(Label(*frame.pixel(leg.line[0]), 8, "#4038a0", (named(leg.name, leg.id),)))
    return found


def _draw_areas(axes: Axes, data: MapData, frame: Frame) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    for zone in data.zones:
        if not zone.area:
            continue
        rings = [Path(frame.pixels((*ring, ring[0])), closed=True) for ring in zone.area]
        axes.add_patch(
            PathPatch(
                Path.make_compound_path(*rings),
                facecolor=(0.9, 0.62, 0, 0.1),
                zorder=1,
                edgecolor="#9a6a00",
                lw=0.8,
                ls=(0, (7, 3, 2, 3)),
            )
        )


def _draw_starts(axes: Axes, data: MapData, frame: Frame) -> None:
    from matplotlib.collections import LineCollection

    starts = [(zone, start) for zone in data.zones for start in zone.starts]
    ties = [frame.pixels((zone.at, start.at)) for zone, start in starts if zone.at is not None]
    axes.add_collection(
        LineCollection(ties, linestyles=[":"], colors="#4f5b66", linewidths=0.6, zorder=4.5),
        autolim=False,
    )
    size = 6 if len(starts) <= 150 else 4
    for sign, color, is_stuck in (("^", START, False), ("v", WARN, True)):
        places = [start.at for _, start in starts if bool(start.stuck) == is_stuck]
        if places:
            x, y = zip(*frame.pixels(places), strict=True)
            axes.plot(x, y, sign, color=color, mec="white", mew=0.8, ms=size, zorder=4.8)


def _radius(data: MapData, frame: Frame) -> Any:
    """The radius of a zone in pixels: its area goes with the people; near zones are small."""
    places = [frame.pixel(zone.at) for zone in data.zones if zone.at is not None]
    gaps = [
        min((math.dist(a, b) for b in places if b != a), default=math.inf) for a in places[:300]
    ]
    largest = max(8.0, min(30.0, 0.55 * median(gaps) if gaps else 30.0))
    most = max((zone.people for zone in data.zones), default=0) or 1
    return lambda zone: max(3.0, largest * math.sqrt(zone.people / most))


def _draw_zones(axes: Axes, data: MapData, frame: Frame) -> None:
    from matplotlib.patches import Circle

    radius = _radius(data, frame)
    for zone in data.zones:
        if zone.at is not None:
            axes.add_patch(_zone_circle(Circle, zone, frame, radius(zone)))


def _zone_circle(circle: Any, zone: MapZone, frame: Frame, radius: float) -> Any:
    return circle(
        frame.pixel(zone.at or (0, 0)), radius, facecolor=(0.9, 0.62, 0, 0.38), lw=1,
        edgecolor="#6b4700", ls="--" if zone.not_counted else "-", zorder=4.6,
    )  # fmt: skip
