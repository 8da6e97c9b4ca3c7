"""Answer: what a model sent, taken apart by its schema; whatever departs from it is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from .exchange import ModelTrouble, parse
from .question import MOST_FACTS, schema

_FENCE = re.compile(r"\s*```(?:json)?\s*\n(.*)\n\s*```\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Told:
    """One fact as a model told it: shape checked, content not."""

    type: str
    sentence: int
    evidence: str
    fields: tuple[tuple[str, int, str], ...]
    norm: tuple[tuple[str, str], ...]
    why: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Something of an answer that was not taken, and why."""

    what: str
    because: str


def content_of(answer: Any) -> str:
    """The text of the first choice. Raises ModelTrouble where there is none."""
    try:
        choice = answer["choices"][0]
        content, ended = choice["message"]["content"], choice.get("finish_reason")
    except (KeyError, IndexError, TypeError, AttributeError):
        raise ModelTrouble("the answer has no choices[0].message.content") from None
    if not isinstance(content, str):
        raise ModelTrouble("the answer's content is no text")
    if ended == "length":
        raise ModelTrouble("the answer was cut short by the model's own limit")
    return content


def facts_of(content: str) -> tuple[tuple[Told, ...], tuple[Refused, ...]]:
    """Facts that keep to the schema, and what does not. Raises ModelTrouble for no JSON at all."""
    fenced = _FENCE.fullmatch(content)
    document = parse(fenced[1] if fenced else content, "the model's content")
    wrong = misfit(document, {**schema(), "properties": {"facts": {"type": "array"}}})
    if wrong is not None:
        raise ModelTrouble(f"the model's content does not keep to the schema: {wrong}")
    rows = document["facts"]
    told: list[Told] = []
    refused: list[Refused] = []
    if len(rows) > MOST_FACTS:
        refused.append(
            Refused(
                f"{len(rows) - MOST_FACTS:,} facts", f"{MOST_FACTS} of one answer are looked at"
            )
        )
    form = schema()["properties"]["facts"]["items"]
    for number, row in enumerate(rows[:MOST_FACTS], 1):
        wrong = misfit(row, form)
        if wrong is None:
            told.append(_told(row))
        else:
            refused.append(Refused(f"fact {number}", f"it does not keep to the schema: {wrong}"))
    return tuple(told), tuple(refused)


def misfit(value: Any, form: dict[str, Any], at: str = "") -> str | None:
    """Where a value first departs from a schema of `question.schema`'s kind; None if it fits."""
    here = at or "the whole"
    match form["type"]:
        case "object":
            if not isinstance(value, dict):
                return f"{here} is no object"
            added = sorted(map(str, value.keys() - form["properties"].keys()))
            if added:
                return f"{here} has {shown(added[0])}, which was not asked for"
            for name, inner in form["properties"].items():
                if name not in value:
                    return f"{here} lacks {name}"
                wrong = misfit(value[name], inner, f"{at}.{name}".lstrip("."))
                if wrong is not None:
                    return wrong
        case "array":
            if not isinstance(value, list):
                return f"{here} is no list"
            if "items" in form:
                wrongs = (misfit(v, form["items"], f"{at}[{n}]") for n, v in enumerate(value))
                return next((wrong for wrong in wrongs if wrong is not None), None)
        case "integer":
            if isinstance(value, bool) or not isinstance(value, int):
                return f"{here} is no whole number"
        case _:
            if not isinstance(value, str):
                return f"{here} is no text"
            if "enum" in form and value not in form["enum"]:
                return f"{here} is {shown(value)}, which is none of its values"
    return None


def shown(text: str) -> str:
    """A piece of an answer, in quotes, short and without signs that steer."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in text)
    return f'"{plain}"' if len(plain) <= 80 else f'"{plain[:77]}..."'


def _told(row: dict[str, Any]) -> Told:
    return Told(
        row["type"],
        row["sentence"],
        row["evidence"],
        tuple((f["name"], f["sentence"], f["words"]) for f in row["fields"]),
        tuple((n["name"], n["value"]) for n in row["norm"]),
        row["why"],
    )
