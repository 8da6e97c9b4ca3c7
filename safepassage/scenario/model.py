"""Model: the base of every noun, and field(), by which a field explains itself."""

from __future__ import annotations

import typing
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

REQUIRED: Any = ...


class Model(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_alias=True)

    noun: ClassVar[str] = ""  # its name in addresses: crossing/<id>/gate/<id>
    key: ClassVar[tuple[str, ...]] = ()  # the fields that name one of many


def field(
    meaning: str,
    *,
    default: Any = REQUIRED,
    unit: str | None = None,
    refers_to: str | tuple[str, ...] = (),
    source: str | None = None,
    alias: str | None = None,
) -> Any:
    """A field with its meaning; `refers_to` names collections, `source` the field that backs it."""
    targets = (refers_to,) if isinstance(refers_to, str) else refers_to
    extra: dict[str, Any] = {}
    if unit is not None:
        extra["unit"] = unit
    if targets:
        extra["refers_to"] = list(targets)
    if source is not None:
        extra["source_field"] = source
    return Field(default, description=meaning, alias=alias, json_schema_extra=extra or None)


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known about one field: for errors, addresses, joins and the reference page."""

    name: str
    meaning: str
    unit: str | None
    refers_to: tuple[str, ...]
    source_field: str | None
    required: bool
    model: type[Model] | None
    many: bool


@cache
def shapes(model: type[Model]) -> dict[str, Shape]:
    """The fields of a model, by the name they have in the file."""
    found: dict[str, Shape] = {}
    for attribute, info in model.model_fields.items():
        extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        inner = _model_in(info.annotation)
        name = info.alias or attribute
        found[name] = Shape(
            name=name,
            meaning=info.description or "",
            unit=typing.cast("str | None", extra.get("unit")),
            refers_to=tuple(typing.cast("list[str]", extra.get("refers_to", []))),
            source_field=typing.cast("str | None", extra.get("source_field")),
            required=info.is_required(),
            model=inner,
            many=inner is not None and "tuple" in str(info.annotation),
        )
    return found


def _model_in(annotation: Any) -> type[Model] | None:
    """The noun inside a type such as `tuple[Gate, ...] | Literal["unknown"]`."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    for part in typing.get_args(annotation):
        inner = _model_in(part)
        if inner is not None:
            return inner
    return None
