"""`safepassage exits`: the machine contract, words of the answer, and unlocks that come true."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from safepassage.cli.main import app
from safepassage.scenario import make_inputs, read_scenario
from safepassage.scenario.address import find
from safepassage.scenario.folder import find_folder, read_folder

CLOSED = "crossing/harbour/gate/far/open=unknown"
SHUT_ROADS = "corridor/north/hours=unknown"
NO_WORD = "corridor/north/consent/israel-army/state=unknown"
CONVOYS = tuple(
    f"leg/convoy-{place}/consent/israel-army/state={state}"
    for place, state in (("miraj", "refused"), ("rafah", "unknown"))
)
CASES = {  # scenario, instant, hours ahead, what is set first, people freed by so many conditions
    "one consent": ("causeway", None, 24, (), {1: 600}),
    "hours and consents": (
        "causeway", None, 24,
        ("crossing/causeway/gate/island/open=unknown",
         "crossing/causeway/gate/island/consent/council/state=refused"),
        {3: 600},
    ),
    "a gate that nobody speaks of": ("harbour", None, 24, (CLOSED,), {1: 600}),
    "two people say no": (
        "harbour", "2031-05-05T09:00:00+00:00", 3,
        (CLOSED, "crossing/harbour/gate/far/consent/authority/state=unknown"), {2: 1400},
    ),
    "30 October": ("rafah-2023", None, 24, (), {5: 5405, 7: 7232}),
    "1 November": ("rafah-2023", "2023-11-01T06:00:00+02:00", 24, (), {2: 1827}),
    "too early for 2 hours": ("rafah-2023", "2023-11-01T06:00:00+02:00", 2, (), {2: 3515, 4: 5342}),
    "hours taken back": ("rafah-2023", "2023-11-04T12:00:00+02:00", 24, (), {1: 5405, 3: 7232}),
    "at night": ("rafah-2023", "2023-11-05T20:00:00+02:00", 12, (), {2: 5405, 4: 7232}),
    "after the hours": ("rafah-2023", "2023-11-06T15:00:00+02:00", 24, (), {1: 1827}),
    "roads of unknown hours": ("rafah-2024", None, 24, (SHUT_ROADS,), {1: 1262240}),
    "too late to walk": ("rafah-2024", "2024-05-06T14:00:00+03:00", 6, (), {1: 1206240}),
    "consents of roads and legs": (
        "rafah-2024", None, 24, (NO_WORD, *CONVOYS), {1: 1262240, 2: 1264900, 3: 1265603},
    ),
}  # fmt: skip


def exits(
    scenario: str, at: str | None = None, within: float = 24, changes: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The answer as JSON."""
    return json.loads(_run(scenario, at, within, changes, "--json"))  # type: ignore[no-any-return]


def words(
    scenario: str, at: str | None = None, within: float = 24, changes: tuple[str, ...] = ()
) -> str:
    """The answer in words, on one line."""
    return " ".join(_run(scenario, at, within, changes).split())


def _run(scenario: str, at: str | None, within: float, changes: tuple[str, ...], *more: str) -> str:
    args = ["exits", scenario, "--within", str(within), *more]
    args += [] if at is None else ["--at", at]
    for change in changes:
        args += ["--set", change]
    done = CliRunner().invoke(app, args)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_machine_contract() -> None:
    answer = exits("rafah-2023")
    assert {"at", "groups", "unlocks"} <= answer.keys()
    for row in answer["groups"]:
        assert {
            "population", "group", "people", "can_leave", "by", "per_day", "blockers",
        } <= row.keys()  # fmt: skip
        assert row["can_leave"] == (row["by"] is not None) == (not row["blockers"])
        for blocker in row["blockers"]:
            assert {"address", "what", "side", "party", "source", "since"} <= blocker.keys()
    for unlock in answer["unlocks"]:
        assert unlock.keys() == {"set", "people", "changes"}
    assert answer["notice"].startswith("This is a test of credibility")


