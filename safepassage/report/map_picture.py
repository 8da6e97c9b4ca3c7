"""Map picture: the map of a scenario as a PNG, 1600 pixels wide; needs matplotlib."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from safepassage.errors import UsageError
from safepassage.report.map_data import MapData
from safepassage.report.map_frame import Box, Frame, dense_box, round_length, whole_box
from safepassage.report.picture_fonts import PictureFonts
from safepassage.report.picture_legend import draw_legend, draw_words
from safepassage.report.picture_marks import draw_dots, draw_labels, draw_marks
from safepassage.report.picture_roads import draw_roads

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, QUIET, GROUND = "#1a2129", "#4a5661", "#fbfbf8"
DPI = 100
WIDTH, MARGIN, TOP, SIDE = 1600, 20, 78, 350  # pixels
LEAST_HEIGHT, MOST_HEIGHT = 860, 1500  # of the map


def map_picture(data: MapData) -> bytes:
    """The picture as PNG; the same data give the same picture.

    Where nearly all links lie in a small part of the whole, that part is drawn large and the
    whole small beside it.
    """
    try:
        from matplotlib import rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise UsageError(
            "The picture of a map needs the package matplotlib. "
            "Install it with: pip install 'safepassage[plot]'"
        ) from error
    whole = whole_box(data)
    box = dense_box(data, whole)
    width = WIDTH - SIDE - 3 * MARGIN
    height = max(LEAST_HEIGHT, min(MOST_HEIGHT, round(width / box.aspect)))
    fonts = PictureFonts(_texts(data))
    with rc_context({"font.family": fonts.families, "text.parse_math": False}):
        figure = Figure(figsize=(WIDTH / DPI, (height + TOP + MARGIN) / DPI), dpi=DPI)
        FigureCanvasAgg(figure)
        _draw_title(figure, data, fonts)
        _draw_map(
            _axes(figure, (MARGIN, TOP, width, height)), data, Frame(box, width, height), fonts
        )
        left = width + 2 * MARGIN
        side = _axes(figure, (left, TOP, SIDE, height))
        below = 0.0
        if box != whole:
            below = _draw_whole(side, data, whole, box)
        draw_words(side, data, draw_legend(side, data, below), height)
        out = io.BytesIO()
        figure.savefig(out, format="png", dpi=DPI, metadata={"Software": None})
    return out.getvalue()


def _texts(data: MapData) -> list[str]:
    """All names on the picture."""
    found = [data.title, data.name]
    found += [zone.name for zone in data.zones]
    found += [row.name for row in data.exits]
    found += [row.name for row in data.crossings]
    found += [row.name for row in data.legs]
    return found + [side.side for crossing in data.crossings for side in crossing.sides]


def _axes(figure: Any, place: tuple[float, float, float, float]) -> Axes:
    """Axes in which a unit is a pixel, y counted down; place: left, top, width, height."""
    left, top, width, height = place
    down = figure.get_figheight() * DPI
    axes: Axes = figure.add_axes(
        (left / WIDTH, (down - top - height) / down, width / WIDTH, height / down)
    )
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    return axes


def _draw_title(figure: Any, data: MapData, fonts: PictureFonts) -> None:
    title = data.title if fonts.can_draw(data.title) else data.name
    title = title if len(title) <= 95 else f"{title[:94]}…"
    down = figure.get_figheight() * DPI
    figure.text(MARGIN / WIDTH, 1 - 34 / down, title, fontsize=17, weight="bold", color=INK)
    said = f"What was read for this scenario. A road on this map is not a safe road. {data.span}"
    figure.text(MARGIN / WIDTH, 1 - 62 / down, said, fontsize=10.5, color=QUIET)


def _ground(width: float, height: float) -> Any:
    """The ground of a map with a line around it that is not cut at its edges."""
    from matplotlib.patches import Rectangle

    return Rectangle((1, 1), width - 2, height - 2, facecolor=GROUND, edgecolor="#8796a3")


def _draw_map(axes: Axes, data: MapData, frame: Frame, fonts: PictureFonts) -> None:
    axes.add_patch(_ground(frame.width, frame.height))
    draw_roads(axes, data, frame)
    draw_marks(axes, data, frame)
    draw_labels(axes, data, frame, fonts)
    _draw_scale(axes, frame)
    if data.attribution:
        axes.text(
            frame.width - 8, frame.height - 8, data.attribution, fontsize=9, color=INK,
            ha="right", va="bottom", bbox=_paper(), zorder=9,
        )  # fmt: skip
    if not data.links:
        axes.text(
            frame.width / 2, frame.height / 2, "There is no link to draw.", fontsize=14,
            color=INK, ha="center", bbox=_paper(), zorder=9,
        )  # fmt: skip


def _paper() -> dict[str, Any]:
    return {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 2}


def _draw_scale(axes: Axes, frame: Frame) -> None:
    metres = round_length(150 * frame.metres_per_pixel)
    long = metres / frame.metres_per_pixel
    x, y = 14.0, frame.height - 14
    axes.plot([x, x, x + long, x + long], [y - 9, y, y, y - 9], color=INK, lw=1.5, zorder=9)
    label = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    axes.text(
        x + long / 2, y - 6, label, fontsize=9.5, color=INK, ha="center", bbox=_paper(), zorder=8
    )
    axes.annotate(
        "N", (26, 14), (26, 56), fontsize=12, weight="bold", color=INK, ha="center", va="center",
        arrowprops={"arrowstyle": "-|>", "color": INK, "lw": 1.6}, zorder=9,
    )  # fmt: skip


def _draw_whole(axes: Axes, data: MapData, whole: Box, box: Box) -> float:
    """Everything, small, with a frame where the large map is; gives the height that it takes."""
    from matplotlib.patches import Rectangle

    height = min(230.0, SIDE / whole.aspect)
    frame = Frame(whole, SIDE, height)
    axes.add_patch(_ground(SIDE, height))
    draw_roads(axes, data, frame, bare=True)
    draw_dots(axes, data, frame)
    (left, top), (right, bottom) = (
        frame.pixel((box.west, box.north)),
        frame.pixel((box.east, box.south)),
    )
    axes.add_patch(
        Rectangle(
            (left, top), right - left, bottom - top, fill=False, edgecolor=INK, lw=2, zorder=9
        )
    )
    axes.text(
        0, height + 16, "Everything that was read; the frame is the large map.", fontsize=9,
        color=QUIET,
    )  # fmt: skip
    return height + 36
