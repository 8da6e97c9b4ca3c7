"""`safepassage new`: a first scenario from a map, an area and counts of people."""

from __future__ import annotations

from pathlib import Path

import typer


def new(
    osm: Path | None = typer.Option(
        None,
        "--osm",
        help="OpenStreetMap extract: .osm.pbf, .osm, .osm.gz, .osm.bz2.",
        metavar="FILE",
    ),
    roads: Path | None = typer.Option(
        None,
        "--roads",
        help="Other roads: GMNS folder, MATSim XML, GraphML of OSMnx.",
        metavar="FILE",
    ),
    crs: str | None = typer.Option(
        None, "--crs", help="Coordinates of --roads, where the file does not say (EPSG:32754)."
    ),
    out: Path = typer.Option(..., "--out", help="Folder of the new scenario.", metavar="DIR"),
    force: bool = typer.Option(
        False, "--force", help="Replace a scenario that stands there; it is kept as DIR.before-1."
    ),
    area: Path | None = typer.Option(
        None,
        "--area",
        help="Polygons: who is inside leaves to the edge and beyond.",
        metavar="FILE",
    ),
    within: str | None = typer.Option(
        None, "--within", help='A circle: "5 of 42.507,1.521".', metavar="'KM of LAT,LON'"
    ),
    box: str | None = typer.Option(
        None, "--box", help="A box: 8.60,49.33,8.86,49.52.", metavar="W,S,E,N"
    ),
    to: Path | None = typer.Option(
        None,
        "--to",
        help="Shelters (GeoJSON or CSV: name, lon, lat, capacity); people go there.",
        metavar="FILE",
    ),
    with_exits: bool | None = typer.Option(
        None,
        "--exits/--no-exits",
        help="Also leave by the edge of the map (default: yes without --to).",
    ),
    crossings: Path | None = typer.Option(
        None,
        "--crossings",
        help="CSV: crossing, gate, lon, lat, holder; two rows each, inner side first.",
        metavar="FILE",
    ),
    people: int | None = typer.Option(
        None, "--people", min=1, help="How many people there are in all."
    ),
    zones: Path | None = typer.Option(
        None,
        "--zones",
        help="Polygons with people (GeoJSON, GeoPackage, Shapefile).",
        metavar="FILE",
    ),
    zone_crs: str | None = typer.Option(
        None, "--zone-crs", help="Coordinates of --zones and --area, where they do not say."
    ),
    zone_layer: str | None = typer.Option(
        None, "--zone-layer", help="Layer of --zones, if it is a GeoPackage with several."
    ),
    zone_id: str | None = typer.Option(None, "--zone-id", help="Column of the zone ids."),
    zone_name: str | None = typer.Option(None, "--zone-name", help="Column of the zone names."),
    zone_people: str | None = typer.Option(
        None, "--zone-people", help="Column with people; several are added up: A+B."
    ),
    people_per: str = typer.Option(
        "1", "--people-per", help="People for each of what the column counts (households)."
    ),
    population: Path | None = typer.Option(
        None,
        "--population",
        help="CSV with people by P-code or name, joined to --zones.",
        metavar="FILE",
    ),
    population_source: str | None = typer.Option(
        None, "--population-source", help="Which source of --population, if it has several."
    ),
    buildings: bool = typer.Option(
        False, "--buildings", help="Spread people over buildings, not along residential streets."
    ),
    zone_size: int = typer.Option(
        2000, "--zone-size", min=1, help="Zones with more people are split."
    ),
    occupancy: str = typer.Option("2.3", "--occupancy", help="People in a car."),
    without_car: str = typer.Option(
        "0", "--without-car", help="Share of the people who walk, 0 to 1."
    ),
    walk: bool = typer.Option(False, "--walk", help="Read footpaths, steps and tracks too."),
    service: bool = typer.Option(False, "--service", help="Cars may use service roads too."),
    start: str | None = typer.Option(
        None, "--start", help="When people are told (default: today 08:00).", metavar="INSTANT"
    ),
    hours: int | None = typer.Option(
        None, "--hours", min=1, max=336, help="Length of the horizon (default: by the figures)."
    ),
    timezone: str = typer.Option("Etc/UTC", "--timezone", help="IANA time zone of the place."),
    hazard: Path | None = typer.Option(
        None,
        "--hazard",
        help="Points or polygons with the time at which a fire or flood comes.",
        metavar="FILE",
    ),
    hazard_reach: int = typer.Option(
        100, "--hazard-reach", min=0, help="Metres around a hazard that it closes."
    ),
    hazard_time: str | None = typer.Option(
        None,
        "--hazard-time",
        help="Its column of times: instants with an offset, or minutes (name ends in _min).",
        metavar="COLUMN",
    ),
    hazard_only: str | None = typer.Option(
        None, "--hazard-only", help="Only these of its features.", metavar="COLUMN=VALUE,..."
    ),
    hazard_kind: str = typer.Option("fire", "--hazard-kind", help="What it is: fire, flood."),
    hazard_from: str | None = typer.Option(
        None,
        "--hazard-from",
        help="When its minutes count from (default: --start).",
        metavar="INSTANT",
    ),
    name: str | None = typer.Option(None, "--name", help="Short name (default: the folder's)."),
    title: str | None = typer.Option(None, "--title", help="Title for people."),
    preview: bool = typer.Option(
        True, "--map/--no-map", help="Draw map.html and map.png into the folder."
    ),
    json: bool = typer.Option(False, "--json", help="Print the summary as one JSON document."),
) -> None:
    """Draft a scenario from open data: roads, zones, people, gates and ways out.

    What nobody has said is filled in and marked as a default, or left unknown; the folder lists
    what to check first. Nothing is downloaded.

    \b
    Examples:
      safepassage new --osm andorra.osm.pbf --people 80000 --out andorra
      safepassage new --osm city.osm.pbf --within "5 of 49.41,8.69" --people 90000 --out old-town
      safepassage new --osm country.osm.pbf --zones districts.geojson --to shelters.csv --out aid
      safepassage new --roads net.xml --crs EPSG:32754 --zones z.geojson --zone-people P --out coast
    """
    from .output import print_json, progress_bar
    from .run_new import NewRequest, run_new

    request = NewRequest(
        osm=osm, roads=roads, crs=crs, out=out, force=force, area=area, within=within, box=box,
        to=to, exits=with_exits, crossings=crossings, people=people, zones=zones,
        zone_crs=zone_crs, zone_layer=zone_layer, zone_id=zone_id, zone_name=zone_name,
        zone_people=zone_people, people_per=people_per,
        population=population, population_source=population_source, buildings=buildings,
        zone_size=zone_size, occupancy=occupancy, without_car=without_car, walk=walk,
        service=service, start=start, hours=hours, timezone=timezone, hazard=hazard,
        hazard_reach=hazard_reach, hazard_time=hazard_time, hazard_only=hazard_only,
        hazard_kind=hazard_kind, hazard_from=hazard_from, name=name, title=title, preview=preview,
    )  # fmt: skip
    with progress_bar() as progress:
        summary = run_new(request, progress)
    if json:
        print_json(summary.document())
    else:
        typer.echo(summary.text(), nl=False)
