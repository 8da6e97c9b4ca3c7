"""Gaza 2020-23: governorates, counts and crossings on a coarse hand-made network; not a map.

`python -m benchmarks.places.gaza` prints two rows: gates as nobody has said, and as if they were
open. It is a test of the tools on real boundaries and counts, no plan and no proposal.
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.recipes import shared_folder
from safepassage import PlanOptions, check_plan, make_inputs, make_plan, read_scenario, write_bundle
from safepassage.draft.draft import draft_scenario
from safepassage.draft.request import DraftRequest
from safepassage.draft.summary import Summary

ASSUMED = (
    "people of the civil register, end of 2020 (one of several counts that differ)",
    "roads, speeds, lanes and capacities of a coarse network made by hand (50 nodes)",
    "everyone goes, by car, and is ready when told; fourteen days",
    "both gates of each crossing: not known; as if open: 200 vehicles an hour at each",
)


def data_folder() -> Path:
    """Where the shared files of this case are."""
    folder = shared_folder()
    if folder is None:
        raise FileNotFoundError("no shared data: set SAFEPASSAGE_SHARED to the folder that has it")
    return folder / "data" / "gaza"


def draft(data: Path, out: Path) -> Summary:
    """The scenario folder."""
    return draft_scenario(
        DraftRequest(
            roads=data / "coarse_link.csv",
            osm=False,
            out=out,
            zones=data / "cod_ab_adm2_gaza.geojson",
            population=data / "population_as_reported.csv",
            population_source="end 2020",
            crossings=data / "crossings.csv",
            exits=False,
            zone_size=50_000,
            timezone="Asia/Gaza",
            preview=False,
        )
    )


def row(data: Path, folder: Path, *, if_open: bool) -> dict[str, Any]:
    """Draft, plan and check; the figures."""
    begun = time.perf_counter()
    summary = draft(data, folder / "scenario")
    drafted = time.perf_counter()
    scenario = read_scenario(folder / "scenario")
    plan = make_plan(make_inputs(scenario, if_open=if_open), PlanOptions(mend=False))
    planned = time.perf_counter()
    report = check_plan(write_bundle(plan, folder / "plan"))
    checked = time.perf_counter()
    figures = plan.figures
    bound_s, done_s = figures.t100_bound_s, figures.t100_s
    return {
        "place": "Gaza (coarse), if the gates open" if if_open else "Gaza (coarse)",
        "people": figures.people,
        "zones": summary.zones,
        "links": summary.links,
        "share_of_defaults": round(summary.links_with_defaults / summary.links, 4),
        "crossings": len(summary.crossings),
        "people_arrived_bound": figures.people_arrived_bound,
        "people_arrived": figures.people_arrived,
        "people_gap": figures.people_gap,
        "lower_bound_min": None if bound_s is None else bound_s / 60,
        "t100_min": None if done_s is None else done_s / 60,
        "short_by_rule": _by_rule(plan),
        "check": report.verdict,
        "seconds": {
            "draft": round(drafted - begun, 2),
            "plan": round(planned - drafted, 2),
            "check": round(checked - planned, 2),
        },
    }


def _by_rule(plan: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for short_of in plan.short_of:
        found[short_of.rule] = found.get(short_of.rule, 0) + short_of.people
    return found


def run() -> dict[str, Any]:
    """Both rows."""
    rows = []
    for if_open in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            rows.append(row(data_folder(), Path(folder), if_open=if_open))
    return {"assumed": ASSUMED, "rows": rows}


if __name__ == "__main__":
    print(json.dumps(run(), indent=1))
