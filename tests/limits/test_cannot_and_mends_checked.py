"""Why: that it cannot be done, and what would mend it, must be shown to a stranger: whoever forges
the statement, the change, its plan or the bound on less of it has to be found out by the check.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from safepassage.check.changes import differences, not_of
from safepassage.optimise.levers import all_levers
from safepassage.optimise.make_plan import make_plan
from safepassage.optimise.mended import as_said
from safepassage.optimise.options import PlanOptions
from safepassage.plan.bundle import write_bundle
from safepassage.scenario.inputs import Inputs
from safepassage.scenario.inputs_json import inputs_to_files
from safepassage.scenario.make_inputs import make_inputs
from safepassage.scenario.read_scenario import read_scenario
from tests.cases.legs_and_aid import with_legs_and_aid
from tests.cases.random_inputs import random_inputs
from tests.cases.several_classes import several_classes
from tests.check.build import seal
from tests.conftest import run_checker

Change = Callable[[Any], None]
WATER = "destination/camp/need/water/have"


def harbour(*set_: str) -> Inputs:
    return make_inputs(read_scenario("harbour", set_=set_))


@pytest.fixture(scope="module")
def by_cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gate holds 719 people back until ten; a higher rate mends it in part."""
    inputs = harbour("end=2031-05-05T10:00:00+00:00")
    plan = make_plan(inputs, PlanOptions(mend_tries=200))
    return write_bundle(plan, tmp_path_factory.mktemp("cut") / "bundle")


@pytest.fixture
def bundle(by_cut: Path, tmp_path: Path) -> Path:
    """A copy to be changed."""
    import shutil

    return Path(shutil.copytree(by_cut, tmp_path / "copy"))


def changed(folder: Path, name: str, change: Change) -> dict[str, Any]:
    """What the check says after one JSON file was changed and everything sealed again."""
    path = folder / name
    value = json.loads(path.read_text(encoding="utf-8"))
    change(value)
    path.write_text(json.dumps(value, sort_keys=True), encoding="utf-8")
    return run_checker(seal(folder))


def status(report: dict[str, Any], claim: str) -> str:
    return str(next(row["status"] for row in report["claims"] if row["claim"] == claim))


def test_the_bundle_shows_both(by_cut: Path) -> None:
    report = run_checker(by_cut)
    assert report["verdict"] == "passed"
    rows = {row["claim"]: row for row in report["claims"]}
    assert rows["cannot"]["status"] == "PROVED"
    assert rows["cannot"]["value"] == 719
    note = rows["cannot"]["note"]
    # 300 people/h from 08:00, and who passes has to be there by ten: the figures of the story
    assert note.startswith("1100 people can only go through crossing/harbour/gate/far from ")
    assert "08:00" in note
    assert "at most 381" in note
    mend = next(
        row for name, row in rows.items() if name.startswith("mend/") and "/less" not in name
    )
    less = next(row for name, row in rows.items() if name.endswith("/less"))
    assert mend["status"] == "CHECKED"
    assert less["status"] == "PROVED"
    assert less["value"] < mend["value"]


def first(said: Any, **change: Any) -> None:
    said["mends"][0].update(change)


FORGED_CLAIMS: dict[str, tuple[str, Change]] = {
    "one more cannot arrive": ("cannot", lambda s: s["cannot"].update(people=720)),
    "one more needs the place": ("cannot", lambda s: s["cannot"].update(held=1101)),
    "the place lets fewer through": (
        "cannot",
        lambda s: s["cannot"]["places"][0].__setitem__(3, 380),
    ),
    "a longer time": ("cannot", lambda s: s["cannot"]["places"][0].__setitem__(1, 0)),
    "another place": (
        "cannot",
        lambda s: s["cannot"]["places"][0].__setitem__(0, "crossing/harbour/gate/town"),
    ),
    "no place": ("cannot", lambda s: s["cannot"].update(places=[])),
    "by prices that are not there": ("cannot", lambda s: s["cannot"].update(by="prices")),
    "until another period": ("cannot", lambda s: s["cannot"].update(until_period=7)),
    "another word for the change": ("mend/", lambda s: first(s, change=WATER)),
    "a folder outside": ("mend/", lambda s: first(s, folder="mends/../plan")),
    "a folder that is not there": ("mend/", lambda s: first(s, folder="mends/99")),
    "a field too many": ("mends", lambda s: first(s, sure=True)),
}


@pytest.mark.parametrize("forged", FORGED_CLAIMS)
def test_a_forged_claim_fails(bundle: Path, forged: str) -> None:
    claim, change = FORGED_CLAIMS[forged]
    report = changed(bundle, "claims.json", change)
    assert report["verdict"] == "failed"
    failed = [row["claim"] for row in report["claims"] if row["status"] == "FAILED"]
    assert failed
    assert all(name.startswith(claim) for name in failed)


def test_people_who_do_not_arrive_with_the_change_fail(bundle: Path) -> None:
    def more(said: Any) -> None:
        first(said, people_arrived=said["mends"][0]["people_arrived"] + 1)

    assert changed(bundle, "claims.json", more)["verdict"] == "failed"


def test_a_bound_with_less_of_it_below_what_is_proved_fails(bundle: Path) -> None:
    def fewer(said: Any) -> None:
        first(said, less_people_bound=said["mends"][0]["less_people_bound"] - 1)

    report = changed(bundle, "claims.json", fewer)
    assert [row["claim"] for row in report["claims"] if row["status"] == "FAILED"] == [
        next(row["claim"] for row in report["claims"] if row["claim"].endswith("/less"))
    ]


