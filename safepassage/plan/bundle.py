"""Bundle: a plan as a folder that a stranger can check (docs/develop/bundle.md)."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from ..aside import move_into_place
from ..canonical import canonical_json
from ..errors import UsageError
from ..scenario.inputs_json import inputs_to_files
from .plan import ArrivalCertificate, Cannot, Instruction, Mended, Plan
from .shown import shown_map
from .text import plan_text

FORMAT = "safepassage-bundle"
VERSION = 5
MANIFEST = "manifest.json"


def plan_files(plan: Plan) -> dict[str, bytes]:
    """Every file of the bundle but the manifest, by its path in the bundle."""
    files = dict(inputs_to_files(plan.inputs))
    files["plan/instructions.json"] = canonical_json([_instruction(i) for i in plan.instructions])
    rows = ["instruction_id,stage,period,people"]
    for instruction in sorted(plan.instructions, key=lambda i: i.id):
        for stage, leaving in enumerate(instruction.leaving):
            rows += [f"{instruction.id},{stage},{period},{people}" for period, people in leaving]
    files["plan/movements.csv"] = ("\n".join(rows) + "\n").encode("utf-8")
    rows = ["aid_stream,direction,period,trucks"]
    rows += [f"{a.aid_stream},{a.direction},{a.period},{a.trucks}" for a in plan.aid]
    files["plan/aid.csv"] = ("\n".join(rows) + "\n").encode("utf-8")
    for mended in plan.mended:
        files |= _mended_files(mended)
    files["claims.json"] = canonical_json(_claims(plan))
    files["certificate/bounds.json"] = canonical_json(_certificate(plan))
    files["plan/shown.json"] = canonical_json(shown_map(plan))
    files["plan.txt"] = plan_text(plan).encode("utf-8")
    return files


def _mended_files(mended: Mended) -> dict[str, bytes]:
    """The changed model and the plan on it, and less of the change with its certificates."""
    made = plan_files(mended.plan)
    files = {
        "model.json": made["inputs/model.json"],
        "instructions.json": made["plan/instructions.json"],
        "movements.csv": made["plan/movements.csv"],
        "aid.csv": made["plan/aid.csv"],
    }
    less = mended.less
    files["less.json"] = canonical_json(
        None
        if less is None
        else {
            "model": json.loads(inputs_to_files(less.inputs)["inputs/model.json"]),
            "arrivals": _arrivals(less.certificates),
            "priced": [],
        }
    )
    return {f"{mended.folder}/{name}": data for name, data in files.items()}


def seal(files: dict[str, bytes], scenario: str, parent: str | None = None) -> bytes:
    """The manifest: every file with its size and SHA-256, and the tools that made it."""
    tools = {"python": ".".join(map(str, sys.version_info[:3]))}
    for name in ("safepassage", "numba", "numpy"):
        tools[name] = metadata.version(name)
    return canonical_json(
        {
            "format": FORMAT,
            "version": VERSION,
            "scenario": scenario,
            "created": datetime.now(UTC).replace(microsecond=0).isoformat(),
            "parent": parent,
            "tools": tools,
            "files": {
                name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
                for name, data in sorted(files.items())
            },
        }
    )


def refuse_foreign_folder(folder: Path, *, force: bool) -> None:
    """Raise if `folder` is a file, or holds anything and `force` is not given.

    Raises
    ------
    UsageError
        The folder cannot be taken; the message says what it holds.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise UsageError(f"{folder} is a file. --out needs a folder that is new or empty.")
    held = sorted(path.name for path in folder.iterdir())
    if not held or force:
        return
    if MANIFEST in held:
        raise UsageError(
            f"{folder} holds a bundle already. Nothing was written. "
            "Name a new folder with --out, or replace it with --force."
        )
    shown = ", ".join(held[:3]) + (", ..." if len(held) > 3 else "")
    raise UsageError(
        f"{folder} holds something that is not a bundle ({shown}). Nothing was written. "
        "Name a new folder with --out; --force would move it aside, under another name."
    )


def write_bundle(plan: Plan, folder: str | Path, *, force: bool = False) -> Path:
    """Write the bundle whole or not at all: made beside its place, then moved there in one step.

    The files hold whole seconds since the start, metres and people; decimals as text, so that a
    stranger's checker reads exactly what was planned.

    Parameters
    ----------
    folder
        Where to write; the folder is given back.
    force
        Whether a bundle that is there may be replaced.

    Raises
    ------
    UsageError
        The folder holds something else (see `refuse_foreign_folder`) or cannot be written.

    Source
    ------
    Own format, docs/develop/bundle.md.
    """
    folder = Path(folder)
    refuse_foreign_folder(folder, force=force)
    files = plan_files(plan)
    files[MANIFEST] = seal(files, plan.inputs.scenario)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.partial-", dir=folder.parent))
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror or error}.") from error
    try:
        for name, data in files.items():
            path = draft / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
        draft.chmod(0o755)
        _move(draft, folder)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written: {error.strerror or error}.") from error
    finally:
        if draft.exists():
            shutil.rmtree(draft, ignore_errors=True)
    return folder


