"""Mutants: a changed and sealed again bundle may pass only if the naive twin agrees with it."""

import random
from copy import deepcopy
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

import pytest

from safepassage.check import check_bundle

from .build import Parts, write
from .ferry import ferry
from .naive import Naive, settled


def base() -> Parts:
    """The ferry on fewer people and periods would be another plan; this one is short of 5."""
    made = ferry()
    made["movements"][7][3] = 20
    made["instructions"][1]["people"] = 45
    west = made["model"]["crossings"][0]["gates"][0]
    west["open"][0]["to_s"] = 720
    made["aid"] = [row for row in made["aid"] if row[2] < 12]
    made["bounds"]["arrivals"][4]["runs"] = [["crossing/pass/gate/west", 2, 11]]
    return settled(made)


def agrees(made: Parts) -> bool:
    """Whether every claim and rule holds, by brute force."""
    twin = Naive(made)
    by_period, by_start, broken = twin.replay()
    said, most = made["claims"]["claims"], twin.claims()
    right = most["claims"]
    bounds = {name for name in right if "bound" in name}
    if broken or set(said) != set(right):
        return False
    if any(said[name] != right[name] for name in set(right) - bounds - {"people_gap"}):
        return False
    if said["people_gap"] != said["people_arrived_bound"] - sum(by_period.values()):
        return False
    if said["people_arrived_bound"] < right["people_arrived_bound"]:
        return False
    for name in bounds - {"people_arrived_bound"}:
        if said[name] is None:
            share = Fraction(int(name[1:].split("_")[0]), 100)
            if right["people_arrived_bound"] >= ceil(share * twin.people):
                return False
        elif not 0 <= said[name] <= right[name]:
            return False
    lacks = {
        (group["id"], start["node"]): start["people"] - by_start[group["id"], start["node"]]
        for group in twin.groups.values()
        for start in group["starts"]
    }
    for row in made["claims"]["short_of"]:
        lacks[row["group"], row["start"]] = lacks.get((row["group"], row["start"]), 0)
        lacks[row["group"], row["start"]] -= row["people"]
        if row["people"] <= 0:
            return False
    proved = sum(row["people"] for row in made["claims"]["short_of"] if row["proved"])
    if any(lacks.values()) or proved > twin.people - said["people_arrived_bound"]:
        return False
    if made["claims"]["aid"] != most["aid"]:
        return False
    safe = {row["address"]: row["instant_s"] for row in most["last_safe_start"]}
    return all(
        row["address"] in safe and safe[row["address"]] == row["instant_s"]
        for row in made["claims"]["last_safe_start"]
    )


def numbers(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = []
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, dict | list):
            found += numbers(item, (*path, key))
        elif type(item) is int or item is None:
            found.append((*path, key))
    return found


def nudge(made: Parts, pick: random.Random) -> tuple[Any, ...]:
    """Change one number of plan, claims, certificate or inputs by a little."""
    part = pick.choice(
        [
            "movements",
            "aid",
            "claims",
            "claims",
            "bounds",
            "bounds",
            "model",
            "model",
            "instructions",
        ]
    )
    allowed = [
        path
        for path in numbers(made[part])
        if part != "model" or path[0] not in ("step_s", "periods")
    ]
    path = (part, *pick.choice(allowed))
    at = made
    for key in path[:-1]:
        at = at[key]
    steps = [-60, -1, 1, 60, 300] if "_s" in str(path) else [-5, -2, -1, 1, 2, 5]
    at[path[-1]] = (
        pick.choice([None, *steps]) if at[path[-1]] is None else (at[path[-1]] + pick.choice(steps))
    )
    return path


def check_mutants(seed: int, number: int, folder: Path) -> int:
    """How many of them pass."""
    pick = random.Random(seed)
    start = base()
    passed = 0
    for _ in range(number):
        made = deepcopy(start)
        paths = [nudge(made, pick) for _ in range(pick.choice([1, 1, 2]))]
        report = check_bundle(write(folder, made))
        if report.verdict == "passed":
            passed += 1
            assert agrees(made), paths
        elif all(
            row.kept is not False
            for row in report.rules
            if row.rule in ("inputs_valid", "bounds_certificate")
        ):
            assert not agrees(made), (paths, report.as_text())
    return passed


@pytest.mark.parametrize("seed", range(3))
def test_a_mutant_passes_only_if_the_twin_agrees(seed: int, tmp_path: Path) -> None:
    assert 0 < check_mutants(seed, 20, tmp_path) < 20


@pytest.mark.prove
def test_a_thousand_mutants(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """About four minutes; `make prove` runs it."""
    if "prove" not in request.config.getoption("-m"):
        pytest.skip("a long programme: pytest -m prove")
    assert 0 < check_mutants(99, 1000, tmp_path) < 500


def test_the_base_of_the_mutants_passes_and_is_short(tmp_path: Path) -> None:
    made = base()
    report = check_bundle(write(tmp_path, made))
    assert report.verdict == "passed"
    assert agrees(made)
    assert [row["people"] for row in made["claims"]["short_of"]] == [5]