@pytest.mark.parametrize("name", CASES)
def test_setting_what_an_unlock_names_frees_exactly_so_many(name: str) -> None:
    """The claim of an unlock is what the same question answers once its addresses are set."""
    scenario, at, within, changes, expected = CASES[name]
    before = exits(scenario, at, within, changes)
    assert {len(row["set"]): row["people"] for row in before["unlocks"]} == expected
    could = {(row["group"], row["start"]) for row in before["groups"] if row["can_leave"]}
    for unlock in before["unlocks"]:
        set_ = (*changes, *_set_by_hand(before, unlock["set"]))
        for given in (set_, (*changes, *unlock["changes"])):
            after = exits(scenario, at, within, given)
            can = {
                (row["group"], row["start"]): row["people"]
                for row in after["groups"]
                if row["can_leave"]
            }
            assert could <= can.keys()
            assert sum(n for key, n in can.items() if key not in could) == unlock["people"]


def _set_by_hand(answer: dict[str, Any], addresses: list[str]) -> list[str]:
    """What somebody would set who has only the addresses: given, or open, all the time."""
    end = read_scenario(answer["scenario"]).end.isoformat()
    hours = f"[{{from: {answer['at']}, to: {end}, source: set-by-hand}}]"
    found: list[str] = []
    for address in addresses:
        place, _, last = address.rpartition("/")
        if last == "state":
            found += [f"{address}=given", f"{place}/from={answer['at']}", f"{place}/to={end}"]
        else:
            found.append(f"{address}={'[]' if last == 'closed' else hours}")
    return found


def test_every_blocker_of_the_examples_has_an_address_of_the_scenario() -> None:
    """Whatever stands in the way is a field that --set knows; a leg's has no day in it."""
    for name, at, within in (
        ("causeway", None, 24),
        ("rafah-2023", None, 24),
        ("rafah-2023", "2023-11-04T12:00:00+02:00", 24),
        ("rafah-2024", "2024-05-06T14:00:00+03:00", 6),
        ("rafah-2024", "2024-05-19T15:00:00+03:00", 24),
    ):
        raw = read_folder(find_folder(name))
        answer = exits(name, at, within)
        found = {b["address"] for row in answer["groups"] for b in row["blockers"]}
        assert found
        for address in found:
            assert find(raw, address).shape is not None, address


def test_the_last_charter_has_left_on_whose_word() -> None:
    answer = exits("rafah-2023", "2023-11-01T18:00:00+02:00")
    (row,) = [row for row in answer["groups"] if row["population"] == "stranded-in-israel"]
    (blocker,) = row["blockers"]
    assert blocker["what"] == (
        "Last US charter from Israel left on Tue 31 Oct 12:00, the last one that is known of"
    )
    assert (blocker["rule"], blocker["source"]) == ("leg_gone", "last-charter")
    assert blocker["since"] == "2023-10-30"
    assert blocker["address"] == "leg/last-us-charter/departs"
    text = words("rafah-2023", "2023-10-31T10:00:00+02:00")
    assert "boarding of Last US charter from Israel closed on Tue 31 Oct 09:00 (it leaves" in text


def test_a_daily_leg_names_its_next_departure_and_its_last() -> None:
    seat = "People in Rafah who are not able to walk"
    text = words("rafah-2024", "2024-05-06T14:00:00+03:00", 6)
    assert seat in text
    assert "between Mon 6 May 14:00 and Mon 6 May 20:00; the next one leaves on Tue 7 May" in text
    answer = exits("rafah-2024", "2024-05-19T15:00:00+03:00")
    (row,) = [row for row in answer["groups"] if row["group"] == "miraj-cannot-walk"]
    assert [b["address"] for b in row["blockers"]] == ["leg/convoy-miraj/last_day"]
    assert row["blockers"][0]["what"].endswith("left on Sun 19 May 13:00; no later day is known")
    assert row["only_ways"] == ["leg/convoy-miraj"]


def test_a_leg_says_when_to_be_there_and_all_its_days_count() -> None:
    for within, seats in ((24, 56), (72, 168)):
        answer = exits("rafah-2024", None, within)
        (row,) = [row for row in answer["groups"] if row["group"] == "miraj-cannot-walk"]
        assert (row["by"], row["per_day"]) == ("leg/convoy-miraj", seats)
        assert row["boards"][0]["by"] == "2024-05-06T12:30:00+03:00"
        assert row["arrives"] == "2024-05-06T14:30:00+03:00"


