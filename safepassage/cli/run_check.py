"""Run the checker as a stranger would: in an isolated Python, on the folder alone."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from ..check.report import if_open_lines

CHECKER = Path(__file__).resolve().parent.parent / "check"


def run_check(bundle: Path) -> tuple[int, dict[str, Any] | None, str]:
    """Exit code (0, 1, 2), the checker's report (None = cannot be read), and its message."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-X", "utf8", str(CHECKER), str(bundle), "--json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in (0, 1):
        return 2, None, done.stderr.strip()
    return done.returncode, json.loads(done.stdout), done.stderr.strip()


def same_inputs(bundle: Path, scenario: str) -> dict[str, Any]:
    """Whether the bundle's inputs are what this scenario gives, as of the bundle's own instants."""
    from ..scenario.inputs_json import inputs_to_files
    from ..scenario.make_inputs import make_inputs
    from ..scenario.read_scenario import read_scenario

    model = json.loads((bundle / "inputs" / "model.json").read_text(encoding="utf-8"))
    inputs = make_inputs(
        read_scenario(scenario),
        as_of=datetime.fromisoformat(model["as_of"]),
        headcount=model["headcount"],
        start=datetime.fromisoformat(model["start"]),
        step_s=model["step_s"],
        if_open=bool(model.get("if_open")),
    )
    files = inputs_to_files(inputs)
    differ = [name for name, data in files.items() if (bundle / name).read_bytes() != data]
    return {"name": scenario, "same": not differ, "differ": differ}


def report_lines(document: dict[str, Any]) -> list[str]:
    """The report in words."""
    sure = ", if the gates open" if document["if_open"] else ""
    lines = [f"verdict: {document['verdict']}{sure}", *if_open_lines(document["if_open"])]
    lines += ["", "Claims"]
    for claim in document["claims"]:
        note = f"  ({claim['note']})" if claim.get("note") else ""
        value = _text(claim["value"])
        lines.append(f"  {claim['status']:<9} {claim['claim']} = {value}{note}{sure}")
    lines += ["", "Rules"]
    words = {True: "kept", False: "BROKEN", None: "not applicable"}
    for rule in document["rules"]:
        margin = ""
        if rule["margin"] is not None:
            margin = f"margin {rule['margin']} {rule['unit']}"
        where = f" at {rule['where']}" if rule["where"] else ""
        lines.append(f"  {words[rule['kept']]:<15}{rule['rule']:<20}{margin}{where}".rstrip())
    if "scenario" in document:
        row = document["scenario"]
        said = "are" if row["same"] else f"are NOT (differ: {', '.join(row['differ'])})"
        lines += ["", f"The bundle's inputs {said} those of {row['name']}."]
    asserted = document.get("asserted", [])
    lines += ["", f"{len(asserted)} inputs rest on a source's word (--json lists them)."]
    return lines


def _text(value: Any) -> str:
    return "never" if value is None else str(value)