def _move(draft: Path, folder: Path) -> None:
    """Put the draft in place. A bundle that stands there is replaced, anything else kept aside."""
    if not folder.exists() or not any(folder.iterdir()):
        os.rename(draft, folder)  # POSIX: replaces an empty folder in one step
        return
    if (folder / MANIFEST).exists():
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.partial-", dir=folder.parent))
        os.rename(folder, aside / "old")
        os.rename(draft, folder)
        shutil.rmtree(aside, ignore_errors=True)
        return
    move_into_place(draft, folder)


def _instruction(row: Instruction) -> dict[str, Any]:
    fallback = None
    if row.fallback is not None:
        fallback = {
            "route": list(row.fallback.route),
            "route_names": list(row.fallback.route_names),
            "destination": row.fallback.destination,
            "why": row.fallback.why,
        }
    return {
        "id": row.id,
        "group": row.group,
        "zone": row.zone,
        "start": row.start,
        "start_name": row.start_name,
        "people": row.people,
        "from_s": row.from_s,
        "to_s": row.to_s,
        "route": list(row.route),
        "stages": list(row.stages),
        "route_names": list(row.route_names),
        "crossing": row.crossing,
        "leg": row.leg,
        "destination": row.destination,
        "length_m": row.length_m,
        "travel_s": row.travel_s,
        "fallback": fallback,
    }


def _claims(plan: Plan) -> dict[str, Any]:
    figures = plan.figures
    claims = {name: getattr(figures, name) for name in figures.__dataclass_fields__}
    claims["people_gap"] = figures.people_gap
    return {
        "claims": claims,
        "short_of": [
            {
                "group": row.group,
                "zone": row.zone,
                "start": row.start,
                "rule": row.rule,
                "because": row.because,
                "people": row.people,
                "proved": row.proved,
            }
            for row in plan.short_of
        ],
        "last_safe_start": [
            {"address": row.address, "instant_s": row.instant_s} for row in plan.last_safe_start
        ],
        "aid": [
            {name: getattr(row, name) for name in row.__dataclass_fields__} for row in plan.aid_days
        ],
        "cannot": None if plan.cannot is None else _cannot(plan.cannot),
        "mends": [_mended_claim(row) for row in plan.mended],
    }


def _cannot(row: Cannot) -> dict[str, Any]:
    return {
        "by": row.by,
        "until_period": row.until_period,
        "people": row.people,
        "held": row.held,
        "places": [[place.address, place.first, place.last, place.people] for place in row.places],
    }


def _mended_claim(row: Mended) -> dict[str, Any]:
    return {
        "folder": row.folder,
        "kind": row.mend.kind,
        "change": row.mend.change,
        "amount": row.mend.amount,
        "unit": row.mend.unit,
        "people_arrived": row.plan.figures.people_arrived,
        "less_amount": None if row.less is None else row.less.amount,
        "less_people_bound": None if row.less is None else row.less.people_bound,
    }


def _arrivals(rows: Iterable[ArrivalCertificate]) -> list[dict[str, Any]]:
    return [
        {
            "claim": row.claim,
            "until_period": row.until_period,
            "capacity_use": row.capacity_use,
            "runs": [list(run) for run in row.runs],
            "rooms": list(row.rooms),
        }
        for row in rows
    ]


def _certificate(plan: Plan) -> dict[str, Any]:
    total = plan.total_certificate
    return {
        "arrivals": _arrivals(row for row in plan.certificates if not row.by_second),
        "arrivals_by_second": _arrivals(row for row in plan.certificates if row.by_second),
        "priced": [
            {
                "claim": row.claim,
                "until_period": row.until_period,
                "capacity_use": row.capacity_use,
                "worth": row.worth,
                "runs": [list(run) for run in row.runs],
                "rooms": [list(room) for room in row.rooms],
            }
            for row in plan.priced
        ],
        "total_arrival": None
        if total is None
        else {
            "deadline_period": total.deadline_period,
            "runs": [list(run) for run in total.runs],
            "rooms": [list(room) for room in total.rooms],
        },
    }
