"""Surf Coast: a council's exercise of 2021, its seven variants of who is told when, in one table.

`python -m benchmarks surf_coast` measures; `python -m benchmarks.places.surf_coast` writes the
table into docs/places/surf_coast.md. What is assumed stands in `ASSUMED`.
"""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping, shape

from benchmarks.places.surf_coast_variants import START, VARIANTS, Closed, Variant, closed, told
from benchmarks.recipes import shared_folder
from safepassage import PlanOptions, check_plan, make_inputs, make_plan, read_scenario, write_bundle
from safepassage.draft.clip import clip
from safepassage.draft.draft import draft_scenario
from safepassage.draft.link_rows import link_rows
from safepassage.draft.net import find_net
from safepassage.draft.request import DraftRequest, area_of
from safepassage.formats.roads.read_roads import read_roads
from safepassage.plan.plan import Plan

PEOPLE = "FR+PR+OV"
BEYOND_DEGREES = 0.03  # some 3 km around the zones with people: whoever is beyond has arrived
HOURS = 12
ROADS = "surf-coast-shire-network-2021-epsg32754.xml.gz"
ZONES = "zones-epsg4326.geojson"
ASSUMED = (
    "people: full-time and part-time residents and overnight visitors (columns FR, PR, OV by their "
    "names); regional and day visitors and through traffic (RV, DV, T) stand in zones outside the "
    "shire, where they come from, and are left out: where they are at noon is not in the files",
    "2.3 people in a car; everyone who is told goes, at once, by car; who is not told stays",
    "zones of more than 2,000 people in parts; people along all roads of a zone",
    "whoever is 3 km beyond the zones, on any road, has arrived",
    "a road is closed where its speed is 0 to 0.001 km/h; the rest of a joined link with it",
    "which messages and closures belong to which variant: benchmarks/places/surf_coast_variants.py",
)


def data_folder() -> Path:
    """Where the shared files of this case are."""
    folder = shared_folder()
    if folder is None:
        raise FileNotFoundError("no shared data: set SAFEPASSAGE_SHARED to the folder that has it")
    return folder / "data" / "surf-coast"


def request_of(data: Path, out: Path) -> DraftRequest:
    """How the case is drafted."""
    tree = json.loads((data / ZONES).read_text(encoding="utf-8"))
    ground = shapely.union_all(
        [
            shapely.make_valid(shape(feature["geometry"]))
            for feature in tree["features"]
            if any(feature["properties"][column] for column in PEOPLE.split("+"))
        ]
    )
    area = out.parent / f"{out.name}-area.geojson"
    outline = ground.convex_hull.buffer(BEYOND_DEGREES)
    feature = {"type": "Feature", "properties": {}, "geometry": mapping(outline)}
    area.write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8"
    )
    return DraftRequest(
        roads=data / ROADS,
        osm=False,
        crs="EPSG:32754",
        out=out,
        area=area,
        zones=data / ZONES,
        zone_people=PEOPLE,
        start=START,
        hours=HOURS,
        timezone="Australia/Melbourne",
        preview=False,
    )


def links_by_road(request: DraftRequest) -> dict[str, str]:
    """Id of a link of the council's network -> id of the drafted link that holds it."""
    area = area_of(request)
    assert area is not None
    road_map = clip(read_roads(request.roads, crs=request.crs), area)
    net = find_net(request, road_map)
    rows = link_rows(net.streets, road_map).link_rows
    found = {}
    for street, row in zip(net.streets.streets, rows, strict=True):  # each has one direction
        for movement in street.movements:
            found[road_map.roads[movement.road].ref] = row[0]
    return found


def names_of_zones(data: Path) -> dict[str, str]:
    """Id of a zone -> its name in the messages."""
    tree = json.loads((data / ZONES).read_text(encoding="utf-8"))
    rows = (feature["properties"] for feature in tree["features"])
    return {str(row["ID"]): row["IDName"] for row in rows}