def test_weaker_claims_hold(bundle: Path) -> None:
    def weaker(said: Any) -> None:
        said["cannot"]["people"] -= 1

    assert changed(bundle, "claims.json", weaker)["verdict"] == "passed"


def faster_at_the_bridge(model: Any) -> None:
    bridge = next(row for row in model["crossings"] if row["id"] == "bridge")
    bridge["gates"][0]["rate_persons_per_hour"] = "9999"


def fewer_people(model: Any) -> None:
    model["groups"][0]["people"] -= 1


def ready_otherwise(model: Any) -> None:
    start = model["groups"][0]["starts"][0]
    start["ready"] = [[1, start["people"]]]


def shorter_walk(model: Any) -> None:
    model["walking_limit_m"] += 1


def another_source(model: Any) -> None:
    model["sources"][0]["title"] = "A paper that says so"


def another_day(model: Any) -> None:
    model["periods"] += 1


def twice_the_room(model: Any) -> None:
    for place in model["destinations"]:
        place["room"] = "unlimited"


@pytest.mark.parametrize(
    "forge",
    [
        faster_at_the_bridge,
        fewer_people,
        ready_otherwise,
        shorter_walk,
        another_source,
        another_day,
        twice_the_room,
    ],
)
@pytest.mark.parametrize("name", ["model.json", "less.json"])
def test_more_changed_than_is_said_fails(bundle: Path, forge: Change, name: str) -> None:
    def change(value: Any) -> None:
        forge(value["model"] if name == "less.json" else value)

    report = changed(bundle, f"mends/1/{name}", change)
    assert report["verdict"] == "failed"
    failed = [row for row in report["claims"] if row["status"] == "FAILED"]
    assert len(failed) == 1
    assert failed[0]["claim"].startswith("mend/")
    assert failed[0]["claim"].endswith("/less") == (name == "less.json")


def test_a_plan_that_breaks_a_rule_with_the_change_fails(bundle: Path) -> None:
    path = bundle / "mends" / "1" / "movements.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    *name, people = rows[1].split(",")
    rows[1] = ",".join([*name, str(int(people) + 40)])
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    report = run_checker(seal(bundle))
    failed = [row for row in report["claims"] if row["status"] == "FAILED"]
    assert len(failed) == 1
    assert "breaks" in failed[0]["note"]


def test_the_plan_without_the_change_shows_nothing(bundle: Path) -> None:
    (bundle / "mends/1/model.json").write_bytes((bundle / "inputs/model.json").read_bytes())
    report = run_checker(seal(bundle))
    assert report["verdict"] == "failed"
    assert all(row["kept"] is not False for row in report["rules"])


def test_a_change_that_is_not_listed_in_the_manifest_is_found(bundle: Path) -> None:
    (bundle / "mends/1/model.json").unlink()
    report = run_checker(bundle)
    assert report["verdict"] == "failed"


@pytest.mark.parametrize("kind", ["walkers", "classes", "legs and aid"])
@pytest.mark.parametrize("seed", range(5))
def test_whatever_is_said_of_random_inputs_passes(tmp_path: Path, kind: str, seed: int) -> None:
    inputs = random_inputs(seed) if kind == "walkers" else several_classes(seed)
    if kind == "legs and aid":
        inputs = with_legs_and_aid(random_inputs(seed), seed)
    plan = make_plan(inputs)
    report = run_checker(write_bundle(plan, tmp_path / "bundle"))
    assert report["verdict"] == "passed"
    cannot = plan.figures.people - plan.figures.people_arrived_bound
    if cannot:
        assert status(report, "cannot") == "PROVED"
        assert plan.cannot is not None
        assert plan.cannot.people == cannot
    else:
        assert plan.cannot is None
    for made in plan.mended:
        assert status(report, f"mend/{made.mend.change}") == "CHECKED"
        assert (
            made.plan.figures.people_arrived >= plan.figures.people_arrived + made.mend.people_more
        )


@pytest.mark.parametrize("kind", ["walkers", "classes", "legs and aid"])
def test_every_single_change_is_told_from_any_other(kind: str) -> None:
    """Each lever changes what its own words name, and nothing that a far one names."""
    inputs = random_inputs(4) if kind == "walkers" else several_classes(4)
    if kind == "legs and aid":
        inputs = with_legs_and_aid(random_inputs(4), 4)
    near = {
        *(f"link/{row.id}" for row in inputs.links),
        *(f"crossing/{row.id}" for row in inputs.crossings),
        *(f"leg/{row.id}" for row in inputs.legs),
        *(f"destination/{row.id}" for row in inputs.destinations),
        *(f"group/{row.id}" for row in inputs.groups),
    }
    before = model_of(inputs)
    levers = all_levers(inputs, near)
    assert levers
    found = {}
    for lever in levers:
        for amount in {1, lever.most}:
            said = lever.say(amount).change
            after = model_of(as_said(inputs, lever.inputs_with(inputs, amount)))
            differs = differences(before, after)
            assert differs
            assert not not_of(said, before, differs), said
            found[said] = differs
    for said, differs in found.items():
        for other, others in found.items():
            if not differs & others:
                assert not_of(said, before, others), (said, other)


def model_of(inputs: Inputs) -> Any:
    return json.loads(inputs_to_files(inputs)["inputs/model.json"])
