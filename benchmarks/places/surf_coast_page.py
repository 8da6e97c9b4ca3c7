"""The table of S1 to S7 in docs/places/surf_coast.md, from benchmarks/results."""

from __future__ import annotations

from typing import Any

from benchmarks.places_table import BEGIN, END, ROOT, results

PAGE = ROOT / "docs" / "places" / "surf_coast.md"
RESULTS = "places.surf_coast"
HEAD = ("what", *(f"S{n}" for n in range(1, 8)))
LINES = (
    ("zones told, by hour", lambda r: ", ".join(f"{n} at {at}" for at, n in r["told"].items())),
    ("people told", lambda r: f"{r['people_told']:,}"),
    ("people who stay", lambda r: _count(r, "people_staying")),
    ("links closed", lambda r: f"{r['links_closed']}"),
    ("arrived in this plan", lambda r: _count(r, "people_arrived")),
    ("arrived in any plan, at most", lambda r: _count(r, "people_arrived_bound")),
    ("half of those told have arrived", lambda r: _after(r, "t50_min")),
    ("90 % have arrived", lambda r: _after(r, "t90_min")),
    ("everyone", lambda r: _after(r, "t100_min")),
    ("no plan before", lambda r: _after(r, "lower_bound_min")),
    ("gap", lambda r: _gap(r)),
    ("mean arrival", lambda r: _after(r, "mean_arrival_min")),
    ("check", lambda r: r["check"]),
)


def table() -> str:
    """The variants side by side."""
    rows = results(RESULTS)["variants"]
    lines = ["| " + " | ".join(HEAD) + " |", "|" + "---|" * len(HEAD)]
    for name, cell in LINES:
        lines.append(f"| {name} | " + " | ".join(cell(row) or "nobody" for row in rows) + " |")
    return "\n".join(lines)


def _count(row: dict[str, Any], key: str) -> str:
    return f"{row[key]:,}" if key in row else "-"


def _after(row: dict[str, Any], key: str) -> str:
    if key not in row:
        return "-"
    return "never" if row[key] is None else f"{row[key]:,.0f} min"


def _gap(row: dict[str, Any]) -> str:
    if "gap" not in row:
        return "-"
    if row["gap"] is not None:
        return f"{row['gap']:.1%}"
    return f"{row['people_arrived_bound'] - row['people_arrived']:,} people"


def main() -> None:
    """Write the table into the page."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{table()}\n{END}{rest.split(END)[1]}", encoding="utf-8")


if __name__ == "__main__":
    main()
