"""Whatever claims say together, the result is a scenario or a message, and nothing is lost."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from safepassage.apply.apply_claims import apply_claims
from safepassage.apply.resting import values_by_claim
from safepassage.apply.write_applied import applied_document, write_applied
from safepassage.errors import SafePassageError
from safepassage.scenario.folder import find_folder
from safepassage.scenario.make_inputs import make_inputs
from safepassage.scenario.read_scenario import read_scenario
from safepassage.scenario.scenario import Scenario
from safepassage.situation.claim import Claim
from safepassage.situation.event import Retracted, Withheld
from safepassage.situation.fact_types import CONSENT_STATES, QUALIFIERS, STATUSES

from .made import at, claim, held

INSTANT = {"harbour": "2031-05-05T06:00:00+00:00", "rafah-2023": "2023-11-02T06:00:00+02:00"}


def addresses(scenario: Scenario) -> Iterator[str]:
    for crossing in scenario.crossings:
        yield f"crossing/{crossing.id}"
        for gate in crossing.gates:
            at_gate = f"crossing/{crossing.id}/gate/{gate.id}"
            yield at_gate
            yield f"{at_gate}/rate_persons_per_hour"
            yield from (f"{at_gate}/consent/{row.id}" for row in gate.consents)
    yield from (f"corridor/{row.id}" for row in scenario.corridors)
    yield from (f"destination/{row.id}" for row in scenario.destinations)
    yield from (f"leg/{row.id}" for row in scenario.legs)
    yield from (f"population/{row.id}" for row in scenario.populations)
    yield from (f"group/{row.group_id}" for row in scenario.groups)
    yield from (f"link/{row.link_id}" for row in scenario.links[:5])
    yield from (f"aid_stream/{row.id}" for row in scenario.aid_streams)
    yield from (f"party/{row.id}" for row in scenario.parties)


def some_claim(chance: random.Random, name: str, scenario: Scenario, day: str) -> Claim:
    holders = {gate.holder for crossing in scenario.crossings for gate in crossing.gates}
    party = chance.choice(sorted(holders))
    hour = chance.randrange(6)
    times = {
        "said": f"{day}T0{hour}:00:00+00:00",
        "since": chance.choice([None, None, day, f"{day}T{10 + hour}:00:00+00:00"]),
        "until": chance.choice([None, None, f"{day}T{17 + hour}:00:00+00:00"]),
    }
    who = chance.choice(["Guard", "Radio", "Council", None])
    low, high = sorted(chance.randrange(0, 4000) for _ in range(2))
    kind, norm = chance.choice(
        [
            (
                "place_status",
                {
                    "status": chance.choice(
                        ["open", "closed", "not_operated", "full", *STATUSES, "nonsense"]
                    ),
                    "hours": chance.choice(["", "08:00-16:00", "from 6 to 9", "10:00 to 12:30"]),
                },
            ),
            ("consent", {"state": chance.choice(CONSENT_STATES), "party": party}),
            (
                "transport",
                {
                    "state": chance.choice(["departed", "cancelled", "planned", "running", None]),
                    "when": chance.choice([day, f"{day}T11:00:00+00:00", "soon", None]),
                    "capacity": chance.choice([None, 3, 400]),
                    "last": chance.choice([True, False]),
                },
            ),
            (
                "figure",
                {
                    "measure": chance.choice(["present", "killed", "waiting", "aid_needed"]),
                    "unit": chance.choice(["persons", "trucks", "households", None]),
                    "per": chance.choice(["day", None]),
                    "qualifier": chance.choice(QUALIFIERS),
                    "low": chance.choice([low, None]),
                    "high": chance.choice([high, low, None]),
                    "approx": chance.choice([low, None]),
                },
            ),
        ]
    )
    fit = [a for a in addresses(scenario) if a.startswith(FITS[kind])]
    subject = chance.choice(fit if chance.random() < 0.9 else [*addresses(scenario), None])
    return claim(name, kind, subject, speaker=who, **times, **norm)


FITS = {
    "place_status": ("crossing/", "crossing/", "corridor/", "destination/", "link/"),
    "consent": ("crossing/", "corridor/", "leg/"),
    "transport": ("leg/",),
    "figure": ("population/", "group/", "aid_stream/", "crossing/"),
}


@pytest.mark.parametrize("name", ["harbour", "rafah-2023"])
@pytest.mark.parametrize("seed", range(60))
def test_random_claims_give_a_scenario_that_names_them(
    name: str, seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    scenario = read_scenario(name)
    as_of = at(INSTANT[name])
    day = INSTANT[name][:10]
    claims = [
        some_claim(chance, f"c{number}", scenario, day) for number in range(chance.randrange(1, 50))
    ]
    acts = [Withheld("c0", "asked")] if chance.random() < 0.5 else [Retracted("c0", "wrong")]
    side = chance.sample(["Guard", "Radio", "Council", "Harbour Radio"], chance.randrange(3))
    outcome, files = apply_claims(name, held(claims, *acts), as_of, side_with=side)
    try:
        folder = write_applied(name, tmp_path / "now", outcome, files, force=False)
    except SafePassageError as error:
        pytest.fail(f"claims that were taken make no scenario: {error}")
    inputs = make_inputs(read_scenario(folder), as_of=as_of)
    # every value that names a claim was noted as a change, by that claim
    noted = {c for change in outcome.changes for c in change.claims}
    assert set(values_by_claim(inputs)) <= noted
    assert "c0" not in noted
    assert "c0" not in json.dumps(files)
    # no line and no comment of the scenario is lost that no change is about
    before = (find_folder(name) / "scenario.yaml").read_text(encoding="utf-8").splitlines()
    after = set(files["scenario.yaml"].splitlines())
    lost = [line for line in before if line not in after and line.lstrip().startswith("#")]
    assert lost == []
    json.dumps(applied_document(outcome))


def test_the_same_claims_give_the_same_files() -> None:
    chance = random.Random(5)
    scenario = read_scenario("rafah-2023")
    claims = [some_claim(chance, f"c{n}", scenario, "2023-11-02") for n in range(20)]
    one = apply_claims("rafah-2023", held(claims), at(INSTANT["rafah-2023"]))
    other = apply_claims("rafah-2023", held(claims), at(INSTANT["rafah-2023"]))
    assert one == other
