"""Camp Fire 2018: Paradise, California, with fire reports as closures and deadlines of zones.

`python -m benchmarks.places.camp_fire` prints one row; with `--variants` it prints a row for each
way to read the reports. What is assumed stands in `ASSUMED`.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections import Counter
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import mapping, shape

from benchmarks.recipes import shared_folder
from safepassage import PlanOptions, check_plan, make_inputs, make_plan, read_scenario, write_bundle
from safepassage.draft.draft import draft_scenario
from safepassage.draft.homes import RESIDENTIAL
from safepassage.draft.request import DraftRequest
from safepassage.draft.summary import Summary
from safepassage.formats.roads.read_roads import read_roads
from safepassage.formats.roads.road_map import metres_between

FIRE_STARTS = datetime.fromisoformat("2018-11-08T06:25:00-08:00")
FIRST_ORDER = FIRE_STARTS.replace(hour=8, minute=3)  # the first order for a part of Paradise
HOURS = 10
BOX = (-121.699, 39.691, -121.512, 39.835)  # 8 km around 6161 Clark Road, as the network
WHOLE = 0.95  # share of a tract's area in the box from which it counts as wholly in it
ASSUMED = (
    "2.2 people and one car a household (the town had 26,218 people in 2010)",
    "households along residential streets; of a tract that lies partly in the box as many as its "
    "streets there hold at the density of the tracts wholly in it, at most all",
    "everyone goes, by car, and is ready when told",
    "told at 06:25, when the fire starts (the first order for a part of Paradise came at 08:03)",
    "a report counts from the beginning of its time slice (30 to 120 minutes long)",
    "a road is closed from the first report within reach of it, to the end; a zone must be left "
    "before the first report within reach of the ground between its homes",
    "lanes, speeds and capacities by road class where the map has none; both ways stay as they "
    "are (in fact the Skyway was made one-way downhill)",
    "nobody comes through from outside the box; who leaves it counts as arrived",
)


class Reading(NamedTuple):
    """One way to read the fire reports."""

    name: str = "all reports"
    reach_m: int = 50
    only: str | None = None
    time_column: str = "start_min"
    told: datetime = FIRE_STARTS


VARIANTS = (
    Reading(),
    Reading("all reports", reach_m=25),
    Reading("all reports", reach_m=100),
    Reading("all reports", reach_m=200),
    Reading("all but spot fires", only="fire_type=veg,res,com,gen,burn"),
    Reading("wildland and houses", only="fire_type=veg,res,com"),
    Reading("burnovers", only="fire_type=burn"),
    Reading("burnovers", only="fire_type=burn", reach_m=200),
    Reading("all reports, at the end of their slice", time_column="end_min"),
    Reading("all reports", told=FIRST_ORDER),
    Reading("all reports, at the end of their slice", time_column="end_min", told=FIRST_ORDER),
)


def data_folder() -> Path:
    """Where the shared files of this case are."""
    folder = shared_folder()
    if folder is None:
        raise FileNotFoundError("no shared data: set SAFEPASSAGE_SHARED to the folder that has it")
    return folder / "data" / "camp-fire-2018"


def households_in_box(data: Path) -> dict[str, Any]:
    """The tracts cut to the box, with the households that live there, as GeoJSON."""
    tree = json.loads((data / "households_by_tract.geojson").read_text(encoding="utf-8"))
    middles, metres = _residential(data)
    window = shapely.box(*BOX)
    rows = []
    for feature in tree["features"]:
        tract = shapely.make_valid(shape(feature["geometry"]))
        inside = tract.intersection(window)
        street_m = float(metres[shapely.intersects_xy(inside, *middles.T)].sum())
        rows.append((feature["properties"], inside, inside.area / tract.area, street_m))
    whole = [row for row in rows if row[2] >= WHOLE]
    per_m = sum(row[0]["Tot_Est_HH"] for row in whole) / sum(row[3] for row in whole)
    features = []
    for known, inside, share, street_m in rows:
        homes = known["Tot_Est_HH"]
        if share < WHOLE:
            homes = min(homes, round(street_m * per_m))
        values = {"GEOID": known["GEOID"], "NAMELSAD": known["NAMELSAD"], "households": homes}
        features.append({"type": "Feature", "properties": values, "geometry": mapping(inside)})
    return {"type": "FeatureCollection", "features": features}


def _residential(data: Path) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Middles of residential roads (longitude, latitude) and their metres."""
    roads = read_roads(data / "road_2018-11-07.graphml").roads
    middles, metres = [], []
    for road in roads:
        if road.kind in RESIDENTIAL:
            for (ax, ay), (bx, by) in pairwise(road.line):
                middles.append(((ax + bx) / 2, (ay + by) / 2))
                metres.append(metres_between((ax, ay), (bx, by)))
    return np.array(middles), np.array(metres)


