"""What the map counts and warns of is counted by hand here, on scenes small enough for it."""

from __future__ import annotations

import pytest

from safepassage.report.make_map_data import OSM, make_map_data
from safepassage.report.map_data import MapData, MapNote
from safepassage.scenario import read_scenario
from safepassage.scenario.hazard import Hazard
from safepassage.scenario.source import Source

from .scenes import exit_at, group, link, node, scene, start, zone

#   lost <- town <=> gate -> out          (town-gate is two rows; lost leads nowhere)
NODES = [node("lost", 0, 0), node("town", 0.001, 0), node("gate", 0.002, 0), node("out", 0.003, 0)]
LINKS = [
    link("dead-end", "town", "lost", length="120"),
    link("high-street", "town", "gate", length="112", facility_type="Primary", lanes="2",
         basis="way 1; default: capacity", allowed_uses="auto walk", structure="bridge"),
    link("high-street-back", "gate", "town", length="112", facility_type="primary"),
    link("way-out", "gate", "out", length="130", facility_type="motorway_link",
         basis="way 2; default: capacity, lanes, speed"),
]  # fmt: skip
TOWN = {
    "destinations": (exit_at("outside", "out"),),
    "zones": (zone("old", 0.0005, 0.0002), zone("new")),
    "groups": (group("a", "old", "70"), group("b", "old", "30", "foot"), group("c", "new", "12")),
    "start_points": (
        start("old", "town"),
        start("new", "lost", "0.5"),
        start("new", "gate", "0.5"),
    ),
}


@pytest.fixture
def town() -> MapData:
    return make_map_data(scene(NODES, LINKS, **TOWN), notes=["3 x path: too narrow"])


def texts(data: MapData) -> list[str]:
    return [finding.text for finding in data.findings]


def test_summary(town: MapData) -> None:
    found = town.summary
    assert (found.nodes, found.links, found.zones, found.starts) == (4, 4, 2, 3)
    assert (found.people, found.exits, found.crossings, found.legs) == (112, 1, 0, 0)
    # the way back of the high street is no more road
    assert found.km == pytest.approx(0.120 + 0.112 + 0.130)
    assert [(row.links, round(row.km, 3)) for row in found.classes] == [
        (1, 0.13), (2, 0.112), (1, 0.12),
    ]  # fmt: skip
    assert dict(found.default_share) == {"capacity": 0.5, "lanes": 0.25, "free_speed": 0.25}
    assert found.all_default == 1
    assert found.structures == (("bridge", 1),)


def test_links(town: MapData) -> None:
    dead_end, street, back, way_out = town.links
    assert [row.one_way for row in town.links] == [True, False, False, True]
    assert dead_end.stuck == ("auto",)
    assert street.stuck == ("walk",)  # nobody gets out on foot
    assert (back.stuck, way_out.stuck) == ((), ())
    assert way_out.all_default
    assert ("lanes each way", "2", False) in street.figures
    assert ("cars an hour and lane", "600", True) in street.figures
    assert ("free speed", "30 km/h", False) in street.figures


def test_a_way_back_on_foot_leaves_a_road_one_way_for_cars() -> None:
    rows = [link("a", "town", "gate", allowed_uses="auto walk"),
            link("b", "gate", "town", allowed_uses="walk")]  # fmt: skip
    links = make_map_data(scene(NODES, rows)).links
    assert [row.one_way for row in links] == [True, False]


def test_zones(town: MapData) -> None:
    old, new = town.zones
    assert (old.people, old.by_car, old.on_foot) == (100, 70, 30)
    assert old.at == (0.0005, 0.0002)
    assert (new.at_said, new.at) == (False, (0.001, 0.0))  # the middle of its start points
    assert [row.stuck for row in new.starts] == [("auto",), ()]
    assert old.starts[0].stuck == ("walk",)


def test_findings_name_what_to_look_at(town: MapData) -> None:
    found = {finding.text: finding for finding in town.findings}
    stuck = "1 link (0.1 km) cannot leave by car: no exit, crossing or departure can be reached"
    assert any(text.startswith(stuck) for text in found)
    assert found["1 start point of 1 zone cannot reach any exit by car."].places == ((0.0, 0.0),)
    assert "1 zone without coordinates: drawn in the middle of the start points." in found
    assert found["1 link of which every figure is a default."].links == (3,)
    assert town.notes == (MapNote("3 x path: too narrow"),)


