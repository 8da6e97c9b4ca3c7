"""Run `new` for the command line: texts as values, refused in words."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from .options import instant_option

if TYPE_CHECKING:
    from ..draft.summary import Summary


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What the command line asked for."""

    osm: Path | None
    roads: Path | None
    crs: str | None
    out: Path
    force: bool
    area: Path | None
    within: str | None
    box: str | None
    to: Path | None
    exits: bool | None
    crossings: Path | None
    people: int | None
    zones: Path | None
    zone_crs: str | None
    zone_layer: str | None
    zone_id: str | None
    zone_name: str | None
    zone_people: str | None
    people_per: str
    population: Path | None
    population_source: str | None
    buildings: bool
    zone_size: int
    occupancy: str
    without_car: str
    walk: bool
    service: bool
    start: str | None
    hours: int | None
    timezone: str
    hazard: Path | None
    hazard_reach: int
    hazard_time: str | None
    hazard_only: str | None
    hazard_kind: str
    hazard_from: str | None
    name: str | None
    title: str | None
    preview: bool


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Python's search for cycles is off meanwhile.

    A draft makes many small rows, all in use and none in a cycle; the search goes over all of them
    again and again, the more often the larger the map.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_no_search_for_cycles()
def run_new(request: NewRequest, progress: Callable[[str], None]) -> Summary:
    """Draft the scenario. Raises SafePassageError for everything that the user can mend."""
    if (request.osm is None) == (request.roads is None):
        raise UsageError("give either --osm FILE (OpenStreetMap) or --roads FILE (other networks)")
    roads = request.osm or request.roads
    assert roads is not None
    for option, path in (
        ("--osm", request.osm),
        ("--roads", request.roads),
        ("--area", request.area),
        ("--zones", request.zones),
        ("--population", request.population),
        ("--to", request.to),
        ("--crossings", request.crossings),
        ("--hazard", request.hazard),
    ):
        if path is not None and not path.exists():
            raise UsageError(f"{option} {path}: there is no such file")
    if request.zones is None and request.people is None:
        raise UsageError(
            "nobody is counted: give --people N (spread along the streets), "
            "or --zones FILE with a column of people"
        )
    if request.population is not None and request.zones is None:
        raise UsageError("--population gives people by zone; give --zones FILE too")
    try:
        from ..draft.draft import draft_scenario
        from ..draft.request import DraftRequest
    except ImportError as error:
        from ..formats.geo_extra import missing_package

        raise missing_package("Drafting a scenario", error.name or str(error)) from error
    return draft_scenario(
        DraftRequest(
            roads=roads,
            out=request.out,
            people=request.people,
            name=request.name,
            title=request.title,
            osm=request.osm is not None,
            crs=request.crs,
            crs_of_zones=request.zone_crs,
            area=request.area,
            within=request.within,
            box=request.box,
            to=request.to,
            crossings=request.crossings,
            exits=request.to is None if request.exits is None else request.exits,
            zones=request.zones,
            zone_layer=request.zone_layer,
            zone_id=request.zone_id,
            zone_name=request.zone_name,
            zone_people=request.zone_people,
            people_per=_number("--people-per", request.people_per, 0.01, 100),
            population=request.population,
            population_source=request.population_source,
            buildings=request.buildings,
            zone_size=request.zone_size,
            occupancy=_number("--occupancy", request.occupancy, 1, 10),
            without_car=_number("--without-car", request.without_car, 0, 1),
            walk=request.walk,
            service=request.service,
            start=instant_option("--start", request.start),
            hours=request.hours,
            timezone=request.timezone,
            hazard=request.hazard,
            hazard_reach_m=request.hazard_reach,
            hazard_time=request.hazard_time,
            hazard_only=request.hazard_only,
            hazard_kind=request.hazard_kind,
            hazard_from=instant_option("--hazard-from", request.hazard_from),
            preview=request.preview,
            force=request.force,
        ),
        progress=progress,
    )


def _number(option: str, text: str, least: float, most: float) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise UsageError(f'{option} "{text}": give a plain number, such as {least:g}') from None
    if not least <= value <= most:
        raise UsageError(f"{option} {text}: give {least:g} to {most:g}")
    return value
