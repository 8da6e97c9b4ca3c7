"""Every kind of claim has to reach the one value that it is about, and no other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from safepassage.apply.apply_claims import apply_claims

from .applied import FAR, START, Applied, hours, read_folder_of
from .made import at, claim, held


def test_nothing_accepted_changes_nothing(tmp_path: Path) -> None:
    outcome, files = apply_claims("harbour", held([], state="proposed"), START)
    waiting = held([claim("c1", "place_status", FAR, status="closed")], state="proposed")
    assert (outcome, files) == apply_claims("harbour", waiting, START)
    for name, text in files.items():
        assert text == (read_folder_of("harbour") / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("status", ["closed", "not_operated"])
def test_a_side_that_is_shut_lets_nobody_pass(tmp_path: Path, status: str) -> None:
    made = Applied(tmp_path / "a", [claim("c1", "place_status", FAR, status=status)])
    assert hours(made.gate(FAR)) == []
    assert made.gate(FAR).open == ()  # known to be shut, not unknown
    assert hours(made.gate("crossing/harbour/gate/town")) == [(1, 10)]
    assert made.changed() == [f"{FAR}/closed"]
    taken = made.inputs.words.taken_back
    assert [row.address for row in taken] == [FAR]
    assert taken[0].closed[0][2] == "claim:c1"


def test_since_and_until_are_kept(tmp_path: Path) -> None:
    shut = claim(
        "c1",
        "place_status",
        FAR,
        status="closed",
        since="2031-05-05T10:00:00+00:00",
        until="2031-05-05T11:00:00+00:00",
    )
    made = Applied(tmp_path / "a", [shut])
    assert hours(made.gate(FAR)) == [(2, 4), (5, 8)]
    assert made.outcome.changes[0].taken is None


def test_without_an_end_it_holds_on_and_says_so(tmp_path: Path) -> None:
    shut = claim("c1", "place_status", FAR, status="closed", since="2031-05-05T10:00:00+00:00")
    made = Applied(tmp_path / "a", [shut])
    assert hours(made.gate(FAR)) == [(2, 4)]
    assert "no end is said" in str(made.outcome.changes[0].taken)


def test_hours_that_are_said_take_the_place_of_older_ones(tmp_path: Path) -> None:
    opened = claim("c1", "place_status", FAR, status="open", hours="from 09:00 to 15:00")
    made = Applied(tmp_path / "a", [opened])
    assert hours(made.gate(FAR)) == [(3, 9)]
    assert {row.source for row in made.gate(FAR).open} == {"claim:c1"}


def test_open_without_hours_gives_no_hours(tmp_path: Path) -> None:
    gaza = "crossing/rafah/gate/gaza"
    said = "2023-10-30T12:00:00+02:00"
    made = Applied(
        tmp_path / "a",
        [claim("c1", "place_status", gaza, status="open", said=said)],
        base="rafah-2023",
        as_of=at("2023-10-30T18:00:00+02:00"),
    )
    assert made.gate(gaza).open is None
    assert "hours that are not known are not open" in made.left()


def test_a_side_that_opens_gives_back_what_a_claim_had_taken(tmp_path: Path) -> None:
    shut = claim("c1", "place_status", FAR, status="closed", speaker="Guard")
    first = Applied(tmp_path / "a", [shut])
    opened = claim(
        "c2", "place_status", FAR, status="open", speaker="Guard", said="2031-05-05T09:00:00+00:00"
    )
    second = Applied(
        tmp_path / "b", [opened], base=first.folder, as_of=at("2031-05-05T09:00:00+00:00")
    )
    gate = second.gate(FAR)
    assert hours(gate) == [(3, 8)]
    both = Applied(tmp_path / "c", [shut, opened], as_of=at("2031-05-05T09:00:00+00:00"))
    assert hours(both.gate(FAR)) == [(3, 8)]


def test_a_shut_side_ends_where_a_newer_word_begins_that_is_known_by_then() -> None:
    gaza = "crossing/rafah/gate/gaza"
    shut = claim("c1", "place_status", gaza, status="not_operated", said="2023-10-30")
    outcome, _ = apply_claims("rafah-2023", held([shut]), at("2023-10-30T18:00:00+02:00"))
    # nobody knew that evening that it would open on 1 November
    assert outcome.changes[0].after[-1]["to"] == "2023-11-15T00:00:00+02:00"
    assert "no end is said" in str(outcome.changes[0].taken)
    outcome, _ = apply_claims("rafah-2023", held([shut]), at("2023-11-02T18:00:00+02:00"))
    assert outcome.changes[0].after[-1]["to"] == "2023-11-01T09:45:00+02:00"
    assert "newer word of afp-1-nov" in str(outcome.changes[0].taken)


@pytest.mark.parametrize(
    ("kind", "subject", "norm"),
    [
        ("consent", "crossing/rafah/gate/egypt", {"state": "withheld", "party": "egypt"}),
        ("place_status", "crossing/rafah/gate/gaza", {"status": "closed", "since": "2023-11-02"}),
        ("figure", "population/wounded", {"measure": "present", "qualifier": "exact", "low": 9}),
        ("transport", "leg/last-us-charter", {"state": "cancelled"}),
        (
            "figure",
            "crossing/rafah/gate/egypt/rate_persons_per_hour",
            {"qualifier": "exact", "low": 9, "high": 9},
        ),
    ],
)
def test_a_newer_word_of_the_scenario_is_not_overwritten(
    kind: str, subject: str, norm: dict[str, Any]
) -> None:
    old = claim("c1", kind, subject, said="2023-10-29", **norm)
    when = at("2023-11-02T18:00:00+02:00")
    outcome, _ = apply_claims("rafah-2023", held([old]), when)
    assert outcome.changes == ()
    assert "the scenario has a newer word" in outcome.not_applied[-1].why
    assert "--side-with c1" in outcome.not_applied[-1].mend
    first, _ = apply_claims("rafah-2023", held([old]), when, side_with=["C1"])
    assert [change.claims for change in first.changes] == [("c1",)]


def test_a_whole_crossing_means_all_sides_and_a_named_side_one(tmp_path: Path) -> None:
    whole = Applied(
        tmp_path / "a", [claim("c1", "place_status", "crossing/harbour", status="closed")]
    )
    assert whole.changed() == ["crossing/harbour/gate/town/closed", f"{FAR}/closed"]
    side = claim("c1", "place_status", "crossing/harbour", status="not_operated", side="far side")
    assert Applied(tmp_path / "b", [side]).changed() == [f"{FAR}/closed"]
    holder = claim("c1", "place_status", "crossing/harbour", status="closed", party="Town council")
    assert Applied(tmp_path / "c", [holder]).changed() == ["crossing/harbour/gate/town/closed"]
    nobody = claim("c1", "place_status", "crossing/harbour", status="not_operated")
    made = Applied(tmp_path / "d", [nobody])
    assert made.changed() == []
    assert "which side" in made.left()


def test_a_party_of_another_name_is_found_inside_the_name_of_the_holder(tmp_path: Path) -> None:
    shut = claim(
        "c1",
        "place_status",
        "crossing/rafah",
        status="not_operated",
        party="hamas",
        said="2023-10-30",
    )
    outcome, _ = apply_claims("rafah-2023", held([shut]), at("2023-10-30T18:00:00+02:00"))
    assert [change.address for change in outcome.changes] == ["crossing/rafah/gate/gaza/closed"]


@pytest.mark.parametrize("status", ["restricted", "outbound_only", "planned_open", "unknown"])
def test_words_that_say_too_little_change_nothing_and_say_why(tmp_path: Path, status: str) -> None:
    made = Applied(tmp_path / "a", [claim("c1", "place_status", FAR, status=status)])
    assert made.changed() == []
    assert made.outcome.not_applied[0].claims == ("c1",)


def test_a_road_and_a_corridor_that_are_shut(tmp_path: Path) -> None:
    made = Applied(
        tmp_path / "a", [claim("c1", "place_status", "link/mill-street", status="closed")]
    )
    closure = next(row for row in made.inputs.closures if row.source == "claim:c1")
    assert closure.links == ("mill-street",)
    assert closure.from_s <= 0
    corridor = claim("c2", "place_status", "corridor/wadi-gaza", status="closed", said="2023-11-07")
    other = Applied(
        tmp_path / "b", [corridor], base="rafah-2023", as_of=at("2023-11-07T18:00:00+02:00")
    )
    shut = {link for row in other.inputs.closures for link in row.links}
    assert {"road-19", "road-39", "road-66"} <= shut


def test_a_full_shelter_has_no_room(tmp_path: Path) -> None:
    made = Applied(
        tmp_path / "a", [claim("c1", "place_status", "destination/school", status="full")]
    )
    school = next(row for row in made.inputs.destinations if row.id == "school")
    assert school.room == 0


def test_a_full_shelter_comes_before_a_number_for_its_room() -> None:
    full = claim("c1", "place_status", "destination/egypt", status="closed", said="2023-10-30")
    room = claim(
        "c2",
        "figure",
        "destination/egypt/room",
        qualifier="exact",
        low=9,
        high=9,
        said="2023-10-30",
    )
    outcome, _ = apply_claims("rafah-2023", held([room, full]), at("2023-10-30T18:00:00+02:00"))
    assert [(row.address, row.after) for row in outcome.changes] == [
        ("destination/egypt/room", "0")
    ]
    assert "another claim has set it already" in outcome.not_applied[-1].why


@pytest.mark.parametrize(
    ("state", "word", "counts"),
    [
        ("withheld", "refused", False),
        ("withdrawn", "refused", False),
        ("pending", "unknown", False),
        ("conditional", "conditional", False),
        ("required", "unknown", False),
    ],
)
def test_each_state_of_a_consent(tmp_path: Path, state: str, word: str, counts: bool) -> None:
    said = claim("c1", "consent", FAR, state=state, party="far-authority")
    made = Applied(tmp_path / "a", [said])
    consent = made.gate(FAR).consents[0]
    assert (consent.state, consent.counts, consent.source) == (word, counts, "claim:c1")
    assert made.changed() == [f"{FAR}/consent/authority"]


def test_a_consent_that_is_granted_holds_from_then_on(tmp_path: Path) -> None:
    at_egypt = "crossing/rafah/gate/egypt"
    said = claim("c1", "consent", at_egypt, state="granted", party="Egypt", said="2023-10-30")
    made = Applied(tmp_path / "a", [said], base="rafah-2023", as_of=at("2023-10-30T18:00:00+02:00"))
    consent = next(row for row in made.gate(at_egypt).consents if row.party == "egypt")
    assert (consent.state, consent.source) == ("given", "claim:c1")
    assert consent.from_s < 0 < consent.to_s
    assert "for how long is not said" in str(made.outcome.changes[0].taken)


def test_a_consent_of_nobody_who_is_asked_names_those_who_are(tmp_path: Path) -> None:
    said = claim("c1", "consent", FAR, state="withheld", party="Red Cross")
    made = Applied(tmp_path / "a", [said])
    assert made.changed() == []
    assert "no consent of Red Cross" in made.left()
    assert "far-authority" in made.outcome.not_applied[0].mend


def test_a_leg_that_has_left_is_called_off_or_moves(tmp_path: Path) -> None:
    leg = "leg/noon-ferry"
    gone = Applied(tmp_path / "a", [claim("c1", "transport", leg, state="departed")])
    assert gone.inputs.legs[0].departs_s == -3600  # it was said at 05:00
    off = Applied(tmp_path / "b", [claim("c1", "transport", leg, state="cancelled")])
    assert off.inputs.legs[0].seats == 0
    moved = claim("c1", "transport", leg, state="planned", since="2031-05-05T10:00:00+00:00")
    row = Applied(tmp_path / "c", [moved]).inputs.legs[0]
    assert (row.cut_off_s, row.departs_s, row.arrives_s) == (12600, 14400, 18000)
    seats = claim("c1", "transport", leg, state="planned", capacity=40)
    assert Applied(tmp_path / "d", [seats]).inputs.legs[0].seats == 40
    same = Applied(tmp_path / "e", [claim("c1", "transport", leg, last=True, when="2031-05-05")])
    assert same.changed() == []
    assert "the scenario says the same" in same.left()


def test_two_announced_hours_are_disputed_and_a_departure_ends_the_question(
    tmp_path: Path,
) -> None:
    leg = "leg/noon-ferry"
    ten, eleven = (
        claim(n, "transport", leg, state="planned", when=f"2031-05-05T{h}:00:00+00:00", speaker=n)
        for n, h in (("c1", "10"), ("c2", "11"))
    )
    made = Applied(tmp_path / "a", [ten, eleven])
    assert made.changed() == []
    assert "disputed" in made.left()
    gone = claim("c3", "transport", leg, state="departed", speaker="Harbour master")
    both = Applied(tmp_path / "b", [gone, ten])  # whatever the order of the log
    assert both.inputs.legs[0].departs_s == -3600
    assert both.outcome.changes[0].claims == ("c3",)


def test_nothing_has_left_before_its_time(tmp_path: Path) -> None:
    """A text that says "leaves" may be read as "left": the instant decides."""
    later = claim("c1", "transport", "leg/noon-ferry", state="departed", when="2031-05-06")
    made = Applied(tmp_path / "a", [later])
    assert made.changed() == []
    assert "the hour is not said" in made.left()


def test_a_headcount_is_shared_out_over_groups(tmp_path: Path) -> None:
    said = claim(
        "c1",
        "figure",
        "population/residents",
        measure="present",
        unit="persons",
        qualifier="more_than",
        low=1600,
    )
    made = Applied(tmp_path / "a", [said])
    rows = {row.id: row.headcount for row in made.inputs.groups}
    assert sum(row.likely for row in rows.values()) == 1601
    assert sum(row.low for row in rows.values()) == 1601
    assert sum(row.high for row in rows.values()) == 1820  # as it was
    assert {row.source for row in rows.values()} == {"claim:c1"}


def test_a_group_that_was_counted_is_not_mixed_with_a_total(tmp_path: Path) -> None:
    counted = {"measure": "present", "unit": "persons", "qualifier": "exact"}
    total = claim("c1", "figure", "population/residents", low=2000, high=2000, **counted)
    part = claim("c2", "figure", "group/hillside-residents", low=310, high=310, **counted)
    made = Applied(tmp_path / "a", [total, part])
    assert made.changed() == ["group/hillside-residents/people"]
    assert "not mixed with a total" in made.left()


@pytest.mark.parametrize(
    ("norm", "why"),
    [
        (
            {"measure": "killed", "unit": "persons", "qualifier": "exact", "low": 3, "high": 3},
            "killed",
        ),
        (
            {"measure": "present", "unit": "households", "qualifier": "exact", "low": 3},
            "households",
        ),
        ({"measure": "present", "unit": "persons", "qualifier": "vague_plural"}, "no number"),
    ],
)
def test_figures_that_are_no_headcount(tmp_path: Path, norm: dict[str, Any], why: str) -> None:
    made = Applied(tmp_path / "a", [claim("c1", "figure", "population/residents", **norm)])
    assert made.changed() == []
    assert why in made.left()


def test_people_who_depend_on_talks_are_in_no_headcount(tmp_path: Path) -> None:
    said = claim(
        "c1",
        "figure",
        "population/held",
        measure="present",
        unit="persons",
        qualifier="about",
        approx=200,
        said="2023-10-30",
    )
    outcome, _ = apply_claims("rafah-2023", held([said]), at("2023-10-30T18:00:00+02:00"))
    assert outcome.changes == ()
    assert "no headcount" in outcome.not_applied[0].why


def test_a_figure_about_one_value_sets_it_on_its_word(tmp_path: Path) -> None:
    trucks = claim(
        "c1",
        "figure",
        "aid_stream/flour",
        measure="aid_needed",
        unit="trucks",
        per="day",
        qualifier="exact",
        low=5,
        high=5,
    )
    made = Applied(tmp_path / "a", [trucks])
    stream = made.inputs.aid_streams[0]
    assert (stream.minimum_per_day, stream.source) == (5, "claim:c1")
    rate = claim(
        "c2",
        "figure",
        f"{FAR}/rate_persons_per_hour",
        qualifier="about",
        approx=120,
        unit="persons",
    )
    other = Applied(tmp_path / "b", [rate])
    assert other.gate(FAR).rate_persons_per_hour == 120
    assert other.inputs.words.source_of(f"{FAR}/rate_persons_per_hour") == "claim:c2"


def test_a_value_that_makes_no_scenario_is_left_with_its_reason(tmp_path: Path) -> None:
    trucks = claim(
        "c1",
        "figure",
        "aid_stream/relief",
        measure="aid_needed",
        unit="trucks",
        per="day",
        qualifier="exact",
        low=100,
        high=100,
        said="2023-10-30",
    )
    outcome, _ = apply_claims("rafah-2023", held([trucks]), at("2023-10-30T18:00:00+02:00"))
    assert outcome.changes == ()
    assert "quota" in outcome.not_applied[0].why


def test_a_range_is_never_made_one_number(tmp_path: Path) -> None:
    rate = claim(
        "c1", "figure", f"{FAR}/rate_persons_per_hour", qualifier="between", low=100, high=140
    )
    made = Applied(tmp_path / "a", [rate])
    assert made.changed() == []
    assert "100 to 140" in made.left()