@pytest.mark.parametrize(
    ("change", "rule", "what"),
    [
        ("node=yibna", "no_vehicle", "not able to walk, no car, and no leg leads from here"),
        ("seats=0", "leg_seats", "Convoy from Miraj (north) at 13:00 has no seats"),
        ("serves=residents", "eligibility", "serves only: residents"),
        ("consent/israel-army/state=refused", "leg_consent", "(leaves Mon 6 May 13:00) is refused"),
        ("departs=2024-05-05T13:00:00+03:00", "leg_gone", "left on Sun 5 May 13:00"),
    ],
)
def test_what_keeps_people_from_a_leg(change: str, rule: str, what: str) -> None:
    changes = [f"leg/convoy-miraj/{change}"]
    if rule == "leg_gone":
        changes += ["leg/convoy-miraj/last_day=", "leg/convoy-miraj/cut_off="]
    answer = exits("rafah-2024", changes=tuple(changes))
    (row,) = [row for row in answer["groups"] if row["group"] == "miraj-cannot-walk"]
    (blocker,) = row["blockers"]
    assert blocker["rule"] == rule
    assert what in blocker["what"]
    freed = [u for u in answer["unlocks"] if blocker["address"] in u["set"]]
    assert bool(freed) == (rule == "leg_consent")


def test_a_way_that_is_too_long_to_walk_is_no_way() -> None:
    answer = exits("rafah-2024", changes=("walking_limit_km=12",))
    (row,) = [row for row in answer["groups"] if row["group"] == "miraj-displaced"]
    (blocker,) = row["blockers"]
    assert blocker["rule"] == "walking_limit"
    assert blocker["what"].startswith("no way out has at most 12 km on foot; the shortest has ")
    assert answer["unlocks"] == []
    km = float(blocker["what"].split()[-2])
    for more, can in ((km, True), (km - 0.1, False)):
        answer = exits("rafah-2024", changes=(f"walking_limit_km={more:g}",))
        (row,) = [row for row in answer["groups"] if row["group"] == "miraj-displaced"]
        assert row["can_leave"] == can


def test_hours_taken_back_stand_on_the_later_word() -> None:
    answer = exits("rafah-2023", "2023-11-04T12:00:00+02:00")
    (row,) = [row for row in answer["groups"] if row["group"] == "rafah-wounded"]
    (blocker,) = row["blockers"]
    assert blocker["address"] == "crossing/rafah/gate/gaza/closed"
    assert "is shut after all: Sat 4 Nov 00:00 to Mon 6 Nov 00:00" in blocker["what"]
    assert (blocker["side"], blocker["source"]) == ("crossing/rafah/gate/gaza", "closed-4-nov")


def test_the_words_for_a_tired_planner() -> None:
    text = words("rafah-2023")
    for part in (
        "At Mon 30 Oct 18:00 (Asia/Gaza), with what is known then, looking 24 hours ahead",
        "45 of 7,277 people expected to go have an open way in this model, on these data",
        "CAN LEAVE 45 people by car from Tel Aviv and around (Israel) by Last US charter",
        "at most 180 people in 24 hours; be there before Tue 31 Oct 09:00",
        "the only way out: Rafah crossing (people)",
        "whether Gaza side of Rafah crossing (people) (Crossing authority on the Gaza side",
        "7,232 people, if these 7 are given together: a, b, c, d, e, f and g",
        "Everyone else in Gaza, who stays in this example: 2,226,544 people, none expected to go",
        "No group of them moves and no seat is kept",
    ):
        assert part in text
    assert "permission" not in text
    assert " safe " not in text
    assert text.count("Safe Passage takes no position") == 1


def test_a_rate_of_0_stands_on_the_word_of_its_source() -> None:
    none = "crossing/causeway/gate/island/rate_persons_per_hour=0"
    unknown = "crossing/causeway/gate/island/rate_persons_per_hour=unknown"
    for change, source in ((none, "set-by-hand"), (unknown, None)):
        (row,) = exits("causeway", changes=(change,))["groups"]
        (blocker,) = [b for b in row["blockers"] if b["rule"] == "gate_rate"]
        assert (blocker["source"], blocker["party"]) == (source, "island-council")


def test_nobody_rides_in_a_car_that_is_not_there() -> None:
    (row,) = [
        row
        for row in exits("rafah-2023", changes=("zone/tel-aviv/vehicles=0",))["groups"]
        if row["group"] == "stranded-us"
    ]
    assert [b["rule"] for b in row["blockers"]] == ["no_vehicle"]
    assert make_inputs(read_scenario("rafah-2023")).people == 7277
