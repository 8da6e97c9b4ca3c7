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
    """Read a scenario and check it as a whole; all problems are raised at once.

    Units stand in the names of the fields (docs/concepts/scenario.md): metres, km/h, people an
    hour; instants are aware `datetime`s, lengths of time are minutes (`_min`) or hours. What is not
    known is None, never 0.

    Parameters
    ----------
    path_or_name
        A folder, its scenario.yaml, or the name of a shipped example.
    set_
        Changes to make first, as on the command line: `end=2031-05-05T15:00:00+00:00`.

    Raises
    ------
    ScenarioError
        There is no such folder or example, or there is something to mend in it; `problems` says
        where, what was read, what is allowed, and how to mend it.

    Source
    ------
    GMNS for roads, and the tables of docs/concepts/scenario.md.
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
