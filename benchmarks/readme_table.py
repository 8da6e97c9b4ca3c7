"""The table of what-ifs in the README of rafah-2024, from results/examples.json.

`python -m benchmarks.readme_table` prints it; a test holds the README against it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results" / "examples.json"
HEAD = (
    "| what | this plan | most in any plan | aid below its minimum | what binds |\n"
    "|---|---|---|---|---|"
)
# in the order of the table: key of the results, how the README names it, what binds in words
ROWS = (
    (
        "plan rafah-2024",
        "as it is, as of 6 May",
        "room: the three places with (assumed) figures are full",
    ),
    (
        "rafah-2024, only what a source gives",
        "only what a source gives",
        "room: no place has a figure in every need",
    ),
    (
        "rafah-2024, room doubled",
        "room doubled",
        "roads in the movement hours, and seats of convoys",
    ),
    (
        "rafah-2024, gates open",
        "gates open (Kerem Shalom from 6 May)",
        "room; aid keeps its minimum",
    ),
    (
        "rafah-2024, one standard step lower",
        "one standard step lower (water 7.5 l, 50 to a toilet)",
        "room: floor becomes short",
    ),
    (
        "rafah-2024, movement at all hours",
        "movement at all hours",
        "room, as before: hours alone free nobody",
    ),
    (
        "rafah-2024, room doubled, movement at all hours",
        "room doubled, movement at all hours",
        "room again",
    ),
    (
        "rafah-2024, consent for the roads north unknown",
        "consent for the roads north not known",
        "that consent, on roads and convoys",
    ),
    (
        "rafah-2024, as of 7 May",
        "as of 7 May: Rafah taken and closed",
        "room; for aid both crossings",
    ),
    ("rafah-2024, as of 8 May", "as of 8 May: Kerem Shalom announced open", "room; for aid Rafah"),
    ("rafah-2024, headcount low", "headcount low (1.2 million)", "room"),
    ("rafah-2024, headcount high", "headcount high (1.4 million, the likely figure too)", "room"),
)


def read_results() -> dict[str, Any]:
    """The rows of the last run of `python -m benchmarks examples`."""
    results: dict[str, Any] = json.loads(RESULTS.read_text(encoding="utf-8"))["results"]
    return results


def table() -> str:
    """The table in Markdown."""
    results = read_results()
    lines = [HEAD]
    for key, name, binds in ROWS:
        row = results[key]
        aid = f"{row['aid_days_short']} days, {row['trucks_missing']:,} trucks"
        if not row["aid_days_short"]:
            aid = "no day"
        cells = (name, f"{row['people_arrived']:,}", f"{row['people_arrived_bound']:,}", aid, binds)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
