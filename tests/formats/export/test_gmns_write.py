"""What is written as GMNS has to come back the same, by our readers and by a plain CSV reader."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safepassage.errors import UsageError
from safepassage.formats.export.export import export_plan, export_scenario
from safepassage.formats.export.gmns import model_table, scenario_tables, write_gmns
from safepassage.formats.roads.gmns import read_gmns
from safepassage.formats.roads.gmns_zones import read_gmns_zones
from safepassage.plan.read_bundle import read_bundle
from safepassage.scenario.csv_table import read_table
from safepassage.scenario.folder import find_folder
from safepassage.scenario.link import Link
from safepassage.scenario.make_inputs import make_inputs
from safepassage.scenario.model import Model
from safepassage.scenario.node import Node
from safepassage.scenario.raw import Raw
from safepassage.scenario.read_scenario import read_scenario
from safepassage.scenario.zone import Zone

NETWORK = ("config.csv", "node.csv", "link.csv", "zone.csv")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("name", ["harbour", "causeway", "rafah-2023", "rafah-2024"])
def test_the_tables_stand_for_those_of_the_scenario(name: str, tmp_path: Path) -> None:
    folder = tmp_path / name
    shutil.copytree(find_folder(name), folder)
    scenario = read_scenario(name)
    out = write_gmns(export_scenario(scenario), tmp_path / "gmns")
    for file in NETWORK:
        assert rows(out / file)
        shutil.copy(out / file, folder / file)
    again = read_scenario(folder)
    assert again == scenario
    assert make_inputs(again) == make_inputs(scenario)


def test_the_town_of_the_tests_too(tmp_path: Path) -> None:
    source = Path(__file__).parents[2] / "scenario" / "town"
    scenario = read_scenario(source)
    shutil.copytree(source, tmp_path / "town")
    for file, data in scenario_tables(scenario).items():
        (tmp_path / "town" / file).write_bytes(data)
    assert read_scenario(tmp_path / "town") == scenario


def test_our_reader_of_roads_agrees(tmp_path: Path) -> None:
    scenario = read_scenario("rafah-2024")
    out = write_gmns(export_scenario(scenario), tmp_path / "gmns")
    road_map = read_gmns(out)
    assert [p.ref for p in road_map.points] == [node.node_id for node in scenario.nodes]
    assert [(p.lon, p.lat) for p in road_map.points] == [
        (float(node.x_coord), float(node.y_coord)) for node in scenario.nodes
    ]
    for road, link in zip(road_map.roads, scenario.links, strict=True):
        assert road.ref == link.link_id
        assert road.length_m == pytest.approx(float(link.length) * 1000)  # its config.csv says km
        assert road.forward.uses == set(link.allowed_uses)
        if "auto" in link.allowed_uses:
            assert road.forward.lanes == float(link.lanes or 0)
            assert road.forward.lane_capacity == float(link.capacity or 0)
            assert road.forward.speed_kmh == float(link.free_speed or 0)
        assert bool(road.backward.uses) == (not link.directed)


def test_zones_keep_their_people(tmp_path: Path) -> None:
    out = write_gmns(export_scenario(read_scenario("harbour")), tmp_path / "gmns")
    assert [(row.id, row.name, row.people) for row in read_gmns_zones(out)] == [
        ("old-town", "Old Town", 750), ("fishers-row", "Fishers' Row", 500),
        ("hillside", "Hillside", 300),
    ]  # fmt: skip
    unknown = [f"group/old-town-residents/people_{n}=unknown" for n in ("low", "likely", "high")]
    scenario = read_scenario("harbour", set_=unknown)
    out = write_gmns(export_scenario(scenario), tmp_path / "unknown")
    assert [row.people for row in read_gmns_zones(out)] == [None, 500, 300]


def test_a_bundle_alone_gives_the_same_times_and_rates(harbour: Path, tmp_path: Path) -> None:
    plan = read_bundle(harbour)
    out = write_gmns(export_plan(plan), tmp_path / "gmns")
    folder = tmp_path / "harbour"
    shutil.copytree(find_folder("harbour"), folder)
    for file in NETWORK:
        shutil.copy(out / file, folder / file)
    inputs = make_inputs(read_scenario(folder))
    assert inputs.links == plan.inputs.links
    assert inputs.nodes == plan.inputs.nodes


def test_two_directions_become_one_row_again(tmp_path: Path) -> None:
    both = ["link/mill-street/directed=0", "link/low-road/directed=0"]
    scenario = read_scenario("harbour", set_=both)
    made = replace(export_scenario(scenario), scenario=None)  # as from a bundle
    out = write_gmns(made, tmp_path / "gmns")
    assert {row["link_id"] for row in rows(out / "link.csv") if row["directed"] == "0"} == {
        "mill-street", "low-road",
    }  # fmt: skip
    folder = tmp_path / "harbour"
    shutil.copytree(find_folder("harbour"), folder)
    for file in NETWORK:
        shutil.copy(out / file, folder / file)
    assert make_inputs(read_scenario(folder)).links == made.inputs.links


def test_links_for_trucks_alone_are_said(tmp_path: Path) -> None:
    scenario = read_scenario("rafah-2024")
    made = replace(export_scenario(scenario), scenario=None)
    out = write_gmns(made, tmp_path / "gmns")
    about = json.loads((out / "about.json").read_text("utf-8"))
    alone = [link for link in made.inputs.links if link.car_s is None and link.foot_s is None]
    assert alone
    assert about["notes"][-1].startswith(f"{len(alone)} links for trucks alone are left out")
    written = sum(2 - int(row["directed"]) for row in rows(out / "link.csv"))
    assert written == len(made.inputs.links) - len(alone)


def test_forbidden_turns_go_along(tmp_path: Path) -> None:
    folder = tmp_path / "harbour"
    shutil.copytree(find_folder("harbour"), folder)
    turns = "turn_id,link_ids,uses,basis\nt1,mill-street market-street,walk,sign\n"
    (folder / "forbidden_turn.csv").write_text(turns, encoding="utf-8")
    scenario = read_scenario(folder)
    out = write_gmns(export_scenario(scenario), tmp_path / "gmns")
    shutil.copy(out / "forbidden_turn.csv", folder / "forbidden_turn.csv")
    assert read_scenario(folder) == scenario
    bare = write_gmns(replace(export_scenario(scenario), scenario=None), tmp_path / "bare")
    shutil.copy(bare / "forbidden_turn.csv", folder / "forbidden_turn.csv")
    assert read_scenario(folder).forbidden_turns == scenario.forbidden_turns
    cars = turns.replace("walk", "auto")
    (folder / "forbidden_turn.csv").write_text(cars, encoding="utf-8")
    (turn,) = read_gmns(folder).forbidden_turns
    refs = [road.ref for road in read_gmns(folder).roads]
    assert [refs[row] for row, _ in turn.movements] == ["mill-street", "market-street"]


def test_loads_routes_and_gates_stand_beside(harbour: Path, tmp_path: Path) -> None:
    made = export_plan(read_bundle(harbour), read_scenario("harbour"))
    out = write_gmns(made, tmp_path / "gmns")
    assert {row["link_id"]: row["people"] for row in rows(out / "link_load.csv")} == {
        "mill-street": "600", "quay-road": "500", "hill-steps": "0", "market-street": "1100",
        "gate-road": "1100", "meadow-road": "1100", "low-road": "300",
    }  # fmt: skip
    assert [row["people"] for row in rows(out / "route.csv")] == ["600", "500", "300"]
    assert [row["trucks"] for row in rows(out / "gate.csv")] == ["0", "8", "8"]
    assert rows(out / "destination.csv")[0]["people"] in ("1100", "300")
    # GMNS: every node and zone that is named is there
    nodes = {row["node_id"] for row in rows(out / "node.csv")}
    for row in rows(out / "link.csv"):
        assert {row["from_node_id"], row["to_node_id"]} <= nodes


def test_a_folder_is_replaced_only_if_asked_and_if_ours(harbour: Path, tmp_path: Path) -> None:
    made = export_scenario(read_scenario("harbour"))
    out = write_gmns(made, tmp_path / "gmns")
    with pytest.raises(UsageError, match="is there already"):
        write_gmns(made, out)
    (out / "node.csv").write_text("spoilt")
    write_gmns(made, out, force=True)
    assert len(rows(out / "node.csv")) == 10
    assert sorted(p.name for p in tmp_path.iterdir()) == ["gmns"]
    foreign = tmp_path / "mine"
    foreign.mkdir()
    (foreign / "letter.txt").write_text("dear")
    write_gmns(made, foreign, force=True)
    assert (tmp_path / "mine.before-1" / "letter.txt").read_text() == "dear"
    assert (foreign / "link.csv").is_file()
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="is a file; --out needs a folder"):
        write_gmns(made, tmp_path / "file", force=True)
    (tmp_path / "empty").mkdir()
    write_gmns(made, tmp_path / "empty")


def read_back(model: type[Model], data: bytes) -> list[Model]:
    """A table by the reader of scenarios."""
    raw = Raw()
    read_table(data.decode(), "table.csv", "rows", model, raw)
    assert not list(raw.problems)
    return [model.model_validate(row) for row in raw.tree["rows"]]


IDS = st.text(st.sampled_from("abcXYZ019-_.:"), min_size=1, max_size=8)
TEXTS = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs")) | st.just(" "), max_size=20
).map(str.strip)
NAMES = TEXTS.filter(bool) | st.none()
POSITIVE = st.decimals("0.001", "100000", places=3, allow_nan=False)
AMOUNT = st.decimals("0", "100000", places=2)
LON, LAT = st.decimals("-180", "180", places=7), st.decimals("-90", "90", places=7)


@st.composite
def links(draw: st.DrawFn) -> Link:
    uses = draw(st.lists(st.sampled_from(["auto", "walk", "truck"]), min_size=1, unique=True))
    ends = draw(st.lists(IDS, min_size=2, max_size=2, unique=True))
    values = {
        "link_id": draw(IDS),
        "name": draw(NAMES),
        "from_node_id": ends[0],
        "to_node_id": ends[1],
        "directed": draw(st.sampled_from(["0", "1"])),
        "length": str(draw(POSITIVE)),
        "facility_type": draw(NAMES),
        "capacity": str(draw(AMOUNT)),
        "lanes": str(draw(AMOUNT)),
        "free_speed": str(draw(POSITIVE)),
        "allowed_uses": " ".join(uses),
        "walk_speed": draw(st.none() | POSITIVE.map(str)),
        "walk_capacity": str(draw(AMOUNT)),
        "walkers_on_road": draw(st.sampled_from(["yes", "no"])),
        "storage": draw(st.none() | AMOUNT.map(str)),
        "contraflow": draw(st.sampled_from(["1", "0"])),
        "basis": draw(NAMES),
        "geometry": draw(NAMES),
    }
    return Link.model_validate({name: value for name, value in values.items() if value is not None})


@st.composite
def nodes(draw: st.DrawFn) -> Node:
    values = {
        "node_id": draw(IDS),
        "name": draw(NAMES),
        "x_coord": str(draw(LON)),
        "y_coord": str(draw(LAT)),
        "zone_id": draw(st.none() | IDS),
    }
    return Node.model_validate({name: value for name, value in values.items() if value is not None})


@st.composite
def zones(draw: st.DrawFn) -> Zone:
    values = {
        "zone_id": draw(IDS),
        "name": draw(TEXTS.filter(bool)),
        "pcode": draw(NAMES),
        "x_coord": draw(st.none() | LON.map(str)),
        "y_coord": draw(st.none() | LAT.map(str)),
        "vehicles": draw(st.sampled_from(["12", "0", "unknown", None])),
        "vehicles_source": draw(st.none() | IDS),
    }
    return Zone.model_validate({name: value for name, value in values.items() if value is not None})


@pytest.mark.parametrize(("model", "make"), [(Link, links()), (Node, nodes()), (Zone, zones())])
def test_read_of_write_is_the_same(model: type[Model], make: st.SearchStrategy[Model]) -> None:
    @settings(max_examples=150, deadline=None, derandomize=True)
    @given(st.lists(make, min_size=1, max_size=4))
    def holds(values: list[Model]) -> None:
        assert read_back(model, model_table(model, values)) == values

    holds()


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    made=st.lists(links(), min_size=1, max_size=5, unique_by=lambda link: link.link_id),
    unit=st.sampled_from([("m", 1.0), ("km", 1000.0), ("mi", 1609.344)]),
    speed=st.sampled_from([("km/h", 1.0), ("mph", 1.609344)]),
)
def test_roads_of_any_links(
    made: list[Link],
    unit: tuple[str, float],
    speed: tuple[str, float],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("gmns")
    plain = [link.model_copy(update={"geometry": None}) for link in made]
    refs = list(dict.fromkeys(i for link in made for i in (link.from_node_id, link.to_node_id)))
    # nodes so near one another that any length is possible
    spots = "".join(f"{ref},{number * 1e-6:.6f},0\n" for number, ref in enumerate(refs))
    (folder / "node.csv").write_text("node_id,x_coord,y_coord\n" + spots, encoding="utf-8")
    (folder / "link.csv").write_bytes(model_table(Link, plain))
    units = f"long_length,speed,crs\n{unit[0]},{speed[0]},EPSG:4326\n"
    (folder / "config.csv").write_text(units, encoding="utf-8")
    by_ref = {road.ref: road for road in read_gmns(folder).roads}
    for link in plain:
        lanes = link.lanes or Decimal(0)
        uses = set(link.allowed_uses) - (set() if lanes else {"auto", "truck"})
        if not uses:
            assert link.link_id not in by_ref
            continue
        road = by_ref[link.link_id]
        assert road.length_m == pytest.approx(float(link.length) * unit[1])
        assert road.forward.uses == uses
        assert road.backward.uses == (set() if link.directed else uses)
        assert road.forward.lanes == (float(lanes) or None)
        assert road.forward.lane_capacity == float(link.capacity or 0)
        assert road.forward.speed_kmh == pytest.approx(float(link.free_speed or 0) * speed[1])
        assert road.name == link.name or link.name == "NaN"  # GMNS: no value