def write_variant(
    base: Path,
    folder: Path,
    when: Mapping[str, datetime],
    closures: Sequence[Closed],
    links: Mapping[str, str],
    names: Mapping[str, str],
) -> int:
    """The draft with who is told when and what is closed; closed links that are not in it."""
    shutil.copytree(base, folder)
    with (base / "group.csv").open(encoding="utf-8", newline="") as file:
        groups = list(csv.DictReader(file))
    for group in groups:
        at = when.get(names[group["zone_id"].split("-")[0]])
        group["share_going"] = "0" if at is None else "1"
        if at is not None:
            group["departure_curve"] = f"told-{at:%H%M}"
    _write(folder / "group.csv", list(groups[0]), groups)
    text = (base / "scenario.yaml").read_text(encoding="utf-8")
    line = "  - {id: at-once, form: at_once, source: draft}\n"
    curves = "".join(_curve(at) for at in sorted(set(when.values())))
    (folder / "scenario.yaml").write_text(text.replace(line, line + curves), encoding="utf-8")
    end = START + timedelta(hours=HOURS)
    rows, lost = [], 0
    for number, row in enumerate(closures, 1):
        held = sorted({links[link] for link in row.links if link in links})
        lost += sum(link not in links for link in row.links)
        if held:
            rows.append(
                {
                    "closure_id": f"closure-{number}",
                    "link_ids": " ".join(held),
                    "from": row.from_.isoformat(),
                    "to": min(row.to, end).isoformat(),
                    "remaining_share": "0",
                    "reason": row.why,
                    "source": "draft",
                }
            )
    if rows:
        _write(folder / "closure.csv", list(rows[0]), rows)
    return lost


def _curve(at: datetime) -> str:
    """Nobody is ready before the minute in which they are told."""
    minutes = int((at - START).total_seconds() // 60)
    points = "[[0, 1]]" if minutes == 0 else f"[[0, 0], [{minutes}, 0], [{minutes + 1}, 1]]"
    return f"  - {{id: told-{at:%H%M}, form: table, points: {points}, source: draft}}\n"


def _write(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def run(only: Sequence[str] = ()) -> dict[str, Any]:
    """One row for each variant."""
    data = data_folder()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        begun = time.perf_counter()
        request = request_of(data, folder / "base")
        summary = draft_scenario(request)
        drafted_s = time.perf_counter() - begun
        links, names = links_by_road(request), names_of_zones(data)
        rows = []
        for variant in VARIANTS:
            if not only or variant.name in only:
                rows.append(_row(data, folder, variant, links, names))
                print(json.dumps(rows[-1]), flush=True)
    return {
        "assumed": ASSUMED,
        "people": summary.people,
        "zones": summary.zones,
        "links": summary.links,
        "share_of_defaults": round(summary.links_with_defaults / summary.links, 4),
        "exits": len(summary.exits),
        "seconds_draft": round(drafted_s, 2),
        "variants": rows,
    }


def _row(
    data: Path,
    folder: Path,
    variant: Variant,
    links: Mapping[str, str],
    names: Mapping[str, str],
) -> dict[str, Any]:
    when, closures = told(data, variant), closed(data, variant)
    scenario_folder = folder / variant.name
    lost = write_variant(folder / "base", scenario_folder, when, closures, links, names)
    last = max(when.values(), default=START)
    row: dict[str, Any] = {
        "variant": variant.name,
        "what": variant.what,
        "told": {
            f"{at:%H:%M}": sum(w == at for w in when.values()) for at in sorted(set(when.values()))
        },
        "links_closed": len({links[i] for c in closures for i in c.links if i in links}),
        "closed_links_not_on_the_map": lost,
    }
    inputs = make_inputs(read_scenario(scenario_folder))
    if inputs.people == 0:
        return row | {"people_told": 0, "check": "nobody is told: nothing to plan"}
    begun = time.perf_counter()
    plan = make_plan(inputs, PlanOptions(mend=False))
    planned = time.perf_counter()
    report = check_plan(write_bundle(plan, folder / f"{variant.name}-plan"))
    return (
        row
        | _figures(plan, last)
        | {
            "check": report.verdict,
            "seconds": {
                "plan": round(planned - begun, 2),
                "check": round(time.perf_counter() - planned, 2),
            },
        }
    )


def _figures(plan: Plan, last: datetime) -> dict[str, Any]:
    figures = plan.figures
    after = (last - START).total_seconds()
    done, bound = figures.t100_s, figures.t100_bound_s
    arrived = max(figures.people_arrived, 1)
    return {
        "people_told": figures.people,
        "people_staying": figures.people_staying,
        "people_arrived": figures.people_arrived,
        "people_arrived_bound": figures.people_arrived_bound,
        "t50_min": _minutes(figures.t50_s),
        "t90_min": _minutes(figures.t90_s),
        "t100_min": _minutes(done),
        "lower_bound_min": _minutes(bound),
        "gap": None if done is None or not bound else round(done / bound - 1, 4),
        "after_last_message_min": None if done is None else (done - after) / 60,
        "mean_arrival_min": round(figures.total_arrival_s / arrived / 60, 1),
        "largest_queue": figures.largest_queue,
        "short_by_rule": dict(sum((Counter({r.rule: r.people}) for r in plan.short_of), Counter())),
    }


def _minutes(seconds: int | None) -> float | None:
    return None if seconds is None else seconds / 60


if __name__ == "__main__":
    from benchmarks.places.surf_coast_page import main

    main()
