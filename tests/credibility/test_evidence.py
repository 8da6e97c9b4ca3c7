"""Every number in the table is counted again from the bundle's files, by other means."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from benchmarks.recipes import shared_folder
from safepassage.check import check_bundle
from safepassage.cli.run_credibility import credibility_document, credibility_text
from safepassage.credibility.criteria import CRITERIA
from safepassage.credibility.table import credibility_table
from safepassage.plan.read_bundle import read_bundle
from safepassage.report.credibility_lines import PARTS
from safepassage.report.facts.sealed import read_sealed
from safepassage.report.language.language import Language
from tests.conftest import ROOT
from tests.credibility.conftest import Bundle, Cases

NAMES = ("harbour", "better", "causeway")


def rows_of(folder: Path) -> dict[str, dict[str, Any]]:
    """Rows of the JSON answer by criterion."""
    made = credibility_document(read_sealed(folder), "en")["criteria"]
    return {row["id"]: row for row in made}


def values(row: dict[str, Any], where: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        piece["values"] for piece in row["evidence"] if piece["where"] == where
    )
    return found


@pytest.mark.parametrize("name", NAMES)
def test_numbers_are_those_of_the_files(bundle: Bundle, name: str) -> None:
    folder = bundle(name)
    rows = rows_of(folder)
    told = json.loads((folder / "plan" / "instructions.json").read_text(encoding="utf-8"))
    claims = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    arrived = values(rows["C18"], "people_arrived_bound")
    assert arrived["people"] == sum(row["people"] for row in told)
    assert arrived["most"] == claims["claims"]["people_arrived_bound"]
    assert values(rows["C05"], "people_arrived")["all"] == len(told)
    assert values(rows["C04"], "people")["staying"] == claims["claims"]["people_staying"]
    for share in ("t50", "t90", "t100"):
        time_s = claims["claims"][f"{share}_s"]
        if time_s is None:
            assert not [p for p in rows["C18"]["evidence"] if p["where"] == f"{share}_bound_s"]
        else:
            assert values(rows["C18"], f"{share}_bound_s")["minutes"] == f"{time_s / 60:,.0f}"
    if told:
        fallbacks = sum(row["fallback"] is not None for row in told)
        assert values(rows["C19"], "people_conserved")["other"] == fallbacks
        walked = [row["length_m"] for row in told if row["leg"] is None]
        assert values(rows["C11"], "walking_limit")["km"] == f"{max(walked) / 1000:,.1f}"
    if claims["aid"]:
        with (folder / "plan" / "aid.csv").open(encoding="utf-8") as file:
            trucks = sum(int(r["trucks"]) for r in csv.DictReader(file) if r["direction"] == "in")
        assert values(rows["C12"], "trucks")["trucks"] == trucks


def test_consents_say_who_depends_on_them(bundle: Bundle) -> None:
    told = json.loads((bundle("harbour") / "plan" / "instructions.json").read_text("utf-8"))
    by_gate = sum(row["people"] for row in told if "crossing/bridge" in row["route"])
    row = rows_of(bundle("harbour"))["C15"]
    guard = values(row, "crossing/bridge/gate/post/consent/guard")
    assert guard["people"] == by_gate == 1100
    assert guard["until"] == "2031-05-06 00:00"
    assert row["evidence"][0]["source"] == "council-notice"


@pytest.mark.parametrize("name", NAMES)
def test_met_rests_on_a_number_that_the_check_confirms(case: Cases, name: str) -> None:
    base = case(name)
    confirmed = {row.claim: row.status for row in base.check.claims}
    kept = {row.rule for row in base.check.rules if row.kept}
    for row in credibility_table(base.plan, base.check).rows:
        numbers = [piece for piece in row.evidence if piece.status != "STATED"]
        if row.state == "met":
            assert numbers, row.id
        if row.state == "stated":
            assert not any(piece.status == "PROVED" for piece in row.evidence)
        for piece in numbers:
            if piece.status == "PROVED":
                assert confirmed[piece.where] == "PROVED"
            if piece.status == "CHECKED":
                assert confirmed.get(piece.where) == "CHECKED" or piece.where in kept


def test_a_bundle_that_fails_its_check_has_no_evidence_but_words(forged: Path) -> None:
    report = check_bundle(forged)
    assert report.verdict == "failed"
    made = credibility_table(read_bundle(forged), report)
    assert not made.checked
    assert made.count("met") == made.count("not_met") == 0
    for row in made.rows:
        assert all(piece.status == "STATED" for piece in row.evidence)
        assert row.state == "stated" or row.missing == (("cred-lacks-check", ()),)
    text = credibility_text(read_sealed(forged), "en")
    assert "a bundle that passes its check" in text
    assert Language("en").say("r-verdict-failed") in " ".join(text.split())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("code", ["en", "ar", "he"])
def test_the_text_never_says_one_verdict(bundle: Bundle, name: str, code: str) -> None:
    text = credibility_text(read_sealed(bundle(name)), code)
    assert len(re.findall(r"^C\d\d  ", text, re.MULTILINE)) == 25
    assert all(len(line) <= 100 for line in text.split("\n"))
    if code == "en":
        words = text.lower()
        assert "in this model, on these data" in " ".join(words.split())
        assert "no evidence is not the same as not met" in " ".join(words.split())
        for word in ("is safe", "credible plan", "approved", "permission"):
            assert word not in words


def docs_table() -> dict[str, tuple[str, str]]:
    """Id -> (title, what it takes) in docs/concepts/credibility.md."""
    text = (ROOT / "docs" / "concepts" / "credibility.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (C\d\d) \| (.+?) \| (.+?) \| .+ \|$", text, re.MULTILINE)
    return {id_: (title, takes) for id_, title, takes in rows}


def test_the_docs_say_titles_parts_and_thresholds_of_the_code() -> None:
    words, docs = Language("en"), docs_table()
    assert list(docs) == list(CRITERIA)
    for id_, (title, takes) in docs.items():
        assert title == words.say(f"criterion-{id_.lower()}")
        if id_ != "C04":  # its words are kinds of people
            assert tuple(re.findall(r"`(\w+)`", takes)) == CRITERIA[id_].parts
    assert "15 min" in docs["C13"][1]


@pytest.mark.shared
def test_ids_and_titles_are_those_of_the_list_of_criteria() -> None:
    """Same ids in the same order; each title shares its main words with the list's."""
    folder = shared_folder()
    if folder is None:
        pytest.skip("needs the shared data folder (../shared, or SAFEPASSAGE_SHARED)")
    text = (folder / "domain.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| (C\d\d) \| (.+?) \|", text, re.MULTILINE))
    assert list(listed) == list(CRITERIA)
    words = Language("en")
    for id_, title in listed.items():
        ours = words.say(f"criterion-{id_.lower()}").lower()
        main = [word[:5] for word in re.findall(r"[a-z]{4,}", title.lower())]
        assert any(word in ours for word in main), (id_, title, ours)


@pytest.mark.parametrize("code", ["en", "ar", "he"])
def test_every_part_has_its_words(code: str) -> None:
    words = Language(code)
    for part in PARTS:
        assert words.is_translated(f"cred-part-{part.replace('_', '-')}"), part
