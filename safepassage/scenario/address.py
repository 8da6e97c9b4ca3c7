"""Address: one way to name anything in a scenario, and --set, which changes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from safepassage.problems import Problem, Refusal, did_you_mean, known_names, quoted
from safepassage.scenario.assumption import KNOWN_UNITS
from safepassage.scenario.model import Model, Shape, shapes
from safepassage.scenario.raw import SET, TABLE_FILES, Path, Raw, key_of
from safepassage.scenario.scenario import Scenario
from safepassage.scenario.yaml_text import read_value

BY_HAND = "set-by-hand"  # the source of what --set says; known at any instant
_ALSO = {"aid": "aid_stream"}


@dataclass(frozen=True, slots=True)
class Target:
    """What an address names: a field (or None), and the maps around it from outside to inside."""

    path: Path
    shape: Shape | None
    around: tuple[tuple[Path, type[Model], dict[str, Any]], ...]


def apply_sets(raw: Raw, changes: Sequence[str]) -> None:
    """Make the changes in the raw tree; one that cannot be made is a problem."""
    made: list[str] = []
    named: list[str] = []  # changes that name the source by hand themselves
    chosen: set[Path] = set()
    backed: dict[Path, dict[str, Any]] = {}
    for change in changes:
        address, equals, text = change.partition("=")
        address, text = address.strip(), text.strip()
        try:
            if not equals:
                raise Refusal("there is no = in it", "give ADDRESS=VALUE")
            target = find(raw, address)
            value = _value(text)
        except Refusal as refusal:
            raw.problems.add(
                Problem(
                    f"{SET} {change}", None, None, "", refusal.read, refusal.allowed, refusal.mend
                )
            )
            continue
        inner = target.around[-1][2]
        chosen.add(target.path)
        name = str(target.path[-1])
        if inner.get(name) == value:
            continue
        if value == "":
            inner.pop(name, None)
            raw.empty.add(target.path)
        else:
            inner[name] = value
        raw.by_set[target.path] = f"{address}={text}"
        if _names_by_hand(value):
            named.append(f"{address}={text}")
        source = None if target.shape is None else target.shape.source_field
        for path, model, item in reversed(target.around):
            if source is not None and source in shapes(model):
                made.append(f"{address}={text}")
                backed[(*path, source)] = item
                break
    _back(raw, backed, chosen, made, named)


def _names_by_hand(value: Any) -> bool:
    """Whether a value, or something in a list or map, is the source by hand."""
    if isinstance(value, dict | list):
        return any(map(_names_by_hand, value.values() if isinstance(value, dict) else value))
    return bool(value == BY_HAND)


def _back(
    raw: Raw,
    backed: dict[Path, dict[str, Any]],
    chosen: set[Path],
    made: list[str],
    named: list[str],
) -> None:
    """What was set is on nobody's word but the user's: its source says so."""
    used = bool(named)
    made += [change for change in named if change not in made]
    for path, item in backed.items():
        if path not in chosen:
            item[str(path[-1])] = BY_HAND
            used = True
    sources = raw.tree.setdefault("sources", [])
    if used and isinstance(sources, list):
        sources.append(
            {
                "id": BY_HAND,
                "title": f"Set by hand for this answer: {'; '.join(made)}",
                "publisher": "whoever asked",
                "date": str(raw.tree.get("start", "")),
            }
        )


def _value(text: str) -> Any:
    value = read_value(text)
    if value is None:
        raise Refusal(
            f"{quoted(text)} is not a list or map", "give a value, [a, b] or {key: value}"
        )
    return value


def find(raw: Raw, address: str) -> Target:
    """The field that an address names; else a refusal that says what exists there."""
    target = look(raw, address, may_add=True)
    if target.shape is None:
        raise Refusal(
            f"{address or 'the address'} names no single value",
            f"go on with one of: {', '.join(words_of(target.around[-1][1]))}",
        )
    return target


def look(raw: Raw, address: str, *, may_add: bool = False) -> Target:
    """What an address names: a field, or (shape None) a whole thing such as a gate."""
    words = [word for word in address.split("/") if word]
    model: type[Model] = Scenario
    item: dict[str, Any] = raw.tree
    path: Path = ()
    around = [(path, model, item)]
    while words:
        word = words.pop(0)
        shape = _field(model, word, address)
        if shape.model is None or not words:
            _last(shape, words, model, item, address)
            return Target((*path, shape.name), shape, tuple(around))
        items = item.get(shape.name, [])
        if not isinstance(items, list):
            raise Refusal(
                f"{shape.name} of {'/'.join(map(str, path))} is {quoted(items)}, no list",
                f"set {shape.name} as a whole",
            )
        number = _choose(items, shape, words, item if may_add else None)
        model, path = shape.model, (*path, shape.name, number)
        item = item[shape.name][number]
        if not isinstance(item, dict):
            raise Refusal(f"{address} names a single value", "set the list as a whole")
        around.append((path, model, item))
    return Target(path, None, tuple(around))


def words_of(model: type[Model]) -> tuple[str, ...]:
    """What may stand at this level of an address: fields, and nouns of collections."""
    return tuple(
        shape.model.noun if shape.model is not None and shape.model.key else name
        for name, shape in shapes(model).items()
        if name not in TABLE_FILES or (shape.model is not None and shape.model.key)
    )


def _field(model: type[Model], word: str, address: str) -> Shape:
    wanted = _ALSO.get(word, word)
    for name, shape in shapes(model).items():
        if shape.model is not None and shape.model.key and shape.model.noun == wanted:
            return shape
        if name == wanted:
            return shape
    names = words_of(model)
    raise Refusal(
        f"{quoted(word)} in {address} is not known there",
        f"Known: {', '.join(names)}",
        did_you_mean(word, names),
    )


def _last(
    shape: Shape, rest: list[str], model: type[Model], item: dict[str, Any], address: str
) -> None:
    """Refuse an address that goes on after a value, or ends at a collection with ids."""
    if rest:
        raise Refusal(f"{address} goes on after {shape.name}", f"end it at {shape.name}")
    if shape.model is not None and shape.model.key:
        names = _ids(item.get(shape.name, []), shape.model)
        raise Refusal(f"{address} does not say which {shape.model.noun}", known_names("", names))
    if shape.name in model.key:
        raise Refusal(f"{address} is the name of the thing itself", "ids cannot be set")


def _ids(items: Any, model: type[Model]) -> list[str]:
    keys = [key_of(item, model) for item in items] if isinstance(items, list) else []
    return ["/".join(key) for key in keys if key is not None]


def _choose(items: list[Any], shape: Shape, words: list[str], add_to: dict[str, Any] | None) -> int:
    """The number of the item that the next words name; takes them from the list.

    An assumption that this version knows may be set without standing in the scenario.
    """
    model = shape.model
    assert model is not None
    if not model.key:
        word = words.pop(0)
        if word.isdigit() and int(word) < len(items):
            return int(word)
        last = f"0 to {len(items) - 1}" if items else "none is there"
        raise Refusal(f"there is no {shape.name}/{word}", f"give a number: {last}")
    wanted = tuple(words[: len(model.key)])
    del words[: len(model.key)]
    for number, candidate in enumerate(items):
        if key_of(candidate, model) == wanted:
            return number
    if add_to is not None and model.noun == "assumption" and wanted[0] in KNOWN_UNITS:
        new = {"id": wanted[0], "value": "", "unit": KNOWN_UNITS[wanted[0]], "text": "Set by hand"}
        add_to.setdefault(shape.name, []).append(new)
        return len(add_to[shape.name]) - 1
    names = _ids(items, model)
    word = "/".join(wanted)
    raise Refusal(
        f"there is no {model.noun} {quoted(word)}",
        known_names(word, names),
        did_you_mean(word, names),
    )
