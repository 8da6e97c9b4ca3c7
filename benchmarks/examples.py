"""The shipped examples: seconds and answers, and the what-ifs of rafah-2024."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from typing import Any

KEREM = "crossing/kerem-shalom/gate/israel"
OPEN = '[{daily_from: "08:00", daily_to: "18:00", source: assumptions}]'
ALWAYS = 'corridor/north/hours=[{daily_from: "00:00", daily_to: "24:00", source: assumptions}]'
KEPT = (
    "status",
    "people",
    "people_arrived",
    "people_arrived_bound",
    "people_gap",
    "t50_min",
    "t50_lower_bound_min",
    "t100_min",
    "lower_bound_min",
    "trucks",
    "seconds",
)


def run() -> dict[str, Any]:
    """One row per question."""
    rows: dict[str, Any] = {}
    for name in ("harbour", "causeway", "rafah-2023", "rafah-2024"):
        begun = time.perf_counter()
        _command("exits", name, "--json")
        rows[f"exits {name}"] = {"seconds_in_all": round(time.perf_counter() - begun, 2)}
        rows[f"plan {name}"] = _plan(name)
    rows |= {f"rafah-2024, {label}": _plan("rafah-2024", *args) for label, args in what_ifs()}
    rows |= {f"rafah-2023, {label}": _plan("rafah-2023", *args) for label, args in days_to_clear()}
    return rows


def days_to_clear() -> list[tuple[str, tuple[str, ...]]]:
    """The rows of the table in the README of rafah-2023: 410 and 695 a day, known when."""
    later = "2023-12-07T00:00:00+02:00"
    longer = [f"end={later}"]
    for place in (
        "crossing/rafah/gate/gaza/consent/gaza-authority",
        "crossing/rafah/gate/egypt/consent/egypt",
        "crossing/rafah/gate/egypt/consent/israel",
        "corridor/to-rafah/consent/gaza-authority",
        "corridor/wadi-gaza/consent/israel-army",
        "crossing/rafah-goods/gate/gaza/consent/gaza-authority",
        "crossing/rafah-goods/gate/egypt/consent/egypt",
        "crossing/rafah-goods/gate/egypt/consent/israel",
    ):
        longer.append(f"{place}/to={later}")
    faster = "crossing/rafah/gate/egypt/rate_persons_per_hour=86.875"
    first_known = ("--start", "2023-11-01T06:00:00+02:00", "--as-of", "2023-11-01T18:00:00+02:00")
    hindsight = ("--start", "2023-11-01T06:00:00+02:00", "--as-of", "2023-11-09T18:00:00+02:00")
    shared = "aid_stream/relief/crossing=rafah"
    rows = []
    for rate, sets in (("410 a day", longer), ("695 a day", [*longer, faster])):
        for word, known in (("as of 1 November", first_known), ("as of 9 November", hindsight)):
            rows.append((f"{rate}, {word}", (*known, "--step", "3600", *_sets(sets))))
    rows.append(
        (
            "695 a day, as of 9 November, aid through the gates of people",
            (*hindsight, "--step", "3600", *_sets([*longer, faster, shared])),
        )
    )
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
        ("consent for the roads north unknown", tuple(_sets(_no_consent()))),
        (
            "gates open",
            tuple(
                _sets(
                    [
                        f"{KEREM}/open={OPEN}",
                        f"{KEREM}/consent/israel-aid/state=given",
                        f"{KEREM}/consent/israel-aid/from=2024-05-06T00:00:00+03:00",
                        f"{KEREM}/consent/israel-aid/to=2024-05-21T00:00:00+03:00",
                    ]
                )
            ),
        ),
        ("as of 7 May", ("--as-of", "2024-05-07T12:00:00+03:00")),
        ("as of 8 May", ("--as-of", "2024-05-08T12:00:00+03:00")),
        ("headcount low", ("--headcount", "low")),
        ("headcount high", ("--headcount", "high")),
    ]


def _no_consent() -> list[str]:
    from safepassage import read_scenario

    legs = [
        f"leg/{leg.id}/consent/israel-army/state=unknown"
        for leg in read_scenario("rafah-2024").legs
    ]
    return ["corridor/north/consent/israel-army/state=unknown", *legs]


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
        row["last_arrival"] = answer["last_arrival"]
        row["arrived_by_day"] = {a["day"]: a["people"] for a in answer["arrived_by_day"]}
        row["aid_days"] = len({a["day"] for a in answer["aid"]})
        row["aid_days_short"] = len({a["day"] for a in answer["aid"] if not a["met"]})
        row["trucks_missing"] = sum(max(0, a["minimum"] - a["trucks"]) for a in answer["aid"])
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
