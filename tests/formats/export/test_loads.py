"""Link loads are what planners act on: they have to be those that the checker replays."""

from __future__ import annotations

import sys
from collections import Counter
from fractions import Fraction
from math import ceil
from pathlib import Path

import pytest

from safepassage.check import check_bundle
from safepassage.check.use import Use
from safepassage.errors import UsageError
from safepassage.formats.export.loads import loads
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.options import PlanOptions
from safepassage.plan.bundle import write_bundle
from safepassage.plan.plan import Plan
from safepassage.plan.read_bundle import read_bundle
from safepassage.scenario.inputs import Inputs
from safepassage.scenario.make_inputs import make_inputs
from safepassage.scenario.read_scenario import read_scenario
from tests.cases.legs_and_aid import with_legs_and_aid
from tests.cases.several_classes import several_classes


def bundle_of(inputs: Inputs, folder: Path) -> Path:
    return write_bundle(make_plan(inputs, PlanOptions(mend=False)), folder, force=True)


def replayed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Use:
    """What the checker counts as entering every resource."""
    kept: list[Use] = []

    class Kept(Use):
        def __init__(self, *args: object) -> None:
            super().__init__(*args)  # type: ignore[arg-type]
            kept.append(self)

    monkeypatch.setattr(sys.modules["safepassage.check.replay"], "Use", Kept)
    assert check_bundle(folder).verdict == "passed"
    return kept[0]


def busiest(seconds: list[Fraction], step_s: int) -> Fraction:
    """Largest share of 15 minutes in use, second by second work put off: the plain way."""
    late, in_use = Fraction(0), []
    for entered in seconds:
        in_use.append(min(Fraction(step_s), late + entered))
        late += entered - in_use[-1]
    width = min(max(1, round(900 / step_s)), len(in_use))
    windows = (sum(in_use[i : i + width]) for i in range(len(in_use) - width + 1))
    return max(windows) / (width * step_s)


def compare(folder: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Assert that loads and replay agree; how many elements somebody passes."""
    plan = read_bundle(folder)
    found = loads(plan)
    use = replayed(folder, monkeypatch)
    people: Counter[str] = Counter()
    shares: dict[str, Fraction] = {}
    for name, counts in use.counts.items():
        if name.startswith("destination/"):
            continue
        address = name.rpartition("/")[0] if name.startswith("link/") else name
        rows = [Fraction(0)] * plan.inputs.periods
        for passing_s, row in counts.items():
            people[address] += sum(row)
            rows = [a + passing_s * b for a, b in zip(rows, row, strict=True)]
        truck_s, trucks = use.trucks.get(name, (Fraction(0), Counter()))
        if not people[address] and not sum(trucks.values()):
            assert address not in found
            continue
        for period, number in trucks.items():
            rows[period] += truck_s * number
        share = busiest(rows, plan.inputs.step_s)
        shares[address] = max(share, shares.get(address, Fraction(0)))
        assert found[address].trucks == sum(trucks.values())
    for leg, number in use.boarded.items():
        people[leg] = number
        shares[leg] = Fraction(0)
    assert {address: load.people for address, load in found.items() if load.people} == +people
    for address, share in shares.items():
        assert found[address].use == pytest.approx(float(share), abs=1e-9), address
    assert vehicles(plan) == {a: load.vehicles for a, load in found.items() if load.vehicles}
    return len(people)


def vehicles(plan: Plan) -> dict[str, int]:
    """Cars by element, from the routes alone."""
    exact: Counter[str] = Counter()
    off = {
        c.id
        for c in plan.inputs.crossings
        if any(g.rate_vehicles_per_hour is None for g in c.gates)
    }
    for row in plan.instructions:
        group = next(group for group in plan.inputs.groups if group.id == row.group)
        if group.mode != "car":
            continue
        for number, element in enumerate(row.route):
            kind, id_ = element.split("/")
            if kind == "leg" or (kind == "crossing" and id_ in off):
                break
            stage = max(k for k, first in enumerate(row.stages) if first <= number)
            cars = sum(people for _, people in row.leaving[stage]) / group.occupancy
            gates = next((c.gates for c in plan.inputs.crossings if c.id == id_), ())
            for part in [f"/gate/{gate.id}" for gate in gates] if kind == "crossing" else [""]:
                exact[element + part] += cars
    return {address: ceil(cars) for address, cars in exact.items() if cars}


@pytest.mark.parametrize("name", ["harbour", "causeway"])
def test_examples(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = bundle_of(make_inputs(read_scenario(name)), tmp_path / "b")
    assert compare(folder, monkeypatch) >= (9 if name == "harbour" else 0)


def test_harbour_by_hand(tmp_path: Path) -> None:
    # its README: 600 and 500 people go through the harbour gate, 300 to the school
    plan = read_bundle(bundle_of(make_inputs(read_scenario("harbour")), tmp_path / "b"))
    found = loads(plan)
    assert found["link/market-street"].people == 1100
    assert found["link/low-road"].people == 300
    assert "link/hill-steps" not in found
    far = found["crossing/harbour/gate/far"]
    assert (far.people, far.vehicles, far.trucks) == (1100, 0, 8)
    assert far.use == 1.0
    # 300 people ready at once on a way for 1,200 an hour, of which a plan uses 95 %
    assert found["link/low-road"].use == pytest.approx(0.95, abs=0.01)
    assert found["link/low-road"].busy_from_s == 0


@pytest.mark.parametrize("kind", ["several", "legs and aid"])
def test_random_plans(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passed = 0
    for seed in range(25):
        inputs = several_classes(seed)
        if kind == "legs and aid":
            inputs = with_legs_and_aid(inputs, seed)
        try:
            folder = bundle_of(inputs, tmp_path / "b")
        except UsageError:
            continue
        passed += compare(folder, monkeypatch) > 0
    assert passed >= 15
