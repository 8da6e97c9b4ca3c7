"""Plain: a value whose texts are all one visible line, however deep they lie."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from ..visible import visible

Value = TypeVar("Value")
LONGEST = 600  # characters of one text in a mail


def plain_text(text: str) -> str:
    """One line in which nothing steers a screen or begins a header, cut where it has no end."""
    line = visible(text)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def plain(value: Value) -> Value:
    """The same value with every text in it as such a line; mappings stay as they are."""
    return _plain(value)  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, tuple):
        return tuple(_plain(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
        return replace(value, **changed)
    return value
