"""Frames hold what the bundle's files hold, counted here again with json and csv; every column has
a type, instants a zone, and what is not known is NA."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import safepassage
from safepassage.errors import UsageError
from safepassage.frames.check_sheets import CHECK_SHEETS
from safepassage.frames.comparison_sheets import COMPARISON_SHEETS
from safepassage.frames.exits_sheets import EXITS_SHEETS
from safepassage.frames.plan_sheets import PLAN_SHEETS
from safepassage.frames.values_sheets import VALUES_SHEETS
from safepassage.plan.plan import Plan

pd = pytest.importorskip("pandas")
NAMES = ("harbour", "short", "causeway", "rafah-2023")
Plans = dict[str, Plan]
Folders = dict[str, Path]


def load(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text(encoding="utf-8"))


def frame(answer: Any, name: str) -> Any:
    return safepassage.make_frame(answer, name)  # type: ignore[call-overload]


def instants(folder: Path, seconds: list[int | None]) -> list[Any]:
    start = datetime.fromisoformat(load(folder, "inputs/model.json")["start"])
    return [None if s is None else start + timedelta(seconds=s) for s in seconds]


def same_instants(column: Any, expected: list[Any]) -> bool:
    found = [None if value is pd.NaT else value.to_pydatetime() for value in column]
    return found == expected


@pytest.mark.parametrize("name", NAMES)
def test_instructions(name: str, plans: Plans, folders: Folders) -> None:
    found = frame(plans[name], "instructions")
    rows = load(folders[name], "plan/instructions.json")
    assert found["instruction"].tolist() == [row["id"] for row in rows]
    assert found["people"].tolist() == [row["people"] for row in rows]
    assert found["length_m"].tolist() == [row["length_m"] for row in rows]
    assert found["travel_s"].tolist() == [row["travel_s"] for row in rows]
    assert found["route_addresses"].tolist() == [" ".join(row["route"]) for row in rows]
    for column, key in (("leave_from", "from_s"), ("leave_to", "to_s")):
        assert same_instants(found[column], instants(folders[name], [r[key] for r in rows]))
    assert found["leg"].isna().tolist() == [row["leg"] is None for row in rows]
    assert found["fallback"].isna().tolist() == [row["fallback"] is None for row in rows]
    assert found["leave_from"].dtype.tz is not None


@pytest.mark.parametrize("name", NAMES)
def test_movements_and_arrivals(name: str, plans: Plans, folders: Folders) -> None:
    with (folders[name] / "plan/movements.csv").open(newline="") as file:
        rows = [tuple(row.values()) for row in csv.DictReader(file)]
    moved = frame(plans[name], "movements")
    found = moved[["instruction", "stage", "period", "people"]].itertuples(index=False)
    assert sorted(tuple(map(str, row)) for row in found) == sorted(rows)
    shown = load(folders[name], "plan/shown.json")
    model = load(folders[name], "inputs/model.json")
    claims = load(folders[name], "claims.json")["claims"]
    arrivals = frame(plans[name], "arrivals")
    assert len(arrivals) == model["periods"]
    came = dict(shown["arrivals_by_period"])
    assert arrivals["people"].tolist() == [came.get(p, 0) for p in range(model["periods"])]
    assert arrivals["people_so_far"].iloc[-1] == claims["people_arrived"]
    assert arrivals["people_most_so_far"].max() <= claims["people_arrived_bound"]
    # a plan may be ahead of the flow over whole periods by one passing
    assert (arrivals["people_so_far"] <= arrivals["people_most_so_far"] + 1).all()
    ends = [(p + 1) * model["step_s"] for p in range(model["periods"])]
    assert same_instants(arrivals["by"], instants(folders[name], ends))


@pytest.mark.parametrize("name", NAMES)
def test_figures_never_say_0_for_never(name: str, plans: Plans, folders: Folders) -> None:
    (row,) = frame(plans[name], "figures").to_dict("records")
    claims = load(folders[name], "claims.json")["claims"]
    for key in ("people", "people_staying", "people_arrived", "people_arrived_bound", "trucks"):
        assert row[key] == claims[key]
    for key in ("t50", "t90", "t100", "t50_bound", "t90_bound", "t100_bound"):
        (expected,) = instants(folders[name], [claims[f"{key}_s"]])
        assert (row[key] is pd.NaT) if expected is None else row[key] == expected


@pytest.mark.parametrize("name", NAMES)
def test_aid_short_of_and_last_starts(name: str, plans: Plans, folders: Folders) -> None:
    claims = load(folders[name], "claims.json")
    aid = frame(plans[name], "aid")
    assert aid["trucks"].tolist() == [row["trucks"] for row in claims["aid"]]
    assert aid["trucks_required"].tolist() == [row["required"] for row in claims["aid"]]
    assert aid["trucks_quota"].isna().tolist() == [row["quota"] is None for row in claims["aid"]]
    short = frame(plans[name], "short_of")
    assert short["people"].tolist() == [row["people"] for row in claims["short_of"]]
    assert short["proved"].tolist() == [row["proved"] for row in claims["short_of"]]
    starts = frame(plans[name], "last_safe_start")
    seconds = [row["instant_s"] for row in claims["last_safe_start"]]
    assert same_instants(starts["instant"], instants(folders[name], seconds))


@pytest.mark.parametrize("name", NAMES)
def test_gates_destinations_and_links(name: str, plans: Plans, folders: Folders) -> None:
    model = load(folders[name], "inputs/model.json")
    rows = load(folders[name], "plan/instructions.json")
    sides = [gate for crossing in model["crossings"] for gate in crossing["gates"]]
    gates = frame(plans[name], "gates")
    assert gates["open_h"].isna().tolist() == [gate["open"] is None for gate in sides]
    for column in ("rate_persons_per_hour", "rate_vehicles_per_hour", "rate_trucks_per_hour"):
        known = [None if gate[column] is None else float(gate[column]) for gate in sides]
        assert [None if value is pd.NA else value for value in gates[column]] == known
    passing: Counter[str] = Counter()
    for row in rows:
        for element in row["route"]:
            passing[element] += row["people"]
    by_crossing = dict(zip(gates["crossing"], gates["people"], strict=True))
    assert by_crossing == {c["id"]: passing[f"crossing/{c['id']}"] for c in model["crossings"]}
    links = frame(plans[name], "links")
    assert dict(zip(links["link"], links["people"], strict=True)) == {
        link.id: passing[f"link/{link.id}"] for link in plans[name].inputs.links
    }
    places = frame(plans[name], "destinations")
    rooms = [place["room"] for place in model["destinations"]]
    assert places["room_people"].isna().tolist() == [not isinstance(room, int) for room in rooms]
    said = {None: "not known", "unlimited": "unlimited"}
    assert places["room"].tolist() == [said.get(room, "known") for room in rooms]
    arrived = load(folders[name], "claims.json")["claims"]["people_arrived"]
    assert places["people"].sum() == arrived
    assert frame(plans[name], "needs").shape[0] == sum(
        len(place["needs"]) for place in model["destinations"]
    )
    enters = frame(plans[name], "passings").groupby("address")["people"].sum()
    assert {k: int(v) for k, v in enters.items()} == {k: v for k, v in passing.items() if v}


def test_exits(plans: Plans) -> None:
    """By hand (README of harbour and causeway): everybody has a way, or nobody has."""
    found = frame(safepassage.find_exits(plans["harbour"].inputs), "groups")
    assert found["can_leave"].tolist() == [True, True, True]
    exits = safepassage.find_exits(plans["causeway"].inputs)
    groups, blockers = frame(exits, "groups"), frame(exits, "blockers")
    assert groups["can_leave"].tolist() == [False]
    assert groups["by"].isna().all()
    assert groups["arrives"].isna().all()
    state = "crossing/causeway/gate/mainland/consent/mainland/state"
    assert blockers["address"].tolist() == [state]
    assert blockers["source"].isna().all()  # nobody has said
    assert frame(exits, "unlocks").to_dict("records") == [
        {"conditions": 1, "people_more": 600, "addresses": state}
    ]


def test_check_report(folders: Folders) -> None:
    report = safepassage.check_plan(str(folders["short"]))
    claims = load(folders["short"], "claims.json")["claims"]
    found = frame(report, "claims").set_index("claim")
    assert found.loc["people_arrived", "value"] == claims["people_arrived"]
    assert found.loc["t100_s", "value"] is pd.NA  # never
    assert set(found["status"]) == {"CHECKED", "PROVED"}
    rules = frame(report, "rules").set_index("rule")
    assert rules.loc["people_conserved", "kept"]
    assert rules.loc["no_vehicle", "kept"] is pd.NA  # nothing to test
    asserted = frame(report, "asserted").set_index("address")
    assert asserted.loc["leg/noon-ferry/seats", "value"] == "60"


def test_comparison(folders: Folders) -> None:
    found = safepassage.compare_plans(folders["harbour"], folders["short"])
    claims = [load(folders[name], "claims.json")["claims"] for name in ("harbour", "short")]
    figures = frame(found, "figures").set_index("figure")
    assert figures.loc["people_arrived", ["before", "after"]].tolist() == [
        row["people_arrived"] for row in claims
    ]
    times = frame(found, "times").set_index("figure")
    assert times.loc["t100", "after"] is pd.NaT
    assert times.loc["t100", "later_min"] is pd.NA
    people = frame(found, "people")
    assert people["more"].sum() == claims[1]["people_arrived"] - claims[0]["people_arrived"]
    assert frame(found, "inputs")["after"].tolist() == ["refused"]


def test_values(plans: Plans) -> None:
    values = safepassage.value_changes(plans["short"].inputs, kinds=("consent",))
    rows = frame(values, "rows")
    assert rows["people_more"].tolist() == [row.worth.people_more for row in values.rows]
    assert rows["hours_earlier"].isna().tolist() == [
        row.worth.hours_earlier is None for row in values.rows
    ]


TYPES = {"string", "Int64", "Float64", "boolean"}


@pytest.mark.parametrize("name", [*NAMES])
def test_every_column_has_a_type(name: str, plans: Plans, folders: Folders) -> None:
    answers: list[tuple[Any, Any]] = [
        (plans[name], PLAN_SHEETS),
        (safepassage.find_exits(plans[name].inputs), EXITS_SHEETS),
        (safepassage.check_plan(folders[name]), CHECK_SHEETS),
        (safepassage.compare_plans(folders[name], folders["harbour"]), COMPARISON_SHEETS),
    ]
    zone = plans[name].inputs.timezone
    for answer, sheets in answers:
        for part in sheets:
            made = frame(answer, part)
            for column, kind in made.dtypes.items():
                if str(kind).startswith("datetime64"):
                    assert str(kind) == f"datetime64[s, {zone}]", (part, column)
                else:
                    assert str(kind) in TYPES, (part, column, kind)


def test_unknown_names_and_answers_are_refused(plans: Plans) -> None:
    with pytest.raises(UsageError, match='frame "arrival" is not known for a Plan') as refused:
        frame(plans["harbour"], "arrival")
    assert 'Did you mean "arrivals"?' in str(refused.value)
    with pytest.raises(UsageError, match="a dict has no frames"):
        frame({}, "arrivals")
    assert set(VALUES_SHEETS) == {"rows", "not_valued"}


def test_missing_pandas_names_the_extra(plans: Plans, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"pip install 'safepassage\[frames\]'"):
        frame(plans["harbour"], "arrivals")
