"""Rows of design section 8: what was asked for, and what the results say about each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

RESULTS = Path(__file__).parent / "results"
NOT_MEASURED = "not measured"


class Row(NamedTuple):
    """One row of section 8: what was asked for, and what came of it."""

    measured: str
    must_met: bool | None  # None = not measured
    goal_met: bool | None
    why_not: str = ""


NONE = Row(NOT_MEASURED, None, None)


def results(name: str) -> dict[str, Any]:
    """What `python -m benchmarks NAME` last measured; nothing if it was not run."""
    path = RESULTS / f"{name}.json"
    if not path.exists():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["results"]
    return found


def _andorra() -> Row:
    rows = results("bound")
    if "andorra_s1_60_s" not in rows or "andorra_s1_against_minimum_cost_flow" not in rows:
        return NONE
    seconds, other = (
        rows["andorra_s1_60_s"]["seconds"],
        rows["andorra_s1_against_minimum_cost_flow"],
    )
    times = other["times_faster_60_s_against_300_s"]
    text = f"{seconds:.3f} s; {times:,.0f} times (OR-Tools {_other_s(other)} s); {_equal(other)}"
    if "andorra_s1_15_s" in rows:
        text += f"; 15 s steps {rows['andorra_s1_15_s']['seconds']:.2f} s"
    met = seconds <= 0.15 and times >= 300 and other["equal"]
    return Row(
        text,
        met,
        seconds <= 0.05,
        "searches take it, set-up is 0.4 ms; 99,000 link-periods carry people",
    )


def _heidelberg() -> Row:
    rows = results("bound")
    if "heidelberg_60_s" not in rows or "heidelberg_against_minimum_cost_flow" not in rows:
        return NONE
    other, fine = rows["heidelberg_against_minimum_cost_flow"], rows["heidelberg_60_s"]
    times = other.get("times_faster", 0)
    text = f"{_equal(other)}, {times:,.0f} times faster ({_other_s(other)} s); "
    text += f"60 s steps {fine['seconds']:.2f} s"
    finest = rows.get("heidelberg_15_s", {}).get("seconds")
    text += f", 15 s steps {finest:.1f} s" if finest else ", 15 s steps not measured"
    met = other["equal"] and times >= 10 and fine["seconds"] <= 5 and fine["cuts_prove_it"]
    return Row(text, met, fine["seconds"] <= 2 and finest is not None and finest <= 30)


def _grid() -> Row:
    row = results("bound").get("grid_60_s")
    if not row or "seconds" not in row:
        return NONE
    text = f"{row['seconds']:.1f} s, {row['peak_memory_mb']:,} MB"
    met = row["seconds"] <= 15 and row["peak_memory_mb"] <= 1024
    why = "searches take it, set-up is 0.1 s; 5.5 M link-periods carry people"
    return Row(text, met, row["seconds"] <= 5, why)


def _dense() -> Row:
    rows = results("bound")
    found = [rows[f"{name}_against_minimum_cost_flow"] for name in ("anaheim", "dense")
             if f"{name}_against_minimum_cost_flow" in rows]  # fmt: skip
    if not found:
        return NONE
    words = [f"{_equal(row)}, {row['times_faster']:,.0f} times faster" for row in found]
    return Row("; ".join(words), all(row["equal"] for row in found), True)


def _check() -> Row:
    row = results("check").get("Andorra-OSM S1, 120 s")
    if row is None:
        return NONE
    text = (
        f"{row['seconds']:.1f} s for {row['arcs'] / 1e6:.2f} M arcs, {row['movements']:,} movements"
    )
    finer = results("check").get("Andorra-OSM S1, 60 s")
    if finer:
        text += f"; {finer['seconds']:.1f} s for {finer['arcs'] / 1e6:.2f} M"
    met = row["verdict"] == "passed" and row["seconds"] <= 5
    return Row(text, met, row["seconds"] <= 2)


def _closeness(row: dict[str, Any]) -> str:
    """Clearance and mean over their bounds, windows, instructions, seconds."""
    windows = f"windows up to {row['longest_window_min']} min"
    return (
        f"{row['gap']:+.2%} ({row['t100_min']} min), {windows}, mean {row['mean_gap']:+.1%}, "
        f"{row['instructions']:,} instructions, {_placing_s(row):.1f} s "
        f"({row['seconds']:.1f} s with network and bounds)"
    )


def _placing_s(row: dict[str, Any]) -> float:
    """Seconds of routes and packing: what is left when the network and its bound are known."""
    stages = row["seconds_of_stages"]
    return float(sum(stages.get(name, 0.0) for name in ("plan", "routes", "path LP")))


def _kept(row: dict[str, Any]) -> bool:
    """Every road keeps its rate and, where a bundle was written, the check has passed."""
    checked = row["check"] in ("passed", "not written as a bundle")
    return bool(row["every_road_kept"] and checked and row["people_arrived"] == row["people"])


def _instructions(name: str) -> dict[str, Any] | None:
    row = results("instructions").get(name, {})
    return row if "gap" in row else None


def _andorra_instructions() -> Row:
    row = _instructions("andorra")
    if row is None:
        return NONE
    met = row["gap"] <= 0.005 and row["longest_window_min"] <= 180 and row["seconds"] <= 5
    why = "the first minutes at the gates: who starts far away comes later"
    return Row(_closeness(row), met and _kept(row), row["gap"] <= 0.002, why)


def _heidelberg_instructions() -> Row:
    row = _instructions("heidelberg")
    if row is None:
        return NONE
    quick = row["seconds"] <= 60 and row["instructions"] <= 600 and _kept(row)
    goal = row["gap"] <= 0.03 and row["mean_gap"] <= 0.15 and row["seconds"] <= 60
    return Row(_closeness(row), row["gap"] <= 0.06 and quick, goal)


def _grid_instructions() -> Row:
    row, windows = _instructions("grid"), _instructions("grid_windows")
    if row is None:
        return NONE
    text = f"without windows {_closeness(row)}"
    goal = False
    if windows is not None:
        text += f"; with windows {_closeness(windows)}"
        short = windows["longest_window_min"] <= 180 and windows["seconds"] <= 300
        goal = windows["gap"] <= 0.08 and short and _kept(windows)
    met = row["gap"] <= 0.12 and _placing_s(row) <= 60 and row["instructions"] <= 3000
    why = "steady rates over five hours are no windows of three; parts are then placed in turn"
    return Row(text, met and _kept(row), goal, why)


def _values() -> Row:
    rows = results("values")
    if not rows:
        return NONE
    times = ", ".join(f"{kind} {row['seconds']:.1f} s" for kind, row in rows.items())
    equal = all(row["equal_to_plain"] for row in rows.values())
    text = f"{times}; {'equal' if equal else '**not equal**'} to the same worked out anew"
    return Row(text, equal and all(row["seconds"] <= 5 for row in rows.values()), True)


def _classes(name: str) -> Callable[[], Row]:
    """Five classes: the bound by prices against the LP, and the plan through the check."""

    def row() -> Row:
        bound, plan = (results("classes").get(f"{name}_{part}") for part in ("bound", "plan"))
        if bound is None or plan is None:
            return NONE
        gap, seconds = bound["gap_percent"], bound["seconds"]
        size = bound["arc_periods"] / 1e6
        text = f"{gap:.2f} % in {seconds:.0f} s ({size:.1f} M arc-periods); "
        text += (
            f"plan {plan['people_arrived']:,} of at most {plan['people_arrived_bound']:,} people"
        )
        if plan["t100_h"] and plan["t100_bound_h"]:
            text += f", {plan['t100_h']:.2f} h against {plan['t100_bound_h']:.2f} h"
        text += f"; check {plan['check']}"
        met = gap <= 0.5 and seconds <= 60 and plan["check"] == "passed"
        return Row(text, met, gap <= 0.1 and seconds <= 30)

    return row


# what, must, goal, how it is read
GOALS: tuple[tuple[str, str, str, Callable[[], Row]], ...] = (
    ("exact bound, Andorra-OSM, 60 s steps",
     "0.15 s; 300 times faster than OR-Tools min-cost flow at 300 s, equal objective",
     "0.05 s", _andorra),
    ("exact bound, Heidelberg-OSM",
     "equal to OR-Tools at 300 s and 10 times faster; 60 s steps in 5 s; its cut proves it",
     "60 s steps in 2 s, 15 s steps in 30 s", _heidelberg),
    ("exact bound, grid of 100,000 nodes, 1 M people, 60 s steps", "15 s, 1 GB", "5 s", _grid),
    ("exact bound on dense networks (Anaheim; random, 257 places), 60 s steps",
     "equal to OR-Tools", "", _dense),
    ("instructions, Andorra-OSM, 300 zones, one route each",
     "0.5 % over the bound, windows of 3 h, 5 s", "0.2 %",
     _andorra_instructions),
    ("instructions, Heidelberg-OSM, 3 routes a zone, 600 instructions",
     "6 % in 60 s", "3 % in 60 s; mean 15 % over its bound",
     _heidelberg_instructions),
    ("instructions, grid, 1,024 zones, 3,000 instructions", "12 % in 60 s",
     "8 % with windows of 3 h in 5 min", _grid_instructions),
    ("several classes, Andorra-OSM, 5 classes", "bound gap 0.5 % in 60 s", "0.1 % in 30 s",
     _classes("andorra")),
    ("values, Andorra-OSM, 30 of them", "5 s", "",
     _values),
    ("check of a bundle of 1 M arcs, exact", "5 s", "2 s", _check),
)  # fmt: skip
# rows of section 8 that other issues answer
ELSEWHERE = (
    ("ICEP sets", "legs with round trips and berths"),
    ("replan after a gate closes", "replanning"),
    ("1,000 closure scenarios", "stress tests"),
    ("simulated against planned clearance; 1 M vehicles on the grid", "simulation"),
    ("OSM extract to first checked plan", "[first drafts](performance.md), measured"),
    ("first `plan` of an example, `--help`", "[start-up](performance.md), measured"),
)


def _equal(row: dict[str, Any]) -> str:
    return "equal" if row["equal"] else "**not equal**"


def _other_s(row: dict[str, Any]) -> str:
    return f"{row['minimum_cost_flow']['solve_s']:.1f}"
