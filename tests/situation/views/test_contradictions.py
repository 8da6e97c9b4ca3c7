"""A contradiction that is not shown is one that somebody decided without saying so."""

from __future__ import annotations

from typing import Any

from safepassage.situation.claim import Claim
from safepassage.situation.views.contradictions import Contradiction, contradictions
from safepassage.situation.views.incidents import incidents
from safepassage.situation.views.overview import overview
from safepassage.situation.views.positions import positions
from safepassage.situation.views.unknowns import unknowns

from .build import NOON, NORTH, at, document, held, said


def found(*claims: Claim, **more: Any) -> tuple[Contradiction, ...]:
    return contradictions(held(claims, **more), NOON)


def attack(name: str, weapon: str, speaker: str | None = "Ana Orel", **more: Any) -> Claim:
    words = {"weapon": weapon, "victims": more.pop("victims", "three soldiers")}
    return said(name, "incident", speaker, kind="shelling", fields=words, **more)


def test_other_states_of_one_gate_by_two_voices_are_one_contradiction_with_all_versions() -> None:
    claims = [
        said(name, "place_status", who, subject=NORTH, status=status)
        for name, who, status in (("a", "Ana", "open"), ("b", "Bo", "closed"), ("c", "Cy", "open"))
    ]
    (row,) = found(*claims)
    assert (row.kind, row.type, row.subject) == ("voices", "place_status", NORTH)
    assert [(v.value, [w.claim.id for w in v.words]) for v in row.versions] == [
        ("open", ["a", "c"]),
        ("closed", ["b"]),
    ]


def test_states_at_other_times_do_not_contradict() -> None:
    early = said("a", "place_status", "Ana", subject=NORTH, status="open", day=3)
    late = said("b", "place_status", "Ana", subject=NORTH, status="closed", day=4)
    assert found(early, late) == ()


def test_a_consent_that_one_calls_given_and_another_refused() -> None:
    one = said("a", "consent", "Ana", party="the Council", about="people leave", state="granted")
    other = said("b", "consent", "Bo", party="the council", about="People leave", state="withheld")
    (row,) = found(one, other)
    assert (row.type, {v.value for v in row.versions}) == ("consent", {"granted", "withheld"})


def test_the_whole_open_against_a_side_shut() -> None:
    whole = said("a", "place_status", "Ana", subject="crossing/bridge", status="open")
    side = said("b", "place_status", "Bo", subject=NORTH, status="not_operated")
    (row,) = found(whole, side)
    assert (row.kind, row.claims) == ("whole_and_sides", ("a", "b"))


def test_tellings_of_one_incident_that_differ() -> None:
    claims = [attack("a", "mortars"), attack("b", "rockets and mortars", "Bo Lind")]
    (row,) = found(*claims, links=[("a", "b", "same_event")])
    assert (row.kind, row.about) == ("retelling", "weapon")
    assert [v.value for v in row.versions] == ["mortars", "rockets and mortars"]
    (incident,) = incidents(held(claims, [("a", "b", "same_event")]), NOON)
    assert incident.differ == ("weapon",)
    assert [word.claim.id for word in incident.words] == ["a", "b"]


def test_likely_retellings_in_one_text_are_shown_as_no_more_than_that() -> None:
    more: dict[str, Any] = {"document": "a" * 64, "words": "they were hit"}
    claims = [attack("a", "mortars", **more), attack("b", "a rocket", offset=50, **more)]
    (row,) = found(*claims, documents=[document("a")])
    assert (row.kind, row.about) == ("likely_retelling", "weapon")
    other = attack("b", "a rocket", offset=50, victims="a driver", **more)
    assert found(claims[0], other, documents=[document("a")]) == ()


def test_attacks_on_days_that_exclude_one_another_are_two() -> None:
    more: dict[str, Any] = {"document": "a" * 64, "words": "they were hit"}
    claims = [
        attack("a", "mortars", date="2031-05-01", **more),
        attack("b", "a rocket", offset=50, date="2031-05-03", **more),
    ]
    assert found(*claims, documents=[document("a")]) == ()


