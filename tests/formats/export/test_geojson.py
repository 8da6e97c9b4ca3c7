"""GeoJSON has to be what any reader takes: RFC 7946, every figure, and the attribution with it."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from safepassage.errors import UsageError
from safepassage.formats.export.export import OSM, Export, attribution, export_plan, export_scenario
from safepassage.formats.export.geojson import write_geojson
from safepassage.formats.export.layer import cut_at_180
from safepassage.plan.read_bundle import read_bundle
from safepassage.scenario.folder import find_folder
from safepassage.scenario.inputs import Source
from safepassage.scenario.read_scenario import read_scenario

LAYERS = ["destinations", "gates", "links", "nodes", "zones"]


def read(folder: Path) -> dict[str, Any]:
    """Every file of an export, by an independent reader."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in folder.glob("*json")}


def properties(collection: dict[str, Any], key: str) -> dict[str, dict[str, Any]]:
    return {row["properties"][key]: row["properties"] for row in collection["features"]}


def test_a_plan_reads_back(harbour: Path, tmp_path: Path) -> None:
    shapely = pytest.importorskip("shapely.geometry")
    made = export_plan(read_bundle(harbour), read_scenario("harbour"))
    files = read(write_geojson(made, tmp_path / "map"))
    assert sorted(files) == sorted(["about", *LAYERS, "routes"])
    with (harbour / "inputs" / "node.csv").open(encoding="utf-8") as stream:
        spots = {
            r["node_id"]: (float(r["x_coord"]), float(r["y_coord"])) for r in csv.DictReader(stream)
        }
    with (harbour / "inputs" / "link.csv").open(encoding="utf-8") as stream:
        links = {row["link_id"]: row for row in csv.DictReader(stream)}
    assert properties(files["links"], "link_id").keys() == links.keys()
    for row in files["links"]["features"]:
        said = links[row["properties"]["link_id"]]
        assert row["properties"]["length_m"] == int(said["length_m"])
        line = shapely.shape(row["geometry"])
        assert (line.coords[0], line.coords[-1]) == (
            spots[said["from_node_id"]],
            spots[said["to_node_id"]],
        )
    for row in files["nodes"]["features"]:
        assert tuple(row["geometry"]["coordinates"]) == spots[row["properties"]["node_id"]]
    instructions = json.loads((harbour / "plan" / "instructions.json").read_text("utf-8"))
    through: Counter[str] = Counter()
    for row in instructions:
        for element in row["route"]:
            through[element] += row["people"]
    for id_, row in properties(files["links"], "link_id").items():
        assert row["people"] == through[f"link/{id_}"]
    assert {row["people"] for row in properties(files["gates"], "gate").values()} == {1100}
    arrive = {
        i: row["people"] for i, row in properties(files["destinations"], "destination_id").items()
    }
    assert arrive == {"camp": 1100, "school": 300}
    routes = properties(files["routes"], "instruction_id")
    assert {i: row["people"] for i, row in routes.items()} == {
        r["id"]: r["people"] for r in instructions
    }
    for row in files["routes"]["features"]:
        want = next(r for r in instructions if r["id"] == row["properties"]["instruction_id"])
        coordinates = [tuple(spot) for spot in row["geometry"]["coordinates"]]
        assert coordinates[0] == spots[want["start"]]
        assert len(coordinates) == len(want["route"]) + 1  # straight links, one point for each
        assert shapely.shape(row["geometry"]).is_valid


def test_zones_have_their_people(harbour: Path, tmp_path: Path) -> None:
    made = export_plan(read_bundle(harbour), read_scenario("harbour"))
    zones = properties(read(write_geojson(made, tmp_path / "map"))["zones"], "zone_id")
    assert {i: row["people_going"] for i, row in zones.items()} == {
        "old-town": 600, "fishers-row": 500, "hillside": 300,
    }  # fmt: skip
    assert sum(row["people_staying"] for row in zones.values()) == 150
    assert zones["old-town"]["people_leaving"] == 600


