"""A sitrep says what is held: the newest word of each, all that differ, nothing guessed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from safepassage.errors import UsageError
from safepassage.scenario import read_scenario
from safepassage.sitrep.changes import changes_of
from safepassage.sitrep.facts import Sitrep
from safepassage.sitrep.make_sitrep import Asked, make_sitrep
from safepassage.sitrep.names import NO_NAMES, Names, names_of
from safepassage.sitrep.row import Row
from safepassage.sitrep.rows import rows_of
from safepassage.situation.claim import Claim, Valid
from safepassage.situation.event import Act, Claimed, Linked, Read, Retracted, Reviewed, Withheld
from safepassage.situation.figure import Figure

from .scene import AS_OF, OWN, TEXT, claim, claims, clock, day, document, first_acts, record, sha

NAMES = names_of(read_scenario("rafah-2023"))
TUESDAY = AS_OF + timedelta(days=1)


def made(*acts: Act, names: Names = NAMES, **asked: object) -> Sitrep:
    given = {"as_of": AS_OF, **asked}
    return make_sitrep(record(*acts), Asked(**given), names)  # type: ignore[arg-type]


def row(sitrep: Sitrep, key: str) -> Row:
    [found] = [row for row in sitrep.rows if row.key == key]
    return found


def accepted(*claims_: Claim) -> list[Act]:
    acts: list[Act] = [Claimed(each) for each in claims_]
    return acts + [Reviewed(each.id, "accepted") for each in claims_]


GAZA, EGYPT = "crossing/rafah/gate/gaza", "crossing/rafah/gate/egypt"


def test_every_side_of_the_scenario_has_a_row_also_where_nobody_spoke_of_it() -> None:
    sides = {row.key: row for row in made(*first_acts()).section("access")}
    assert set(sides) == {
        "crossing/rafah", GAZA, EGYPT,
        "crossing/rafah-goods/gate/gaza", "crossing/rafah-goods/gate/egypt",
    }  # fmt: skip
    assert [a.state for a in sides[GAZA].answers] == ["not_operated"]
    assert sides[GAZA].under == (
        "Rafah crossing (people), Crossing authority on the Gaza side (Hamas-run)"
    )
    quiet = sides["crossing/rafah-goods/gate/gaza"]
    assert [(a.state, a.told) for a in quiet.answers] == [("unsaid", ())]


def test_two_who_differ_both_stand_and_neither_is_chosen() -> None:
    side = row(made(*first_acts()), EGYPT)
    assert side.differ
    assert {(a.state, a.told[0].via[-1]) for a in side.answers} == {
        ("open", "Daily Courier"),
        ("closed", "Harbour Radio"),
    }


def test_the_newer_word_of_the_same_speaker_replaces_the_older_and_no_other() -> None:
    later = claim(
        "egypt-later", "place_status", "the Egyptian side has been shut",
        subject=EGYPT, norm={"status": "closed"}, **{**OWN, "published": day("2023-10-31")},
    )  # fmt: skip
    side = row(made(*first_acts(later=later), as_of=TUESDAY), EGYPT)
    assert [a.state for a in side.answers] == ["closed"]
    assert {told.claim for told in side.told} == {"egypt-later", "egypt-radio"}
    before = row(made(*first_acts(later=later)), EGYPT)
    assert {told.claim for told in before.told} == {"egypt", "egypt-radio"}


def test_headline_against_body_of_one_text_is_a_conflict_like_any_other() -> None:
    """The headline has hundreds held; the body has hundreds trapped, and says how many are held."""
    title = "Hundreds of citizens held in the valley"
    headline = claim(
        "headline", "figure", title, at=0, fields={"value": "Hundreds", "what": "citizens"},
        norm={"measure": "held", "unit": "persons", "qualifier": "vague_plural"}, **OWN,
    )  # fmt: skip
    body = replace(claims()["trapped"], fields={"what": headline.fields["what"]}, norm={
        "measure": "trapped", "unit": "persons", "qualifier": "vague_plural"})  # fmt: skip
    body = replace(body, fields={**body.fields, "value": headline.fields["value"]})
    acts = [Read(document(TEXT, title=title)), *accepted(headline, body)]
    rows = made(*acts).section("figures")
    assert [(row.answers[0].state, row.differ) for row in rows] == [
        ("held", True),
        ("trapped", True),
    ]
    assert [told.headline for row in rows for told in row.told] == [True, False]


def test_figures_that_some_number_fits_do_not_differ() -> None:
    more = claim(
        "more", "figure", "at least 190 people are held", subject="population/held",
        fields={"value": "190", "what": "people"},
        norm={"low": 190, "qualifier": "at_least", "measure": "held", "unit": "persons"},
    )  # fmt: skip
    found = row(made(*first_acts(more=more)), "figure/held/population/held")
    assert len(found.answers) == 2
    assert not found.differ


def test_an_ultimatum_without_a_start_ends_in_a_range_and_a_stated_start_narrows_it() -> None:
    week = claims()["week"]
    [found] = [r for r in made(*accepted(week)).section("deadlines") if r.told]
    until = found.answers[0].until
    assert until is not None
    assert until.earliest == datetime.fromisoformat("2023-10-30T00:00:00+00:00")
    assert until.latest == datetime.fromisoformat("2023-11-06T23:59:59+00:00")
    start = replace(week, norm={**week.norm, "start": "2023-10-28T12:00:00+00:00"})
    [found] = [r for r in made(*accepted(start)).section("deadlines") if r.told]
    assert found.answers[0].until == replace(clock("2023-11-04T12:00:00+00:00"), words=None)


def test_a_deadline_whose_end_nobody_gave_is_a_gap() -> None:
    loose = claim("loose", "deadline", "it must be done soon", norm={"kind": "completion"})
    gaps = made(*accepted(loose)).gaps
    assert ("sit-gap-deadline", "it must be done soon") in [(g.key, g.name) for g in gaps]


def test_what_was_said_later_or_has_ended_is_not_used() -> None:
    ended = replace(claims()["side"], valid=Valid(until=day("2023-10-20")))
    assert row(made(*accepted(ended)), GAZA).answers[0].state == "unsaid"
    after = replace(claims()["side"], said=day("2023-11-02"), published=day("2023-11-02"))
    assert row(made(*accepted(after)), GAZA).answers[0].state == "unsaid"


def test_nobody_has_reviewed_it_so_it_is_left_out_or_marked() -> None:
    side = claims()["side"]
    out = made(Claimed(side))
    assert (row(out, GAZA).told, out.waiting, out.unreviewed) == ((), 1, 0)
    shown = made(Claimed(side), with_unreviewed=True)
    assert [told.reviewed for told in row(shown, GAZA).told] == [False]
    assert (shown.waiting, shown.unreviewed) == (None, 1)
    rejected = made(Claimed(side), Reviewed("side", "rejected"), with_unreviewed=True)
    assert row(rejected, GAZA).told == ()


def test_reports_of_one_event_are_one_row_with_each_of_them() -> None:
    rocket = claim("rocket", "incident", "a rocket hit the crossing", norm={"kind": "attack"})
    mortar = claim("mortar", "incident", "mortar fire hit the crossing", norm={"kind": "shelling"})
    apart = made(*accepted(rocket, mortar))
    assert len(apart.section("incidents")) == 2
    together = made(*accepted(rocket, mortar), Linked("rocket", "mortar", "same_event"))
    [found] = together.section("incidents")
    assert {told.claim for told in found.told} == {"rocket", "mortar"}


def test_counts_that_stand_in_the_words_of_an_incident_are_told_with_it() -> None:
    [release] = made(*first_acts()).section("incidents")
    counts = {
        d.label: d.value.words() for d in release.answers[0].details if isinstance(d.value, Figure)
    }
    assert counts == {"count:released": "2"}


def test_a_copy_of_a_text_is_the_same_source() -> None:
    side = claims()["side"]
    copy = document("copy", copy_of=sha(TEXT), outlet="Another Outlet")
    again = replace(side, id="again", document=copy.sha256, chain=("M. Miller", "Another Outlet"))
    acts = [Read(document(TEXT)), Read(copy), *accepted(side, again)]
    sitrep = made(*acts)
    assert [(s.outlet, s.copies) for s in sitrep.sources] == [("Daily Courier", 1)]
    assert {sitrep.numbers[told.document or ""] for told in row(sitrep, GAZA).told} == {1}


# --- what changed ---------------------------------------------------------------------------


def test_new_changed_and_gone_between_two_instants() -> None:
    acts = first_acts()
    opened = claim(
        "opened", "place_status", "the Gaza side has opened", subject=GAZA,
        norm={"status": "open"}, said=day("2023-10-31"),
    )  # fmt: skip
    shelter = claim("shelter", "order", "zone 4 is to be ready", said=day("2023-10-31"))
    more = [*accepted(opened, shelter), Retracted("talks", "the outlet took it back")]
    before = make_sitrep(record(*acts), Asked(AS_OF), NAMES).rows
    after = make_sitrep(record(*acts, *more), Asked(TUESDAY), NAMES).rows
    found = {(change.kind, change.row.key) for change in changes_of(before, after, AS_OF, TUESDAY)}
    assert found == {
        ("changed", GAZA),
        ("new", "order/zone 4 is to be ready"),
        ("gone", "negotiation/release of held persons"),
    }
    [gate] = [c for c in changes_of(before, after, AS_OF, TUESDAY) if c.row.key == GAZA]
    assert gate.before is not None
    assert gate.after is not None
    assert [a.state for a in gate.before.answers] == ["not_operated"]
    assert [a.state for a in gate.after.answers] == ["open"]
    assert gate.after.told[0].claim == "opened"


def test_a_deadline_that_passed_since_is_a_change_once() -> None:
    """On Monday it runs, on Wednesday it has passed, on Thursday it is no news."""
    acts = accepted(claims()["flight"])  # all of Tuesday
    wednesday, thursday = AS_OF + timedelta(days=2), AS_OF + timedelta(days=3)
    # the record was begun years later; what it holds of Monday stands in for what was held then
    [told] = made(*acts, as_of=wednesday, since=AS_OF).changes
    assert told.kind == "passed"

    def rows(at: datetime, since: datetime | None) -> tuple[Row, ...]:
        return rows_of(record(*acts).now(), NAMES, at, since=since)

    monday = rows(AS_OF, None)
    [passed] = changes_of(monday, rows(wednesday, AS_OF), AS_OF, wednesday)
    assert (passed.kind, passed.row.name) == ("passed", "Last US charter from Israel")
    later = rows(thursday, wednesday)
    assert changes_of(rows(wednesday, wednesday), later, wednesday, thursday) == ()
    assert all(not row.told for row in later)


def test_one_more_source_that_says_the_same_is_no_change() -> None:
    side = claims()["side"]
    other = replace(side, id="other", speaker=None, chain=("Harbour Radio",))
    before, after = made(*accepted(side)), made(*accepted(side, other))
    assert len(row(after, GAZA).told) == 2
    assert changes_of(before.rows, after.rows, AS_OF, TUESDAY) == ()


def test_what_a_later_word_replaced_stands_as_of_before() -> None:
    side = claims()["side"]
    opened = replace(
        side, id="opened", norm={"status": "open"}, said=day("2023-11-01"), supersedes=("side",)
    )
    acts = accepted(side, opened)
    assert [a.state for a in row(made(*acts), GAZA).answers] == ["not_operated"]
    later = made(*acts, as_of=AS_OF + timedelta(days=3))
    assert [a.state for a in row(later, GAZA).answers] == ["open"]


# --- refusals -------------------------------------------------------------------------------


def test_a_period_that_does_not_begin_before_it_ends_is_refused() -> None:
    with pytest.raises(UsageError, match=r"--since .* is not before --as-of"):
        made(*first_acts(), since=AS_OF)


def test_an_unknown_grade_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UsageError, match="planners, partners, public"):
        made(*first_acts(), grade="press")


def test_the_public_needs_the_names_of_a_scenario() -> None:
    with pytest.raises(UsageError, match="--grade public needs --scenario"):
        made(*first_acts(), names=NO_NAMES, grade="public")


def test_without_a_scenario_claims_speak_in_their_own_words() -> None:
    found = made(*first_acts(), names=NO_NAMES)
    words = {told.quote for told in row(found, EGYPT).told}
    assert row(found, EGYPT).name in words


def test_withheld_claims_stand_for_planners_with_the_reason() -> None:
    found = made(*first_acts(), Withheld("side", "talks go on"))
    assert [told.withheld for told in row(found, GAZA).told] == ["talks go on"]