def test_a_link_by_a_person_is_shown_once_and_with_its_reason() -> None:
    claims = [
        said("a", "statement", "Ana", words="It was us."),
        said("b", "statement", "Bo", words="It was not them."),
        said("c", "place_status", "Ana", subject=NORTH, status="open"),
        said("d", "place_status", "Bo", subject=NORTH, status="closed"),
    ]
    rows = found(*claims, links=[("a", "b", "conflicts"), ("d", "c", "conflicts")])
    assert [(row.kind, set(row.claims)) for row in rows] == [
        ("voices", {"c", "d"}),
        ("linked", {"a", "b"}),
    ]


def test_figures_stand_with_the_incident_whose_words_they_are_and_apart() -> None:
    claim = attack("a", "mortars", document="a" * 64, words="three soldiers were killed")
    number = said("n", "figure", document="a" * 64, words="three soldiers", low=3, high=3,
                  qualifier="exact", measure="killed", unit="persons")  # fmt: skip
    later = said("m", "figure", "Bo Lind", low=4, high=4, qualifier="exact", measure="killed")
    (row,) = incidents(held([claim, number, later], [("a", "m", "same_event")]), NOON)
    assert [one.figure.words() for one in row.figures] == ["3", "4"]


def test_counts_of_one_incident_in_two_texts_that_do_not_fit_are_a_contradiction() -> None:
    def telling(letter: str, dead: int, **more: Any) -> list[Claim]:
        text: dict[str, Any] = {"document": letter * 64}
        words = "soldiers were killed by mortars"
        return [
            attack(f"i{letter}", "mortars", None, words=words, **text),
            said(f"n{letter}", "figure", None, words="soldiers", measure="killed", unit="persons",
                 low=dead, high=dead, qualifier="exact", **text, **more),
            said(f"h{letter}", "figure", None, words="were killed", offset=9, measure="injured",
                 unit="persons", qualifier="vague_plural", **text),
        ]  # fmt: skip

    texts = {"documents": [document("a"), document("b")], "links": [("ia", "ib", "same_event")]}
    (row,) = found(*telling("a", 3), *telling("b", 4), **texts)
    assert (row.kind, row.type, set(row.claims)) == ("voices", "figure", {"na", "nb"})
    assert found(*telling("a", 3), *telling("b", 3), **texts) == ()
    assert found(*telling("a", 3), *telling("b", 4, subset_of="7"), **texts) == ()
    assert found(*telling("a", 3), *telling("b", 4), documents=texts["documents"]) == ()


def test_a_position_that_changed_says_so_and_one_that_two_report_otherwise_differs() -> None:
    def stance(name: str, value: str, who: str, day: int) -> Claim:
        return said(name, "position", who, day=day, party="Ostra", about="a pause", stance=value)

    first = stance("a", "opposes", "Ana", 2)
    (row,) = positions(held([first, stance("b", "supports", "Ana", 3)]), NOON)
    assert (row.stance, row.changed, row.differ) == ("supports", True, False)
    (row,) = positions(held([first, stance("b", "opposes", "Ana", 3)]), NOON)
    assert not row.changed
    (row,) = positions(held([first, stance("b", "supports", "Bo", 3)]), NOON)
    assert row.differ


def test_an_unknown_names_figures_that_were_told_since_and_does_not_call_them_the_answer() -> None:
    unknown = said("u", "unknown", day=3, subject="population/x", status="not_given")
    figure = said("f", "figure", "Bo", day=4, subject="population/x", low=9, qualifier="at_least")
    before = said("e", "figure", "Bo", day=2, subject="population/x", low=7, qualifier="at_least")
    (row,) = unknowns(held([unknown, figure, before]), NOON)
    assert (row.status, row.since_told) == ("not_given", ("f",))


def test_the_overview_holds_what_the_views_hold_and_counts_what_waits() -> None:
    claims = [
        said("a", "place_status", "Ana", subject=NORTH, status="open"),
        said("b", "place_status", "Bo", subject=NORTH, status="closed"),
        said("c", "condition", by="Ostra", fields={"requirement": "the guns are silent"}),
    ]
    now = held(claims)
    whole = overview(now, NOON)
    assert whole.contradictions == contradictions(now, NOON)
    assert [row.requirement for row in whole.conditions] == ["the guns are silent"]
    assert (whole.at, whole.waiting) == (NOON, 0)
    waits = overview(held(claims, state="proposed"), NOON)
    assert (waits.boards.gates, waits.waiting) == ((), 3)
    assert overview(held(claims, state="proposed"), at(5), with_unreviewed=True).waiting == 0
