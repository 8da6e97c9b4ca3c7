"""Validate: turns the raw tree into nouns; what pydantic refuses becomes problems with places."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from safepassage.problems import Refusal, did_you_mean, known_names, quoted
from safepassage.scenario.model import Model, Shape, shapes
from safepassage.scenario.raw import YAML_FILE, Path, Raw
from safepassage.scenario.scenario import Scenario, ScenarioHead

A_LIST = frozenset({"tuple_type", "list_type", "iterable_type"})
A_MAP = frozenset({"model_type", "model_attributes_type", "dict_type"})


def read_nouns(raw: Raw) -> tuple[Scenario, bool]:
    """The scenario with every noun that could be read, and whether its head is whole."""
    parts: dict[str, Any] = {}
    known = shapes(Scenario)
    heads = shapes(ScenarioHead)
    for name in raw.tree:
        if name not in known:
            raw.refuse((name,), Scenario, _unknown_key(name, "scenario.yaml", known))
    head = None
    if YAML_FILE not in raw.unread:
        values = {name: value for name, value in raw.tree.items() if name in heads}
        head = _validate(raw, (), ScenarioHead, ScenarioHead, values)
    for name, shape in known.items():
        if shape.many and shape.model is not None and name in raw.tree:
            parts[name] = _collection(raw, name, shape.model)
    if head is not None:
        parts.update({name: getattr(head, name) for name in ScenarioHead.model_fields})
    return Scenario.model_construct(**parts), head is not None


@cache
def _many(model: type[Model]) -> TypeAdapter[tuple[Model, ...]]:
    return TypeAdapter(tuple[model, ...])  # type: ignore[valid-type]


def _collection(raw: Raw, name: str, model: type[Model]) -> tuple[Model, ...]:
    """All items in one call; if some are refused, each item on its own."""
    value = raw.tree[name]
    whole: tuple[Model, ...] | None = _validate(raw, (name,), model, _many(model), value)
    if whole is not None:
        return whole
    found: list[Model] = []
    for item in value if isinstance(value, list) else []:
        try:
            found.append(model.model_validate(item))
        except ValidationError:
            continue
    return tuple(found)


def _validate(raw: Raw, path: Path, model: type[Model], reader: Any, value: Any) -> Any:
    """The value as a noun (or many), or None and problems."""
    try:
        if isinstance(reader, TypeAdapter):
            return reader.validate_python(value)
        return reader.model_validate(value)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            _translate(raw, path, found)
        return None


def _translate(raw: Raw, base: Path, found: Any) -> None:
    """One finding of pydantic in words of this project."""
    path: Path = (*base, *found["loc"])
    noun, shape = _shape_at(path)
    kind = found["type"]
    if kind == "missing":
        refusal = _missing(raw, path, shape)
        if refusal is None:
            return
    elif kind == "extra_forbidden":
        refusal = _unknown_key(str(path[-1]), f"a {noun.noun}" if noun else "it", shapes(noun))
    elif kind == "refused":
        words = found["ctx"]
        allowed = words["allowed"]
        if shape is not None and shape.unit and "number" in allowed:
            allowed += f", in {shape.unit}"
        refusal = Refusal(words["read"], allowed, words["mend"])
    elif kind in A_LIST:
        refusal = Refusal("a single value stands here", "give a list", 'each item begins with "- "')
    elif kind in A_MAP:
        refusal = Refusal("a single value stands here", "give keys and values")
    else:
        refusal = Refusal(f"{quoted(found['input'])} is not read", found["msg"])
    raw.refuse(path, Scenario, refusal)


def _missing(raw: Raw, path: Path, shape: Shape | None) -> Refusal | None:
    """A required value that is not there; a missing column was said once already."""
    table = raw.tables.get(str(path[0]))
    if table is not None and str(path[-1]) not in table.columns:
        return None
    unit = f", in {shape.unit}" if shape is not None and shape.unit else ""
    meaning = shape.meaning if shape is not None else "a value"
    is_empty = table is not None or path in raw.empty
    read = "is empty" if is_empty else "is missing"
    mend = f'write "{path[-1]}: ..."' if table is None else ""
    return Refusal(read, f"it says: {meaning}{unit}", "" if is_empty else mend)


def _unknown_key(name: str, where: str, known: dict[str, Shape]) -> Refusal:
    return Refusal(
        f"{quoted(name)} is not a key of {where}",
        known_names(name, known) if len(known) <= 12 else f"Keys: {', '.join(known)}",
        did_you_mean(name, known) or "remove it",
    )


def _shape_at(path: Path) -> tuple[type[Model], Shape | None]:
    """The noun around a path and the field at it."""
    noun: type[Model] = Scenario
    shape: Shape | None = None
    for step in path:
        if isinstance(step, int):
            continue
        if shape is not None and shape.model is not None:
            noun = shape.model
        shape = shapes(noun).get(step)
    return noun, shape
