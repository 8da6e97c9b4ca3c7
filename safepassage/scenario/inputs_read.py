"""Inputs from model.json: dataclasses from maps, by the types that their fields declare."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from functools import cache
from typing import Any, Literal

from safepassage.scenario import inputs, words

OURS = frozenset({inputs.__name__, words.__name__})


def read_model(
    model: Mapping[str, Any],
    nodes: tuple[inputs.Node, ...],
    links: tuple[inputs.Link, ...],
    said: Mapping[str, Any],
) -> inputs.Inputs:
    """The inputs from the map of model.json, the two tables and the map of words.json."""
    values = dict(model)
    values.pop("end", None)
    hints = _hints(inputs.Inputs)
    expected = set(hints) - {"nodes", "links", "words"}
    if set(values) != expected:
        raise ValueError(f"model.json: keys differ: {sorted(set(values) ^ expected)}")
    read = {name: _value(value, hints[name]) for name, value in values.items()}
    return inputs.Inputs(**read, nodes=nodes, links=links, words=_value(said, words.Words))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _value(value: Any, kind: Any) -> Any:
    """A value of the declared type, or ValueError."""
    origin = typing.get_origin(kind)
    if origin is types.UnionType or origin is typing.Union:
        return _union(value, typing.get_args(kind))
    if origin is Literal:
        if value not in typing.get_args(kind):
            raise ValueError(f"{value!r} is not one of {typing.get_args(kind)}")
        return value
    if origin is tuple:
        return _tuple(value, typing.get_args(kind))
    if kind is Fraction and isinstance(value, str):
        return Fraction(value)
    if kind is datetime and isinstance(value, str):
        return datetime.fromisoformat(value)
    if isinstance(kind, type) and kind.__module__ in OURS and isinstance(value, dict):
        hints = _hints(kind)
        if set(value) != set(hints):
            raise ValueError(f"{kind.__name__}: keys differ: {sorted(set(value) ^ set(hints))}")
        return kind(**{name: _value(value[name], hint) for name, hint in hints.items()})
    if kind in (int, str, bool) and type(value) is kind:
        return value
    raise ValueError(f"{value!r} is not a {getattr(kind, '__name__', kind)}")


def _union(value: Any, kinds: tuple[Any, ...]) -> Any:
    if value is None and types.NoneType in kinds:
        return None
    for kind in kinds:
        if kind is not types.NoneType:
            try:
                return _value(value, kind)
            except ValueError:
                continue
    raise ValueError(f"{value!r} is none of {kinds}")


def _tuple(value: Any, kinds: tuple[Any, ...]) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is not a list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_value(item, kinds[0]) for item in value)
    if len(value) != len(kinds):
        raise ValueError(f"{value!r} has not {len(kinds)} values")
    return tuple(_value(item, kind) for item, kind in zip(value, kinds, strict=True))
