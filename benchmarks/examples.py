"""The shipped examples: seconds and answers, and the what-ifs of rafah-2024."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from typing import Any

ALWAYS = 'corridor/north/hours=[{daily_from: "00:00", daily_to: "24:00", source: assumptions}]'
KEPT = ("status", "people", "people_arrived", "people_arrived_bound", "people_gap", "seconds")


def run() -> dict[str, Any]:
    """One row per question."""
    rows: dict[str, Any] = {}
    for name in ("harbour", "causeway", "rafah-2023", "rafah-2024"):
        begun = time.perf_counter()
        _command("exits", name, "--json")
        rows[f"exits {name}"] = {"seconds_in_all": round(time.perf_counter() - begun, 2)}
        rows[f"plan {name}"] = _plan(name)
    rows |= {f"rafah-2024, {label}": _plan("rafah-2024", *args) for label, args in what_ifs()}
    return rows


def what_ifs() -> list[tuple[str, tuple[str, ...]]]:
    """The rows of the table in the README of rafah-2024."""
    doubled = tuple(_sets(_haves(2)))
    return [
        ("room doubled", doubled),
        ("movement at all hours", ("--set", ALWAYS)),
        ("room doubled, movement at all hours", (*doubled, "--set", ALWAYS)),
        (
            "one standard step lower",
            tuple(
                _sets(
                    f"destination/{place}/need/{need}/per_person={value}"
                    for place in ("al-mawasi", "khan-yunis", "al-qarara")
                    for need, value in (("water", 7.5), ("toilets", 0.02))
                )
            ),
        ),
        (
            "only what a source gives",
            tuple(
                _sets(
                    f"destination/{place}/need/water/have=unknown"
                    for place in ("al-mawasi", "khan-yunis", "al-qarara")
                )
            ),
        ),
        (
            "consent for the roads north unknown",
            ("--set", "corridor/north/consent/israel-army/state=unknown"),
        ),
        ("headcount low", ("--headcount", "low")),
        ("headcount high", ("--headcount", "high")),
    ]


def _haves(times: int) -> list[str]:
    from safepassage import read_scenario

    found = []
    for row in read_scenario("rafah-2024").destinations:
        for need in row.needs:
            if str(need.have) != "unknown":
                value = need.have * times  # type: ignore[operator]
                found.append(f"destination/{row.id}/need/{need.need}/have={value}")
    return found


def _sets(changes: Any) -> list[str]:
    return [word for change in changes for word in ("--set", change)]


def _plan(name: str, *args: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        answer = json.loads(_command("plan", name, *args, "--out", f"{folder}/b", "--json"))
        row = {key: answer[key] for key in KEPT}
        row["rules"] = sorted({short["rule"] for short in answer["short_of"]})
        row["bottleneck"] = answer["bottleneck"]
        row["check"] = answer["check"]
        row["seconds_in_all"] = round(time.perf_counter() - begun, 2)
    print(name, args[:2], row["people_arrived"], row["people_arrived_bound"], flush=True)
    return row


def _command(*args: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "safepassage", *args], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout
