"""The tables of scores in docs/develop/intake.md, from benchmarks/results.

`python -m benchmarks.intake_page` writes them; a test holds the page against the results.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "develop" / "intake.md"
BEGIN, END = "<!-- scores: begin -->", "<!-- scores: end -->"
SETS = (
    ("shared_unseen", "shared, unseen"),
    ("wikinews", "Wikinews, unseen"),
    ("wikinews_2", "Wikinews, unseen, more"),
    ("corridors", "press reports, unseen"),
    ("unseen", "own, unseen"),
    ("held_out", "own, held out"),
    ("two_reports", "the two reports"),
    ("opened", "own, opened"),
    ("shared_example", "shared example"),
    ("dev", "own, tuned on"),
)
RIGHT = (
    ("speakers", "speakers"),
    ("figures", "figures: value, qualifier and measure"),
    ("places and statuses", "place and status"),
)


def results() -> dict[str, Any]:
    """The scores of every set, and of the texts outside the project."""
    folder = Path(__file__).parent / "results"
    found = json.loads((folder / "intake_scores.json").read_text(encoding="utf-8"))["results"]
    outside = json.loads((folder / "intake_outside.json").read_text(encoding="utf-8"))
    return {**found, **outside["results"]}


def tables() -> str:
    """All sets at once, then each type."""
    found = results()
    sets = [(name, title) for name, title in SETS if name in found]
    return f"{_overall(found, sets)}\n\n{_by_type(found, sets)}"


def _overall(found: dict[str, Any], sets: list[tuple[str, str]]) -> str:
    heads = ["texts", "recall", "precision", *(title for _, title in RIGHT)]
    lines = [f"| set | {' | '.join(heads)} |", "|---|" + "--:|" * len(heads)]
    for name, title in sets:
        row = found[name]
        cells = [str(row["texts"]), _part(row["all"], "recall"), _part(row["all"], "precision")]
        cells += [_share(row["right"].get(key)) for key, _ in RIGHT]
        lines.append(f"| {title} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _by_type(found: dict[str, Any], sets: list[tuple[str, str]]) -> str:
    lines = [
        f"| type | {' | '.join(title for _, title in sets)} |",
        "|---|" + "--:|" * len(sets),
    ]
    for kind in sorted({kind for name, _ in sets for kind in found[name]["by_type"]}):
        cells = []
        for name, _ in sets:
            row = found[name]["by_type"].get(kind)
            cells.append(
                "" if row is None else f"{_part(row, 'recall')} / {_part(row, 'precision')}"
            )
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _part(row: dict[str, Any], name: str) -> str:
    return "-" if row[name] is None else f"{row[name]:.2f}"


def _share(row: dict[str, Any] | None) -> str:
    return "-" if row is None else f"{row['share']:.2f} ({row['right']} of {row['of']})"


def main() -> None:
    """Write the tables into the page."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    PAGE.write_text(f"{before}{BEGIN}\n{tables()}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