def test_lines_and_lengths_that_do_not_fit_are_told() -> None:
    rows = [
        link("short", "lost", "out", length="3"),
        link("elsewhere", "lost", "town", geometry="LINESTRING (5 5, 5.001 5)", length="500"),
        link("metres", "town", "gate", geometry="LINESTRING (500000 1, 500100 1)", length="500"),
        link("right", "gate", "out", geometry="LINESTRING (0.003 0, 0.002 0)", length="111"),
    ]
    found = {f.text: f.links for f in make_map_data(scene(NODES, rows)).findings}
    assert found["1 link shorter than the straight line between the nodes."] == (0,)
    assert found["1 link drawn more than 100 m away from the nodes."] == (1,)
    assert found["1 link with a geometry that is no LINESTRING in degrees."] == (2,)


def test_zones_that_do_not_fit_are_told() -> None:
    more = TOWN | {
        "zones": (zone("old", 3, 0), zone("new"), zone("none")),
        "groups": (group("a", "old", "unknown"),),
        "start_points": (start("old", "town"),),
    }
    found = texts(make_map_data(scene([*NODES, node("alone", 0.01, 0.01)], LINKS, **more)))
    for text in (
        "2 zones without a start point.",
        "2 zones on no map: neither coordinates nor a start point.",
        "1 zone more than 10 km from every one of the start points.",
        "1 zone with people whom nobody has counted.",
        "2 zones without people.",
        "1 node that no link, crossing or departure touches.",
    ):
        assert text in found


def test_nothing_at_all_is_no_error() -> None:
    data = make_map_data(scene([], []))
    assert texts(data) == ["There is no destination, crossing or departure: nobody can leave."]
    assert data.summary.km == 0


def test_without_an_exit_no_link_is_called_stuck() -> None:
    data = make_map_data(scene(NODES, LINKS))
    assert not any(link.stuck for link in data.links)
    assert "nobody can leave" in texts(data)[0]


def test_both_sides_of_180_are_one_piece() -> None:
    nodes = [node("west", 179.999, 10), node("east", -179.999, 10)]
    row = link("over", "west", "east", geometry="LINESTRING (179.999 10, -179.999 10)")
    data = make_map_data(scene(nodes, [row], zones=(zone("z", -179.998, 10),)))
    (a, _), (b, _) = data.links[0].line
    assert abs(b - a) == pytest.approx(0.002)
    assert data.zones[0].at is not None
    assert abs(data.zones[0].at[0] - b) == pytest.approx(0.001)


def test_closures_and_hazards_are_on_their_links() -> None:
    harbour = make_map_data(read_scenario("harbour"))
    closed = {row.id: row.closed for row in harbour.links if row.closed}
    assert closed == {"low-road": ("closed from Mon 5 May 07:30 (Flood on Low Road)",)}


def test_the_earliest_deadline_of_a_zone_counts() -> None:
    def hazard(name: str, before: str) -> Hazard:
        row = {
            "id": name, "name": name, "kind": "fire", "arrives": "2031-06-02T12:00:00+00:00",
            "zones": [{"zone": "old", "leave_before": before}], "source": "exercise",
        }  # fmt: skip
        return Hazard.model_validate(row)

    fires = (hazard("a", "2031-06-02T15:00:00+00:00"), hazard("b", "2031-06-02T13:00:00+00:00"))
    data = make_map_data(scene(NODES, LINKS, **TOWN, hazards=fires))
    assert [row.leave_before for row in data.zones] == ["Mon 2 Jun 13:00", ""]


def test_openstreetmap_is_credited_and_nobody_else() -> None:
    row = {"id": "osm", "title": "x", "publisher": "OpenStreetMap contributors",
           "date": "2031-01-01"}  # fmt: skip
    sources = (Source.model_validate(row),)
    assert make_map_data(scene(NODES, LINKS, sources=sources)).attribution == OSM
    assert make_map_data(scene(NODES, LINKS)).attribution == ""


@pytest.mark.parametrize(
    ("example", "zones", "people", "unknown"),
    [("harbour", 3, 1550, 0), ("causeway", 1, 600, 1), ("rafah-2024", 17, 1_400_000, 1)],
)
def test_examples(example: str, zones: int, people: int, unknown: int) -> None:
    found = make_map_data(read_scenario(example)).summary
    assert (found.zones, found.people, found.crossings_unknown) == (zones, people, unknown)


def test_rooms_in_words() -> None:
    rooms = {row.id: row.room for row in make_map_data(read_scenario("harbour")).exits}
    assert rooms == {"school": "300 (floor area is least)", "camp": "1,100 (water is least)"}
