"""Inputs as files: model.json, node.csv and link.csv of a bundle, written and read back exactly."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from safepassage.canonical import canonical_json, decimal_text
from safepassage.errors import BundleError
from safepassage.scenario import inputs
from safepassage.scenario.inputs_read import read_model

MODEL, NODES, LINKS = "inputs/model.json", "inputs/node.csv", "inputs/link.csv"
WORDS, SHAPES = "inputs/words.json", "inputs/shape.csv"  # read by no rule of the check
FILES = (MODEL, NODES, LINKS, WORDS, SHAPES)
SHAPE_COLUMNS = ("link_id", "geometry")
NODE_COLUMNS = ("node_id", "name", "x_coord", "y_coord")
LINK_COLUMNS = (
    "link_id",
    "from_node_id",
    "to_node_id",
    "name",
    "length_m",
    "car_s",
    "car_per_hour",
    "foot_s",
    "foot_per_hour",
    "walkers_on_road",
)


def inputs_to_files(values: inputs.Inputs) -> dict[str, bytes]:
    """The files of a bundle that hold the inputs, by name."""
    model = _plain(values)
    for name in ("nodes", "links"):
        del model[name]
    words = model.pop("words")
    del words["shapes"]
    end = values.start + timedelta(seconds=values.periods * values.step_s)
    model["end"] = end.isoformat()
    return {
        MODEL: canonical_json(model),
        NODES: _csv(NODE_COLUMNS, values.nodes),
        LINKS: _csv(LINK_COLUMNS, (_link_row(link) for link in values.links)),
        WORDS: canonical_json(words),
        SHAPES: _csv(SHAPE_COLUMNS, values.words.shapes),
    }


def inputs_from_files(files: Mapping[str, bytes]) -> inputs.Inputs:
    """The inputs again; raises BundleError for files that do not hold them."""
    try:
        model = json.loads(files[MODEL].decode(), parse_float=_no_float)
        nodes = tuple(inputs.Node(*row) for row in _rows(files[NODES], NODE_COLUMNS))
        links = tuple(_link_of(row) for row in _rows(files[LINKS], LINK_COLUMNS))
        words = json.loads(files[WORDS].decode(), parse_float=_no_float)
        words["shapes"] = _rows(files[SHAPES], SHAPE_COLUMNS)
        return read_model(model, nodes, links, words)
    except (KeyError, ValueError, TypeError, RecursionError) as error:
        raise BundleError(f"the inputs of the bundle cannot be read: {error!r}") from error


def _no_float(text: str) -> Any:
    raise ValueError(f"{text}: decimals are written as text")


def _plain(value: Any) -> Any:
    """Dataclasses as maps, fractions as decimal text, instants as ISO text."""
    if isinstance(value, Fraction):
        return decimal_text(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, inputs.Interval):
        return {"from_s": value.from_s, "to_s": value.to_s, "source": value.source}
    if isinstance(value, inputs.Node | inputs.Link):
        return None  # they are tables of their own
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def _link_row(link: inputs.Link) -> list[object]:
    rate = [None if r is None else decimal_text(r) for r in (link.car_per_hour, link.foot_per_hour)]
    return [
        link.id,
        link.from_node,
        link.to_node,
        link.name,
        link.length_m,
        link.car_s,
        rate[0],
        link.foot_s,
        rate[1],
        int(link.walkers_on_road),
    ]


def _rows(data: bytes, header: Sequence[str]) -> list[list[str]]:
    rows = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    if not rows or tuple(rows[0]) != tuple(header):
        raise ValueError(f"the first line must be {','.join(header)}")
    if any(len(row) != len(header) for row in rows):
        raise ValueError("a row has too many or too few cells")
    return rows[1:]


def _link_of(row: list[str]) -> inputs.Link:
    id_, from_node, to_node, name, length, car_s, car_rate, foot_s, foot_rate, on_road = row
    if on_road not in ("0", "1"):
        raise ValueError(f"walkers_on_road of {id_} is {on_road}; it is 0 or 1")
    return inputs.Link(
        id_,
        from_node,
        to_node,
        name,
        int(length),
        int(car_s) if car_s else None,
        Fraction(car_rate) if car_rate else None,
        int(foot_s) if foot_s else None,
        Fraction(foot_rate) if foot_rate else None,
        on_road == "1",
    )
