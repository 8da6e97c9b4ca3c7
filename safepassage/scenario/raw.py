"""Raw: the scenario as text in a tree, with the place of every value, not yet checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from safepassage.problems import Problem, Problems, Refusal
from safepassage.scenario.model import Model, Shape, shapes

Path = tuple[str | int, ...]

YAML_FILE = "scenario.yaml"
SET = "--set"
TABLE_FILES = {
    "config": "config.csv",
    "nodes": "node.csv",
    "links": "link.csv",
    "zones": "zone.csv",
    "start_points": "start_point.csv",
    "groups": "group.csv",
    "closures": "closure.csv",
    "forbidden_turns": "forbidden_turn.csv",
    "names": "local_name.csv",
}
OPTIONAL_TABLES = frozenset({"closures", "forbidden_turns", "names"})


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file; lines and columns count from 1."""

    file: str
    line: int | None = None
    column: int | None = None


@dataclass(slots=True)
class Table:
    """Where the rows of a CSV table stand."""

    file: str
    columns: dict[str, int]
    lines: list[int]


@dataclass(slots=True)
class Raw:
    """All files of a scenario as one tree of texts, lists and maps."""

    tree: dict[str, Any] = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)
    empty: set[Path] = field(default_factory=set)
    tables: dict[str, Table] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    by_set: dict[Path, str] = field(default_factory=dict)
    problems: Problems = field(default_factory=Problems)

    def place(self, path: Path) -> Place:
        """Where a value stands, or else the nearest thing around it."""
        if path and path[0] in self.tables:
            return self._cell(path)
        while path:
            if path in self.places:
                return self.places[path]
            path = path[:-1]
        return Place(YAML_FILE, 1, 1)

    def _cell(self, path: Path) -> Place:
        table = self.tables[str(path[0])]
        if len(path) < 2 or not isinstance(path[1], int) or path[1] >= len(table.lines):
            return Place(table.file, 1)
        column = table.columns.get(str(path[2])) if len(path) > 2 else None
        return Place(table.file, table.lines[path[1]], column)

    def refuse(self, path: Path, model: type[Model], refusal: Refusal) -> None:
        """Keep a problem with the value at a path."""
        place = self.place(path)
        for length in range(len(path), 0, -1):
            if path[:length] in self.by_set:
                place = Place(f"{SET} {self.by_set[path[:length]]}")
                break
        address = "" if place.file.startswith(SET) else address_of(self.tree, model, path)
        self.problems.add(
            Problem(
                place.file,
                place.line,
                place.column,
                address,
                refusal.read,
                refusal.allowed,
                refusal.mend,
            )
        )


def key_of(item: object, model: type[Model]) -> tuple[str, ...] | None:
    """The words that name an item of a collection, if it has them."""
    if not isinstance(item, dict) or not model.key:
        return None
    words = [word for name in model.key if isinstance(word := item.get(name), str)]
    return tuple(words) if len(words) == len(model.key) else None


def address_of(tree: Any, model: type[Model], path: Path) -> str:
    """The address of a path: crossing/harbour/gate/far/open/0/to."""
    words: list[str] = []
    value: Any = tree
    known: dict[str, Shape] = shapes(model)
    collection: Shape | None = None
    for step in path:
        if isinstance(step, int) and collection is not None and collection.model is not None:
            inner = collection.model
            value = value[step] if isinstance(value, list) and step < len(value) else None
            key = key_of(value, inner)
            if key is not None:
                words[-1] = inner.noun
                words.extend(key)
            elif inner.noun != "config":
                words.append(str(step))
            known, collection = shapes(inner), None
            continue
        words.append(str(step))
        value = value.get(step) if isinstance(value, dict) else None
        collection = known.get(str(step)) if isinstance(step, str) else None
    return "/".join(words)


def visit(
    value: Any, model: type[Model], path: Path = ()
) -> Iterator[tuple[Path, type[Model], dict[str, Any]]]:
    """Every map of the tree with its path and its noun, outside first."""
    if not isinstance(value, dict):
        return
    yield path, model, value
    for name, shape in shapes(model).items():
        if shape.model is None or name not in value:
            continue
        if shape.many and isinstance(value[name], list):
            for number, item in enumerate(value[name]):
                yield from visit(item, shape.model, (*path, name, number))
        elif not shape.many:
            yield from visit(value[name], shape.model, (*path, name))
