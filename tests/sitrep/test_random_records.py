"""Random records: every form is made, nothing kept inside goes out, changes add up."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from safepassage.report.language.language import Language
from safepassage.scenario import read_scenario
from safepassage.sitrep.forms import make_form
from safepassage.sitrep.make_sitrep import Asked, make_sitrep
from safepassage.sitrep.names import names_of
from safepassage.sitrep.row import Row
from safepassage.sitrep.rows import rows_of
from safepassage.sitrep.seen_by import seen_by
from safepassage.situation.disclosure.for_grade import for_grade, held_for
from safepassage.situation.disclosure.kept_inside import kept_inside
from tests.situation.random_record import START, hours, random_acts, record_of

NAMES = names_of(read_scenario("harbour"))
GRADES = ("planners", "partners", "public")
FORMS = ("html", "text", "hxl", "edxl")


def keys(rows: tuple[Row, ...]) -> set[tuple[str, str]]:
    return {(row.section, row.key) for row in rows if row.told}


@pytest.mark.parametrize("seed", range(40))
def test_any_record(seed: int) -> None:
    rng = random.Random(seed)
    record = record_of(random_acts(rng, rng.randint(1, 120)))
    at = hours(rng.uniform(1, 90)).replace(microsecond=0)
    since = at - timedelta(hours=rng.uniform(1, 40)) if rng.random() < 0.7 else None
    inside = set(kept_inside(record.now()))
    for grade in GRADES:
        asked = Asked(at, grade, since=since, with_unreviewed=rng.random() < 0.5)
        sitrep = make_sitrep(record, asked, NAMES)
        assert make_sitrep(record, asked, NAMES) == sitrep
        assert len({(row.section, row.key) for row in sitrep.rows}) == len(sitrep.rows)
        for form in FORMS:
            data = make_form(form, sitrep, Language(rng.choice(("en", "ar"))), by="desk").data
            assert data
        if grade == "planners":
            told = {one.claim for row in sitrep.rows for one in row.told}
            assert all(one.withheld for r in sitrep.rows for one in r.told if one.claim in inside)
            assert told <= set(record.now().claims)
        said = {one.quote for row in sitrep.rows for one in row.told if one.quote}
        hidden = {record.now().claims[name].words() for name in inside} - {
            claim.words() for name, claim in record.now().claims.items() if name not in inside
        }
        assert grade == "planners" or not said & hidden


@pytest.mark.parametrize("seed", range(20))
def test_what_changed_adds_up(seed: int) -> None:
    """What was there, without what is gone and with what is new, is what is there."""
    rng = random.Random(1000 + seed)
    record = record_of(random_acts(rng, 100))
    since, at = START + timedelta(hours=20), START + timedelta(hours=60)
    for grade in GRADES:
        sitrep = make_sitrep(record, Asked(at, grade, since=since), NAMES)
        by_kind: dict[str, set[tuple[str, str]]] = {}
        for change in sitrep.changes:
            at_key = change.row.section, change.row.key
            assert at_key not in {key for found in by_kind.values() for key in found}
            by_kind.setdefault(change.kind, set()).add(at_key)
        new, gone = by_kind.get("new", set()), by_kind.get("gone", set())
        gone |= by_kind.get("taken_back", set())
        now = keys(sitrep.rows)
        assert new <= now
        assert not gone & now
        assert by_kind.get("changed", set()) <= {(row.section, row.key) for row in sitrep.rows}


def test_rows_of_a_grade_are_those_of_what_it_may_know() -> None:
    """Two ways to the same: what was held for a grade, and the grade of what was held."""
    for seed in range(15):
        record = record_of(random_acts(random.Random(seed), 80))
        at = hours(40)
        for grade in GRADES:
            one = held_for(record, grade)
            other = for_grade(record.now(), grade)
            made = [
                seen_by(rows_of(held, NAMES, at, inside=False), held, NAMES, grade)
                for held in (one, replace(other, known=one.known))
            ]
            assert made[0] == made[1]
