"""The differences of two bundles counted from their files alone, with json and csv."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any


def load(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def claim(folder: Path, name: str) -> Any:
    return load(folder, "claims.json")["claims"][name]


def instant(folder: Path, second: int) -> datetime:
    model = load(folder, "inputs/model.json")
    return datetime.fromisoformat(model["start"]) + timedelta(seconds=second)


def left(folder: Path, last: bool = True) -> Counter[str]:
    """People by instruction who leave the beginning of its last (or first) stage."""
    stages = {row["id"]: len(row["stages"]) for row in load(folder, "plan/instructions.json")}
    count: Counter[str] = Counter()
    with (folder / "plan/movements.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            if int(row["stage"]) == (stages[row["instruction_id"]] - 1 if last else 0):
                count[row["instruction_id"]] += int(row["people"])
    return count


def arrived(folder: Path) -> Counter[str]:
    """People by zone who arrive; in these bundles everybody who sets out does."""
    gone, count = left(folder), Counter[str]()
    for row in load(folder, "plan/instructions.json"):
        count[row["zone"]] += gone[row["id"]]
    assert sum(count.values()) == claim(folder, "people_arrived")
    return count


def through(folder: Path, address: str) -> int:
    """People whose way leads through an element."""
    gone = left(folder)
    rows = load(folder, "plan/instructions.json")
    return sum(gone[row["id"]] for row in rows if address in row["route"])


def by_route(folder: Path, zone: str) -> Counter[tuple[str, ...]]:
    gone, count = left(folder), Counter[tuple[str, ...]]()
    for row in load(folder, "plan/instructions.json"):
        if row["zone"] == zone:
            count[tuple(row["route"])] += gone[row["id"]]
    return count


def mean_s(folder: Path, zone: str) -> float:
    """Mean second of arrival of a zone whose instructions have a single stage or several."""
    step = load(folder, "inputs/model.json")["step_s"]
    rows = {r["id"]: r for r in load(folder, "plan/instructions.json") if r["zone"] == zone}
    seconds = {
        f"link/{r['link_id']}": int(r["foot_s"])
        for r in csv.DictReader((folder / "inputs/link.csv").open(newline=""))
        if r["foot_s"]
    }
    for crossing in load(folder, "inputs/model.json")["crossings"]:
        seconds[f"crossing/{crossing['id']}"] = crossing["transit_s"]
    arrives = {
        f"leg/{leg['id']}": leg["arrives_s"] for leg in load(folder, "inputs/model.json")["legs"]
    }
    total = people = 0
    with (folder / "plan/movements.csv").open(newline="") as file:
        for move in csv.DictReader(file):
            row = rows.get(move["instruction_id"])
            if row is None or int(move["stage"]) != len(row["stages"]) - 1:
                continue
            last = row["route"][row["stages"][-1] :]
            count = int(move["people"])
            if last[0] in arrives:
                period = arrives[last[0]] // step
            else:
                period = int(move["period"]) + -(-sum(seconds[name] for name in last) // step)
            total += (period + 1) * step * count
            people += count
    return total / people
