"""Read subscribers: the YAML file as values, or all that is wrong with it, with lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from safepassage.errors import ScenarioError, UsageError
from safepassage.problems import Problem, Refusal, did_you_mean, quoted
from safepassage.scenario.model import Model, Shape, shapes
from safepassage.scenario.raw import Path as Steps
from safepassage.scenario.raw import Raw
from safepassage.scenario.yaml_text import read_yaml

from ..situation.disclosure.grade import PLANNERS
from .subscriber import Subscriber, Subscribers

MOST_BYTES = 5_000_000


def read_subscribers(path: str | Path) -> Subscribers:
    """The subscribers of a file.

    Raises UsageError where it cannot be read at all, ScenarioError with every problem otherwise.
    """
    path = Path(path)
    raw = Raw()
    tree = read_yaml(_text(path), raw)
    if not len(raw.problems) and not isinstance(tree, dict):
        raise UsageError(
            f'{path}: holds no keys and values. Begin with "sender: a@b.org"; the guide on '
            "digests shows a whole file."
        )
    found = None
    if not len(raw.problems):
        raw.tree = tree
        try:
            found = Subscribers.model_validate(tree)
        except ValidationError as error:
            for wrong in error.errors(include_url=False):
                raw.refuse(wrong["loc"], Subscribers, _refusal(raw, wrong))
    if found is not None:
        for steps, refusal in _misfits(found):
            raw.refuse(steps, Subscribers, refusal)
    if len(raw.problems) or found is None:
        raise ScenarioError([_here(path, problem) for problem in raw.problems])
    return found


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(f"{path}: is larger than {MOST_BYTES:,} bytes; split it.")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise UsageError(
            f"{path}: byte {error.start + 1} is not UTF-8. Save the file as UTF-8."
        ) from error


def _here(path: Path, problem: Problem) -> Problem:
    """The reader of YAML knows one file only, the scenario's; the name of ours takes its place."""
    return replace(problem, file=str(path))


def _misfits(found: Subscribers) -> Iterator[tuple[Steps, Refusal]]:
    """What fits each key but not the whole."""
    seen: dict[str, int] = {}
    for number, one in enumerate(found.subscribers):
        here: Steps = ("subscribers", number)
        if one.address.lower() in seen:
            yield (
                (*here, "address"),
                Refusal(
                    f"{one.address} stands here twice",
                    "one digest goes to an address",
                    "put its topics and places into one entry",
                ),
            )
        seen[one.address.lower()] = number
        if one.unsubscribe.url is None and one.unsubscribe.mailto is None:
            yield (
                (*here, "unsubscribe"),
                Refusal("no way to leave", "give url, mailto or both"),
            )
        if one.grade == PLANNERS and not _is_inside(one, found):
            yield (
                (*here, "grade"),
                Refusal(
                    f"{one.address} is not inside",
                    "planners only go to addresses of the domains under inside",
                    "give it the grade partners, or add its domain to inside if it is yours",
                ),
            )


def _is_inside(one: Subscriber, found: Subscribers) -> bool:
    return one.address.rpartition("@")[2].lower() in found.inside


def _refusal(raw: Raw, wrong: Any) -> Refusal:
    """One finding of pydantic in words of this project."""
    steps: Steps = wrong["loc"]
    noun, shape = _shape_at(steps)
    match wrong["type"]:
        case "refused":
            words = wrong["ctx"]
            return Refusal(words["read"], words["allowed"], words["mend"])
        case "missing":
            meaning = shape.meaning if shape is not None else "a value"
            read = "is empty" if steps in raw.empty else "is missing"
            return Refusal(read, f"it says: {meaning}", f'write "{steps[-1]}: ..."')
        case "extra_forbidden":
            known = shapes(noun)
            name = str(steps[-1])
            return Refusal(
                f"{quoted(name)} is not a key of {noun.noun}",
                f"Keys: {', '.join(known)}",
                did_you_mean(name, known) or "remove it",
            )
        case "model_type" | "dict_type":
            return Refusal("a single value stands here", "give keys and values")
        case "tuple_type":
            return Refusal("a single value stands here", "give a list", 'begin each with "- "')
        case _:
            return Refusal(f"{quoted(wrong['input'])} is not read", str(wrong["msg"]))


def _shape_at(steps: Steps) -> tuple[type[Model], Shape | None]:
    noun: type[Model] = Subscribers
    shape: Shape | None = None
    for step in steps:
        if isinstance(step, str):
            if shape is not None and shape.model is not None:
                noun = shape.model
            shape = shapes(noun).get(step)
    return noun, shape
