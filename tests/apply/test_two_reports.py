"""The two reports, read, accepted and applied, have to change the answer, with reasons."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from benchmarks.recipes import shared_folder
from safepassage.apply.apply_claims import apply_claims
from safepassage.apply.change import Outcome
from safepassage.apply.write_applied import write_applied
from safepassage.intake.claims_of import claims_of
from safepassage.intake.gazetteer import gazetteer_of
from safepassage.intake.read_facts import read_facts
from safepassage.network.exits import Exits, find_exits
from safepassage.scenario.folder import EXAMPLES
from safepassage.scenario.make_inputs import make_inputs
from safepassage.scenario.read_scenario import read_scenario
from safepassage.situation.claim import Claim
from safepassage.situation.document import Document
from safepassage.situation.when import whole_day

from .made import at, claim, held

GAZA, EGYPT = "crossing/rafah/gate/gaza", "crossing/rafah/gate/egypt"
EVENING = at("2023-10-30T18:00:00+02:00")
DAY_AFTER = at("2023-11-01T06:00:00+02:00")
MAY = at("2024-05-06T06:00:00+03:00")
OURS = EXAMPLES / "reports"


def read(path: Path, scenario: str, day: date) -> list[Claim]:
    """The claims of a text as `situation read` proposes them."""
    data = path.read_bytes()
    text = data.decode("utf-8")
    known = read_scenario(scenario)
    zone = known.zone_info
    document = Document(
        hashlib.sha256(data).hexdigest(), len(text), path.name, "text/plain", whole_day(day, zone)
    )
    return list(claims_of(document, read_facts(text, day, gazetteer_of(known)), zone))


def original(name: str) -> Path:
    folder = shared_folder()
    if folder is None:
        pytest.skip("needs the shared data folder (../shared, or SAFEPASSAGE_SHARED)")
    return folder / "reports" / name


@pytest.fixture(params=["ours", pytest.param("theirs", marks=pytest.mark.shared)])
def october(request: pytest.FixtureRequest) -> list[Claim]:
    """The claims of the report of 30 October 2023: our text, and the original."""
    ours = OURS / "report-2023-10-30.txt"
    path = ours if request.param == "ours" else original("004_ec32ab1ecb9eced9.txt")
    return read(path, "rafah-2023", date(2023, 10, 30))


@pytest.fixture(params=["ours", pytest.param("theirs", marks=pytest.mark.shared)])
def may(request: pytest.FixtureRequest) -> list[Claim]:
    """The claims of the report of May 2024: our text, and the original."""
    ours = OURS / "report-2024-05-05.txt"
    path = ours if request.param == "ours" else original("000_79ffd00d1900e458.txt")
    return read(path, "rafah-2024", date(2024, 5, 5))


def reviewed(claims: list[Claim]) -> list[Claim]:
    """What a reviewer accepts of the first report: the facts that its table of statements names.

    A side that is not operated, and the last charter, joined to its leg by hand where no name did.
    """
    found = [row for row in claims if row.norm.get("status") == "not_operated"]
    last = [row for row in claims if row.norm.get("kind") == "last_departure"]
    figures = [row for row in claims if row.type == "figure"]
    assert len(found) == 1
    assert len(last) == 1
    return [*found, replace(last[0], subject="leg/last-us-charter"), *figures]


def answer(claims: list[Claim], when: datetime, folder: Path) -> tuple[Outcome, Exits]:
    """Apply to `rafah-2023` as of an instant, and ask who can leave then."""
    outcome, files = apply_claims("rafah-2023", held(claims), when)
    made = write_applied("rafah-2023", folder, outcome, files, force=False)
    inputs = make_inputs(read_scenario(made), as_of=when, start=when)
    return outcome, find_exits(inputs)


def can_leave(found: Exits, populations: frozenset[str]) -> int:
    return sum(
        row.people
        for row in found.groups
        if row.group.population in populations and row.way is not None
    )


BEHIND = frozenset({"foreign-nationals", "us-nationals-in-gaza", "wounded", "companions"})
STRANDED = frozenset({"stranded-in-israel"})


def blockers(found: Exits) -> Iterator[tuple[str, str | None]]:
    for row in found.groups:
        for blocker in row.blockers:
            yield blocker.address, blocker.source


def test_the_side_that_is_not_operated_is_named_with_its_speaker(october: list[Claim]) -> None:
    row = next(row for row in october if row.norm.get("status") == "not_operated")
    assert row.subject == GAZA
    assert row.speaker is not None
    assert row.speaker.name == "Matthew Miller"
    assert row.evidence is not None
    assert "operate" in row.evidence.text


def test_as_of_that_evening_the_claim_stands_in_the_way(
    october: list[Claim], tmp_path: Path
) -> None:
    outcome, found = answer(reviewed(october), EVENING, tmp_path / "a")
    assert [change.address for change in outcome.changes] == [f"{GAZA}/closed"]
    assert can_leave(found, BEHIND) == 0
    assert can_leave(found, STRANDED) == 45
    source = f"claim:{outcome.changes[0].claims[0]}"
    assert (f"{GAZA}/closed", source) in set(blockers(found))


def test_no_figure_of_the_report_is_made_a_headcount(october: list[Claim], tmp_path: Path) -> None:
    every = [replace(row, subject=row.subject or "population/held") for row in october]
    figures = [row for row in every if row.type == "figure"]
    said = {(row.norm["measure"], row.norm["qualifier"]) for row in figures}
    assert {("killed", "more_than"), ("killed", "at_least"), ("held", "about")} <= said
    outcome, _ = apply_claims("rafah-2023", held(figures), EVENING)
    assert outcome.changes == ()


def test_a_side_that_opens_with_its_consents_frees_those_in_the_south(
    october: list[Claim], tmp_path: Path
) -> None:
    said = reviewed(october)
    shut = next(row for row in said if row.norm.get("status") == "not_operated")
    told = "2023-10-30T16:00:00+02:00"
    opened = claim(
        "opened",
        "place_status",
        GAZA,
        status="open",
        hours="09:00-17:00",
        said=told,
        supersedes=(shut.id,),
    )
    asked = (
        (GAZA, "gaza-authority"),
        (EGYPT, "egypt"),
        (EGYPT, "israel"),
        ("corridor/to-rafah", "gaza-authority"),
    )
    granted = [
        claim(f"granted-{number}", "consent", subject, state="granted", party=party, said=told)
        for number, (subject, party) in enumerate(asked)
    ]
    _, alone = answer([*said, opened], EVENING, tmp_path / "a")
    assert can_leave(alone, BEHIND) == 0  # one opening alone frees nobody: consents come with it
    _, found = answer([*said, opened, *granted], EVENING, tmp_path / "b")
    assert can_leave(found, BEHIND) == 5405  # as in the README: all in the south


def test_a_consent_that_is_withdrawn_shuts_the_way_again(
    october: list[Claim], tmp_path: Path
) -> None:
    said = reviewed(october)
    _, before = answer(said, DAY_AFTER, tmp_path / "a")
    assert can_leave(before, BEHIND) == 5405
    withdrawn = claim(
        "withdrawn", "consent", EGYPT, state="withdrawn", party="egypt", said="2023-11-01"
    )
    _, after = answer([*said, withdrawn], DAY_AFTER, tmp_path / "b")
    assert can_leave(after, BEHIND) == 0
    assert (f"{EGYPT}/consent/egypt/state", "claim:withdrawn") in set(blockers(after))


def test_the_last_flight_has_left(october: list[Claim], tmp_path: Path) -> None:
    morning = at("2023-10-31T06:00:00+02:00")
    said = reviewed(october)
    _, before = answer(said, morning, tmp_path / "a")
    assert can_leave(before, STRANDED) == 45
    left = claim(
        "left",
        "transport",
        "leg/last-us-charter",
        state="departed",
        said="2023-10-31T05:30:00+02:00",
        since="2023-10-31T05:00:00+02:00",
    )
    outcome, after = answer([*said, left], morning, tmp_path / "b")
    assert can_leave(after, STRANDED) == 0
    change = next(row for row in outcome.changes if row.address == "leg/last-us-charter")
    assert change.after["departs"] == "2023-10-31T05:00:00+02:00"
    assert change.claims == ("left",)


def test_the_report_of_may_says_of_no_gate_that_it_is_shut(may: list[Claim]) -> None:
    """That Kerem Shalom closed is not in the report: nothing may be concluded from an attack."""
    outcome, _ = apply_claims("rafah-2024", held(may), MAY)
    assert [change for change in outcome.changes if "gate" in change.address] == []
    assert {"statement", "deadline", "incident", "negotiation"} <= {row.type for row in may}


def test_what_the_report_of_may_leaves_out_comes_from_elsewhere(may: list[Claim]) -> None:
    goods = "crossing/kerem-shalom/gate/israel"
    shut = claim("shut", "place_status", goods, status="closed", said="2024-05-05")
    outcome, _ = apply_claims("rafah-2024", held([*may, shut]), MAY)
    assert [change.address for change in outcome.changes] == [f"{goods}/closed"]
