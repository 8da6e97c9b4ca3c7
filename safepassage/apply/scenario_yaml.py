"""Scenario YAML: scenario.yaml changed in place, so that comments, order and spelling stay."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import CommentMark
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from ruamel.yaml.tokens import CommentToken

from ..errors import UsageError
from ..scenario.raw import YAML_FILE, Path, Raw
from ..scenario.yaml_text import read_yaml

_PLAIN = re.compile(r"[A-Za-z0-9_.+-]+|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
_NO_WORDS = {"~", "null", "true", "false", "yes", "no", "on", "off", "."}


class _Texts(VersionedResolver):
    """Every value stays the text that it is: 20 is no number here and 09:00 no minutes."""

    @property
    def versioned_resolver(self) -> dict[str, Any]:
        return {}


class ScenarioYaml:
    """The tree of a scenario.yaml; what is not changed is written as it stood."""

    def __init__(self, text: str) -> None:
        self._yaml = YAML()
        self._yaml.preserve_quotes = True
        self._yaml.width = 10**9
        self._yaml.allow_unicode = True
        self._yaml.Resolver = _Texts
        # lists are written as the file has them, indented or not
        flush = re.search(r"^- ", text, re.MULTILINE) is not None
        self._yaml.indent(mapping=2, sequence=2 if flush else 4, offset=0 if flush else 2)
        self._windows = "\r\n" in text
        self.tree: CommentedMap = self._yaml.load(text.replace("\r\n", "\n"))

    def text(self) -> str:
        """The file's text."""
        out = io.StringIO()
        self._yaml.dump(self.tree, out)
        text = out.getvalue()
        return text.replace("\n", "\r\n") if self._windows else text

    def at(self, path: Path) -> Any:
        """What stands at a path, or None."""
        found: Any = self.tree
        for step in path:
            try:
                found = found[step]
            except (KeyError, IndexError):
                return None
        return found

    def put(self, path: Path, value: Any) -> None:
        """Set the value at a path whose surroundings exist."""
        around = self.at(path[:-1])
        around[path[-1]] = _node(value)

    def take_out(self, path: Path) -> None:
        """Remove what stands at a path."""
        around = self.at(path[:-1])
        del around[path[-1]]

    def append(self, path: Path, item: Mapping[str, Any]) -> None:
        """Add an item in one line at the end of a list; a list that is not there is made."""
        rows = self.at(path)
        if not isinstance(rows, CommentedSeq) or not len(rows):
            around = self.at(path[:-1])
            gap = _take_gap(around)
            around[path[-1]] = CommentedSeq([_node(item)])
        else:
            gap = _take_gap(rows)
            rows.append(_node(item))
        _put_gap(self.at(path), gap)

    def replace_list(self, path: Path, items: Sequence[Any]) -> None:
        """Put other items in the place of a list; items that stay keep their form and comments."""
        rows = self.at(path)
        if not isinstance(rows, CommentedSeq) or not items:
            self.put(path, CommentedSeq(_node(item) for item in items))
            return
        gap = _take_gap(rows)
        comments = {id(row): rows.ca.items.get(index) for index, row in enumerate(rows)}
        fresh = [_node(item) for item in items]
        rows.ca.items.clear()
        rows.clear()
        for index, item in enumerate(fresh):
            rows.append(item)
            if comments.get(id(item)) is not None:
                rows.ca.items[index] = comments[id(item)]
        _put_gap(rows, gap)


def layout_kept(text: str, draft: ScenarioYaml) -> bool:
    """Whether a file is written as it stood where nothing is changed.

    Indentation and line breaks of some files are written anew. UsageError where a comment would
    be lost on the way, or a value would not be the same.
    """
    out = draft.text()
    if out == text:
        return True
    if read_yaml(text, Raw()) != read_yaml(out, Raw()):
        raise UsageError(f"{YAML_FILE}: it cannot be changed without changing other values in it.")
    for number, line in enumerate(text.splitlines(), 1):
        at = 0 if line.startswith("#") else line.find(" #") + 1
        if (at or line.startswith("#")) and line[at:].strip() not in out:
            raise UsageError(
                f"{YAML_FILE}:{number}: the comment would be lost, as it stands inside brackets "
                "that go over several lines. Put it on a line of its own above the key."
            )
    return False


def _last(node: Any) -> tuple[Any, Any, int] | None:
    """Around, key and slot of the comment behind the last value inside a list or map."""
    found = None
    while isinstance(node, CommentedMap | CommentedSeq) and len(node):
        if node.fa.flow_style():
            break
        mapped = isinstance(node, CommentedMap)
        key = next(reversed(node)) if mapped else len(node) - 1
        found = (node, key, 2 if mapped else 0)
        node = node[key]
    return found


def _take_gap(node: Any) -> str:
    """Cut off blank lines and comments that stand below the last value: they belong to the next."""
    found = _last(node)
    if found is None:
        return ""
    around, key, slot = found
    comments = around.ca.items.get(key)
    token = None if comments is None else comments[slot]
    if token is None:
        return ""
    first, newline, rest = token.value.partition("\n")
    if not rest:
        return ""
    token.value = first + newline
    if not first:
        comments[slot] = None
    return str(rest)


def _put_gap(node: Any, gap: str) -> None:
    """Put back below the last value what `_take_gap` cut off."""
    found = _last(node)
    if found is None or not gap:
        return
    around, key, slot = found
    comments = around.ca.items.setdefault(key, [None, None, None, None])
    if comments[slot] is None:
        comments[slot] = CommentToken("\n" + gap, CommentMark(0), None)
    else:
        comments[slot].value += gap


def _node(value: Any) -> Any:
    """A value as it is written: maps in one line, words in quotes where they need it."""
    if isinstance(value, CommentedMap | CommentedSeq):
        return value
    if isinstance(value, Mapping):
        row = CommentedMap((name, _node(inner)) for name, inner in value.items())
        row.fa.set_flow_style()
        return row
    if isinstance(value, list | tuple):
        rows = CommentedSeq(_node(inner) for inner in value)
        if not any(isinstance(inner, Mapping) for inner in value):
            rows.fa.set_flow_style()
        return rows
    text = str(value)
    if _PLAIN.fullmatch(text) and text.lower() not in _NO_WORDS:
        return text
    return DoubleQuotedScalarString(text)
