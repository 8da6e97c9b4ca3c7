"""The two reports as scenarios: they read, keep people apart, and name the source of a figure."""

from __future__ import annotations

import csv
import re
from datetime import datetime, timedelta
from pathlib import Path

import networkx as nx
import pytest

from safepassage.scenario import make_inputs, read_scenario
from safepassage.scenario.folder import EXAMPLES
from safepassage.scenario.model import Model, shapes
from safepassage.scenario.scenario import Scenario

NAMES = ("rafah-2023", "rafah-2024")
DOCS = Path(__file__).parent.parent.parent / "docs" / "concepts" / "two_reports.md"
WORDS_IN_A_ROW = 8
OURS = "Safe Passage (assumption)"
FIRST_LINES = (
    "This is a test of credibility, not a recommendation to move anyone. "
    "Safe Passage takes no position on any operation. Movement must be voluntary and temporary. "
    "People who stay keep their protection and their aid. "
    "The answer beside this one is that nobody moves."
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def one(items, id_):
    (found,) = [item for item in items if item.id == id_]
    return found


@pytest.fixture(scope="module")
def autumn() -> Scenario:
    return read_scenario("rafah-2023")


@pytest.fixture(scope="module")
def spring() -> Scenario:
    return read_scenario("rafah-2024")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("headcount", ["low", "likely", "high"])
def test_it_reads_and_converts(name, headcount):
    inputs = make_inputs(read_scenario(name), headcount=headcount)
    assert inputs.people > 0
    assert inputs.step_s == 900


# --- people who are never mixed


def ways(scenario: Scenario) -> nx.Graph:
    """Every way of any kind, open or not, in both directions."""
    graph = nx.Graph()
    graph.add_nodes_from(node.node_id for node in scenario.nodes)
    places = {place.id: place.node for place in scenario.destinations}
    graph.add_edges_from((link.from_node_id, link.to_node_id) for link in scenario.links)
    graph.add_edges_from((c.from_node, c.to_node) for c in scenario.crossings)
    graph.add_edges_from((leg.node, places.get(leg.to, leg.to)) for leg in scenario.legs)
    for fleet in scenario.fleets:
        graph.add_edges_from((fleet.node, stop) for stop in fleet.stops)
    return graph


def start_nodes(scenario: Scenario, population: str) -> set[str]:
    zones = {group.zone_id for group in scenario.groups if group.population == population}
    return {point.node_id for point in scenario.start_points if point.zone_id in zones}


def test_no_way_joins_the_stranded_with_anyone_in_gaza(autumn):
    graph = ways(autumn)
    stranded = start_nodes(autumn, "stranded-in-israel")
    others = {p.id for p in autumn.populations} - {"stranded-in-israel", "held"}
    gaza = set().union(*(start_nodes(autumn, population) for population in others))
    assert stranded
    assert len(gaza) >= 10
    assert not any(nx.has_path(graph, a, b) for a in stranded for b in gaza)
    pieces = [set(piece) for piece in nx.connected_components(graph)]
    assert len(pieces) == 2
    for leg in autumn.legs:
        assert nx.has_path(graph, leg.node, next(iter(stranded)))


def test_people_in_gaza_reach_egypt_and_nothing_else(autumn):
    graph = ways(autumn)
    reached = nx.node_connected_component(graph, "gaza")
    assert [place.id for place in autumn.destinations if place.node in reached] == ["egypt"]


@pytest.mark.parametrize("name", NAMES)
def test_held_persons_are_claims_and_never_a_group(name):
    scenario = read_scenario(name)
    assert any(population.id == "held" for population in scenario.populations)
    assert not [group for group in scenario.groups if group.population == "held"]
    assert [claim for claim in scenario.claims if claim.subject == "population/held"]
    for thing in (*scenario.legs, *scenario.fleets):
        assert "held" not in thing.id


def test_nobody_of_2024_is_sent_over_a_border(spring):
    assert {place.kind for place in spring.destinations} == {"shelter"}
    graph = ways(spring)
    graph.remove_edges_from([(c.from_node, c.to_node) for c in spring.crossings])
    assert nx.has_path(graph, "rafah", "al-qarara")
    assert not nx.has_path(graph, "rafah", "terminal-egypt")


# --- what was known when


def test_the_gaza_side_is_unknown_on_30_october_and_open_on_1_november(autumn):
    before = one(make_inputs(autumn).crossings, "rafah")
    assert one(before.gates, "gaza").open is None
    assert one(before.gates, "egypt").open
    assert {c.state for gate in before.gates for c in gate.consents} == {"unknown"}
    after = make_inputs(
        autumn, start=at("2023-11-01T06:00:00+02:00"), as_of=at("2023-11-01T18:00:00+02:00")
    )
    crossing = one(after.crossings, "rafah")
    first = one(crossing.gates, "gaza").open[0]
    assert (first.from_s, first.to_s) == (13_500, 39_600)  # 09:45 to 17:00 of that day
    assert {c.state for gate in crossing.gates for c in gate.consents} == {"given"}
    assert one(crossing.gates, "gaza").consents[0].via == "qatar"


def test_the_north_waits_for_wadi_gaza_until_6_november(autumn):
    for instant, intervals in (
        ("2023-10-30T18:00:00+02:00", None),
        ("2023-11-05T18:00:00+02:00", None),
        ("2023-11-06T18:00:00+02:00", 1),
        ("2023-11-09T18:00:00+02:00", 9),
    ):
        corridor = one(make_inputs(autumn, as_of=at(instant)).corridors, "wadi-gaza")
        assert (corridor.hours and len(corridor.hours)) == intervals, instant


def test_suspensions_are_known_from_their_day_on(autumn):
    def days_open(instant: str) -> list[int]:
        inputs = make_inputs(autumn, as_of=at(instant))
        hours = one(one(inputs.crossings, "rafah").gates, "gaza").open
        starts = [inputs.start + timedelta(seconds=row.from_s) for row in hours]
        return [day.day for day in starts if day.month == 11]

    for instant, shut in (
        ("2023-11-03T12:00:00+02:00", set()),
        ("2023-11-04T12:00:00+02:00", {4, 5}),
        ("2023-11-08T12:00:00+02:00", {4, 5, 8}),
    ):
        assert days_open(instant) == [d for d in range(1, 15) if d not in shut], instant


def test_events_of_7_and_8_may(spring):
    def seen(instant: str) -> tuple[bool, bool]:
        inputs = make_inputs(spring, as_of=at(instant))
        people = one(one(inputs.crossings, "rafah").gates, "gaza")
        goods = one(one(inputs.crossings, "kerem-shalom").gates, "israel")
        return people.open[-1].to_s < 86_400, goods.open is not None

    assert seen("2024-05-06T12:00:00+03:00") == (False, False)
    assert seen("2024-05-07T12:00:00+03:00") == (True, False)
    assert seen("2024-05-08T12:00:00+03:00") == (True, True)


# --- figures


def present(scenario: Scenario, population: str) -> tuple[int, int, int]:
    groups = [g for g in scenario.groups if g.population == population]
    return tuple(  # type: ignore[return-value]
        sum(getattr(group, f"people_{name}") for group in groups)
        for name in ("low", "likely", "high")
    )


def test_headcounts_of_2023(autumn):
    assert present(autumn, "foreign-nationals")[1] + present(autumn, "us-nationals-in-gaza")[1] == (
        7_000
    )
    assert present(autumn, "us-nationals-in-gaza") == (400, 1_000, 1_000)
    assert present(autumn, "wounded") == (76, 90, 90 + 60)
    low, likely, high = present(autumn, "companions")
    assert (low, likely, high) == (120, 142, 237)
    assert likely == round(90 * 5_318 / 3_370)
    assert present(autumn, "residents") == (2_226_544,) * 3
    north = [g.people_likely for g in autumn.groups if g.group_id == "north-gaza-residents"]
    gaza = [g.people_likely for g in autumn.groups if g.group_id == "gaza-residents"]
    assert sum(north) + sum(gaza) == 1_193_512


def test_rates_of_2023(autumn):
    gates = {gate.id: gate for gate in one(autumn.crossings, "rafah").gates}
    assert gates["egypt"].rate_persons_per_hour * 8 == 410
    assert gates["gaza"].rate_persons_per_hour * 8 == 813
    assert all(gate.rate_vehicles_per_hour is None for gate in gates.values())
    assert gates["egypt"].eligibility == ("listed", "medical-evacuee", "companion-of-evacuee")
    kinds = {criterion.id: criterion.kind for criterion in autumn.criteria}
    assert kinds["listed"] == "list"
    assert (autumn.fleets[0].vehicles, autumn.fleets[0].seats) == (6, 56)  # 335 people


def test_the_last_charter_and_the_ship(autumn):
    charter, ship = one(autumn.legs, "last-us-charter"), one(autumn.legs, "ship-haifa")
    assert charter.last_departure
    assert charter.departs.date().isoformat() == "2023-10-31"
    assert charter.departs.strftime("%A") == "Tuesday"
    assert ship.departs.date().isoformat() == "2023-10-16"
    assert ship.seats == 2_200
    assert ship.departs < autumn.start


def test_headcounts_of_2024(spring):
    known = [g for g in spring.groups if isinstance(g.people_likely, int)]
    assert sum(g.people_low for g in known) == 1_200_000
    assert sum(g.people_likely for g in known) == 1_400_000
    assert sum(g.people_high for g in known) == 1_400_000
    east = {"shokat-as-sufi", "al-bayouk", "as-salam", "al-jneina", "tabet-zaraa"}
    assert sum(g.people_likely for g in known if g.zone_id in east) == 100_000
    assert {g.group_id for g in spring.groups} - {g.group_id for g in known} == {
        "hospital-patients",
        "listed-travellers",
    }


def test_size_of_2024(spring):
    assert len(spring.zones) >= 15
    assert len(spring.nodes) >= 40
    assert len(spring.destinations) >= 6
    for place in spring.destinations:
        assert [n.need for n in place.needs] == [
            "floor_area",
            "water",
            "toilets",
            "food",
            "health",
        ]
    assert {g.mode for g in spring.groups} == {"car", "foot"}
    convoys = [leg for leg in spring.legs if leg.id.startswith("convoy-")]
    assert {leg.id.removeprefix("convoy-") for leg in convoys} == {z.zone_id for z in spring.zones}
    for hour in (10, 13):  # 20 buses of 56 seats, twice a day
        assert sum(leg.seats for leg in convoys if leg.departs.hour == hour) == 20 * 56
    assert {leg.serves for leg in spring.legs} == {("cannot-walk",)}


def test_room_of_2024_is_unknown_or_marked_as_assumed(spring):
    rooms = {place.id: place.room for place in make_inputs(spring).destinations}
    assert {id_ for id_, room in rooms.items() if room is not None} == {
        "al-mawasi",
        "khan-yunis",
        "al-qarara",
    }
    for place in spring.destinations:
        assert len({need.have == "unknown" for need in place.needs}) == 1
        assert {need.have_source for need in place.needs} <= {"assumed-room", None}


def test_aid_of_2024_is_the_median_and_the_ninetieth_percentile(spring):
    for crossing, minimum, quota in (("kerem-shalom", 97, 167), ("rafah", 58, 101)):
        streams = [s for s in spring.aid_streams if s.crossing == crossing]
        assert sum(s.trucks_minimum_per_day for s in streams) == minimum
        assert sum(s.trucks_quota_per_day for s in streams) == quota


def test_the_network_is_the_compilation_retyped(shared, autumn, spring):
    file = shared / "data" / "gaza" / "coarse_link.csv"
    with file.open(encoding="utf-8") as handle:
        lengths = {f"road-{int(row['link_id']):02}": row for row in csv.DictReader(handle)}
    for scenario, count in ((autumn, 72), (spring, 48)):
        roads = [link for link in scenario.links if link.link_id.startswith("road-")]
        assert len(roads) == count
        for road in roads:
            row = lengths[road.link_id]
            assert str(road.length) == row["length_km"]
            assert str(road.capacity) == row["capacity_vph_per_lane"]


# --- every fact on somebody's word


def facts_of(item: Model):
    """Every value that needs a source, with the source that stands beside it."""
    for name, shape in shapes(type(item)).items():
        value = getattr(item, {"from": "from_", "field": "field_"}.get(name, name))
        if shape.source_field and value is not None and value != "unknown":
            yield name, value, getattr(item, shape.source_field, None)
        if isinstance(value, tuple):
            for inner in value:
                if isinstance(inner, Model):
                    yield from facts_of(inner)


@pytest.mark.parametrize("name", NAMES)
def test_every_fact_has_a_source(name):
    scenario = read_scenario(name)
    known = {source.id for source in scenario.sources}
    lacking = [
        (field, value)
        for field, value, source in facts_of(scenario)
        if source not in known and field not in ("open", "hours")
    ]
    assert not lacking
    for source in scenario.sources:
        assert source.publisher
        assert source.title


@pytest.mark.parametrize("name", NAMES)
def test_every_source_is_used_or_named_by_an_assumption(name):
    scenario = read_scenario(name)
    folder = EXAMPLES / name
    text = "\n".join(
        (folder / file).read_text(encoding="utf-8")
        for file in ("scenario.yaml", "group.csv", "zone.csv")
    )
    named = {"gisha-2016": "Gisha", "list-1-nov": "Reuters via BNN", "unrwa-list": "UNRWA list"}
    for source in scenario.sources:
        uses = len(re.findall(rf"(?<![\w-]){re.escape(source.id)}(?![\w-])", text))
        assert uses > 1 or named[source.id] in text, source.id


@pytest.mark.parametrize("name", NAMES)
def test_what_is_assumed_says_so(name):
    scenario = read_scenario(name)
    ours = {s.id for s in scenario.sources if s.publisher.startswith(OURS)}
    assert {"assumptions"} < ours
    for source in scenario.sources:
        assert source.id in ours or "Safe Passage" not in source.publisher
    for zone in scenario.zones:
        assert zone.vehicles_source in ours
    for link in scenario.links:
        assert "assumption" in (link.basis or ""), link.link_id
    readme = (EXAMPLES / name / "README.md").read_text(encoding="utf-8")
    assert "## Assumptions, all ours" in readme


# --- words


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_begins_with_what_it_is_not(name):
    text = (EXAMPLES / name / "README.md").read_text(encoding="utf-8")
    first = text.split("\n\n")[1]
    assert first.replace("**", "") == FIRST_LINES


def words(text: str) -> list[str]:
    return re.findall(r"[\w'’]+", text.lower().replace("’", "'"))


def texts_of_ours() -> dict[str, str]:
    files = [f for name in NAMES for f in sorted((EXAMPLES / name).iterdir()) if f.is_file()]
    return {f"{f.parent.name}/{f.name}": f.read_text(encoding="utf-8") for f in (*files, DOCS)}


def test_no_sentence_of_the_reports_is_copied(shared):
    reports = sorted((shared / "reports").glob("*.txt"))
    if not reports:
        pytest.skip("needs the two reports (../shared/reports)")
    theirs: set[tuple[str, ...]] = set()
    for report in reports:
        said = words(report.read_text(encoding="utf-8"))
        theirs |= {
            tuple(said[i : i + WORDS_IN_A_ROW]) for i in range(len(said) - WORDS_IN_A_ROW + 1)
        }
    for file, text in texts_of_ours().items():
        ours = words(text)
        for i in range(len(ours) - WORDS_IN_A_ROW + 1):
            run = tuple(ours[i : i + WORDS_IN_A_ROW])
            assert run not in theirs, f"{file}: {' '.join(run)}"


@pytest.mark.parametrize("name", NAMES)
def test_claims_are_marked_as_our_words(name):
    for claim in read_scenario(name).claims:
        assert claim.text.startswith("[paraphrase] "), claim.id


@pytest.mark.parametrize("file", texts_of_ours())
def test_neutral_words(file):
    text = texts_of_ours()[file].lower()
    for word in ("permission", "terrorist", "regime", "enemy", "target", "evacuation order"):
        assert word not in text, word


def test_every_address_of_the_table_is_there():
    text = DOCS.read_text(encoding="utf-8")
    there = {name: read_scenario(name) for name in NAMES}
    parts = text.split("## ")
    checked = 0
    for part in parts:
        name = next((n for n in NAMES if f"`{n}`" in part.split("|---")[0]), None)
        if name is None or "| address in" not in part:
            continue
        scenario = there[name]
        ids = {
            "claim": {c.id for c in scenario.claims},
            "population": {p.id for p in scenario.populations},
            "leg": {leg.id for leg in scenario.legs},
            "party": {p.id for p in scenario.parties},
            "destination": {d.id for d in scenario.destinations} | {"..."},
            "group": {g.group_id for g in scenario.groups} | {"<zone>-us"},
            "corridor": {c.id for c in scenario.corridors},
            "crossing": {c.id for c in scenario.crossings},
            "aid_stream": {s.id for s in scenario.aid_streams} | {"..."},
        }
        for noun, id_ in re.findall(r"`([a-z_]+)/([^/`]+)", part):
            assert id_ in ids[noun], f"{noun}/{id_}"
            checked += 1
        told = set(re.findall(r"`claim/([^`]+)`", part))
        report = {"report-30-oct", "state-30-oct", "defense-30-oct"} | {
            "report-may",
            "readout",
            "wsj",
            "ap",
            "ashdod",
        }
        assert {c.id for c in scenario.claims if c.source in report} <= told
    assert checked > 40
