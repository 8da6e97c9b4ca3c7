"""The picture of growth in the docs, from results/growth.json (`-m benchmarks.growth_plot`)."""

from __future__ import annotations

from pathlib import Path

from benchmarks.goals import results

PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "growth.png"
MARKS = {"bound": ("o-", "#1b6ca8"), "plan": ("s--", "#b4531a")}


def main() -> None:
    """One panel for each size, seconds of bound and plan on logarithms."""
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot
    from matplotlib.ticker import NullFormatter

    rows = results("growth")
    sizes = list(rows["bound"])
    figure, panels = pyplot.subplots(1, len(sizes), figsize=(11, 2.8), sharey=True)
    for panel, size in zip(panels, sizes, strict=True):
        for what, (mark, colour) in MARKS.items():
            points = [row for row in rows[what][size]["points"] if "seconds" in row]
            points.sort(key=lambda row: row[size])
            label = f"{what}, power {rows[what][size].get('slope_seconds', '?')}"
            seconds = [row["seconds"] for row in points]
            panel.loglog([row[size] for row in points], seconds, mark, color=colour, label=label)
        panel.set_xlabel(size)
        panel.xaxis.set_minor_formatter(NullFormatter())
        panel.yaxis.set_minor_formatter(NullFormatter())
        panel.yaxis.set_major_formatter("{x:g}")
        panel.xaxis.set_major_formatter("{x:,g}")
        panel.grid(alpha=0.3, which="both")
        panel.legend(fontsize=8)
    panels[0].set_ylabel("seconds")
    figure.tight_layout()
    figure.savefig(PICTURE, dpi=90)


if __name__ == "__main__":
    main()
