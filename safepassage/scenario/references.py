"""References: ids that must join, and ids that must be there once."""

from __future__ import annotations

from typing import Any

from safepassage.problems import Refusal, did_you_mean, known_names, quoted
from safepassage.scenario.link import BACK
from safepassage.scenario.model import Model, shapes
from safepassage.scenario.raw import TABLE_FILES, YAML_FILE, Path, Raw, key_of, visit
from safepassage.scenario.scenario import Scenario
from safepassage.scenario.values import split_words

MOST_HELPED = 50  # after so many problems no more nearest names are looked for


def check_references(raw: Raw) -> None:
    """Every id that refers to something joins; every id is there once in its collection."""
    known = {name: _ids(raw, name) for name, shape in shapes(Scenario).items() if shape.many}
    for path, model, item in visit(raw.tree, Scenario):
        for name, shape in shapes(model).items():
            if shape.refers_to and name in item:
                _joins(raw, (*path, name), item[name], shape.refers_to, known)
            if shape.many and shape.model is not None and isinstance(item.get(name), list):
                _once(raw, (*path, name), item[name], shape.model)


def _ids(raw: Raw, name: str) -> dict[str, None]:
    """The ids of a collection in their order."""
    model = shapes(Scenario)[name].model
    items = raw.tree.get(name)
    if model is None or not isinstance(items, list) or len(model.key) != 1:
        return {}
    column = model.key[0]
    found: dict[str, None] = {}
    for item in items:
        if isinstance(item, dict) and isinstance(item.get(column), str):
            found[item[column]] = None
            if name == "links" and str(item.get("directed", "1")).lower() in ("0", "no", "false"):
                found[item[column] + BACK] = None
    return found


def _joins(
    raw: Raw,
    path: Path,
    value: Any,
    targets: tuple[str, ...],
    known: dict[str, dict[str, None]],
) -> None:
    if isinstance(value, dict) or any(_is_unread(raw, target) for target in targets):
        return
    for word in split_words(value):
        if word and not any(word in known[target] for target in targets):
            names = [name for target in targets for name in known[target]]
            many = len(raw.problems) > MOST_HELPED
            if word.endswith(BACK) and word.removesuffix(BACK) in names:
                raw.refuse(path, Scenario, _one_way(word.removesuffix(BACK)))
                continue
            raw.refuse(
                path,
                Scenario,
                Refusal(
                    f"{quoted(word)} is not in {' or '.join(_where(t) for t in targets)}",
                    f"{len(names)} are known" if many else known_names(word, names),
                    "" if many else did_you_mean(word, names),
                ),
            )


def _one_way(link: str) -> Refusal:
    """The way back was named of a link that has none."""
    return Refusal(
        f"{quoted(link + BACK)} is the way back of link {link}, which is one way (directed = 1)",
        "only a link with directed = 0 has a way back",
        f"name the link that leads back, or write {link}",
    )


def _is_unread(raw: Raw, target: str) -> bool:
    return (target if target in TABLE_FILES else YAML_FILE) in raw.unread


def _where(target: str) -> str:
    return TABLE_FILES.get(target, f"{target} of {YAML_FILE}")


def _once(raw: Raw, path: Path, items: list[Any], model: type[Model]) -> None:
    first: dict[tuple[str, ...], int] = {}
    for number, item in enumerate(items):
        key = key_of(item, model)
        if key is None:
            continue
        if key in first:
            earlier = raw.place((*path, first[key])).line
            raw.refuse(
                (*path, number),
                Scenario,
                Refusal(
                    f"{model.noun} {quoted(' '.join(key))} is there twice, also in line {earlier}",
                    "give each id once",
                    "rename or remove one of the two",
                ),
            )
        else:
            first[key] = number
