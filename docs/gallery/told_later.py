"""Told later: paradise-2018, whose roads close one after the other; each time planned and proved.

    python docs/gallery/told_later.py [FOLDER]      writes told_later.png and prints the table

A sketch of a real disaster, with hindsight on a coarse network. It judges no one.
"""

import sys
from datetime import timedelta
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

import safepassage as sp

INK, PLAN, BOUND = "#22303c", "#1b6ca8", "#c4572a"
LATER_MIN = (0, 10, 20, 30, 40, 50, 60)


def main(folder: Path) -> None:
    """Plan for each time at which people could have been told, and compare plan and bound."""
    scenario = sp.read_scenario("paradise-2018")
    rows = []
    for minutes in LATER_MIN:
        inputs = sp.make_inputs(scenario, start=scenario.start + timedelta(minutes=minutes))
        figures = sp.make_plan(inputs, sp.PlanOptions(mend=False)).figures
        most, people = figures.people_arrived_bound, figures.people
        rows.append((f"{inputs.start:%H:%M}", people, figures.people_arrived, most, people - most))
    columns = ["told at", "expected to go", "this plan", "most in any plan", "in no plan (proved)"]
    table = pd.DataFrame(rows, columns=columns)
    print(table.to_string(index=False))

    figure = Figure(figsize=(8, 3.6), layout="constrained")
    axes = figure.add_subplot()
    axes.plot(table["told at"], table["expected to go"], color=INK, lw=0.8, ls=":")
    axes.plot(table["told at"], table["most in any plan"], color=BOUND, lw=5, alpha=0.4,
              label="most in any plan (proved)")  # fmt: skip
    axes.plot(table["told at"], table["this plan"], color=PLAN, marker="o", ms=4, label="this plan")
    for at, left in enumerate(table["in no plan (proved)"]):
        axes.annotate(f"{left:,} in no plan", (at, table["this plan"][at]), xytext=(0, -16),
                      textcoords="offset points", ha="center", fontsize=7, color=INK)  # fmt: skip
    axes.margins(0.09, 0.28)
    axes.set_xlabel("when people are told", fontsize=8)
    axes.set_ylabel("people who arrive by the end", fontsize=8)
    axes.tick_params(labelsize=8)
    axes.legend(fontsize=8, frameon=False, loc="upper right")
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_title("Paradise 2018: who can still get out, in this model, on these data",
                   loc="left", fontsize=10, color=INK)  # fmt: skip
    figure.savefig(folder / "told_later.png", dpi=110, metadata={"Software": None})


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("."))