def test_every_file_says_what_it_is_and_whose(harbour: Path, tmp_path: Path) -> None:
    made = replace(export_plan(read_bundle(harbour)), attribution=OSM)
    files = read(write_geojson(made, tmp_path / "map"))
    for name, collection in files.items():
        assert collection["attribution"] == OSM
        assert collection["grade"] == "planners"
        assert "Not for publication" in collection["grade_text"]
        if name != "about":
            assert collection["type"] == "FeatureCollection"
            assert "crs" not in collection  # RFC 7946 knows one system only
            assert all(f["properties"]["attribution"] == OSM for f in collection["features"])
    assert any("--scenario was not given" in note for note in files["about"]["notes"])
    assert files["about"]["columns"]["links"]["length_m"] == "length in metres"


def test_openstreetmap_is_named_first_and_once() -> None:
    def source(publisher: str) -> Source:
        return Source("s", "t", publisher, "2031-05-04", None)

    rows = [source("Town council"), source("OpenStreetMap contributors"), source("Town council")]
    assert attribution(rows) == "© OpenStreetMap contributors, ODbL; Town council"
    assert attribution(rows[:1]) == "Town council"
    assert attribution([]) == "no source is named"
    many = attribution([source(name) for name in ("A", "B", "C", "D", "openstreetmap.org")])
    assert many == "© OpenStreetMap contributors, ODbL; A; B; C; D"
    made = replace(export_scenario(read_scenario("harbour")), attribution=many)
    assert made.credit == "© OpenStreetMap contributors, ODbL; A; B; and 2 more"


def with_bends(folder: Path) -> Path:
    """Harbour with a geometry for one of its links, drawn the other way round."""
    shutil.copytree(find_folder("harbour"), folder)
    path = folder / "link.csv"
    rows = list(csv.reader(path.open(encoding="utf-8")))
    rows[0].append("geometry")
    for row in rows[1:]:
        bend = "LINESTRING (-32.0065 44.001, -32.01 44.006, -32.0165 44.008)"
        row.append(bend if row[0] == "mill-street" else "")
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)
    return folder


def test_bends_come_from_the_scenario(harbour: Path, tmp_path: Path) -> None:
    scenario = read_scenario(with_bends(tmp_path / "bent"))
    made = export_plan(read_bundle(harbour), scenario)
    files = read(write_geojson(made, tmp_path / "map"))
    lines = {
        row["properties"]["link_id"]: row["geometry"]["coordinates"]
        for row in files["links"]["features"]
    }
    assert lines["mill-street"] == [[-32.0165, 44.008], [-32.01, 44.006], [-32.0065, 44.001]]
    assert len(lines["quay-road"]) == 2
    assert "6 links are drawn as straight lines" in files["about"]["notes"][0]
    route = next(r for r in files["routes"]["features"] if r["properties"]["zone_id"] == "old-town")
    assert route["geometry"]["coordinates"][:3] == lines["mill-street"]


def test_the_scenario_has_to_be_that_of_the_bundle(harbour: Path) -> None:
    with pytest.raises(UsageError, match="link mill-street of the bundle leads from old-town"):
        export_plan(read_bundle(harbour), read_scenario("causeway"))


def test_what_is_not_known_is_null_and_named(tmp_path: Path) -> None:
    unknown = [f"group/old-town-residents/people_{n}=unknown" for n in ("low", "likely", "high")]
    changes = [
        *unknown,
        "crossing/harbour/gate/far/open=unknown",
        "crossing/bridge/gate/post/consent/guard/state=refused",
        "destination/camp/need/water/have=unknown",
    ]
    scenario = read_scenario("harbour", set_=changes)
    files = read(write_geojson(export_scenario(scenario), tmp_path / "map"))
    assert sorted(files) == sorted(["about", *LAYERS])
    zone = properties(files["zones"], "zone_id")["old-town"]
    assert zone["people_present"] is zone["people_going"] is None
    assert zone["groups_left_out"] == "old-town-residents"
    gates = properties(files["gates"], "gate")
    assert gates["crossing/harbour/gate/far"]["state"] == "unknown"
    assert gates["crossing/harbour/gate/far"]["hours"] == "unknown"
    assert gates["crossing/harbour/gate/town"]["state"] == "open"
    assert gates["crossing/bridge/gate/post"]["state"] == "refused"
    camp = properties(files["destinations"], "destination_id")["camp"]
    assert (camp["room"], camp["room_text"], camp["short_need"]) == (None, "unknown", "water")
    assert "Left out, because not known: group/old-town-residents." in files["about"]["notes"]


