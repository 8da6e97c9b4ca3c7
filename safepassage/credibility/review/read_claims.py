"""Read claims about a plan from YAML: a list of speaker, said, text, alone or under `claims:`."""

from __future__ import annotations

from pathlib import Path

from safepassage.credibility.review.rows import Rows, plain, read_text
from safepassage.errors import UsageError
from safepassage.scenario.raw import Raw
from safepassage.scenario.yaml_text import read_yaml

HOW = "Give a list of {speaker: ..., said: 2031-05-05, text: ...}, alone or under claims:"


def read_claims(path: Path) -> Rows:
    """The claims as rows; the number of a row is its place in the list.

    Raises
    ------
    UsageError
        It is not YAML, or not a list of claims.
    """
    raw = Raw()
    tree = read_yaml(read_text(path), raw)
    problems = raw.problems.in_order([])
    if problems:
        first = str(problems[0]).replace("scenario.yaml", path.name, 1)
        raise UsageError(f"{first}\n    {HOW}.")
    if isinstance(tree, dict):
        tree = tree.get("claims")
    if not isinstance(tree, list) or not tree:
        raise UsageError(f"{path}: no list of claims. {HOW}.")
    rows = []
    for number, claim in enumerate(tree, start=1):
        if not isinstance(claim, dict):
            raise UsageError(f"{path} claim {number}: it is no map. {HOW}.")
        wrong = [key for key, value in claim.items() if not isinstance(value, str)]
        if wrong:
            raise UsageError(f"{path} claim {number}, {wrong[0]}: it is no text. {HOW}.")
        rows.append((path.name, number, {key.lower(): text for key, text in claim.items()}))
    columns = dict.fromkeys(name for _, _, cells in rows for name in cells)
    return plain(Rows(tuple(columns), tuple(rows)))
