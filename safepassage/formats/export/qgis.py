"""QGIS: how each layer looks, as the QML that QGIS keeps in a GeoPackage."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from safepassage.formats.export.gate_layer import STATES
from safepassage.formats.export.layer import Layer, Value

VERSION = "3.28.0-Firenze"  # the oldest QGIS whose words are used
HEAD = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
# told apart by people with any colour vision; nothing is green, as nothing is said to be safe
GREY, BLACK, WHITE = "150,150,150,255", "40,40,40,255", "255,255,255,255"
BLUE, ORANGE, RED = "0,114,178,255", "230,159,0,255", "213,94,0,255"
MISSING = -9.0  # stands for no value in the classes
RISING = ("198,219,239,255", "107,174,214,255", "33,113,181,255", "8,48,107,255")
STATE_LOOK = {
    "open": (BLUE, "circle", "open at some time, with all consents"),
    "unknown": (ORANGE, "diamond", "not known: it blocks"),
    "closed": (BLACK, "square", "closed in the time planned"),
    "refused": (RED, "cross_fill", "consent refused"),
}


class Class(NamedTuple):
    """Values from `low` (not counted) to `high` and how they are drawn."""

    low: float
    high: float
    label: str


class _Scale(NamedTuple):
    """What classes are made of; `missing` is said of features without a value."""

    column: str
    unit: str
    missing: str


Look = Callable[[int, int], tuple[str, dict[str, str]]]


def style_of(layer: Layer) -> str | None:
    """The QML of a layer, or None if it needs none."""
    if layer.name == "links":
        if layer.has("people"):
            return _graduated(layer, _Scale("people", "people", "no plan"), _line_look)
        return _graduated(layer, _Scale("cars_per_hour", "cars/h", "not for cars"), _line_look)
    if layer.name == "zones":
        scale = _Scale("people_present", "people", "people not known")
        return _graduated(layer, scale, _zone_look, label="name")
    if layer.name == "gates":
        return _categories(layer)
    if layer.name == "destinations":
        look = {"color": WHITE, "outline_color": BLACK, "name": "square", "size": "3.4"}
        return _single(layer, "SimpleMarker", {**look, "outline_width": "0.6"}, label="name")
    if layer.name == "routes":
        look = {"line_color": RED, "line_width": "0.5", "line_style": "dash"}
        return _single(layer, "SimpleLine", look)
    if layer.name == "nodes":
        look = {"color": GREY, "outline_color": GREY, "name": "circle", "size": "0.6"}
        return _single(layer, "SimpleMarker", look)
    return None


def classes_of(values: Sequence[Value], unit: str) -> list[Class]:
    """Nothing, then four classes up to the largest value, each four times the one before."""
    numbers = [float(value) for value in values if isinstance(value, int | float)]
    largest = max(numbers, default=0.0)
    if largest <= 0:
        return [Class(-1.0, 0.0, f"0 {unit}")]
    edges = [largest / 64, largest / 16, largest / 4, largest]
    rounded = [_two_digits(edge) for edge in edges[:-1]]
    ups = [*(edge for edge in dict.fromkeys(rounded) if edge < largest), largest]
    lows = [0.0, *ups[:-1]]
    found = [Class(-1.0, 0.0, f"0 {unit}")]
    for low, high in zip(lows, ups, strict=True):
        words = f"over {low:,g}, up to {high:,g} {unit}" if low else f"up to {high:,g} {unit}"
        found.append(Class(low, high, words))
    return found


def _two_digits(value: float) -> float:
    return float(f"{value:.1e}")


def _line_look(row: int, many: int) -> tuple[str, dict[str, str]]:
    """Wider and darker with what passes; beside the road, so that both directions are seen."""
    color = GREY if row == 0 else RISING[len(RISING) - many + row - 1]
    width = 0.26 if row == 0 else 0.4 + 0.5 * row
    look = {"line_color": color, "line_width": f"{width:g}", "line_style": "solid"}
    return "SimpleLine", {**look, "offset": f"{width / 2 + 0.1:g}", "capstyle": "flat"}


def _zone_look(row: int, many: int) -> tuple[str, dict[str, str]]:
    color = WHITE if row == 0 else RISING[len(RISING) - many + row - 1]
    look = {"color": color, "outline_color": BLACK, "outline_width": "0.3", "name": "circle"}
    return "SimpleMarker", {**look, "size": f"{2 + 1.6 * row:g}"}


def _graduated(layer: Layer, scale: _Scale, look: Look, label: str = "") -> str:
    classes = classes_of(layer.column(scale.column), scale.unit)
    # QGIS leaves out what has no value; what is not known has to be seen
    attribute = f'coalesce("{scale.column}", {MISSING:g})'
    root, renderer = _start(layer, "graduatedSymbol", label, attr=attribute)
    renderer.set("graduatedMethod", "GraduatedColor")
    ranges = SubElement(renderer, "ranges")
    symbols = SubElement(renderer, "symbols")
    for row, (low, high, words) in enumerate(classes):
        values = {"lower": f"{low:.6f}", "upper": f"{high:.6f}", "symbol": str(row)}
        SubElement(ranges, "range", {**values, "label": words, "render": "true"})
        _symbol(symbols, layer, str(row), *look(row, len(classes) - 1))
    if None in layer.column(scale.column):
        _missing(ranges, symbols, layer, scale, look(0, len(classes) - 1))
    return _finish(root, label)


def _missing(
    ranges: Element,
    symbols: Element,
    layer: Layer,
    scale: _Scale,
    usual: tuple[str, dict[str, str]],
) -> None:
    """A class of its own for features without a value."""
    row = str(len(ranges))
    values = {"lower": f"{MISSING - 1:.6f}", "upper": f"{MISSING + 1:.6f}", "symbol": row}
    SubElement(ranges, "range", {**values, "label": scale.missing, "render": "true"})
    kind, look = usual
    color = "line_color" if kind == "SimpleLine" else "color"
    _symbol(symbols, layer, row, kind, {**look, color: ORANGE})


def _categories(layer: Layer) -> str:
    root, renderer = _start(layer, "categorizedSymbol", "side", attr="state")
    categories = SubElement(renderer, "categories")
    symbols = SubElement(renderer, "symbols")
    for row, state in enumerate(STATES):
        color, shape, words = STATE_LOOK[state]
        values = {"value": state, "type": "string", "symbol": str(row)}
        SubElement(categories, "category", {**values, "label": words, "render": "true"})
        look = {"color": color, "outline_color": WHITE, "name": shape, "size": "4"}
        _symbol(symbols, layer, str(row), "SimpleMarker", look)
    return _finish(root, "side")


def _single(layer: Layer, kind: str, look: Mapping[str, str], label: str = "") -> str:
    root, renderer = _start(layer, "singleSymbol", label)
    _symbol(SubElement(renderer, "symbols"), layer, "0", kind, look)
    return _finish(root, label)


def _start(layer: Layer, kind: str, label: str, attr: str = "") -> tuple[Element, Element]:
    words = {"version": VERSION, "styleCategories": "Symbology|Labeling"}
    root = Element("qgis", {**words, "labelsEnabled": "1" if label else "0"})
    values = {"type": kind, "symbollevels": "0", "enableorderby": "0", "forceraster": "0"}
    return root, SubElement(root, "renderer-v2", values | ({"attr": attr} if attr else {}))


def _symbol(symbols: Element, layer: Layer, name: str, kind: str, look: Mapping[str, str]) -> None:
    """A symbol of one layer; what is not said QGIS fills in."""
    shape = "line" if layer.geometry == "line" else "marker"
    values = {"type": shape, "name": name, "alpha": "1", "clip_to_extent": "1", "force_rhr": "0"}
    symbol = SubElement(symbols, "symbol", values)
    words = {"class": kind, "enabled": "1", "locked": "0", "pass": "0"}
    options = SubElement(SubElement(symbol, "layer", words), "Option", {"type": "Map"})
    units = (
        {"line_width_unit": "MM", "offset_unit": "MM"}
        if shape == "line"
        else {"size_unit": "MM", "outline_width_unit": "MM", "outline_style": "solid"}
    )
    for key, value in sorted({**units, **look}.items()):
        SubElement(options, "Option", {"name": key, "type": "QString", "value": value})


def _finish(root: Element, label: str) -> str:
    """The labels, and all of it as text."""
    if label:
        labeling = SubElement(root, "labeling", {"type": "simple"})
        settings = SubElement(labeling, "settings", {"calloutType": "simple"})
        font = {"fieldName": label, "isExpression": "0", "fontSize": "9", "fontSizeUnit": "Point"}
        text = SubElement(settings, "text-style", {**font, "textColor": BLACK, "textOpacity": "1"})
        halo = {"bufferDraw": "1", "bufferSize": "0.8", "bufferSizeUnits": "MM"}
        SubElement(text, "text-buffer", {**halo, "bufferColor": WHITE, "bufferOpacity": "1"})
        SubElement(settings, "placement", {"placement": "6", "dist": "1", "distUnits": "MM"})
        SubElement(settings, "rendering", {"displayAll": "0", "obstacle": "1"})
    indent(root)
    return HEAD + tostring(root, encoding="unicode") + "\n"
