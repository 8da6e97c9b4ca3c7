"""What is one gate-hour worth? Harbour, each hour of each gate more or less, by planning again.

python docs/gallery/gate_hour.py [FOLDER]      writes gate_hour.png and prints the table
"""

import sys
from pathlib import Path

from matplotlib.figure import Figure

import safepassage as sp

INK, LESS, MORE = "#22303c", "#b5472a", "#1b6ca8"


def main(folder: Path) -> None:
    """Value every hour, print the rows that matter, and draw them."""
    values = sp.value_changes(sp.make_inputs(sp.read_scenario("harbour")), kinds=("hours",))
    rows = sp.make_frame(values, "rows")
    # hours that change nothing are left out, and what may be the planner's and not the hour's
    rows = rows[~rows["within_gap"] & (rows["people_hours_less"] != 0)]
    rows = rows.sort_values(["address", "change"])
    rows = rows.sort_values("people_hours_less", ascending=False, kind="stable")
    print(rows[["address", "change", "people_more", "people_hours_less"]].to_string(index=False))

    figure = Figure(figsize=(9, 0.42 * len(rows) + 1.4), layout="constrained")
    axes = figure.add_subplot()
    worth = [float(value) for value in rows["people_hours_less"]]
    bars = axes.barh(range(len(rows)), worth, color=[MORE if w > 0 else LESS for w in worth])
    labels = [
        f"{address.removesuffix('/open').removeprefix('crossing/')}\n{change.split(' (')[0]}"
        for address, change in zip(rows["address"], rows["change"], strict=True)
    ]
    axes.set_yticks(range(len(rows)), labels, fontsize=7)
    for bar, more in zip(bars, rows["people_more"], strict=True):
        note = "everyone still arrives" if more == 0 else f"{abs(more):,} people do not arrive"
        x = bar.get_width()
        axes.annotate(
            note, (max(x, 0), bar.get_y() + 0.4), xytext=(4, 0), textcoords="offset points",
            va="center", fontsize=7, color=INK,
        )  # fmt: skip
    axes.axvline(0, color=INK, lw=0.8)
    axes.invert_yaxis()
    axes.margins(x=0.22)
    axes.set_xlabel("hours of waiting saved (right) or added (left), over all people", fontsize=8)
    axes.set_title("Harbour: what one hour of one gate is worth", loc="left", fontsize=10)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="x", labelsize=8)
    figure.savefig(folder / "gate_hour.png", dpi=110, metadata={"Software": None})


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("."))