def draft(data: Path, out: Path, reading: Reading, *, zone_size: int = 500) -> Summary:
    """The scenario folder of one reading."""
    zones = out.parent / f"{out.name}-tracts.geojson"
    zones.write_text(json.dumps(households_in_box(data)), encoding="utf-8")
    request = DraftRequest(
        roads=data / "road_2018-11-07.graphml",
        osm=False,
        out=out,
        box=",".join(map(str, BOX)),
        zones=zones,
        zone_people="households",
        people_per=Decimal("2.2"),
        occupancy=Decimal("2.2"),
        zone_size=zone_size,
        start=reading.told,
        hours=HOURS,
        timezone="America/Los_Angeles",
        hazard=data / "fire_reports.geojson",
        hazard_reach_m=reading.reach_m,
        hazard_time=reading.time_column,
        hazard_only=reading.only,
        hazard_from=FIRE_STARTS,
        preview=False,
    )
    return draft_scenario(request)


def row(data: Path, folder: Path, reading: Reading, *, zone_size: int = 500) -> dict[str, Any]:
    """Draft, plan and check one reading; its figures."""
    begun = time.perf_counter()
    summary = draft(data, folder / "scenario", reading, zone_size=zone_size)
    drafted = time.perf_counter()
    scenario = read_scenario(folder / "scenario")
    plan = make_plan(make_inputs(scenario), PlanOptions(mend=False))
    planned = time.perf_counter()
    report = check_plan(write_bundle(plan, folder / "plan"))
    checked = time.perf_counter()
    figures = plan.figures
    short: dict[str, Counter[str]] = {}
    proved: Counter[str] = Counter()
    for short_of in plan.short_of:
        short.setdefault(short_of.zone, Counter())[short_of.rule] += short_of.people
        if short_of.proved:
            proved[short_of.rule] += short_of.people
    ways = {link.link_id: 1 if link.directed else 2 for link in scenario.links}
    deadlines = {z.zone: z.leave_before for hazard in scenario.hazards for z in hazard.zones}
    return {
        "place": "Camp Fire 2018",
        "reading": reading.name,
        "reach_m": reading.reach_m,
        "told": reading.told.isoformat(),
        "people": figures.people,
        "zones": summary.zones,
        "links": summary.links,
        "share_of_defaults": round(summary.links_with_defaults / summary.links, 4),
        "exits": len(summary.exits),
        "links_closed": sum(ways[link] for hazard in scenario.hazards for link in hazard.links),
        "zones_with_deadline": len(deadlines),
        "people_arrived_bound": figures.people_arrived_bound,
        "people_arrived": figures.people_arrived,
        "people_gap": figures.people_gap,
        "cannot_make_it": figures.people - figures.people_arrived_bound,
        "short_by_rule": dict(sum(short.values(), Counter())),
        "proved_by_rule": dict(proved),
        "short_by_zone": {
            zone: {
                "leave_before": deadlines[zone].isoformat() if zone in deadlines else None,
                **rules,
            }
            for zone, rules in sorted(short.items())
        },
        "t50_min": _minutes(figures.t50_s),
        "t90_min": _minutes(figures.t90_s),
        "t100_min": _minutes(figures.t100_s),
        "lower_bound_min": _minutes(figures.t100_bound_s),
        "check": report.verdict,
        "seconds": {
            "draft": round(drafted - begun, 2),
            "plan": round(planned - drafted, 2),
            "check": round(checked - planned, 2),
        },
    }


def _minutes(seconds: int | None) -> float | None:
    return None if seconds is None else seconds / 60


def run(*, variants: bool = False) -> dict[str, Any]:
    """The row of this place; with `variants` one for each way to read the reports."""
    data = data_folder()
    rows = []
    for reading in VARIANTS if variants else VARIANTS[:1]:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(row(data, Path(folder), reading))
    return {"assumed": ASSUMED, "rows": rows} if variants else rows[0] | {"assumed": ASSUMED}


if __name__ == "__main__":
    print(json.dumps(run(variants="--variants" in sys.argv[1:]), indent=1))
