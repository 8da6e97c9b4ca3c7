"""Gold annotations of news texts: the lines, the texts they point into, and their dates.

A folder of gold holds `*.jsonl`, one object a line, as in `data/situation/README.md` of the shared
folder. A line without `type` is a header about one text:

    {"doc": "rain-in-ketta", "published": "2024-03-05"}
    {"doc": "wikinews-korea", "published": "2015-08-21", "sha256": "...", "text": "data/situation"}

`published` is the day the text is read with, `sha256` that of the file, `text` the folder below the
shared one where it lies (else it lies next to the gold as `<doc>.txt`). A span whose words are ""
gets them from the text, so that gold may be kept without the words of a text that is not ours.
A line with `"optional": true` is one that a careful reader may leave out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.recipes import shared_folder

# the shared texts whose gold has no header: their own dates, or any year where they give none
PUBLISHED = {
    "wikinews-asylum": date(2015, 5, 18),
    "own-crossing-readout": date(2024, 2, 11),
}


@dataclass(frozen=True, slots=True)
class Words:
    """`text[start:end]`, as a gold line or a proposal says it."""

    start: int
    end: int
    text: str

    def overlap(self, other: Words) -> int:
        """Characters that both have."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def iou(self, other: Words) -> float:
        """Characters that both have, over those that at least one has."""
        both = self.overlap(other)
        return both / (self.end - self.start + other.end - other.start - both) if both else 0.0


@dataclass(frozen=True, slots=True)
class Fact:
    """One gold line, or one proposal."""

    id: str
    type: str
    evidence: Words
    fields: dict[str, tuple[Words, ...]] = field(default_factory=dict)
    norm: dict[str, Any] = field(default_factory=dict)
    rule: str = ""
    optional: bool = False

    def spans(self) -> Iterator[Words]:
        """The evidence and every span of every field."""
        yield self.evidence
        for spans in self.fields.values():
            yield from spans


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text, the day it is read with, and all its gold lines."""

    name: str
    text: str
    published: date
    facts: tuple[Fact, ...]


def read_gold(folder: Path, *, only: str | None = None) -> tuple[GoldText, ...]:
    """All texts of a folder of gold, by name; `only` names one of them.

    Raises ValueError where a text is absent, differs from its sha256 or has no day.
    """
    headers: dict[str, dict[str, Any]] = {}
    lines: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                value = json.loads(line)
                if "type" in value:
                    lines.setdefault(value["doc"], []).append(value)
                else:
                    headers[value["doc"]] = value
    names = sorted(set(lines) | set(headers))
    if not names or (only is not None and only not in names):
        raise ValueError(f"{folder}: no gold{'' if only is None else ' of ' + only} here")
    return tuple(
        _gold_text(folder, name, headers.get(name, {}), lines.get(name, []))
        for name in names
        if only in (None, name)
    )


def _gold_text(
    folder: Path, name: str, header: dict[str, Any], lines: list[dict[str, Any]]
) -> GoldText:
    base = folder
    if "text" in header:
        shared = shared_folder()
        if shared is None:
            raise ValueError(f"{name}: its text lies in the shared folder, which is absent")
        base = shared / header["text"]
    data = (base / f"{name}.txt").read_bytes()
    if "sha256" in header and hashlib.sha256(data).hexdigest() != header["sha256"]:
        raise ValueError(f"{name}.txt is not the file that was annotated: its sha256 differs")
    if "published" not in header and name not in PUBLISHED:
        raise ValueError(f"{name}: no day of publication; add a header line")
    day = header.get("published")
    published = date.fromisoformat(day) if day else PUBLISHED[name]
    text = data.decode("utf-8")
    return GoldText(name, text, published, tuple(fact_of(x, text) for x in lines))


def fact_of(value: dict[str, Any], text: str) -> Fact:
    """A gold line or a proposal from its JSON; words "" are filled in from the text."""
    return Fact(
        id=value.get("id", ""),
        type=value["type"],
        evidence=_words(value["evidence"], text),
        fields={k: _many(v, text) for k, v in value.get("fields", {}).items()},
        norm=dict(value.get("norm", {})),
        rule=value.get("rule", ""),
        optional=bool(value.get("optional", False)),
    )


def _words(value: list[Any], text: str) -> Words:
    start, end, words = value
    return Words(start, end, words or text[start:end])


def _many(value: list[Any], text: str) -> tuple[Words, ...]:
    spans = [value] if value and isinstance(value[0], int) else value
    return tuple(_words(x, text) for x in spans)


def wrong_spans(text: str, facts: tuple[Fact, ...]) -> list[str]:
    """Every span that does not stand in the text as it says."""
    return [
        f"{fact.id or fact.rule} {fact.type} [{span.start}, {span.end}] says {span.text!r},"
        f" the text has {text[max(span.start, 0) : span.end]!r}"
        for fact in facts
        for span in fact.spans()
        if not 0 <= span.start < span.end <= len(text) or text[span.start : span.end] != span.text
    ]
