"""What counts by then and what does not leak; and what the files hold."""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Any

import pytest

from safepassage.apply.apply_claims import apply_claims
from safepassage.apply.write_applied import write_applied
from safepassage.errors import UsageError
from safepassage.situation.event import Linked, Retracted, Reviewed, Withheld

from .applied import FAR, START, Applied, read_folder_of
from .made import at, claim, held


def test_only_what_was_known_by_then_counts(tmp_path: Path) -> None:
    late = claim("c1", "place_status", FAR, status="closed", said="2031-05-05T07:00:00+00:00")
    assert Applied(tmp_path / "a", [late]).changed() == []
    later = Applied(tmp_path / "b", [late], as_of=at("2031-05-05T07:00:00+00:00"))
    assert later.changed() == [f"{FAR}/closed"]


@pytest.mark.parametrize(
    "act",
    [Reviewed("c1", "rejected"), Retracted("c1", "taken back"), Withheld("c1", "asked not to")],
)
def test_what_does_not_stand_or_is_withheld_changes_nothing(tmp_path: Path, act: Any) -> None:
    said = [claim("c1", "place_status", FAR, status="closed")]
    _, files = apply_claims("harbour", held(said, act), START)
    _, without = apply_claims("harbour", held([]), START)
    assert files == without


def test_what_is_withheld_leaks_into_no_file_whatever_it_says(tmp_path: Path) -> None:
    plain = claim("c1", "place_status", FAR, status="closed")
    secrets = [
        claim("s", "place_status", FAR, status="open", speaker="Someone"),
        claim("s", "consent", FAR, state="withheld", party="far-authority", speaker="Someone"),
        claim("s", "figure", "population/residents", measure="present", qualifier="exact", low=9),
    ]
    texts = set()
    for secret in secrets:
        made = held([plain, secret], Withheld("s", "asked"), Linked("s", "c1", "conflicts"))
        outcome, files = apply_claims("harbour", made, START)
        texts.add(json.dumps(files, sort_keys=True))
        assert "Someone" not in json.dumps(files)
        hidden = [row for row in outcome.not_applied if row.claims == ("s",)]
        assert [row.address for row in hidden] == [None]
        assert "withheld" in hidden[0].why
    assert len(texts) == 1


def test_what_a_withheld_claim_replaced_stands_again_as_its_absence_would_tell() -> None:
    """Outside, a plan must look as if the withheld claim had never been there."""
    shut = claim("c1", "place_status", FAR, status="closed")
    secret = claim("s", "place_status", FAR, status="open", hours="09:00-10:00", supersedes=("c1",))
    _, with_secret = apply_claims("harbour", held([shut, secret], Withheld("s", "asked")), START)
    _, without = apply_claims("harbour", held([shut]), START)
    assert with_secret == without


def test_claims_go_with_the_scenario_as_words(tmp_path: Path) -> None:
    one = claim("c1", "place_status", FAR, status="closed", speaker="Someone new")
    other = claim(
        "c2", "position", "party/far-authority", stance="opposes", note="It will not open."
    )
    made = Applied(tmp_path / "a", [one, other], Linked("c1", "c2", "conflicts"))
    said = {row.id: row for row in made.inputs.words.claims}
    assert {"c1", "c2", "far-hours"} <= set(said)
    assert said["c1"].contradicts == ("c2",)
    assert said["c2"].text == "It will not open."
    assert said["c1"].speaker == "said-by-someone-new"
    assert {row.id for row in made.inputs.sources} >= {"claim:c1", "claim:c2"}


def test_words_of_others_cannot_break_the_files(tmp_path: Path) -> None:
    nasty = 'a: b # c "q" \\ \n- {id: x}\u202e\x1b[31m=cmd|calc\u2028'
    words = {"speaker": nasty, "note": nasty}
    said = claim("c1", "place_status", FAR, status="closed", **words)
    road = claim("c2", "place_status", "link/mill-street", status="closed", **words)
    party = "far-authority"
    asked = claim("c3", "consent", FAR, state="conditional", party=party, condition=nasty, **words)
    made = Applied(tmp_path / "a", [said, road, asked])
    reasons = (made.folder / "closure.csv").read_text(encoding="utf-8").splitlines()
    assert len(reasons) == 2
    assert "reported by a: b" in reasons[1]
    assert "\x1b" not in str(made.gate(FAR).consents[0].condition)
    row = next(row for row in made.inputs.words.claims if row.id == "c1")
    assert "\u202e" not in row.text
    assert "\x1b" not in row.text
    assert "\n" not in row.text


def test_every_line_that_no_claim_is_about_stays(tmp_path: Path) -> None:
    said = claim("c1", "place_status", FAR, status="closed")
    _, files = apply_claims("harbour", held([said]), START)
    before = (read_folder_of("harbour") / "scenario.yaml").read_text(encoding="utf-8")
    lines = list(difflib.ndiff(before.splitlines(), files["scenario.yaml"].splitlines()))
    assert [line for line in lines if line.startswith("- ")] == []
    added = [line for line in lines if line.startswith("+ ")]
    # who said it, its source, the claim, the key `closed` and one row below it
    assert len(added) == 5


def test_a_claim_about_what_is_not_there_names_what_is_near(tmp_path: Path) -> None:
    wrong = claim("c1", "place_status", "crossing/harbur/gate/far", status="closed")
    with pytest.raises(UsageError, match='Did you mean "harbour"') as told:
        apply_claims("harbour", held([wrong]), START)
    assert "c1" in str(told.value)
    outcome, _ = apply_claims("harbour", held([wrong]), START, skip_unknown=True)
    assert outcome.changes == ()
    assert 'Did you mean "harbour"' in outcome.not_applied[0].why


def test_applying_twice_changes_nothing_more(tmp_path: Path) -> None:
    said = [
        claim("c1", "consent", FAR, state="withheld", party="far-authority"),
        claim("c2", "transport", "leg/noon-ferry", state="cancelled"),
    ]
    first = Applied(tmp_path / "a", said)
    second = Applied(tmp_path / "b", said, base=first.folder)
    assert (second.folder / "scenario.yaml").read_text() == (
        first.folder / "scenario.yaml"
    ).read_text()


def test_a_scenario_that_holds_a_fallen_claim_says_so(tmp_path: Path) -> None:
    said = [claim("c1", "place_status", FAR, status="closed")]
    first = Applied(tmp_path / "a", said)
    assert "no longer stands" not in first.left()
    outcome, _ = apply_claims(first.folder, held(said, Retracted("c1", "wrong")), START)
    assert [row.claims for row in outcome.not_applied] == [("c1",)]
    assert "no longer stands" in outcome.not_applied[0].why


def test_a_place_that_is_taken_is_not_overwritten(tmp_path: Path) -> None:
    outcome, files = apply_claims("harbour", held([]), START)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")
    with pytest.raises(UsageError, match="no scenario"):
        write_applied("harbour", tmp_path / "mine", outcome, files, force=True)
    write_applied("harbour", tmp_path / "a", outcome, files, force=False)
    with pytest.raises(UsageError, match="--force"):
        write_applied("harbour", tmp_path / "a", outcome, files, force=False)
    write_applied("harbour", tmp_path / "a", outcome, files, force=True)
    assert (tmp_path / "a.before-1" / "scenario.yaml").is_file()
    assert not list(tmp_path.glob(".a-*"))
