"""Make `gold.jsonl` from the marks of each text: quoted words become offsets, every one checked.

    python -m tests.intake.gold.dev.make_gold [FOLDER]

`<doc>.txt` is a text of our own (CC0, places and people invented), `<doc>.marks` its marks: the day
of publication on the first line, then one fact a line, in the order of the text:

    type | evidence | field=words; field=words + words | key=value; key=value | optional

`first words ... last words` stands for all between. Evidence is looked for from where the evidence
before began, else where it stands only once; a field inside the evidence, else at its last place
before, else after. Figures are short: `exact=85` is low and high, `between=40-60` both,
`about=1150` approx, `vague` no bound; their unit is persons unless `unit=` says otherwise. A line
that begins with # is a remark.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from safepassage.situation.fact_types import FACT_TYPES, QUALIFIERS, check_norm

FOLDER = Path(__file__).parent
BOUNDS = {
    "exact": ("low", "high"),
    "at_least": ("low",),
    "more_than": ("low",),
    "at_most": ("high",),
    "less_than": ("high",),
    "about": ("approx",),
    "estimated": ("approx",),
}


def words_at(text: str, words: str, start: int, end: int, *, last: bool = False) -> int:
    """Where whole words stand between two offsets, the first or the last time; -1 if nowhere."""
    edge = (r"(?<!\w)" if words[0].isalnum() else "", r"(?!\w)" if words[-1].isalnum() else "")
    found = [
        x.start()
        for x in re.finditer(edge[0] + re.escape(words) + edge[1], text)
        if start <= x.start() and x.end() <= end
    ]
    return (found[-1] if last else found[0]) if found else -1


def evidence_of(text: str, words: str, cursor: int) -> tuple[int, int]:
    """The offsets of the evidence; `a ... b` runs from a to the next b."""
    first, _, rest = words.partition(" ... ")
    start = words_at(text, first, cursor, len(text))
    if start < 0:
        start = words_at(text, first, 0, len(text))
        if start != words_at(text, first, 0, len(text), last=True):
            raise ValueError(f"{first!r} is twice before, and not after character {cursor}")
    if start < 0:
        raise ValueError(f"{first!r} is nowhere in the text")
    if not rest:
        return start, start + len(first)
    end = words_at(text, rest, start, len(text))
    if end < 0:
        raise ValueError(f"{rest!r} is not after {first!r}")
    return start, end + len(rest)


def field_of(text: str, words: str, start: int, end: int) -> list[Any]:
    """The span of a field: inside the evidence, else before it, else after."""
    first, _, rest = words.partition(" ... ")
    for low, high, last in ((start, end, False), (0, start, True), (end, len(text), False)):
        at = words_at(text, first, low, high, last=last)
        if at >= 0:
            stop = words_at(text, rest, at, len(text)) + len(rest) if rest else at + len(first)
            if stop < at:
                raise ValueError(f"{rest!r} is not after {first!r}")
            return [at, stop, text[at:stop]]
    raise ValueError(f"{words!r} is nowhere in the text")


def pairs(part: str) -> list[tuple[str, str]]:
    """`a=b; c=d` as pairs; a name alone has an empty value."""
    found = []
    for piece in filter(None, (x.strip() for x in part.split("; "))):
        name, _, value = piece.rstrip(";").partition("=")
        found.append((name.strip(), value.strip()))
    return found


def number(value: str) -> int | float | str:
    """A number where the value is one."""
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    return value


def norm_of(kind: str, part: str) -> dict[str, Any]:
    """The norm of a fact; a figure's short forms written out."""
    norm: dict[str, Any] = {}
    for name, value in pairs(part):
        if kind == "figure" and name in ("vague", *QUALIFIERS):
            if name == "between":
                low, high = value.split("-")
                norm |= {"low": number(low), "high": number(high)}
            norm |= {key: number(value) for key in BOUNDS.get(name, ())}
            norm["qualifier"] = "vague_plural" if name == "vague" else name
        else:
            norm[name] = {"yes": True, "no": False}.get(value, number(value))
    if kind == "figure":
        norm.setdefault("unit", "persons")
        if "qualifier" not in norm or "measure" not in norm:
            raise ValueError("a figure needs a qualifier and a measure")
    check_norm(kind, norm)
    return norm


def fact(text: str, line: str, cursor: int) -> dict[str, Any]:
    """One line of marks as a gold line, without its id."""
    kind, words, *rest = [x.strip() for x in line.split(" | ")]
    rest += [""] * (3 - len(rest))
    start, end = evidence_of(text, words, cursor)
    fields: dict[str, Any] = {}
    for name, value in pairs(rest[0]):
        if name not in FACT_TYPES[kind].fields:
            raise ValueError(f"a {kind} has no field {name}")
        spans = [field_of(text, x, start, end) for x in value.split(" + ")]
        fields[name] = spans[0] if len(spans) == 1 else spans
    found = {"type": kind, "evidence": [start, end, text[start:end]], "fields": fields}
    found["norm"] = norm_of(kind, rest[1])
    if rest[2] not in ("", "optional"):
        raise ValueError(f"{rest[2]!r} at the end; only optional may stand there")
    return found | ({"optional": True} if rest[2] else {})


def lines_of(name: str, folder: Path = FOLDER) -> list[dict[str, Any]]:
    """The header and all gold lines of a text."""
    text = (folder / f"{name}.txt").read_text(encoding="utf-8")
    day, *marks = (folder / f"{name}.marks").read_text(encoding="utf-8").splitlines()
    lines: list[dict[str, Any]] = [{"doc": name, "published": date.fromisoformat(day).isoformat()}]
    cursor = 0
    problems: list[str] = []
    for row, mark in enumerate(marks, start=2):
        if not mark.strip() or mark.startswith("#"):
            continue
        try:
            found = fact(text, mark, cursor)
        except (KeyError, ValueError) as problem:
            problems.append(f"{name}.marks line {row}: {problem}\n    {mark}")
            continue
        cursor = found["evidence"][0]
        lines.append({"id": f"{name}#{len(lines):02d}", "doc": name} | found)
    if problems:
        raise ValueError("\n".join(problems))
    return lines


def gold(folder: Path = FOLDER) -> str:
    """The whole of `gold.jsonl`."""
    names = sorted(x.stem for x in folder.glob("*.marks"))
    lines = [json.dumps(x, ensure_ascii=False) for name in names for x in lines_of(name, folder)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    asked = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    (asked / "gold.jsonl").write_text(gold(asked), encoding="utf-8")
