"""Read a scenario: a folder, its scenario.yaml or a shipped example; all problems at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from safepassage.errors import ScenarioError
from safepassage.problems import Problem
from safepassage.scenario.address import apply_sets
from safepassage.scenario.checks import check_scenario
from safepassage.scenario.folder import find_folder, read_folder
from safepassage.scenario.raw import TABLE_FILES, YAML_FILE, Raw
from safepassage.scenario.references import check_references
from safepassage.scenario.scenario import Scenario
from safepassage.scenario.validate import read_nouns


def read_scenario(path_or_name: str | Path, *, set_: Sequence[str] = ()) -> Scenario:
    """Read and check a scenario; `set_` holds changes such as `end=2031-05-05T15:00:00+00:00`.

    Raises ScenarioError once, with every problem.
    """
    raw = read_folder(find_folder(path_or_name))
    if set_ and not raw.unread:
        apply_sets(raw, set_)
    scenario, whole = read_nouns(raw)
    check_references(raw)
    if not raw.unread:
        check_scenario(raw, scenario, whole)
    if len(raw.problems) or not whole:
        raise ScenarioError(_in_order(raw))
    return scenario


def _in_order(raw: Raw) -> tuple[Problem, ...]:
    return raw.problems.in_order([YAML_FILE, *TABLE_FILES.values()])
