"""The table of real places in docs/places.md, from benchmarks/results.

`python -m benchmarks.places_table` writes it; a test holds the page against the results.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "places.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
HEAD = (
    "| place | people | zones | links | share of defaults | no plan before | this plan | gap "
    "| people arrived / at most | check | seconds |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|"
)


def results(name: str) -> Any:
    """What `python -m benchmarks NAME` last measured."""
    path = Path(__file__).parent / "results" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))["results"]


def table() -> str:
    """One row a place."""
    rows = [*results("extracts")["places"], *results("places"), _surf_coast()]
    return "\n".join([HEAD, *(_row(row) for row in rows)])


def _surf_coast() -> dict[str, Any]:
    """The variant in which all zones are told."""
    found = results("places.surf_coast")
    row = next(row for row in found["variants"] if row["variant"] == "S2")
    kept = {key: found[key] for key in ("zones", "links", "share_of_defaults")}
    seconds = {"draft": found["seconds_draft"], **row["seconds"]}
    place = "Surf Coast, S2: all zones told at 12:15"
    return row | kept | {"place": place, "people": row["people_told"], "seconds": seconds}


def _row(row: dict[str, Any]) -> str:
    bound, done = row["lower_bound_min"], row["t100_min"]
    most = row["people_arrived_bound"]
    gap = "no gap" if row["people_arrived"] == most else f"{most - row['people_arrived']:,} people"
    if bound and done:
        gap = f"{(done - bound) / bound:.1%}"
    cells = (
        row["place"],
        f"{row['people']:,}",
        f"{row['zones']:,}",
        f"{row['links']:,}",
        f"{row['share_of_defaults']:.0%}",
        "never" if bound is None else f"{bound:,.0f} min",
        "never" if done is None else f"{done:,.0f} min",
        gap,
        f"{row['people_arrived']:,} / {most:,}",
        row["check"],
        f"{_seconds(row['seconds']):.1f}",
    )
    return "| " + " | ".join(cells) + " |"


def _seconds(seconds: dict[str, float]) -> float:
    """From the file to the checked plan."""
    if "in all" in seconds:
        return seconds["in all"]
    return sum(seconds.values())


def main() -> None:
    """Write the table into the page."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
