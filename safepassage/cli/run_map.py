"""Run `map` for the command line: read, draw, and say what to look at first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..report.map_data import MapData
from ..report.map_findings import counted
from ..report.map_page import GENERATOR
from ..report.road_class import CLASSES
from ..report.write_map import write_map_page, write_map_picture
from ..scenario.folder import find_folder
from ..scenario.read_scenario import read_scenario
from .own_file import refuse_foreign_file

PNG_BEGINS = b"\x89PNG"


@dataclass(frozen=True, slots=True)
class MapAnswer:
    """What was drawn, and where it is."""

    data: MapData
    page: Path
    picture: Path | None


def run_map(scenario: str, out: Path | None, png: Path | None) -> MapAnswer:
    """Write the page and perhaps the picture. Raises SafePassageError for what can be mended."""
    read = read_scenario(scenario)
    folder = find_folder(scenario)
    page = out or Path(f"{read.name}-map.html")
    refuse_foreign_file(
        "--out", page, (".html", ".htm"), GENERATOR.encode("utf-8"), "a map of Safe Passage"
    )
    if png is not None:
        refuse_foreign_file("--png", png, (".png",), PNG_BEGINS, "a PNG")
        write_map_picture(read, png, folder=folder)
    return MapAnswer(write_map_page(read, page, folder=folder), page, png)


def map_document(answer: MapAnswer) -> dict[str, Any]:
    """The answer in the form of the machine contract."""
    data, summary = answer.data, answer.data.summary
    return {
        "scenario": data.name,
        "page": str(answer.page),
        "picture": None if answer.picture is None else str(answer.picture),
        "nodes": summary.nodes,
        "links": summary.links,
        "km": round(summary.km, 3),
        "classes": [
            {"class": CLASSES[row.road_class].id, "links": row.links, "km": round(row.km, 3)}
            for row in summary.classes
        ],
        "one_way": summary.one_way,
        "structures": dict(summary.structures),
        "default_share": {name: round(share, 4) for name, share in summary.default_share},
        "all_default": summary.all_default,
        "people": summary.people,
        "groups_not_counted": summary.groups_not_counted,
        "zones": summary.zones,
        "start_points": summary.starts,
        "exits": summary.exits,
        "crossings": summary.crossings,
        "crossings_unknown": summary.crossings_unknown,
        "legs": summary.legs,
        "findings": [
            {
                "what": finding.text,
                "links": [data.links[row].id for row in finding.links],
                "places": [list(place) for place in finding.places],
            }
            for finding in data.findings
        ],
        "attribution": data.attribution or None,
    }


def map_text(answer: MapAnswer) -> str:
    """The answer in words."""
    data, summary = answer.data, answer.data.summary
    lines = [
        f"{counted(summary.nodes, 'node')}, {counted(summary.links, 'link')}, "
        f"{summary.km:,.1f} km of road; {summary.people:,} people in "
        f"{counted(summary.zones, 'zone')}; {counted(summary.exits, 'destination')}, "
        f"{counted(summary.crossings, 'crossing')}, {counted(summary.legs, 'departure')}"
    ]
    if data.findings:
        lines += ["", "Look at this first:"]
        lines += [f"  {finding.text}" for finding in data.findings]
    lines += ["", f"The page is {answer.page}; it opens from disk and asks for nothing."]
    if answer.picture is not None:
        lines.append(f"The picture is {answer.picture}.")
    if data.attribution:
        lines.append(data.attribution)
    return "\n".join(lines) + "\n"
