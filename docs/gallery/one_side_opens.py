"""One side opens: who could leave then? rafah-2023 on 30 October, what is not known given in turn.

    python docs/gallery/one_side_opens.py [FOLDER]     writes one_side_opens.png, prints the table

A test of credibility on a coarse network, not a recommendation to move anyone. It takes no position
on any party: "if given" is a question, not a forecast.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
from matplotlib.figure import Figure

import safepassage as sp

EXAMPLE = "rafah-2023"
FROM, TO = "2023-10-30T18:00:00+02:00", "2023-11-14T18:00:00+02:00"
INK, CAN, CANNOT = "#22303c", "#1b6ca8", "#d9dee2"


def given(address: str) -> list[str]:
    """The --set changes that give what stands at an address, until the end of the example."""
    if address.endswith("/state"):
        consent = address.removesuffix("/state")
        values = {"state": "given", "from": FROM, "to": TO, "source": "set-by-hand"}
        return [f"{consent}/{name}={value}" for name, value in values.items()]
    return [f"{address}=[{{from: {FROM}, to: {TO}, source: set-by-hand}}]"]


def can_leave(addresses: Iterable[str]) -> tuple[int, int]:
    """People with an open way, of how many expected to go, once these are given."""
    words = [word for address in addresses for word in given(address)]
    groups = sp.make_frame(
        sp.find_exits(sp.make_inputs(sp.read_scenario(EXAMPLE, set_=words))), "groups"
    )
    return int(groups.loc[groups["can_leave"], "people"].sum()), int(groups["people"].sum())


def main(folder: Path) -> None:
    """Each side alone, then the smallest sets that free anybody."""
    now = sp.find_exits(sp.make_inputs(sp.read_scenario(EXAMPLE)))
    assert now.unlocks is not None
    smallest, largest = now.unlocks[0].conditions, now.unlocks[-1].conditions
    asked = {"nothing: as known on 30 October": ()}
    for name, part in {"Gaza side": "gate/gaza/", "Egyptian side": "gate/egypt/",
                       "roads there": "corridor/"}.items():  # fmt: skip
        found = tuple(address for address in largest if part in address)
        asked[f"all that is missing on the {name} ({len(found)})"] = found
    asked[f"both sides and the road from the south ({len(smallest)})"] = smallest
    asked[f"both sides and all roads ({len(largest)})"] = largest
    rows = [(name, *can_leave(addresses)) for name, addresses in asked.items()]
    table = pd.DataFrame(rows, columns=["if this is given", "have a way", "expected to go"])
    print(table.to_string(index=False))

    figure = Figure(figsize=(9, 3.2), layout="constrained")
    axes = figure.add_subplot()
    places = range(len(table))
    axes.barh(places, table["expected to go"], color=CANNOT, label="no open way")
    axes.barh(places, table["have a way"], color=CAN, label="an open way")
    axes.set_yticks(places, table["if this is given"], fontsize=8)
    for at, people in enumerate(table["have a way"]):
        axes.annotate(f"{people:,}", (people, at), xytext=(4, 0), textcoords="offset points",
                      va="center", fontsize=8, color=INK)  # fmt: skip
    axes.invert_yaxis()
    axes.margins(x=0.16)
    axes.legend(fontsize=8, frameon=False, ncols=2, loc="lower right", bbox_to_anchor=(1, 1))
    axes.set_xlabel("people expected to go, in this model, on these data", fontsize=8)
    axes.set_title("Rafah 2023: one side alone frees nobody", loc="left", fontsize=10, color=INK)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(folder / "one_side_opens.png", dpi=110, metadata={"Software": None})


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("."))
