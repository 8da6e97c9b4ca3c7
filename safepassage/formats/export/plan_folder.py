"""Plan folder: inputs, instructions and movements of a bundle, for those who draw them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from safepassage.errors import BundleError, UsageError
from safepassage.scenario.inputs import Inputs
from safepassage.scenario.inputs_json import LINKS, MODEL, NODES, WORDS, inputs_from_files

INSTRUCTIONS, MOVEMENTS, AID = "plan/instructions.json", "plan/movements.csv", "plan/aid.csv"
Moved = dict[int, int]  # period: people


@dataclass(frozen=True, slots=True)
class PlanFolder:
    """What a bundle says. It is not checked here: see `safepassage check`."""

    inputs: Inputs
    instructions: tuple[dict[str, Any], ...]  # as docs/develop/bundle.md gives them
    moved: dict[str, tuple[Moved, ...]]  # by instruction, stage by stage
    trucks: dict[str, Moved]  # by aid stream, in and out together


def is_bundle(path: Path) -> bool:
    """Whether a folder holds a bundle."""
    return (path / "manifest.json").is_file()


def read_plan_folder(folder: Path) -> PlanFolder:
    """The inputs and the plan of a bundle.

    Raises
    ------
    BundleError
        A file is missing or does not hold what it should.
    """
    folder = Path(folder)
    if not is_bundle(folder):
        raise UsageError(f"{folder} is not a bundle: it has no manifest.json.")
    try:
        files = {name: (folder / name).read_bytes() for name in (MODEL, NODES, LINKS, WORDS)}
        inputs = inputs_from_files(files)
        instructions = json.loads((folder / INSTRUCTIONS).read_text(encoding="utf-8"))
        moved: dict[str, tuple[Moved, ...]] = {
            row["id"]: tuple({} for _ in row["stages"]) for row in instructions
        }
        for id_, stage, period, people in _rows(folder / MOVEMENTS):
            moved[id_][int(stage)][int(period)] = int(people)
        trucks: dict[str, Moved] = {}
        for stream, _, period, number in _rows(folder / AID):
            row = trucks.setdefault(stream, {})
            row[int(period)] = row.get(int(period), 0) + int(number)
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise BundleError(f"{folder} cannot be read as a bundle: {error!r}") from error
    return PlanFolder(inputs, tuple(instructions), moved, trucks)


def _rows(path: Path) -> list[list[str]]:
    text = path.read_text(encoding="utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))[1:]
