"""Write applied: the changed scenario as a folder, and what was changed on whose word."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

from ..aside import move_into_place
from ..errors import SafePassageError, ScenarioError, UsageError
from ..scenario.folder import find_folder
from ..scenario.raw import YAML_FILE
from ..scenario.read_scenario import read_scenario
from .change import Outcome

APPLIED = "applied.json"
FORMAT = "safepassage-applied"


def write_applied(
    path_or_name: str | Path, out: Path, outcome: Outcome, files: dict[str, str], *, force: bool
) -> Path:
    """Write the scenario with its changes as a folder of its own, read back before it is there.

    Raises
    ------
    UsageError
        Something stands at `out`; with `force` a scenario there is kept as <name>.before-<number>.
    """
    _refuse_taken(out, force)
    out.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        for file in sorted(find_folder(path_or_name).iterdir()):
            if file.is_file() and file.name not in files and file.name != APPLIED:
                shutil.copyfile(file, made / file.name)
        for name, text in files.items():
            (made / name).write_text(text, encoding="utf-8", newline="")
        (made / APPLIED).write_text(_json(applied_document(outcome)), encoding="utf-8")
        _read_back(made)
        made.chmod(0o755)
        move_into_place(made, out)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return out


def _read_back(made: Path) -> None:
    try:
        read_scenario(made)
    except ScenarioError as error:
        raise SafePassageError(
            f"What the claims say together makes no scenario. Nothing was written.\n{error}"
        ) from error


def _refuse_taken(out: Path, force: bool) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise UsageError(f"--out {out}: a file stands there; give the name of a folder")
    if not any(out.iterdir()):
        return
    if not (out / YAML_FILE).is_file():
        raise UsageError(f"--out {out}: it holds something that is no scenario; give another name")
    if not force:
        raise UsageError(
            f"--out {out}: a scenario stands there; --force replaces it and keeps the old one "
            f"beside it, as {out.name}.before-1"
        )


def applied_document(outcome: Outcome) -> dict[str, Any]:
    """What was changed on whose word, and what was not, as plain JSON. For planners only."""
    return {
        "format": FORMAT,
        "version": 1,
        "for": "planners",
        "as_of": outcome.as_of.isoformat(),
        "changes": [change.to_json() for change in outcome.changes],
        "not_applied": [row.to_json() for row in outcome.not_applied],
        "carried": list(outcome.carried),
    }


def _json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
