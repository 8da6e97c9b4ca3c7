"""YAML text: scenario.yaml as a tree of texts with the place of every key; nothing is expanded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamStartEvent,
)

from safepassage.problems import Problem, quoted
from safepassage.scenario.raw import YAML_FILE, Path, Place, Raw

DEEPEST = 20
_NULLS = ("", "~", "null", "Null", "NULL")


class YamlStopError(Exception):
    """The rest of the text cannot be read."""


def read_yaml(text: str, raw: Raw) -> Any:
    """The tree of the text; keys without a value are left out and remembered as empty.

    Events are read one by one, so an alias is refused and never expanded.
    """
    try:
        builder = _Builder(raw, YAML(typ="safe", pure=True).parse(text))
        return builder.document()
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(YAML_FILE, mark.line + 1, mark.column + 1) if mark else Place(YAML_FILE)
        _refuse_syntax(raw, place, str(error.problem or error.context or "not YAML"), text)
    except YAMLError as error:
        _refuse_syntax(raw, Place(YAML_FILE), str(error).splitlines()[0], text)
    except YamlStopError:
        pass
    return None


def read_value(text: str) -> Any:
    """The value of a --set: a list or map in brackets, else the text itself; None if not YAML."""
    if text[:1] not in ("[", "{"):
        return text
    return read_yaml(text, Raw())


def _refuse_syntax(raw: Raw, place: Place, what: str, text: str) -> None:
    lines = text.splitlines()
    line = lines[place.line - 1] if place.line and place.line <= len(lines) else ""
    mend = "look here and one line above: indentation, brackets, quotes, the space after a colon"
    allowed = "give YAML"
    if "\t" in line:
        what, mend = "a tab stands here", "put spaces instead of the tab"
        allowed = "YAML takes spaces only"
    _add(raw, place, what, allowed, mend)


def _add(raw: Raw, place: Place, read: str, allowed: str, mend: str) -> None:
    raw.problems.add(Problem(place.file, place.line, place.column, "", read, allowed, mend))


class _Builder:
    """Turns events into texts, lists and maps."""

    def __init__(self, raw: Raw, events: Iterator[Any]) -> None:
        self.raw = raw
        self.events = events

    def document(self) -> Any:
        tree: Any = None
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.refuse(event, "a second document begins here (---)", "give one document")
                    raise YamlStopError
                tree = self.build(next(self.events), ())
            elif isinstance(event, StreamStartEvent):
                continue
        return tree

    def refuse(self, event: Any, read: str, allowed: str, mend: str = "") -> None:
        _add(self.raw, self.place(event), read, allowed, mend)

    def place(self, event: Any) -> Place:
        return Place(YAML_FILE, event.start_mark.line + 1, event.start_mark.column + 1)

    def build(self, event: Any, path: Path) -> Any:
        if isinstance(event, AliasEvent):
            self.refuse(
                event,
                f"an alias (*{event.anchor}) stands here",
                "aliases are not read",
                "write the value out where it is used",
            )
            raise YamlStopError
        if event.tag is not None:
            self.refuse(event, f"a tag ({event.tag}) stands here", "tags are not read", "remove it")
        if len(path) > DEEPEST:
            self.refuse(event, "the text is nested too deep", f"at most {DEEPEST} levels are read")
            raise YamlStopError
        self.raw.places.setdefault(path, self.place(event))
        if isinstance(event, MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, SequenceStartEvent):
            return self.sequence(path)
        return self.scalar(event)

    def scalar(self, event: ScalarEvent) -> str | None:
        plain = event.style is None or event.style == ""
        return None if plain and event.value in _NULLS else str(event.value)

    def sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            here = (*path, len(items))
            value = self.build(event, here)
            if value is None:
                self.raw.empty.add(here)
            items.append("" if value is None else value)
        return items

    def mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        seen: dict[str, int] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            if not isinstance(event, ScalarEvent):
                self.refuse(event, "a key is not a word", "give a plain word before the colon")
                raise YamlStopError
            key, place = str(event.value), self.place(event)
            here = (*path, key)
            if key in seen:
                self.refuse(
                    event,
                    f"{quoted(key)} stands here and already in line {seen[key]}",
                    "give each key once",
                    "remove one of the two",
                )
                self.build(next(self.events), (*path, f"{key} (again)"))
                continue
            seen[key] = place.line or 0
            self.raw.places[here] = place
            value = self.build(next(self.events), here)
            if value is None:
                self.raw.empty.add(here)
            else:
                found[key] = value
        return found
