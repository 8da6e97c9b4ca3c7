"""Mends: for each change that is said to bring more people, the plan that brings them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from .aid import Aid
from .bundle import AID_COLUMNS, MOVEMENT_COLUMNS, Bundle, BundleError, read_json, read_table
from .changes import differences, not_of
from .inputs import Inputs
from .proofs import KEYS, Proofs
from .reading import read_shapes
from .replay import replay
from .rules import Tally
from .shapes import Fit, is_whole

ROW = {
    "folder": "text",
    "kind": "text",
    "change": "text",
    "amount": "text",
    "unit": "text",
    "people_arrived": "whole",
    "less_amount": "text?",
    "less_people_bound": "whole?",
}
END = "people_arrived_bound"
Say = Callable[[str, Any, str, bool, str], None]


@dataclass(frozen=True)
class Mended:
    """What a bundle's folder holds on one change."""

    bundle: Bundle
    less: Any  # a model with less of the change and the certificates on it, or None


def check_mends(folder: Path, bundle: Bundle, arrived: int, rows: Any, say: Say) -> None:
    """Two claims for each: so many people arrive with the change; with less of it at most so many.

    A change is one place of the model (docs/develop/bundle.md); everything else is as it was.
    """
    fit = Fit()
    fit.value(rows, [ROW], "mends")
    if fit.problems:
        return say("mends", None, "CHECKED", False, fit.problems[0])
    for row in rows:
        name = f"mend/{row['change']}"
        try:
            mended = _read(folder, row["folder"], bundle)
        except BundleError as error:
            say(name, row["people_arrived"], "CHECKED", False, str(error))
            continue
        wrong = _replayed(mended.bundle, bundle.model, row, arrived)
        note = (
            wrong or f"{row['people_arrived'] - arrived} more, with {_said(row)} and no change else"
        )
        say(name, row["people_arrived"], "CHECKED", not wrong, note)
        if row["less_people_bound"] is not None:
            wrong = _bounded(mended, bundle, row)
            note = wrong or f"with {row['less_amount']} {row['unit']} no plan brings more".strip()
            say(f"{name}/less", row["less_people_bound"], "PROVED", not wrong, note)
    return None


def _said(row: Any) -> str:
    return f"{row['change']}: {row['amount']} {row['unit']}".rstrip()


def _read(folder: Path, where: str, bundle: Bundle) -> Mended:
    """The files of one change; roads are those of the bundle."""
    number = where.removeprefix("mends/")
    if f"mends/{number}" != where or not (number.isascii() and number.isdigit()):
        raise BundleError("mends", repr(where)[:60], "mends/<number>")
    return Mended(
        replace(
            bundle,
            model=read_json(folder, f"{where}/model.json"),
            instructions=read_json(folder, f"{where}/instructions.json"),
            movements=read_table(folder, f"{where}/movements.csv", MOVEMENT_COLUMNS),
            aid=read_table(folder, f"{where}/aid.csv", AID_COLUMNS),
        ),
        read_json(folder, f"{where}/less.json"),
    )


def _replayed(mended: Bundle, before: Any, row: Any, arrived: int) -> str:
    """What is wrong with the plan on the changed model; nothing if it does what is said."""
    shaped, problems = read_shapes(mended)
    if problems:
        return f"the changed inputs are not sound: {problems[0]}"
    if other := not_of(row["change"], before, differences(before, mended.model)):
        return f"more is changed than that: {', '.join(other[:3])}"
    inputs, tally = Inputs(mended.model, shaped.nodes, shaped.links), Tally()
    aid = Aid(inputs)
    outcome = replay(inputs, aid, mended.instructions, shaped.movements, shaped.trucks, tally)
    broken = [rule.rule for rule in tally.rows() if rule.kept is False]
    if broken:
        return f"the plan with the change breaks {', '.join(broken)}"
    people = sum(outcome.by_period)
    if people != row["people_arrived"] or people <= arrived:
        return f"counted: {people} arrive with it, {arrived} without"
    return ""


def _bounded(mended: Mended, bundle: Bundle, row: Any) -> str:
    """What is wrong with the bound on less of the change; nothing if no plan brings as many."""
    less = mended.less
    if not isinstance(less, dict) or set(less) != {"model", "arrivals", "priced"}:
        return "no such form"
    shaped, problems = read_shapes(
        replace(mended.bundle, model=less["model"], instructions=[], movements=[], aid=[])
    )
    if problems:
        return f"the inputs with less of it are not sound: {problems[0]}"
    if other := not_of(row["change"], bundle.model, differences(bundle.model, less["model"])):
        return f"more is changed than that: {', '.join(other[:3])}"
    inputs = Inputs(less["model"], shaped.nodes, shaped.links)
    bounds = {kind: less.get(kind, []) for kind in KEYS}
    proofs = Proofs(inputs, Aid(inputs), {**bounds, "total_arrival": None}, 0, Tally())
    if proofs.spoilt:
        return f"certificate: {'; '.join(proofs.spoilt.values())}"
    said = row["less_people_bound"]
    if not is_whole(said) or said < proofs.most_people():
        return f"proved: at most {proofs.most_people()}"
    if said >= row["people_arrived"]:
        return "as many might arrive with less of it"
    return ""
