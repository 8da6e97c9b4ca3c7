"""The tables in docs/develop/benchmarks.md, from benchmarks/results.

`python -m benchmarks.table` writes them; a test holds the page against the results.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.goals import ELSEWHERE, GOALS, NOT_MEASURED, Row, results

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "develop" / "benchmarks.md"
METHODS = {
    "bound": "this kernel",
    "ccrp": "CCRP",
    "minimum_cost_flow": "OR-Tools min-cost flow",
    "highs_flow": "HiGHS, full LP",
    "networkx_flow": "networkx",
}


def goals() -> str:
    """Must, goal, measured, and why not."""
    lines = ["| what | must | goal | measured | met | why not |", "|---|---|---|---|---|---|"]
    for what, must, goal, read in GOALS:
        row = read()
        reached = met(row, goal)
        why = row.why_not if row.goal_met is False or row.must_met is False else ""
        lines.append(f"| {what} | {must} | {goal} | {row.measured} | {reached} | {why} |")
    lines += [f"| {what} | | | another issue: {where} | | |" for what, where in ELSEWHERE]
    return "\n".join(lines)


def others() -> str:
    """One row for each network and method."""
    lines = ["| network | method | seconds | clearance | mean arrival |", "|---|---|---|---|---|"]
    rows = results("others")
    if not rows:
        return NOT_MEASURED
    for name, row in rows.items():
        size = f"{name}: {row['vehicles']:,} vehicles, {row['links']:,} links, "
        size += f"{row['periods']} periods of {row['step_s']} s"
        for method, cell in row["methods"].items():
            lines.append(f"| {size} | {METHODS[method]} | {_cell(cell, method)} |")
            size = ""
    return "\n".join(lines)


def growth() -> str:
    """Slopes, with the least and the greatest point."""
    rows = results("growth")
    if not rows:
        return NOT_MEASURED
    lines = [
        "| what | grows with | from | to | seconds | power of seconds | power of memory |",
        "|---|---|---|---|---|---|---|",
    ]
    for what, series in rows.items():
        for name, row in series.items():
            done = sorted((p for p in row["points"] if "seconds" in p), key=lambda p: p[name])
            if len(done) < len(row["points"]) or "slope_seconds" not in row:
                lines.append(f"| {what} | {name} | | | not all points finished | | |")
                continue
            first, last = done[0], done[-1]
            lines.append(
                f"| {what} | {name} | {first[name]:,} | {last[name]:,} "
                f"| {first['seconds']:.2f} to {last['seconds']:.2f} "
                f"| {row['slope_seconds']:.2f} | {row['slope_memory']:.2f} |"
            )
    return "\n".join(lines)


TABLES: dict[str, Callable[[], str]] = {"goals": goals, "others": others, "growth": growth}


def between(text: str, name: str) -> str:
    """What stands between the marks of a table."""
    return text.split(f"<!-- {name}: begin -->")[1].split(f"<!-- {name}: end -->")[0].strip()


def main() -> None:
    """Write the tables into the page."""
    text = PAGE.read_text(encoding="utf-8")
    for name, table in TABLES.items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        before, rest = text.split(begin)
        text = f"{before}{begin}\n{table()}\n{end}{rest.split(end)[1]}"
    PAGE.write_text(text, encoding="utf-8")


def met(row: Row, goal: str) -> str:
    if row.must_met is None:
        return ""
    if not row.must_met:
        return "**must missed**"
    return "must" if goal and not row.goal_met else "must and goal" if goal else "must"


def _cell(cell: dict[str, Any], method: str) -> str:
    if "not_finished_after_s" in cell:
        return f"not finished after {cell['not_finished_after_s']} s | |"
    seconds = f"{cell['solve_s']:,.3g}"
    if method == "bound":
        return f"{seconds} | {cell['clearance_h']:.3f} h | {cell['mean_h']:.4f} h"
    words = f"{seconds} ({cell['times_as_long']:,.0f} times)"
    if cell["equal"]:
        return f"{words} | equal | equal"
    if not cell["same_people"]:
        return f"{words} | {cell['arrived']:,} people only | "
    clearance = cell["clearance_ratio"]
    late = "equal" if clearance == 1 else f"{clearance - 1:+.2%}"
    return f"{words} | {late} | {cell['mean_ratio'] - 1:+.3%}"


if __name__ == "__main__":
    main()