@pytest.mark.parametrize(
    ("changes", "state", "why"),
    [
        (["rate_persons_per_hour=unknown"], "unknown", "not known: rate"),
        (["rate_persons_per_hour=0"], "closed", "its rate is 0"),
        (["open=[]"], "closed", "no open hour"),
        (["consent/authority/state=unknown"], "unknown", "consent of far-authority"),
        (
            ["consent/authority/from=2031-05-05T15:30:00+00:00"],
            "closed",
            "consents do not hold while it is open",
        ),
    ],
)
def test_the_state_of_a_gate(changes: list[str], state: str, why: str) -> None:
    set_ = [f"crossing/harbour/gate/far/{change}" for change in changes]
    layer = export_scenario(read_scenario("harbour", set_=set_)).layer("gates")
    row = layer.column("gate").index("crossing/harbour/gate/far")
    assert layer.column("state")[row] == state
    assert why in str(layer.column("why")[row])


def test_gates_of_one_crossing_stand_in_a_row() -> None:
    layer = export_scenario(read_scenario("harbour")).layer("gates")
    spots = [f.geometry[0] for f in layer.features if f.geometry and f.values[1] == "Harbour Gate"]
    (ax, _), (bx, _) = spots
    assert ax == pytest.approx(-31.991 + (-31.989 + 31.991) / 3, abs=1e-6)
    assert bx == pytest.approx(-31.991 + (-31.989 + 31.991) * 2 / 3, abs=1e-6)


def test_lines_are_cut_at_longitude_180() -> None:
    whole = ((5.0, 50.0), (6.0, 51.0))
    assert cut_at_180(whole) == (whole,)
    east = ((179.0, 10.0), (-179.0, 20.0), (-178.0, 20.0))
    assert cut_at_180(east) == (
        ((179.0, 10.0), (180.0, 15.0)),
        ((-180.0, 15.0), (-179.0, 20.0), (-178.0, 20.0)),
    )
    assert cut_at_180(east[1::-1]) == (
        ((-179.0, 20.0), (-180.0, 15.0)),
        ((180.0, 15.0), (179.0, 10.0)),
    )


def test_an_island_across_longitude_180(tmp_path: Path) -> None:
    scenario = read_scenario("harbour")
    moved = tuple(
        node.model_copy(update={"x_coord": (node.x_coord + 32 + 180 + 180) % 360 - 180})
        for node in scenario.nodes
    )
    # the middle of the town now lies on longitude 180
    made = export_scenario(scenario.model_copy(update={"nodes": moved}))
    files = read(write_geojson(made, tmp_path / "map"))
    kinds = Counter(row["geometry"]["type"] for row in files["links"]["features"])
    assert kinds["MultiLineString"] >= 1
    for row in files["links"]["features"]:
        geometry = row["geometry"]
        parts = (
            geometry["coordinates"] if "Multi" in geometry["type"] else [geometry["coordinates"]]
        )
        for part in parts:
            xs = [x for x, _ in part]
            assert max(xs) - min(xs) < 1


def test_assumed_open_gates_are_said(harbour: Path) -> None:
    plan = read_bundle(harbour)
    inputs = replace(plan.inputs, if_open=("crossing/harbour/gate/far/open",))
    made: Export = export_plan(replace(plan, inputs=inputs))
    assert made.notes[0] == (
        "Every figure holds only if the gates open: crossing/harbour/gate/far/open."
    )
    layer = made.layer("gates")
    row = layer.column("gate").index("crossing/harbour/gate/far")
    assert layer.column("why")[row] == "taken as open: its hours are not known"


def test_the_same_scenario_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write_geojson(export_scenario(read_scenario("harbour")), tmp_path / "a")
    second = write_geojson(export_scenario(read_scenario("harbour")), tmp_path / "b")
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes()
