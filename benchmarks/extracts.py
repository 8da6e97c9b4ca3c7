"""Extracts: from a map file to a checked plan, and how the cost grows with the file.

Whole processes with their start-up, the map drawn unless it says so; the fastest of three.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.recipes import map_file
from benchmarks.town_extract import write_town

START = ("--start", "2031-05-05T08:00:00+00:00")
PLACES: tuple[tuple[str, str, int, tuple[str, ...]], ...] = (
    ("Andorra", "andorra-2013.osm.pbf", 80_000, ("--zone-size", "500")),
    ("Monaco", "monaco-2013.osm.gz", 36_000, ("--zone-size", "500")),
    ("Harrisburg", "harrisburg-pa.osm.pbf", 80_000, ("--zone-size", "500")),
    ("Heidelberg", "heidelberg-2024.osm.pbf", 160_000, ("--box", "8.60,49.33,8.86,49.52")),
)
REPEATS = 3
SIZES = (45_000, 90_000, 175_000, 350_000)


def run() -> dict[str, Any]:
    """First drafts of four extracts, and made-up towns of four sizes."""
    with tempfile.TemporaryDirectory() as folder:
        places = [_place(Path(folder), *row) for row in PLACES]
        first_plan = _first_plan(Path(folder), PLACES[0][0])
        growth = [_town(Path(folder), nodes) for nodes in SIZES]
    slopes = {"whole process": _slope([(g["osm_nodes"], g["seconds"]) for g in growth])}
    slopes["all stages"] = _slope([(g["osm_nodes"], sum(g["stages"].values())) for g in growth])
    for stage in growth[0]["stages"]:
        slopes[stage] = _slope([(g["osm_nodes"], g["stages"][stage]) for g in growth])
    return {
        "places": places,
        "first_plan_on_a_machine": first_plan,
        "growth": growth,
        "slope_seconds": slopes,
        "slope_memory": _slope([(g["osm_nodes"], g["peak_mb"]) for g in growth]),
        "seconds_for_100000_more_nodes": _steps(growth, "seconds"),
        "mb_for_100000_more_nodes": _steps(growth, "peak_mb"),
    }


def _place(folder: Path, name: str, file: str, people: int, options: tuple[str, ...]) -> Any:
    out = folder / name
    words = ("--osm", str(map_file(file)), "--people", str(people), "--out", str(out), *options)
    read, _ = _command("new", *words, *START, "--force", "--no-map", "--json")
    with_map, new_mb = _command("new", *words, *START, "--force", "--json")
    plan, plan_mb = _command("plan", str(out), "--out", f"{out}-plan", "--force", "--json")
    draft, answer = json.loads(with_map["text"]), json.loads(plan["text"])
    stages = {key: round(value, 2) for key, value in answer["seconds"].items()}
    row = {
        "place": name,
        "people": draft["people"],
        "zones": draft["zones"],
        "nodes": draft["nodes"],
        "links": draft["links"],
        "forbidden_turns": draft["forbidden_turns"],
        "exits": len(draft["exits"]),
        "people_within_300_m": round(draft["people_within_300_m"], 3),
        "share_of_defaults": round(draft["defaults"]["links"] / draft["links"], 4),
        "people_arrived": answer["people_arrived"],
        "people_arrived_bound": answer["people_arrived_bound"],
        "lower_bound_min": answer["lower_bound_min"],
        "t100_min": answer["t100_min"],
        "gap": answer["gap"],
        "check": answer["check"],
        "seconds": {
            "read and joined": round(
                draft["seconds"]["reading the map"] + draft["seconds"]["joining streets"], 2
            ),
            "new without map": read["seconds"],
            "new": with_map["seconds"],
            "plan and check": plan["seconds"],
            "in all": round(with_map["seconds"] + plan["seconds"], 2),
        },
        "stages_of_plan": stages,
        "peak_mb": {"new": new_mb, "plan": plan_mb},
    }
    print(json.dumps(row), flush=True)
    return row


def _first_plan(folder: Path, place: str) -> dict[str, Any]:
    """Seconds of `plan` where no kernel was compiled before: numba's cache is empty."""
    words = ("plan", str(folder / place), "--out", f"{folder / place}-first", "--json")
    seconds, _, peak_mb = _once(*words, cache=folder / "no-kernels-yet")
    row = {"place": place, "seconds": seconds, "peak_mb": peak_mb}
    print(json.dumps(row), flush=True)
    return row


def _town(folder: Path, nodes: int) -> Any:
    path = folder / f"town-{nodes}.osm.pbf"
    write_town(path, nodes)
    words = ("--osm", str(path), "--people", str(nodes // 4), "--out", str(folder / f"t{nodes}"))
    plain, plain_mb = _command("new", *words, *START, "--force", "--no-map", "--json")
    done, peak_mb = _command("new", *words, *START, "--force", "--json")
    draft = json.loads(done["text"])
    row = {
        **_counted(path),
        "file_mb": round(path.stat().st_size / 2**20, 2),
        "nodes": draft["nodes"],
        "links": draft["links"],
        "forbidden_turns": draft["forbidden_turns"],
        "seconds": done["seconds"],
        "peak_mb": peak_mb,
        "seconds_without_map": plain["seconds"],
        "peak_mb_without_map": plain_mb,
        "stages": draft["seconds"],
    }
    print(json.dumps(row), flush=True)
    return row


def _counted(path: Path) -> dict[str, int]:
    """What the file holds, counted in it: what was asked for is no measure."""
    import osmium

    counts = {"osm_nodes": 0, "highway_ways": 0, "restrictions": 0}
    for thing in osmium.FileProcessor(str(path)):
        counts["osm_nodes"] += thing.is_node()
        counts["highway_ways"] += thing.is_way() and "highway" in thing.tags
        counts["restrictions"] += thing.is_relation() and "restriction" in thing.tags
    return counts


def _steps(growth: list[dict[str, Any]], what: str) -> list[float]:
    """The cost of 100,000 nodes more, from each size to the next: alike where growth is linear.

    A start-up that is the same for all sizes drops out of it; in a slope it hides faster growth.
    """
    return [
        round((b[what] - a[what]) / (b["osm_nodes"] - a["osm_nodes"]) * 100_000, 2)
        for a, b in pairwise(growth)
    ]


def _slope(points: list[tuple[float, float]]) -> float:
    """The power of growth: 1 = twice the file, twice the cost (least squares of logarithms)."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    above = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return round(above / sum((x - mean_x) ** 2 for x in xs), 3)


MEASURE = """
import resource, runpy, sys
sys.argv = ["safepassage", *sys.argv[1:]]
try:
    runpy.run_module("safepassage", run_name="__main__")
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


def _command(*words: str) -> tuple[dict[str, Any], float]:
    """Run a command as a process, three times: text and seconds of the fastest, most MB of all."""
    runs = [_once(*words) for _ in range(REPEATS)]
    seconds, text, _ = min(runs)
    return {"text": text, "seconds": seconds}, max(peak_mb for *_, peak_mb in runs)


def _once(*words: str, cache: Path | None = None) -> tuple[float, str, float]:
    """Seconds with start-up, text, peak memory in MB; `cache`: where compiled kernels are kept."""
    env = os.environ | ({} if cache is None else {"NUMBA_CACHE_DIR": str(cache)})
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *words],
        capture_output=True,
        text=True,
        check=False,
        env=env,
    )
    seconds = round(time.perf_counter() - begun, 2)
    if done.returncode:
        raise RuntimeError(done.stderr)
    peak_kb = float(done.stderr.strip().splitlines()[-1])
    return seconds, done.stdout, round(peak_kb / 1024, 1)
