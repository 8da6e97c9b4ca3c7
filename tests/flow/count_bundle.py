"""The plain count: who has left, arrived and passed each crossing, from the files of a bundle.

Written from docs/concepts/rules.md (rule 2) on its own: it reads the JSON and CSV files and
imports nothing from the package.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo


class Count:
    """Events of a bundle as (instant, people): when a period of leaving, arriving, passing ends.

    What happens in a period has happened at its end.
    """

    def __init__(self, bundle: Path) -> None:
        self.model: dict[str, Any] = json.loads((bundle / "inputs/model.json").read_text())
        self.step = int(self.model["step_s"])
        self.zone = ZoneInfo(self.model["timezone"])
        with (bundle / "inputs/link.csv").open() as file:
            self.links = {row["link_id"]: row for row in csv.DictReader(file)}
        self.crossings = {row["id"]: row for row in self.model["crossings"]}
        self.legs = {row["id"]: row for row in self.model["legs"]}
        self.mode = {row["id"]: row["mode"] for row in self.model["groups"]}
        self.left: list[tuple[int, int]] = []
        self.arrived: list[tuple[int, int]] = []
        self.passed: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.roads: dict[str, list[tuple[int, int]]] = defaultdict(list)
        rows = json.loads((bundle / "plan/instructions.json").read_text())
        self.plans = {row["id"]: row for row in rows}
        with (bundle / "plan/movements.csv").open() as file:
            for row in csv.DictReader(file):
                self._move(
                    self.plans[row["instruction_id"]],
                    int(row["stage"]),
                    int(row["period"]),
                    int(row["people"]),
                )

    def _move(self, plan: dict[str, Any], stage: int, period: int, people: int) -> None:
        first = plan["stages"][stage]
        last = stage == len(plan["stages"]) - 1
        after = len(plan["route"]) if last else plan["stages"][stage + 1]
        seconds = self._seconds(plan)[first:after]
        if stage == 0:
            self.left.append((period, people))
        in_all = -(-sum(seconds) // self.step)
        for i, address in enumerate(plan["route"][first:after]):
            entered = period + in_all - -(-sum(seconds[i:]) // self.step)
            kind, _, name = address.partition("/")
            (self.passed if kind == "crossing" else self.roads)[name].append((entered, people))
        if last:
            end = period + in_all
            leg = plan["route"][first] if after > first else ""
            if leg.startswith("leg/"):
                end = self.legs[leg[4:]]["arrives_s"] // self.step
            self.arrived.append((end, people))

    def _seconds(self, plan: dict[str, Any]) -> list[int]:
        """Seconds of every element; without a rate for vehicles at a crossing people get off."""
        mode, found = self.mode[plan["group"]], []
        for address in plan["route"]:
            kind, _, name = address.partition("/")
            if kind == "link":
                found.append(int(self.links[name][f"{mode}_s"]))
            elif kind == "crossing":
                gates = self.crossings[name]["gates"]
                if mode == "car" and any(gate["rate_vehicles_per_hour"] is None for gate in gates):
                    mode = "foot"
                found.append(int(self.crossings[name]["transit_s"]))
            else:
                leg = self.legs[name]
                mode = "foot" if mode == "car" else mode
                found.append(leg["arrives_s"] - leg["departs_s"])
        return found

    def period_at(self, instant: str) -> int:
        """The first period that has not ended at a local instant like 2031-05-05 10:00."""
        at = datetime.strptime(instant, "%Y-%m-%d %H:%M").replace(tzinfo=self.zone)
        start = datetime.fromisoformat(self.model["start"])
        return (at - start) // timedelta(seconds=self.step)

    @staticmethod
    def by(events: list[tuple[int, int]], period: int) -> int:
        """People of the events before a period."""
        return sum(people for at, people in events if at < period)

    def state(self, crossing: str, gate: str, period: int) -> str:
        """The state of a side at the beginning of a period, by its hours and agreements."""
        row = next(g for g in self.crossings[crossing]["gates"] if g["id"] == gate)
        second = period * self.step
        if row["open"] is None:
            return "unknown"
        if not any(span["from_s"] <= second < span["to_s"] for span in row["open"]):
            return "closed"
        takes_people = any(float(row[f"rate_{k}_per_hour"] or 0) for k in ("persons", "vehicles"))
        kinds, way = (("people", "all"), "out") if takes_people else (("aid", "all"), "in")
        asked = list(row["consents"])
        if not takes_people:
            for stream in self.model["aid_streams"]:
                asked += stream["consents"] if stream["crossing"] == crossing else []
        for consent in asked:
            if consent["of"] not in kinds or consent["direction"] not in (way, "both"):
                continue
            counts = consent["state"] == "given" or (
                consent["state"] == "conditional" and consent["condition_met"] is True
            )
            if not (counts and consent["from_s"] <= second < consent["to_s"]):
                return "held" if takes_people else "held-trucks"
        return "open"
