"""Legend of the map page: what each sign means, how often it is there, and its switch."""

from __future__ import annotations

from html import escape

from safepassage.report.map_data import MapData
from safepassage.report.road_class import CLASSES

WARN, CLOSED, EXIT, GATE, START, LEG = (
    "#c44a00", "#a3267a", "#004d40", "#5d2a86", "#12672f", "#5a4fcf",
)  # fmt: skip


def legend_html(data: MapData) -> str:
    """The list of signs; signs of what is not there are left out."""
    summary = data.summary
    stuck = sum(bool(link.stuck) for link in data.links)
    closed = sum(bool(link.closed) for link in data.links)
    items = [
        _item(
            f"class-{row.road_class}",
            CLASSES[row.road_class].label,
            f"{row.km:,.1f} km",
            _line(CLASSES[row.road_class].color, CLASSES[row.road_class].width),
        )
        for row in summary.classes
    ]
    structures = sum(number for _, number in summary.structures)
    for layer, label, number, sign in (
        ("defaults", "Broken line: every figure is a default", summary.all_default, _DASHED),
        ("stuck", "Hollow line: cannot leave", stuck, _HOLLOW),
        ("closed", "Closed or reduced for a time", closed, _CLOSED),
        ("structures", "Bridge; broken sides: tunnel", structures, _BRIDGE),
        ("one-way", "One way, from near", summary.one_way, _ARROW),
        ("zones", "Zone, the area goes with its people", summary.zones, _ZONE),
        ("areas", "Area of a zone", sum(bool(zone.area) for zone in data.zones), _AREA),
        ("starts", "Start point; upside down: cannot leave", summary.starts, _START),
        ("exits", "Destination, exit", summary.exits, _EXIT),
        ("crossings", "Crossing, a sign a side: o open, x closed, ? not known",
         summary.crossings, _GATE),
        ("legs", "Departure with seats", summary.legs, _LEG),
        ("names", "Road names, from near", sum(bool(link.name) for link in data.links), _NAME),
    ):  # fmt: skip
        if number:
            items.append(_item(layer, label, f"{number:,}", sign))
    return f'<ul class="legend">{"".join(items)}</ul>'


def _item(layer: str, label: str, count: str, sign: str) -> str:
    return (
        f'<li><label><input type="checkbox" checked data-layer="{layer}">{_svg(sign)}'
        f"<span>{escape(label)}</span><small>{escape(count)}</small></label></li>"
    )


def _svg(inner: str) -> str:
    return f'<svg width="34" height="18" viewBox="0 0 34 18" aria-hidden="true">{inner}</svg>'


def _line(color: str, width: float, dash: str = "") -> str:
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M1 9H33" stroke="{color}" stroke-width="{width}"{dashes}/>'


_DASHED = _line("#4a5661", 2.2, "7 4")
_HOLLOW = _line(WARN, 6) + _line("#ffffff", 2)
_CLOSED = (
    _line(CLOSED, 4, "3 4")
    + f'<path d="M12 4l10 10M12 14l10-10" stroke="{CLOSED}" stroke-width="2.5"/>'
)
_BRIDGE = _line("#1a2129", 9) + _line("#ffffff", 6) + _line("#4f7d96", 3)
_ZONE = '<circle cx="17" cy="9" r="8" fill="#e69f00" fill-opacity=".38" stroke="#6b4700"/>'
_AREA = '<rect x="3" y="2" width="28" height="14" fill="#e69f00" fill-opacity=".1" stroke="#9a6a00" stroke-dasharray="7 3 2 3"/>'  # noqa: E501
_START = f'<path d="M17 3l6 11h-12z" fill="{START}"/>'
_EXIT = f'<path d="M10 2h14v14h-14z" fill="{EXIT}"/><path d="M14 12.500l6-6M15.500 5.500h5v5" fill="none" stroke="#fff" stroke-width="2"/>'  # noqa: E501
_GATE = f'<path d="M9 1l8 8-8 8-8-8z" fill="#fff" stroke="{GATE}" stroke-width="2"/><path d="M25 1l8 8-8 8-8-8z" fill="{GATE}"/><text x="25" y="13" text-anchor="middle" font-size="11" font-weight="700" fill="#fff">?</text>'  # noqa: E501
_LEG = f'<path d="M17 9H33" stroke="{LEG}" stroke-width="1.500" stroke-dasharray="1 3"/><circle cx="11" cy="9" r="5" fill="#fff" stroke="{LEG}" stroke-width="2.500"/>'  # noqa: E501
_NAME = '<text x="17" y="13" text-anchor="middle" font-size="12" fill="#38424c">Abc</text>'
_ARROW = '<path d="M23 9l-10-5 2.500 5-2.500 5z" fill="#1a2129"/>'
