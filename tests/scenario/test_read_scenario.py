"""The folder reader: examples read without problems, changes by --set, speed and import weight."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safepassage.scenario import make_inputs, read_scenario
from safepassage.scenario.address import BY_HAND
from safepassage.scenario.folder import EXAMPLES, example_names, read_folder
from safepassage.scenario.model import shapes
from safepassage.scenario.raw import address_of, visit
from safepassage.scenario.scenario import Scenario

TOWN = Path(__file__).parent / "town"


@pytest.mark.parametrize("name", example_names())
def test_every_example_reads_by_name_folder_and_file(name):
    assert read_scenario(name) == read_scenario(EXAMPLES / name)
    assert read_scenario(name) == read_scenario(EXAMPLES / name / "scenario.yaml")
    assert make_inputs(read_scenario(name)).people > 0


def test_the_town_has_every_noun():
    town = read_scenario(TOWN)
    for name, shape in shapes(Scenario).items():
        if shape.many:
            assert getattr(town, name), name


def test_a_value_is_frozen():
    with pytest.raises(ValueError, match="frozen"):
        read_scenario(TOWN).title = "other"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("change", "read"),
    [
        ("crossing/border/gate/own/rate_persons_per_hour=300", lambda i: i.crossings[0].gates[0]),
        (
            "crossing/border/gate/far/consent/leave/condition_met=yes",
            lambda i: i.crossings[0].gates[1],
        ),
        ("crossing/border/gate/far/open/0/daily_to=20:00", lambda i: i.crossings[0].gates[1].open),
        ("crossing/border/gate/far/open=unknown", lambda i: i.crossings[0].gates[1].open),
        ("destination/hotel/need/water/have=24000", lambda i: i.destinations[2].room),
        ("group/drivers/share_going=0.25", lambda i: i.groups[0].people),
        ("link/hall-way/walk_capacity=900", lambda i: i.links[3].foot_per_hour),
        ("zone/centre/vehicles=120", lambda i: i.groups[0].starts[0].seats),
        ("hazard/fire/arrives=2031-10-26T08:00:00+01:00", lambda i: i.closures[1].from_s),
        ("hazard/fire/zone/centre/leave_before=2031-10-26T08:00:00+01:00",
         lambda i: i.groups[0].latest_departure_s),
        ("end=2031-10-26T12:00:00+01:00", lambda i: i.periods),
        ("capacity_use=1", lambda i: i.capacity_use),
        ("assumption/walk_speed_kmh/value=4", lambda i: i.links[0].foot_s),
        ("assumption/occupancy/value=2", lambda i: i.groups[0].occupancy),
        ("start_point/centre/yard/name=Yard", lambda i: i.groups[0].starts[1].name),
        ("closure/works/remaining_share=0", lambda i: i.closures[0].remaining_share),
        ("aid/food/trucks_minimum_per_day=5", lambda i: i.aid_streams[0].minimum_per_day),
    ],
)  # fmt: skip
def test_a_change_by_address_reaches_the_inputs(change, read):
    before, after = read_scenario(TOWN), read_scenario(TOWN, set_=[change])
    assert read(make_inputs(after)) != read(make_inputs(before))


def test_what_is_set_is_on_the_word_of_whoever_set_it():
    """A what-if must never appear on the word of the source that said something else."""
    change = "crossing/border/gate/far/rate_persons_per_hour=300"
    town = read_scenario(TOWN, set_=[change])
    assert town.crossings[0].gates[1].rate_source == BY_HAND
    assert change in town.sources[-1].title
    given_source = read_scenario(TOWN, set_=[change, "crossing/border/gate/far/rate_source=count"])
    assert given_source.crossings[0].gates[1].rate_source == "count"


def _every_address() -> list[tuple[str, str]]:
    raw = read_folder(TOWN)
    found = []
    for path, model, item in visit(raw.tree, Scenario):
        for name, value in item.items():
            if isinstance(value, str) and name not in model.key:
                found.append((address_of(raw.tree, Scenario, (*path, name)), value))
    return [pair for pair in found if not pair[0].startswith("config")]


ADDRESSES = _every_address()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(ADDRESSES), min_size=1, max_size=20))
def test_setting_the_current_value_changes_nothing(pairs):
    changes = [f"{address}={value}" for address, value in pairs]
    assert read_scenario(TOWN, set_=changes) == read_scenario(TOWN)


def test_harbour_reads_in_a_moment():
    read_scenario("harbour")
    begin = time.perf_counter()
    read_scenario("harbour")
    assert time.perf_counter() - begin < 0.5  # 0.03 s here; the rest is for busy machines


def test_twenty_thousand_links_read_in_seconds(tmp_path):
    for file in TOWN.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    with (tmp_path / "node.csv").open("a") as nodes, (tmp_path / "link.csv").open("a") as links:
        nodes.writelines(f"n{i},,-1.1,42.5,,\n" for i in range(10_000))
        links.writelines(
            f"l{i},Street {i},n{i % 10_000},n{(i * 7 + 3) % 9_999},1,0.{i % 9 + 1},,600,1,30,"
            f"auto walk,,900,0,,,x\n"
            for i in range(20_000)
            if i % 10_000 != (i * 7 + 3) % 9_999
        )
    begin = time.perf_counter()
    town = read_scenario(tmp_path)
    assert time.perf_counter() - begin < 6  # 0.8 s here; the rest is for busy machines
    assert len(make_inputs(town).links) > 19_900


def test_reading_needs_no_numpy():
    code = "import sys, safepassage.scenario; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
