"""Read bundle: the plan again from its folder, as the folder says it; whether it holds is checked
elsewhere (`safepassage.check`)."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

from ..errors import BundleError, UsageError
from ..scenario.inputs_json import FILES, inputs_from_files
from .bundle import MANIFEST, VERSION
from .plan import (
    AidDayFigures,
    AidMovement,
    ArrivalCertificate,
    Cannot,
    Fallback,
    Figures,
    HeldBack,
    Instruction,
    LastStart,
    Plan,
    PricedCertificate,
    TotalCertificate,
)
from .shown import most_of, room_needed_of, shortfall_of, stopped_of

Left = dict[str, list[list[tuple[int, int]]]]  # by instruction, stage by stage


def is_bundle(folder: Path) -> bool:
    """Whether a folder holds a bundle."""
    return (folder / MANIFEST).is_file()


def read_bundle(folder: str | Path) -> Plan:
    """The plan in a bundle: inputs, instructions, figures, and what is shown beside them.

    Every figure is as the bundle says it, in seconds and people; `Plan.mended` and `Plan.seconds`
    are empty. Ask `safepassage.check.check_bundle` which of it holds.

    Source
    ------
    Own format, docs/develop/bundle.md.

    Raises
    ------
    UsageError
        The folder is no bundle, or one of another version.
    BundleError
        A file is missing or does not hold what docs/develop/bundle.md says.
    """
    folder = Path(folder)
    if not folder.is_dir() or not is_bundle(folder):
        raise UsageError(
            f"{folder} is not a bundle: it has no {MANIFEST}. "
            "Give the folder that `safepassage plan --out` wrote."
        )
    try:
        version = json.loads((folder / MANIFEST).read_text(encoding="utf-8")).get("version")
        if version != VERSION:
            raise UsageError(
                f"{folder} is a bundle of version {version}; version {VERSION} is read. Plan again."
            )
        return _plan(folder)
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise BundleError(f"{folder} cannot be read as a bundle: {error!r}") from error


def _plan(folder: Path) -> Plan:
    inputs = inputs_from_files({name: (folder / name).read_bytes() for name in FILES})
    claims, shown = _json(folder, "claims.json"), _json(folder, "plan/shown.json")
    bounds = _json(folder, "certificate/bounds.json")
    static = shown["static_bound_s"]
    total = bounds["total_arrival"]
    return Plan(
        inputs=inputs,
        instructions=_instructions(folder),
        figures=_figures(claims["claims"]),
        arrivals_by_period=tuple((row[0], row[1]) for row in shown["arrivals_by_period"]),
        static_bound_s=None if static is None else float(static),
        most_by_period=most_of(shown["most_by_period"], inputs.periods),
        short_of=shortfall_of(claims["short_of"], shown["short_of_mends"]),
        last_safe_start=tuple(LastStart(**row) for row in claims["last_safe_start"]),
        certificates=(
            *_arrivals(bounds["arrivals"], by_second=False),
            *_arrivals(bounds["arrivals_by_second"], by_second=True),
        ),
        total_certificate=None
        if total is None
        else TotalCertificate(
            total["deadline_period"], _rows(total["runs"]), _rows(total["rooms"])
        ),
        priced=tuple(
            PricedCertificate(**{**row, "runs": _rows(row["runs"]), "rooms": _rows(row["rooms"])})
            for row in bounds["priced"]
        ),
        aid=tuple(
            AidMovement(stream, direction, int(period), int(trucks))
            for stream, direction, period, trucks in _table(folder / "plan/aid.csv")
        ),
        aid_days=tuple(AidDayFigures(**row) for row in claims["aid"]),
        room_needed=room_needed_of(shown["room_needed"]),
        bottleneck=tuple(shown["bottleneck"]),
        flow_bound=(shown["flow_bound"][0], shown["flow_bound"][1]),
        stopped=stopped_of(shown["stopped"]),
        cannot=_cannot(claims.get("cannot")),
    )


def _instructions(folder: Path) -> tuple[Instruction, ...]:
    rows = _json(folder, "plan/instructions.json")
    left: Left = {row["id"]: [[] for _ in row["stages"]] for row in rows}
    for id_, stage, period, people in _table(folder / "plan/movements.csv"):
        left[id_][int(stage)].append((int(period), int(people)))
    found = []
    for row in rows:
        other = row["fallback"]
        found.append(
            Instruction(
                **{
                    **row,
                    "route": tuple(row["route"]),
                    "stages": tuple(row["stages"]),
                    "route_names": tuple(row["route_names"]),
                    "fallback": None
                    if other is None
                    else Fallback(
                        tuple(other["route"]),
                        tuple(other["route_names"]),
                        other["destination"],
                        other["why"],
                    ),
                },
                leaving=tuple(tuple(stage) for stage in left[row["id"]]),
            )
        )
    return tuple(found)


def _figures(claimed: dict[str, Any]) -> Figures:
    return Figures(**{name: claimed[name] for name in claimed if name != "people_gap"})


def _arrivals(rows: Any, *, by_second: bool) -> tuple[ArrivalCertificate, ...]:
    return tuple(
        ArrivalCertificate(
            row["claim"],
            row["until_period"],
            row["capacity_use"],
            _rows(row["runs"]),
            tuple(row["rooms"]),
            by_second,
        )
        for row in rows
    )


def _cannot(row: Any) -> Cannot | None:
    if row is None:
        return None
    return Cannot(**{**row, "places": tuple(HeldBack(*place) for place in row["places"])})


def _rows(rows: Any) -> tuple[Any, ...]:
    return tuple(tuple(row) for row in rows)


def _json(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def _table(path: Path) -> list[list[str]]:
    text = path.read_text(encoding="utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))[1:]
